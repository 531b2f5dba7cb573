"""What the theme cannot say: a few rules of style, and how text of users is shown as it is."""

from __future__ import annotations

import re
from importlib.resources import files

import streamlit as st

from advisor.wizard.element import asset

ICON = str(files("advisor.wizard") / "icon.svg")
# One sheet for all elements that stand in the page itself: with one that came and went, the browser
# would style the whole page again.
_SHEETS = "look frame told chips handing files tabs picking ledger levels".split()
_RULES = "".join(asset(f"{name}.css") for name in _SHEETS)
STYLE = f"<style>{_RULES}</style>"
NARROW = "<style>.stMainBlockContainer { max-width: 820px; }</style>"
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")
_LINKS = re.compile(r"(?i)(https?|www|@)")  # these become links wherever they stand


def on_a_phone() -> bool:
    """Whether the reader says to hold one; a narrow window alone is none. Asked once a session:
    reading the headers takes as long as drawing an element."""
    if "on_a_phone" not in st.session_state:
        st.session_state.on_a_phone = "Mobile" in (st.context.headers.get("User-Agent") or "")
    return bool(st.session_state.on_a_phone)


def plain(text: str) -> str:
    """Text that somebody wrote, so that a place which understands Markdown shows it as it is."""
    return _LINKS.sub("\\1\u200b", _MARKS.sub(r"\\\1", text.replace("\n", " ")))
