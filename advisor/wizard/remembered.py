"""What is said of a design stays the same for as long as the design does.

Not a cache of Streamlit's: that would copy what is said, and record the progress that is shown
while it is first worked out.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from advisor.brief import Brief
from advisor.wizard import state

MOST = 64  # designs, or states of one
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Design:
    """A brief, which is the same only if it is the same object: to compare what two say takes as
    long as what is saved by it, and a brief is replaced by another when it changes."""

    brief: Brief

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Design) and self.brief is other.brief

    def __hash__(self) -> int:
        return id(self.brief)


def of_design(tell: Callable[[], T]) -> Callable[[], T]:
    """Remembers what is told of the session's design, until that, the address of the design or the
    knowledge changes. What is told must rest on nothing else."""

    @functools.lru_cache(MOST)
    def remembered(_design: _Design, _address: str, _version: str) -> T:
        return tell()

    @functools.wraps(tell)
    def told() -> T:
        version = state.catalogue().version
        return remembered(_Design(state.brief()), urlencode(state.query()), version)

    return told
