"""Walks along the claims of a catalogue, and the paths that they leave.

A path keeps, at each relation, the share that its strength states (strong 800, medium 500,
weak 250 of a thousand); what falls under `FAINT` is not shown and not used. This is a reading
aid over a signed digraph in the sense of Harary, Norman and Cartwright (1965), not a simulation:
gains and delays are unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from advisor.setting import Setting, applies
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import ALWAYS, When
from knowledge.vocabulary import Kind, Strength

LONGEST = 6  # relations, `measures` not counted
WHOLE = 1000
FAINT = 25  # thousandths: about three weak steps and a medium one
_LAST = -(-FAINT * WHOLE // max(strength.share for strength in Strength))  # less bears no step more


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


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """The strongest walks from a node that rises, by which way they end, then by where, and what
    was made of them. From a node that falls the same walks end the other way."""

    share: Mapping[int, dict[str, int]]
    """What is left of a thousand, at every end."""
    walked: Mapping[int, dict[str, Claims]]
    """The relations, to outcomes only: nothing else is ever shown."""
    met: tuple[tuple[When, bool], ...]
    """The conditions on the way and whether they held. Where they hold alike, the walks are the
    same, whatever else is so in a place."""
    paths: dict[int, tuple[Path, ...]] = field(default_factory=dict)
    tails: dict[int, tuple[tuple[Path, frozenset[str]], ...]] = field(default_factory=dict)
    reached: dict[tuple[int, ...], Reach] = field(default_factory=dict)


class Step(NamedTuple):
    """One relation as a walk needs it: looked up once, taken thousands of times."""

    claim: Claim
    end: str
    share: int
    factor: int
    counted: int
    """0 for `measures`, which is no step of its own."""
    identity: bool
    when: When


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What walks in one catalogue share, in whatever place."""

    steps: Mapping[str, tuple[Step, ...]]
    """Relations that influence by value may take from each node, where their `when` holds."""
    walks: dict[str, tuple[Walks, ...]] = field(default_factory=dict)
    """What was walked from each node: the latest few."""


@functools.lru_cache(maxsize=4)
def ground(catalogue: Catalogue) -> Ground:
    found: dict[str, list[Step]] = {}
    for claim in catalogue.claims:
        relation = claim.relation
        if relation.strength and relation.sign and relation.sign.factor and walkable(claim):
            step = Step(
                claim,
                claim.end,
                relation.strength.share,
                relation.sign.factor,
                int(relation.kind is not Kind.MEASURES),
                relation.kind is Kind.IDENTITY,
                relation.when,
            )
            found.setdefault(claim.start, []).append(step)
    return Ground({node: tuple(steps) for node, steps in found.items()})


def walked_anew(start: str, ground: Ground, outcomes: Container[str], setting: Setting) -> Walks:
    """All walks from a node, by depth first with pruning."""
    shares: dict[int, dict[str, int]] = {1: {}, -1: {}}
    walks: dict[int, dict[str, Claims]] = {1: {}, -1: {}}
    seen, opened = {start}, set[str]()
    leaving: dict[str, tuple[Step, ...]] = {}

    def go(node: str, way: int, share: int, walked: Claims, length: int, arithmetic: bool) -> None:
        opened.add(node)
        if node not in leaving:
            leaving[node] = tuple(
                step for step in ground.steps.get(node, ()) if applies(step.when, setting)
            )
        for claim, end, kept, factor, counted, identity, _when in leaving[node]:
            left = share * kept // WHOLE
            longer = length + counted
            if left < FAINT or longer > LONGEST or end in seen or (identity and arithmetic):
                continue
            turned = way * factor
            known = shares[turned].get(end, 0)
            path = (*walked, claim)
            if left > known:
                shares[turned][end] = left
                if end in outcomes:
                    walks[turned][end] = path
            elif left == known and end in outcomes and before(path, walks[turned][end]):
                walks[turned][end] = path
            if left >= _LAST:
                seen.add(end)
                go(end, turned, left, path, longer, arithmetic or identity)
                seen.remove(end)

    go(start, 1, WHOLE, (), 0, False)
    narrowed = {
        id(step.when): step.when
        for node in opened
        for step in ground.steps.get(node, ())
        if step.when is not ALWAYS
    }
    met = tuple((when, applies(when, setting)) for when in narrowed.values())
    return Walks(shares, walks, met)


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
