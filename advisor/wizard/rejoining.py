"""After a lost connection: the page is drawn again from what is saved, before anybody edits it."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

_watch = st.components.v2.component(
    "rejoin",
    html="<span>\n</span>",
    js=(files("advisor.wizard") / "rejoin.js").read_text(encoding="utf-8"),
)


def draw() -> None:
    """An element that nobody sees."""
    with st.container(key="rejoin"):
        _watch(key="rejoined", on_back_change=_nothing)


def _nothing() -> None:
    """A trigger of a component must have somebody who listens."""
