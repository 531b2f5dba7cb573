"""One of many, found by typing: a field with a list below it, as one element.

The list is made where somebody asks for it; a native one costs a page as much as all its text.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.wizard.element import asset, nothing

_field = st.components.v2.component(
    "picking",
    html='<div class="picking">\n</div>',
    js=asset("make.js") + asset("picking.js"),
    isolate_styles=False,  # what has the focus is the page's to know
)


def one_of(options: Mapping[str, str], *, key: str, says: str, hint: str, meant: str) -> str | None:
    """Draws the field, given what each option is called, by its id. `says` names the field, `hint`
    stands in it while it is empty, `meant` below it while nothing is picked. Returns what is
    picked."""
    held = (st.session_state.get(key) or {}).get("picked")
    picked = held if isinstance(held, str) and held in options else None
    _field(
        key=key,
        data={
            "key": key,
            "options": tuple(options.items()),
            "picked": picked,
            "says": says,
            "hint": hint,
            "meant": meant,
        },
        default={"picked": picked},
        on_picked_change=nothing,
    )
    return picked
