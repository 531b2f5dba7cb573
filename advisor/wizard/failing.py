"""When something breaks that nobody foresaw: say so without a trace, and show a way on."""

from __future__ import annotations

import logging

import streamlit as st

_LOG = logging.getLogger(__name__)


def told(error: BaseException) -> bool:
    """Shows what can be done; the trace only where the settings ask for it. True: it was told."""
    from advisor.wizard import state  # late: the server starts without it

    _LOG.error("the page broke", exc_info=error)
    st.error(
        "This page broke, and your design is kept as it was last saved. Take back the last "
        "change, or go on elsewhere.",
        icon=":material/error:",
    )
    ways(state.can_undo())
    if st.get_option("client.showErrorDetails") == "full":
        st.exception(error)
    return True


def ways(undo: bool) -> None:
    """Buttons that lead out of a page that cannot be shown."""
    from advisor.wizard import state

    with st.container(horizontal=True, key="ways-out"):
        if undo:
            st.button(
                "Undo the last change",
                key="undo-out",
                icon=":material/undo:",
                on_click=state.undo,
            )
        for name, label in (("start", "To the start"), ("browse", "Browse the metrics")):
            if state.has_page(name):
                st.page_link(state.page(name), label=label, query_params=state.query())
