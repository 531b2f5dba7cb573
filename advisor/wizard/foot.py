"""Back and Next, always in the same place."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import streamlit as st

from advisor.wizard.element import asset, nothing

KEY = "foot"

_foot = st.components.v2.component(
    "foot",
    html='<nav class="back-next" aria-label="Back and next">\n</nav>',
    js=asset("make.js") + asset("unsaid.js") + asset("foot.js"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a press leads."""

    says: str
    href: str | None = None
    """Followed at once; None where the page must first take over what it asks."""


def draw(back: Way, onward: Way | None) -> None:
    """The last page leads no further."""
    _foot(
        key=KEY,
        data={"back": astuple(back), "next": astuple(onward) if onward else None},
        on_went_change=nothing,
    )


def went() -> str | None:
    """`back` or `next`, where that was pressed on a page that asks something."""
    found = (st.session_state.get(KEY) or {}).get("went")
    return found if found in ("back", "next") else None
