"""Checks of cover: what the strategy, the situation or any centre needs to see and does not."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from advisor.case import Case
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Reads, Said, check
from advisor.checks.partners import kept_first
from advisor.checks.remembered import of_case
from advisor.checks.stakes import a_set, chased_at_all, of_themes
from advisor.checks.uses import names
from advisor.goals import Goal
from advisor.place import Place
from advisor.setting import Setting, applies
from knowledge.vocabulary import Dimension, Kind, Strength, Theme

# A metric tells of an outcome from about one strong step or a medium one with next to nothing lost.
TELLS = 450
# Of the objectives in force, those that matter: a weight of 3 at a priority of 3, or more.
MATTERS = 9
MOST_GOALS = 3
# So far below what matters most, a gap is worth a look and no more.
ASIDE = 2


@check(Reads.PRESENT)
def goal_unseen(case: Case) -> Said:
    """An objective of the stated strategy, of those that matter most, that no line tells of.
    Where only a lean was stated, the objectives are assumed and not held against anybody."""
    for goal in _blind_goals(case):
        wanted = _best(case, goal)
        yield Hit(
            subjects=wanted[:3],
            mark=(goal.id,),
            facts=partial(_goal_told, case, goal, wanted),
            cures=partial(_goal_cures, case, wanted),
        )


def _goal_cures(case: Case, wanted: tuple[str, ...]) -> Iterator[Fix]:
    """One number for this objective; else one for each that nothing shows, as the next would come
    up in its place."""
    yield from _adding(case, wanted)
    firsts = dict.fromkeys(_reachable(case, _best(case, goal))[0] for goal in _blind(case))
    yield cures.watching_all(case, list(firsts))


def _goal_told(case: Case, goal: Goal, wanted: tuple[str, ...]) -> dict[str, str]:
    return {"goal": goal.says.rstrip("."), "best": _named(case, wanted)}


def _blind_goals(case: Case) -> tuple[Goal, ...]:
    """The few that are said at once."""
    return _blind(case)[:MOST_GOALS]


@of_case
def _blind(case: Case) -> tuple[Goal, ...]:
    stated = case.brief.strategy
    said = stated.preset or stated.priorities or any(item.outcome for item in stated.objectives)
    if not said or not _judged(case):
        return ()
    found: dict[str, Goal] = {}
    for goal in sorted(case.goals, key=lambda goal: (-goal.weight, goal.id)):
        if goal.weight >= MATTERS and _best(case, goal) and not _told(case, goal):
            found.setdefault(goal.outcome, goal)
    return tuple(found.values())


def _told(case: Case, goal: Goal) -> bool:
    return bool(case.present & set(goal.result)) or _seen(case, goal.outcome)


def _best(case: Case, goal: Goal) -> tuple[str, ...]:
    return tuple(key for key in goal.result if case.fits(key))


def _seen(case: Case, outcome: str, shown: bool = False) -> bool:
    """Whether a line, chased or not, measures the outcome or (unless it must be shown) moves it
    noticeably."""
    place = case.place
    return not case.present.isdisjoint(_measuring(place, outcome)) or not (
        shown or case.present.isdisjoint(_moving(place, outcome))
    )


@functools.lru_cache(maxsize=2048)
def _measuring(place: Place, outcome: str) -> frozenset[str]:
    """Metrics that measure an outcome here, more than weakly."""
    here = Setting(contexts=place.contexts)
    return frozenset(
        claim.start
        for claim in place.catalogue.related(outcome, Kind.MEASURES, reverse=True)
        if claim.relation.strength is not Strength.WEAK and applies(claim.relation.when, here)
    )


@functools.lru_cache(maxsize=2048)
def _moving(place: Place, outcome: str) -> frozenset[str]:
    """Metrics that move an outcome noticeably for the better."""
    leads = place.influence.leads
    helps = leads.help[:, leads.outcomes.index(outcome)] >= TELLS
    return frozenset(itertools.compress(leads.metrics, helps))


def _judged(case: Case, anywhere: bool = False) -> bool:
    """Whether there is a set to judge; with `anywhere`, the cards of people are one too."""
    return chased_at_all(case) if anywhere else a_set(case)


def _named(case: Case, wanted: Sequence[str]) -> str:
    """The first two, to start a sentence with."""
    said = names(case, _reachable(case, wanted)[:2])
    return said[:1].upper() + said[1:]


@check(Reads.PRESENT)
def ground_unseen(
    case: Case,
    *,
    outcomes: Collection[str],
    least: int,
    best: Collection[str],
    themes: Collection[Theme] = (),
    work: Collection[str] = (),
    after: Collection[str] = (),
    fewest: int = 1,
    shown: bool = False,
    anywhere: bool = False,
) -> Said:
    """No line of these themes, and none that tells of these outcomes, although one of them has
    this priority at least; milder where that is far below the first. An objective that says so
    already is left to speak for itself.

    `work` narrows to kinds of work, `after` to lists that tell of these outcomes (a greater gap
    speaks first), `fewest` to lists of that many lines. With `shown`, only what measures an
    outcome tells of it, and not what moves it; with `anywhere`, agents' cards count as a set."""
    if any(_seen(case, outcome, shown) for outcome in outcomes):
        return  # nearly always, and soon told
    wanted = [key for key in best if case.fits(key)]
    blind = {goal.outcome for goal in _blind_goals(case)}
    most = max(case.priorities.get(outcome, 0) for outcome in outcomes)
    if (
        not wanted
        or blind & set(outcomes)
        or len(case.known) < fewest
        or not _judged(case, anywhere)
        or set(wanted) & set(_unmet(case))
        or most < least
        or (work and not case.has(Dimension.WORK, *work))
        or (themes and of_themes(case, themes))
        or not all(_seen(case, outcome) for outcome in after)
    ):
        return
    yield Hit(
        subjects=tuple(wanted[:2]),
        mild=max(case.priorities.values()) - most >= ASIDE,
        facts=lambda: {"best": _named(case, wanted)},
        cures=partial(_adding, case, wanted),
    )


@check(Reads.PRESENT)
def demand_unmet(case: Case, *, owed: bool = False) -> Said:
    """What a context in force or the strategy cannot do without is not on the list; with `owed`,
    what is owed to law, a regulator or a contract."""
    if owed:
        for metric in sorted(set(case.owed) - case.present) if case.known else ():
            yield Hit(
                subjects=(metric,),
                facts=partial(_owed_told, case, metric),
                cures=partial(_adding, case, [metric]),
            )
        return
    found: dict[str, list[str]] = {}
    for metric in _unmet(case):
        found.setdefault(_demander(case, metric), []).append(metric)
    for demander, metrics in found.items():
        yield Hit(
            subjects=tuple(metrics),
            facts=partial(_demand_told, case, metrics, demander),
            cures=partial(_all_of, case, metrics),
        )


def _all_of(case: Case, metrics: list[str]) -> Iterator[Fix]:
    yield cures.watching_all(case, metrics)
    yield from _adding(case, metrics)


def _demand_told(case: Case, metrics: list[str], demander: str) -> dict[str, str]:
    told = names(case, metrics)
    one = len(metrics) == 1
    return {
        "needed": told[:1].upper() + told[1:],
        "is": "is" if one else "are",
        "because": case.demanded[metrics[0]],
        "demander": demander,
    }


@of_case
def _unmet(case: Case) -> tuple[str, ...]:
    """Demands that are open, the situation's before the strategy's. A strategy that was only
    assumed demands nothing, and an objective that says so already speaks for itself."""
    if not _judged(case):
        return ()
    must = {item.metric for item in case.strategy.must_have}
    spoken = {key for goal in _blind_goals(case) for key in goal.result}
    if not case.brief.strategy.preset:
        spoken |= must
    by_context = {
        item.metric for key in case.in_force for item in case.catalogue.contexts[key].demands
    }
    found = [
        key
        for key in case.demanded
        if key not in case.owed
        and (key in by_context or key not in spoken)
        and not _stands_for(case, key)
    ]
    return tuple(found)


def _stands_for(case: Case, metric: str) -> bool:
    """Whether it, or the same thing from another source, is on the list."""
    same = case.place.rivals.get(metric, frozenset())
    return metric in case.present or not case.present.isdisjoint(same)


def _demander(case: Case, metric: str) -> str:
    for key in case.in_force:
        context = case.catalogue.contexts[key]
        if any(item.metric == metric for item in context.demands):
            return f"{context.dimension.label.rstrip('?')}: {context.name}"
    return f"the strategy: {case.strategy.name}"


def _owed_told(case: Case, metric: str) -> dict[str, str]:
    return {"because": case.owed[metric]}


def _adding(case: Case, wanted: Sequence[str]) -> Iterator[Fix]:
    for metric in _reachable(case, wanted):
        yield cures.adding(case, metric)


def _reachable(case: Case, wanted: Sequence[str]) -> list[str]:
    """What can be had with the systems named comes first, and of that what the set holds."""
    best = kept_first(case, wanted)
    return sorted(best, key=lambda metric: bool(case.missing_systems(metric)))
