"""Sliders of a few steps: any number of them is one element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from advisor.wizard.element import asset, nothing

_levels = st.components.v2.component(
    "levels",
    html='<div class="levels">\n</div>',
    js=asset("make.js") + asset("levels.js"),
    isolate_styles=False,  # what has the focus is the page's to know
)


@dataclass(frozen=True, slots=True)
class Slider:
    """One of them, from `low` to the most that all share; it stands `at`."""

    id: str
    says: str
    meant: str
    low: int
    at: int


def levels(sliders: Sequence[Slider], most: int, *, key: str) -> Mapping[str, int]:
    """Draws them. Returns where each stands, by id."""
    standing = {each.id: each.at for each in sliders}
    found = _levels(
        key=key,
        data={"levels": tuple(asdict(each) for each in sliders), "most": most},
        default={"set": standing},
        on_set_change=nothing,
    )
    given = found.get("set") or {}
    return {each.id: min(max(int(given.get(each.id, each.at)), each.low), most) for each in sliders}
