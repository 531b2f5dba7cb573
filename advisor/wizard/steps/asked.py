"""What the questions around a recommendation share: the case that they ask about, and the button
that starts what takes a while."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor.brief import canonical, unnoted
from advisor.case import Case
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.words import bare, listed


def case_of(text: str) -> Case:
    """The case of a brief as text, one for all questions about it."""
    return state.case_of(text, state.catalogue().version)


def now() -> tuple[str, str]:
    """The brief as text, and the version of the knowledge: what an answer depends on."""
    return canonical(unnoted(bare(state.brief()))), state.catalogue().version


def named(metrics: Sequence[str]) -> str:
    """Names of metrics as markdown: `a, b and c`."""
    return plain(listed(map(state.catalogue().label, metrics)))


def asked(name: str, label: str) -> bool:
    """Whether the button of a question was pressed for the brief as it stands."""
    key = f"asked-{name}"
    if st.session_state.get(key) == now():
        return True
    st.button(
        label, key=f"ask-{name}", icon=":material/calculate:", on_click=_ask, args=(key, now())
    )
    return False


def _ask(key: str, at: tuple[str, str]) -> None:
    st.session_state[key] = at
