"""The questions around a recommendation, each worked out only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from advisor.advice import Advice
from advisor.stability import Firm, decided, stability
from advisor.wizard import state
from advisor.wizard.browse.addresses import Address
from advisor.wizard.look import plain
from advisor.wizard.steps import chairs, dialled, missed, other_sets, strategies
from advisor.wizard.steps.asked import case_of, now
from advisor.wizard.tabs import tabs

TABS = "ask-it"
READINGS = 40
FIRM_SAYS = {
    "core": "stays in under nearly every reading",
    "situational": "stays in under most readings",
    "coin-flip": "might as well have been another one",
}
FIRM_ICON = {
    "core": ":material/anchor:",
    "situational": ":material/tune:",
    "coin-flip": ":material/casino:",
}


@st.fragment
def draw(advice: Advice) -> None:
    """One tab a question; only the one that is open is drawn."""
    asked: dict[str, Callable[[Advice], None]] = {
        "Why not ...?": missed.draw,
        "Turn the dial": dialled.draw,
        "Other good sets": other_sets.draw,
        "How firm is it?": _firm,
        "BPO or in-house": chairs.draw,
        "Every strategy": strategies.draw,
    }
    chosen, panel = tabs(tuple(asked), key=TABS, says="What to ask", heading="Ask it")
    with panel:
        asked[chosen](advice)


@st.fragment
def _firm(advice: Advice) -> None:
    st.markdown(
        f"{READINGS} readings: your priorities each up or down by one step, what the evidence "
        "rests on judged a little stronger or weaker, and both at once. What stays in the set, "
        "and what was a close call?"
    )
    text, version = now()
    found: tuple[Firm, ...] | None = None
    place = st.empty()
    if st.session_state.get("firm-of") == (text, version):
        found = st.session_state["firm"]
    elif place.button("Try them", key="try-firm", icon=":material/replay:"):
        place.empty()
        found = _readings(advice, text)
        st.session_state["firm-of"], st.session_state["firm"] = (text, version), found
    if not found:
        return
    st.markdown(f"**{plain(decided(found))}**")
    for firmness, says in FIRM_SAYS.items():
        own = sorted((item for item in found if item.firmness == firmness), key=lambda x: -x.stays)
        if own:
            st.markdown(f"{FIRM_ICON[firmness]} **{firmness.capitalize()}**: {says}")
            st.markdown("\n".join(f"- {_how_firm(item)}" for item in own))


def _how_firm(item: Firm) -> str:
    """How often one metric stays, and what tips it."""
    told = f"{plain(state.catalogue().label(item.metric))}: {item.says}"
    if item.tips is None:
        return told
    told += f". {plain(item.tips.says)}"
    if claim := item.tips.claim:
        href = Address("claim", f"{claim.start}.{claim.kind}.{claim.end}").href
        told += f" [evidence](/browse{href})"
    return told


def _readings(advice: Advice, text: str) -> tuple[Firm, ...]:
    bar = st.progress(0.0, text="Reading the priorities and the evidence otherwise ...")

    def told(done: int) -> None:
        bar.progress(done / READINGS, text=f"{done} of {READINGS} readings")

    found = stability(case_of(text), advice.recommendation, READINGS, told=told)
    bar.empty()
    return found
