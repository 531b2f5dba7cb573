"""The earlier result that this session's design is held against: kept beside the draft in the
store, so that a reload finds it; in the session where the store cannot be written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from advisor.wizard import state
from advisor.wizard.look import plain

if TYPE_CHECKING:
    from advisor.reopening import Earlier

KEY = "earlier"  # (id of the draft, the result as text or None)


def there() -> bool:
    """Whether the design that is open is held against an earlier result."""
    return _text() is not None


def found() -> Earlier | None:
    """The earlier result, or None."""
    from advisor.reopening import Earlier

    text = _text()
    return Earlier.model_validate_json(text) if text else None


def _text() -> str | None:
    from advisor.store import Unavailable

    draft = st.session_state.get("draft")
    if draft is None:
        return None
    held = st.session_state.get(KEY)
    if held is None or held[0] != draft.id:
        try:
            held = (draft.id, state.store().beside(draft.id))
        except Unavailable:
            held = (draft.id, None)
        st.session_state[KEY] = held
    text: str | None = held[1]
    return text


def begin(earlier: Earlier) -> None:
    """A design of its own that starts from the earlier one, with that beside it. What was decided
    then stays with the earlier one."""
    from advisor.store import Unavailable

    state.begin(earlier.brief.model_copy(update={"decisions": ()}))
    draft = st.session_state.get("draft")
    if draft is None:
        return
    text = earlier.model_dump_json()
    st.session_state[KEY] = (draft.id, text)
    with suppress(Unavailable):  # the frame says that nothing can be saved
        state.store().put_beside(draft.id, text)


def ask() -> None:
    """Where to bring it in: a file that was saved, or a link."""
    st.markdown("The result or the design that you saved then, or a link to it.")
    file = st.file_uploader("A result or a design saved as JSON", type=["json"], key="year-file")
    link = st.text_input("Or the link", key="year-link")
    if not st.button("Open last year's result", key="open-year", disabled=not (file or link)):
        return
    from advisor.branding import LogoError
    from advisor.brief import BriefError
    from advisor.reopening import opened
    from advisor.share import LinkError
    from advisor.wizard import whose

    try:
        if file is not None:
            earlier = opened(file.getvalue(), state.catalogue(), file.name)
        else:
            earlier = opened(link, state.catalogue())
        brief = whose.unpacked(earlier.brief)
    except (BriefError, LogoError, LinkError) as error:
        st.error(
            f"It was not opened, and nothing here has changed. {plain(str(error))}",
            icon=":material/error:",
        )
        return
    begin(earlier.model_copy(update={"brief": brief}))
    state.go("since")
