"""One line under a title, where the list speaks of channels that nobody named."""

from __future__ import annotations

from advisor.spoken import spoken
from advisor.wizard import state
from advisor.wizard.steps.asked import case_of, now
from advisor.wizard.telling import piece, together


def draw() -> None:
    """What is assumed against the list, and the way to say what is so."""
    if said := unsaid():
        together(said)


def unsaid() -> str:
    """The same as a piece of a page; empty where there is nothing to say."""
    brief = state.brief()
    told = brief.today and not brief.context.channels
    found = spoken(case_of(now()[0])) if told else None
    return piece("unsaid", says=found.says) if found else ""
