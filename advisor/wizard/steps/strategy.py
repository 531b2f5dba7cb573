"""Step 2: what the centre is for, as a sentence that one recognises."""

from __future__ import annotations

import streamlit as st

from advisor.brief import Brief, StatedStrategy
from advisor.case import Case
from advisor.lean import leans
from advisor.wizard import state
from knowledge.schema import Strategy
from knowledge.vocabulary import Lens


def draw() -> None:
    """Presets as cards; sliders for those who prefer."""
    st.title("In a year the board reads one sentence about you. Which?")
    catalogue, current = state.catalogue(), state.brief()
    chosen = current.strategy.preset
    with st.grid(min_column_width=330):
        for key, strategy in sorted(catalogue.strategies.items()):
            _card(key, strategy, chosen)
    _lean()
    with st.expander("Set the priorities yourself"):
        priorities = _sliders(current.strategy)
    summary = st.text_area(
        "In your own words (kept with the design, never interpreted)",
        key=state.seeded("summary", current.strategy.summary or ""),
        height=80,
        max_chars=2000,
    )
    stated = state.brief().strategy.model_copy(
        update={"priorities": priorities, "summary": summary or None}
    )
    state.commit(state.brief().model_copy(update={"strategy": stated}))


def _card(key: str, strategy: Strategy, chosen: str | None) -> None:
    with st.container(border=True, key=f"strategy-{key}", height="stretch"):
        st.header(strategy.name, anchor=False)
        st.markdown(strategy.sentence)
        with st.expander("How one knows such a centre", type="compact"):
            st.markdown(strategy.portrait)
            st.markdown(f"**Monday, ten o'clock, forty waiting.** {strategy.monday}")
            st.markdown(f"**It gives up:** {strategy.gives_up}")
        st.button(
            "This is us" if key != chosen else "Chosen",
            key=f"choose-{key}",
            icon=None if key != chosen else ":material/check:",
            type="primary" if key == chosen else "secondary",
            on_click=_choose,
            args=(key,),
        )


def _choose(key: str) -> None:
    current = state.brief()
    stated = current.strategy.model_copy(update={"preset": key, "lean": None, "priorities": {}})
    state.replace(current.model_copy(update={"strategy": stated}))


def _lean() -> None:
    """Where the strategy points, in this context, as a bar and in words."""
    brief = state.brief()
    asked = Brief(context=brief.context, strategy=brief.strategy)
    shares = leans(Case(asked, state.catalogue()), ()).stated.shares
    told = [(lens, shares[lens]) for lens in Lens if shares.get(lens)]
    assumed = "" if brief.strategy != StatedStrategy() else " Nothing is chosen: this is assumed."
    st.markdown(
        "**Where this points:** "
        + ", ".join(f"{lens} {share} %" for lens, share in told)
        + f".{assumed}"
    )
    parts = "".join(
        f'<span style="flex: {share} 0 0; opacity: {1 - 0.18 * number:.2f}"></span>'
        for number, (_lens, share) in enumerate(told)
    )
    st.html(f'<div class="lean" aria-hidden="true">{parts}</div>')


def _sliders(stated: StatedStrategy) -> dict[str, int]:
    """What is in force: the preset's priorities, shifted by the situation. Only what was moved is
    the user's own."""
    catalogue = state.catalogue()
    without = stated.model_copy(update={"priorities": {}})
    usual_ones = Case(Brief(context=state.brief().context, strategy=without), catalogue).priorities
    found = {}
    left, right = st.columns(2, gap="large")
    for number, (key, outcome) in enumerate(catalogue.outcomes.items()):
        usual = usual_ones[key]
        with left if number % 2 == 0 else right:
            value = st.slider(
                outcome.name,
                0,
                5,
                key=state.seeded(f"priority-{key}", stated.priorities.get(key, usual)),
                help=outcome.brief,
            )
        if value != usual or key in stated.priorities:
            found[key] = value
    return found
