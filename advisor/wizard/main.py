"""The frame around the steps: title, way, what is decided so far, Back and Next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from advisor.wizard import state
from advisor.wizard.look import STYLE
from advisor.wizard.steps import (
    answer,
    browse,
    critique,
    recommendation,
    scorecard,
    share,
    situation,
    strategy,
    today,
)


@dataclass(frozen=True)
class Step:
    """One page of the way."""

    path: str
    title: str
    draw: Callable[[], None]


STEPS = (
    Step("situation", "Situation", situation.draw),
    Step("strategy", "Strategy", strategy.draw),
    Step("today", "Today", today.draw),
    Step("critique", "Critique", critique.draw),
    Step("recommendation", "Recommendation", recommendation.draw),
    Step("scorecard", "Scorecard", scorecard.draw),
    Step("share", "Share", share.draw),
)


def main() -> None:
    """One run of the script."""
    st.set_page_config(
        page_title="Metric trade-offs", page_icon=":material/balance:", layout="wide"
    )
    st.html(STYLE)
    problem = state.open_draft()
    pages = [
        st.Page(step.draw, title=step.title, url_path=step.path, default=number == 0)
        for number, step in enumerate(STEPS)
    ]
    beside = [
        st.Page(browse.draw, title="Browse", url_path="browse"),
        st.Page(answer.draw, title="Answer", url_path="answer"),
    ]
    state.pages(
        dict(
            zip(
                [step.path for step in STEPS] + ["browse", "answer"], [*pages, *beside], strict=True
            )
        )
    )
    current = st.navigation([*pages, *beside], position="hidden")
    if current.url_path == "answer":
        current.run()
        return
    with st.container(horizontal=True, key="way", vertical_alignment="center"):
        st.markdown("**Metric trade-offs**")
        for number, page in enumerate(pages, start=1):
            st.page_link(page, label=f"{number} {page.title}", query_params=state.query())
        st.page_link(beside[0], label="Browse", query_params=state.query())
    decided = st.container(key="decided")
    if problem:
        st.warning(problem, icon=":material/info:")
    current.run()
    with decided:
        _decided()
    _buttons(pages, current)
    state.autosave()


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
        said.append(catalogue.strategies[brief.strategy.preset].name)
    elif brief.strategy.lean:
        said.append(f"leaning to {brief.strategy.lean}")
    if brief.today:
        said.append(f"{len(brief.today)} metrics today")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(" · ".join(said) if said else "Nothing decided yet: everything can be skipped.")
        if state.can_undo():
            st.button("Undo", key="undo", icon=":material/undo:", on_click=state.undo)


def _buttons(pages: list[st.Page], current: st.Page) -> None:
    """Back and Next, always in the same place."""
    places = [page.url_path for page in pages]
    here = places.index(current.url_path) if current.url_path in places else None
    if here is None:
        return
    with st.bottom, st.container(horizontal=True, key="back-next"):
        if st.button("Back", disabled=here == 0, key="back", icon=":material/arrow_back:"):
            state.autosave()
            st.switch_page(pages[here - 1], query_params=state.query())
        if here + 1 < len(pages) and st.button(
            f"Next: {pages[here + 1].title}", type="primary", key="next"
        ):
            state.autosave()
            st.switch_page(pages[here + 1], query_params=state.query())


main()
