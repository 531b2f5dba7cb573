"""Slides in the browser: one element over the whole screen. It is told all slides at once.

What a moved priority would do takes the server a while to work out. It comes after the slides, a
priority at a time, in elements that nobody sees, and is kept in the browser until somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.advice import Advice
from advisor.brief import from_document
from advisor.case import Case
from advisor.explore import Reach, offered, reach, soonest
from advisor.slides import in_the_room
from advisor.wizard import counting, state, whose
from advisor.wizard.element import asset, nothing
from advisor.wizard.steps.asked import case_of

REMEMBERED = 600  # priorities of briefs
T = TypeVar("T")

# What the element cannot say from where it stands: a slide a sheet, and sheets that lie.
PRINTED = """<style>
@page { size: 320mm 180mm; margin: 0; }
@media print {
  .stMainBlockContainer { padding: 0 !important; max-width: none !important; }
  .stMainBlockContainer > div { gap: 0 !important; }
  .st-key-behind { display: none !important; }
}
</style>"""


_slides = st.components.v2.component(
    "slides",
    html='<dialog aria-modal="true">\n</dialog><div class="paper" aria-hidden="true">\n</div>',
    css=asset("present.css") + asset("counted.css"),
    js=asset("make.js") + asset("counted.js") + asset("present.js"),
)
_answer = st.components.v2.component("counted", html="<span>\n</span>", js=asset("answered.js"))


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody has just done on the slides."""

    left: bool
    taken: dict[str, Any] | None
    """`outcome` and `level` of a priority, and the `key` of the advice on which it was moved."""
    back: bool
    """What was taken over last is to be as it was."""


def draw(advice: Advice, case: Case, taken: dict[str, str] | None) -> Pressed:
    """Shows the slides. `taken` is the priority that was taken over last and can be had back: its
    `outcome`, and what it `says`."""
    st.html(PRINTED)
    given = from_document(advice.brief)
    found = _slides(
        key="slides",
        data={
            "key": advice.fingerprint,
            "says": f"Slides about {given.title or 'this design'}",
            "slides": [asdict(slide) for slide in in_the_room(advice, state.catalogue())],
            "brand": whose.shown(given.brand),
            "priorities": counting.begun(case),
            "taken": taken,
        },
        on_left_change=nothing,
        on_taken_change=nothing,
        on_back_change=nothing,
    )
    return Pressed(bool(found.get("left")), found.get("taken"), bool(found.get("back")))


def answer(advice: Advice, text: str, first: str | None) -> None:
    """Works out what each priority would do, and tells the slides as soon as it is known: the one
    in hand first, then the then what else tips the set soonest. Somebody who leaves need not
    wait: each level gives way to a press."""
    if advice.recommendation.clash:
        return
    case = case_of(text)
    pause = st.empty()
    asked = offered(case, counting.OFFERED)
    order = sorted(asked, key=lambda outcome: outcome != first)
    for outcome in order:
        _tell(advice, case, _reach(text, outcome, case, pause))
    others = [key for key, level in case.priorities.items() if level and key not in asked]
    few = counting.OFFERED - len(asked)
    for outcome in _once((text, ""), lambda: soonest(case, others, few, pause.empty)):
        _tell(advice, case, _reach(text, outcome, case, pause))


def _tell(advice: Advice, case: Case, found: Reach) -> None:
    data = {"key": advice.fingerprint, **asdict(counting.told(found, case.catalogue))}
    _answer(key=f"counted-{found.outcome}", data=data)


def _reach(text: str, outcome: str, case: Case, pause: DeltaGenerator) -> Reach:
    return _once((text, outcome), lambda: reach(case, outcome, pause.empty))


def _once(key: tuple[str, str], work: Callable[[], T]) -> T:
    """What was worked out before, or is now: kept by hand, as a press may break the work off."""
    known = _known(state.catalogue().version)
    if key not in known:
        while len(known) >= REMEMBERED:
            known.pop(next(iter(known)), None)
        known[key] = work()
    found: T = known[key]
    return found


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(version: str) -> dict[tuple[str, str], Any]:  # noqa: ARG001
    """Answers by brief and outcome; under no outcome, which outcomes tip the set soonest."""
    return {}
