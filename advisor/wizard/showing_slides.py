"""Slides in the browser: one element over the whole screen. It is told all slides at once."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from advisor.advice import Advice
from advisor.brief import from_document
from advisor.slides import slides
from advisor.wizard import state, whose
from advisor.wizard.element import asset, nothing

# What the element cannot say from where it stands: a slide a sheet, and sheets that lie.
PRINTED = """<style>
@page { size: 320mm 180mm; margin: 0; }
@media print {
  .stMainBlockContainer { padding: 0 !important; max-width: none !important; }
  .stMainBlockContainer > div { gap: 0 !important; }
  .st-key-behind { display: none !important; }
}
</style>"""


_slides = st.components.v2.component(
    "slides",
    html='<dialog aria-modal="true">\n</dialog><div class="paper" aria-hidden="true">\n</div>',
    css=asset("present.css"),
    js=asset("present.js"),
)


def draw(advice: Advice) -> bool:
    """Shows the slides. Returns whether somebody has just left them."""
    st.html(PRINTED)
    given = from_document(advice.brief)
    found = _slides(
        key="slides",
        data={
            "key": advice.fingerprint,
            "says": f"Slides about {given.title or 'this design'}",
            "slides": [asdict(slide) for slide in slides(advice, state.catalogue())],
            "brand": whose.shown(given.brand),
        },
        on_left_change=nothing,
    )
    return bool(found.get("left"))
