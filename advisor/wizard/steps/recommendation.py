"""Step 5: the recommended set, by use."""

from __future__ import annotations

import streamlit as st

from advisor.wizard import state


def draw() -> None:
    """The set by tier."""
    st.title("What to pursue, watch and leave to planning")
    best = state.advice().recommendation
    for row in best.clash or ():
        st.text(f"Cannot hold together: {row}")
    for item in best.metrics:
        st.text(f"{item.tier}: {state.catalogue().label(item.metric)}")
