"""What people will do under today's list, role by role: a page of its own, beside the critique."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from advisor.behaviour import Expected
from advisor.reports.people import Acting, Doing, by_role
from advisor.wizard import state
from advisor.wizard.browse.addresses import Address
from advisor.wizard.browse.saying import inline
from advisor.wizard.telling import links, tell, title, voiced
from advisor.wizard.words import listed

EVERYTHING = "Everything on the list and in the situation"


def draw() -> None:
    """Who will do what, because of which line, how one would notice, and who pays for it."""
    title("What your people will do")
    with st.spinner("Reading your list ..."):
        found = state.advice().behaviours
    if not found:
        _nothing()
        return
    st.markdown(
        "Nobody here is lazy or dishonest: this is what sensible people do under these numbers. "
        "It follows from what is paid, punished, ranked and asked for, and from the contract."
    )
    _ways()
    acting = by_role(_because_of(found))
    conditional = sum(len(role.perhaps) for role in acting)
    tell("roles", counted=_counted(acting), conditional=conditional)
    for role in acting:
        _role(role)
    _twin(acting)


def _because_of(found: Sequence[Expected]) -> list[Expected]:
    """What is asked for: all of it, or what one line or one side of the situation brings about."""
    causes = dict.fromkeys(name for item in found for name in item.because_of)
    if len(causes) < 2:
        return list(found)
    wanted = st.selectbox("Because of", [EVERYTHING, *causes], key="people-because-of")
    chosen = [item for item in found if wanted in item.because_of]
    return chosen or list(found)


def _counted(acting: Sequence[Acting]) -> list[tuple[str, str, int]]:
    """Each role with its key, its name within a sentence and how much is to be expected of it."""
    return [
        (one.role.value, inline(one.role.label), len(one.sure) + len(one.perhaps)) for one in acting
    ]


def _role(acting: Acting) -> None:
    number = len(acting.sure) + len(acting.perhaps)
    tell(
        "people",
        key=acting.role.value,
        role=acting.role.label,
        count=number,
        shown=[_card(one) for one in acting.first],
        sure=[_card(one) for one in acting.sure if one not in acting.first],
        perhaps=[_card(one) for one in acting.perhaps if one not in acting.first],
        small=inline,
    )


def _card(one: Doing) -> Mapping[str, Any]:
    catalogue = state.catalogue()
    key = one.item.behaviour
    known = key in catalogue.behaviours
    return {
        "doing": one,
        "pays": [whom.split(": ", 1) for whom in one.item.whom],
        "links": links(one.item.path, catalogue),
        "voices": voiced(one.item.evidence, catalogue),
        "href": f"/browse{Address('behaviour', key).href}" if known else "",
    }


def _twin(acting: Sequence[Acting]) -> None:
    label = state.catalogue().label
    rows = [
        {
            "What they will do": one.item.name,
            "Who": role.role.label,
            "Because of": listed(one.causes),
            "Sure?": "if something hangs on it" if one.item.conditional else "yes",
            "You would notice": one.item.notice,
            "What follows": ", ".join(f"{inline(label(t.node))} {t.word}" for t in one.turns),
            "Who pays": "; ".join(one.item.whom),
        }
        for role in acting
        for one in (*role.sure, *role.perhaps)
    ]
    tell(
        "rows",
        summary="The same as a table",
        caption="What people will do, because of what, and who pays",
        rows=rows,
        lines=[],
    )


def _nothing() -> None:
    """Nothing is to be expected: of no list, or of a list on which nothing hangs."""
    if state.brief().today:
        st.success(
            "Nothing in this list or in the situation moves anybody to anything that is known of. "
            "Where pay, trouble, rankings or the boss's first question hang on a number, tick it "
            "under Today: people do what is counted, and it would show here.",
            icon=":material/check_circle:",
        )
    else:
        st.info(
            "There is no list to read yet. Bring in what you measure today, tick what pays someone "
            "and what gets someone into trouble, and this page says what each role will do.",
            icon=":material/groups:",
        )
    _ways()


def _ways() -> None:
    """Back, and to what all this follows from."""
    listed_today = bool(state.brief().today)
    with st.container(horizontal=True):
        st.page_link(
            state.page("critique"),
            label="The critique",
            icon=":material/arrow_back:",
            query_params=state.query(),
        )
        st.page_link(
            state.page("today"),
            label="Change today's list" if listed_today else "Bring in today's list",
            icon=":material/edit:",
            query_params=state.query(),
        )
