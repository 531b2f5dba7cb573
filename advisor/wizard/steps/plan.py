"""The way from today's list to the set: what changes, when, who decides, and the words for it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from advisor.advice import Advice
from advisor.change import Change, Decider, Page, What
from advisor.reports import at_week, page_html, page_text
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.packing import Packed
from advisor.wizard.remembered import of_design
from advisor.wizard.tabs import tabs
from advisor.wizard.telling import piece, tell, together
from advisor.wizard.words import bare

TABS = "plan-tabs"
DAY = "plan-day"
HEADING: dict[What, str] = {
    "drop": "Take off",
    "change": "Change",
    "add": "Put on",
    "keep": "Leave as it is",
}


def heading() -> str:
    """What stands over the tabs, as a piece of a page."""
    return piece(
        "heading",
        heading="The way there",
        says="From today's list to these cards: what changes, when, who decides it, and what you "
        "say to the people it is about. Weeks, and what becomes of pay, are our judgement.",
    )


@st.fragment
def draw(advice: Advice) -> None:
    """Only the tab that is open is drawn."""
    plan = advice.plan
    parts: dict[str, Callable[[], None]] = {
        "What changes": lambda: together(*_changes().texts),
        "When": lambda: tell("plan_when", phases=plan.phases, day=_days()),
        "Pages to take": lambda: _pages(plan.pages),
        "Words for the floor": lambda: _words(advice),
    }
    chosen, panel = tabs(tuple(parts), key=TABS, says="The way there")
    with panel:
        parts[chosen]()


@of_design
def _changes() -> Packed:
    advice = state.advice_on(bare(state.brief()))
    unread = advice.plan.unread
    found = piece("plan_changes", diff=advice.diff, headings=HEADING, who=_who, unread=unread)
    return Packed.of(found)


def _words(advice: Advice) -> None:
    spoken = [step for step in advice.diff if step.says]
    waits = dict.fromkeys(step.says_after for step in spoken if step.says_after)
    tell("plan_words", spoken=spoken, waits=list(waits))


def _who(step: Change) -> str:
    own: dict[Decider, str] = {"me": "you decide", "my boss": "your boss decides"}
    who = own.get(step.decided_by, f"{step.decided_by} decides")
    return f"{who}, we assume" if step.assumed else who


def _days() -> Callable[[int], str]:
    """Weeks in words: as days once somebody has set the day of week 0, which is kept while another
    tab is open."""
    found: date | None = st.date_input(
        "If you start on",
        value=st.session_state.get(DAY),
        key="plan-start",
        format="YYYY-MM-DD",
        width=220,
    )
    st.session_state[DAY] = found
    return functools.partial(at_week, start=found)


# --- the pages -----------------------------------------------------------------------------------


def _pages(pages: Iterable[Page]) -> None:
    for page in pages:
        _page(page, st.session_state.get(DAY))


def _page(page: Page, start: date | None) -> None:
    catalogue = state.catalogue()
    counted = [
        f"{len(asked)} to {word}"
        for word, asked in (("decide", page.decide), ("know", page.know))
        if asked
    ]
    text = page_text(page, catalogue, start)
    slug = page.decider.replace(" ", "-")
    with st.expander(
        f"**{plain(page.title)}** :small[{', '.join(counted)}]",
        expanded=page.decider == "me",
        key=f"page-{slug}",
    ):
        with st.container(horizontal=True):
            st.download_button(
                "To print",
                data=functools.partial(page_html, page, catalogue, start),
                file_name=f"{slug}.html",
                mime="text/html",
                on_click="ignore",
                icon=":material/print:",
                key=f"print-{slug}",
            )
            with st.popover("As text, to copy", icon=":material/content_copy:"):
                st.code(text, language=None, wrap_lines=True, height=400)
        st.markdown(text.split("\n", 1)[1].replace("$", "\\$"))
