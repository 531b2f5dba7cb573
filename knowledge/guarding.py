"""What a stated guard would show: the behaviours that the guarded metric provokes and that move
the guard, or what it measures, or what drives it. A guard that nothing moves cannot bark."""

from __future__ import annotations

from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Kind, Strength

CAUSES = (Kind.DRIVES, Kind.LEADS, Kind.IDENTITY, Kind.PART_OF)
"""By what something may drive, or make up, a metric."""


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


def _seen_by(catalogue: Catalogue, metric: str) -> frozenset[str]:
    measured = {claim.end for claim in catalogue.related(metric, Kind.MEASURES) if _firm(claim)}
    causes = {
        claim.start
        for kind in CAUSES
        for claim in catalogue.related(metric, kind, reverse=True)
        if _firm(claim)
    }
    return frozenset({metric}) | measured | causes


def _firm(claim: Claim) -> bool:
    return claim.relation.strength is not Strength.WEAK
