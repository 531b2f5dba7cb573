"""Step 7: hand it on - a link that holds everything, a file, a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from advisor import share
from advisor.wizard import leaving, opening, state
from advisor.wizard.answer.request import (
    FIRST_YEAR,
    LAST_YEAR,
    WHAT,
    WHOM,
    Request,
    What,
    Whom,
)
from advisor.wizard.leaving import File
from advisor.wizard.look import plain
from advisor.wizard.steps.beside import reached

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
    with st.spinner("Working out the advice ..."):
        advice = state.advice()
        clash = advice.recommendation.clash
    if not clash:
        _downloads("Files to show and to edit", _whose(), leaving.to_edit(advice, state.brief()))
    _downloads("Files to read and to print", "", leaving.to_read(advice))
    with st.container(horizontal=True):
        for page, says, icon in (
            ("contract", *reached(state.brief().context.sourcing)),
            ("measure", "What you can measure", ":material/checklist:"),
        ):
            st.page_link(state.page(page), label=says, icon=icon, query_params=state.query())
    _downloads(
        "Files to open here again",
        "The result holds what was recommended, and the versions: open it in a year from the "
        "start page, and see what no longer earns its place.",
        leaving.to_keep(advice, state.brief()),
    )
    st.caption(f"Fingerprint {advice.fingerprint}: the same design gives the same answer.")


def _whose() -> str:
    brand = state.brief().brand
    if brand and (brand.name or brand.logo or brand.colour):
        return f"With the look of {plain(brand.name) or 'the client'} on them."
    return "Give the client's name, logo and colour under Meeting, and they stand on them."


def _downloads(heading: str, says: str, files: Sequence[File]) -> None:
    """Each file is made when somebody asks for it."""
    st.header(heading, anchor=False)
    if says:
        st.caption(says)
    with st.container(horizontal=True):
        for file in files:
            st.download_button(
                file.label,
                data=file.made,
                file_name=file.name,
                mime=file.mime,
                on_click="ignore",
                key=f"download-{file.name}",
                icon=file.icon,
            )


def _origin() -> str:
    """Where this page was opened from, without the path."""
    url = st.context.url or ""
    return "/".join(url.split("/")[:3])
