"""The frame around the steps: the way, what is decided so far, Back and Next."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from advisor.brief import BriefError
from advisor.wizard import state
from advisor.wizard.failing import told, ways
from advisor.wizard.look import ICON, STYLE, plain

NAME = "Metric trade-offs"


@dataclass(frozen=True)
class Step:
    """One page. Its module is loaded when it is first drawn: nobody waits for pages not opened."""

    path: str
    title: str

    def draw(self) -> None:
        import_module(f"advisor.wizard.steps.{self.path}").draw()


START = Step("start", "Start")
STEPS = (
    Step("situation", "Situation"),
    Step("strategy", "Strategy"),
    Step("today", "Today"),
    Step("critique", "Critique"),
    Step("recommendation", "Recommendation"),
    Step("scorecard", "Scorecard"),
    Step("share", "Share"),
)
BESIDE = (Step("browse", "Browse"), Step("answer", "Answer"))


def main() -> None:
    """One run of the script."""
    st.set_page_config(page_title=NAME, page_icon=ICON, layout="wide")
    st.html(STYLE)
    pages = {
        step.path: st.Page(step.draw, title=step.title, url_path=step.path, default=step is START)
        for step in (START, *STEPS, *BESIDE)
    }
    state.pages(pages)
    problem = state.open_draft()
    current = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=f"{current.title} - {NAME}")
    if current is pages["answer"]:
        current.run()
        return
    here = next((at for at, step in enumerate(STEPS) if pages[step.path] is current), None)
    _frame(pages, current)
    decided = None if here is None else st.container(key="decided")
    if problem:
        st.warning(problem, icon=":material/info:")
    _warnings()
    try:
        current.run()
    except BriefError as error:
        _unknown(error)
    except Exception as error:
        told(error)  # caught here so that the way, Back and Next stay
    if decided:
        with decided:
            _decided()
    if here is not None:
        _buttons(here)
        state.autosave()
        state.told_address()


def _frame(pages: dict[str, StreamlitPage], current: StreamlitPage) -> None:
    """The way. The present step is no link, and says so to those who listen."""
    with st.container(horizontal=True, key="frame", vertical_alignment="center"):
        with st.container(key="brand", width="content"):
            st.page_link(pages["start"], label=NAME, query_params=state.query())
        if current is not pages["start"] or state.is_open():
            with st.container(horizontal=True, key="way", vertical_alignment="center", gap=None):
                for number, step in enumerate(STEPS, start=1):
                    if pages[step.path] is current:
                        st.html(
                            f'<span class="here" aria-current="step">{number} {step.title}</span>',
                            width="content",
                        )
                    else:
                        st.page_link(
                            pages[step.path],
                            label=f"{number} *{step.title}*",
                            query_params=state.query(),
                        )
        st.page_link(
            pages["browse"], label="Browse", icon=":material/search:", query_params=state.query()
        )


def _warnings() -> None:
    """What threatens the work: a copy that was made, a store that cannot be written."""
    other = state.other_version()
    if other:
        st.warning(
            "This design was also changed in another window. Nothing was overwritten: your "
            f"changes go on in this copy, the [other version](/situation?s={other}) stands.",
            icon=":material/content_copy:",
        )
    reason = state.unsaved()
    if reason:
        st.error(
            f"Not saved: the computer that runs this page needs {plain(reason)}. Keep your work "
            "under Share, as a link or a file.",
            icon=":material/error:",
        )


def _unknown(error: BriefError) -> None:
    """The design says something that cannot be worked with."""
    st.error(
        f"This design cannot be worked out: at '{plain(error.path or 'the design')}' the tool "
        f"expected {plain(error.expected)}, and found {plain(repr(error.got))}.",
        icon=":material/error:",
    )
    ways(state.can_undo())


def _decided() -> None:
    """What is decided so far, always in view."""
    brief, catalogue = state.brief(), state.catalogue()
    said = [brief.title] if brief.title else []
    context = brief.context
    for key in (context.sourcing, context.pricing, context.sector):
        if key:
            said.append(catalogue.label(key))
    said += [catalogue.label(key) for key in context.channels]
    if brief.strategy.preset:
        said.append(catalogue.label(brief.strategy.preset))
    elif brief.strategy.lean:
        said.append(f"leaning to {brief.strategy.lean}")
    if brief.today:
        said.append(f"{len(brief.today)} metrics today")
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.text(" · ".join(said) if said else "Nothing said yet. Every question can be skipped.")
        st.button(
            "Undo",
            key="undo",
            icon=":material/undo:",
            type="tertiary",
            on_click=state.undo,
            disabled=not state.can_undo(),
        )


def _buttons(here: int) -> None:
    """Back and Next, always in the same place."""
    before = STEPS[here - 1].path if here else START.path
    with st.bottom, st.container(horizontal=True, key="back-next"):
        if st.button("Back", key="back", icon=":material/arrow_back:"):
            state.go(before)
        if here + 1 < len(STEPS):
            after = STEPS[here + 1]
            if st.button(f"Next: {after.title}", type="primary", key="next"):
                state.go(after.path)


main()
