"""Who stands near an entry: what acts on it, what people do about it, what that touches.

Layers run from cause to effect. At most 40 entries stand in a neighbourhood, the strongest and best
supported first; the table twin on the page has them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.wizard.browse.saying import sentence
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Kind, Sign, Strength

Layer = Literal["before", "beside", "self", "people", "after"]
Style = Literal["rises", "falls", "open", "beside"]

TITLES: Mapping[Layer, str] = {
    "before": "What acts on it",
    "beside": "To be read beside it",
    "self": "",
    "people": "What people do about it",
    "after": "What that touches",
}
MOST: Mapping[Layer, int] = {"before": 13, "beside": 6, "people": 7, "after": 13}
_BESIDE = (Kind.GUARDS, Kind.OVERLAPS)
_ORDER = {Strength.STRONG: 0, Strength.MEDIUM: 1, Strength.WEAK: 2, None: 3}


@dataclass(frozen=True, slots=True)
class Near:
    """One entry near the one in the middle."""

    id: str
    name: str
    layer: Layer
    says: str
    """Why it stands here, in a sentence or two."""
    behaviour: bool = False
    """Whether it is what people do."""
    through: str | None = None
    """The behaviour that links it to the middle, where it is no direct neighbour."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from one entry to another."""

    start: str
    end: str
    style: Style


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What a picture shows."""

    nodes: tuple[Near, ...]
    ties: tuple[Tie, ...]
    left_out: int
    """Direct neighbours that did not fit."""

    def layer(self, layer: Layer) -> tuple[Near, ...]:
        return tuple(node for node in self.nodes if node.layer == layer)


def neighbourhood(middle: str, catalogue: Catalogue) -> Neighbourhood:
    """The neighbourhood of a metric, a behaviour or an outcome."""
    direct: dict[Layer, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in catalogue.arriving(middle):
        beside = claim.relation.kind in _BESIDE
        direct["beside" if beside else "before"][claim.start].append(claim)
    for claim in catalogue.leaving(middle):
        direct[_leaving(claim)][claim.end].append(claim)
    kept = _kept(direct, ("people", "before", "after"), {middle})
    seen = {middle, *(key for found in kept.values() for key in found)}
    further = _further(kept["people"], catalogue, seen, MOST["after"] - len(kept["after"]))
    # What a behaviour moves stands where its lines are short, also if it guards the middle.
    kept |= _kept(direct, ("beside",), {*seen, *further})

    def near(key: str, layer: Layer, says: str, through: str | None = None) -> Near:
        return Near(key, catalogue.label(key), layer, says, key in catalogue.behaviours, through)

    nodes = [near(middle, "self", "This page.")]
    nodes += [
        near(key, layer, _why(claims, catalogue))
        for layer, found in kept.items()
        for key, claims in found.items()
    ]
    nodes += [
        near(key, "after", _why(claims, catalogue), claims[0].start)
        for key, claims in further.items()
    ]
    shown = {node.id for node in nodes}
    ties = _ties(middle, kept, catalogue, shown)
    total = {key for found in direct.values() for key in found}
    return Neighbourhood(tuple(nodes), ties, len(total - shown))


def _leaving(claim: Claim) -> Layer:
    if claim.relation.kind in _BESIDE:
        return "beside"
    return "people" if claim.relation.kind is Kind.PROVOKES else "after"


def _kept(
    direct: Mapping[Layer, Mapping[str, list[Claim]]], layers: Iterable[Layer], taken: set[str]
) -> dict[Layer, dict[str, list[Claim]]]:
    """The weightiest of each layer; an entry stands in one layer only."""
    taken = set(taken)
    kept: dict[Layer, dict[str, list[Claim]]] = {}
    for layer in layers:
        found = {key: said for key, said in direct.get(layer, {}).items() if key not in taken}
        best = sorted(found, key=lambda key: (_weight(found[key]), key))[: MOST[layer]]
        kept[layer] = {key: found[key] for key in best}
        taken |= set(best)
    return kept


def _weight(claims: Iterable[Claim]) -> tuple[int, int]:
    return min((_ORDER[one.relation.strength], -len(one.relation.evidence)) for one in claims)


def _further(
    people: Iterable[str], catalogue: Catalogue, seen: set[str], room: int
) -> dict[str, list[Claim]]:
    """What the behaviours move besides: the strongest first."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for behaviour in people:
        for claim in catalogue.related(behaviour, Kind.MOVES):
            if claim.end not in seen:
                found[claim.end].append(claim)
    best = sorted(found, key=lambda key: (_weight(found[key]), key))[: max(0, room)]
    return {key: found[key] for key in best}


def _ties(
    middle: str,
    kept: Mapping[Layer, Mapping[str, list[Claim]]],
    catalogue: Catalogue,
    shown: set[str],
) -> tuple[Tie, ...]:
    ties = {
        (claim.start, claim.end): _style(claim)
        for found in kept.values()
        for claims in found.values()
        for claim in claims
    }
    before = kept["before"]
    for behaviour in kept["people"]:
        for claim in catalogue.related(behaviour, Kind.MOVES):
            if claim.end in shown and claim.end not in before and claim.end != middle:
                ties[claim.start, claim.end] = _style(claim)
    return tuple(Tie(start, end, style) for (start, end), style in ties.items())


def _style(claim: Claim) -> Style:
    if claim.relation.kind in _BESIDE:
        return "beside"
    if claim.relation.sign is Sign.DOWN:
        return "falls"
    return "rises" if claim.relation.sign is Sign.UP else "open"


def _why(claims: Iterable[Claim], catalogue: Catalogue) -> str:
    return " ".join(dict.fromkeys(sentence(claim, catalogue) for claim in claims))
