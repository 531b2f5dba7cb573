"""Can the targets hold, one by one and together, with this volume, handle time and staff?

By Erlang C, by Erlang A where patience is known, and by the identities between load, positions,
occupancy, contacts per hour and cost. Four verdicts; what the formulas do not reach is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import combinations

from advisor.brief import Load, Part
from advisor.case import Case
from advisor.demands import Demand, demands, handle_aimed_at
from advisor.erlang import attainable_occupancy, heads_for, longest_handle, most_contacts
from advisor.pool import (
    CLOSE,
    FAR,
    SHRINKAGE_FAR,
    Inputs,
    Limit,
    Pool,
    Quantity,
    fewest_positions,
    measure,
    possible,
    safe,
)
from knowledge.vocabulary import Dimension

LONGEST_INTERVAL = 60.0  # minutes; peaks hide in anything longer


class Verdict(StrEnum):
    """How a demand fares."""

    HOLDS = "holds"
    TIGHT = "tight"
    CANNOT = "cannot hold"
    NOT_JUDGED = "not judged here"


class Figure(Part):
    """One number that people can recompute."""

    name: str
    value: float
    unit: str
    says: str


class Judged(Part):
    """One target and its verdict. Values are in the unit of the metric: percent, seconds, money."""

    metric: str
    written: str
    verdict: Verdict
    says: str
    now: float | None = None
    """What the stated inputs give."""
    missing: tuple[str, ...] = ()
    """What to ask, where it is not judged."""


class Clash(Part):
    """The fewest targets that no favourable reading of the inputs lets hold together."""

    metrics: tuple[str, ...]
    written: tuple[str, ...]
    says: str


class Feasibility(Part):
    """The targets against the pool."""

    verdict: Verdict
    says: str
    used: tuple[str, ...]
    """Which inputs the verdicts rest on."""
    judged: tuple[Judged, ...]
    clashes: tuple[Clash, ...]
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]


def feasibility(case: Case) -> Feasibility:
    """The verdicts on a case. Pure."""
    asked, load = demands(case), case.brief.load
    inputs = _inputs(load, handle_aimed_at(case))
    why_not = _out_of_reach(case, inputs)
    if why_not or inputs is None:
        missing = () if why_not else _missing(load)
        judged = tuple(_without_pool(case, demand, why_not, missing) for demand in asked)
        return _whole(judged, (), (), (), why_not)
    judged = tuple(_judge(demand, inputs, load) for demand in asked)
    standing = [
        demand
        for demand, found in zip(asked, judged, strict=True)
        if demand.limits and found.verdict is not Verdict.CANNOT and _known(demand, load)
    ]
    clashes = _clashes(case, standing, inputs)
    staffing = _staffing(load)
    judged = (*judged, *staffing)
    figures = tuple(_figures(inputs, asked))
    found = _whole(judged, clashes, _used(case, load, inputs), figures, "")
    together = [limit for demand in standing for limit in demand.limits]
    if found.verdict is Verdict.HOLDS and not safe(together, inputs):
        return found.model_copy(update={"verdict": Verdict.TIGHT})
    return found
