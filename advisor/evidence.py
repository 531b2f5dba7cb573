"""Readings of the evidence: how firm each claim would be if its support were judged otherwise.

A reading draws, for every claim that advice walks along, whether it holds as stated, one step
weaker, one step stronger, or not at all. The odds follow from the grade of the firmest voice that
does not speak against it, and from whether it is disputed. They are our own judgement, stated here
and nowhere else: arithmetic, law and standards stay as they are; studies move least, and what is
only judged moves most. The steps end at weak and at strong: a weak claim is not read weaker, and
a strong one not stronger.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from advisor.paths import walkable
from knowledge.catalogue import Catalogue, Claim
from knowledge.gaps import best_voice
from knowledge.vocabulary import Grade, Kind, Strength

OF = 60
"""What the odds are counted in."""
STEPS = (Strength.WEAK, Strength.MEDIUM, Strength.STRONG)


class Turn(IntEnum):
    """What a reading makes of a claim."""

    SAME = 0
    WEAKER = 1
    STRONGER = 2
    GONE = 3
    """It does not hold."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Chances in sixtieths; what is left of sixty is that the claim stays as it is."""

    weaker: int = 0
    stronger: int = 0
    gone: int = 0

    def turn(self, drawn: int) -> Turn:
        """What a number from 0 to 59 stands for."""
        if drawn < self.gone:
            return Turn.GONE
        if drawn < self.gone + self.weaker:
            return Turn.WEAKER
        return Turn.STRONGER if drawn < self.gone + self.weaker + self.stronger else Turn.SAME


ODDS: Mapping[Grade, Odds] = {
    Grade.STUDY: Odds(weaker=6, stronger=6),
    Grade.PRACTICE: Odds(weaker=12, stronger=12),
    Grade.JUDGEMENT: Odds(weaker=15, stronger=15, gone=6),
}
DISPUTED = 20
"""Sixtieths by which a disputed claim does not hold, whatever its grade."""
SURE = Odds()


def odds(claim: Claim) -> Odds:
    """How a claim may be read otherwise; `SURE` where no advice walks along it."""
    if not walked(claim):
        return SURE
    graded = ODDS.get(best_voice(claim), SURE)
    if claim.relation.disputed:
        return Odds(graded.weaker, graded.stronger, DISPUTED)
    return graded


def walked(claim: Claim) -> bool:
    """Whether a path or a duty to guard may rest on a claim: causes, what provokes and what it
    moves, measures, and arithmetic that is walked."""
    heads = claim.relation.kind in (Kind.PROVOKES, Kind.MOVES)
    return claim.relation.strength is not None and (heads or walkable(claim))


class Evidence:
    """The claims of one catalogue that may be read otherwise. It remembers each changed claim, so
    that a reading costs little."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        found = ((place, odds(claim)) for place, claim in enumerate(catalogue.claims))
        self._open = tuple((place, chances) for place, chances in found if chances != SURE)
        self.claims = tuple(catalogue.claims[place] for place, _chances in self._open)
        """What may be read otherwise, in the order of the turns."""
        self._turns = tuple(
            _turns(chances, claim.relation.strength)
            for claim, (_place, chances) in zip(self.claims, self._open, strict=True)
        )
        self._changed: dict[tuple[int, int], Claim] = {}

    def draw(self, generator: random.Random) -> bytes:
        """One reading: a `Turn` for each of `claims`."""
        count, drawn = len(self._turns), list[int]()
        while len(drawn) < count:  # as `randrange` does, without asking it a thousand times
            bits = [generator.getrandbits(OF.bit_length()) for _ in range(count - len(drawn))]
            drawn += [number for number in bits if number < OF]
        return bytes(turns[number] for turns, number in zip(self._turns, drawn, strict=True))

    def read(self, turns: bytes) -> Catalogue:
        """The catalogue in a reading. The entries stay as written: only its claims differ."""
        return self.catalogue.read_as(
            {
                self._open[at][0]: self._read(at, turn)
                for at, turn in zip(range(len(self._open)), turns, strict=True)
                if turn
            }
        )

    def _read(self, at: int, turn: int) -> Claim | None:
        if turn == Turn.GONE:
            return None
        if (at, turn) not in self._changed:
            claim = self.claims[at]
            stated = STEPS.index(claim.relation.strength or STEPS[0])
            strength = STEPS[stated + (1 if turn == Turn.STRONGER else -1)]
            relation = claim.relation.model_copy(update={"strength": strength})
            self._changed[at, turn] = Claim(claim.start, relation)
        return self._changed[at, turn]


@functools.lru_cache
def _turns(chances: Odds, strength: Strength | None) -> bytes:
    """By number drawn, the turn of a claim: a weak one is not read weaker, nor a strong one
    stronger."""
    ends = {Turn.WEAKER: STEPS[0], Turn.STRONGER: STEPS[-1]}
    drawn = (chances.turn(number) for number in range(OF))
    return bytes(Turn.SAME if strength is ends.get(turn) else turn for turn in drawn)
