"""Words and marks that the answer steps share: severities, lists, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from advisor.brief import Brief, unnoted
from knowledge.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Sign:
    """How a kind of verdict is marked: by a colour, by an icon, and by the word beside it."""

    hue: str
    icon: str
    label: str


SIGNS: dict[Severity, Sign] = {
    Severity.ERROR: Sign("red", "dangerous", Severity.ERROR.label),
    Severity.WARNING: Sign("orange", "warning", Severity.WARNING.label),
    Severity.ADVICE: Sign("blue", "lightbulb", Severity.ADVICE.label),
}


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def paragraphs(*said: str) -> None:
    """Several paragraphs as one element: what a page takes to draw grows with their number."""
    st.markdown("\n\n".join(part for part in said if part))


def bare(brief: Brief) -> Brief:
    """The brief without what no choice depends on, so that writing down an owner, accepting a
    finding or saying what hurts costs no new solve."""
    rows = tuple(
        row.model_copy(update={"owner": None, "initiative": None, "review": None, "contract": None})
        for row in brief.today
    )
    unheard = {"voices": (), "gives": None, "should_give": None}
    stated = brief.strategy.model_copy(update=unheard)
    told = {"today": rows, "accepted": (), "hurts": (), "strategy": stated}
    return unnoted(brief).model_copy(update=told)
