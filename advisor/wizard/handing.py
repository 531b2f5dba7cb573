"""The link that is handed on: whom it is for, what is asked of them and by when, and the address.

All of it is one element. What was said stays for the session: another page may be looked at
meanwhile, and the design is the same whoever the link is for.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor import share
from advisor.wizard import state
from advisor.wizard.answer.request import (
    FIRST_YEAR,
    LAST_YEAR,
    WHAT,
    WHOM,
    Request,
    What,
    Whom,
    read,
)
from advisor.wizard.chips import Question, Told, shown
from advisor.wizard.element import asset, nothing
from advisor.wizard.telling import told

KEY = "handing"
KEPT = "handed-on"
FOR: dict[Whom, str] = {
    "boss": "My boss",
    "client": "The client",
    "team": "The team",
    "colleague": "A colleague",
}
ASKED: dict[What, str] = {
    "approve": "Say yes to it",
    "decide": "Choose, line by line",
    "know": "Only know of it",
}
QUESTIONS = (
    Question("for", "Whom is it for?", tuple((each, FOR[each]) for each in WHOM)),
    Question("ask", "What do you ask of them?", tuple((each, ASKED[each]) for each in WHAT)),
)

_handing = st.components.v2.component(
    "handing",
    html='<div class="handing">\n</div>',
    js="".join(map(asset, ("make.js", "chip_rows.js", "handing.js"))),
    isolate_styles=False,  # what has the focus is the page's to know
)


def request() -> Request:
    """What the maker of the link said, on this page or before."""
    sent = (st.session_state.get(KEY) or {}).get("asked")
    found = read(sent) if isinstance(sent, dict) else st.session_state.get(KEPT, Request())
    st.session_state[KEPT] = found
    return found


def draw(asked: Request, address: str) -> None:
    """Heading, questions and the address that they lead to."""
    catalogue = state.catalogue()
    said = asked.query()
    _handing(
        key=KEY,
        data={
            "html": told("handing", catalogue)
            + '<div class="chips"></div>'
            + told(
                "handing_link",
                catalogue,
                first=date(FIRST_YEAR, 1, 1).isoformat(),
                last=date(LAST_YEAR, 12, 31).isoformat(),
                years=(FIRST_YEAR, LAST_YEAR),
            ),
            "questions": tuple(
                shown(each, [said[each.id]] if each.id in said else [], Told())
                for each in QUESTIONS
            ),
            "by": said.get("by", ""),
            "address": address,
            "says": _length(address),
            "long": len(address) > share.COMFORTABLE,
        },
        default={"asked": said},
        on_asked_change=nothing,
    )


def _length(address: str) -> str:
    if len(address) > share.COMFORTABLE:
        return (
            f"This link has {len(address):,} characters, and some mail programs cut links beyond "
            f"{share.COMFORTABLE:,}. Send the file below instead."
        )
    return f"{len(address):,} characters."
