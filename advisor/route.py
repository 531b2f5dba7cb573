"""A path through the graph in words, as plain data."""

from __future__ import annotations

from advisor.brief import Part
from knowledge.catalogue import Claim


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


def steps(claims: tuple[Claim, ...]) -> tuple[Step, ...]:
    """The relations of a path in words."""
    found = []
    for claim in claims:
        relation = claim.relation
        found.append(
            Step(
                start=claim.start,
                kind=relation.kind.label,
                end=claim.end,
                sign=relation.sign,
                strength=relation.strength,
                because=relation.because,
                delay=relation.delay.label if relation.delay else None,
                disputed=relation.disputed,
            )
        )
    return tuple(found)
