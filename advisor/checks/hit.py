"""What a check may say: a hit, or that a fact is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from advisor.brief import Edit
from advisor.case import Case
from knowledge.catalogue import Claim
from knowledge.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of the brief that would cure a hit, and what they do in words."""

    says: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken. It knows no code, no severity and no prose of the rule."""

    subjects: tuple[str, ...] = ()
    """Metric ids, the one to blame first."""
    lines: tuple[int, ...] = ()
    """Rows of today's list, by index."""
    level: Level | None = None
    facts: dict[str, str] = field(default_factory=dict)
    """Fills the placeholders of the rule's message; `subject` and `level` are filled for all."""
    path: tuple[Claim, ...] = ()
    fix: Fix | None = None
    conditional: bool = False
    """It rests on a consequence that nobody stated: 'if this is paid for'."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact without which the check cannot judge, and the question to ask."""

    fact: str
    question: str


Said: TypeAlias = Iterator[Hit | Missing]
Check: TypeAlias = Callable[..., Said]

CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Registers a check under its name: `(case, *, parameters of the rule) -> hits`."""
    if function.__name__ in CHECKS:
        raise ValueError(f"two checks are called {function.__name__}")
    CHECKS[function.__name__] = function
    return function


def run(name: str, case: Case, params: dict[str, Any]) -> tuple[Hit | Missing, ...]:
    """What a check says of a case."""
    return tuple(CHECKS[name](case, **params))
