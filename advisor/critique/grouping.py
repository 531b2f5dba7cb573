"""Findings by root cause."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.finding import Finding, Group

IN_VIEW = 7  # causes that a reader sees whole at first


def groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """By cause, in the order in which each cause first appears: the gravest first."""
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(finding.cause, []).append(finding)
    return tuple(Group(cause=cause, findings=tuple(each)) for cause, each in causes.items())
