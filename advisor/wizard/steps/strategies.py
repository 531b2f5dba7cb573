"""The matrix: what every strategy would choose here, and the core that good sets share."""

from __future__ import annotations

import streamlit as st

from advisor.advice import Advice
from advisor.brief import from_json
from advisor.explore import Matrix, matrix
from advisor.wizard import pictures, state
from advisor.wizard.look import plain
from advisor.wizard.steps.asked import asked, named, now
from advisor.wizard.steps.chairs import mark
from advisor.wizard.words import paragraphs

RARE = 10  # percent of the strategies below which a metric that nowhere comes first is left out


@st.fragment
def draw(advice: Advice) -> None:
    """Every strategy in this chair: the core first, then what each puts first, then the table."""
    st.markdown(
        "Good sets share a core. What differs from strategy to strategy is what comes first, and "
        "with which target. Here is what each strategy would choose in your situation; price and "
        "contract are left open."
    )
    if not asked("matrix", "Try every strategy"):
        return
    text, version = now()
    if st.session_state.get("matrix-of") != (text, version):
        st.session_state["matrix-found"] = _worked_out(text)
        st.session_state["matrix-of"] = (text, version)
    found: Matrix = st.session_state["matrix-found"]
    _core(found)
    _firsts(found, advice.strategy)
    _table(found, advice.strategy)
    _alone(found)


def _worked_out(text: str) -> Matrix:
    catalogue = state.catalogue()
    brief = from_json(text)
    count = len(catalogue.strategies)
    bar = st.progress(0.0, text="Choosing for each strategy ...")

    def told(done: int) -> None:
        bar.progress(done / count, text=f"{done} of {count} strategies")

    sourcing = brief.context.sourcing
    found = matrix(catalogue, brief, sourcings=[sourcing], told=told)
    bar.empty()
    return found


def _core(found: Matrix) -> None:
    label = state.catalogue().label
    solved = sum(not cell.clash for cell in found.cells)
    told = [
        f"- {plain(label(item.metric))}: in {round(item.stands * solved / 100)} of {solved}, with a"
        f" target in {round(item.pursued * solved / 100)}"
        for item in found.core
    ]
    if told:
        paragraphs("**The common core,** in at least three sets of four", "\n".join(told))
    else:
        st.markdown("**No metric stands in three sets of four here:** the strategies differ.")


def _firsts(found: Matrix, own: str) -> None:
    names = state.catalogue().strategies
    told = []
    for cell in found.cells:
        name = plain(names[cell.strategy].name)
        mine = " :blue-badge[yours]" if cell.strategy == own else ""
        first = "the demands cannot hold together" if cell.clash else named(cell.first)
        told.append(f"- **{name}**{mine}: {first}")
    paragraphs("**What each puts first**", "\n".join(told))


def _table(found: Matrix, own: str) -> None:
    label = state.catalogue().label
    cells = sorted(found.cells, key=lambda cell: cell.strategy != own)
    rows = [item.metric for item in found.common if item.stands >= RARE or item.first]
    st.markdown("● pursued, with its rank where it is one of the first three; ○ watched.")
    pictures.tiers(
        [(label(key), [mark(cell.tiers, cell.first, key) for cell in cells]) for key in rows],
        [state.catalogue().strategies[cell.strategy].name for cell in cells],
        "Tier of each metric under each strategy, the most common metrics first",
        key="strategies-table",
    )


def _alone(found: Matrix) -> None:
    """What only one strategy pursues, with the objective that it serves there."""
    label, names = state.catalogue().label, state.catalogue().strategies
    told = [
        f"- {plain(label(metric))}: under '{plain(names[cell.strategy].name)}', for "
        f"'{plain(cell.serves[metric].rstrip('.'))}'"
        for metric, cell in found.alone
    ]
    if told:
        with st.expander(f"Pursued under one strategy only: {len(told)}"):
            st.markdown("\n".join(told))
