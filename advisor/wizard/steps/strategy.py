"""Step 2: what the centre is for, as a portrait that one recognises."""

from __future__ import annotations

import streamlit as st

from advisor.brief import StatedStrategy
from advisor.wizard import state
from knowledge.schema import Strategy

COLUMNS = 2


def draw() -> None:
    """Presets as cards with a portrait; sliders for those who prefer."""
    st.title("In a year the board reads one sentence about you. Which?")
    catalogue, current = state.catalogue(), state.brief()
    chosen = current.strategy.preset
    columns = st.columns(COLUMNS)
    for number, (key, strategy) in enumerate(sorted(catalogue.strategies.items())):
        with columns[number % COLUMNS]:
            _card(key, strategy, chosen)
    with st.expander("Set the priorities yourself"):
        priorities = _sliders(current.strategy)
    summary = st.text_area(
        "In your own words (kept with the design, never interpreted)",
        key=state.seeded("summary", current.strategy.summary or ""),
    )
    state.commit(
        state.brief().model_copy(
            update={
                "strategy": state.brief().strategy.model_copy(
                    update={"priorities": priorities, "summary": summary or None}
                )
            }
        )
    )


def _card(key: str, strategy: Strategy, chosen: str | None) -> None:
    with st.container(border=True, key=f"strategy-{key}"):
        mark = " :material/check_circle:" if key == chosen else ""
        st.subheader(f"{strategy.name}{mark}", anchor=False)
        st.markdown(f"*{strategy.sentence}*")
        st.markdown(strategy.portrait)
        with st.expander("Monday, ten o'clock, forty waiting: what gives?"):
            st.markdown(strategy.monday)
            st.markdown(f"**Gives up:** {strategy.gives_up}")
        st.button(
            "This is us" if key != chosen else "Chosen",
            key=f"choose-{key}",
            type="primary" if key == chosen else "secondary",
            on_click=_choose,
            args=(key,),
        )


def _choose(key: str) -> None:
    current = state.brief()
    stated = current.strategy.model_copy(update={"preset": key, "lean": None, "priorities": {}})
    state.replace(current.model_copy(update={"strategy": stated}))


def _sliders(stated: StatedStrategy) -> dict[str, int]:
    """Only what differs from the preset is the user's own."""
    catalogue = state.catalogue()
    preset = catalogue.strategies.get(stated.preset or "")
    base = preset.outcomes if preset else {}
    found = {}
    left, right = st.columns(2)
    for number, (key, outcome) in enumerate(catalogue.outcomes.items()):
        usual = base.get(key, 0)
        with left if number % 2 == 0 else right:
            value = st.slider(
                outcome.name,
                0,
                5,
                key=state.seeded(f"priority-{key}", stated.priorities.get(key, usual)),
                help=outcome.brief,
            )
        if value != usual:
            found[key] = value
    return found
