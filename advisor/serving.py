"""`advisor serve`: the wizard from an installed package, in any folder."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path


def serve(port: int) -> int:
    """Runs until it is stopped; the exit code is the server's."""
    beside = Path(__file__).resolve().parent.parent / "app.py"
    shipped = files("advisor") / "app.py"
    with as_file(shipped) as inside:
        app = inside if inside.is_file() else beside
        return subprocess.call(
            [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
        )
