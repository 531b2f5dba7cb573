"""Medians, tails and the lines in which benchmarks print them."""

import math
import os
import statistics
from collections.abc import Sequence


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The nearest rank: a value that was measured."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def heading(title: str) -> str:
    """Names the benchmark and how busy the machine is: ratios hold on a busy one, times do not."""
    return f"\n{title} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


def compared(what: str, unit: str, ours: float, base: float) -> str:
    return f"  {what:<44}{ours:>9.0f} {unit:<3}{base:>9.0f} {unit:<3}{ours / base:>7.1f} x"
