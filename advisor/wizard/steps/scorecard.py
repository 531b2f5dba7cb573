"""Step 6: one card per level."""

from __future__ import annotations

import streamlit as st

from advisor.wizard import state


def draw() -> None:
    """The cards."""
    st.title("The scorecard")
    for card in state.advice().scorecard.cards:
        st.subheader(card.title, anchor=False)
        for line in card.lines:
            st.text(f"{line.use.value}: {line.name}")
