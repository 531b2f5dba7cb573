"""When each step happens: what stops at once, what is counted in shadow first and for how long,
and what stops only when its replacement stands. Weeks from the start, week 0.

The lengths are our judgement: a baseline has to hold a month end, whatever answers fast; what
answers in weeks needs two months, and what answers in months a quarter or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.case import Case
from advisor.change.altering import Step, harmful
from advisor.change.standing import there
from advisor.checks.stakes import stake
from advisor.recommend import Chosen
from knowledge.vocabulary import Delay

BASELINE: Mapping[Delay, int] = {
    Delay.HOURS: 4,
    Delay.DAYS: 4,
    Delay.WEEKS: 8,
    Delay.MONTHS: 13,
    Delay.QUARTERS: 26,
}
"""Weeks in shadow, by how soon a metric answers."""
SOON = 4  # weeks; where nothing takes its place, the next report but one
LONGEST_WAIT = 13  # weeks; nothing that presses people is kept longer for its replacement's sake


@dataclass(frozen=True, slots=True)
class Timing:
    """When one step happens."""

    at_once: bool
    shadow_weeks: int | None
    shadow: str | None
    stops: int | None
    waits_for: tuple[str, ...]


def timing(case: Case, step: Step, everything: Iterable[Step]) -> Timing:
    """The time of one step among all of them."""
    weeks = _shadow_weeks(case, step)
    shadow = _shadow_says(case, step, weeks) if weeks else None
    if step.what in ("add", "keep"):
        return Timing(False, weeks, shadow, None, ())
    if any(harmful(case, line) for line in step.lines):
        return Timing(True, weeks, shadow, 0, ())
    if all(stake(line) is False for line in step.lines):
        return Timing(False, weeks, shadow, None, ())
    waits = replaced_by(case, step, everything)
    lengths = [
        BASELINE[moves.answers_in]
        for key in waits
        if (moves := case.catalogue.metrics[key].moves) is not None
    ]
    own = [weeks] if weeks and step.item is not None else []
    stops = min(max([*lengths, *own], default=SOON), LONGEST_WAIT)
    return Timing(False, weeks, shadow, stops, waits)


def _shadow_weeks(case: Case, step: Step) -> int | None:
    """What is new, or counted or aimed at in another way, is counted without consequence first."""
    anew = step.what == "add" or step.changes("definition", "target")
    moves = case.catalogue.metrics[step.metric].moves
    return BASELINE[moves.answers_in] if anew and step.item is not None and moves else None


def _shadow_says(case: Case, step: Step, weeks: int) -> str:
    entry = case.catalogue.metrics[step.metric]
    says = f"{weeks} weeks"
    if entry.least_observations and entry.observation:
        says += f", and at least {entry.least_observations} observations (one is "
        says += f"{entry.observation})"
    missing = step.item.missing_systems if step.item else ()
    if missing:
        return f"{says}. First it needs: {', '.join(missing)}; the weeks run from there."
    return f"{says}."


def replaced_by(case: Case, step: Step, everything: Iterable[Step]) -> tuple[str, ...]:
    """The new metrics of the set that take over what a step's metric was there for: the one that
    took its seat, else those that serve the objective that it was pushed for."""
    if step.item is not None and step.item.tier == "pursue":
        return ()
    new = [
        other.item
        for other in everything
        if other.what == "add" and other.item is not None and _same_card(step, other.item)
    ]
    seated = [item.metric for item in new if step.metric in item.displaces]
    if seated:
        return tuple(seated)
    outcome = _served(case, step.metric)
    goals = {goal.id for goal in case.goals if goal.outcome == outcome}
    serving = [item for item in new if item.tier == "pursue" and item.objective in goals]
    return tuple(item.metric for item in sorted(serving, key=_first)[:1])


def _same_card(step: Step, item: Chosen) -> bool:
    """A number does not wait for one that other people look at."""
    levels = {level for line in step.lines for level in line.levels or ()}
    return not levels or bool(levels & there(item))


def _first(item: Chosen) -> tuple[bool, int, str]:
    return (item.slot != "result", item.priority or 99, item.metric)


def _served(case: Case, metric: str) -> str | None:
    """The outcome that it helps most by value."""
    helping = case.influence.by_value(metric).helping
    return min(helping, key=lambda key: (-helping[key].share, key), default=None)
