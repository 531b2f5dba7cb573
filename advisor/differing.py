"""What differs between two briefs, place by place, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from advisor import targets
from advisor.brief import Brief, Row, Target, Terms
from advisor.case import Case
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Consequence, Dimension, Level

MANY = 8  # rows that come or go at once, beyond which they are one change
NOTHING = "nothing said"
OFF, ON = "not on the list", "on the list"

LOAD = {
    "contacts": "Contacts in the interval",
    "minutes": "Minutes of the interval",
    "which": "Which interval",
    "handle_seconds": "Seconds for one contact",
    "positions": "People on at once",
    "paid_heads": "People paid",
    "shrinkage": "Share of paid time off the contacts",
    "patience_seconds": "Seconds that callers wait",
    "cost_per_hour": "Cost of one paid hour",
    "hours_per_year": "Paid hours a year",
    "currency": "Currency",
}
ROW = {
    "metric": "what it is taken for",
    "levels": "whose card",
    "consequences": "what hangs on it",
    "target": "target",
    "actual": "actual",
    "weight": "weight",
    "definition": "definition",
    "why": "why",
    "since": "since",
    "origin": "where it comes from",
    "owner": "owner",
    "may_change": "who may change it",
    "review": "review",
    "initiative": "initiative",
    "contract": "what the contract says of it",
}
STATED = {
    "preset": "Strategy",
    "lean": "Lean",
    "hold": "What must not get worse",
    "gives": "What gives when forty are waiting",
    "should_give": "What should give then",
    "summary": "The strategy in their own words",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs."""

    about: str
    """The place, the same for each change of it: `today.AHT.target`, `strategy.preset`."""
    name: str
    """The place in words."""
    was: str
    now: str
    written: str = ""
    """The line of today's list, if it is about one."""
    metric: str | None = None
    field: str | None = None
    value: Any = None
    """What stands there now, as JSON would hold it."""

    @property
    def says(self) -> str:
        """`AHT, target: from <= 300 s to nothing said`."""
        return said(self.name, self.was, self.now)


def said(name: str, was: str, now: str) -> str:
    """One change in words; the place may have changed more than once in between."""
    if (was, now) == (OFF, ON):
        return f"{name}: put on the list"
    if (was, now) == (ON, OFF):
        return f"{name}: taken off the list"
    if was == NOTHING:
        return f"{name}: {now}"
    return f"{name}: from {was} to {now}"


def differences(before: Brief, after: Brief, catalogue: Catalogue) -> tuple[Difference, ...]:
    """All places that differ, in the order of the brief. Notes and names of the design are none."""
    return tuple(_all(before, after, catalogue))


def _all(before: Brief, after: Brief, catalogue: Catalogue) -> Iterator[Difference]:
    yield from _several("", {"seat": "Who asks"}, before, after, catalogue)
    names = {dimension.value: dimension.label for dimension in Dimension}
    yield from _several("context.", names, before.context, after.context, catalogue)
    yield from _several("", {"systems": "Systems", "hurts": "What hurts"}, before, after, catalogue)
    yield from _several("load.", LOAD, before.load, after.load, catalogue)
    yield from _several("strategy.", STATED, before.strategy, after.strategy, catalogue)
    yield from _priorities(before, after, catalogue)
    if before.strategy.objectives != after.strategy.objectives:
        told = (_list(item.says for item in each.strategy.objectives) for each in (before, after))
        yield Difference("strategy.objectives", "Objectives", *told)
    yield from _rows(before.today, after.today, catalogue)
    for field, word in (("must", "must be in the set"), ("never", "must not be in the set")):
        yield from _wishes(field, word, getattr(before, field), getattr(after, field), catalogue)


def _several(
    place: str, names: Mapping[str, str], before: Any, after: Any, catalogue: Catalogue
) -> Iterator[Difference]:
    for field, name in names.items():
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            yield Difference(
                f"{place}{field}", name.rstrip("?"), _text(was, catalogue), _text(now, catalogue)
            )


def _priorities(before: Brief, after: Brief, catalogue: Catalogue) -> Iterator[Difference]:
    """Only what somebody set; what the strategy and the situation give stands in its place."""
    was, now = before.strategy.priorities, after.strategy.priorities
    if was == now:
        return
    given = [Case(each, catalogue).priorities for each in (before, after)]
    for key in dict.fromkeys([*was, *now]):
        if was.get(key) != now.get(key):
            told = (str(each[key]) for each in given)
            name = f"How much '{catalogue.plainly(key)}' counts"
            yield Difference(f"strategy.priorities.{key}", name, *told)


def _wishes(
    field: str, word: str, was: tuple[str, ...], now: tuple[str, ...], catalogue: Catalogue
) -> Iterator[Difference]:
    for key in dict.fromkeys([*was, *now]):
        if (key in was) != (key in now):
            yield Difference(
                f"{field}.{key}",
                catalogue.label(key),
                word if key in was else NOTHING,
                word if key in now else NOTHING,
                metric=key,
                field=field,
                value=key in now,
            )


# --- today's list --------------------------------------------------------------------------------


def _rows(
    before: tuple[Row, ...], after: tuple[Row, ...], catalogue: Catalogue
) -> Iterator[Difference]:
    was, now = _keyed(before), _keyed(after)
    moved = [key for key in dict.fromkeys([*was, *now]) if (key in was) != (key in now)]
    if len(moved) > MANY:
        yield Difference("today", "Today's list", f"{len(was)} lines", f"{len(now)} lines")
        moved = []
    for key in moved:
        row = was.get(key) or now[key]
        yield Difference(
            f"today.{key}",
            _name(row, catalogue),
            ON if key in was else OFF,
            ON if key in now else OFF,
            written=row.written,
            metric=row.metric,
        )
    for key in now:
        if key in was:
            yield from _row(key, was[key], now[key], catalogue)


def _row(key: str, was: Row, now: Row, catalogue: Catalogue) -> Iterator[Difference]:
    document = now.model_dump(mode="json", by_alias=True)
    for field, name in ROW.items():
        old, new = getattr(was, field), getattr(now, field)
        read = field == "metric" and old is None  # a name that was merely read is no change
        if old != new and not read:
            json_name = "from" if field == "origin" else field
            yield Difference(
                f"today.{key}.{field}",
                f"{_name(now, catalogue)}, {name}",
                _text(old, catalogue),
                _text(new, catalogue),
                written=now.written,
                metric=now.metric or was.metric,
                field=json_name,
                value=document[json_name],
            )


def _keyed(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by what they are called; a name that comes again is counted."""
    found: dict[str, Row] = {}
    for row in rows:
        name = row.written or row.metric or "a line without a name"
        again = 1
        key = name
        while key in found:
            again += 1
            key = f"{name} ({again})"
        found[key] = row
    return found


def _name(row: Row, catalogue: Catalogue) -> str:
    return row.written or (catalogue.label(row.metric) if row.metric else "A line without a name")


# --- values --------------------------------------------------------------------------------------


def _text(value: Any, catalogue: Catalogue) -> str:
    match value:
        case None | "" | ():
            return NOTHING
        case Target():
            return targets.text(value)
        case Terms():
            told = value.model_dump(exclude_none=True)
            return "; ".join(f"{name}: {text}" for name, text in told.items()) or NOTHING
        case Level() | Consequence():
            return value.label.lower()
        case tuple():
            return _list(_text(item, catalogue) for item in value)
        case float():
            return format(value, "g")
        case str():
            return catalogue.plainly(value)
    return str(getattr(value, "label", value))


def _list(names: Iterable[str]) -> str:
    *first, last = list(names) or [NOTHING]
    return f"{', '.join(first)} and {last}" if first else last
