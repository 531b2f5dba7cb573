"""Step 1: where the centre stands, in ten plain questions that can all be skipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from advisor.brief import Brief, Load, Situation
from advisor.concerns import Pain
from advisor.fitting import fitting
from advisor.wizard import state
from advisor.wizard.examples import EXAMPLES, example
from advisor.wizard.look import plain
from advisor.wizard.steps.busy import load_of
from advisor.wizard.steps.plainly import ASKS, SEATS, WHY_SEAT, changes, chip
from advisor.wizard.words import listed
from knowledge.vocabulary import Dimension, System

# What most people look for stands first; the rest follows by name.
USUAL = (
    *("in-house", "bpo", "budget", "voice", "email", "chat", "service", "steady", "time", "easy"),
    *("steady-demand", "seasonal-demand", "spiky-demand", "surge-demand"),
    *("under-ten-seats", "ten-to-thirty-seats", "thirty-to-hundred-seats", "over-hundred-seats"),
)
SPACE = "\u00a0"  # after a common space Markdown would take the number for a list's
FITTING = 3  # strategies named below what hurts


def draw() -> None:
    """Ten questions; below each stands what the answer changes, or why it is asked."""
    st.title("Where do you stand?")
    st.markdown("Ten plain questions about one line. Skip what you do not know.")
    _presets()
    current = state.brief()
    said: dict[str, Any] = {}
    fresh: dict[str, Any] = {}

    def asked(dimension: Dimension, number: int | None = None) -> None:
        said[dimension.value] = _question(dimension, current.context, number)

    one, two = st.columns(2, gap="large")
    with one:
        fresh["seat"] = _seat(current)
    with two:
        asked(Dimension.SOURCING, 2)
    st.markdown("**3. Which one line or queue do we talk about?**")
    one, two = st.columns(2, gap="large")
    with one:
        fresh["title"] = st.text_input(
            "A name for this design",
            key=state.seeded("title", current.title),
            placeholder="For example: billing line, Porto",
            max_chars=200,
        )
        asked(Dimension.CHANNELS)
    with two:
        asked(Dimension.WORK)
    asked(Dimension.SECTOR)
    st.markdown("**4. How busy is it, and how many people are on then?**")
    one, two = st.columns(2, gap="large")
    with one:
        asked(Dimension.SCALE)
    with two:
        asked(Dimension.VOLATILITY)
    figures = st.expander(
        "Do you know the figures of one half-hour? Then targets can be checked",
        expanded=current.load != Load(),
        key=f"figures-{state.epoch()}",
        on_change="rerun",
    )
    if figures.open:  # what is not looked at is not drawn: each click would pay for it
        with figures:
            fresh["load"] = load_of(current.load)
    for (left, first), (right, second) in (
        ((Dimension.STAKES, 5), (Dimension.EXIT, 6)),
        ((Dimension.PRICING, 7), (Dimension.ADJUSTERS, 8)),
    ):
        one, two = st.columns(2, gap="large")
        with one:
            asked(left, first)
        with two:
            asked(right, second)
    st.markdown("**9. What are you bound to?**")
    one, two = st.columns(2, gap="large")
    with one:
        fresh["must"] = _must(current)
    with two:
        asked(Dimension.MONITORING)
    st.markdown("**10. What hurts now?**")
    one, two = st.columns(2, gap="large")
    with one:
        fresh["hurts"] = _hurts(current)
    with two:
        asked(Dimension.STAGE)
    fits = st.container()  # below all that moves it, so that nothing jumps
    systems = st.expander(
        "If you know it: which systems do you have?", key="systems-fold", on_change="rerun"
    )
    if systems.open:
        with systems:
            fresh["systems"] = _systems(current)
    _in_full(said)
    new = current.model_copy(update={**fresh, "context": Situation(**said)})
    fits.caption(_fits(new))
    state.commit(new)


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


def _seat(current: Brief) -> str | None:
    picked: str | None = st.pills(
        f"1.{SPACE}Who are you in this?",
        list(SEATS),
        format_func=lambda seat: SEATS[seat][0],
        key=state.seeded("seat", current.seat),
        wrap=True,
    )
    st.caption(_told(SEATS[picked][1]) if picked else WHY_SEAT)
    return picked


def _question(dimension: Dimension, context: Situation, number: int | None) -> Any:
    catalogue = state.catalogue()
    asks, why = ASKS[dimension]
    options = sorted(
        catalogue.of_dimension(dimension),
        key=lambda item: USUAL.index(item) if item in USUAL else len(USUAL),
    )
    current = getattr(context, dimension.value)
    found = st.pills(
        asks if number is None else f"{number}.{SPACE}{asks}",
        options,
        selection_mode="multi" if dimension.many else "single",
        format_func=lambda key: chip(key, catalogue),
        key=state.seeded(dimension.value, list(current) if dimension.many else current),
        wrap=True,
    )
    picked = [found] if isinstance(found, str) else list(found or ())
    if picked:
        st.caption(_told(changes(picked, catalogue)), help=_meant(picked))
    else:
        st.caption(why)
    return tuple(picked) if dimension.many else next(iter(picked), None)


def _told(text: str) -> str:
    """What an answer changes, told apart from why it is asked."""
    return f":material/subdirectory_arrow_right: {plain(text)}"


def _meant(picked: list[str]) -> str:
    """The longer reason for the answers to one question, for those who point at it."""
    contexts = state.catalogue().contexts
    return "\n\n".join(f"**{contexts[key].name}.** {contexts[key].brief}" for key in picked)


def _must(current: Brief) -> tuple[str, ...]:
    catalogue = state.catalogue()
    today = [row.metric for row in current.today if row.metric]
    others = (key for key, entry in catalogue.metrics.items() if entry.sort.selectable)
    options = list(dict.fromkeys([*current.must, *today, *others]))
    picked = st.multiselect(
        "What must stay, whatever anybody advises?",
        options,
        format_func=catalogue.label,
        key=state.seeded("must", list(current.must)),
        placeholder="Type a few letters of a number's name",
    )
    st.caption(
        _told("Stands in every set that you are shown, and is never advised away.")
        if picked
        else "What law, a regulator or a contract asks for is added by itself."
    )
    return tuple(picked)


def _hurts(current: Brief) -> tuple[Pain, ...]:
    picked = st.pills(
        "Pick what keeps you awake",
        list(Pain),
        selection_mode="multi",
        format_func=lambda pain: pain.label,
        key=state.seeded("hurts", list(current.hurts)),
        wrap=True,
    )
    return tuple(Pain(item) for item in picked)


def _fits(brief: Brief) -> str:
    """Which strategies the next step will show first, and why the first of them."""
    if brief.hurts or brief.context != Situation():
        catalogue = state.catalogue()
        best = fitting(brief, catalogue)[:FITTING]
        names = listed(catalogue.strategies[each.strategy].name for each in best)
        return _told(f"Shown first on the next page: {names}.")
    return "It decides which strategies you are shown first."


def _in_full(said: Mapping[str, Any]) -> None:
    """The longer reasons, for those who want them."""
    catalogue = state.catalogue()
    picked = [
        key
        for value in said.values()
        for key in (value if isinstance(value, tuple) else (value,))
        if key
    ]
    longer = st.expander(
        "Why all this matters: your answers in full", key="in-full", on_change="rerun"
    )
    if longer.open:
        longer.markdown(
            "\n\n".join(
                f"**{plain(catalogue.label(key))}.** {plain(catalogue.contexts[key].brief)}"
                for key in picked
            )
            or "Nothing is answered yet. What each answer means for your numbers will stand here."
        )


def _systems(current: Brief) -> tuple[System, ...] | None:
    picked = st.pills(
        "Numbers that none of them can deliver are marked. Nothing picked means: not said",
        list(System),
        selection_mode="multi",
        format_func=lambda system: system.label,
        key=state.seeded("systems", list(current.systems or ())),
        wrap=True,
    )
    return tuple(System(item) for item in picked) or None
