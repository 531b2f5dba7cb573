"""The room: what advice it has seen, and whether what it changes is logged.

The log itself is in the brief, so that undo takes an entry back together with its change, and a
reload keeps both. Whoever presents, or opens the log, has entered the room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from advisor.brief import Brief, unnoted

if TYPE_CHECKING:
    from advisor.advice import Advice
    from knowledge.catalogue import Catalogue

KEY = "room"


@dataclass(frozen=True, slots=True)
class Room:
    """What was seen here."""

    brief: Brief
    """What the first advice was on."""
    first: Advice
    last: Advice
    entered: bool = False


def saw(advice: Advice, brief: Brief) -> None:
    """Remembers advice that was shown."""
    known = _room()
    st.session_state[KEY] = (
        replace(known, last=advice) if known else Room(brief, advice, advice, bool(brief.decisions))
    )


def forget() -> None:
    """Another design is open."""
    st.session_state.pop(KEY, None)


def noted(old: Brief, new: Brief, catalogue: Callable[[], Catalogue]) -> Brief:
    """The changed brief, with its log if there is one."""
    known = _room()
    if not (known.entered if known else old.decisions) or unnoted(old) == unnoted(new):
        return new
    from advisor.decision_log import noted as logged  # late: most changes are made outside

    return logged(old, new, known.last if known else None, catalogue(), _today())


def entered(history: Sequence[Brief], catalogue: Callable[[], Catalogue]) -> Sequence[Brief] | None:
    """The history, the present brief last, with what changed since the first advice in its log.
    None where there is nothing to add."""
    known = _room()
    if known is None or known.entered:
        return None
    st.session_state[KEY] = replace(known, entered=True)
    found = [at for at, each in enumerate(history) if each == known.brief]
    first = found[-1] if found else 0
    if history[-1].decisions or first == len(history) - 1:
        return None
    from advisor.decision_log import replayed

    return [*history[:first], *replayed(history[first:], known.first, catalogue(), _today())]


def _room() -> Room | None:
    found: Room | None = st.session_state.get(KEY)
    return found


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()
