"""What a metric does for the objectives in force, and so where it has a place under one."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from advisor.case import Case
from advisor.goals import Goal
from advisor.influence import directions
from advisor.place import Place
from knowledge.vocabulary import Sort

Slot = Literal["result", "driver"]

HEAVIEST = 25  # an outcome of priority 5 under an objective of weight 5
PER_RANK = 250  # what a result metric loses for each better one named before it
AT_HOME = 3  # a metric stands under an objective that it serves at least a third as well as any
AS_DRIVER = 600  # thousandths: a lever counts less than the result itself
LEAST_HELP = 150  # a driver needs a helping path of at least this share
LONGEST_HELP = 4  # relations from a driver to the outcome


class Placed(NamedTuple):
    """A place under an objective, with the points that a metric brings there."""

    goal: Goal
    slot: Slot
    brings: int
    """To the objective itself."""
    second: int
    """Half of what it brings to its next best one."""


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
        rows, columns = (at.tolist() for at in np.nonzero(enough))
        for row, column, share in zip(rows, columns, leads.help[enough].tolist(), strict=True):
            found[leads.outcomes[column]][leads.metrics[row]] = share
        return found


def placements(case: Case) -> Mapping[str, Sequence[Placed]]:
    """By metric, where it has a place."""
    served: dict[str, list[tuple[Goal, Slot, int]]] = {}
    for goal in case.goals:
        for metric, (slot, points) in _brought(case, goal).items():
            if metric in case.universe_set:
                served.setdefault(metric, []).append((goal, slot, points))
    return {metric: tuple(_at_home(places)) for metric, places in served.items()}


def _brought(case: Case, goal: Goal) -> Mapping[str, tuple[Slot, int]]:
    """The slot and the points of each metric that does something for an objective."""
    # Beside the heaviest, which has 25: how high all priorities stand together says nothing of
    # what a metric is worth beside what it costs.
    weight = goal.weight * HEAVIEST // max(other.weight for other in case.goals)
    shown = {
        metric for other in case.goals if other.outcome == goal.outcome for metric in other.result
    }
    found: dict[str, tuple[Slot, int]] = {}
    metrics = case.catalogue.metrics
    for rank, metric in enumerate(goal.result):
        found.setdefault(metric, ("result", weight * (1000 - PER_RANK * rank) // 10))
    for metric, share in case.place.once(_Helps).shares(goal).items():
        # A floor is no lever: it has a place only where an objective is about it.
        if metric not in shown and metrics[metric].sort is not Sort.FLOOR:
            found[metric] = ("driver", weight * share * AS_DRIVER // 10_000)
    return found


def _at_home(places: Sequence[tuple[Goal, Slot, int]]) -> list[Placed]:
    """Those where it does nearly as much as anywhere, none where it does nothing."""
    best = max(points for _goal, _slot, points in places)
    found = []
    for goal, slot, points in places if best > 0 else ():
        if points * AT_HOME >= best:
            others = (brings for other, _slot, brings in places if other.id != goal.id)
            found.append(Placed(goal, slot, points, max(others, default=0) // 2))
    return found
