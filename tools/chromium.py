"""Finds the Chromium that the browser tests drive, or installs it from the system's packages.

`python -m tools.chromium` prints its path; with `--install` it first brings one if none is there.
Exit code 1 and one line on standard error where there is none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
INSTALLERS = (
    (
        ("apt-get", "update"),
        ("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"),
    ),
    (("dnf", "install", "-y", "chromium", "dejavu-sans-fonts"),),
    (("brew", "install", "--cask", "google-chrome"),),
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromium(Exception):
    """No usable browser; the message says in one line what to do."""


def find() -> str:
    """The path of a Chromium that runs: $CHROMIUM, else the PATH's. Raises NoChromium."""
    named = os.environ.get("CHROMIUM")
    if named:
        if _runs(named):
            return named
        raise NoChromium(f"CHROMIUM={named} does not run: point it at Chromium or Google Chrome")
    for name in (*NAMES, MAC):
        path = shutil.which(name)
        if path and _runs(path):
            return path
    raise NoChromium(
        "no Chromium found: install Chromium or Google Chrome, or set CHROMIUM to its path "
        "(Debian: apt-get install chromium)"
    )


def install() -> None:
    """Asks the system's package manager for Chromium, where that needs no password."""
    as_root = _as_root()
    for commands in INSTALLERS:
        tool = commands[0][0]
        prefix: Sequence[str] | None = () if tool == "brew" else as_root
        if shutil.which(tool) and prefix is not None:
            for command in commands:
                print("installing Chromium:", *command, file=sys.stderr)
                subprocess.run([*prefix, *command], check=False, stdout=sys.stderr)
            return


def _as_root() -> Sequence[str] | None:
    if os.geteuid() == 0:
        return ("env", "DEBIAN_FRONTEND=noninteractive")
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    ):
        return ("sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive")
    return None


def _runs(path: str) -> bool:
    """Whether it answers at all: a package may leave a stub that only points elsewhere."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def main(arguments: Sequence[str]) -> int:
    try:
        try:
            print(find())
        except NoChromium:
            if "--install" not in arguments or os.environ.get("CHROMIUM"):
                raise
            install()
            print(find())
    except NoChromium as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
