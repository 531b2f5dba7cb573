"""The catalogue: search as one types, and a page for every address."""

from __future__ import annotations

from urllib.parse import parse_qsl

import streamlit as st

from advisor.wizard import pictures, state
from advisor.wizard.browse import pages, picture
from advisor.wizard.browse.addresses import Address, Unknown, asked, found, of_entry
from advisor.wizard.browse.neighbours import neighbourhood
from advisor.wizard.browse.search import search
from advisor.wizard.element import asset, nothing

_STYLE = f"<style>{asset('browse.css', 'advisor.wizard.browse')}</style>"
_ENTRANCE = Address("list", "").href
_LONGEST = 80  # letters of a search
_links = st.components.v2.component(
    "browse_links",
    html="<span>\n</span>",
    js=asset("links.js", "advisor.wizard.browse"),
)


def draw() -> None:
    """The page of the address, with the search above it."""
    catalogue = state.catalogue()
    wanted = asked(st.query_params)
    _follow(wanted)
    st.html(_STYLE)
    if wanted is None:
        page = pages.entrance(catalogue)
        _html(page.before)
        _search("")
        _html(page.after, "entrance")
        return
    _search(wanted.href)
    try:
        page = pages.page(found(wanted, catalogue), catalogue)
    except Unknown as error:
        page = pages.unknown(error, catalogue)
    st.set_page_config(page_title=f"{page.title} - Browse")
    _html(page.before)
    if page.pictured:
        near = neighbourhood(page.pictured, catalogue)
        with st.container(key="neighbours"):
            pictures.drawn(picture.variants(near, _href), picture.alt(near), key=page.pictured)
    if page.after:
        _html(page.after)


def _follow(wanted: Address | None) -> None:
    """Goes where a link on the page leads, as one entry in the browser's history."""
    here = wanted.href if wanted else _ENTRANCE
    with st.container(key="browse-links"):
        pressed = _links(key="links", data={"address": here}, on_to_change=nothing).get("to")
    if pressed:
        to = dict(parse_qsl(str(pressed).removeprefix("?")))
        st.switch_page(state.page("browse"), query_params={**to, **state.query()})


@st.fragment
def _search(here: str) -> None:
    """Only this part runs again while one types."""
    text = st.text_input(
        "Search by name, abbreviation or in another language",
        key=f"find-{here}",
        placeholder="AHT, Erreichbarkeit, taux de décroché ...",
        icon=":material/search:",
        max_chars=_LONGEST,
        live="150ms",
        persist_state="session",
    )
    if text.strip():
        catalogue = state.catalogue()
        _html(pages.results(text, search(text, catalogue), catalogue))


def _href(key: str) -> str:
    return _kept(of_entry(state.catalogue(), key).href)


def _html(text: str, kind: str = "") -> None:
    """A block of a page, as one element: what a page takes to draw grows with their number."""
    st.html(f'<div class="browse {kind}">{text.replace(_OPEN, f"{_OPEN}{_query()}")}</div>')


_OPEN = 'href="?'


def _kept(href: str) -> str:
    return f"?{_query()}{href.removeprefix('?')}"


def _query() -> str:
    """What keeps the draft in an address that is opened in a new window."""
    return "".join(f"{name}={value}&" for name, value in state.query().items())
