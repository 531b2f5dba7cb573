"""Step 3: what is measured today, what each name was taken for, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor.brief import Row
from advisor.wizard import intake, state
from advisor.wizard.steps import bringing

MORE = "more-lines"


def draw() -> None:
    """Get the list in, see what each name was taken for, tick what hangs on it."""
    st.title("What do you measure today?")
    if said := st.session_state.pop("said", None):
        st.toast(said)
    rows = state.brief().today
    if not rows:
        st.text(
            "Paste it, upload it, tick it or type it. Without a list you get a recommendation, but "
            "no critique."
        )
        bringing.draw()
        return
    from advisor.wizard import table  # late: an empty page shows without pandas
    from advisor.wizard.steps import deciding

    deciding.draw(rows)
    st.header("What hangs on each of them?", anchor=False)
    form = table.form()
    _hanging(form)
    st.header("Add or remove", anchor=False)
    more = st.expander(
        "Paste more lines, upload a file, tick or type",
        key=MORE,
        on_change="rerun",
    )
    if more.open:  # what is not looked at is not drawn: each click would pay for it
        with more:
            bringing.draw()
    if form == "Questions":
        _correct(state.brief().today)
    _remove(state.brief().today)


@st.fragment
def _hanging(form: str) -> None:
    """The ticks, and what is asked of the ticked: at a tick only this part runs again."""
    from advisor.wizard import table
    from advisor.wizard.steps import detailing

    settled = detailing.draw(table.draw(state.brief().today, form), form)
    state.commit_part(state.brief().model_copy(update={"today": settled}))


def _correct(rows: Sequence[Row]) -> None:
    """What the table allows in its second column, where there is no table."""
    catalogue = state.catalogue()
    with st.expander("Correct what a name was taken for"):
        at = st.selectbox(
            "Which name?",
            range(len(rows)),
            index=None,
            format_func=lambda index: _name(rows[index]),
            key=f"wrong-{state.epoch()}",
        )
        if at is None:
            return
        before = rows[at].metric
        keys = sorted(catalogue.metrics, key=catalogue.label)
        meant = st.selectbox(
            "It means",
            keys,
            index=keys.index(before) if before else None,
            format_func=catalogue.label,
            key=f"right-{at}-{state.epoch()}",
        )
        if meant != before and st.button("Change it", key="change-one", type="primary"):
            kept = [*rows[:at], rows[at].model_copy(update={"metric": meant}), *rows[at + 1 :]]
            intake.change(kept, "Changed.")
            st.rerun()


def _name(row: Row) -> str:
    return row.written or (state.catalogue().label(row.metric) if row.metric else "?")


def _remove(rows: Sequence[Row]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="remove-some"):
        out = st.multiselect(
            "Remove",
            range(len(rows)),
            format_func=lambda index: _name(rows[index]),
            placeholder="Choose rows",
            key=f"out-{state.epoch()}",
        )
        if st.button("Remove", key="remove", icon=":material/delete:", disabled=not out):
            kept = tuple(row for index, row in enumerate(rows) if index not in out)
            intake.change(kept, f"{len(rows) - len(kept)} removed. Undo brings them back.")
            st.rerun()
