"""What a stated guard would show: the behaviours that the guarded metric provokes and that move
the guard, or what it measures, or what drives it. A guard that nothing moves cannot bark."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Kind, Strength


def caught(catalogue: Catalogue, guard: Claim) -> frozenset[str]:
    """Behaviours that a claim of kind `guards` catches: those it names, and those that move for
    real, at medium strength or more, what the guard counts, what it measures, or what drives it
    in one step."""
    seen = _seen_by(catalogue, guard.start)
    provoked = {claim.end for claim in catalogue.related(guard.end, Kind.PROVOKES)}
    return frozenset(guard.relation.catches) | {
        behaviour
        for behaviour in provoked
        if any(
            move.end in seen and not move.relation.inflates and _firm(move)
            for move in catalogue.related(behaviour, Kind.MOVES)
        )
    }


@functools.lru_cache(maxsize=8)
def catches(catalogue: Catalogue) -> Mapping[tuple[str, str], frozenset[str]]:
    """What every stated guard catches, by guard and guarded metric."""
    return {
        (claim.start, claim.end): caught(catalogue, claim)
        for claim in catalogue.claims
        if claim.relation.kind is Kind.GUARDS
    }


def _seen_by(catalogue: Catalogue, metric: str) -> frozenset[str]:
    measured = {claim.end for claim in catalogue.related(metric, Kind.MEASURES) if _firm(claim)}
    causes = {
        claim.start
        for kind in (Kind.DRIVES, Kind.LEADS, Kind.IDENTITY, Kind.PART_OF)
        for claim in catalogue.related(metric, kind, reverse=True)
        if _firm(claim)
    }
    return frozenset({metric}) | measured | causes


def _firm(claim: Claim) -> bool:
    return claim.relation.strength is not Strength.WEAK
