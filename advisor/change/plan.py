"""The change plan: from today's list to the recommended set, one step per metric."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.behaviour import Expected
from advisor.case import Case
from advisor.change import standing
from advisor.change.altering import Step, steps
from advisor.change.deciding import decision
from advisor.change.floor import PAY_FIRST, words
from advisor.change.pages import pages
from advisor.change.paying import pay
from advisor.change.phases import pay_week, phases
from advisor.change.step import ORDER, Change, Plan
from advisor.change.timing import timing
from advisor.finding import Finding
from advisor.recommend import Recommendation
from advisor.worth import worth

FAMILIES = ("TGT", "WHY")
"""Rules whose findings say what is wrong with a target."""


def change_plan(
    case: Case, recommendation: Recommendation, findings: Sequence[Finding]
) -> tuple[Change, ...]:
    """Keep, add, change, drop, in the order in which one would do it: what harms goes first. Empty
    where there is no set to go to.

    `findings` are what the critique says of today's list; those of `FAMILIES` are enough.
    """
    if recommendation.clash:
        return ()
    found = steps(case, recommendation, findings)
    timed = {step.metric: timing(case, step, found) for step in found}
    ordered = sorted(
        found,
        key=lambda step: (
            ORDER.index(step.what),
            not timed[step.metric].at_once,
            timed[step.metric].stops if timed[step.metric].stops is not None else 99,
            _rank(step),
            step.metric,
        ),
    )
    return tuple(
        _change(case, recommendation, step, found, number)
        for number, step in enumerate(ordered, start=1)
    )


def _rank(step: Step) -> int:
    return (step.item.priority or 50) if step.item is not None else 99


def _change(
    case: Case,
    recommendation: Recommendation,
    step: Step,
    everything: Sequence[Step],
    number: int,
) -> Change:
    time = timing(case, step, everything)
    who = decision(case, step)
    money = pay(case, step, recommendation.metrics, time.stops)
    counted = step.item is None and step.what in ("change", "keep")
    says = words(case, step, time, recommendation.metrics)
    return Change(
        metric=step.metric,
        what=step.what,
        because=step.because,
        decided_by=who.by,
        order=number,
        written=tuple(line.written for line in step.lines),
        today=standing.today(step.lines),
        then=standing.COUNTED if counted else standing.then(step.item),
        alters=step.alters,
        assumed=who.assumed,
        tells=who.tells,
        at_once=time.at_once,
        shadow_weeks=time.shadow_weeks,
        shadow=time.shadow,
        stops=time.stops,
        waits_for=time.waits_for,
        pay=money,
        says=says,
        says_after=PAY_FIRST if says and money and money.then else None,
    )


def whole_plan(
    case: Case,
    recommendation: Recommendation,
    changes: Sequence[Change],
    provoked: Sequence[Expected],
) -> Plan:
    """The steps in time and the pages to take to those who decide.

    `provoked` is what today's list makes people do.
    """
    if not case.brief.today or recommendation.clash:
        return Plan(phases=(), pages=(), pay_week=None, unread=())
    return Plan(
        phases=phases(changes, case.catalogue.label),
        pages=pages(case, recommendation, changes, provoked, worth(case)),
        pay_week=pay_week(changes),
        unread=tuple(line.written for line in case.unread),
    )
