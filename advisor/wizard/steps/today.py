"""Step 3: what is measured today - pasted, uploaded or ticked - and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor import listing, names
from advisor.brief import Row
from advisor.wizard import intake, state, table
from advisor.wizard.look import plain
from knowledge.vocabulary import Theme

ASKED_AT_ONCE = 10


def draw() -> None:
    """Get the list in, see what each name was taken for, tick what hangs on it."""
    st.title("What do you measure today?")
    brief = state.brief()
    said = st.session_state.pop("said", None)
    if said:
        st.toast(said)
    if not brief.today:
        _bring_in()
        st.info(
            "No list yet. Paste one above; or go on without, and get a recommendation but no "
            "critique.",
            icon=":material/info:",
        )
        return
    _understood(brief.today)
    _unclear(brief.today)
    table.draw(brief.today)
    st.header("Add or remove", anchor=False)
    _add_one()
    with st.expander("Paste more lines, upload a file, or tick from the catalogue"):
        _bring_in()
    _remove(state.brief().today)


def _understood(rows: Sequence[Row]) -> None:
    known = sum(row.metric is not None for row in rows)
    left = len(rows) - known
    st.text(
        f"{known} of {len(rows)} names understood."
        + (f" {left} to settle below; what stays open is kept and not judged." if left else "")
    )


# --- getting the list in -------------------------------------------------------------------------


def _bring_in() -> None:
    paste, upload, tick = st.tabs(["Paste", "Upload", "Tick"])
    with paste:
        text = st.text_area(
            "One metric a line; a target may stand beside it",
            placeholder=intake.EXAMPLE,
            height=180,
            key=state.seeded("pasted", ""),
        )
        if st.button("Read the list", type="primary", key="read", icon=":material/checklist:"):
            _take(lambda: listing.from_text(text))
    with upload:
        file = st.file_uploader(
            "CSV or Excel; columns for metric, target, actual, weight and level are recognised",
            type=["csv", "xlsx", "txt"],
            key=f"file-{state.epoch()}",
        )
        if file is not None and st.button("Read the file", type="primary", key="read-file"):
            _take(lambda: intake.from_file(file.name, file.getvalue()))
    with tick:
        _tick()


def _take(reader: intake.Read) -> None:
    rows = intake.read(reader)
    if rows:
        intake.add(rows)
        st.rerun()


def _tick() -> None:
    """Metrics of one question at a time: all of them at once are too many to look through."""
    catalogue, brief = state.catalogue(), state.brief()
    here = {row.metric for row in brief.today}
    labels = {item.label: item for item in Theme}
    theme = labels[st.selectbox("About which question?", list(labels), key="tick-theme")]
    keys = [
        key
        for key, metric in sorted(catalogue.metrics.items(), key=lambda item: item[1].name)
        if metric.theme is theme and metric.sort.selectable and key not in here
    ]
    picked = st.pills(
        "Which of these do you have?",
        keys,
        selection_mode="multi",
        format_func=catalogue.label,
        key=f"tick-{theme}-{state.epoch()}",
        wrap=True,
    )
    if picked and st.button(f"Add {len(picked)}", key="add-ticked", type="primary"):
        intake.add([Row(written=catalogue.label(key), metric=key) for key in picked])
        st.rerun()


def _add_one() -> None:
    """A name with suggestions; one that the catalogue does not have is taken as it is written."""
    catalogue = state.catalogue()
    with st.container(horizontal=True, vertical_alignment="bottom", key="add-one"):
        name = st.selectbox(
            "Add one: type a name",
            sorted(catalogue.metrics, key=catalogue.label),
            index=None,
            format_func=catalogue.label,
            placeholder="For example: Transfer rate",
            accept_new_options=True,
            key=f"one-{state.epoch()}",
        )
        if st.button("Add", key="add", icon=":material/add:", disabled=not name) and name:
            if name in catalogue.metrics:
                rows: Sequence[Row] = (Row(written=catalogue.label(name), metric=name),)
            else:
                rows = intake.settled(listing.from_text(str(name)))
            intake.add(rows)
            st.rerun()


def _remove(rows: Sequence[Row]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="remove-some"):
        out = st.multiselect(
            "Remove",
            range(len(rows)),
            format_func=lambda index: plain(table.name(rows[index])),
            placeholder="Choose rows",
            key=f"out-{state.epoch()}",
        )
        if st.button("Remove", key="remove", icon=":material/delete:", disabled=not out):
            kept = tuple(row for index, row in enumerate(rows) if index not in out)
            state.replace(state.brief().model_copy(update={"today": kept}))
            st.session_state.said = f"{len(rows) - len(kept)} removed. Undo brings them back."
            st.rerun()


# --- what was not clear --------------------------------------------------------------------------


def _unclear(rows: Sequence[Row]) -> None:
    """What is ambiguous or unknown, some at a time, with what it may mean first."""
    catalogue = state.catalogue()
    unsettled = [(index, row) for index, row in enumerate(rows) if row.metric is None]
    if not unsettled:
        return
    asked = [
        names.Name(row.written, row.target if isinstance(row.target, str) else None)
        for _index, row in unsettled
    ]
    found = names.resolve(asked, catalogue)
    everything = sorted(catalogue.metrics, key=catalogue.label)
    pairs = sorted(zip(unsettled, found, strict=True), key=lambda pair: not pair[1].candidates)
    chosen: dict[int, str] = {}
    with st.expander(
        f"Not clear: {len(unsettled)}. Which metric is meant?", expanded=len(unsettled) <= 5
    ):
        for (index, row), item in pairs[:ASKED_AT_ONCE]:
            likely = [candidate.metric for candidate in item.candidates]
            question = next((c.question for c in item.candidates if c.question), None)
            value = st.selectbox(
                f"**{plain(row.written)}**" + (f" - {plain(question)}" if question else ""),
                [*likely, *(key for key in everything if key not in likely)],
                index=None,
                format_func=catalogue.label,
                placeholder="Choose, or leave open if it is none of these",
                key=f"unclear-{index}-{state.epoch()}",
            )
            if value:
                chosen[index] = value
        if len(pairs) > ASKED_AT_ONCE:
            st.caption(f"{len(pairs) - ASKED_AT_ONCE} more come after these.")
        if st.button("Take these", type="primary", key="take-these", disabled=not chosen):
            settled = tuple(
                row.model_copy(update={"metric": chosen[index]}) if index in chosen else row
                for index, row in enumerate(rows)
            )
            state.replace(state.brief().model_copy(update={"today": settled}))
            st.rerun()
