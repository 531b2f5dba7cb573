"""Step 2: what the centre is for, as a sentence that one recognises."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from advisor.brief import Brief, StatedStrategy
from advisor.concerns import Concern
from advisor.fitting import Fitting, fitting
from advisor.wizard import state
from advisor.wizard.chips import Picked, Question, Told, asked
from advisor.wizard.folding import folded
from advisor.wizard.levels import Slider, levels
from advisor.wizard.look import on_a_phone
from advisor.wizard.pressed import Page, press
from advisor.wizard.pressed import draw as draw_page
from advisor.wizard.steps import tradeoffs
from advisor.wizard.steps.standing import standing
from advisor.wizard.telling import title, told
from advisor.wizard.words import listed
from knowledge.vocabulary import Lens

FIRST = 8  # cards in view
FIRST_ON_A_PHONE = 4
HELD = 2  # outcomes that must not get worse
MOST = 5  # the highest priority
AIM = 3  # the priority that these have at least
TOLD = 2  # reasons on a card
CARDS = "sentences"
WAYS = {"choices": "Eight either-or choices", "sliders": "Sliders"}


def draw() -> None:
    """Monday and the cards; what must not get worse; the priorities, for those who want them."""
    title("What is this centre for?")
    _monday()
    _cards()
    _hold()
    _weighed()
    summary = st.text_area(
        "In your own words (kept with the design, never interpreted)",
        key=state.seeded("summary", state.brief().strategy.summary or ""),
        height=80,
        max_chars=2000,
    )
    _state(summary=summary or None)


def _state(**fresh: Any) -> None:
    """Commits some fields of the strategy."""
    state.commit(_with(fresh))


def _with(fresh: Mapping[str, Any]) -> Brief:
    current = state.brief()
    stated = current.strategy.model_copy(update=fresh)
    return current.model_copy(update={"strategy": stated})


@st.fragment
def _weighed() -> None:
    """What counts how much: as one moves a slider only this part runs again."""
    points = st.empty()  # known once the sliders are read
    before = state.brief().strategy
    priorities = _priorities()
    state.commit_part(_with({"priorities": priorities}))
    if any(before.priorities.get(key) != priorities.get(key) for key in before.hold):
        st.rerun()  # what must not get worse says above how high it stands
    with points:
        _lean()


# --- Monday --------------------------------------------------------------------------------------


def _monday() -> None:
    """What gives today, and what should: it moves the order of the cards below."""
    stated = state.brief().strategy
    options = tuple((concern.value, concern.gives) for concern in Concern)
    monday = "Monday, ten o'clock, forty waiting. Not everything can be had."
    picked = asked(
        "monday",
        (
            Question("gives", "What gives today?", options, head=monday),
            Question("should-give", "And what should give?", options),
        ),
        {"gives": _given(stated.gives), "should-give": _given(stated.should_give)},
        _gap,
    )
    _state(gives=_concern(picked["gives"]), should_give=_concern(picked["should-give"]))


def _given(concern: Concern | None) -> tuple[str, ...]:
    return () if concern is None else (concern.value,)


def _concern(picked: Sequence[str]) -> Concern | None:
    return Concern(picked[0]) if picked else None


def _gap(question: str, picked: Picked) -> Told:
    """What follows from both answers, below the second."""
    if question == "gives":
        return Told()
    gives, should = _concern(picked["gives"]), _concern(picked["should-give"])
    if gives is None and should is None:
        return Told("Skip it, or answer: the sentences below are put in the order that fits.")
    if gives is should:
        return Told(
            "Today it is as you want it. Sentences that would change it stand further down."
        )
    if gives is None or should is None:
        said = gives or should
        return Told(f"Sentences are ordered by what they do with {said and said.label}.")
    return Told(
        f"Today {gives.label} gives, and you want {should.label} to give. Until that changes, "
        "Mondays teach your people what really counts. Sentences that change it come first."
    )


# --- the sentences -------------------------------------------------------------------------------


def _cards() -> None:
    """Those that fit best, and what was chosen; the others are a fold."""
    brief, catalogue = state.brief(), state.catalogue()
    many = FIRST_ON_A_PHONE if on_a_phone() else FIRST
    page = _sentences(
        fitting(brief, catalogue), many, brief.strategy.preset, version=catalogue.version
    )
    draw_page(page, key=CARDS, on_press=_choose)


@functools.lru_cache(maxsize=64)  # it is the same for as long as what it rests on is
def _sentences(
    found: tuple[Fitting, ...],
    many: int,
    chosen: str | None,
    *,
    version: str,  # noqa: ARG001 - what each strategy says
) -> Page:
    first = [each for at, each in enumerate(found) if at < many or each.strategy == chosen]
    head = "<h2>In a year the board reads one sentence about you. Which?</h2>"
    others = [each for each in found if each not in first]
    fold = (
        '<details data-id="other-sentences" data-folded="0">'
        f"<summary>Show the other {len(others)} sentences</summary></details>"
    )
    return Page(
        f'<div class="told">{head}{_told(first, chosen)}{fold if others else ""}</div>',
        folded((_told(others, chosen),)),
    )


def _told(cards: Sequence[Fitting], chosen: str | None) -> str:
    return told(
        "sentences", state.catalogue(), cards=[_card(each) for each in cards], chosen=chosen
    )


def _card(fit: Fitting) -> dict[str, Any]:
    strategy = state.catalogue().strategies[fit.strategy]
    scene, _, rest = strategy.portrait.partition(". ")
    return {
        "key": fit.strategy,
        "strategy": strategy,
        "scene": scene,
        "rest": rest,
        "because": fit.because[:TOLD],
        "provided": [fit.provided] if fit.provided else [],
        "against": fit.against[:TOLD],
    }


def _choose() -> None:
    found = press(CARDS)
    key = found.about if found else ""
    if key not in state.catalogue().strategies:
        return
    current = state.brief()
    stated = current.strategy.model_copy(update={"preset": key, "lean": None, "priorities": {}})
    state.replace(current.model_copy(update={"strategy": stated}))


# --- what must not get worse ---------------------------------------------------------------------


def _hold() -> None:
    catalogue, stated = state.catalogue(), state.brief().strategy
    question = Question(
        "hold",
        "Which two must not get worse?",
        tuple((each, _capital(catalogue.plainly(each))) for each in _in_order(catalogue.outcomes)),
        many=True,
        most=HELD,
        wide=True,
    )
    found = asked("hold", (question,), {"hold": stated.hold}, _held)
    _state(hold=found["hold"])


def _held(_question: str, picked: Picked) -> Told:
    held = picked["hold"]
    if not held:
        return Told("Each stays among your aims, whatever else you choose.")
    before = standing(held=False).priorities
    raised = [each for each in held if before[each] < AIM]
    lifted = f" Lifted there by this: {_named(raised)}." if raised else ""
    return Told(f"Among your aims, whatever else you choose: {_named(held)}.{lifted}")


def _named(raised: Sequence[str]) -> str:
    return listed(map(state.catalogue().plainly, raised))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- where it points -----------------------------------------------------------------------------


def _lean() -> None:
    """Where the strategy points, in this context, as a bar and in words."""
    shares = standing().shares
    told = [(lens, shares[lens]) for lens in Lens if shares.get(lens)]
    said = state.brief().strategy
    assumed = "" if said.preset or said.lean or said.priorities else " Nothing is chosen: assumed."
    words = ", ".join(f"{lens} {share} %" for lens, share in told)
    parts = "".join(
        f'<span style="flex: {share} 0 0; opacity: {1 - 0.18 * number:.2f}"></span>'
        for number, (_lens, share) in enumerate(told)
    )
    st.html(
        f'<div class="told"><p><strong>Where this points:</strong> {words}.{assumed}</p>'
        f'<div class="lean" aria-hidden="true">{parts}</div></div>'
    )


# --- the priorities ------------------------------------------------------------------------------


def _priorities() -> dict[str, int]:
    """Set by choices, by hand, or not at all. Read after the choices: they may set them."""
    way = st.segmented_control(
        "Do you want to set what matters more? Otherwise the sentence decides",
        list(WAYS),
        format_func=WAYS.__getitem__,
        key="priorities-by",
        persist_state="session",
    )
    if way == "choices":
        tradeoffs.draw()
    stated = state.brief().strategy
    return _sliders(stated) if way == "sliders" else dict(stated.priorities)


def _sliders(stated: StatedStrategy) -> dict[str, int]:
    """What is in force: the preset's priorities, shifted by the situation. Only what was moved is
    the user's own."""
    catalogue = state.catalogue()
    usual = standing(own=False).priorities
    st.caption("5 comes first, 3 is an aim, 0 counts for nothing.")
    low = {key: AIM if key in stated.hold else 0 for key in usual}
    own = {key: stated.priorities.get(key, usual[key]) for key in usual}
    found = levels(
        [
            Slider(
                key,
                _capital(catalogue.plainly(key)) + (" (must not get worse)" if low[key] else ""),
                catalogue.outcomes[key].brief,
                low[key],
                max(low[key], own[key]),
            )
            for key in _in_order(catalogue.outcomes)
        ],
        MOST,
        key=f"priorities-{state.epoch()}",
    )
    shown = {key: max(low[key], own[key]) for key in usual}
    return {
        key: own[key] if found[key] == shown[key] else found[key]
        for key in usual
        if key in stated.priorities or found[key] != shown[key]
    }


def _in_order(outcomes: Any) -> list[str]:
    """Outcomes beside those that rise and fall with them."""
    together = [key for concern in Concern for key in concern.outcomes if key in outcomes]
    return [*together, *(key for key in outcomes if key not in together)]
