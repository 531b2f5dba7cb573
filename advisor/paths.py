"""Paths along the claims of a catalogue.

A path keeps, at each relation, the share that its strength states (strong 800, medium 500,
weak 250 of a thousand); what falls under `FAINT` is not shown and not used. This is a reading
aid over a signed digraph in the sense of Harary, Norman and Cartwright (1965), not a simulation:
gains and delays are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from knowledge.catalogue import Claim
from knowledge.vocabulary import Kind, Strength

LONGEST = 6  # relations, `measures` not counted
WHOLE = 1000
FAINT = 25  # thousandths: about three weak steps and a medium one


class Path(NamedTuple):
    """A walk from a metric or context to an outcome."""

    start: str
    direction: int
    """+1 if the start rises, -1 if it falls, 0 for a context or for pressure."""
    claims: tuple[Claim, ...]
    share: int
    """What is left of a thousand after all steps."""
    final: int
    """+1 if the end rises, -1 if it falls."""
    helps: bool

    @property
    def end(self) -> str:
        return self.claims[-1].end

    @property
    def by_pressure(self) -> bool:
        """Whether it starts with a behaviour that is provoked."""
        return self.claims[0].relation.kind is Kind.PROVOKES

    @property
    def between(self) -> tuple[str, ...]:
        """Nodes strictly between the two ends."""
        return tuple(claim.end for claim in self.claims[:-1])

    @property
    def nodes(self) -> tuple[str, ...]:
        return (self.start, *(claim.end for claim in self.claims))

    @property
    def moved(self) -> str | None:
        """For a path by pressure: the first thing that the behaviour moves."""
        return self.claims[1].end if self.by_pressure and len(self.claims) > 1 else None


@dataclass(frozen=True, slots=True)
class Reach:
    """The strongest helping and the strongest harming path to each outcome."""

    helping: Mapping[str, Path]
    harming: Mapping[str, Path]

    def help(self, outcome: str) -> int:
        """Share in thousandths, 0 where no path is strong enough."""
        found = self.helping.get(outcome)
        return found.share if found else 0

    def harm(self, outcome: str) -> int:
        """Share in thousandths, 0 where no path is strong enough."""
        found = self.harming.get(outcome)
        return found.share if found else 0


Claims: TypeAlias = tuple[Claim, ...]


def walkable(claim: Claim) -> bool:
    """Causal claims, measures, and identities that do not hold staffing fixed."""
    kind = claim.relation.kind
    if kind is Kind.IDENTITY:
        return "staffing" not in claim.relation.fixed
    return kind in (Kind.DRIVES, Kind.LEADS, Kind.MEASURES)


def step(share: int, strength: Strength | None) -> int:
    return share * (strength.share if strength else 0) // WHOLE


def length(claims: Claims) -> int:
    return sum(claim.relation.kind is not Kind.MEASURES for claim in claims)


def stronger(share: int, path: Claims, other: int, others: Claims) -> bool:
    """Whether one walk comes before another from the same start, in the order of `rank`."""
    return share > other if share != other else before(path, others)


def before(path: Claims, other: Claims) -> bool:
    """The same where both are as strong: the shorter first, then by name."""
    return (len(path), [claim.end for claim in path]) < (len(other), [claim.end for claim in other])


def rank(path: Path) -> tuple[int, int, tuple[str, ...]]:
    """Strongest first, then shortest, then by name: one order on every machine."""
    return (-path.share, len(path.claims), path.nodes)


def strongest(paths: Iterable[Path]) -> Reach:
    helping: dict[str, Path] = {}
    harming: dict[str, Path] = {}
    for path in paths:
        side = helping if path.helps else harming
        known = side.get(path.end)
        if (
            known is None
            or path.share > known.share
            or (path.share == known.share and rank(path) < rank(known))
        ):
            side[path.end] = path
    return Reach(helping, harming)
