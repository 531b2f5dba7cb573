"""Progress or regress: what the actual values over time say, against the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor import targets
from advisor.brief import Row, Target
from knowledge.schema import Metric
from knowledge.vocabulary import Better

Course = Literal["nearer", "further", "kept", "missed", "same", "up", "down"]
_NEAR = 0.01
"""Share of the first value below which a change is none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """From the first value to the last. `course` is towards the target where there is one that
    reads, else in the direction that is better for the metric, else only up or down."""

    first: str
    last: str
    since: str
    until: str
    course: Course


def progress(row: Row, metric: Metric | None) -> Progress | None:
    """What the history of a row says; None with fewer than two values that read as figures."""
    better, unit = (metric.better, metric.unit) if metric else (None, None)
    read = [
        (point, found.value)
        for point in row.history
        if (found := targets.read(point.value, better=better, unit=unit).target) is not None
    ]
    if len(read) < 2:
        return None
    (first, start), (last, end) = read[0], read[-1]
    target = row.target
    if isinstance(target, str):
        target = targets.read(target, better=better, unit=unit).target
    course = _course(start, end, target if isinstance(target, Target) else None, better)
    return Progress(first.value, last.value, first.when, last.when, course)


def _course(start: float, end: float, target: Target | None, better: Better | None) -> Course:
    if target is not None and not target.change:
        before, after = _missing(start, target), _missing(end, target)
        if after == 0:
            return "kept"
        if before == 0:
            return "missed"
        if abs(after - before) > _NEAR * max(before, after):
            return "nearer" if after < before else "further"
        return "same"
    if abs(end - start) <= _NEAR * max(abs(start), abs(end)):
        return "same"
    up = end > start
    if better in (Better.UP, Better.DOWN):
        return "nearer" if up == (better is Better.UP) else "further"
    return "up" if up else "down"


def _missing(value: float, target: Target) -> float:
    """How far a value is from what the target allows; 0 where it is kept."""
    aim = target.share if target.op == "within" and target.share is not None else target.value
    if target.op == "band":
        high = target.high if target.high is not None else aim
        return max(aim - value, value - high, 0.0)
    if target.op == "<=":
        return max(value - aim, 0.0)
    if target.op == "=":
        return abs(value - aim)
    return max(aim - value, 0.0)
