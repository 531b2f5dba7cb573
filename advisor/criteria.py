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
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import numpy as np

from advisor.brief import Part
from advisor.case import Case
from advisor.contribution import Placed, placements
from advisor.net import Ints
from advisor.place import Place
from knowledge.vocabulary import Better, Delay, Effort, Level, Mover, Spread, Use

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


class Weighed:
    """What every metric is worth in a case, and why. Only what is shown is put into words."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.placed = placements(case)
        """By metric, where it has a place under an objective."""
        most, standing = _most(case), case.place.for_all(_Standing)
        collecting = case.place.for_all(_Collecting).points(case)
        harm, gaming = _lost(most.harms) * standing.improved, _lost(most.spoils)

        def by_metric(points: Ints) -> Mapping[str, int]:
            return dict(zip(case.universe, points.tolist(), strict=True))

        self._harm, self._gaming = by_metric(harm), by_metric(gaming)
        self._collecting = by_metric(collecting)
        self._standing = by_metric(harm + gaming + standing.points + collecting)
        self.watched = by_metric(ATTENTION + most.helps // 40 + collecting)
        """Points of watching each metric: attention costs, collecting costs, and what shows an
        outcome that matters faithfully is watched before what only hints at it."""

    def points(self, metric: str, placed: Placed | None) -> int:
        """Points of pursuing a metric somewhere, or as a gate, under no objective."""
        owed = self.owed(metric)
        if placed is None:
            return owed + self._collecting[metric]
        return placed.brings + placed.second + self._standing[metric] + owed

    def owed(self, metric: str) -> int:
        """What is owed, or demanded as a target, is pursued before anything merely useful."""
        return OWED if metric in self.case.owed or metric in self.case.demanded_as_target else 0

    def reasons(self, metric: str, placed: Placed | None) -> tuple[Reason, ...]:
        """All that makes those points. A target that hangs under no objective is kept, whatever
        the strategy is."""
        collecting = self.case.place.for_all(_Collecting).reasons(self.case, metric)
        if placed is None:
            return (*self._obliged(metric), *collecting)
        return (
            *self._brought(metric, placed),
            *self._risked(metric),
            *self.case.place.for_all(_Standing).reasons[metric],
            *collecting,
            *self._obliged(metric),
        )

    def _brought(self, metric: str, placed: Placed) -> Iterator[Reason]:
        name = self.case.catalogue.metrics[metric].name
        says = (
            f"{name} shows whether '{placed.goal.says}' is reached."
            if placed.slot == "result"
            else f"{name} moves '{placed.goal.says}'."
        )
        yield Reason("contribution", placed.brings, says)
        if placed.second:
            says = "It also serves another objective, which counts half."
            yield Reason("second objective", placed.second, says)

    def _risked(self, metric: str) -> Iterator[Reason]:
        """The worst trade-off by value, what is paid even by honest improvement; and the worst
        that pressure provokes, at the levels where it would be pursued."""
        if points := self._harm[metric]:
            told = functools.partial(_paid_for, self.case, metric)
            yield Reason("trade-off", points, told)
        if points := self._gaming[metric]:
            yield Reason("gaming", points, functools.partial(_invites, self.case, metric))

    def _obliged(self, metric: str) -> Iterator[Reason]:
        case = self.case
        if metric in case.owed:
            yield Reason("owed", OWED, f"It is owed: {case.owed[metric]}")
        elif metric in case.demanded_as_target:
            yield Reason("owed", OWED, case.demanded[metric])


class _Standing:
    """Points that a pursued metric brings or costs wherever it is placed, by the place alone."""

    def __init__(self, place: Place) -> None:
        self.reasons = {metric: tuple(self._found(place, metric)) for metric in place.universe}
        self.points = _ints(_total(self.reasons[metric]) for metric in place.universe)
        metrics = place.catalogue.metrics
        # A band is held and not improved; what leaving it costs on either side is why it has two
        # ends.
        self.improved = _ints(metrics[key].better is not Better.BAND for key in place.universe)

    def _found(self, place: Place, metric: str) -> Iterator[Reason]:
        front = (Level.AGENT, Level.TEAM)
        if any(place.use_at(metric, level).use is Use.PURSUE for level in front):
            says = "People at the front can move it themselves, so it is fair on their card."
            yield Reason("fairness", FAIR_AT_THE_FRONT, says)
        if moves := place.catalogue.metrics[metric].moves:
            says = f"It answers {moves.answers_in.label}."
            yield Reason("speed", SPEED[moves.answers_in], says)
            if WITHIN.isdisjoint(moves.who):
                yield Reason("control", OUT_OF_REACH, "Nobody in the centre can move it.")


class _Collecting:
    """What it costs to have a number at all, with the systems that are there."""

    def __init__(self, place: Place) -> None:
        self._universe = place.universe
        self._points: dict[object, Ints] = {}

    def points(self, case: Case) -> Ints:
        """By metric of the universe."""
        systems = case.brief.systems
        if systems not in self._points:
            found = (_total(self.reasons(case, metric)) for metric in self._universe)
            self._points[systems] = _ints(found)
        return self._points[systems]

    def reasons(self, case: Case, metric: str) -> tuple[Reason, ...]:
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


def _total(reasons: Iterable[Reason]) -> int:
    return sum(reason.points for reason in reasons)


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, np.int64)


def _lost(weighed: Ints) -> Ints:
    """Points that harm costs, from its share times the priority of what it harms."""
    return -USUAL_WEIGHT * weighed // 20


def _paid_for(case: Case, metric: str) -> str:
    harming, weights = case.influence.by_value(metric).harming, case.priorities
    worst = max((weights.get(key, 0) * path.share, key) for key, path in harming.items())
    return f"Improving it is paid for in: {case.catalogue.outcomes[worst[1]].name}."


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
        self.outcomes = leads.outcomes
        self.tables = np.stack((leads.help[here], leads.harm[here], place.spoiled))


class _Most(NamedTuple):
    """By metric of the universe, the largest product of a share and the outcome's priority."""

    helps: Ints
    harms: Ints
    spoils: Ints


def _most(case: Case) -> _Most:
    shares = case.place.once(_Shares)
    weights = np.array([case.priorities.get(key, 0) for key in shares.outcomes], np.int64)
    return _Most(*(shares.tables * weights).max(axis=2, initial=0))
