"""What may stand together: one target for one thing, and nothing without its guard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from advisor.choice.asking import Asked
from advisor.choice.variables import FRONT
from advisor.place import Place
from knowledge.vocabulary import Level, Overlap


def seats(asked: Asked) -> None:
    """One target seat per family of overlapping metrics; the same number stands once."""
    variables, label = asked.variables, asked.label
    overlapping = asked.case.place.for_all(_Overlapping)
    for one, other in overlapping.same:
        terms = {**variables.in_set(one), **variables.in_set(other)}
        says = "{} and {} are the same number."
        asked.row(f"same:{one}:{other}", terms, None, 1, says, label(one), label(other))
    for one, other in overlapping.parts:
        if terms := dict.fromkeys((*variables.of(one), *variables.of(other)), 1):
            says = "{} and {} are a part and its whole."
            asked.row(f"part:{one}:{other}", terms, None, 1, says, label(one), label(other))
    for family in overlapping.families:
        if terms := {name: 1 for metric in family for name in variables.of(metric)}:
            says = "One target for the same thing: {}."
            names = ", ".join(map(label, family))
            asked.row(f"seat:{family[0]}", terms, None, 1, says, names)


class _Overlapping:
    """Metrics of a place that overlap."""

    def __init__(self, place: Place) -> None:
        here = place.universe_set
        pairs = [
            (pair, kind) for pair, kind in sorted(place.overlaps.items()) if here.issuperset(pair)
        ]
        self.same = [pair for pair, kind in pairs if kind is Overlap.SAME_NUMBER]
        self.parts = [pair for pair, kind in pairs if kind is Overlap.PART_OF_WHOLE]
        joined = [pair for pair, kind in pairs if kind is not Overlap.PART_OF_WHOLE]
        self.families = families(joined)


def families(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected groups of a list of pairs, each sorted, in order of their first member."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        merged = group.get(one, {one}) | group.get(other, {other})
        for member in merged:
            group[member] = merged
    return sorted(
        sorted(members) for members in {id(found): found for found in group.values()}.values()
    )


def guards(asked: Asked) -> None:
    """What is pursued is guarded, at each card where it presses."""
    variables, needs = asked.variables, asked.case.place.once(_Needs)
    watching: dict[str, Mapping[str, int]] = {}
    for metric in sorted(variables.pursued):
        for need in needs.of(metric):
            front = variables.fronts.get((metric, need.level))
            if need.level in _FRONT and not front:
                continue
            terms = dict.fromkeys((front,) if front else variables.of(metric), 1)
            for guard in need.guards:
                if guard not in watching:
                    watching[guard] = dict.fromkeys(variables.in_set(guard), -1)
                terms.update(watching[guard])
            asked.row(need.row, terms, None, 0, "{}", need.says)


_FRONT = frozenset(level for level, _role in FRONT)


class _Need(NamedTuple):
    """A behaviour to be guarded against where a metric is pursued at a level."""

    level: Level
    guards: Sequence[str]
    row: str
    says: str


class _Needs:
    """By metric, what pursuing it in a place needs guards for."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._known: dict[str, Sequence[_Need]] = {}

    def of(self, metric: str) -> Sequence[_Need]:
        if metric not in self._known:
            self._known[metric] = list(self._found(metric).values())
        return self._known[metric]

    def _found(self, metric: str) -> Mapping[str, _Need]:
        catalogue, found = self._place.catalogue, dict[str, _Need]()
        for duty in self._place.expected_duties(metric):
            row = f"guard:{duty.level}:{metric}:{duty.provoking.end}"
            # where the catalogue knows no guard the points carry the risk
            if duty.guards and row not in found:
                behaviour = catalogue.behaviours[duty.provoking.end].name.lower()
                named = ", ".join(catalogue.metrics[guard].name for guard in duty.guards)
                label = catalogue.metrics[metric].name
                says = f"{label} needs a guard against: {behaviour} ({named})."
                found[row] = _Need(duty.level, duty.guards, row, says)
        return found
