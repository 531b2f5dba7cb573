"""What stands out, as a reader takes it in: the gravest causes whole, a line for each of the rest.

A finding has a number that one can say in a meeting: 2.3 is the third about the second cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.critique import IN_VIEW, groups
from advisor.finding import Critique, Effect, Finding, Group
from knowledge.vocabulary import Severity

COUNTED = {
    Severity.ERROR: "wrong",
    Severity.WARNING: "will hurt",
    Severity.ADVICE: "worth a look",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a cause."""

    mark: str
    finding: Finding
    argued: str
    """Where the same rule was argued before; empty where it speaks for the first time."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One root cause with its findings, the gravest first."""

    number: int
    says: str
    counted: str
    """`2 wrong, 5 will hurt`"""
    lines: tuple[str, ...]
    """Lines of today's list as they were written."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StandingOut:
    """All causes in their order: at most seven in view, and the rest."""

    view: tuple[Cause, ...]
    rest: tuple[Cause, ...]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Findings that are in view."""
        return tuple(item.finding for cause in self.view for item in cause.items)


def standing_out(found: Critique) -> StandingOut:
    """The causes of a critique, most important first."""
    argued: dict[str, str] = {}
    told = [_cause(at, group, argued) for at, group in enumerate(groups(found.findings), start=1)]
    return StandingOut(tuple(told[:IN_VIEW]), tuple(told[IN_VIEW:]))


def _cause(number: int, group: Group, argued: dict[str, str]) -> Cause:
    items = []
    for at, finding in enumerate(group.findings, start=1):
        mark = f"{number}.{at}"
        items.append(Item(mark, finding, argued.get(finding.code, "")))
        argued.setdefault(finding.code, mark)
    written = dict.fromkeys(name for item in group.findings for name in item.written)
    return Cause(number, group.cause, counted(group.findings), tuple(written), tuple(items))


def counted(findings: Sequence[Finding]) -> str:
    """`2 wrong, 5 will hurt`: how many of each severity there are."""
    numbers = {kind: sum(item.severity is kind for item in findings) for kind in Severity}
    return ", ".join(f"{number} {COUNTED[kind]}" for kind, number in numbers.items() if number)


def moved(found: Critique) -> Finding | None:
    """The finding that the next move is about."""
    wanted = found.move.finding if found.move else None
    return next((item for item in found.findings if item.id == wanted), None)


def effect_says(effect: Effect) -> str:
    """What a fix does to the counts: `1 wrong → 0, 3 will hurt → 2`; what stays is left out."""
    pairs = zip(COUNTED.values(), (effect.errors, effect.warnings, effect.advice), strict=True)
    return ", ".join(f"{then[0]} {word} → {then[1]}" for word, then in pairs if then[0] != then[1])
