"""The design of this session: one frozen Brief, saved at each change.

Widgets are views of it: a key is seeded from the brief before the widget is drawn, and what the
widget says is committed after, on every run. So nothing is lost when a page is left, the server
restarts or the browser reloads: the draft's id in the address leads back to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from threading import Thread
from typing import TYPE_CHECKING, Any, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from advisor.brief import Brief, BriefError, canonical, from_json, unnoted
from advisor.wizard import room, undoing
from advisor.wizard.serving import is_id, made_here, taken

# What takes long to import is imported where it is used: the first page shows before it is there.
if TYPE_CHECKING:
    from advisor.advice import Advice
    from advisor.case import Case
    from advisor.recommend import Recommendation
    from advisor.store import Store
    from knowledge.catalogue import Catalogue

DEEPEST = 50  # steps of undo
_BLANK = Brief()  # frozen, and asked for many times in a run
# No fields of a page:
OWN = frozenset({"pages", "waiting", "noted", "past", "frame", "decided", "foot"})
WAITS = {  # parts of the advice that may take a second
    "critique": "Reading your list ...",
    "recommendation": "Choosing the set ...",
    "lean": "Choosing the set ...",
    "diff": "Working out what changes ...",
    "plan": "Working out the way there ...",
    "scorecard": "Drawing it up ...",
}


@st.cache_resource(show_spinner="Reading the catalogue ...")
def catalogue() -> Catalogue:
    """The shipped catalogue, one object for all sessions; it is frozen."""
    from knowledge.catalogue import load

    return load()


@st.cache_resource(show_spinner=False)
def warm() -> Thread:
    """Makes ready, once and meanwhile, what the first page can do without: nobody should wait for
    it at the first list that is pasted."""
    thread = Thread(target=_warm, args=(catalogue(),), daemon=True)
    thread.start()
    return thread


def _warm(found: Catalogue) -> None:
    import advisor.store
    from advisor.names.lexicon import lexicon

    lexicon(found)
    import advisor.advice  # noqa: F401


@st.cache_resource
def store() -> Store:
    """The drafts."""
    from advisor.store import Store, default_url

    return Store(default_url())


@st.cache_resource(max_entries=8, show_spinner=False)
def case_of(text: str, version: str) -> Case:  # noqa: ARG001 - the version is part of the key
    """The case of a brief as text, one for all that is asked of it: it remembers what they share.

    Raises BriefError.
    """
    from advisor.case import Case

    return Case(from_json(text), catalogue())


@st.cache_resource(max_entries=64, show_spinner=False)
def _advised(text: str, version: str) -> Advice:
    from advisor.advice import Parts, Unfolding
    from advisor.wizard.words import bare

    decides = canonical(bare(from_json(text)))
    parts = Parts(lambda: case_of(text, version), choose=lambda: _chosen(decides, version))
    return Unfolding.of(parts, _waiting)


@st.cache_resource(max_entries=64, show_spinner=False)
def _chosen(text: str, version: str) -> Recommendation:
    from advisor.recommend import recommend

    return recommend(case_of(text, version))


@contextmanager
def _waiting(part: str) -> Iterator[None]:
    """Says what is being worked out, where it takes long, in the place that is kept for it."""
    place: DeltaGenerator | None = st.session_state.get("waiting")
    words = WAITS.get(part)
    if place is None or words is None:
        yield
    else:
        with place, st.spinner(words):
            yield


def first_run() -> bool:
    """Whether this run is the first of the session that asks."""
    first = "begun" not in st.session_state
    st.session_state.begun = True
    return first


def keep_place(place: DeltaGenerator | None) -> None:
    """Keeps an empty place of this run for what takes long; None where there is none any more."""
    st.session_state.waiting = place


def advice() -> Advice:
    """All advice on the brief as it stands; each part is worked out when it is asked for, and may
    raise BriefError then."""
    found = advice_on(brief())
    room.saw(found, brief())
    return found


def advice_on(given: Brief) -> Advice:
    """All advice on a brief that is not this session's own, likewise."""
    found = _advised(canonical(unnoted(given)), catalogue().version)
    if unnoted(given) is given:
        return found
    from advisor.advice import with_notes

    return with_notes(found, given, catalogue())


def pages(found: dict[str, StreamlitPage]) -> None:
    """Remembers the pages of this run, so that steps can link to each other."""
    st.session_state.pages = found


def page(name: str) -> StreamlitPage:
    """The page of a step, by its path."""
    found: StreamlitPage = st.session_state.pages[name]
    return found


def has_page(name: str) -> bool:
    """Whether the pages are known yet: not where a run broke before."""
    return name in st.session_state.get("pages", {})


def go(name: str) -> NoReturn:
    """Saves, and goes to a step."""
    autosave()
    st.switch_page(page(name), query_params=query())


def brief() -> Brief:
    """The brief of this session."""
    current: Brief = st.session_state.setdefault("brief", _BLANK)
    return current


def commit(new: Brief) -> None:
    """Takes a changed brief as the present one; what stood before can be had back."""
    old = brief()
    if new == old:
        return
    new = room.noted(old, new, catalogue)
    st.session_state.past = [*st.session_state.get("past", []), old][-DEEPEST:]
    st.session_state.brief = new


def commit_part(new: Brief) -> None:
    """Commits from a part of the page that may run by itself: then it saves too, and the whole page
    is drawn again where there is something to take back from here on."""
    could = can_undo()
    commit(new)
    run = get_script_run_ctx()
    if run is None or not run.fragment_ids_this_run:
        return  # the whole page runs, and saves at its end
    autosave()
    remember()
    if can_undo() is not could:
        st.rerun()


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


def enter_room() -> None:
    """From here on changes are logged; what changed since the first advice is taken in."""
    told = room.entered([*st.session_state.get("past", []), brief()], catalogue)
    if told:
        *st.session_state.past, st.session_state.brief = told


def can_undo() -> bool:
    """Whether there is something to take back."""
    return bool(st.session_state.get("past"))


def before() -> Brief | None:
    """The brief before the last change; None where there is nothing to take back."""
    past: list[Brief] = st.session_state.get("past", [])
    return past[-1] if past else None


def remember() -> None:
    """Notes what every field says at the end of a run, when all of it is committed."""
    st.session_state.noted = {
        key: _copied(value) for key, value in st.session_state.to_dict().items() if key not in OWN
    }


def _copied(value: object) -> object:
    """What may change in place is copied; of an element's state only what it says, since all of the
    session hangs on that object."""
    if isinstance(value, dict):
        return deepcopy(dict(value))
    return deepcopy(value) if isinstance(value, list) else value


def untouched() -> bool:
    """Whether no field says anything else than at the end of the last run."""
    noted = st.session_state.get("noted")
    if noted is None:
        return False
    current = {key: value for key, value in st.session_state.to_dict().items() if key not in OWN}
    return current.keys() == noted.keys() and all(
        value is noted[key] or _same(value, noted[key]) for key, value in current.items()
    )


def _same(one: object, other: object) -> bool:
    """Whether two values are equal; tables, which do not say so, are not."""
    try:
        return bool(one == other)
    except ValueError:
        return False


def renew() -> None:
    """Makes every widget forget what it showed, so that it is seeded from the brief again."""
    st.session_state.epoch = epoch() + 1


def epoch() -> int:
    """Part of the key of every widget that must be drawn afresh when the brief is replaced."""
    return int(st.session_state.get("epoch", 0))


def seeded(name: str, value: Any) -> str:
    """The key of a widget that shows a part of the brief."""
    key = f"{name}-{epoch()}"
    st.session_state.setdefault(key, value)
    return key


def query() -> dict[str, str]:
    """What links between pages carry, so that a reload finds the draft."""
    draft = st.session_state.get("draft")
    named = draft.id if draft else _named()
    return {"s": named} if named else {}


def is_open() -> bool:
    """Whether there is a design that was saved."""
    return st.session_state.get("draft") is not None


def _named() -> str | None:
    """The id in the address, if it can be one."""
    given = st.query_params.get("s")
    return given if given and is_id(given) else None


def known(given: Brief) -> Brief:
    """A brief from outside, held against the catalogue, so that every page can show it.

    Raises BriefError where it names something that does not exist here.
    """
    from advisor.grounding import custom_catalogue, grounded

    return grounded(given, custom_catalogue(given, catalogue()))


def begin(new: Brief) -> None:
    """A design of its own from here on; the one that was open stays as it was last saved."""
    st.session_state.draft = None
    st.session_state.brief = new
    st.session_state.past = []
    room.forget()
    renew()
    _create(new)


def open_draft() -> str | None:
    """Loads the draft that the address names, or begins it as a copy of the link in `b`.

    Returns what went wrong, if something did.
    """
    wanted, draft = _named(), st.session_state.get("draft")
    if not wanted or (draft and draft.id == wanted):
        return None
    copied = st.query_params.get("b")
    if made_here(wanted) and not copied:
        return None  # nothing was saved under it yet
    from advisor.share import LinkError, from_link
    from advisor.store import Unavailable

    try:
        found = store().load(wanted)
        brief = known(found.brief) if found else None
        if found is None and copied:
            begin(known(from_link(copied, catalogue())))
            return None
    except (BriefError, LinkError, Unavailable) as error:
        return f"This design cannot be opened here: expected {error.expected}."
    if found is None or brief is None:
        if draft:
            return None
        return (
            "There is no design under this address on this computer. If it was made elsewhere, "
            "ask for its link or its file. What you begin here is a new one."
        )
    if "brief" in st.session_state:
        renew()  # else the browser may know better what stood on the page: the server restarted
    st.session_state.draft, st.session_state.brief = found, brief
    st.session_state.past = undoing.past(wanted, brief)
    room.forget()
    return None


def autosave() -> None:
    """Saves the draft if the brief has changed."""
    draft, current = st.session_state.get("draft"), brief()
    if draft is None:
        if current != Brief():
            _create(current)
        return
    if draft.brief == current:
        return
    from advisor.store import Conflict, Unavailable

    try:
        st.session_state.draft = store().save(draft, current)
        st.session_state.pop("unsaved", None)
        undoing.keep(draft.id, current, st.session_state.get("past", []))
    except Conflict:
        _create(current)
        st.session_state.other = draft.id
    except Unavailable as error:
        st.session_state.unsaved = error.expected


def _create(new: Brief) -> None:
    from advisor.store import Unavailable

    try:
        st.session_state.draft = made = store().create(new, _named())
        taken(made.id)
        st.session_state.pop("unsaved", None)
    except Unavailable as error:
        st.session_state.unsaved = error.expected


def told_address() -> None:
    """Writes a new draft's id into the address: once, at the end of the run that made it.

    Each write is an entry in the browser's history, so one that is missing for another reason,
    such as after Back, is left missing.
    """
    draft = st.session_state.get("draft")
    if draft is None or st.session_state.get("told") == draft.id:
        return
    st.session_state.told = draft.id
    if st.query_params.get("s") != draft.id:
        st.query_params["s"] = draft.id
        st.rerun()


def other_version() -> str | None:
    """Id of the design that was changed in another window, if this one became a copy of it."""
    found: str | None = st.session_state.get("other")
    return found


def unsaved() -> str | None:
    """Why the design cannot be saved, if it cannot."""
    found: str | None = st.session_state.get("unsaved")
    return found
