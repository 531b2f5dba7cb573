"""The claims of a catalogue as arrays, by number: what never changes while its evidence is read
otherwise, and the strengths, which do."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from advisor.paths import walkable
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import When
from knowledge.vocabulary import Kind, Strength

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """The claims of a catalogue by number, and those that influence by value may take as arrays."""

    claims: Sequence[Claim | None]
    """None where a reading of the evidence takes it not to hold."""
    share: Ints
    """Of each claim, in thousandths; 0 where it has none or does not hold."""
    alive: Bools
    """Whether a claim holds at all."""
    firm: Bools
    """Whether it does, and is not weak."""
    nodes: tuple[str, ...]
    index: Mapping[str, int]
    whens: tuple[When, ...]
    """What claims are narrowed by, each once."""
    when: Ints
    """Of each claim, the number of its `when`."""
    by_kind: Mapping[tuple[Kind, str], tuple[int, ...]]
    """Numbers of the claims of a kind that leave a node."""
    measuring: Mapping[str, tuple[int, ...]]
    """Numbers of the claims by which metrics measure something, by what it is."""
    inflating: frozenset[int]
    """Claims by which a number moves and nothing real."""
    edge: Ints
    """Numbers of the claims that may be walked, by start, then end; what follows goes with it."""
    start: Ints
    end: Ints
    turns: Ints
    """1 where the end moves against the start, 0 where it moves with it."""
    counted: Ints
    """0 for `measures`, which is no step of its own."""
    identity: Bools
    outcome: Bools
    """By node: whether paths are shown to it."""

    def ways(self, wanted: Mapping[str, Sequence[int]]) -> Bools:
        """Whether a node is meant to move so, by way (+1, and -1 as the last row) and node; no way
        where nothing is said."""
        found = np.zeros((3, len(self.nodes)), np.bool_)
        for node, ways in wanted.items():
            for way in ways:
                found[way, self.index[node]] = True
        return found

    def leaving(self, start: str, kind: Kind) -> tuple[int, ...]:
        """Numbers of the claims of a kind that start somewhere."""
        return self.by_kind.get((kind, start), ())

    def holding(self, holds: Callable[[When], bool]) -> Bools:
        """Of each claim, whether its `when` holds."""
        found: Bools = np.fromiter(map(holds, self.whens), np.bool_)[self.when]
        return found


@functools.lru_cache(maxsize=4)
def _stated(catalogue: Catalogue) -> Net:
    claims = catalogue.claims
    walked = [
        number
        for number, claim in enumerate(claims)
        if claim.relation.strength
        and claim.relation.sign
        and claim.relation.sign.factor
        and walkable(claim)
    ]
    ends = {node for number in walked for node in (claims[number].start, claims[number].end)}
    nodes = tuple(sorted({*catalogue.metrics, *catalogue.outcomes, *ends}))
    index = {node: number for number, node in enumerate(nodes)}
    walked.sort(key=lambda number: (claims[number].start, claims[number].end))
    whens = {id(claim.relation.when): claim.relation.when for claim in claims}
    numbered = {key: number for number, key in enumerate(whens)}
    by_kind: dict[tuple[Kind, str], list[int]] = {}
    measuring: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        by_kind.setdefault((claim.relation.kind, claim.start), []).append(number)
        if claim.relation.kind is Kind.MEASURES:
            measuring.setdefault(claim.end, []).append(number)
    kinds = [claims[number].relation.kind for number in walked]
    return Net(
        claims=claims,
        share=_ints(kept(claim) for claim in claims),
        alive=np.ones(len(claims), np.bool_),
        firm=np.array([_firm(claim) for claim in claims], np.bool_),
        nodes=nodes,
        index=index,
        whens=tuple(whens.values()),
        when=_ints(numbered[id(claim.relation.when)] for claim in claims),
        by_kind={key: tuple(found) for key, found in by_kind.items()},
        measuring={key: tuple(found) for key, found in measuring.items()},
        inflating=frozenset(
            number for number, claim in enumerate(claims) if claim.relation.inflates
        ),
        edge=_ints(walked),
        start=_ints(index[claims[number].start] for number in walked),
        end=_ints(index[claims[number].end] for number in walked),
        turns=_ints(factor(claims[number]) < 0 for number in walked),
        counted=_ints(kind is not Kind.MEASURES for kind in kinds),
        identity=np.array([kind is Kind.IDENTITY for kind in kinds], np.bool_),
        outcome=np.array([node in catalogue.outcomes for node in nodes], np.bool_),
    )


def net(catalogue: Catalogue) -> Net:
    """The claims of a catalogue as arrays; of one that is read otherwise, those of the catalogue
    as stated with other shares."""
    if catalogue.stated is None:
        return _stated(catalogue)
    base = _stated(catalogue.stated)
    claims, read = list(base.claims), catalogue.reread
    for number, claim in read.items():
        claims[number] = claim
    share, alive, firm = base.share.copy(), base.alive.copy(), base.firm.copy()
    places = list(read)
    share[places] = [kept(claim) if claim else 0 for claim in read.values()]
    alive[places] = [claim is not None for claim in read.values()]
    firm[places] = [claim is not None and _firm(claim) for claim in read.values()]
    return replace(base, claims=claims, share=share, alive=alive, firm=firm)


def _firm(claim: Claim) -> bool:
    return claim.relation.strength is not Strength.WEAK


def kept(claim: Claim) -> int:
    """The share of a path that a claim keeps, in thousandths; 0 where it has no strength."""
    return claim.relation.strength.share if claim.relation.strength else 0


def factor(claim: Claim) -> int:
    """+1 where the end moves with the start, -1 where against it, 0 where that is unknown."""
    return claim.relation.sign.factor if claim.relation.sign else 0


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, np.int64)
