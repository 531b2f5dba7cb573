"""What would show a behaviour, by the numbers of the claims that say so.

Which claims these are is the same however the evidence is read; whether they are firm is not. So
they are gathered once for a catalogue, and once for a place, and weighed anew for each reading.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.net import Ints, Net
from knowledge.catalogue import Catalogue
from knowledge.guarding import CAUSES
from knowledge.vocabulary import Kind


@dataclass(frozen=True, slots=True, eq=False)
class _Sights:
    """Stated guards of a metric, each with one behaviour that the metric provokes."""

    whose: Sequence[tuple[str, str, str]]
    """Metric, behaviour, guard."""
    named: Sequence[tuple[str, str, str]]
    """The same, where the catalogue itself says that the guard catches it."""
    provoking: Ints
    """Two rows: place in `whose`, number of a claim by which the metric provokes the behaviour."""
    ways: Ints
    """Three rows: place in `whose`, and numbers of two claims by which the guard sees the behaviour
    where both are firm: what it moves, and how the guard hangs on that (itself, where it is the
    guard)."""


@functools.lru_cache(maxsize=4)
def _sights(catalogue: Catalogue) -> _Sights:
    number = {id(claim): place for place, claim in enumerate(catalogue.claims)}
    whose: list[tuple[str, str, str]] = []
    named: list[tuple[str, str, str]] = []
    provoking: list[tuple[int, int]] = []
    ways: list[tuple[int, int, int]] = []
    for guards in catalogue.claims:
        if guards.relation.kind is not Kind.GUARDS:
            continue
        guard, metric = guards.start, guards.end
        named += [(metric, behaviour, guard) for behaviour in guards.relation.catches]
        hangs = [
            (claim.end, number[id(claim)]) for claim in catalogue.related(guard, Kind.MEASURES)
        ]
        for kind in CAUSES:
            hangs += [
                (claim.start, number[id(claim)])
                for claim in catalogue.related(guard, kind, reverse=True)
            ]
        place: dict[str, int] = {}
        for claim in catalogue.related(metric, Kind.PROVOKES):
            at = place.setdefault(claim.end, len(whose))
            provoking.append((at, number[id(claim)]))
            if at < len(whose):
                continue
            whose.append((metric, claim.end, guard))
            for move in catalogue.related(claim.end, Kind.MOVES):
                if not move.relation.inflates:
                    moved = number[id(move)]
                    ways += [(at, moved, moved)] if move.end == guard else []
                    ways += [(at, moved, how) for node, how in hangs if node == move.end]
    return _Sights(
        whose,
        named,
        np.array(provoking, np.int64).reshape(-1, 2).T,
        np.array(ways, np.int64).reshape(-1, 3).T,
    )


def caught(catalogue: Catalogue, here: Net) -> Mapping[tuple[str, str], Sequence[str]]:
    """By metric and behaviour: the guards that a catalogue states for the metric and that catch
    the behaviour, as `knowledge.guarding.caught` defines it. `here` are the catalogue's claims,
    as stated or read otherwise."""
    found = _sights(catalogue.stated or catalogue)
    provoked = np.zeros(len(found.whose), np.bool_)
    at, claim = found.provoking
    provoked[at[here.alive[claim]]] = True
    seen = np.zeros(len(found.whose), np.bool_)
    at, move, how = found.ways
    seen[at[here.firm[move] & here.firm[how]]] = True
    shown: dict[tuple[str, str], set[str]] = {}
    for place in np.flatnonzero(provoked & seen).tolist():
        metric, behaviour, guard = found.whose[place]
        shown.setdefault((metric, behaviour), set()).add(guard)
    for metric, behaviour, guard in found.named:
        shown.setdefault((metric, behaviour), set()).add(guard)
    return {key: sorted(guards) for key, guards in shown.items()}
