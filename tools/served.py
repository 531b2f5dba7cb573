"""A Streamlit app on a free port of this machine, for tests, benchmarks and pictures."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
DATABASE = "METRIC_TRADEOFFS_DB"  # the variable that names the SQLite file of drafts and designs
PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers: its address without a slash at the end, its process, its store."""

    url: str
    pid: int
    database: Path


@contextmanager
def served(app: Path) -> Iterator[Served]:
    """Runs `app` over an empty store until the block ends. Raises RuntimeError with its log."""
    with TemporaryDirectory() as folder, running(app, Path(folder), free_port()) as found:
        yield found


def free_port() -> int:
    """A port of this machine on which nothing answers now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(app: Path, folder: Path, port: int) -> Iterator[Served]:
    """Runs `app` with its store and its log in a folder, which may hold those of an earlier run.

    Raises RuntimeError with the log where it does not start.
    """
    log, database = folder / "log", folder / "designs.db"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.headless=true"]
    command += ["--server.address=127.0.0.1", f"--server.port={port}"]
    command += ["--client.showErrorDetails=full"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, DATABASE: str(database)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        if not _healthy(url, process):
            raise RuntimeError(f"{app} did not start:\n{log.read_text(errors='replace')}")
        yield Served(url, process.pid, database)
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _healthy(url: str, process: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            time.sleep(0.02)
    return False
