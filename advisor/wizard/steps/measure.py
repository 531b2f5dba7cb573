"""What you can measure: a checklist of the set, whom to ask, and first counts by hand."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import streamlit as st

from advisor.brief import Brief, canonical, unnoted
from advisor.explore import Apart, apart
from advisor.measuring import Checklist, checklist
from advisor.recommend import Recommendation, Tier
from advisor.wizard import printing, state, whose
from advisor.wizard.look import plain
from advisor.wizard.telling import tell, title, told
from advisor.wizard.words import bare, listed
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import System

TITLE = "What you can measure"
AS_WHAT: dict[Tier, str] = {"pursue": "with a target", "watch": "watched", "plan": "planned with"}
TICKED = "measure-ticked"  # the brief before the last tick, and after it


def draw() -> None:
    """The systems first: everything below hangs on them."""
    st.html(printing.style())
    title(TITLE)
    printing.way_back("scorecard", "Back to the scorecard")
    _systems()
    moved = st.empty()
    state.autosave()
    with st.spinner("Choosing the set ..."):
        advice = state.advice_on(bare(state.brief()))
        best = advice.recommendation
    if best.clash:
        st.error(
            "There is no set to measure: some demands cannot hold together.",
            icon=":material/dangerous:",
        )
        for row in best.clash:
            st.text(row)
        return
    if said := _moved(best):
        moved.markdown(said)
    case = state.case_of(canonical(unnoted(bare(state.brief()))), state.catalogue().version)
    found = checklist(case, best)
    st.download_button(
        "To print",
        data=functools.partial(_sheet, found, advice.knowledge_version, state.brief()),
        file_name="what-to-measure.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/print:",
        key="print-measure",
    )
    tell("measure", checklist=found, printed=False)


def _systems() -> None:
    """The same ticks as in step 1: what cannot be counted weighs less in the choice of the set."""
    current = state.brief()
    picked = st.pills(
        "Which systems can you get figures from?",
        list(System),
        selection_mode="multi",
        format_func=lambda item: item.label,
        key=state.seeded("measure-systems", list(current.systems or ())),
        wrap=True,
    )
    st.caption("The set is chosen again when you tick one: what cannot be counted weighs less.")
    chosen = tuple(sorted((System(item) for item in picked), key=lambda item: item.rank)) or None
    if chosen != current.systems and set(chosen or ()) != set(current.systems or ()):
        state.commit(current.model_copy(update={"systems": chosen}))
        st.session_state[TICKED] = current, state.brief()


def _moved(best: Recommendation) -> str:
    """What the last tick has done to the set; empty where something else was changed since."""
    before, after = st.session_state.get(TICKED, (None, None))
    if before is None or after != state.brief():
        return ""
    was = state.advice_on(bare(before)).recommendation
    head, colon, rest = says(apart(was, best), state.catalogue()).partition(":")
    return f"**{head}{colon}**{rest}"


def says(found: Apart, catalogue: Catalogue) -> str:
    """What comes and goes, in one line."""

    def named(metrics: Iterable[str]) -> str:
        return plain(listed(map(catalogue.label, metrics)))

    comes, goes = found.on_cards
    told = [
        f"{words} {named(metrics)}"
        for words, metrics in (
            (f"in {'come' if len(comes) > 1 else 'comes'}", comes),
            (f"out {'go' if len(goes) > 1 else 'goes'}", goes),
            *(
                (f"{only}{AS_WHAT[to]} now:", [metric for metric, tier in moved if tier == to])
                for only, moved in (("", found.raised), ("only ", found.lowered))
                for to in AS_WHAT
            ),
        )
        if metrics
    ]
    told += [f"{named([metric])} {front}" for metric, front in found.fronts]
    if told:
        return f"That changes the set: {'; '.join(told)}."
    if found.first:
        return f"That changes what comes first: {named(found.first)}."
    return "The set stays as it is."


def _sheet(found: Checklist, version: str, brief: Brief) -> str:
    return printing.sheet(
        TITLE,
        told("measure", state.catalogue(), checklist=found, printed=True),
        brand=whose.shown(brief.brand),
        subtitle=brief.title,
        foot=f"Knowledge {version}. Who keeps a system, and first counts by hand, are our "
        "judgement.",
    )
