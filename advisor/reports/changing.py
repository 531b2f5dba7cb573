"""From today's list to the set as a report says it: each line once, under who decides on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.change import Asked, Change, Page, Phase, Plan


@dataclass(frozen=True, slots=True)
class Step:
    """One line that changes or comes in, and what is said of it to who decides."""

    change: Change
    asked: Asked


@dataclass(frozen=True, slots=True)
class Deciding:
    """What one of those who decide is asked."""

    page: Page
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase of the plan, what is said of several metrics alike said once."""

    phase: Phase
    lines: tuple[tuple[tuple[str, ...], str], ...]
    """Metrics, and what happens to them."""


def deciding(diff: Iterable[Change], plan: Plan) -> tuple[Deciding, ...]:
    """A part for each who decides or has to know, in the order of the plan's pages."""
    known: Mapping[str, Change] = {item.metric: item for item in diff}
    return tuple(
        Deciding(page, tuple(Step(known[asked.metric], asked) for asked in page.decide))
        for page in plan.pages
    )


def stages(plan: Plan) -> tuple[Stage, ...]:
    """The phases in time."""
    found = []
    for phase in plan.phases:
        alike: dict[str, list[str]] = {}
        for line in phase.lines:
            alike.setdefault(line.says, []).append(line.metric)
        lines = tuple((tuple(metrics), says) for says, metrics in alike.items())
        found.append(Stage(phase, lines))
    return tuple(found)
