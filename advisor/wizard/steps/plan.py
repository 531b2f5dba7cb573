"""The way from today's list to the set: what changes, when, who decides, and the words for it."""

from __future__ import annotations

import functools
from datetime import date

import streamlit as st

from advisor.advice import Advice
from advisor.change import Change, Decider, Page, What
from advisor.reports import at_week, page_html, page_text
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.telling import tell

TABS = "plan-tabs"
DAY = "plan-day"
HEADING: dict[What, str] = {
    "drop": "Take off",
    "change": "Change",
    "add": "Put on",
    "keep": "Leave as it is",
}


def draw(advice: Advice) -> None:
    """Nothing where there is no list to start from."""
    if not advice.plan.phases:
        return
    tell(
        "heading",
        heading="The way there",
        says="From today's list to these cards: what changes, when, who decides it, and what you "
        "say to the people it is about. Weeks, and what becomes of pay, are our judgement.",
    )
    _parts(advice)


@st.fragment
def _parts(advice: Advice) -> None:
    """Only the tab that is open is drawn."""
    plan = advice.plan
    changes, when, pages, words = st.tabs(
        ["What changes", "When", "Pages to take", "Words for the floor"],
        key=TABS,
        on_change="rerun",
    )
    if changes.open:
        with changes:
            tell("plan_changes", diff=advice.diff, headings=HEADING, who=_who, unread=plan.unread)
    if when.open:
        with when:
            day = functools.partial(at_week, start=_start())
            tell("plan_when", phases=plan.phases, day=day)
    if pages.open:
        with pages:
            for page in plan.pages:
                _page(page, st.session_state.get(DAY))
    if words.open:
        with words:
            spoken = [step for step in advice.diff if step.says]
            waits = dict.fromkeys(step.says_after for step in spoken if step.says_after)
            tell("plan_words", spoken=spoken, waits=list(waits))


def _who(step: Change) -> str:
    own: dict[Decider, str] = {"me": "you decide", "my boss": "your boss decides"}
    who = own.get(step.decided_by, f"{step.decided_by} decides")
    return f"{who}, we assume" if step.assumed else who


def _start() -> date | None:
    """The day of week 0, where somebody has set it; it is kept while another tab is open."""
    found: date | None = st.date_input(
        "If you start on",
        value=st.session_state.get(DAY),
        key="plan-start",
        format="YYYY-MM-DD",
        width=220,
    )
    st.session_state[DAY] = found
    return found


# --- the pages -----------------------------------------------------------------------------------


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
