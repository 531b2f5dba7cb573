"""Other good sets that differ in kind, beside the recommended one."""

from __future__ import annotations

import streamlit as st

from advisor.advice import Advice
from advisor.explore import Alternative
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.words import listed, paragraphs

KIND = {
    "another first objective": "Another objective first",
    "other metrics": "Other metrics for the same ends",
}


def draw(advice: Advice) -> None:
    """The recommended set and up to two others, each with what it gains and gives up."""
    with st.spinner("Looking for other good sets ..."):
        found = advice.alternatives
    if not found:
        st.markdown(
            "No other set that differs in kind comes near this one: each would give up more than a "
            "tenth of what this set does for your priorities."
        )
        return
    label = state.catalogue().label
    best = [item.metric for item in advice.recommendation.tier("pursue")]
    places = st.columns(1 + len(found))
    with places[0], st.container(border=True):
        lines = "\n".join(f"1. {plain(label(key))}" for key in best)
        paragraphs("**Recommended**", "The best found for your priorities as stated.", lines)
    for place, other in zip(places[1:], found, strict=True):
        with place, st.container(border=True):
            _other(other)
    lost = listed(f"{100 - item.percent} %" for item in found)
    st.caption(
        f"The {'others give' if len(found) > 1 else 'other gives'} up {lost} of what "
        "the recommended set does for your priorities. A metric's near twin does not count as a "
        "difference."
    )


def _other(other: Alternative) -> None:
    label = state.catalogue().label
    lines = "\n".join(
        f"1. **{plain(label(key))}** :green[:material/add:]"
        if key in other.gains
        else f"1. {plain(label(key))}"
        for key in other.metrics
    )
    verdict = "a real sacrifice" if other.sacrifice else "nearly as good"
    paragraphs(
        f"**{KIND[other.kind]}**",
        f"Keeps {other.percent} % of what the recommended set does: {verdict}.",
        lines,
        plain(other.says),
    )
