"""Progress or regress: what the actual values over time say, against the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor import targets
from advisor.brief import Observed, Row, Target
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


@dataclass(frozen=True, slots=True)
class Held:
    """A target that was kept at each of the last so many readings."""

    times: int
    since: str


def held(row: Row, metric: Metric | None) -> Held | None:
    """For how long the target of a row has been kept without a break, up to now. None where there
    is no target of a level, or where the last reading missed it."""
    target = _target(row, metric)
    if target is None or target.change:
        return None
    since, times = "", 0
    for point, value in reversed(_read(row, metric)):
        if _missing(value, target) > 0:
            break
        since, times = point.when, times + 1
    return Held(times, since) if times else None


def progress(row: Row, metric: Metric | None) -> Progress | None:
    """What the history of a row says; None with fewer than two values that read as figures."""
    better = metric.better if metric else None
    read = _read(row, metric)
    if len(read) < 2:
        return None
    (first, start), (last, end) = read[0], read[-1]
    course = _course(start, end, _target(row, metric), better)
    return Progress(first.value, last.value, first.when, last.when, course)


def _read(row: Row, metric: Metric | None) -> list[tuple[Observed, float]]:
    """The values of the history that read as figures, oldest first."""
    better, unit = (metric.better, metric.unit) if metric else (None, None)
    return [
        (point, found.value)
        for point in row.history
        if (found := targets.read(point.value, better=better, unit=unit).target) is not None
    ]


def _target(row: Row, metric: Metric | None) -> Target | None:
    if isinstance(row.target, Target) or row.target is None:
        return row.target
    better, unit = (metric.better, metric.unit) if metric else (None, None)
    return targets.read(row.target, better=better, unit=unit).target


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
