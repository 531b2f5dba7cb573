"""The presenter's page: the advice as slides over the whole screen, stepped by keys in the browser.

The server draws it once; from then on a key is answered where it is pressed. What the room takes
over draws the slides again, where they stand.
"""

from __future__ import annotations

import streamlit as st

from advisor.advice import Advice
from advisor.brief import BriefError
from advisor.wizard import counting, presenting, showing_slides, state
from advisor.wizard.look import plain
from advisor.wizard.showing_slides import Pressed
from advisor.wizard.steps.asked import case_of, now


def draw() -> None:
    """The slides; or why there are none, and the way back."""
    back = presenting.origin()
    pressed = None
    try:
        with st.spinner("Making the slides ..."):
            advice = state.advice()
            state.enter_room()
            text, _version = now()
            taken = _taken()
            pressed = showing_slides.draw(advice, case_of(text), taken)
    except BriefError as error:
        st.error(
            f"There is nothing to present yet: expected {plain(error.expected)}.",
            icon=":material/error:",
        )
    if pressed and pressed.left:
        state.go(back)
    if pressed and _took(advice, pressed):
        state.autosave()
        st.rerun()
    with st.container(key="behind"):
        st.title("Presenting")
        st.page_link(
            state.page(back),
            label="Back to the design",
            icon=":material/arrow_back:",
            query_params=state.query(),
        )
        if pressed:
            showing_slides.answer(advice, text, taken["outcome"] if taken else None)


def _taken() -> dict[str, str] | None:
    """The priority that was moved last, if nothing else has changed since."""
    before = state.before()
    found = counting.last_moved(before, state.brief(), state.catalogue()) if before else None
    return {"outcome": counting.outcome_of(found), "says": found.says} if found else None


def _took(advice: Advice, pressed: Pressed) -> bool:
    """Writes down what the room decided on the slides. Whether the design is another one now: a
    press on slides of an older design changes nothing."""
    if pressed.back and _taken():
        state.undo()
        return True
    asked = pressed.taken
    if not asked or asked.get("key") != advice.fingerprint:
        return False
    case = case_of(now()[0])
    new = counting.moved(case, state.brief(), asked.get("outcome"), asked.get("level"))
    if new is None or new == state.brief():
        return False
    state.replace(new)
    return True
