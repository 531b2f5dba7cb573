"""Tabs whose panels the server draws: the bar is one element, and only what is chosen is drawn.

Native tabs mount a panel each, and take a tenth of a second to set; this takes a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.wizard.element import asset, nothing

_bar = st.components.v2.component(
    "tabs",
    html='<div class="told">\n</div>',
    js=asset("make.js") + asset("tabs.js"),
    isolate_styles=False,  # what has the focus is the page's to know
)


def tabs(
    labels: Sequence[str], *, key: str, says: str, heading: str = ""
) -> tuple[str, DeltaGenerator]:
    """Draws the bar, below a heading where one is given; `says` names it to those who listen.
    Returns the label that is chosen, and the place for its panel. What was chosen is chosen again
    when somebody comes back to the page."""
    kept = f"{key}-kept"
    sent = (st.session_state.get(key) or {}).get("chosen")  # a browser may send anything
    wanted = sent if sent in labels else st.session_state.get(kept)
    chosen = next((each for each in labels if each == wanted), labels[0])
    st.session_state[kept] = chosen
    _bar(
        key=key,
        data={
            "key": key,
            "labels": tuple(labels),
            "chosen": chosen,
            "says": says,
            "heading": heading,
        },
        default={"chosen": chosen},
        on_chosen_change=nothing,
    )
    return chosen, st.container(key=f"{key}-panel")
