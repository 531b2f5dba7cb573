"""The line below the way: what is decided so far, Undo, and the way to the slides."""

from __future__ import annotations

import streamlit as st

from advisor.wizard import state
from advisor.wizard.element import asset, nothing
from advisor.wizard.framing import icon

NOTHING = "Nothing said yet. Every question can be skipped."
KEY = "decided"

_line = st.components.v2.component(
    "decided",
    html=f"""<div class="decided">
<span class="says"></span>
<button type="button" data-does="undo">{icon("undo")}<em>Undo</em></button>
<button type="button" data-does="present">{icon("slideshow")}<em>Present</em></button>
</div>""",
    js=asset("unsaid.js") + asset("decided.js"),
    isolate_styles=False,
)


def draw(presented: bool) -> bool:
    """Always in view. Returns whether the slides are asked for; `presented` says whether there are
    any of this page."""
    found = _line(
        key=KEY,
        data={"says": _says() or NOTHING, "undo": state.can_undo(), "present": presented},
        on_undo_change=state.undo,
        on_present_change=nothing,
    )
    return presented and bool(found.get("present"))


def _says() -> str:
    brief, catalogue = state.brief(), state.catalogue()
    context, strategy = brief.context, brief.strategy
    keys = (context.sourcing, context.pricing, context.sector, *context.channels, strategy.preset)
    said = [brief.title] if brief.title else []
    said += [catalogue.label(key) for key in keys if key]
    if strategy.lean and not strategy.preset:
        said.append(f"leaning to {strategy.lean}")
    if strategy.hold:
        said.append("no worse: " + " and ".join(map(catalogue.plainly, strategy.hold)))
    if brief.today:
        said.append(f"{len(brief.today)} metrics today")
    return " · ".join(said)
