"""Where no set satisfies everything: the smallest clashing group, and what to relax."""

from __future__ import annotations

import streamlit as st

from advisor.explore import Relaxed, impasse
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.steps.asked import case_of, now
from advisor.wizard.words import paragraphs

WHOSE = {
    "yours": "Yours to relax",
    "situation": "Asked for by the situation or the strategy that you described",
    "craft": "What makes a set workable: relax it only if you must",
}


@st.cache_resource(max_entries=64, show_spinner=False)
def _impasse_of(text: str, version: str) -> tuple[Relaxed, ...]:  # noqa: ARG001
    return impasse(case_of(text))


def draw() -> None:
    """Each demand of the group, what giving it up means, and whether that is enough."""
    st.error(
        "No set can satisfy all of this at once. Relax one of these demands:",
        icon=":material/dangerous:",
    )
    text, version = now()
    with st.spinner("Trying what happens without each of them ..."):
        found = _impasse_of(text, version)
    for whose, heading in WHOSE.items():
        told = [
            f"- {plain(item.says)}  \n  **Give it up?** {plain(item.gives_up)} {plain(item.then)}"
            for item in found
            if item.whose == whose
        ]
        if told:
            paragraphs(f"**{heading}**", "\n".join(told))
    st.page_link(
        state.page("situation"),
        label="Look at the situation again",
        icon=":material/arrow_back:",
        query_params=state.query(),
    )
