"""How firm the choice is: re-solved under plausible priorities.

Stochastic multicriteria acceptability in the sense of Lahdelma, Hokkanen and Salminen (1998):
the share of readings under which an alternative stays chosen. Priorities move by at most one
step, each with equal chance of down, same and up. Seeded, so that the same brief gives the same
answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Literal

from advisor.brief import Edit, Part, apply
from advisor.case import Case
from advisor.recommend import Recommendation, recommend

SEED = 20261122
CORE, COIN = 90, 50  # percent of readings

Firmness = Literal["core", "situational", "coin-flip"]


class Firm(Part):
    """How often a metric stays on a card over the readings."""

    metric: str
    readings: int
    stays: int
    firmness: Firmness
    says: str


def stability(
    case: Case,
    best: Recommendation,
    readings: int,
    *,
    told: Callable[[int], None] | None = None,
) -> tuple[Firm, ...]:
    """How firm each metric of the set is over `readings` perturbed priorities. `told` hears how
    many readings are done."""
    generator = random.Random(SEED)
    kept = dict.fromkeys(sorted(_cards(best)), 0)
    done = 0
    for reading in range(readings):
        if told is not None:
            told(reading)
        edits = tuple(
            Edit("set", None, f"strategy.priorities.{outcome}", _near(priority, generator))
            for outcome, priority in case.priorities.items()
        )
        other = recommend(Case(apply(case.brief, edits), case.shipped))
        if other.clash is not None:
            continue
        done += 1
        for metric in _cards(other) & kept.keys():
            kept[metric] += 1
    return tuple(_firm(metric, stays, done) for metric, stays in kept.items())


def _cards(recommendation: Recommendation) -> frozenset[str]:
    return frozenset(item.metric for item in recommendation.metrics if item.tier != "plan")


def _near(priority: int, generator: random.Random) -> int:
    return max(0, min(5, priority + generator.choice((-1, 0, 1)))) if priority else 0


def _firm(metric: str, stays: int, readings: int) -> Firm:
    percent = 100 * stays // readings if readings else 0
    firmness: Firmness = "coin-flip"
    if percent >= CORE:
        firmness = "core"
    elif percent > COIN:
        firmness = "situational"
    tenths = round(10 * stays / readings) if readings else 0
    return Firm(
        metric=metric,
        readings=readings,
        stays=stays,
        firmness=firmness,
        says=f"{tenths} readings in 10",
    )
