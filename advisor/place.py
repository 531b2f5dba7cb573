"""What holds in a place, whatever stands on today's list: which metrics apply, how each may be
used at each level, and what must be guarded by what.

A place is a catalogue and the contexts in force. It is remembered, so that a hundred variants of
one brief ask the graph only once.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from advisor.duties import EXPECTED, Duties, ExpectedDuty
from advisor.guards import Guards
from advisor.influence import Influence
from advisor.net import Ints
from advisor.uses import CARDS, UseHere, Uses
from knowledge.catalogue import Catalogue
from knowledge.schema import Relation
from knowledge.vocabulary import Delay, Dimension, Overlap

__all__ = ["CARDS", "EXPECTED", "ExpectedDuty", "Place", "UseHere", "place_of", "share"]


T = TypeVar("T")


class Place(Uses):
    """A catalogue and the contexts in force. Frozen by convention; remembers what it worked out."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        super().__init__(catalogue, contexts)
        self.influence = Influence(catalogue, contexts)
        self._made: dict[object, object] = {}
        self._settled: dict[object, object] = {}
        guards = Guards(self, self.influence)
        self._stand(guards, Duties(guards))

    def _stand(self, guards: Guards, duties: Duties) -> None:
        """What must be guarded by what can be asked of the place."""
        self._guards, self._duties = guards, duties
        self.expected, self.pressed = duties.expected, duties.pressed
        self.duties, self.expected_duties = duties.duties, duties.expected_duties
        self.valid_guard, self.overlap = guards.valid_guard, guards.overlap
        self.guards_of, self.guards_against = guards.guards_of, guards.guards_against

    def read_as(self, catalogue: Catalogue) -> Place:
        """The same place where the evidence is read otherwise: what rests on no strength, because
        the entries are the same, is taken over."""
        other = copy.copy(self)
        other.catalogue, other._made = catalogue, {}
        other.influence = self.influence.read_as(catalogue)
        guards = self._guards.read_as(other.influence)
        other._stand(guards, self._duties.read_as(guards))
        return other

    def once(self, make: Callable[[Place], T]) -> T:
        """What somebody else makes of this place, made once for all who ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def for_all(self, make: Callable[[Place], T]) -> T:
        """The same where it rests on no strength: one for all readings of the evidence."""
        if make not in self._settled:
            self._settled[make] = make(self)
        return cast(T, self._settled[make])

    @property
    def spoiled(self) -> Ints:
        """What pursuing each metric of the universe would harm through what it provokes: what is
        left of the strongest path, in thousandths, by metric and outcome in order of name."""
        return self._duties.spoiled

    def slowness(self, metric: str) -> int:
        """0 for an answer within hours up to 4 for quarters."""
        moves = self.catalogue.metrics[metric].moves
        return moves.answers_in.rank if moves else len(Delay)

    @property
    def overlaps(self) -> Mapping[tuple[str, str], Overlap]:
        """Overlaps by the sorted pair of ids."""
        return self._guards.overlaps

    @property
    def rivals(self) -> Mapping[str, frozenset[str]]:
        """By metric, those that show the same thing: one of them has the seat."""
        return self._guards.rivals


def share(relation: Relation) -> int:
    """The share of a path that a relation keeps, in thousandths; 0 where it has no strength."""
    return relation.strength.share if relation.strength else 0


@functools.lru_cache(maxsize=64)  # every sourcing under every pricing, and some
def _place(catalogue: Catalogue, contexts: tuple[tuple[Dimension, frozenset[str]], ...]) -> Place:
    return Place(catalogue, dict(contexts))


def place_of(catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> Place:
    """The place of a catalogue and contexts, one object for all who ask."""
    return _place(catalogue, tuple(contexts.items()))
