"""What the strategy comes to in the situation: remembered, since each click asks for it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from advisor.brief import Brief, canonical, from_json
from advisor.case import Case
from advisor.lean import leans
from advisor.wizard import state
from knowledge.vocabulary import Lens


@dataclass(frozen=True, slots=True)
class Standing:
    """Priorities 0 to 5 by outcome, and percent of attention by lens."""

    priorities: Mapping[str, int]
    shares: Mapping[Lens, int]


@st.cache_resource(max_entries=256, show_spinner=False)
def _standing(text: str, version: str) -> Standing:  # noqa: ARG001 - the version is part of the key
    case = Case(from_json(text), state.catalogue())
    return Standing(dict(case.priorities), dict(leans(case, ()).stated.shares))


def standing(*, own: bool = True, held: bool = True) -> Standing:
    """Of the brief as it stands; without `own`, as it would be if no priority were set by hand;
    without `held`, if nothing were kept from getting worse."""
    brief = state.brief()
    unheard: dict[str, object] = {"voices": (), "summary": None, "gives": None, "should_give": None}
    if not own:
        unheard["priorities"] = {}
    if not held:
        unheard["hold"] = ()
    asked = Brief(
        context=brief.context,
        load=brief.load,
        strategy=brief.strategy.model_copy(update=unheard),
    )
    return _standing(canonical(asked), state.catalogue().version)
