"""Opens a design that was saved as a file or handed on as a link."""

from __future__ import annotations

import streamlit as st

from advisor import share
from advisor.branding import LogoError
from advisor.brief import BriefError, from_json
from advisor.wizard import state, whose
from advisor.wizard.look import plain


def draw() -> None:
    """A file or a link; what is open here stays as it was saved."""
    file = st.file_uploader("A design saved as JSON", type=["json"], key="open-file")
    link = st.text_input("Or a link that somebody sent you", key="open-link")
    if not st.button("Open", key="open", disabled=file is None and not link):
        return
    try:
        if file is not None:
            opened = whose.unpacked(from_json(file.getvalue(), file.name))
        else:
            opened = share.from_link(link, state.catalogue())
        opened = state.known(opened)
    except (BriefError, LogoError, share.LinkError) as error:
        st.error(
            f"It was not opened, and nothing here has changed. {plain(str(error))}",
            icon=":material/error:",
        )
        return
    state.begin(opened)
    state.go("critique" if opened.today else "situation")
