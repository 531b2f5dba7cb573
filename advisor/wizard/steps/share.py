"""Step 7: hand it on - a link that holds everything, a file, a report."""

from __future__ import annotations

import json

import streamlit as st

from advisor import share
from advisor.brief import document
from advisor.reports import report
from advisor.wizard import opening, state


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
    token = share.to_link(state.brief(), state.catalogue())
    address = f"{_origin()}/answer?b={token}"
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
        query_params={"b": token},
        icon=":material/open_in_new:",
    )


def _files() -> None:
    st.header("Files", anchor=False)
    brief, advice, catalogue = state.brief(), state.advice(), state.catalogue()
    offered = (
        ("Design (JSON)", "design.json", lambda: _as_json(document(brief))),
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
