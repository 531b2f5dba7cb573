"""Step 3: what is measured today, what each name was taken for, and what hangs on it."""

from __future__ import annotations

import streamlit as st

from advisor.wizard import state
from advisor.wizard.steps import bringing
from advisor.wizard.telling import tell, title

MORE = "more-lines"


def draw() -> None:
    """Get the list in, see what each name was taken for, tick what hangs on it."""
    if state.brief().today:
        _hear()
    title("What do you measure today?")
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
    from advisor.wizard.steps import deciding  # late: an empty page shows without it

    with st.container():  # one place, whatever is in it: what comes below keeps the focus
        deciding.draw(rows)
    tell("heading", heading="What hangs on each of them?", says="")
    _hanging()
    tell("heading", heading="Add or remove", says="")
    more = st.expander(
        "Paste more lines, upload a file, tick or type",
        key=MORE,
        on_change="rerun",
    )
    if more.open:  # what is not looked at is not drawn: each click would pay for it
        with more:
            bringing.draw()


@st.fragment
def _hanging() -> None:
    """The ticks, and what is asked of the ticked: at a tick only this part runs again."""
    from advisor.wizard import table
    from advisor.wizard.steps import detailing

    if _hear():
        st.rerun()
    rows = state.brief().today
    table.draw(rows)
    detailing.draw(rows)


def _hear() -> bool:
    """What was written in both tables; whether more of the page must follow."""
    from advisor.wizard import table
    from advisor.wizard.steps import detailing

    others = table.hear()
    detailing.hear()
    return others or "said" in st.session_state
