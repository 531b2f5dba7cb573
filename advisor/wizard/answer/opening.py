"""What stands on the page before anything is worked out: what the link itself holds.

Imports nothing that takes time: this is what the reader of a link sees first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Final

from advisor.wizard.answer.request import Request, What, Whom

NOT_SAID: Final = "The answer"
NO_TITLE: Final = "A metric set"
HEADING: Mapping[What, str] = {
    "approve": "Your approval is asked",
    "decide": "Your decision is asked",
    "know": "For you to know",
}
_AS: Mapping[Whom, str] = {
    "boss": "as the boss of whoever runs this",
    "client": "as the client",
    "team": "as the people who do the work",
    "colleague": "as a colleague",
}
_WHAT: Mapping[What, str] = {
    "approve": "and asks for your yes",
    "decide": "and asks you to choose",
    "know": "and asks only that you know of it",
}


def head(title: str, request: Request) -> str:
    """The first two lines, as HTML."""
    name = escape(title.strip() or NO_TITLE)
    heading = HEADING[request.what] if request.what else NOT_SAID
    return f'<div class="answer"><p class="title">{name}</p><h1>{heading}</h1></div>'


def waiting(request: Request) -> str:
    """The box of what is asked while the rest of it is worked out, as HTML."""
    said = [line for line in (sent(request), by_when(request)) if line]
    told = "".join(f"<p><strong>{escape(line)}</strong></p>" for line in said)
    return (
        f'<div class="answer asked">{told}'
        "<p>What it comes to, and what it costs, is being worked out ...</p></div>"
    )


def sent(request: Request) -> str:
    """Whom it was sent to and what for; empty where nobody said."""
    if request.whom is None and request.what is None:
        return ""
    to = (
        f"This link was sent to you {_AS[request.whom]}" if request.whom else "This was sent to you"
    )
    return f"{to} {_WHAT[request.what] if request.what else ''}".strip() + "."


def by_when(request: Request) -> str:
    """`By 1 December 2026.`; empty where nobody named a day."""
    return f"By {day(request.by)}." if request.by else ""


def day(given: date) -> str:
    """`1 December 2026`."""
    return f"{given.day} {given:%B %Y}"
