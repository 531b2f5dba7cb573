"""The front door: paste a list and see what it does; or an example; or step by step.

What reads lists and opens files is imported below the heading, which so shows first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.brief import Brief
from advisor.wizard import state
from advisor.wizard.examples import EXAMPLES, example
from advisor.wizard.telling import title

if TYPE_CHECKING:
    from advisor.wizard.intake import Intake


def draw() -> None:
    """The quick way first. Nothing else has to be read."""
    title("What does your metric set make people do?")
    st.markdown(
        "Bring the metrics of your contact centre. You see what is wrong with the set, what it "
        "costs elsewhere, and which set would fit your strategy."
    )
    _go_on()
    left, right = st.columns([3, 2], gap="large")
    with left:
        _list()
    with right:
        _others()
    st.caption(
        "No sign-up. What you type stays on the computer that runs this page. "
        f"Knowledge version {state.catalogue().version}."
    )


def _go_on() -> None:
    """The way back to a design that is open."""
    brief = state.brief()
    if not state.is_open():
        return
    with st.container(border=True, horizontal=True, key="go-on", vertical_alignment="center"):
        metrics = f"{len(brief.today)} metrics" if brief.today else "no list yet"
        st.text(f"Open here: {brief.title or 'a design without a name'}, {metrics}.")
        if st.button("Go on with it", key="resume", type="primary"):
            state.go("critique" if brief.today else "situation")


def _list() -> None:
    from advisor.wizard.steps import bringing

    st.header("Bring your list", anchor=False)
    paste, upload = st.tabs(["Paste", "Upload a file"])
    with paste:
        bringing.pasted(_begin, key="start-list", button="check", says="Check my list")
    with upload:
        bringing.uploaded(_begin)


def _begin(taken: Intake) -> None:
    from advisor.wizard import intake

    state.begin(Brief(today=intake.added((), taken.rows)))
    intake.put_aside(taken)
    state.go("today")


def _others() -> None:
    from advisor.wizard import last_year, opening

    st.header("Or look at an example", anchor=False)
    with st.container(key="examples", gap="small"):
        for key, name in EXAMPLES.items():
            if st.button(name, key=f"example-{key}", width="stretch"):
                state.begin(example(key))
                state.go("critique")
    st.header("Or begin without a list", anchor=False)
    if st.button("Describe my centre", key="describe", width="stretch"):
        state.begin(Brief())
        state.go("situation")
    with st.expander("Open a design: a file or a link"):
        opening.draw()
    with st.expander("Open last year's result", icon=":material/history:"):
        last_year.ask()
