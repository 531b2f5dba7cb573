"""What each strategy would choose: how much of its choice it puts on each metric of a place.

Half of it goes to the metrics that its objectives name as results, the first named most, and to
what it cannot do without; half to what its outcomes are reached by, through the graph.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.place import Place
from knowledge.schema import Strategy
from knowledge.vocabulary import Better, Kind, Pressure

NAMED = (1.0, 0.6, 0.4, 0.3)  # what the first, second, third result of an objective counts
NEEDED = 3  # what a must-have counts, in weights of an objective (1 to 5)
UNNAMED = 0.15  # what is spread evenly over all metrics: no list is impossible


@dataclass(frozen=True, slots=True)
class Taste:
    """How much of its choice a strategy puts on each metric of a place; sums to 1 over the metrics,
    each pushed the way that serves the strategy best."""

    named: Mapping[str, float]
    sought: Mapping[tuple[str, Pressure], float]
    evenly: float

    def of(self, metric: str, pressure: Pressure | None) -> float:
        way = pressure or Pressure.ANY
        return self.named[metric] + self.sought[metric, way] + self.evenly


@functools.lru_cache(maxsize=8)
def tastes(place: Place) -> Mapping[str, Taste]:
    """By strategy, in the order of their ids."""
    strategies = place.catalogue.strategies
    ways = {
        (metric, way): _net(place, metric, way) for metric in place.universe for way in Pressure
    }
    return {key: _chosen(strategies[key], place.universe, ways) for key in sorted(strategies)}


def _chosen(
    strategy: Strategy,
    universe: Sequence[str],
    ways: Mapping[tuple[str, Pressure], Sequence[Mapping[str, int]]],
) -> Taste:
    named = dict.fromkeys(universe, 0.0)
    for objective in strategy.objectives.values():
        for place, metric in enumerate(objective.result):
            if metric in named:
                named[metric] += objective.weight * NAMED[min(place, len(NAMED) - 1)]
    for must in strategy.must_have:
        if must.metric in named:
            named[must.metric] += NEEDED
    square = {key: weight * weight for key, weight in strategy.outcomes.items()}
    sought = {
        key: float(max(_serves(square, helped) for helped in found)) for key, found in ways.items()
    }
    all_named = sum(named.values()) or 1.0
    all_sought = sum(sought[metric, Pressure.ANY] for metric in universe) or 1.0
    whole = 2 + UNNAMED
    return Taste(
        named={key: found / all_named / whole for key, found in named.items()},
        sought={key: found / all_sought / whole for key, found in sought.items()},
        evenly=UNNAMED / whole / max(len(universe), 1),
    )


def _serves(weights: Mapping[str, int], helped: Mapping[str, int]) -> int:
    return sum(weights.get(key, 0) * found for key, found in helped.items())


def _net(place: Place, metric: str, pressure: Pressure) -> tuple[Mapping[str, int], ...]:
    """What a metric does for each outcome beyond what it does against it, in thousandths; once for
    each way in which it may be meant."""
    found = []
    for way in _meant(place, metric) if pressure is Pressure.ANY else (pressure,):
        reach = place.influence.by_value(metric, way)
        found.append({key: max(0, reach.help(key) - reach.harm(key)) for key in reach.helping})
    return tuple(found)


def _meant(place: Place, metric: str) -> tuple[Pressure, ...]:
    """Which way a number is pushed by those who choose it and say no target: one that is bad at
    both ends the way in which it is known to be pushed, by the behaviours that this provokes."""
    if place.catalogue.metrics[metric].better not in (Better.BAND, None):
        return (Pressure.ANY,)
    claims = place.catalogue.related(metric, Kind.PROVOKES)
    pushed = Counter(claim.relation.when.pressure for claim in claims)
    ways = (Pressure.UP, Pressure.DOWN)
    most = max(pushed[way] for way in ways)
    return tuple(way for way in ways if pushed[way] == most)
