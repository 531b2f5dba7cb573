"""One line under a title, where the list speaks of channels that nobody named."""

from __future__ import annotations

import streamlit as st

from advisor.spoken import spoken
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.steps.asked import case_of, now


def draw() -> None:
    """What is assumed against the list, and the way to say what is so."""
    brief = state.brief()
    unsaid = brief.today and not brief.context.channels
    found = spoken(case_of(now()[0])) if unsaid else None
    if found is None:
        return
    with st.container(key="channels-unsaid", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/contact_support: {plain(found.says)}", width="content")
        st.page_link(
            state.page("situation"),
            label="Say which channels",
            icon=":material/arrow_back:",
            query_params=state.query(),
        )
