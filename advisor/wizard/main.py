"""The frame around the steps: the way, what is decided so far, Back and Next."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from advisor.brief import BriefError
from advisor.wizard import last_year, presenting, state
from advisor.wizard.failing import told, ways
from advisor.wizard.look import ICON, STYLE, plain

NAME = "Metric trade-offs"


@dataclass(frozen=True)
class Step:
    """One page. Its module is loaded when it is first drawn: nobody waits for pages not opened."""

    path: str
    title: str
    asks: bool = False
    """Whether its fields are taken over when it is drawn: then it is drawn once more before it is
    left, and Back and Next are buttons; elsewhere they are links, which takes half the time."""

    def draw(self) -> None:
        import_module(f"advisor.wizard.steps.{self.path}").draw()


START = Step("start", "Start")
STEPS = (
    Step("situation", "Situation", asks=True),
    Step("strategy", "Strategy", asks=True),
    Step("today", "Today", asks=True),
    Step("critique", "Critique"),
    Step("recommendation", "Recommendation"),
    Step("scorecard", "Scorecard", asks=True),
    Step("share", "Share"),
)
BESIDE = (
    Step("browse", "Browse"),
    Step("people", "What your people will do"),
    Step("answer", "Answer"),
    Step("present", "Present"),
    Step("log", "Meeting"),
    Step("contract", "Contract"),
    Step("measure", "Measure"),
    Step("since", "A year later"),
)


def main() -> None:
    """One run of the script."""
    st.html(STYLE)
    state.keep_place(None)
    pages = {
        step.path: st.Page(step.draw, title=step.title, url_path=step.path, default=step is START)
        for step in (START, *STEPS, *BESIDE)
    }
    state.pages(pages)
    problem = state.open_draft()
    current = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=f"{current.title} - {NAME}", layout="wide")
    if current in (pages["answer"], pages["present"]):  # a frame of their own
        current.run()
    else:
        _framed(pages, current, problem)
    if state.first_run():
        st.set_page_config(page_icon=ICON)  # last: what reads pictures takes a while to load
        state.warm()


def _framed(pages: dict[str, StreamlitPage], current: StreamlitPage, problem: str | None) -> None:
    """A page with the way above it, and Back and Next below."""
    here = next((at for at, step in enumerate(STEPS) if pages[step.path] is current), None)
    _frame(pages, current)
    decided = None if here is None else st.container(key="decided")
    if problem:
        st.warning(problem, icon=":material/info:")
    _warnings()
    wanted = None if here is None else _buttons(here)
    if wanted and state.untouched():
        state.go(wanted)
    try:
        current.run()
    except BriefError as error:
        _unknown(error)
    except Exception as error:
        told(error)  # caught here so that the way, Back and Next stay
    if decided:
        with decided:
            _decided(STEPS[here or 0].path)
    if wanted:
        state.go(wanted)
    if here is not None:
        state.autosave()
        state.told_address()
        state.remember()
        state.keep_place(None)


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
        if state.is_open():
            if last_year.there():
                st.page_link(
                    pages["since"],
                    label="Last year",
                    icon=":material/history:",
                    query_params=state.query(),
                )
            st.page_link(
                pages["log"], label="Meeting", icon=":material/groups:", query_params=state.query()
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


def _decided(path: str) -> None:
    """What is decided so far, always in view; and the way to present what it comes to."""
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
    if brief.strategy.hold:
        said.append("no worse: " + " and ".join(map(catalogue.label, brief.strategy.hold)))
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
        if path in presenting.ORIGINS:
            presenting.link(path)


def _buttons(here: int) -> str | None:
    """Back and Next, always in the same place. Returns the page to go to, once a button was
    pressed and what the present page asks is taken over."""
    before = STEPS[here - 1] if here else START
    after = STEPS[here + 1] if here + 1 < len(STEPS) else None
    wanted = None
    with st.bottom, st.container(horizontal=True, key="back-next", vertical_alignment="center"):
        if _button(STEPS[here], "Back", "back", before):
            wanted = before.path
        state.keep_place(st.empty())
        if after and _button(STEPS[here], f"Next: {after.title}", "next", after):
            wanted = after.path
    return wanted


def _button(here: Step, label: str, key: str, there: Step) -> bool:
    icon = ":material/arrow_back:" if key == "back" else None
    if here.asks:
        kind: Literal["primary", "secondary"] = "primary" if key == "next" else "secondary"
        return st.button(label, type=kind, key=key, icon=icon)
    with st.container(key=f"to-{key}", width="content"):
        st.page_link(state.page(there.path), label=label, icon=icon, query_params=state.query())
    return False


main()
