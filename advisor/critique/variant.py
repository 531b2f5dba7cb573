"""A case after edits of its rows, without reading again what the edits leave alone."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from advisor.brief import Brief, Edit, Row, apply
from advisor.case import Case, Line
from advisor.checks.hit import Reads
from advisor.checks.remembered import Origin, comes_from, of_case
from advisor.today import understood

Edits = tuple[Edit, ...]
PRESSING = frozenset({"levels", "target", "weight", "consequences"})
KEPT = frozenset({"priorities", "shifts", "goals", "demanded", "demanded_as_target"})
"""What a case works out once and no row has a part in."""
OF_METRICS = frozenset({"today", "present", "unread"})
"""What stays as it is while the same metrics stand at the same places."""
FORGOTTEN = (
    frozenset(
        name for name, kind in vars(Case).items() if isinstance(kind, functools.cached_property)
    )
    - KEPT
)


def fixed(case: Case, edits: Edits) -> Case:
    """The case after some edits, read anew."""
    return Case(apply(resolved_brief(case), edits), case.shipped)


def resolved_brief(case: Case) -> Brief:
    """The brief with the metric of every line that was understood written in."""
    rows = tuple(
        line.row
        if line.row.metric or not line.metric
        else line.row.model_copy(update={"metric": line.metric})
        for line in case.lines
    )
    return case.brief.model_copy(update={"today": rows})


@dataclass(frozen=True, slots=True)
class Variant:
    """A case after edits, and what they touched."""

    case: Case
    gone: tuple[Line, ...]
    """Lines of the case before that are changed or dropped."""
    new: tuple[Line, ...]
    """Lines of the case after that are changed or added."""
    touched: frozenset[Reads]
    came: frozenset[str]
    """Metrics of the lines that are new, and of none that went."""
    went: frozenset[str]

    rows: frozenset[int]
    """Rows that are changed or dropped, by identity."""
    alone: bool
    """Whether no line that stays is of a metric of those that go or come."""


def of_rows(edits: Edits) -> bool:
    """Whether the edits change nothing but rows of today's list."""
    return all(edit.metric is not None for edit in edits)


def variants(case: Case, wanted: Sequence[Edits]) -> Iterable[Variant]:
    """The case after each of the edits, in turn. All of them must be of rows only."""
    plans = [_planned(case, edits) for edits in wanted]
    _read(case, [asked for plan in plans for asked in (*plan.places.values(), *plan.added)])
    for plan in plans:
        yield _carried_out(case, plan)


Document: TypeAlias = dict[str, Any]
Asked: TypeAlias = tuple[str, Document]
"""A row to be read, by its key."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which lines go, and which rows come in their place or at the end."""

    places: Mapping[int, Asked | None]
    """By index of a line that goes: the row that takes its place, if any."""
    added: Sequence[Asked]
    touched: frozenset[Reads]


@of_case
def _by_metric(case: Case) -> Mapping[str, Sequence[Line]]:
    found: dict[str, list[Line]] = {}
    for line in case.known:
        found.setdefault(str(line.metric), []).append(line)
    return found


def _planned(case: Case, edits: Edits) -> _Plan:
    places: dict[int, Document | None] = {}
    added: list[Document] = []
    touched: set[Reads] = set()
    for edit in edits:
        if edit.op == "add":
            row = {"metric": edit.metric, **(edit.value or {})}
            added.append(row)
            touched |= {Reads.PRESENT, Reads.NOTES}
            if row.get("consequences") != [] or row.get("target"):
                touched.add(Reads.PRESSURE)
            continue
        for row in added:
            if edit.op == "set" and row["metric"] == edit.metric:
                row[str(edit.field)] = edit.value
        if edit.op == "drop":
            added = [row for row in added if row["metric"] != edit.metric]
            touched |= {Reads.PRESENT, Reads.PRESSURE, Reads.NOTES}
        else:
            touched.add(Reads.PRESSURE if edit.field in PRESSING else Reads.NOTES)
        for line in _by_metric(case).get(str(edit.metric), ()):
            known = places.get(line.index, {})
            if edit.op == "drop" or known is None:
                places[line.index] = None
                continue
            places[line.index] = {**(known or _document(line)), str(edit.field): edit.value}
    return _Plan(
        {index: None if row is None else _asked(row) for index, row in places.items()},
        [_asked(row) for row in added],
        frozenset(touched),
    )


def _document(line: Line) -> Document:
    row = line.row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**row, "metric": line.metric}


_READ, _MOVED = "rows read", "lines moved"


def _asked(row: Document) -> Asked:
    return json.dumps(row, default=str), row


def _read(case: Case, asked: Iterable[Asked | None]) -> None:
    """Understands changed rows, each once: many at a time, as most of its cost is not in them."""
    read: dict[str, Line] = case.memory.setdefault(_READ, {})
    new = {each[0]: each[1] for each in asked if each is not None and each[0] not in read}
    if new:
        today = tuple(map(Row.model_validate, new.values()))
        lines = understood(case.brief.model_copy(update={"today": today}), case.catalogue)
        read.update(zip(new, lines, strict=True))


def _at(case: Case, index: int, line: Line) -> Line:
    """The line at another place of the list."""
    if line.index == index:
        return line
    moved: dict[tuple[int, int], Line] = case.memory.setdefault(_MOVED, {})
    key = (id(line.row), index)
    found = moved.get(key)
    if found is None:
        found = moved[key] = replace(line, index=index)
    return found


def _carried_out(case: Case, plan: _Plan) -> Variant:
    read: Mapping[str, Line] = case.memory[_READ]
    lines: list[Line] = [*case.lines]
    new: list[Line] = []
    for index, asked in (*plan.places.items(), *enumerate(plan.added, len(lines))):
        if asked is not None:
            new.append(_at(case, index, read[asked[0]]))
            lines[index : index + 1] = new[-1:]
    dropped = {index for index, asked in plan.places.items() if asked is None}
    if dropped:
        kept = [line for line in lines if line.index not in dropped]
        lines = [_at(case, index, line) for index, line in enumerate(kept)]
        fresh = {id(line.row) for line in new}
        new = [line for line in lines if id(line.row) in fresh]
    gone = tuple(case.lines[index] for index in sorted(plan.places))
    here, there = ({str(line.metric) for line in found} for found in (gone, new))
    other = copy.copy(case)
    same = here == there and len(lines) == len(case.lines)
    for name in FORGOTTEN if not same else FORGOTTEN - OF_METRICS:
        other.__dict__.pop(name, None)
    other.lines = tuple(lines)
    other.brief = case.brief.model_copy(update={"today": tuple(line.row for line in lines)})
    by_row = {id(line.row): line for line in gone}
    comes_from(other, Origin(case, by_row, tuple(new), bool(dropped)))
    return Variant(
        case=other,
        gone=gone,
        new=tuple(new),
        touched=plan.touched,
        came=frozenset(there - here),
        went=frozenset(here - there),
        rows=frozenset(by_row),
        alone=all(len(_by_metric(case).get(m, ())) == (m in here) for m in here | there),
    )
