"""The fewest targets that cannot hold together, though each of them could alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from advisor.feasibility.demands import Demand
from advisor.feasibility.pool import Inputs, possible
from advisor.feasibility.verdict import Clash
from advisor.feasibility.words import even, listed, room, service_levels, wanted


def clashes(clear: Sequence[Demand], inputs: Inputs) -> tuple[Clash, ...]:
    """The smallest groups that cannot hold together, all of the same size."""
    if _possible(clear, inputs):
        return ()
    for size in range(2, len(clear) + 1):
        groups = [group for group in combinations(clear, size) if not _possible(group, inputs)]
        if groups:
            return tuple(_clash(group, inputs) for group in groups)
    return ()


def _clash(group: Sequence[Demand], inputs: Inputs) -> Clash:
    limits = [limit for demand in group for limit in demand.limits]
    names = [
        f"{demand.line.written} ({listed(wanted(limit) for limit in demand.limits)})"
        for demand in group
    ]
    pool = inputs.stated()
    parts = (
        f"{listed(names)} cannot hold together.",
        room(limits, service_levels(limits), pool),
        even(inputs),
    )
    return Clash(
        metrics=tuple(str(demand.line.metric) for demand in group),
        written=tuple(demand.line.written for demand in group),
        says=" ".join(part for part in parts if part),
    )


def _possible(group: Sequence[Demand], inputs: Inputs) -> bool:
    return possible([limit for demand in group for limit in demand.limits], inputs)
