"""Checks of cover: what the strategy, the situation or any centre needs to see and does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from advisor.brief import Edit
from advisor.case import Case, Goal
from advisor.checks.fixes import watching
from advisor.checks.hit import Fix, Hit, Said, check
from advisor.checks.stakes import of_themes, stake, steers
from advisor.checks.uses import names
from advisor.setting import Setting, applies
from knowledge.vocabulary import Dimension, Kind, Overlap, Strength, Theme

# A metric tells of an outcome from about one strong step or a medium one with next to nothing lost.
TELLS = 450
# Of the objectives in force, those that matter: a weight of 3 at a priority of 3, or more.
MATTERS = 9
MOST_GOALS = 3
MOST_DEMANDS = 3


@check
def goal_unseen(case: Case) -> Said:
    """An objective of the stated strategy, of those that matter most, that no line tells of.
    Where only a lean was stated, the objectives are assumed and not held against anybody."""
    for goal in _blind_goals(case):
        wanted = _best(case, goal)
        yield Hit(
            subjects=wanted[:3],
            facts={"goal": goal.says.rstrip("."), "best": _named(case, wanted)},
            fix=_adding(case, wanted[0]),
        )


def _blind_goals(case: Case) -> tuple[Goal, ...]:
    stated = case.brief.strategy
    said = stated.preset or stated.priorities or stated.objectives
    if not said or not _judged(case):
        return ()
    found: dict[str, Goal] = {}
    for goal in sorted(case.goals, key=lambda goal: (-goal.weight, goal.id)):
        if goal.weight >= MATTERS and _best(case, goal) and not _told(case, goal):
            found.setdefault(goal.outcome, goal)
    return tuple(found.values())[:MOST_GOALS]


def _told(case: Case, goal: Goal) -> bool:
    return bool(case.present & set(goal.result)) or _seen(case, goal.outcome)


def _best(case: Case, goal: Goal) -> tuple[str, ...]:
    return tuple(key for key in goal.result if case.fits(key))


def _seen(case: Case, outcome: str, shown: bool = False) -> bool:
    """Whether a line, chased or not, measures the outcome or (unless it must be shown) moves it
    noticeably."""
    here = Setting(contexts=case.contexts)
    measured = {
        claim.end
        for metric in case.present
        for claim in case.catalogue.related(metric, Kind.MEASURES)
        if claim.relation.strength is not Strength.WEAK and applies(claim.relation.when, here)
    }
    helped = not shown and any(
        case.influence.by_value(metric).help(outcome) >= TELLS for metric in case.present
    )
    return outcome in measured or helped


def _judged(case: Case, anywhere: bool = False) -> bool:
    """Whether there is a set that anybody steers by: nothing but reports, or (unless `anywhere`)
    nothing but the cards of agents and teams, is none."""
    return any(stake(line) is not False and (anywhere or steers(line)) for line in case.known)


def _named(case: Case, wanted: Sequence[str]) -> str:
    """The first two, to start a sentence with."""
    said = names(case, wanted[:2])
    return said[:1].upper() + said[1:]


@check
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
    this priority at least. An objective that says so already is left to speak for itself.

    `work` narrows to kinds of work, `after` to lists that tell of these outcomes (a greater gap
    speaks first), `fewest` to lists of that many lines. With `shown`, only what measures an
    outcome tells of it, and not what moves it; with `anywhere`, agents' cards count as a set."""
    wanted = [key for key in best if case.fits(key)]
    blind = {goal.outcome for goal in _blind_goals(case)}
    if (
        not wanted
        or blind & set(outcomes)
        or len(case.known) < fewest
        or not _judged(case, anywhere)
        or set(wanted) & set(_unmet(case))
        or max(case.priorities.get(outcome, 0) for outcome in outcomes) < least
        or (work and not case.has(Dimension.WORK, *work))
        or (themes and of_themes(case, themes))
        or any(_seen(case, outcome, shown) for outcome in outcomes)
        or not all(_seen(case, outcome) for outcome in after)
    ):
        return
    yield Hit(
        subjects=tuple(wanted[:2]),
        facts={"best": _named(case, wanted)},
        fix=_adding(case, wanted[0]),
    )


@check
def demand_unmet(case: Case) -> Said:
    """What a context in force or the strategy cannot do without is not on the list."""
    for metric in _unmet(case):
        yield Hit(
            subjects=(metric,),
            facts={"because": case.demanded[metric], "demander": _demander(case, metric)},
            fix=_adding(case, metric),
        )


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
    return tuple(found[:MOST_DEMANDS])


def _stands_for(case: Case, metric: str) -> bool:
    """Whether it, or the same thing from another source, is on the list."""
    same = (Overlap.SAME_NUMBER, Overlap.SAME_THING)
    return any(key == metric or case.overlap(key, metric) in same for key in case.present)


def _demander(case: Case, metric: str) -> str:
    for key in case.in_force:
        context = case.catalogue.contexts[key]
        if any(item.metric == metric for item in context.demands):
            return f"{context.dimension.label.rstrip('?')}: {context.name}"
    return f"the strategy: {case.strategy.name}"


@check
def owed_missing(case: Case) -> Said:
    """What is owed to law, a regulator or a contract is not on the list."""
    for metric in sorted(set(case.owed) - case.present):
        if case.known:
            yield Hit(
                subjects=(metric,),
                facts={"because": case.owed[metric]},
                fix=_adding(case, metric),
            )


def _adding(case: Case, metric: str) -> Fix:
    edits: tuple[Edit, ...] = watching(case, metric).edits
    return Fix(f"Put {names(case, [metric])} on the list, to be watched first.", edits)
