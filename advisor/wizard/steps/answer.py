"""The answer page of a shared link: the answer first, on a phone, with no wizard.

What the link itself holds is on the page before anything is worked out; so nothing that takes time
is imported with this module.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor import share
from advisor.brief import Brief, BriefError, canonical, from_json
from advisor.wizard import state
from advisor.wizard.answer import opening
from advisor.wizard.answer.request import Request, read
from advisor.wizard.element import asset
from advisor.wizard.look import NARROW

if TYPE_CHECKING:
    from advisor.case import Case
    from advisor.explore import WhyNot
    from advisor.recommend import Recommendation
    from advisor.wizard.answer.copying import Assumption, Difference
    from advisor.wizard.answer.worked import Worked

_CSS = asset("answer.css", "advisor.wizard.answer")
STYLE = f"{NARROW}<style>{_CSS}</style>"
COPY = "answer-copy"


def draw() -> None:
    """Read-only; the original is never changed from here."""
    st.html(STYLE)
    token = st.query_params.get("b")
    if not token:
        _way_on("This link carries no design.", "Ask for the whole link, or start a design.")
        return
    request = read(st.query_params)
    try:
        st.html(opening.head(share.glance(token).title, request))
        box = st.empty()
        box.html(opening.waiting(request))
        brief = share.from_link(token, state.catalogue())
        _answer(brief, token, request, box)
    except (share.LinkError, BriefError) as error:
        _way_on("This link cannot be opened.", error.expected)


def _way_on(what: str, why: str) -> None:
    st.title(what)
    st.text(f"{why[:1].upper()}{why[1:]}.".replace("..", "."))
    st.page_link(state.page("start"), label="Start a design", icon=":material/arrow_forward:")
    st.page_link(state.page("browse"), label="Browse the metrics", icon=":material/search:")


# --- worked out in stages ------------------------------------------------------------------------
# The version of the knowledge is part of each key, although no stage uses it by name.


@st.cache_resource(max_entries=64, show_spinner=False)
def _case(text: str, version: str) -> Case:  # noqa: ARG001
    from advisor.case import Case

    return Case(from_json(text), state.catalogue())


@st.cache_resource(max_entries=64, show_spinner=False)
def _best(text: str, version: str) -> Recommendation:
    from advisor.recommend import recommend

    return recommend(_case(text, version))


@st.cache_resource(max_entries=64, show_spinner=False)
def _worked(text: str, version: str) -> Worked:
    from advisor.wizard.answer.worked import worked

    return worked(_case(text, version), _best(text, version))


@st.cache_resource(max_entries=256, show_spinner=False)
def _why_not(text: str, metric: str, ways: bool, version: str) -> WhyNot:
    from advisor.explore import why_not

    return why_not(_case(text, version), metric, ways=ways)


@st.cache_resource(max_entries=256, show_spinner=False)
def _difference(text: str, copy: str, version: str) -> Difference:
    from advisor.wizard.answer.copying import difference

    return difference(_case(text, version), _best(text, version), _case(copy, version))


# --- the page ------------------------------------------------------------------------------------


def _answer(
    brief: Brief, token: str, request: Request, box: st.delta_generator.DeltaGenerator
) -> None:
    """The page grows from above: strategy, the first of the set, then all of it."""
    catalogue = state.catalogue()
    text, version = canonical(brief), catalogue.version
    strategy, meanwhile, bar = st.empty(), st.empty(), st.empty()
    bar.progress(0.1, "Reading the design ...")
    case = _case(text, version)
    from advisor.wizard.answer import showing

    strategy.html(showing.strategy(case.strategy, not case.stated, catalogue))
    bar.progress(0.3, "Choosing the set ...")
    best = _best(text, version)
    meanwhile.html(showing.first(best, case.catalogue))
    bar.progress(0.6, "Working out what changes, who decides it and what it costs ...")
    found = _worked(text, version)
    bar.empty()
    meanwhile.empty()
    box.html(showing.asked(request, found))
    if best.clash:
        st.html(showing.clash(best, case.catalogue))
    else:
        _seen_by(found, request)
        st.html(showing.given_up(found))
        _left_out(found, text)
    with st.container(key="copying"):
        _copy(found, text, token)
    _foot(found)


@st.fragment
def _seen_by(found: Worked, request: Request) -> None:
    """The same answer for three kinds of reader."""
    from advisor.wizard.answer import showing, views

    view = st.segmented_control(
        "Show it for",
        views.VIEWS,
        default=views.FOR[request.whom],
        required=True,
        key="answer-view",
        width="stretch",
    )
    st.html(showing.view(view, request, found))


@st.fragment
def _left_out(found: Worked, text: str) -> None:
    from advisor.wizard.answer import showing, views

    catalogue = found.case.catalogue
    options = sorted(catalogue.metrics, key=catalogue.label)  # also what is in it: it says so
    metric = st.selectbox(
        "Why not ...?",
        options,
        index=None,
        format_func=lambda key: views.called(found, key),
        placeholder="Type a metric that you miss",
        key="why-not",
    )
    if not metric:
        return
    place = st.empty()
    with st.spinner("Choosing again with it inside ..."):
        quick = _why_not(text, metric, False, catalogue.version)
    place.html(showing.why_not(quick, catalogue, searching=True))
    with st.spinner("Trying what would bring it in ..."):
        full = _why_not(text, metric, True, catalogue.version)
    place.html(showing.why_not(full, catalogue, searching=False))


@st.fragment
def _copy(found: Worked, text: str, token: str) -> None:
    """An assumption changed in place, on a copy; what it does stands below."""
    from advisor.wizard.answer import copying, showing

    case, version = found.case, found.case.shipped.version
    held = st.session_state.get(COPY)
    copy = _case(held[1], version) if held and held[0] == token else case
    items = {item.key: item for item in copying.assumptions(case, copy)}
    st.html('<div class="answer"><h2>Change one assumption</h2></div>')
    st.html(
        '<div class="answer"><p>It is tried on a copy: what you opened stays as it is.</p></div>'
    )
    key = st.selectbox(
        "Which one?",
        list(items),
        format_func=lambda one: items[one].label if one in items else one,
        key="copy-which",
    )
    turn = st.session_state.get("copy-turn", 0)
    option = _option(items[key], f"copy-{turn}-{copy.brief.context.sourcing}-{key}")
    copy = copying.copied(case, copy, key, option)
    changed = canonical(copy.brief)
    st.session_state[COPY] = (token, changed)
    with st.spinner("Choosing again for the copy ..."):
        moved = _difference(text, changed, version)
    now = copying.assumptions(case, copy)
    st.html(showing.difference(moved, now, case.catalogue))
    if any(item.changed for item in now):
        st.button("Back to the original", key="copy-back", icon=":material/undo:", on_click=_back)
    st.page_link(
        state.page("situation"),
        label="Go on with this copy in the wizard",
        icon=":material/edit:",
        query_params={
            "s": secrets.token_urlsafe(9),
            "b": share.to_link(copy.brief, state.catalogue()),
        },
    )


def _option(item: Assumption, key: str) -> str:
    """One of its options; the original is named beside it."""
    options = [option for option, _words in item.options]
    return st.radio(
        item.label,
        options,
        index=options.index(item.now),
        format_func=lambda option: (
            f"{item.words(option)} (original)"
            if item.words(option) == item.was
            else item.words(option)
        ),
        key=key,
    )


def _back() -> None:
    st.session_state.pop(COPY, None)
    st.session_state["copy-turn"] = st.session_state.get("copy-turn", 0) + 1


def _foot(found: Worked) -> None:
    from advisor.advice import METHOD_VERSION
    from advisor.wizard.answer import showing

    st.html(showing.foot(found, METHOD_VERSION))
