"""What a check may say, what it reads, and the register of all checks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from advisor.brief import Edit
from advisor.case import Case, Line
from knowledge.catalogue import Catalogue, Claim
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


class Hit(NamedTuple):
    """A place where a rule is broken. It knows no code, no severity and no prose of the rule.

    What is only told is worked out when somebody asks: most hits are merely counted, to see what a
    fix would do. A named tuple, as thousands are made.
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
    parts: tuple[str, ...] = ()
    """All that it is about, one by one, where that hangs on other lines too, and of which it names
    the gravest: whoever accepts it with a reason accepts each of them."""
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
    """What a check of the whole list looks at. An edit that touches none of it leaves what the
    check said as it was."""

    PRESENT = "present"
    """Which metrics stand on the list, and how many."""
    PRESSURE = "pressure"
    """Levels, targets, weights and consequences of lines."""
    NOTES = "notes"
    """Whatever else is written beside lines."""


HangsOn: TypeAlias = Callable[[Case, Line, dict[str, Any]], Iterable[str]]
Plays: TypeAlias = Callable[[Case, Line, dict[str, Any]], bool]
About: TypeAlias = Callable[[Catalogue, dict[str, Any]], Collection[str]]
ANY = "*"


@dataclass(frozen=True, slots=True)
class Check:
    """A check as registered: `(case, *, parameters)` of the whole list, or `(case, line, *,
    parameters)` of one known line at a time."""

    name: str
    function: Callable[..., Said]
    by_line: bool
    reads: frozenset[Reads] = frozenset()
    """Of a check of the whole list."""
    plays: Plays | None = None
    """Of a check of the whole list: whether a line can play a part in what it says, by itself.
    Where none of the lines that an edit changes does, it says the same as before."""
    hangs_on: HangsOn | None = None
    """Of a check of lines: metrics whose coming, or whose going alone, changes what it says of a
    line, and `ANY` where every one does; not given, it looks at no other line."""
    about: About | None = None
    """Of a check of lines: the only metrics of which it can say anything; not given, any."""
    pressed_only: bool = False
    """It has nothing to say of a line on which nothing hangs."""


CHECKS: dict[str, Check] = {}
Register: TypeAlias = Callable[[Callable[..., Said]], Callable[..., Said]]


def check(*reads: Reads, plays: Plays | None = None) -> Register:
    """Registers a check of the whole list under its name, with what it reads of it."""
    return _register(by_line=False, reads=frozenset(reads), plays=plays)


def line_check(
    *, hangs_on: HangsOn | None = None, about: About | None = None, pressed_only: bool = False
) -> Register:
    """Registers a check of one line at a time, with what it reads of the other lines."""
    return _register(by_line=True, hangs_on=hangs_on, about=about, pressed_only=pressed_only)


def _register(**declared: Any) -> Register:
    def register(function: Callable[..., Said]) -> Callable[..., Said]:
        name = function.__name__
        if name in CHECKS:
            raise ValueError(f"two checks are called {name}")
        CHECKS[name] = Check(name, function, **declared)
        return function

    return register
