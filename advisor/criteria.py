"""Points: what a metric is worth under an objective. Few named criteria, each with a sentence.

Integers on a fine scale: an objective weighs 1 to 25 (its weight times the priority of its
outcome), a path keeps up to 1000 thousandths, so that the best result metric of the heaviest
objective brings 2500 points. Evidence is confidence and not value: it plays no part here.

In the terms of multi-criteria decision analysis this is an additive value model over a hierarchy
of objectives (Keeney and Raiffa, Decisions with Multiple Objectives, Wiley 1976), with one
departure: a metric counts fully for one objective and by half for its next best, so that a hub
which touches everything a little does not win everywhere.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from advisor.brief import Part
from advisor.case import Case, Goal
from advisor.influence import directions
from advisor.place import Place
from knowledge.vocabulary import Better, Delay, Effort, Level, Mover, Sort, Spread, Use

Slot = Literal["result", "driver"]
Criterion = Literal[
    "contribution",
    "second objective",
    "trade-off",
    "gaming",
    "fairness",
    "speed",
    "control",
    "cost",
    "familiarity",
    "owed",
]

SLOTS: tuple[Slot, ...] = ("result", "driver")

HEAVIEST = 25  # an outcome of priority 5 under an objective of weight 5
PER_RANK = 250  # what a result metric loses for each better one named before it
AT_HOME = 3  # a metric stands under an objective that it serves at least a third as well as any
AS_DRIVER = 600  # thousandths: a lever counts less than the result itself
LEAST_HELP = 150  # a driver needs a helping path of at least this share
LONGEST_HELP = 4  # relations from a driver to the outcome
USUAL_WEIGHT = 3  # weight at which harm to an outcome of a given priority counts

SPEED = {Delay.HOURS: 80, Delay.DAYS: 60, Delay.WEEKS: 30, Delay.MONTHS: 0, Delay.QUARTERS: -60}
COLLECTING = {Effort.LOW: 0, Effort.MEDIUM: -60, Effort.HIGH: -180}
FAMILIAR = {Spread.WIDESPREAD: 100, Spread.KNOWN: 0, Spread.RARE: -150}
UNMEASURED = -400
OUT_OF_REACH = -400
FAIR_AT_THE_FRONT = 100
OWED = 1000  # what is owed or demanded has a target before anything that is merely useful
ATTENTION = -250  # what one more watched number costs the people who look
WITHIN = frozenset(
    {Mover.AGENT, Mover.TEAM_LEADER, Mover.PLANNING, Mover.MANAGEMENT, Mover.PROCESS}
)


class Point(Part):
    """One criterion's part in a metric's points."""

    criterion: Criterion
    points: int
    says: str


class Reason(NamedTuple):
    """A point while it is weighed: thousands are, and a few become points that are shown."""

    criterion: Criterion
    points: int
    told: str | Callable[[], str]
    """The sentence, or what makes it where that takes a while."""

    @property
    def says(self) -> str:
        return self.told if isinstance(self.told, str) else self.told()

    @property
    def point(self) -> Point:
        return Point(criterion=self.criterion, points=self.points, says=self.says)


class _Helps:
    """What metrics do for objectives in a place, in thousandths: it rests on no weight, so that it
    is worked out once for all that is asked there."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._known: dict[tuple[str, tuple[str, ...]], Mapping[str, int]] = {}

    def shares(self, goal: Goal) -> Mapping[str, int]:
        """By metric, where there is enough: by the outcome, or by a result metric that the strategy
        names."""
        key = (goal.outcome, goal.result)
        if key not in self._known:
            found = dict(self._levers.get(goal.outcome, {}))
            for rank, result in enumerate(goal.result):
                for metric, share in self.place.influence.towards(result).items():
                    if metric != result:
                        left = share * (1000 - PER_RANK * rank) // 1000
                        found[metric] = max(left, found.get(metric, 0))
            for metric in found.keys() & self._bands:
                found[metric] //= 2  # a band helps where it was left: on one side at a time
            enough = {metric: share for metric, share in found.items() if share >= LEAST_HELP}
            self._known[key] = enough
        return self._known[key]

    @functools.cached_property
    def _bands(self) -> frozenset[str]:
        metrics = self.place.catalogue.metrics
        return frozenset(key for key in metrics if len(directions(metrics[key].better)) > 1)

    @functools.cached_property
    def _levers(self) -> Mapping[str, Mapping[str, int]]:
        """By outcome and metric, where a path is short enough; what merely shows an outcome is no
        lever on it."""
        leads = self.place.influence.leads
        shows = (leads.steps == 1) & (leads.causes == 0)
        enough = (leads.help >= LEAST_HELP) & (leads.steps <= LONGEST_HELP) & ~shows
        found: dict[str, dict[str, int]] = {outcome: {} for outcome in leads.outcomes}
        for row, column in np.argwhere(enough).tolist():
            found[leads.outcomes[column]][leads.metrics[row]] = int(leads.help[row, column])
        return found


@dataclass(frozen=True, slots=True)
class _Brought:
    """What metrics bring to an objective: the slot of each and its points."""

    goal: Goal
    by: Mapping[str, tuple[Slot, int]]


@functools.lru_cache(maxsize=8)
def _brought_to(case: Case) -> Sequence[_Brought]:
    """What metrics bring to each objective in force."""
    helps, heaviest = case.place.once(_Helps), max(goal.weight for goal in case.goals)
    found = []
    for goal in case.goals:
        # Beside the heaviest, which has 25: how high all priorities stand together says nothing of
        # what a metric is worth beside what it costs.
        weight = goal.weight * HEAVIEST // heaviest
        others = [other for other in case.goals if other.outcome == goal.outcome]
        shown = {metric for other in others for metric in other.result}
        by: dict[str, tuple[Slot, int]] = {}
        for rank, metric in enumerate(goal.result):
            by.setdefault(metric, ("result", weight * (1000 - PER_RANK * rank) // 10))
        for metric, share in helps.shares(goal).items():
            if metric not in shown:
                by[metric] = ("driver", weight * share * AS_DRIVER // 10_000)
        found.append(_Brought(goal, by))
    return found


def placements(case: Case, metric: str) -> Iterator[tuple[Goal, Slot, tuple[Reason, ...]]]:
    """Where a metric has a place, with all that makes its points there. A floor is no lever: it
    has a place only where an objective is about it."""
    floor = case.catalogue.metrics[metric].sort is Sort.FLOOR
    places = [
        (brought.goal, *found)
        for brought in _brought_to(case)
        if (found := brought.by.get(metric)) and (found[0] == "result" or not floor)
    ]
    best = max((points for _goal, _slot, points in places), default=0)
    if best > 0:
        everywhere = (*standing(case, metric), *obliged(case, metric))
        for goal, slot, points in places:
            if points * AT_HOME >= best:
                others = (brings for other, _slot, brings in places if other.id != goal.id)
                second = max(others, default=0) // 2
                yield goal, slot, (*_brought(case, metric, goal, slot, points, second), *everywhere)


def _brought(
    case: Case, metric: str, goal: Goal, slot: Slot, points: int, second: int
) -> Iterator[Reason]:
    name = case.catalogue.metrics[metric].name
    says = (
        f"{name} shows whether '{goal.says}' is reached."
        if slot == "result"
        else f"{name} moves '{goal.says}'."
    )
    yield Reason("contribution", points, says)
    if second:
        says = "It also serves another objective, which counts half."
        yield Reason("second objective", second, says)


def standing(case: Case, metric: str) -> tuple[Reason, ...]:
    """Points that a pursued metric brings or costs wherever it is placed."""
    fixed = case.place.once(_Fixed).of(metric)
    return (*_harm(case, metric), *_gaming(case, metric), *fixed, *collecting(case, metric))


class _Fixed:
    """Points that rest on the place alone."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._known: dict[str, tuple[Reason, ...]] = {}

    def of(self, metric: str) -> tuple[Reason, ...]:
        if metric not in self._known:
            self._known[metric] = tuple(self._found(metric))
        return self._known[metric]

    def _found(self, metric: str) -> Iterator[Reason]:
        front = (Level.AGENT, Level.TEAM)
        if any(self.place.use_at(metric, level).use is Use.PURSUE for level in front):
            says = "People at the front can move it themselves, so it is fair on their card."
            yield Reason("fairness", FAIR_AT_THE_FRONT, says)
        if moves := self.place.catalogue.metrics[metric].moves:
            says = f"It answers {moves.answers_in.label}."
            yield Reason("speed", SPEED[moves.answers_in], says)
            if WITHIN.isdisjoint(moves.who):
                yield Reason("control", OUT_OF_REACH, "Nobody in the centre can move it.")


def collecting(case: Case, metric: str) -> tuple[Reason, ...]:
    """What it costs to have the number at all."""
    entry, missing = case.catalogue.metrics[metric], case.missing_systems(metric)
    return _to_collect(entry.effort, entry.spread, missing)


@functools.lru_cache(maxsize=1024)
def _to_collect(
    effort: Effort | None, spread: Spread, missing: tuple[str, ...]
) -> tuple[Reason, ...]:
    found = []
    if effort and COLLECTING[effort]:
        found.append(Reason("cost", COLLECTING[effort], f"Collecting it {effort.label}."))
    if missing:
        says = f"It cannot be measured yet: it needs {', '.join(missing)}."
        found.append(Reason("cost", UNMEASURED, says))
    if FAMILIAR[spread]:
        found.append(Reason("familiarity", FAMILIAR[spread], f"It is {spread.label}."))
    return tuple(found)


def gate(case: Case, metric: str) -> tuple[Reason, ...]:
    """Points of a target that hangs under no objective: it is kept, whatever the strategy is."""
    return (*obliged(case, metric), *collecting(case, metric))


def obliged(case: Case, metric: str) -> Iterator[Reason]:
    """What is owed, or demanded as a target, is pursued before anything that is merely useful."""
    if metric in case.owed:
        yield Reason("owed", OWED, f"It is owed: {case.owed[metric]}")
    elif metric in case.demanded_as_target:
        yield Reason("owed", OWED, case.demanded[metric])


def watched(case: Case, metric: str) -> int:
    """Points of watching a metric: attention costs, collecting costs, and what shows an outcome
    that matters faithfully is watched before what only hints at it."""
    shows = _most(case).helps[metric]
    return ATTENTION + shows // 40 + sum(reason.points for reason in collecting(case, metric))


def _harm(case: Case, metric: str) -> list[Reason]:
    """The worst trade-off by value: what is paid even by honest improvement. A band is held and
    not improved; what leaving it costs on either side is why it has two ends."""
    if case.catalogue.metrics[metric].better is Better.BAND:
        return []
    points = -USUAL_WEIGHT * _most(case).harms[metric] // 20
    told = functools.partial(_paid_for, case, metric)
    return [Reason("trade-off", points, told)] if points else []


def _paid_for(case: Case, metric: str) -> str:
    harming, weights = case.influence.by_value(metric).harming, case.priorities
    worst = max((weights.get(key, 0) * path.share, key) for key, path in harming.items())
    return f"Improving it is paid for in: {case.catalogue.outcomes[worst[1]].name}."


def _gaming(case: Case, metric: str) -> list[Reason]:
    """The worst that pressure on it provokes, at the levels where it would be pursued."""
    points = -USUAL_WEIGHT * _most(case).spoils[metric] // 20
    return [Reason("gaming", points, functools.partial(_invites, case, metric))] if points else []


def _invites(case: Case, metric: str) -> str:
    worst = (0, "", "")
    for level, _provoking in case.place.pressed(metric):
        reach = case.influence.by_pressure(metric, case.expected(metric, level))
        for outcome, path in reach.harming.items():
            weight = case.priorities.get(outcome, 0) * path.share
            worst = max(worst, (weight, outcome, path.claims[0].end))
    behaviour = case.catalogue.behaviours[worst[2]].name
    return f"Under pressure it invites: {behaviour[0].lower()}{behaviour[1:]}."


class _Shares:
    """What metrics of a place do to outcomes, in thousandths, by metric and outcome in order of
    name: for them and against them by value, and against them by pressure."""

    def __init__(self, place: Place) -> None:
        leads = place.influence.leads
        here = np.searchsorted(leads.metrics, place.universe) if place.universe else slice(0)
        self.metrics, self.outcomes = place.universe, leads.outcomes
        self.tables = np.stack((leads.help[here], leads.harm[here], place.spoiled))


@dataclass(frozen=True, slots=True)
class _Most:
    """By metric, the priority of an outcome times a share, where that is largest."""

    helps: Mapping[str, int]
    harms: Mapping[str, int]
    spoils: Mapping[str, int]


@functools.lru_cache(maxsize=8)
def _most(case: Case) -> _Most:
    shares = case.place.once(_Shares)
    weights = np.array([case.priorities.get(key, 0) for key in shares.outcomes], np.int64)
    worst = (shares.tables * weights).max(axis=2, initial=0).tolist()
    return _Most(*(dict(zip(shares.metrics, found, strict=True)) for found in worst))
