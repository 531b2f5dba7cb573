"""What you can measure: a checklist of the set, whom to ask, and first counts by hand."""

from __future__ import annotations

import functools

import streamlit as st

from advisor.brief import Brief, canonical, unnoted
from advisor.measuring import Checklist, checklist
from advisor.wizard import printing, state, whose
from advisor.wizard.telling import tell, title, told
from advisor.wizard.words import bare
from knowledge.vocabulary import System

TITLE = "What you can measure"


def draw() -> None:
    """The systems first: everything below hangs on them."""
    st.html(printing.style())
    title(TITLE)
    printing.way_back("scorecard", "Back to the scorecard")
    _systems()
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


def _sheet(found: Checklist, version: str, brief: Brief) -> str:
    return printing.sheet(
        TITLE,
        told("measure", state.catalogue(), checklist=found, printed=True),
        brand=whose.shown(brief.brand),
        subtitle=brief.title,
        foot=f"Knowledge {version}. Who keeps a system, and first counts by hand, are our "
        "judgement.",
    )
