"""The design of this session: one frozen Brief, saved at each change.

Widgets are views of it: a key is seeded from the brief before the widget is drawn, and what the
widget says is committed after, on every run. So nothing is lost when a page is left, the server
restarts or the browser reloads: the draft's id in the address leads back to it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from advisor.advice import Advice, advise
from advisor.brief import Brief, BriefError, canonical, from_json
from advisor.store import Conflict, Store, default_url
from knowledge.catalogue import Catalogue, load

DEEPEST = 50  # steps of undo


@st.cache_resource
def catalogue() -> Catalogue:
    """The shipped catalogue, one object for all sessions; it is frozen."""
    return load()


@st.cache_resource
def store() -> Store:
    """The drafts."""
    return Store(default_url())


@st.cache_resource(max_entries=64, show_spinner="Working it out ...")
def _advised(text: str, _version: str) -> Advice:
    return advise(from_json(text), catalogue())


def advice() -> Advice:
    """All advice on the brief as it stands. Raises BriefError."""
    return _advised(canonical(brief()), catalogue().version)


def advice_on(given: Brief) -> Advice:
    """All advice on a brief that is not this session's own. Raises BriefError."""
    return _advised(canonical(given), catalogue().version)


def pages(found: dict[str, StreamlitPage]) -> None:
    """Remembers the pages of this run, so that steps can link to each other."""
    st.session_state.pages = found


def page(name: str) -> StreamlitPage:
    """The page of a step, by its path."""
    found: StreamlitPage = st.session_state.pages[name]
    return found


def brief() -> Brief:
    """The brief of this session."""
    current: Brief = st.session_state.setdefault("brief", Brief())
    return current


def commit(new: Brief) -> None:
    """Takes a changed brief as the present one; what stood before can be had back."""
    old = brief()
    if new == old:
        return
    st.session_state.past = [*st.session_state.get("past", []), old][-DEEPEST:]
    st.session_state.brief = new


def replace(new: Brief) -> None:
    """Commits a brief that did not come from the widgets on the page, which are drawn afresh."""
    commit(new)
    renew()


def undo() -> None:
    """Takes the last change back."""
    past = st.session_state.get("past", [])
    if past:
        st.session_state.brief = past[-1]
        st.session_state.past = past[:-1]
        renew()


def can_undo() -> bool:
    """Whether there is something to take back."""
    return bool(st.session_state.get("past"))


def renew() -> None:
    """Makes every widget forget what it showed, so that it is seeded from the brief again."""
    st.session_state.epoch = st.session_state.get("epoch", 0) + 1


def seeded(name: str, value: Any) -> str:
    """The key of a widget that shows a part of the brief."""
    key = f"{name}-{st.session_state.get('epoch', 0)}"
    st.session_state.setdefault(key, value)
    return key


def query() -> dict[str, str]:
    """What links between pages carry, so that a reload finds the draft."""
    draft = st.session_state.get("draft")
    return {"s": draft.id} if draft else {}


def open_draft() -> str | None:
    """Loads the draft that the address names. Returns what went wrong, if something did."""
    wanted = st.query_params.get("s")
    draft = st.session_state.get("draft")
    if not wanted or (draft and draft.id == wanted):
        return None
    try:
        found = store().load(wanted)
    except BriefError as error:
        return f"This design cannot be opened here: {error.expected}."
    if found is None:
        return "This design is not on this computer. You can start a new one below."
    st.session_state.draft, st.session_state.brief = found, found.brief
    st.session_state.past = []
    renew()
    return None


def autosave() -> None:
    """Saves the draft if the brief has changed: the one place that does, at the end of a run."""
    draft, current = st.session_state.get("draft"), brief()
    if draft is None:
        if current != Brief():
            st.session_state.draft = store().create(current)
            st.query_params["s"] = st.session_state.draft.id  # the one write of the address
        return
    if draft.brief == current:
        return
    try:
        st.session_state.draft = store().save(draft, current)
    except Conflict:
        # The same design is open elsewhere and was changed there: keep both.
        st.session_state.draft = store().create(current)
        st.query_params["s"] = st.session_state.draft.id
        st.toast("This design was changed in another window. Your changes are in a copy.")
