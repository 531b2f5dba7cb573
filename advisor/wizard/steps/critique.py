"""Step 4: what is wrong with today's list, what will hurt, and what to do first."""

from __future__ import annotations

import streamlit as st

from advisor.wizard import state


def draw() -> None:
    """The verdict first, then the findings."""
    st.title("What your list does")
    if not state.brief().today:
        st.info("There is no list to judge yet.", icon=":material/info:")
        return
    advice = state.advice()
    if advice.revealed:
        st.text(advice.revealed.sentence)
    st.text(advice.critique.verdict)
    for finding in advice.critique.findings:
        with st.expander(f"{finding.severity.label}: {finding.name}"):
            st.text(finding.message)
            st.text(finding.cure)
