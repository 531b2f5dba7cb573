"""A path through the graph in words, as plain data."""

from __future__ import annotations

import functools

from advisor.brief import Part
from knowledge.catalogue import Claim

SIGNED = {"+": "raises", "-": "lowers"}
"""Verbs of relations that move their end, by the sign."""


class Step(Part):
    """One relation of a path, in words."""

    start: str
    kind: str
    end: str
    sign: str | None
    strength: str | None
    because: str
    delay: str | None
    disputed: bool

    @property
    def verb(self) -> str:
        """What the start does to the end: which way it moves it, where that is known."""
        causal = self.kind in ("moves", "drives") and self.sign in SIGNED
        return SIGNED[self.sign or ""] if causal else self.kind


def steps(claims: tuple[Claim, ...]) -> tuple[Step, ...]:
    """The relations of a path in words."""
    return tuple(map(_step, claims))


@functools.lru_cache(maxsize=8192)  # one object for all paths of all designs that go over it
def _step(claim: Claim) -> Step:
    relation = claim.relation
    return Step(
        start=claim.start,
        kind=relation.kind.label,
        end=claim.end,
        sign=relation.sign,
        strength=relation.strength,
        because=relation.because,
        delay=relation.delay.label if relation.delay else None,
        disputed=relation.disputed,
    )
