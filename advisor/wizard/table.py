"""The list of today as a table: ticks for what hangs on each metric, level, target; then why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from advisor.brief import Row
from advisor.wizard import state
from advisor.wizard.look import plain
from knowledge.vocabulary import Consequence, Level

TICKS: dict[str, tuple[Consequence, str]] = {
    "Pays": (Consequence.PAID, "Somebody's pay or bonus depends on it"),
    "Punishes": (Consequence.PUNISHED, "Missing it gets somebody into trouble"),
    "On the wall": (Consequence.DISPLAYED, "It hangs on the wall or on a screen for all"),
    "Asked first": (Consequence.ASKED_FIRST, "The boss asks for it first"),
}
LEVELS = {level.label: level for level in Level}
IN_VIEW = 20  # rows before the table scrolls in itself, so that its headings stay in view
MORE = (
    ("actual", "Actual"),
    ("why", "Why is it there?"),
    ("since", "Since when?"),
    ("origin", "Where from: own, contract, head office, a competitor?"),
    ("may_change", "Who may change it: me, boss, client?"),
)


def name(row: Row) -> str:
    """What a person calls the row."""
    return row.written or (state.catalogue().label(row.metric) if row.metric else "?")


def draw(rows: Sequence[Row]) -> None:
    """The table, and behind it the questions about what has a consequence."""
    st.header("What hangs on each of them?", anchor=False)
    st.caption("Tick down the columns. Level and target where you know them.")
    whole = state.seeded("gone-through", all(row.consequences is not None for row in rows))
    edited = _editor(rows)
    gone_through = st.checkbox(
        "I have gone through the list: what is not ticked is merely reported", key=whole
    )
    settled = [
        _settled(row, said, gone_through)
        for row, said in zip(rows, edited.to_dict("records"), strict=True)
    ]
    settled = _details(settled)
    state.commit(state.brief().model_copy(update={"today": tuple(settled)}))


def _editor(rows: Sequence[Row]) -> pd.DataFrame:
    """The editor keeps its edits as differences from the frame it was given, so that frame must
    stay as it is until the page is left or the list changes elsewhere."""
    key = f"rows-{state.epoch()}"
    kept = st.session_state.get("frame")
    if key not in st.session_state or kept is None or len(kept) != len(rows):
        kept = st.session_state["frame"] = _frame(rows)
    ticks = {
        label: st.column_config.CheckboxColumn(help=why, width=92)
        for label, (_item, why) in TICKS.items()
    }
    edited: pd.DataFrame = st.data_editor(
        kept,
        key=key,
        hide_index=True,
        width="stretch",
        height=38 + 35 * min(len(rows), IN_VIEW),
        disabled=["As written", "Taken for"],
        column_config={
            "As written": st.column_config.TextColumn(width=190, pinned=True),
            "Taken for": st.column_config.TextColumn(width=210),
            **ticks,
            "Level": st.column_config.SelectboxColumn(options=list(LEVELS), width=150),
            "Target": st.column_config.TextColumn(width=130, max_chars=200),
        },
        alt="Today's metrics with what hangs on each, its level and its target",
    )
    return edited


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    label = state.catalogue().label
    return pd.DataFrame(
        [
            {
                "As written": name(row),
                "Taken for": label(row.metric) if row.metric else "not clear",
                **{tick: item in (row.consequences or ()) for tick, (item, _) in TICKS.items()},
                "Level": row.levels[0].label if row.levels else None,
                "Target": row.target if isinstance(row.target, str) else None,
            }
            for row in rows
        ]
    )


def _settled(row: Row, said: Mapping[Any, Any], gone_through: bool) -> Row:
    """The row with what the table says; what the table does not show stays."""
    shown = [item for item, _why in TICKS.values()]
    ticked = tuple(item for label, (item, _why) in TICKS.items() if said[label])
    others = tuple(item for item in row.consequences or () if item not in shown)
    level = LEVELS.get(said["Level"] or "")
    several = bool(row.levels) and len(row.levels or ()) > 1 and (row.levels or ())[0] is level
    target = said["Target"] if isinstance(said["Target"], str) and said["Target"] else None
    return row.model_copy(
        update={
            "consequences": _ordered(row, (*ticked, *others)) or (() if gone_through else None),
            "levels": row.levels if several else ((level,) if level else None),
            "target": target if isinstance(row.target, str | None) else row.target,
        }
    )


def _ordered(row: Row, found: tuple[Consequence, ...]) -> tuple[Consequence, ...]:
    """What was said before keeps its order: an unchanged row stays the same row."""
    before = tuple(item for item in row.consequences or () if item in found)
    return (*before, *(item for item in found if item not in before))


def _details(rows: list[Row]) -> list[Row]:
    """Asked only for what has a consequence."""
    pressed = [index for index, row in enumerate(rows) if row.consequences]
    if not pressed:
        return rows
    changed = list(rows)
    with st.expander(f"Say more about the {len(pressed)} that are ticked: why, since, from where"):
        for index in pressed:
            st.markdown(f"**{plain(name(rows[index]))}**")
            changed[index] = rows[index].model_copy(update=_more(index, rows[index]))
    return changed


def _more(index: int, row: Row) -> dict[str, str | None]:
    said: dict[str, str | None] = {}
    for column, (field, label) in zip(st.columns(len(MORE)), MORE, strict=True):
        before = getattr(row, field)
        value = column.text_input(
            label, key=state.seeded(f"more-{field}-{index}", before or ""), max_chars=500
        )
        said[field] = value or ("" if before == "" else None)
    return said
