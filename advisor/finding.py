"""What a critique says: findings with their reasons, evidence and cures, as plain data."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from advisor.brief import Edit, Part
from advisor.route import Step
from knowledge.schema import Evidence
from knowledge.vocabulary import Finds, Grade, Level, Severity


class Voice(Part):
    """One piece of evidence of a finding."""

    source: str
    grade: str
    says: str
    finds: str


def voices(evidence: Iterable[Evidence]) -> tuple[Voice, ...]:
    """Pieces of evidence as a finding has them."""
    return tuple(map(_voice, evidence))


@functools.lru_cache(maxsize=8192)  # one object for all findings of all designs that rest on it
def _voice(item: Evidence) -> Voice:
    return Voice(source=item.source, grade=item.grade, says=item.says, finds=item.finds)


def strongest(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Each voice once: those who found otherwise first, then the better kinds of support."""
    order = list(Grade)
    unique = dict.fromkeys(voices)
    return tuple(
        sorted(
            unique,
            key=lambda voice: (voice.finds == Finds.SUPPORTS, order.index(Grade(voice.grade))),
        )
    )


class EditSaid(Part):
    """An edit of the brief, as data."""

    op: str
    metric: str | None = None
    field: str | None = None
    value: Any = None

    def edit(self) -> Edit:
        return Edit(self.op, self.metric, self.field, self.value)  # type: ignore[arg-type]


class FixSaid(Part):
    """A cure that a button can apply."""

    says: str
    edits: tuple[EditSaid, ...]


class Effect(Part):
    """Findings before and after a fix."""

    errors: tuple[int, int]
    warnings: tuple[int, int]
    advice: tuple[int, int]


class Finding(Part):
    """One place where the set is wrong, will hurt, or is worth a look."""

    id: str
    code: str
    name: str
    family: str
    severity: Severity
    conditional: bool
    cause: str
    """What groups it with others: the metric to blame, or the gap."""
    subjects: tuple[str, ...]
    written: tuple[str, ...]
    level: Level | None
    message: str
    why: str
    cure: str
    path: tuple[Step, ...]
    evidence: tuple[Voice, ...]
    fix: FixSaid | None
    effect: Effect | None
    forbids: str | None = None
    """Why no fix is offered: what stands in the way of every edit that would cure it."""


class Move(Part):
    """The one thing to do next."""

    finding: str
    """Id of the finding that it cures."""
    says: str
    """What to do, and what it should do."""
    worth: str
    """In people, hours or money by the user's own figures; empty where they do not allow it."""
    bigger: str | None = None
    """Id of a finding whose cure would do more, but is for somebody else to decide."""
    ask: str = ""
    """Whom to ask for the bigger one, and what for."""


class Group(Part):
    """Findings with one root cause, the gravest first."""

    cause: str
    findings: tuple[Finding, ...]


class Passed(Part):
    """A rule that was judged and does not fire."""

    code: str
    says: str


class Skipped(Part):
    """A rule that could not be judged, and the question to ask."""

    code: str
    title: str
    missing: str
    question: str


class AcceptedFinding(Part):
    """A finding that somebody decided to live with."""

    finding: Finding
    reason: str
    by: str
    on: str


class Critique(Part):
    """Four lists and a verdict. No score."""

    verdict: str
    judged: tuple[int, int]
    """How many names of the list were understood, and how many there are."""
    aim: str
    """What warnings say will be hurt: the chosen strategy, or the name of the one assumed."""
    to_tick: str
    """What to tick so that it shows what people will do; empty where something is ticked."""
    next_move: str | None
    """Id of the finding whose fix to make first."""
    move: Move | None
    """The same in words, with what it is worth and whom to ask for more."""
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    skipped: tuple[Skipped, ...]
    accepted: tuple[AcceptedFinding, ...]

    def counts(self) -> tuple[int, int, int]:
        """(errors, warnings, advice)."""
        return triple(item.severity for item in self.findings)


def triple(severities: Iterable[Severity]) -> tuple[int, int, int]:
    """(errors, warnings, advice)."""
    counted = list(severities)
    return (
        counted.count(Severity.ERROR),
        counted.count(Severity.WARNING),
        counted.count(Severity.ADVICE),
    )
