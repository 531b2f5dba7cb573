"""What is asked only of the metrics that were ticked: level, actual, definition, why, since, from
where and who may change it - in a table, or one metric at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from advisor.brief import Row
from advisor.progress import Course, progress
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.table import IN_VIEW, name
from knowledge.vocabulary import Level

DETAILS = "say-more"
LEVELS = {level.label: level for level in Level}
ASKED: dict[str, tuple[str, str, str]] = {
    "actual": ("Actual", "Where is it now?", "341 s"),
    "why": ("Why", "Why is it there?", "The client asks for it"),
    "since": ("Since", "Since which year?", "2019"),
    "origin": ("From", "Where does it come from?", "contract, head office, a competitor"),
    "may_change": ("Who may change it", "Who may change it?", "me, my boss, the client"),
    "review": ("Last looked at", "When was it last looked at?", "2024"),
    "owner": ("Owner", "Who answers for it?", "Quality lead"),
}
_LONGEST = 500
_METRIC, _LEVEL, _TARGET, _WEIGHT = "Metric", "Level", "Target", "Weight %"
_COURSE: dict[Course, str] = {
    "nearer": "on the way",
    "further": "moving away",
    "kept": "target kept",
    "missed": "kept before, missed now",
    "same": "as before",
    "up": "up",
    "down": "down",
}


def draw(rows: Sequence[Row], form: str) -> tuple[Row, ...]:
    """The questions about what carries a consequence; the rows with the answers."""
    pressed = [at for at, row in enumerate(rows) if row.consequences]
    if not pressed:
        return tuple(rows)
    more = st.expander(
        f"Say more about the {len(pressed)} that are ticked", key=DETAILS, on_change="rerun"
    )
    if not more.open:
        return tuple(rows)
    with more:
        st.caption("All of it can be left empty. Each answer lets more rules be checked.")
        return tuple(_one_by_one(rows, pressed) if form == "Questions" else _table(rows, pressed))


# --- in a table ----------------------------------------------------------------------------------


def _table(rows: Sequence[Row], pressed: Sequence[int]) -> list[Row]:
    key = f"details-{state.epoch()}-" + "-".join(map(str, pressed))
    kept = st.session_state.get("details")
    if key not in st.session_state or kept is None or kept[0] != key:
        kept = st.session_state["details"] = (key, _frame(rows, pressed))
    texts = {
        label: st.column_config.TextColumn(help=question, width=130, max_chars=_LONGEST)
        for label, question, _example in ASKED.values()
    }
    st.data_editor(
        kept[1],
        key=key,
        hide_index=True,
        width="stretch",
        height=38 + 35 * min(len(pressed), IN_VIEW),
        disabled=[_METRIC],
        column_config={
            _METRIC: st.column_config.TextColumn(width=190, pinned=True),
            _LEVEL: st.column_config.MultiselectColumn(
                options=list(LEVELS), width=150, help="At which level does it count?"
            ),
            _WEIGHT: st.column_config.NumberColumn(
                width=90, min_value=0, max_value=100, help="Percent of a bonus or a scorecard"
            ),
            **texts,
        },
        placeholder="",
        alt="Level, weight, actual value and reasons of each metric that is ticked",
    )
    edits = (st.session_state.get(key) or {}).get("edited_rows", {})
    changed = list(rows)
    for place, said in edits.items():
        at = pressed[int(place)]
        changed[at] = _said(rows[at], said)
    defined = [at for at in pressed if _variants(rows[at])]
    if defined:
        st.markdown("**How is each of them counted?**")
        with st.container(horizontal=True):
            for at in defined:
                changed[at] = _with_definition(at, changed[at], label=plain(name(rows[at])))
    _courses([rows[at] for at in pressed])
    return changed


def _frame(rows: Sequence[Row], pressed: Sequence[int]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _METRIC: name(row),
                _LEVEL: [level.label for level in row.levels or ()],
                _WEIGHT: row.weight,
                **{label: getattr(row, field) for field, (label, _q, _e) in ASKED.items()},
            }
            for row in (rows[at] for at in pressed)
        ]
    ).astype({_WEIGHT: "float64"})


def _said(row: Row, said: Mapping[str, Any]) -> Row:
    changed: dict[str, Any] = {
        field: said[label] or None
        for field, (label, _question, _example) in ASKED.items()
        if label in said
    }
    if _LEVEL in said:
        changed["levels"] = tuple(LEVELS[each] for each in said[_LEVEL] or ()) or None
    if _WEIGHT in said:
        changed["weight"] = said[_WEIGHT]
    return row.model_copy(update=changed)


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


# --- one metric at a time ------------------------------------------------------------------------


def _one_by_one(rows: Sequence[Row], pressed: Sequence[int]) -> list[Row]:
    """A card with a way to the one before and the next."""
    if st.session_state.get("detail-at") not in pressed:
        st.session_state["detail-at"] = pressed[0]
    at = st.selectbox(
        f"Which of the {len(pressed)}?",
        pressed,
        format_func=lambda index: name(rows[index]),
        key="detail-at",
    )
    row = rows[at]
    if row.metric:
        st.caption(plain(state.catalogue().metrics[row.metric].brief))
    changed = list(rows)
    changed[at] = _card(at, row)
    place = list(pressed).index(at)
    with st.container(horizontal=True, key="detail-way"):
        st.button(
            "Before",
            key="detail-before",
            disabled=place == 0,
            on_click=_to,
            args=(pressed[max(place - 1, 0)],),
        )
        st.button(
            "Next one",
            key="detail-next",
            disabled=place + 1 == len(pressed),
            on_click=_to,
            args=(pressed[min(place + 1, len(pressed) - 1)],),
        )
    return changed


def _to(at: int) -> None:
    st.session_state["detail-at"] = at


def _card(at: int, row: Row) -> Row:
    levels = st.pills(
        "At which level does it count?",
        list(Level),
        selection_mode="multi",
        default=None,
        format_func=lambda level: level.label,
        key=state.seeded(f"more-levels-{at}", list(row.levels or ())),
        wrap=True,
    )
    said: dict[str, Any] = {"levels": row.levels if _same(row, levels) else tuple(levels) or None}
    if isinstance(row.target, str | None):
        said["target"] = _text(at, "target", row.target, "Target", "<= 300 s")
    for field, (_label, question, example) in ASKED.items():
        said[field] = _text(at, field, getattr(row, field), question, example)
    said["weight"] = st.number_input(
        "Weight in a bonus or a scorecard, in percent",
        min_value=0.0,
        max_value=100.0,
        step=5.0,
        format="%g",
        key=state.seeded(f"more-weight-{at}", row.weight),
        placeholder="none",
    )
    changed = row.model_copy(update=said)
    if _variants(row):
        changed = _with_definition(at, changed, label="How is it counted?")
    if course := _course(row):
        st.text(course)
    return changed


def _same(row: Row, levels: Sequence[Level]) -> bool:
    return set(levels) == set(row.levels or ())


def _text(at: int, field: str, before: str | None, label: str, example: str) -> str | None:
    value = st.text_input(
        label,
        key=state.seeded(f"more-{field}-{at}", before or ""),
        placeholder=example,
        max_chars=_LONGEST,
    )
    return value or ("" if before == "" else None)


# --- definition ----------------------------------------------------------------------------------


def _variants(row: Row) -> dict[str, str]:
    """The definitions that people fight over, and how each differs."""
    metric = state.catalogue().metrics.get(row.metric or "")
    return {key: one.differs for key, one in metric.variants.items()} if metric else {}


def _with_definition(at: int, row: Row, *, label: str) -> Row:
    variants = _variants(row)
    choices = list(variants)
    if row.definition and row.definition not in variants:
        choices.insert(0, row.definition)
    chosen = st.selectbox(
        label,
        choices,
        index=None,
        format_func=lambda key: variants.get(key, key),
        placeholder="In the usual way, or not known",
        key=state.seeded(f"more-definition-{at}", row.definition),
        width=320,
    )
    return row.model_copy(update={"definition": chosen})
