"""Step 7: hand it on - a link that holds everything, a file, a report."""

from __future__ import annotations

import json

import streamlit as st

from advisor import share
from advisor.brief import BriefError, document, from_json
from advisor.reports import report
from advisor.wizard import state


def draw() -> None:
    """Nothing is uploaded anywhere: the link carries the design itself."""
    st.title("Hand it on")
    brief = state.brief()
    token = share.to_link(brief, state.catalogue())
    address = f"{_origin()}/answer?b={token}"
    st.subheader("A link to the answer", anchor=False)
    st.markdown(
        "Whoever opens it reads the answer on a phone, without an account. The design travels in "
        "the link; nothing is stored on a server."
    )
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
    st.subheader("Files", anchor=False)
    with st.container(horizontal=True):
        st.download_button(
            "Design (JSON)",
            data=_as_json,
            file_name="design.json",
            mime="application/json",
            on_click="ignore",
            key="download-json",
        )
        st.download_button(
            "Report (Markdown)",
            data=lambda: report(state.advice(), state.catalogue(), "md"),
            file_name="advice.md",
            mime="text/markdown",
            on_click="ignore",
            key="download-md",
        )
        st.download_button(
            "Report (HTML, to print)",
            data=lambda: report(state.advice(), state.catalogue(), "html"),
            file_name="advice.html",
            mime="text/html",
            on_click="ignore",
            key="download-html",
        )
    st.caption(f"Fingerprint {state.advice().fingerprint}: the same design gives the same answer.")
    _open()


def _as_json() -> str:
    return json.dumps(document(state.brief()), indent=2, ensure_ascii=False)


def _open() -> None:
    st.subheader("Open a design", anchor=False)
    file = st.file_uploader("A design saved as JSON", type=["json"], key="open-file")
    link = st.text_input("Or a link that somebody sent you", key="open-link")
    if not st.button("Open", key="open", disabled=file is None and not link):
        return
    try:
        if file is not None:
            opened = from_json(file.getvalue(), file.name)
        else:
            opened = share.from_link(link, state.catalogue())
    except (BriefError, share.LinkError) as error:
        st.error(f"It was not opened, and nothing here has changed. {error}")
        return
    state.replace(opened)
    st.toast("Opened. Undo brings back what was here before.")
    st.rerun()


def _origin() -> str:
    """Where this page was opened from, without the path."""
    url = st.context.url or ""
    return "/".join(url.split("/")[:3])
