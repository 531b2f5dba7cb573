"""Step 1: where the centre stands, in plain questions that can all be skipped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from advisor.brief import Brief, Load, Situation
from advisor.wizard import state
from advisor.wizard.examples import EXAMPLES, example
from knowledge.vocabulary import Dimension, System

ROWS = (
    (Dimension.PRICING, Dimension.ADJUSTERS),
    (Dimension.CHANNELS, Dimension.WORK),
    (Dimension.STAKES, Dimension.EXIT),
    (Dimension.STAGE, Dimension.SECTOR),
)
SEATS = {
    "manager": "I run the centre",
    "provider": "I provide the service",
    "client": "I buy the service",
    "consultant": "I advise",
}
# What most people look for stands first; the rest follows by name.
USUAL = (
    *("in-house", "bpo", "budget", "voice", "email", "chat", "service", "steady", "time", "easy"),
    *("steady-demand", "seasonal-demand", "spiky-demand", "surge-demand"),
    *("under-ten-seats", "ten-to-thirty-seats", "thirty-to-hundred-seats", "over-hundred-seats"),
)
INTERVALS = {"busiest": "The busiest", "usual": "A usual one", "quiet": "A quiet one"}


def draw() -> None:
    """Ten questions; each answer says at once what it changes."""
    st.title("Where do you stand?")
    st.markdown("Ten plain questions about one queue or programme. Skip what you do not know.")
    _presets()
    current = state.brief()
    title = st.text_input(
        "A name for this design",
        key=state.seeded("title", current.title),
        placeholder="One queue or programme, for example: Telecom care",
        max_chars=200,
    )
    said: dict[str, Any] = {}
    left, right = st.columns(2, gap="large")
    with left:
        seat = st.pills(
            "Who are you in this?",
            list(SEATS),
            format_func=SEATS.__getitem__,
            key=state.seeded("seat", current.seat),
            wrap=True,
        )
    with right:
        said["sourcing"] = _question(Dimension.SOURCING, current.context)
    for row in ROWS:
        for column, dimension in zip(st.columns(2, gap="large"), row, strict=True):
            with column:
                said[dimension.value] = _question(dimension, current.context)
    with st.expander("Systems, and what may be measured of a single person"):
        said["monitoring"] = _question(Dimension.MONITORING, current.context)
        systems = _systems(current)
    with st.expander("How busy is it? With the figures of one interval, targets can be checked"):
        load = _load(current.load)
        said["volatility"] = _question(Dimension.VOLATILITY, current.context)
        said["scale"] = _question(Dimension.SCALE, current.context)
    _in_full(said)
    state.commit(
        current.model_copy(
            update={
                "title": title,
                "seat": seat,
                "context": Situation(**said),
                "systems": systems,
                "load": load,
            }
        )
    )


def _presets() -> None:
    """Takes the situation of an example; a list or a strategy that is there stays."""
    with st.container(horizontal=True, vertical_alignment="center", key="presets"):
        st.text("In a hurry? Take what is nearest, then correct it:")
        for key, name in EXAMPLES.items():
            st.button(name, key=f"like-{key}", on_click=_take, args=(key,))


def _take(key: str) -> None:
    like = example(key)
    fresh = {"context": like.context, "systems": like.systems, "seat": like.seat}
    state.replace(state.brief().model_copy(update=fresh))


def _question(dimension: Dimension, context: Situation) -> Any:
    catalogue = state.catalogue()
    options = sorted(
        catalogue.of_dimension(dimension),
        key=lambda item: USUAL.index(item) if item in USUAL else len(USUAL),
    )
    current = getattr(context, dimension.value)
    picked: list[str]
    if dimension.many:
        picked = st.pills(
            dimension.label,
            options,
            selection_mode="multi",
            format_func=catalogue.label,
            key=state.seeded(dimension.value, list(current)),
            wrap=True,
        )
    else:
        one = st.pills(
            dimension.label,
            options,
            format_func=catalogue.label,
            key=state.seeded(dimension.value, current),
            wrap=True,
        )
        picked = [one] if one else []
    if picked:
        st.caption(_changes(picked))
    return tuple(picked) if dimension.many else next(iter(picked), None)


def _changes(picked: Sequence[str]) -> str:
    """What answers change, in a line: priorities moved, metrics asked for, or else what is new."""
    catalogue = state.catalogue()
    contexts = [catalogue.contexts[key] for key in picked]
    up = [s.outcome for c in contexts for s in c.shifts if s.by > 0]
    down = [s.outcome for c in contexts for s in c.shifts if s.by < 0]
    asked = [item.metric for c in contexts for item in c.owed]
    asked += [item.metric for c in contexts for item in c.demands]
    told = [
        f"{word} {', '.join(dict.fromkeys(catalogue.label(key) for key in keys))}"
        for word, keys in (("more weight on", up), ("less on", down), ("asks for", asked))
        if keys
    ]
    if not told:
        return contexts[0].brief.partition(". ")[0].rstrip(".") + "."
    line = "; ".join(told)
    return line[:1].upper() + line[1:] + "."


def _in_full(said: dict[str, Any]) -> None:
    """The longer reasons, for those who want them."""
    catalogue = state.catalogue()
    picked = [
        key
        for value in said.values()
        for key in (value if isinstance(value, tuple) else (value,))
        if key
    ]
    if not picked:
        return
    with st.expander(f"Why it matters: your {len(picked)} answers in full"):
        for key in picked:
            st.markdown(f"**{catalogue.label(key)}.** {catalogue.contexts[key].brief}")


def _systems(current: Brief) -> tuple[System, ...] | None:
    picked = st.pills(
        "Which systems do you have? Nothing ticked means: not said",
        list(System),
        selection_mode="multi",
        format_func=lambda system: system.label,
        key=state.seeded("systems", list(current.systems or ())),
        wrap=True,
    )
    return tuple(System(item) for item in picked) or None


def _load(load: Load) -> Load:
    values: dict[str, Any] = {
        "which": st.pills(
            "Which interval?",
            list(INTERVALS),
            format_func=INTERVALS.__getitem__,
            key=state.seeded("load-which", load.which),
        )
    }
    first, second, third = st.columns(3)

    def number(place: Any, name: str, label: str, **limits: Any) -> None:
        values[name] = place.number_input(
            label, key=state.seeded(f"load-{name}", getattr(load, name)), value=None, **limits
        )

    number(first, "contacts", "Contacts in the interval", min_value=0.0, max_value=1e7, step=1.0)
    number(first, "minutes", "Length, minutes", min_value=1.0, max_value=1440.0, step=15.0)
    number(first, "handle_seconds", "Handle time, seconds", min_value=1.0, max_value=1e6, step=10.0)
    number(second, "positions", "People on contacts then", min_value=0, max_value=100_000, step=1)
    number(second, "paid_heads", "People paid, before shrinkage", min_value=0.0, max_value=1e6)
    percent = second.number_input(
        "Shrinkage, percent of paid time",
        min_value=0.0,
        max_value=99.0,
        step=1.0,
        value=None,
        key=state.seeded("load-shrinkage", _percent(load.shrinkage)),
    )
    number(third, "patience_seconds", "Patience of callers, seconds", min_value=1.0, max_value=1e6)
    number(third, "cost_per_hour", "Cost of one paid hour", min_value=0.0, max_value=1e5)
    hours = "Paid hours of one person in a year"
    number(third, "hours_per_year", hours, min_value=1.0, max_value=8784.0, step=10.0)
    currency = third.text_input(
        "Currency", max_chars=8, key=state.seeded("load-currency", load.currency or "")
    )
    values["shrinkage"] = None if percent is None else round(percent / 100, 4)
    return Load(**values, currency=currency or None)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)
