"""What hangs on each metric of today: ticks in a table, or question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from advisor.brief import Row
from advisor.wizard import intake, state
from advisor.wizard.look import on_a_phone, plain
from knowledge.vocabulary import Consequence

TICKS: dict[str, tuple[Consequence, str]] = {
    "Pays": (Consequence.PAID, "Which pay someone?"),
    "Punishes": (Consequence.PUNISHED, "Which get someone into trouble?"),
    "On the wall": (Consequence.DISPLAYED, "Which hang on the wall or on a screen?"),
    "Asked first": (Consequence.ASKED_FIRST, "Which does the boss ask for first?"),
}
FORMS = ("Table", "Questions")
IN_VIEW = 20  # rows before the table scrolls in itself, so that its headings stay in view
LONGEST = 200  # letters of a name
WRITTEN, TAKEN, TARGET = "As written", "Taken for", "Target"
_NOT_CLEAR = "not clear"


def name(row: Row) -> str:
    """What a person calls the row."""
    return row.written or (state.catalogue().label(row.metric) if row.metric else "?")


def form() -> str:
    """Whether the page asks in a table or question by question."""
    chosen: str = st.segmented_control(
        "Answer in a table, or question by question",
        FORMS,
        default=FORMS[on_a_phone()],  # a table with seven columns is no use there
        required=True,
        key="form",
        persist_state="session",
        label_visibility="collapsed",
    )
    return chosen


def draw(rows: Sequence[Row], form: str) -> tuple[Row, ...]:
    """The four ticks across the list; the rows with what was said."""
    _paid_by_weight(rows)
    asked = _asked(rows) if form == "Questions" else _edited(rows)
    key = state.seeded("gone-through", all(row.consequences is not None for row in rows))
    gone_through = st.checkbox(
        "I have gone through the list: what is not ticked is merely reported",
        key=key,
        on_change=_take_back,
        args=(key,),
    )
    return tuple(_closed(row, gone_through) for row in asked)


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


def _paid_by_weight(rows: Sequence[Row]) -> None:
    """A weight is usually one in a bonus: offered as one tick, not assumed."""
    weighed = [
        at
        for at, row in enumerate(rows)
        if row.weight and Consequence.PAID not in (row.consequences or ())
    ]
    if not weighed:
        return
    says = f"{len(weighed)} have a weight: these pay someone"
    if st.button(says, key="paid-by-weight", icon=":material/done_all:"):
        paid = [
            _ticked(row, (*(row.consequences or ()), Consequence.PAID)) if at in weighed else row
            for at, row in enumerate(rows)
        ]
        intake.change(paid, f"{len(weighed)} ticked.")
        st.rerun()


# --- question by question ------------------------------------------------------------------------


def _asked(rows: Sequence[Row]) -> list[Row]:
    """Four questions across the whole list, one in view at a time."""
    counts = {
        tick: sum(item in (row.consequences or ()) for row in rows)
        for tick, (item, _question) in TICKS.items()
    }
    tick = st.segmented_control(
        "Four questions",
        list(TICKS),
        default=next(iter(TICKS)),
        required=True,
        format_func=lambda each: f"{each} ({counts[each]})" if counts[each] else each,
        key="question",
        label_visibility="collapsed",
    )
    item, question = TICKS[tick]
    chosen = st.pills(
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
    return [_ticked(row, _with(row, item, at in chosen)) for at, row in enumerate(rows)]


def _with(row: Row, item: Consequence, ticked: bool) -> tuple[Consequence, ...]:
    others = tuple(each for each in row.consequences or () if each != item)
    return (*others, item) if ticked else others


# --- the table -----------------------------------------------------------------------------------


def _edited(rows: Sequence[Row]) -> list[Row]:
    st.caption(
        "Tick down the columns, by mouse or by keyboard: arrows to move, Enter to tick or to "
        "write. Names can be put right; a row is added at the end, and taken out by its mark on "
        "the left and Delete."
    )
    key = f"rows-{state.epoch()}"
    _editor(rows, key)
    edits: Mapping[str, Any] = st.session_state.get(key) or {}
    changed = [_settled(row, edits.get("edited_rows", {}).get(at)) for at, row in enumerate(rows)]
    gone = set(edits.get("deleted_rows", ()))
    fresh = [
        row
        for said in edits.get("added_rows", ())
        if str(said.get(WRITTEN) or "").strip()
        for row in _new(said)
    ]
    if gone or fresh:
        kept = [row for at, row in enumerate(changed) if at not in gone]
        said = [f"{len(gone)} removed. Undo brings them back."] if gone else []
        said += [f"{len(fresh)} added."] if fresh else []
        intake.change((*kept, *fresh), " ".join(said))
        st.rerun()
    _on_paper(changed)
    return changed


def _editor(rows: Sequence[Row], key: str) -> None:
    """The editor keeps its edits as differences from the frame it was given, so that frame must
    stay as it is until the page is left or the list changes elsewhere."""
    kept = st.session_state.get("frame")
    if key not in st.session_state or kept is None or len(kept) != len(rows):
        kept = st.session_state["frame"] = _frame(rows)
    ticks = {
        label: st.column_config.CheckboxColumn(help=question, width=92, default=False)
        for label, (_item, question) in TICKS.items()
    }
    st.data_editor(
        kept,
        key=key,
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        height=73 + 35 * min(len(rows), IN_VIEW),
        column_config={
            WRITTEN: st.column_config.TextColumn(width=200, pinned=True, max_chars=LONGEST),
            TAKEN: st.column_config.SelectboxColumn(
                options=_choices(kept[TAKEN].to_list()),
                width=215,
                help="What the name was taken for. Choose another where that is wrong.",
            ),
            **ticks,
            TARGET: st.column_config.TextColumn(width=110, max_chars=LONGEST),
        },
        placeholder="",
        alt="Today's metrics with what each was taken for, what hangs on it, and its target",
    )


def _on_paper(rows: Sequence[Row]) -> None:
    """The table once more, for print alone: what one writes in is a picture of the screen there, as
    dark as that is, and ends with the rows in view."""
    heads = (WRITTEN, TAKEN, *TICKS, TARGET)
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = "".join(
        f"<tr>{''.join(f'<td>{_cell(line[head])}</td>' for head in heads)}</tr>"
        for line in _lines(rows)
    )
    st.html(f'<table class="on-paper"><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>')


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return escape(str(value)) if value else ""


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(_lines(rows))


def _lines(rows: Sequence[Row]) -> list[dict[str, str | bool | None]]:
    """What stands in each row, by the heads."""
    return [
        {
            WRITTEN: name(row),
            TAKEN: _taken(row, sense.complement and sense.metric == row.metric),
            **{tick: item in (row.consequences or ()) for tick, (item, _q) in TICKS.items()},
            TARGET: row.target if isinstance(row.target, str) else None,
        }
        for row, sense in zip(rows, intake.resolved(rows), strict=True)
    ]


def _taken(row: Row, turned: bool) -> str:
    """What the name was taken for, in words."""
    if row.metric is None:
        return _NOT_CLEAR
    label = state.catalogue().label(row.metric)
    return f"the rest to 100 % of {label}" if turned else label


def _choices(present: Sequence[str]) -> list[str]:
    labels = _labels()
    return [_NOT_CLEAR, *sorted({*present, *labels} - {_NOT_CLEAR})]


def _labels() -> dict[str, str]:
    catalogue = state.catalogue()
    return {catalogue.label(key): key for key in catalogue.metrics}


def _settled(row: Row, said: Mapping[str, Any] | None) -> Row:
    """The row with what was changed in the table."""
    if not said:
        return row
    changed: dict[str, Any] = {}
    written = said.get(WRITTEN)
    if written and written.strip() and written.strip() != name(row):
        row = row.model_copy(update={"written": written.strip()})
        if row.metric is None:
            row = intake.with_metric(row)
    if TAKEN in said:
        labels = _labels()
        if said[TAKEN] in labels:
            changed["metric"] = labels[said[TAKEN]]
        elif said[TAKEN] in (None, _NOT_CLEAR):
            changed["metric"] = None
    if TARGET in said and isinstance(row.target, str | None):
        changed["target"] = said[TARGET] or None
    row = row.model_copy(update=changed)
    ticked = tuple(
        item
        for label, (item, _question) in TICKS.items()
        if said.get(label, item in (row.consequences or ()))
    )
    return _ticked(row, ticked)


def _new(said: Mapping[str, Any]) -> tuple[Row, ...]:
    """A row that was typed at the end of the table."""
    row = intake.with_metric(Row(written=str(said[WRITTEN]).strip()))
    return (_settled(row, {key: value for key, value in said.items() if value is not None}),)


def _ticked(row: Row, ticked: tuple[Consequence, ...]) -> Row:
    """The row with these ticks. Other consequences stay, and all keep the order they had, so that
    an unchanged row is the same row."""
    shown = [item for item, _question in TICKS.values()]
    before = tuple(c for c in row.consequences or () if c in ticked or c not in shown)
    found = (*before, *(item for item in ticked if item not in before))
    unsaid = () if row.consequences == () else None
    return row.model_copy(update={"consequences": found or unsaid})
