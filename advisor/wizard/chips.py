"""Questions that are answered by chips: a block of them is one element.

A page of a hundred native chips takes the browser half a second to set; this takes a few
milliseconds. What is picked shows where it is pressed, before the server has heard of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from advisor.wizard import state
from advisor.wizard.element import asset, nothing

_chips = st.components.v2.component(
    "chips",
    html='<div class="chips">\n</div>',
    js=asset("make.js") + asset("chip_rows.js") + asset("chips.js"),
    isolate_styles=False,  # what has the focus is the page's to know
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as plain text, and the chips: each what it stands for and what it says."""

    id: str
    asks: str
    options: tuple[tuple[str, str], ...]
    many: bool = False
    most: int | None = None
    """Of many: how many at once; one too many takes the place of the first."""
    head: str = ""
    """A heading over this question and those that follow."""
    wide: bool = False
    """Whether it takes the whole width, and not one of two columns."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands below the chips: what the answer changes, or why it is asked; and the longer
    reasons as pairs of name and text, on demand."""

    says: str = ""
    meant: tuple[tuple[str, str], ...] = ()


Picked = Mapping[str, tuple[str, ...]]
"""What is picked, by the question's id."""


def asked(
    name: str,
    questions: Sequence[Question],
    current: Picked,
    told: Callable[[str, Picked], Told] = lambda _question, _picked: Told(),
) -> Picked:
    """Draws the block. Returns what is picked, by the question's id, in the order of picking.
    `current` is what the design says; `told` is asked what to say below a question, given
    all picks of the block."""
    key = f"{name}-{state.epoch()}"
    held = (st.session_state.get(key) or {}).get("picked") or {}
    picked = {
        each.id: _sound(each, held.get(each.id, current.get(each.id, ()))) for each in questions
    }
    found = {each.id: told(each.id, picked) for each in questions}
    _chips(
        key=key,
        data={
            "questions": tuple(shown(each, picked[each.id], found[each.id]) for each in questions)
        },
        default={"picked": {each: list(ids) for each, ids in picked.items()}},
        on_picked_change=nothing,
    )
    return picked


def _sound(question: Question, given: Sequence[str]) -> tuple[str, ...]:
    """What a browser sends is not trusted: only what is offered, and no more than may be picked."""
    offered = {option for option, _says in question.options}
    picked = tuple(dict.fromkeys(each for each in given if each in offered))
    most = question.most if question.many else 1
    return picked[-most:] if most else picked


def shown(question: Question, picked: Sequence[str], told: Told) -> dict[str, Any]:
    """A question as the script sets it."""
    return {
        "id": question.id,
        "asks": question.asks,
        "options": [list(option) for option in question.options],
        "many": question.many,
        "most": question.most,
        "head": question.head,
        "wide": question.wide,
        "picked": list(picked),
        "answered": bool(picked),
        "says": told.says,
        "meant": [list(pair) for pair in told.meant],
    }
