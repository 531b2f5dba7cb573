"""Step 1: where the centre stands, in plain questions that can all be skipped."""

from __future__ import annotations

from typing import Any

import streamlit as st

from advisor.brief import Brief, Load, Situation
from advisor.wizard import state
from advisor.wizard.examples import EXAMPLES, example
from knowledge.schema import Context
from knowledge.vocabulary import Dimension, System

ASKED = (
    Dimension.SOURCING,
    Dimension.PRICING,
    Dimension.ADJUSTERS,
    Dimension.CHANNELS,
    Dimension.WORK,
    Dimension.STAKES,
    Dimension.EXIT,
    Dimension.STAGE,
)
SEATS = {
    "consultant": "I advise",
    "manager": "I run the centre",
    "client": "I buy the service",
    "provider": "I provide the service",
}


def draw() -> None:
    """Ten questions; each answer says at once what it changes."""
    st.title("Where do you stand?")
    st.markdown(
        "Ten plain questions. Skip what you do not know: nothing is assumed in silence, and you "
        "can come back at any time."
    )
    _presets()
    current = state.brief()
    with st.container(horizontal=True):
        title = st.text_input(
            "A name for this design",
            key=state.seeded("title", current.title),
            placeholder="One queue or programme, for example: Telecom care",
        )
    seat = st.pills(
        "Who are you in this?",
        list(SEATS),
        format_func=SEATS.__getitem__,
        key=state.seeded("seat", current.seat),
    )
    chosen: dict[str, Any] = {}
    for dimension in ASKED:
        chosen[dimension.value] = _question(dimension, current.context)
    with st.expander("More: sector, systems, monitoring"):
        chosen["sector"] = _question(Dimension.SECTOR, current.context)
        chosen["monitoring"] = _question(Dimension.MONITORING, current.context)
        systems = _systems(current)
    with st.expander("How busy is it? Figures of one interval make the targets checkable"):
        load = _load(current.load)
    state.commit(
        current.model_copy(
            update={
                "title": title,
                "seat": seat,
                "context": Situation(**chosen),
                "systems": systems,
                "load": load,
            }
        )
    )


def _presets() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="presets"):
        st.markdown("Start from an example:")
        for key, name in EXAMPLES.items():
            st.button(name, key=f"example-{key}", on_click=_take, args=(key,))


def _take(key: str) -> None:
    state.replace(example(key))


def _question(dimension: Dimension, context: Situation) -> Any:
    catalogue = state.catalogue()
    options = list(catalogue.of_dimension(dimension))
    current = getattr(context, dimension.value)
    picked = st.pills(
        dimension.label,
        options,
        selection_mode="multi" if dimension.many else "single",
        format_func=lambda key: catalogue.contexts[key].name,
        key=state.seeded(dimension.value, list(current) if dimension.many else current),
    )
    for key in picked if isinstance(picked, list) else [picked] if picked else []:
        st.caption(_changes(catalogue.contexts[key]))
    return tuple(picked) if dimension.many else picked


def _changes(context: Context) -> str:
    """What an answer changes, in one line."""
    catalogue = state.catalogue()
    moved = [
        f"{catalogue.outcomes[shift.outcome].name} {'up' if shift.by > 0 else 'down'}"
        for shift in context.shifts
    ]
    owed = [catalogue.metrics[item.metric].name for item in (*context.owed, *context.demands)]
    parts = [f"**{context.name}**: {context.brief}"]
    if moved:
        parts.append(f"Priorities: {', '.join(moved)}.")
    if owed:
        parts.append(f"Asks for: {', '.join(owed)}.")
    return " ".join(parts)


def _systems(current: Brief) -> tuple[System, ...] | None:
    picked = st.pills(
        "Which systems do you have? (nothing ticked means: not said)",
        list(System),
        selection_mode="multi",
        format_func=lambda system: system.label,
        key=state.seeded("systems", list(current.systems or ())),
    )
    return tuple(System(item) for item in picked) or None


def _load(load: Load) -> Load:
    first, second, third = st.columns(3)
    values: dict[str, Any] = {"which": load.which, "currency": load.currency}

    def number(place: Any, name: str, label: str, **limits: Any) -> None:
        values[name] = place.number_input(
            label, key=state.seeded(f"load-{name}", getattr(load, name)), value=None, **limits
        )

    number(first, "contacts", "Contacts in the interval", min_value=0.0, step=1.0)
    number(first, "minutes", "Length of the interval, minutes", min_value=1.0, step=15.0)
    number(first, "handle_seconds", "Handle time, seconds", min_value=1.0, step=10.0)
    number(second, "positions", "People on contacts then", min_value=0, step=1)
    number(second, "paid_heads", "People paid, before shrinkage", min_value=0.0, step=1.0)
    percent = second.number_input(
        "Shrinkage, percent of paid time",
        min_value=0.0,
        max_value=99.0,
        step=1.0,
        value=None,
        key=state.seeded("load-shrinkage", _percent(load.shrinkage)),
    )
    number(third, "patience_seconds", "Patience of callers, seconds", min_value=1.0, step=10.0)
    number(third, "cost_per_hour", "Cost of one paid hour", min_value=0.0, step=1.0)
    values["shrinkage"] = None if percent is None else percent / 100
    return Load(**values)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)
