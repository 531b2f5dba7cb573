"""A case after edits of its rows, without reading again what the edits leave alone."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from advisor.brief import Brief, Edit, Row, apply
from advisor.case import Case, Line
from advisor.checks.hit import Reads
from advisor.checks.remembered import share_memory

Edits = tuple[Edit, ...]
PRESSING = frozenset({"levels", "target", "weight", "consequences"})
KEPT = frozenset({"priorities", "shifts", "goals", "demanded", "demanded_as_target"})
"""What a case works out once and no row has a part in."""


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

    @property
    def metrics(self) -> frozenset[str]:
        """Metrics that came or went."""
        before = {str(line.metric) for line in self.gone}
        after = {str(line.metric) for line in self.new}
        return frozenset(before ^ after)


def of_rows(edits: Edits) -> bool:
    """Whether the edits change nothing but rows of today's list."""
    return all(edit.metric is not None for edit in edits)


def variants(case: Case, wanted: Sequence[Edits]) -> Iterable[Variant]:
    """The case after each of the edits, in turn. All of them must be of rows only."""
    plans = [_planned(case, edits) for edits in wanted]
    rows = [row for plan in plans for row in plan.rows]
    # One case reads all the changed rows at once: most of its cost is not in the rows.
    read = iter(Case(case.brief.model_copy(update={"today": tuple(rows)}), case.shipped).lines)
    for plan in plans:
        yield _carried_out(case, plan, [next(read) for _row in plan.rows])


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which lines go, and which rows come in their place or at the end."""

    places: Mapping[int, int | None]
    """By index of a line that goes: the row that takes its place, if any."""
    rows: tuple[Row, ...]
    touched: frozenset[Reads]


def _planned(case: Case, edits: Edits) -> _Plan:
    changed: dict[int, dict[str, Any] | None] = {}
    added: list[dict[str, Any]] = []
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
        for line in case.known:
            if line.metric != edit.metric or changed.get(line.index, {}) is None:
                continue
            if edit.op == "drop":
                changed[line.index] = None
                continue
            known = changed.get(line.index)
            document = _document(line) if known is None else known
            document[str(edit.field)] = edit.value
            changed[line.index] = document
    rows: list[Row] = []
    places: dict[int, int | None] = {}
    for index, document_ in changed.items():
        places[index] = None if document_ is None else len(rows)
        if document_ is not None:
            rows.append(Row.model_validate(document_))
    rows += [Row.model_validate(row) for row in added]
    return _Plan(places, tuple(rows), frozenset(touched))


def _document(line: Line) -> dict[str, Any]:
    row = line.row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**row, "metric": line.metric}


def _carried_out(case: Case, plan: _Plan, read: Sequence[Line]) -> Variant:
    lines: list[Line] = []
    new: list[Line] = []

    def take(line: Line, *, fresh: bool) -> None:
        line = line if line.index == len(lines) else replace(line, index=len(lines))
        lines.append(line)
        if fresh:
            new.append(line)

    for line in case.lines:
        place = plan.places.get(line.index, -1)
        if place == -1:
            take(line, fresh=False)
        elif place is not None:
            take(read[place], fresh=True)
    for line in read[sum(place is not None for place in plan.places.values()) :]:
        take(line, fresh=True)
    other = copy.copy(case)
    for name, kind in vars(Case).items():
        if isinstance(kind, functools.cached_property) and name not in KEPT:
            other.__dict__.pop(name, None)
    other.lines = tuple(lines)
    other.brief = case.brief.model_copy(update={"today": tuple(line.row for line in lines)})
    share_memory(other, case)
    gone = tuple(line for line in case.known if line.index in plan.places)
    return Variant(other, gone, tuple(new), plan.touched)
