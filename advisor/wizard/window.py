"""The pages, and the frame around the steps: the way, what is decided so far, Back and Next."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from advisor.brief import BriefError
from advisor.wizard import decided, foot, framing, last_year, presenting, state
from advisor.wizard.failing import told, ways
from advisor.wizard.foot import Way
from advisor.wizard.framing import Link, address
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
    fold: str = ""
    """What the session says while its fields are drawn: nothing is asked while they are not."""

    def draw(self) -> None:
        import_module(f"advisor.wizard.steps.{self.path}").draw()


START = Step("start", "Start")
STEPS = (
    Step("situation", "Situation", asks=True),
    Step("strategy", "Strategy", asks=True),
    Step("today", "Today", asks=True),
    Step("critique", "Critique"),
    Step("recommendation", "Recommendation"),
    Step("scorecard", "Scorecard", asks=True, fold="writing-owners"),
    Step("share", "Share"),
)
WAY = tuple(Link(step.path, step.title, number) for number, step in enumerate(STEPS, start=1))
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
    wanted = None if here is None else _pressed(here)
    if wanted and state.untouched():
        state.go(wanted)  # before anything is drawn that would be gone at once
    _frame(pages, current)
    line = None if here is None else st.container()  # holds its line while the page is drawn
    if problem:
        st.warning(problem, icon=":material/info:")
    _warnings()
    body = st.container()
    if here is not None:
        state.keep_place(st.empty())
        _foot(here)
    with body:
        _run(current)
    if here is not None and line is not None:
        _decided(STEPS[here].path, line)
    if wanted:
        state.go(wanted)
    if here is not None:
        state.autosave()
        state.told_address()
        state.remember()
        state.keep_place(None)


def _run(current: StreamlitPage) -> None:
    """The page itself; what goes wrong in it is told in its place, so that the way on stays."""
    try:
        current.run()
    except BriefError as error:
        _unknown(error)
    except Exception as error:
        told(error)


def _decided(path: str, line: DeltaGenerator) -> None:
    """At the end of the run, since the page may have changed what is decided."""
    with line:
        presented = decided.draw(presented=path in presenting.ORIGINS)
    if presented:
        presenting.begin(path)


def _frame(pages: dict[str, StreamlitPage], current: StreamlitPage) -> None:
    """The way, and what stands beside it."""
    is_open = state.is_open()
    beside = [Link("browse", "Browse", icon="search")]
    if is_open:
        beside.insert(0, Link("log", "Meeting", icon="groups"))
        if last_year.there():
            beside.insert(0, Link("since", "Last year", icon="history"))
    framing.draw(
        Link("", NAME),
        WAY if is_open or current is not pages["start"] else (),
        beside,
        here=current.url_path,
        query=state.query(),
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


def _beside(here: int) -> tuple[Step, Step | None]:
    """The steps before and after."""
    return STEPS[here - 1] if here else START, STEPS[here + 1] if here + 1 < len(STEPS) else None


def _pressed(here: int) -> str | None:
    """The page to go to where Back or Next was pressed on a page that asks: once what it asks is
    taken over."""
    before, after = _beside(here)
    went = foot.went()
    if went == "back":
        return before.path
    return after.path if after and went == "next" else None


def _foot(here: int) -> None:
    before, after = _beside(here)
    back = _way(STEPS[here], "Back", before)
    foot.draw(back, _way(STEPS[here], f"Next: {after.title}", after) if after else None)


def _way(here: Step, says: str, there: Step) -> Way:
    """A link, except where the page is to be drawn once more before it is left."""
    if here.asks and (not here.fold or st.session_state.get(here.fold)):
        return Way(says)
    return Way(says, address(there.path if there is not START else "", state.query()))
