"""What hangs on each metric of today: ticks in a table, or question by question; then why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from advisor import names
from advisor.brief import Row
from advisor.wizard import state
from advisor.wizard.look import plain
from knowledge.vocabulary import Consequence, Level

TICKS: dict[str, tuple[Consequence, str]] = {
    "Pays": (Consequence.PAID, "Which pay someone?"),
    "Punishes": (Consequence.PUNISHED, "Which get someone into trouble?"),
    "On the wall": (Consequence.DISPLAYED, "Which hang on the wall or on a screen?"),
    "Asked first": (Consequence.ASKED_FIRST, "Which does the boss ask for first?"),
}
FORMS = ("Table", "Questions")
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
    """The ticks, and behind them the questions about what has a consequence."""
    st.header("What hangs on each of them?", anchor=False)
    form = st.segmented_control(
        "Answer in a table, or question by question",
        FORMS,
        default=FORMS[_on_a_phone()],
        required=True,
        key="form",
        label_visibility="collapsed",
    )
    asked = _asked(rows) if form == "Questions" else _edited(rows)
    key = state.seeded("gone-through", all(row.consequences is not None for row in rows))
    gone_through = st.checkbox(
        "I have gone through the list: what is not ticked is merely reported",
        key=key,
        on_change=_take_back,
        args=(key,),
    )
    settled = _details([_closed(row, gone_through) for row in asked])
    state.commit(state.brief().model_copy(update={"today": tuple(settled)}))


def _on_a_phone() -> bool:
    """A table with eight columns is no use on one."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def _take_back(key: str) -> None:
    """Unticked: what is not ticked was not said after all."""
    if not st.session_state[key]:
        rows = [
            row if row.consequences else row.model_copy(update={"consequences": None})
            for row in state.brief().today
        ]
        state.commit(state.brief().model_copy(update={"today": tuple(rows)}))


def _closed(row: Row, gone_through: bool) -> Row:
    """Nothing ticked means merely reported, once somebody has gone through the list."""
    if row.consequences is None and gone_through:
        return row.model_copy(update={"consequences": ()})
    return row


def _asked(rows: Sequence[Row]) -> list[Row]:
    """Four questions across the whole list."""
    picked = {
        item: st.pills(
            question,
            range(len(rows)),
            selection_mode="multi",
            format_func=lambda index: plain(name(rows[index])),
            key=state.seeded(
                f"asked-{item}",
                [index for index, row in enumerate(rows) if item in (row.consequences or ())],
            ),
            wrap=True,
        )
        for item, question in TICKS.values()
    }
    return [
        _ticked(row, tuple(item for item, chosen in picked.items() if index in chosen))
        for index, row in enumerate(rows)
    ]


def _edited(rows: Sequence[Row]) -> list[Row]:
    st.caption("Tick down the columns. Level and target where you know them.")
    return [
        _settled(row, said)
        for row, said in zip(rows, _editor(rows).to_dict("records"), strict=True)
    ]


def _editor(rows: Sequence[Row]) -> pd.DataFrame:
    """The editor keeps its edits as differences from the frame it was given, so that frame must
    stay as it is until the page is left or the list changes elsewhere."""
    key = f"rows-{state.epoch()}"
    kept = st.session_state.get("frame")
    if key not in st.session_state or kept is None or len(kept) != len(rows):
        kept = st.session_state["frame"] = _frame(rows)
    ticks = {
        label: st.column_config.CheckboxColumn(help=question, width=105)
        for label, (_item, question) in TICKS.items()
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
            "Taken for": st.column_config.TextColumn(width=200),
            **ticks,
            "Level": st.column_config.SelectboxColumn(options=list(LEVELS), width=140),
            "Target": st.column_config.TextColumn(width=120, max_chars=200),
        },
        placeholder="",
        alt="Today's metrics with what hangs on each, its level and its target",
    )
    return edited


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "As written": name(row),
                "Taken for": _taken(row, turned),
                **{tick: item in (row.consequences or ()) for tick, (item, _q) in TICKS.items()},
                "Level": row.levels[0].label if row.levels else None,
                "Target": row.target if isinstance(row.target, str) else None,
            }
            for row, turned in zip(rows, _turned(rows), strict=True)
        ]
    )


def _taken(row: Row, turned: bool) -> str:
    """What the name was taken for, in words."""
    if row.metric is None:
        return "not clear"
    label = state.catalogue().label(row.metric)
    return f"the rest to 100 % of {label}" if turned else label


def _turned(rows: Sequence[Row]) -> list[bool]:
    """Whether each name is of what is left to 100 % of its metric, as `retention` for attrition."""
    asked = [names.Name(row.written) for row in rows]
    return [
        found.complement and found.metric == row.metric
        for row, found in zip(rows, names.resolve(asked, state.catalogue()), strict=True)
    ]


def _settled(row: Row, said: Mapping[Any, Any]) -> Row:
    """The row with what the table says; what the table does not show stays."""
    level = LEVELS.get(said["Level"] or "")
    levels: tuple[Level, ...] | None = (level,) if level else None
    if row.levels and row.levels[:1] == levels:
        levels = row.levels
    target = said["Target"] if isinstance(said["Target"], str) and said["Target"] else None
    ticked = tuple(item for label, (item, _question) in TICKS.items() if said[label])
    return _ticked(row, ticked).model_copy(
        update={
            "levels": levels,
            "target": target if isinstance(row.target, str | None) else row.target,
        }
    )


def _ticked(row: Row, ticked: tuple[Consequence, ...]) -> Row:
    """The row with these ticks. Other consequences stay, and all keep the order they had, so that
    an unchanged row is the same row."""
    shown = [item for item, _question in TICKS.values()]
    before = tuple(c for c in row.consequences or () if c in ticked or c not in shown)
    found = (*before, *(item for item in ticked if item not in before))
    unsaid = () if row.consequences == () else None
    return row.model_copy(update={"consequences": found or unsaid})


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
