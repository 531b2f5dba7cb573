"""A long page as one element: HTML in which buttons, folds and links work without a widget each.

What a browser takes to draw a page grows with the number of Streamlit's elements, hardly with the
length of one. A press comes back as a trigger; what is folded away opens without the server.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from advisor.wizard.element import asset
from advisor.wizard.folding import Folds, hold

LONGEST = 500  # letters of a reason

_page = st.components.v2.component(
    "pressed",
    html=asset("pressed.html"),
    js=asset("paper.js") + asset("pressed.js"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML, made of texts that are escaped already."""

    html: str
    folds: Folds | None = None
    """What `<details data-folded="0">` and so on hold below their summary: fetched and set when
    they are first opened, since most never are."""


class Away:
    """Puts away what a template folds, and says where: the number that `data-folded` is given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, html: str) -> int:
        self.texts.append(str(html))
        return len(self.texts) - 1


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody pressed, about which finding, and the reason where one was asked for."""

    what: str
    about: str
    reason: str


def draw(page: Page, *, key: str, on_press: Callable[[], None]) -> None:
    """Sets the page."""
    folds = hold(page.folds) if page.folds else ""
    data = {"html": page.html, "folds": folds, "longest": LONGEST}
    _page(key=key, data=data, on_pressed_change=on_press)


def press(key: str) -> Press | None:
    """What was pressed in the run that begins; None where nothing was, or nothing that can be."""
    found = st.session_state.get(key) or {}
    given = found.get("pressed")
    if not isinstance(given, dict):
        return None
    if given.get("what") == "again":
        return None  # that the page is drawn again is all that was asked for
    what, about, reason = (str(given.get(name, "")) for name in ("what", "about", "reason"))
    return Press(what, about, reason.strip()[:LONGEST])
