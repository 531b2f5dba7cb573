"""The way to the slides, and back to the page that one came from."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from advisor.wizard import state

ORIGINS = ("critique", "recommendation", "log")


def link(origin: str) -> None:
    """A button that shows the slides."""
    if st.button("Present", key="present", icon=":material/slideshow:"):
        begin(origin)


def begin(origin: str) -> NoReturn:
    """Shows the slides; Esc leads back to where they were begun."""
    state.autosave()
    st.switch_page(state.page("present"), query_params={**state.query(), "from": origin})


def origin() -> str:
    """Where the slides were begun, as the address says."""
    named = st.query_params.get("from", "")
    return named if named in ORIGINS else ORIGINS[0 if state.brief().today else 1]
