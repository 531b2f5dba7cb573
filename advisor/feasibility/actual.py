"""What today's list says of actual values and of aims, as numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from advisor import targets
from advisor.case import Case, Line

SECONDS = {"minutes": 60.0, "hours": 3600.0, "days": 86_400.0}


def actual(case: Case, metric: str, unit: str, otherwise: Collection[str] = ()) -> float | None:
    """Today's value of a metric; None where none is given, or two that differ.

    `unit` is percent, seconds or count. Lines with one of the `otherwise` variants of definition
    are left out: their figure counts something else.
    """
    found = {
        value
        for line in _lines(case, metric, otherwise)
        if (value := _value(case, line, unit)) is not None
    }
    return found.pop() if len(found) == 1 else None


def aim(case: Case, metric: str, otherwise: Collection[str] = ()) -> float | None:
    """The value that today's list aims at, a minimum or an exact one; the highest of several."""
    return max(
        (
            line.target.value
            for line in _lines(case, metric, otherwise)
            if line.target and line.target.op in (">=", "=") and not line.target.change
        ),
        default=None,
    )


def _lines(case: Case, metric: str, otherwise: Collection[str]) -> Iterator[Line]:
    for line in case.known:
        if line.metric == metric and variant_of(line) not in otherwise:
            yield line


def variant_of(line: Line) -> str:
    """The definition that a line counts by; empty where it is the plain one."""
    return line.row.definition or line.resolved.variant or ""


def _value(case: Case, line: Line, unit: str) -> float | None:
    if not line.row.actual:
        return None
    entry = case.entry(line)
    value = targets.read(line.row.actual, better=entry.better, unit=entry.unit).target
    if value is None or value.change or value.op == "band" or value.share is not None:
        return None
    if value.unit != unit and not (unit == "count" and value.unit is None):
        return None
    return targets.rest(value).value if line.complement else value.value
