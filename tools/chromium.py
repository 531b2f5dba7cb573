"""Finds the Chromium that tests and benchmarks drive, or installs it from the system's packages.

`python -m tools.chromium` prints its path; with `--install` it first brings what is missing.
Exit code 1 and one line on standard error where there is none, or where nothing can drive it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# The atomic library is for the driver's own node, which does not bring it.
PACKAGES = ("chromium", "fonts-dejavu-core", "libatomic1")
APT = ("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)
DNF = ("dnf", "install", "-y", "chromium", "dejavu-sans-fonts", "libatomic")
BREW = ("brew", "install", "--cask", "google-chrome")

# Without a sandbox, as root in a container; and silent: nothing is looked up but this machine.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
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
    for name in (*NAMES, ON_A_MAC):
        path = shutil.which(name)
        if path and _runs(path):
            return path
    raise NoChromium(
        "no Chromium found: install Chromium or Google Chrome (Debian: apt-get install chromium), "
        "or set CHROMIUM to its path"
    )


def driven() -> str:
    """The path of a Chromium that runs and that Playwright can drive. Raises NoChromium."""
    path = find()
    driver = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    if driver.returncode:
        raise NoChromium(f"Playwright's driver does not run: {driver.stderr.strip()}")
    return path


def install() -> None:
    """Asks the system's package manager for Chromium, where that needs no password."""
    root = _root()
    if shutil.which("brew"):
        _run(BREW)
    elif root is not None and shutil.which("apt-get"):
        _run((*root, "apt-get", "update"))
        _run((*root, "env", "DEBIAN_FRONTEND=noninteractive", *APT))
    elif root is not None and shutil.which("dnf"):
        _run((*root, *DNF))


def _root() -> Sequence[str] | None:
    """What to put before a command that needs root; None where that would ask for a password."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ("sudo", "-n")
    return None


def _run(command: Sequence[str]) -> None:
    print("set-up:", *command, file=sys.stderr)
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def _runs(path: str) -> bool:
    """Whether it answers at all: a package may leave a stub that only points elsewhere."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def main(arguments: Sequence[str]) -> int:
    try:
        path = driven()
    except NoChromium as missing:
        if "--install" not in arguments or os.environ.get("CHROMIUM"):
            print(missing, file=sys.stderr)
            return 1
        install()
        return main([])
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
