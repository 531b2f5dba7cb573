"""Which planning metrics the chosen ones rest on."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.case import Case
from knowledge.vocabulary import Kind, Level, Sort, Spread, Theme, Use

PLANNED = 6
PLANNERS = (Theme.PLANNING, Theme.HANDLING, Theme.ACCESS)


def depends_on(case: Case, metrics: Iterable[str]) -> tuple[str, ...]:
    """Planning metrics that the chosen ones rest on: joined by arithmetic, or driving them. What
    nearly every centre has stands before what few have, then what most of the set rests on."""
    chosen, refused = frozenset(metrics), frozenset(case.brief.never)
    found: dict[str, int] = {}
    for metric in sorted(chosen):
        kinds = (Kind.IDENTITY, Kind.PART_OF, Kind.DRIVES)
        joined = {
            claim.start if claim.end == metric else claim.end
            for claim in (*case.catalogue.leaving(metric), *case.catalogue.arriving(metric))
            if claim.relation.kind in kinds
        }
        for other in sorted(joined):
            if other in chosen | refused or other not in case.catalogue.metrics:
                continue
            entry = case.catalogue.metrics[other]
            planned = case.use_at(other, Level.PLANNING).use in (Use.PURSUE, Use.PLAN)
            planning = entry.theme in PLANNERS and case.fits(other)
            if entry.sort is Sort.WORKLOAD or (planning and planned):
                found[other] = found.get(other, 0) + 1

    def order(metric: str) -> tuple[int, int, str]:
        entry = case.catalogue.metrics[metric]
        spread = Spread.WIDESPREAD if entry.sort is Sort.WORKLOAD else entry.spread
        return spread.rank, -found[metric], metric

    return tuple(sorted(found, key=order)[:PLANNED])
