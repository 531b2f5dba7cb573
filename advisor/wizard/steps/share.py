"""Step 7: hand it on - a link that holds everything, a file, a report."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from advisor import share
from advisor.brief import document
from advisor.reports import report
from advisor.wizard import opening, state, whose
from advisor.wizard.answer.request import (
    FIRST_YEAR,
    LAST_YEAR,
    WHAT,
    WHOM,
    Request,
    What,
    Whom,
)

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


def draw() -> None:
    """Nothing is uploaded anywhere: the link carries the design itself."""
    st.title("Hand it on")
    _link()
    _files()
    st.header("Open a design", anchor=False)
    opening.draw()


def _link() -> None:
    st.header("A link to the answer", anchor=False)
    st.markdown(
        "Whoever opens it reads the answer, on a phone too, without an account. The design travels "
        "in the link itself, so it opens wherever this tool runs."
    )
    request = _request()
    token = share.to_link(state.brief(), state.catalogue())
    address = f"{_origin()}/answer?{urlencode({'b': token, **request.query()})}"
    st.code(address, language=None, wrap_lines=True)
    if len(address) > share.COMFORTABLE:
        st.warning(
            f"This link has {len(address):,} characters, and some mail programs cut links beyond "
            f"{share.COMFORTABLE:,}. Send the file below instead.",
            icon=":material/warning:",
        )
    else:
        st.caption(f"{len(address):,} characters.")
    st.page_link(
        state.page("answer"),
        label="Open the answer page",
        query_params={"b": token, **request.query()},
        icon=":material/open_in_new:",
    )


def _request() -> Request:
    """Whom the link is for, what is asked, and by when. It travels beside the design: the answer
    is the same for everybody."""
    whom = st.pills(
        "Whom is it for?",
        WHOM,
        format_func=FOR.__getitem__,
        key="link-for",
        wrap=True,
        persist_state="session",
    )
    what = st.pills(
        "What do you ask of them?",
        WHAT,
        format_func=ASKED.__getitem__,
        key="link-ask",
        wrap=True,
        persist_state="session",
    )
    by = st.date_input(
        "By when? Leave it empty if there is no hurry",
        value=None,
        min_value=date(FIRST_YEAR, 1, 1),
        max_value=date(LAST_YEAR, 12, 31),
        format="YYYY-MM-DD",
        key="link-by",
        width=260,
        persist_state="session",
    )
    return Request(whom, what, by)


def _files() -> None:
    st.header("Files", anchor=False)
    brief, advice, catalogue = state.brief(), state.advice(), state.catalogue()
    offered = (
        ("Design (JSON)", "design.json", lambda: _as_json(document(whose.packed(brief)))),
        ("Report (Markdown)", "advice.md", lambda: report(advice, catalogue, "md")),
        ("Report (HTML)", "advice.html", lambda: report(advice, catalogue, "html")),
    )
    with st.container(horizontal=True):
        for label, name, made in offered:
            st.download_button(
                label,
                data=made,
                file_name=name,
                on_click="ignore",
                key=f"download-{name}",
                icon=":material/download:",
            )
    st.caption(f"Fingerprint {advice.fingerprint}: the same design gives the same answer.")


def _as_json(given: object) -> str:
    return json.dumps(given, indent=2, ensure_ascii=False)


def _origin() -> str:
    """Where this page was opened from, without the path."""
    url = st.context.url or ""
    return "/".join(url.split("/")[:3])
