"""The line in front of busy positions when people hang up: the sums behind Erlang A.

With x = servers * patience / handle and y = load * patience / handle, the chance of j contacts in
the line, given that all positions are busy, is proportional to y^j / ((x + 1) ... (x + j)); see
Garnett, Mandelbaum and Reiman (2002), appendix B, after Palm (1957).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

_NEGLIGIBLE = 1e-18


@dataclass(frozen=True, slots=True)
class Line:
    """The line in front of busy positions, given that all are busy."""

    log_total: float
    """Log of A(x, y), the sum over j of y^j / ((x + 1) ... (x + j))."""
    somebody: float
    """Chance that the line is not empty: 1 - 1 / A."""
    leaving: float
    """Chance that one who finds all busy hangs up: mean length over y."""
    climb: float
    """Mean of 1 / (x + 1) + ... + 1 / (x + j)."""


@functools.lru_cache(maxsize=4096)
def waiting_line(x: float, y: float) -> Line:
    """Sums over the length j of the line, outwards from its likeliest value, all terms positive.

    The work grows with the square root of y, and nothing overflows: weights are relative to the
    largest. `climb` serves the wait of the answered: from place j it is a sum of stages of mean
    patience / (x + i), i = 1 to j, whoever leaves first, and the chance of being in place j and
    answered is that of a line of length j, times servers / load.
    """
    peak = max(0, int(y - x))
    start = _harmonic(x, peak)
    total, empty, length, climb = 1.0, float(peak == 0), float(peak), start
    weight, steps, j = 1.0, start, peak
    while weight > _NEGLIGIBLE:
        j += 1
        weight *= y / (x + j)
        steps += 1 / (x + j)
        total += weight
        length += weight * j
        climb += weight * steps
    above = total - empty
    weight, steps, j = 1.0, start, peak
    while j > 0 and weight > _NEGLIGIBLE:
        weight *= (x + j) / y
        steps -= 1 / (x + j)
        j -= 1
        total += weight
        above += weight if j else 0.0
        length += weight * j
        climb += weight * steps
    at_peak = math.lgamma(x + 1) - math.lgamma(x + peak + 1) + peak * math.log(y) if peak else 0.0
    return Line(
        log_total=math.log(total) + at_peak,
        somebody=above / total,
        leaving=length / total / y if y else 0.0,
        climb=climb / total,
    )


def _harmonic(x: float, count: int) -> float:
    """1 / (x + 1) + ... + 1 / (x + count), to about 1e-7: far terms by the midpoint rule."""
    near = min(count, 1000)
    exact = math.fsum(1 / (x + i) for i in range(1, near + 1))
    return exact + math.log((x + count + 0.5) / (x + near + 0.5))
