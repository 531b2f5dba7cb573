"""Findings by root cause, and the few that a reader sees first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.finding import Finding, Group
from knowledge.vocabulary import Severity

IN_VIEW = 7


def groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """By cause, in the order in which each cause first appears: the gravest first."""
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(finding.cause, []).append(finding)
    return tuple(Group(cause=cause, findings=tuple(each)) for cause, each in causes.items())


def in_view(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The few to show first, at most seven: what is wrong, then the gravest of each other cause,
    then the rest."""
    wrong = [item for item in findings if item.severity is Severity.ERROR]
    seen = {item.cause for item in wrong}
    leading = []
    for item in findings:
        if item.cause not in seen:
            seen.add(item.cause)
            leading.append(item)
    rest = [item for item in findings if item not in wrong and item not in leading]
    kept = [*wrong, *leading, *rest][:IN_VIEW]
    return tuple(item for item in findings if item in kept)
