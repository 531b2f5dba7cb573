"""What a process holds and has computed, asked of the system."""

import subprocess
import time
from pathlib import Path


def resident(pid: int) -> float:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    asked = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(asked.stdout) / 1024


def spent(pid: int) -> float:
    """Seconds that a process has computed; 0 where the system does not tell."""
    clock = (~pid << 3) | 2  # how Linux names the clock of another process
    try:
        return time.clock_gettime(clock)
    except (AttributeError, OSError):
        return 0.0
