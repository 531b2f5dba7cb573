"""After a lost connection: the page is drawn again from what is saved, before anybody edits it."""

from __future__ import annotations

import streamlit as st

from advisor.wizard.element import asset, nothing

_watch = st.components.v2.component(
    "rejoin",
    html="<span>\n</span>",
    js=asset("rejoin.js"),
)


def draw() -> None:
    """An element that nobody sees."""
    with st.container(key="rejoin"):
        _watch(key="rejoined", on_back_change=nothing)
