"""What a point is worth, in the user's own people and money, with the arithmetic on show."""

from __future__ import annotations

import streamlit as st

from advisor.brief import canonical, from_json
from advisor.case import Case
from advisor.wizard import state
from advisor.wizard.telling import Way, piece, ways
from advisor.wizard.words import bare
from advisor.worth import (
    Lever,
    Worth,
    first_asks,
    in_common,
    money_says,
    people_say,
    worth,
)

PLACES = (
    Way("situation", "Enter the figures under Situation", "speed"),
    Way("today", "Enter today's figures with the metrics", "table"),
)


@st.cache_resource(max_entries=256, show_spinner=False)
def _worth_of(text: str, version: str) -> tuple[Worth, ...]:  # noqa: ARG001 - part of the key
    return worth(Case(from_json(text), state.catalogue()))


def told() -> str:
    """A line a lever, and behind it the sums; what to enter where nothing can be said, and where;
    as a piece of a page."""
    found = _worth_of(canonical(bare(state.brief())), state.catalogue().version)
    silent = all(item.people is None for item in found)
    judged = [item for item in found if silent or item.lever is not Lever.ATTRITION]
    asks = first_asks(judged)
    said = piece(
        "worth",
        lines=[] if silent else [_line(item) for item in found],
        found=found,
        common=in_common(found),
        asks=asks,
    )
    places = [way for way in PLACES if any(ask.where == way.path for ask in asks)]
    return said + (ways(*places) if places else "")


def _line(item: Worth) -> dict[str, str]:
    ask = next(iter(item.missing), None)
    nothing = "not judged here" if item.why_not else ask.says if ask else "-"
    of_money = next(iter(item.missing_for_money), None)
    no_money = of_money.says if of_money and item.people is not None else "-"
    return {
        "change": item.change,
        "people": people_say(item) or nothing,
        "money": money_says(item) or no_money,
    }
