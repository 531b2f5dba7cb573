"""Step 2: what the centre is for, as a sentence that one recognises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from advisor.brief import Brief, StatedStrategy
from advisor.concerns import Concern
from advisor.fitting import Fitting, fitting
from advisor.wizard import state
from advisor.wizard.look import on_a_phone
from advisor.wizard.steps import tradeoffs
from advisor.wizard.steps.plainly import outcome
from advisor.wizard.steps.standing import standing
from advisor.wizard.telling import tell
from advisor.wizard.words import listed
from knowledge.vocabulary import Lens

FIRST = 8  # cards in view
FIRST_ON_A_PHONE = 4
HELD = 2  # outcomes that must not get worse
AIM = 3  # the priority that these have at least
TOLD = 2  # reasons on a card
# The buttons of a row of cards stand side by side. On a phone a card says what one chooses by; its
# scene stands in "How one knows such a centre" too.
STYLE = """<style>
[class*="st-key-strategy-"] > div:last-child { margin-top: auto; }
@media (max-width: 640px) {
  [class*="st-key-strategy-"] .scene { display: none; }
}
</style>"""
WAYS = {"choices": "Eight either-or choices", "sliders": "Sliders"}


def draw() -> None:
    """Monday and the cards; what must not get worse; the priorities, for those who want them."""
    st.title("What is this centre for?")
    st.html(STYLE)
    _monday()
    st.header("In a year the board reads one sentence about you. Which?", anchor=False)
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
    with st.container(border=True, key="monday", gap="small"):
        st.markdown("**Monday, ten o'clock, forty waiting.** Not everything can be had.")
        left, right = st.columns(2, gap="large")
        with left:
            gives = _gives("What gives today?", "gives", stated.gives)
        with right:
            should = _gives("And what should give?", "should-give", stated.should_give)
        st.caption(_gap(gives, should))
    _state(gives=gives, should_give=should)


def _gives(label: str, name: str, current: Concern | None) -> Concern | None:
    found = st.pills(
        label,
        list(Concern),
        format_func=lambda concern: concern.gives,
        key=state.seeded(name, current),
        wrap=True,
    )
    return None if found is None else Concern(found)


def _gap(gives: Concern | None, should: Concern | None) -> str:
    if gives is None and should is None:
        return "Skip it, or answer: the sentences below are put in the order that fits."
    if gives is should:
        return "Today it is as you want it. Sentences that would change it stand further down."
    if gives is None or should is None:
        said = gives or should
        return f"Sentences are ordered by what they do with **{said and said.label}**."
    return (
        f"Today **{gives.label}** gives, and you want **{should.label}** to give. Until that "
        "changes, Mondays teach your people what really counts. Sentences that change it come "
        "first."
    )


# --- the sentences -------------------------------------------------------------------------------


def _cards() -> None:
    brief = state.brief()
    chosen = brief.strategy.preset
    found = fitting(brief, state.catalogue())
    many = FIRST_ON_A_PHONE if on_a_phone() else FIRST
    first = [each for at, each in enumerate(found) if at < many or each.strategy == chosen]
    others = [each for each in found if each not in first]
    with st.grid(min_column_width=300, key="sentences"):
        for each in first:
            _card(each, chosen)
    if st.toggle(
        f"Show the other {len(others)} sentences", key=state.seeded("more-sentences", False)
    ):
        with st.grid(min_column_width=300, key="other-sentences"):
            for each in others:
                _card(each, chosen)


def _card(fit: Fitting, chosen: str | None) -> None:
    key = fit.strategy
    strategy = state.catalogue().strategies[key]
    scene, _, rest = strategy.portrait.partition(". ")
    with st.container(border=True, key=f"strategy-{key}", height="stretch", gap="small"):
        tell(
            "sentence",
            strategy=strategy,
            scene=scene,
            rest=rest,
            because=fit.because[:TOLD],
            against=fit.against[:TOLD],
        )
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


# --- what must not get worse ---------------------------------------------------------------------


def _hold() -> None:
    catalogue, stated = state.catalogue(), state.brief().strategy
    key = state.seeded("hold", list(stated.hold))
    picked = st.pills(
        "Which two must not get worse?",
        _in_order(catalogue.outcomes),
        selection_mode="multi",
        format_func=lambda each: _capital(outcome(each, catalogue)),
        key=key,
        on_change=_two,
        args=(key,),
        wrap=True,
    )
    held = stated.hold if set(picked) == set(stated.hold) else tuple(picked)[:HELD]
    _state(hold=held)
    if not held:
        st.caption("Each stays among your aims, whatever else you choose.")
        return
    before = standing(held=False).priorities
    raised = [each for each in held if before[each] < AIM]
    lifted = f" Lifted there by this: {_named(raised)}." if raised else ""
    st.caption(f"Among your aims, whatever else you choose: {_named(held)}.{lifted}")


def _named(raised: Sequence[str]) -> str:
    return listed(outcome(each, state.catalogue()) for each in raised)


def _two(key: str) -> None:
    """A third one takes the place of the first."""
    picked, before = st.session_state[key], state.brief().strategy.hold
    kept = [each for each in before if each in picked]
    st.session_state[key] = [*kept, *(each for each in picked if each not in before)][-HELD:]


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
    usual_ones = standing(own=False).priorities
    st.caption("5 comes first, 3 is an aim, 0 counts for nothing.")
    found = {}
    left, right = st.columns(2, gap="large")
    for number, key in enumerate(_in_order(catalogue.outcomes)):
        usual, low = usual_ones[key], AIM if key in stated.hold else 0
        own = stated.priorities.get(key, usual)
        name = state.seeded(f"priority-{key}", own)
        st.session_state[name] = max(low, st.session_state[name])
        with left if number % 2 == 0 else right:
            value = st.slider(
                _capital(outcome(key, catalogue)) + (" (must not get worse)" if low else ""),
                low,
                5,
                key=name,
                help=catalogue.outcomes[key].brief,
            )
        if key in stated.priorities or value != max(low, own):
            found[key] = own if value == max(low, own) else value
    return found


def _in_order(outcomes: Any) -> list[str]:
    """Outcomes beside those that rise and fall with them."""
    together = [key for concern in Concern for key in concern.outcomes if key in outcomes]
    return [*together, *(key for key in outcomes if key not in together)]
