"""Step 1: where the centre stands, in ten plain questions that can all be skipped."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from advisor.brief import Brief, Load, Situation
from advisor.concerns import Pain
from advisor.fitting import fitting
from advisor.wizard import state
from advisor.wizard.chips import Picked, Question, Told, asked
from advisor.wizard.examples import EXAMPLES, example
from advisor.wizard.look import plain
from advisor.wizard.pressed import Page, press
from advisor.wizard.pressed import draw as draw_page
from advisor.wizard.steps.busy import load_of, work
from advisor.wizard.steps.plainly import SEATS, WHY, WHY_SEAT, changes, chip
from advisor.wizard.words import listed
from knowledge.vocabulary import Dimension, System

# What most people look for stands first; the rest follows by name.
USUAL = (
    *("in-house", "bpo", "budget", "voice", "email", "chat", "service", "steady", "time", "easy"),
    *("steady-demand", "seasonal-demand", "spiky-demand", "surge-demand"),
    *("under-ten-seats", "ten-to-thirty-seats", "thirty-to-hundred-seats", "over-hundred-seats"),
)
PRESETS = "presets"
FITTING = 3  # strategies named below what hurts


def draw() -> None:
    """Ten questions; below each stands what the answer changes, or why it is asked."""
    _presets()
    current = state.brief()
    named = st.text_input(
        "A name for this design",
        key=state.seeded("title", current.title),
        placeholder="For example: billing line, Porto",
        max_chars=200,
    )
    picked = dict(
        _asked(
            "who",
            current,
            _seat(),
            _question(Dimension.SOURCING, 2),
            _question(Dimension.CHANNELS, head="3. Which one line or queue do we talk about?"),
            _question(Dimension.WORK),
            _question(Dimension.SECTOR, wide=True),
            _question(Dimension.SCALE, head="4. How busy is it, and how many people are on then?"),
            _question(Dimension.VOLATILITY),
        )
    )
    fresh: dict[str, Any] = {"title": named}
    figures = st.expander(
        "Do you know the figures of one half-hour? Then targets can be checked",
        key=f"figures-{state.epoch()}",
        on_change="rerun",
    )
    if figures.open:  # what is not looked at is not drawn: each click would pay for it
        with figures:
            fresh["load"] = load_of(current.load)
    elif current.load != Load():
        st.caption(_so(work(current.load)))
    picked |= _asked(
        "stakes",
        current,
        _question(Dimension.STAKES, 5),
        _question(Dimension.EXIT, 6),
        _question(Dimension.PRICING, 7),
        _question(Dimension.ADJUSTERS, 8),
        _question(Dimension.MONITORING, head="9. What are you bound to?"),
    )
    must = st.expander(
        "What must stay, whatever anybody advises?", key=f"must-{state.epoch()}", on_change="rerun"
    )
    if must.open:
        with must:
            fresh["must"] = _must(current)
    elif current.must:
        st.caption(
            _so(f"Stays in every set: {listed(map(state.catalogue().label, current.must))}.")
        )
    picked |= _asked("hurts", current, _pains(), _question(Dimension.STAGE))
    fits = st.container()  # below all that moves it, so that nothing jumps
    systems = st.expander(
        "If you know it: which systems do you have?", key="systems-fold", on_change="rerun"
    )
    if systems.open:
        with systems:
            fresh["systems"] = _systems(current)
    new = current.model_copy(update={**fresh, **_said(picked)})
    fits.caption(_fits(new))
    state.commit(new)


# --- the questions -------------------------------------------------------------------------------


def _asked(name: str, current: Brief, *questions: Question) -> Picked:
    return asked(name, questions, _picked(current), _told)


def _seat() -> Question:
    options = tuple((seat, says) for seat, (says, _why) in SEATS.items())
    return Question("seat", "1. Who are you in this?", options)


def _question(
    dimension: Dimension, number: int | None = None, *, head: str = "", wide: bool = False
) -> Question:
    catalogue = state.catalogue()
    asks = dimension.label
    options = sorted(
        catalogue.of_dimension(dimension),
        key=lambda item: USUAL.index(item) if item in USUAL else len(USUAL),
    )
    return Question(
        dimension.value,
        asks if number is None else f"{number}. {asks}",
        tuple((key, chip(key, catalogue)) for key in options),
        many=dimension.many,
        head=head,
        wide=wide,
    )


def _pains() -> Question:
    options = tuple((pain.value, pain.label) for pain in Pain)
    return Question(
        "hurts", "Pick what keeps you awake", options, many=True, head="10. What hurts now?"
    )


def _picked(brief: Brief) -> Picked:
    """What the design says already, by question."""
    said: dict[str, tuple[str, ...]] = {"seat": (brief.seat,) if brief.seat else ()}
    for dimension in Dimension:
        given = getattr(brief.context, dimension.value)
        said[dimension.value] = (given,) if isinstance(given, str) else tuple(given or ())
    said["hurts"] = tuple(pain.value for pain in brief.hurts)
    return said


def _said(picked: Picked) -> dict[str, Any]:
    """The fields of the design that the picks are."""
    context = {
        dimension.value: picked[dimension.value]
        if dimension.many
        else next(iter(picked[dimension.value]), None)
        for dimension in Dimension
    }
    return {
        "context": Situation(**context),
        "seat": next(iter(picked["seat"]), None),
        "hurts": tuple(Pain(each) for each in picked["hurts"]),
    }


def _told(question: str, block: Picked) -> Told:
    """What an answer changes, and the longer reasons for it; or why it is asked."""
    picked = block[question]
    if question == "seat":
        return Told(SEATS[picked[0]][1] if picked else WHY_SEAT)
    if question == "hurts":
        return Told()
    if not picked:
        return Told(WHY[Dimension(question)])
    catalogue = state.catalogue()
    entries = [catalogue.contexts[key] for key in picked]
    return Told(changes(picked, catalogue), tuple((entry.name, entry.brief) for entry in entries))


def _presets() -> None:
    """The heading, and the situation of an example to take: a list or a strategy that is there
    stays."""
    buttons = "".join(
        f'<button type="button" data-press="like" data-about="{key}">{escape(name)}</button>'
        for key, name in EXAMPLES.items()
    )
    said = "In a hurry? Take what is nearest, then correct it:"
    page = Page(
        '<div class="told"><h1>Where do you stand?</h1>'
        "<p>Ten plain questions about one line. Skip what you do not know.</p>"
        f'<p class="presses">{said} {buttons}</p></div>'
    )
    draw_page(page, key=PRESETS, on_press=_take)


def _take() -> None:
    found = press(PRESETS)
    if found and found.about in EXAMPLES:
        like = example(found.about)
        fresh = {"context": like.context, "systems": like.systems, "seat": like.seat}
        state.replace(state.brief().model_copy(update=fresh))


def _must(current: Brief) -> tuple[str, ...]:
    catalogue = state.catalogue()
    today = [row.metric for row in current.today if row.metric]
    others = (key for key, entry in catalogue.metrics.items() if entry.sort.selectable)
    options = list(dict.fromkeys([*current.must, *today, *others]))
    picked = st.multiselect(
        "What must stay, whatever anybody advises?",
        options,
        format_func=catalogue.label,
        key=state.seeded("kept", list(current.must)),
        label_visibility="collapsed",
        placeholder="Type a few letters of a number's name",
    )
    st.caption(
        _so("Stands in every set that you are shown, and is never advised away.")
        if picked
        else "What law, a regulator or a contract asks for is added by itself."
    )
    return tuple(picked)


def _so(text: str) -> str:
    """What an answer changes, told apart from why it is asked."""
    return f":material/subdirectory_arrow_right: {plain(text)}"


def _fits(brief: Brief) -> str:
    """Which strategies the next step will show first, and why the first of them."""
    if brief.hurts or brief.context != Situation():
        catalogue = state.catalogue()
        best = fitting(brief, catalogue)[:FITTING]
        names = listed(catalogue.strategies[each.strategy].name for each in best)
        return _so(f"Shown first on the next page: {names}.")
    return "It decides which strategies you are shown first."


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
