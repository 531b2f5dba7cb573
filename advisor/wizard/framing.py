"""The line above every page: the way through the steps, and what stands beside them.

One element, because what a page takes to draw grows with the number of its elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from advisor.wizard.element import asset, nothing

_frame = st.components.v2.component(
    "frame",
    html='<div class="frame">\n</div>',
    js=asset("unsaid.js") + asset("frame.js"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A page by its path; a step has a number, what stands beside them an icon."""

    path: str
    says: str
    number: int | None = None
    icon: str = ""


def draw(
    brand: Link, way: Iterable[Link], beside: Iterable[Link], here: str, query: dict[str, str]
) -> None:
    """The present step is no link, and says so to those who listen. After a lost connection the
    page is drawn again from what is saved, before anybody edits it."""
    steps = "".join(_here(link) if link.path == here else _link(link, query) for link in way)
    others = "".join(_link(link, query) for link in beside)
    _frame(
        key="frame",
        data={
            "html": f"<strong>{_link(brand, query)}</strong>"
            f'<nav class="way" aria-label="Steps">{steps}</nav>{others}'
        },
        on_back_change=nothing,
    )


def address(path: str, query: dict[str, str]) -> str:
    """A page of this session as a link."""
    return f"./{path}?{urlencode(query)}" if query else f"./{path}"


def icon(name: str) -> str:
    """A sign that those who listen do not hear."""
    return f'<span class="icon" aria-hidden="true">{name}</span>'


def _here(link: Link) -> str:
    return f'<span class="here" aria-current="step">{link.number} {escape(link.says)}</span>'


def _link(link: Link, query: dict[str, str]) -> str:
    says = escape(link.says)
    if link.number:
        says = f"{link.number} <em>{says}</em>"
    if link.icon:
        says = f"{icon(link.icon)}{says}"
    return f'<a href="{escape(address(link.path, query))}">{says}</a>'
