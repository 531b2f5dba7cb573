"""The line above every page: the way through the steps, and what stands beside them.

One piece of HTML, because what a page takes to draw grows with the number of its elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from advisor.wizard.element import asset

_follow = st.components.v2.component(
    "follow",
    html="<span>\n</span>",
    js=asset("follow.js"),
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
    """The present step is no link, and says so to those who listen."""
    steps = "".join(_here(link) if link.path == here else _link(link, query) for link in way)
    others = "".join(_link(link, query) for link in beside)
    with st.container(key="frame", gap=None):
        st.html(
            f'<div class="frame"><strong>{_link(brand, query)}</strong>'
            f'<nav class="way" aria-label="Steps">{steps}</nav>{others}</div>'
        )
        _follow(key="follow")


def _here(link: Link) -> str:
    return f'<span class="here" aria-current="step">{link.number} {escape(link.says)}</span>'


def _link(link: Link, query: dict[str, str]) -> str:
    says = escape(link.says)
    if link.number:
        says = f"{link.number} <em>{says}</em>"
    if link.icon:
        says = f'<span class="icon" aria-hidden="true">{link.icon}</span>{says}'
    asked = f"?{urlencode(query)}" if query else ""
    return f'<a href="./{link.path}{asked}">{says}</a>'
