"""Step 3: what is measured today - pasted, uploaded or ticked - and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from advisor import listing, names
from advisor.brief import BriefError, Row
from advisor.wizard import state
from knowledge.vocabulary import Consequence, Level, Theme

TICKS: dict[str, Consequence] = {
    "Pays someone": Consequence.PAID,
    "Gets someone into trouble": Consequence.PUNISHED,
    "Hangs on the wall": Consequence.DISPLAYED,
    "The boss asks first": Consequence.ASKED_FIRST,
}
LEVELS = {level.label: level for level in Level}
EXAMPLE = (
    "AHT <= 300 s\nService level 80/20\nAbandon rate < 5 %\nFCR\nCSAT 4.2/5\nQuality score 90 %"
)
UNDERSTOOD = 75  # confidence from which a name is taken without a question


def draw() -> None:
    """Get the list in, see what each name was taken for, tick what hangs on it."""
    st.title("What do you measure today?")
    _bring_in()
    brief = state.brief()
    if not brief.today:
        st.info(
            "No list yet. Paste one above, or go on without: then you get a recommendation and no "
            "critique.",
            icon=":material/info:",
        )
        return
    _unclear(brief.today)
    _ticks(brief.today)
    _details(state.brief().today)


# --- getting the list in -------------------------------------------------------------------------


def _bring_in() -> None:
    paste, upload, tick = st.tabs(["Paste", "Upload", "Tick"])
    with paste:
        text = st.text_area(
            "One metric a line; a target may stand beside it",
            placeholder=EXAMPLE,
            height=160,
            key=state.seeded("pasted", ""),
        )
        if st.button("Read the list", type="primary", key="read", icon=":material/checklist:"):
            _take_in(lambda: listing.from_text(text))
    with upload:
        file = st.file_uploader(
            "CSV or Excel; columns for metric, target, actual, weight and level are recognised",
            type=["csv", "xlsx", "txt"],
            key=f"file-{st.session_state.get('epoch', 0)}",
        )
        if file is not None and st.button("Read the file", type="primary", key="read-file"):
            excel = file.name.lower().endswith(".xlsx")
            reader = listing.from_xlsx if excel else listing.from_csv
            _take_in(lambda: reader(file.getvalue()))
    with tick:
        _tick_list()


def _take_in(read: Any) -> None:
    """Adds what was read; names that already stand in the list stay once."""
    try:
        rows = read()
    except BriefError as error:
        st.error(f"This list cannot be read: expected {error.expected}, got {error.got}.")
        return
    if not rows:
        st.warning("There is no name in it. One metric a line is enough.")
        return
    brief = state.brief()
    known = {row.written.casefold() for row in brief.today}
    fresh = tuple(row for row in rows if row.written.casefold() not in known)
    found = names.resolve([names.Name(row.written) for row in fresh], state.catalogue())
    settled = tuple(
        row.model_copy(update={"metric": item.metric})
        if item.metric and item.confidence >= UNDERSTOOD
        else row
        for row, item in zip(fresh, found, strict=True)
    )
    state.replace(brief.model_copy(update={"today": (*brief.today, *settled)}))
    st.toast(f"{len(fresh)} lines read, {sum(bool(row.metric) for row in settled)} understood.")
    st.rerun()


def _tick_list() -> None:
    catalogue, brief = state.catalogue(), state.brief()
    here = {row.metric for row in brief.today}
    for theme in Theme:
        keys = [
            key
            for key, metric in sorted(catalogue.metrics.items())
            if metric.theme is theme and metric.sort.selectable and key not in here
        ]
        if not keys:
            continue
        picked = st.pills(
            theme.label,
            keys,
            selection_mode="multi",
            format_func=lambda key: catalogue.metrics[key].name,
            key=state.seeded(f"tick-{theme}", []),
        )
        if picked:
            rows = tuple(Row(written=catalogue.metrics[k].name, metric=k) for k in picked)
            state.replace(brief.model_copy(update={"today": (*brief.today, *rows)}))
            st.rerun()


# --- what was not clear --------------------------------------------------------------------------


def _unclear(rows: Sequence[Row]) -> None:
    """All that is ambiguous or unknown, asked in one go."""
    catalogue = state.catalogue()
    open_rows = [(index, row) for index, row in enumerate(rows) if row.metric is None]
    if not open_rows:
        return
    found = names.resolve([names.Name(row.written) for _index, row in open_rows], catalogue)
    everything = sorted(catalogue.metrics, key=lambda key: catalogue.metrics[key].name)
    chosen: dict[int, str] = {}
    with st.container(border=True):
        st.subheader(f"{len(open_rows)} names are not clear", anchor=False)
        for (index, row), item in zip(open_rows, found, strict=True):
            likely = [candidate.metric for candidate in item.candidates]
            rest = [key for key in everything if key not in likely]
            question = next((c.question for c in item.candidates if c.question), None)
            value = st.selectbox(
                f"{row.written}" + (f" - {question}" if question else ""),
                [*likely, *rest],
                index=None,
                format_func=lambda key: catalogue.metrics[key].name,
                placeholder="Which one is it? Leave open if it is none of ours.",
                key=f"unclear-{index}-{st.session_state.get('epoch', 0)}",
            )
            if value:
                chosen[index] = value
        if chosen and st.button("Take these", type="primary", key="take-these"):
            settled = tuple(
                row.model_copy(update={"metric": chosen[index]}) if index in chosen else row
                for index, row in enumerate(rows)
            )
            state.replace(state.brief().model_copy(update={"today": settled}))
            st.rerun()


# --- what hangs on it ----------------------------------------------------------------------------


def _ticks(rows: Sequence[Row]) -> None:
    st.subheader("What hangs on each of them?", anchor=False)
    st.caption(
        "People do what is measured, paid for and celebrated. Tick across the whole list; level "
        "and target where you know them. What you leave open is treated as not said."
    )
    key = f"rows-{st.session_state.get('epoch', 0)}"
    if key not in st.session_state:  # the page was left or the list changed: a fresh frame
        st.session_state["frame"] = _frame(rows)
    edited = st.data_editor(
        st.session_state["frame"],
        key=key,
        hide_index=True,
        width="stretch",
        disabled=["As written", "Taken for"],
        column_config={
            "Level": st.column_config.SelectboxColumn(options=list(LEVELS), width="small"),
            "Remove": st.column_config.CheckboxColumn(width="small"),
        },
    )
    gone_through = st.checkbox(
        "I have gone through the list: what is not ticked is merely reported",
        key=state.seeded("gone-through", all(row.consequences is not None for row in rows)),
    )
    settled = _settled(rows, edited, gone_through)
    brief = state.brief()
    if len(settled) != len(rows):
        state.replace(brief.model_copy(update={"today": settled}))
        st.rerun()
    state.commit(brief.model_copy(update={"today": settled}))


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    catalogue = state.catalogue()
    told = []
    for row in rows:
        ticked = row.consequences or ()
        told.append(
            {
                "As written": row.written,
                "Taken for": catalogue.label(row.metric) if row.metric else "?",
                **{label: item in ticked for label, item in TICKS.items()},
                "Level": row.levels[0].label if row.levels else None,
                "Target": row.target if isinstance(row.target, str) else None,
                "Remove": False,
            }
        )
    return pd.DataFrame(told)


def _settled(rows: Sequence[Row], edited: pd.DataFrame, gone_through: bool) -> tuple[Row, ...]:
    found = []
    for row, said in zip(rows, edited.to_dict("records"), strict=True):
        if said["Remove"]:
            continue
        ticked = tuple(item for label, item in TICKS.items() if said[label])
        others = tuple(c for c in row.consequences or () if c not in TICKS.values())
        consequences = (*ticked, *others) or (() if gone_through else None)
        level = LEVELS.get(said["Level"] or "")
        several = row.levels and len(row.levels) > 1 and row.levels[0] is level
        target = said["Target"] if isinstance(said["Target"], str) and said["Target"] else None
        found.append(
            row.model_copy(
                update={
                    "consequences": consequences,
                    "levels": row.levels if several else ((level,) if level else None),
                    "target": target if isinstance(row.target, str | None) else row.target,
                }
            )
        )
    return tuple(found)


def _details(rows: Sequence[Row]) -> None:
    """Asked only for what has a consequence: actual, why, since, from where, who may change it."""
    pressed = [(index, row) for index, row in enumerate(rows) if row.consequences]
    if not pressed:
        return
    changed = list(rows)
    with st.expander(f"Say more about the {len(pressed)} that are ticked (why, since, from where)"):
        for index, row in pressed:
            st.markdown(f"**{state.catalogue().label(row.metric) if row.metric else row.written}**")
            changed[index] = row.model_copy(update=_more(index, row))
    state.commit(state.brief().model_copy(update={"today": tuple(changed)}))


def _more(index: int, row: Row) -> dict[str, Any]:
    first, second, third, fourth, fifth = st.columns(5)
    asked = (
        (first, "actual", "Actual"),
        (second, "why", "Why is it there?"),
        (third, "since", "Since when?"),
        (fourth, "origin", "Where from? (own, contract, head office, competitor)"),
        (fifth, "may_change", "Who may change it? (me, boss, client)"),
    )
    said = {}
    for place, name, label in asked:
        value = place.text_input(
            label, key=state.seeded(f"more-{name}-{index}", getattr(row, name) or "")
        )
        said[name] = value or None
    return said
