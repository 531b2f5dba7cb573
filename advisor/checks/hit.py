"""What a check may say, what it reads, and the register of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from advisor.brief import Edit
from advisor.case import Case, Line
from knowledge.catalogue import Claim
from knowledge.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of the brief that would cure a hit, and what they do in words."""

    says: str
    edits: tuple[Edit, ...]


def _nothing() -> Mapping[str, str]:
    return {}


def _no_path() -> tuple[Claim, ...]:
    return ()


def _no_cure() -> Iterator[Fix]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken. It knows no code, no severity and no prose of the rule.

    What is only told is worked out when somebody asks: most hits are merely counted, to see what a
    fix would do.
    """

    subjects: tuple[str, ...] = ()
    """Metric ids, the one to blame first."""
    lines: tuple[int, ...] = ()
    """Rows of today's list, by index."""
    level: Level | None = None
    conditional: bool = False
    """It rests on a consequence that nobody stated: 'if this is paid for'."""
    mild: bool = False
    """It speaks one step milder here than the rule does: something beside it takes the edge off,
    or what would is not known."""
    mark: tuple[str, ...] = ()
    """What else tells it from another hit of the same rule on the same subjects."""
    facts: Callable[[], Mapping[str, str]] = _nothing
    """Fills the placeholders of the rule's message; `told` fills what every line has."""
    path: Callable[[], tuple[Claim, ...]] = _no_path
    cures: Callable[[], Iterable[Fix]] = _no_cure
    """Fixes, the one that one would name first before the others."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact without which the check cannot judge, and the question to ask."""

    fact: str
    question: str


Said: TypeAlias = Iterator[Hit | Missing]


class Reads(StrEnum):
    """What a check looks at beyond the line that it judges. An edit that touches none of it leaves
    what the check said of other lines as it was."""

    PRESENT = "present"
    """Which metrics stand on the list, and how many."""
    PRESSURE = "pressure"
    """Levels, targets, weights and consequences of other lines."""
    NOTES = "notes"
    """Whatever else is written beside other lines."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check as registered: `(case, *, parameters)` of the whole list, or `(case, line, *,
    parameters)` of one known line at a time."""

    name: str
    function: Callable[..., Said]
    reads: frozenset[Reads]
    by_line: bool
    hangs_on: HangsOn | None = None
    """Metrics whose coming or going changes what it says of a line, and `ANY` where every one
    does; not given, every one does."""
    pressed_only: bool = False
    """It has nothing to say of a line on which nothing hangs."""
    plays: Plays | None = None
    """Of a check of the whole list: whether a line can play a part in what it says. Where none of
    the lines that an edit changes does, it says the same as before."""

    def of(self, case: Case, params: dict[str, Any]) -> tuple[Hit | Missing, ...]:
        """All that it says of a case."""
        if not self.by_line:
            return tuple(self.function(case, **params))
        return tuple(said for line in case.known for said in self.function(case, line, **params))

    def of_line(self, case: Case, line: Line, params: dict[str, Any]) -> tuple[Hit, ...]:
        """What it finds in one line."""
        return tuple(said for said in self.function(case, line, **params) if isinstance(said, Hit))


HangsOn: TypeAlias = Callable[[Case, Line, dict[str, Any]], Iterable[str]]
Plays: TypeAlias = Callable[[Case, Line, dict[str, Any]], bool]
ANY = "*"

CHECKS: dict[str, Check] = {}
Register: TypeAlias = Callable[[Callable[..., Said]], Callable[..., Said]]


def check(*reads: Reads, plays: Plays | None = None) -> Register:
    """Registers a check of the whole list under its name, with what it reads of it."""
    return _register(frozenset(reads), by_line=False, plays=plays)


def line_check(
    *reads: Reads, hangs_on: HangsOn | None = None, pressed_only: bool = False
) -> Register:
    """Registers a check of one line at a time, with what it reads of the other lines."""
    return _register(frozenset(reads), by_line=True, hangs_on=hangs_on, pressed_only=pressed_only)


def _register(
    reads: frozenset[Reads],
    *,
    by_line: bool,
    hangs_on: HangsOn | None = None,
    pressed_only: bool = False,
    plays: Plays | None = None,
) -> Register:
    def register(function: Callable[..., Said]) -> Callable[..., Said]:
        name = function.__name__
        if name in CHECKS:
            raise ValueError(f"two checks are called {name}")
        CHECKS[name] = Check(name, function, reads, by_line, hangs_on, pressed_only, plays)
        return function

    return register
