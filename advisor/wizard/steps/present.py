"""The presenter's page: the advice as slides over the whole screen, stepped by keys in the browser.

The server draws it once; from then on a key is answered where it is pressed.
"""

from __future__ import annotations

import streamlit as st

from advisor.brief import BriefError
from advisor.wizard import presenting, showing_slides, state
from advisor.wizard.look import plain


def draw() -> None:
    """The slides; or why there are none, and the way back."""
    back = presenting.origin()
    try:
        with st.spinner("Making the slides ..."):
            advice = state.advice()
            state.enter_room()
            left = showing_slides.draw(advice)
    except BriefError as error:
        st.error(
            f"There is nothing to present yet: expected {plain(error.expected)}.",
            icon=":material/error:",
        )
        left = False
    if left:
        state.go(back)
    with st.container(key="behind"):
        st.title("Presenting")
        st.page_link(
            state.page(back),
            label="Back to the design",
            icon=":material/arrow_back:",
            query_params=state.query(),
        )
