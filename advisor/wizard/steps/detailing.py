"""What is asked only of the metrics that were ticked: level, actual, definition, why, since, from
where and who may change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from advisor import targets
from advisor.brief import Row
from advisor.progress import Course, progress
from advisor.wizard import intake, ledger, state
from advisor.wizard.ledger import Cells, Column, Line
from advisor.wizard.table import ids, name
from knowledge.vocabulary import Level

DETAILS = "say-more"
ASKED = {
    "actual": ("Actual", "Where is it now:"),
    "why": ("Why", "Why is it there:"),
    "since": ("Since", "Since which year:"),
    "origin": ("From", "Where does it come from, such as the contract or a competitor:"),
    "may_change": ("Who may change it", "Who may change it:"),
    "review": ("Last looked at", "When was it last looked at:"),
    "owner": ("Owner", "Who answers for it:"),
}
_NAME, _LEVELS, _WEIGHT, _COUNTED = "name", "levels", "weight", "definition"
_FIGURES = frozenset({"since", "review", _WEIGHT})
COLUMNS = (
    Column(_NAME, "Metric", "The name of"),
    Column(
        _LEVELS,
        "Level",
        "At which level does it count:",
        "many",
        tuple((level, level.label) for level in Level),
    ),
    Column(_WEIGHT, "Weight %", "Percent of a bonus or a scorecard:", figures=True),
    *(
        Column(field, says, asks, figures=field in _FIGURES)
        for field, (says, asks) in ASKED.items()
    ),
    Column(_COUNTED, "Counted", "How is it counted:", "one"),
)
_TIMES = ("seconds", "minutes", "hours", "days")
_SHARES = ("percent", "ratio", "score", "points")
_USUAL = ("", "In the usual way, or not known")
_COURSE: dict[Course, str] = {
    "nearer": "on the way",
    "further": "moving away",
    "kept": "target kept",
    "missed": "kept before, missed now",
    "same": "as before",
    "up": "up",
    "down": "down",
}


def draw(rows: Sequence[Row]) -> None:
    """The questions about what carries a consequence."""
    pressed = [(own, row) for own, row in zip(ids(rows), rows, strict=True) if row.consequences]
    if not pressed:
        return
    more = st.expander(
        f"Say more about the {len(pressed)} that are ticked", key=DETAILS, on_change="rerun"
    )
    if not more.open:
        return
    with more:
        st.caption("All of it can be left empty. Each answer lets more rules be checked.")
        ledger.draw(
            _key(),
            COLUMNS,
            [_line(own, row) for own, row in pressed],
            caption="Level, weight, actual value and reasons of each metric that is ticked",
            wide=True,
        )
        _courses([row for _own, row in pressed])


def _key() -> str:
    return f"details-{state.epoch()}"


def _line(own: str, row: Row) -> Line:
    cells: dict[str, ledger.Value] = {
        _NAME: name(row),
        _LEVELS: tuple(row.levels or ()),
        _WEIGHT: "" if row.weight is None else f"{row.weight:g}",
        **{field: getattr(row, field) or "" for field in ASKED},
        _COUNTED: row.definition or "",
    }
    ways = _ways(row)
    options = {_COUNTED: (_USUAL, *ways.items())} if ways else {}
    misfit = unfit(row)
    return Line(own, name(row), cells, marks={"actual": misfit} if misfit else {}, options=options)


def unfit(row: Row) -> str:
    """What is measured, where the actual figure stands in another kind of unit; else empty."""
    metric = state.catalogue().metrics.get(row.metric or "")
    figure = targets.read(row.actual).target if row.actual else None
    if metric is None or figure is None or figure.unit is None:
        return ""
    if figure.unit == metric.unit or any(
        {figure.unit, metric.unit} <= set(alike) for alike in (_TIMES, _SHARES)
    ):
        return ""
    says = "a count" if metric.unit == "count" else f"in {metric.unit}"
    return f"this metric is {says}: which figure?"


def _ways(row: Row) -> Mapping[str, str]:
    """The definitions that people fight over, and how each differs."""
    metric = state.catalogue().metrics.get(row.metric or "")
    found = {key: one.differs for key, one in metric.variants.items()} if metric else {}
    if found and row.definition and row.definition not in found:
        return {row.definition: row.definition, **found}
    return found


def hear() -> None:
    """Takes in what was written since the last run."""
    said = ledger.said(_key(), COLUMNS)
    if said is None:
        return
    brief = state.brief()
    rows = tuple(
        _settled(row, said.cells.get(own, {}))
        for own, row in zip(ids(brief.today), brief.today, strict=True)
    )
    state.commit_part(brief.model_copy(update={"today": rows}))


def _settled(row: Row, said: Cells) -> Row:
    changed: dict[str, Any] = {field: said[field] or None for field in ASKED if field in said}
    levels = said.get(_LEVELS)
    if isinstance(levels, tuple) and set(levels) != set(row.levels or ()):
        changed[_LEVELS] = tuple(map(Level, levels)) or None
    if _WEIGHT in said:
        changed[_WEIGHT] = _weight(str(said[_WEIGHT]), row.weight)
    ways = _ways(row)
    if ways and said.get(_COUNTED) in ("", *ways):
        changed[_COUNTED] = said[_COUNTED] or None
    return row.model_copy(update=changed)


def _weight(text: str, before: float | None) -> float | None:
    """Percent as it is written; what is none leaves the weight as it was."""
    bare = text.replace("%", "").replace(",", ".").strip()
    if not bare:
        return None
    try:
        found = float(bare)
    except ValueError:
        found = -1.0
    if 0 <= found <= 100:
        return found
    intake.say("A weight is a number from 0 to 100. It stays as it was.")
    return before


def _courses(rows: Sequence[Row]) -> None:
    """Where the file had several months: progress or regress."""
    shown = [says for row in rows if (says := _course(row))]
    if shown:
        st.markdown("**Over time**")
        st.text("\n".join(shown))


def _course(row: Row) -> str:
    metric = state.catalogue().metrics.get(row.metric or "")
    found = progress(row, metric)
    if found is None:
        return ""
    target = f", target {row.target}" if isinstance(row.target, str) else ""
    return (
        f"{name(row)}: {found.first} ({found.since}) to {found.last} ({found.until}){target}: "
        f"{_COURSE[found.course]}"
    )
