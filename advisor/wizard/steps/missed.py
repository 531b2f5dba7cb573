"""Why not this metric: the reason, what it would cost to insist, and what would bring it in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.advice import Advice
from advisor.explore import WhyNot, why_not
from advisor.recommend import Tier
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.picking import one_of
from advisor.wizard.steps.asked import case_of, named, now
from advisor.wizard.words import paragraphs

AS = {"pursue": "with a target", "watch": "watched, with a limit and no target"}
HELD: Mapping[Tier, str] = {
    "pursue": "it is pursued, with a target",
    "watch": "it is watched, with a limit and no target",
    "plan": "planners work with it, and nobody is judged by it",
}


# The version of the knowledge is part of the key, although no answer uses it by name.
@st.cache_resource(max_entries=256, show_spinner=False)
def _why_not_of(text: str, metric: str, version: str, *, ways: bool) -> WhyNot:  # noqa: ARG001
    return why_not(case_of(text), metric, ways=ways)


@st.fragment
def draw(advice: Advice) -> None:
    """A metric is picked, and everything about its absence is said; or that it is there."""
    catalogue = state.catalogue()
    held = {item.metric: item.tier for item in advice.recommendation.metrics}
    metric = one_of(
        {each: catalogue.label(each) for each in sorted(catalogue.metrics, key=catalogue.label)},
        key="why-not-metric",
        says="Which metric do you miss?",
        hint="Type a name",
        meant="Every metric that is left out has a reason, a price, and perhaps a way in.",
    )
    if not metric:
        return
    if metric in held:
        paragraphs(f"**{plain(catalogue.label(metric))}** is in the set: {HELD[held[metric]]}.")
        return
    text, version = now()
    with st.spinner("Choosing again with it inside ..."):
        found = _why_not_of(text, metric, version, ways=False)
    name = plain(catalogue.label(metric))
    paragraphs(f"**{name}.** {plain(found.because)}", *_insisting(found))
    with st.spinner("Choosing again after each single change ..."):
        found = _why_not_of(text, metric, version, ways=True)
    paragraphs(*_ways(found))


def _insisting(found: WhyNot) -> list[str]:
    if found.against:
        group = "\n".join(f"- {plain(says)}" for says in found.against)
        return [f"**No set can hold it together with:**\n\n{group}"]
    if found.costs is None or found.tier is None:
        return []
    how = AS.get(found.tier, found.tier)
    told = [f"**If you insist,** it comes in {how}. That costs {plain(found.costs)}."]
    if found.costs_as_target:
        told.append(f"With a target on it, it costs {plain(found.costs_as_target)}.")
    if found.displaces:
        told.append(f"**It would push out** {named(found.displaces)}.")
    if found.demotes:
        told.append(f"**Only watched then:** {named(found.demotes)}.")
    return [*told, *(plain(says) for says in found.opens)]


def _ways(found: WhyNot) -> list[str]:
    if found.brings_in is None:
        return []
    ways = [way["says"] for way in found.brings_in if not way["edit"].startswith("must = ")]
    if not ways:
        insisting = ": only insisting does" if found.brings_in else ""
        return [
            f"No single change of priorities, wishes, systems or situation brings it in{insisting}."
        ]
    told = "\n".join(f"- {plain(says)}" for says in ways)
    return [f"**What would bring it in by itself,** the smallest change first:\n\n{told}"]
