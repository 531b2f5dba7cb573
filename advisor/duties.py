"""What must be guarded by what, in some contexts, whatever stands on today's list."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from advisor.guards import Guards
from advisor.influence import pressure_of
from advisor.net import Ints, kept
from advisor.setting import Setting
from knowledge.catalogue import Claim
from knowledge.vocabulary import Consequence, Level, Pressure, Strength, Use

# What a pursued metric must be expected to gather: a target that stands long enough is asked for,
# hung up and, in the end, paid for. Recommended sets are guarded as if it had.
EXPECTED = frozenset({Consequence.ASKED_FIRST, Consequence.DISPLAYED, Consequence.PAID})


@dataclass(frozen=True, slots=True)
class ExpectedDuty:
    """What pursuing a metric at a level obliges one to guard against, and by what."""

    level: Level
    provoking: Claim
    move: Claim
    guards: tuple[str, ...]


class Duties:
    """Duties to guard. Frozen by convention; remembers what it worked out."""

    def __init__(self, guards: Guards) -> None:
        self.uses, self.guards, self.influence = guards.uses, guards, guards.influence
        self._pressed: dict[str, tuple[tuple[Level, tuple[int, ...]], ...]] = {}
        self._forget()

    def _forget(self) -> None:
        """What rests on the strength of claims."""
        self._share: list[int] = self.influence.net.share.tolist()
        self._expected: dict[str, tuple[ExpectedDuty, ...]] = {}
        self.__dict__.pop("spoiled", None)

    def read_as(self, guards: Guards) -> Duties:
        """The same where the evidence is read otherwise."""
        other = copy.copy(self)
        other.guards, other.influence = guards, guards.influence
        other._forget()
        return other

    def expected(self, metric: str, level: Level) -> Setting:
        """How a recommended metric will press once its target has stood for a while."""
        banded = self.uses.catalogue.metrics[metric].better == "band"
        push: Pressure | None = None if banded else pressure_of(self.uses.catalogue.metrics[metric])
        return Setting(self.uses.contexts, level, EXPECTED, push)

    def pressed(self, metric: str) -> tuple[tuple[Level, tuple[int, ...]], ...]:
        """Levels at which a metric may be pursued, each with the numbers of the claims by which it
        would provoke something there."""
        if metric not in self._pressed:
            self._pressed[metric] = tuple(
                (level, self.influence.provoking(metric, self.expected(metric, level)))
                for level in self.uses.cards
                if self.uses.use_at(metric, level).use is Use.PURSUE
            )
        return self._pressed[metric]

    @functools.cached_property
    def _provoking(self) -> tuple[Ints, Ints, Ints]:
        """Numbers of the claims by which metrics of the universe would provoke something, metric
        by metric; where those of each begin; which metrics these are."""
        found = [
            sorted({number for _level, held in self.pressed(metric) for number in held})
            for metric in self.uses.universe
        ]
        sizes = np.array([len(numbers) for numbers in found], np.int64)
        rows = np.flatnonzero(sizes)
        numbers = np.array([number for each in found for number in each], np.int64)
        return numbers, (np.cumsum(sizes) - sizes)[rows], rows

    @functools.cached_property
    def spoiled(self) -> Ints:
        """What pursuing a metric would harm through what it provokes, at whatever level it may be
        pursued: what is left of the strongest path, in thousandths, by metric of the universe and
        outcome, both in order of name."""
        numbers, first, rows = self._provoking
        harm = self.influence.harm
        found = np.zeros((len(self.uses.universe), harm.shape[1]), np.int64)
        if len(rows):
            found[rows] = np.maximum.reduceat(harm[numbers], first, axis=0)
        return found

    def duties(self, metric: str, setting: Setting) -> tuple[tuple[Claim, Claim], ...]:
        """(provokes, moves) pairs at the head of a harming path that call for a guard: both of
        medium strength or more, the second moving something real the wrong way."""
        return tuple(
            (claim, move)
            for claim in self.influence.provoked(metric, setting)
            if claim.relation.strength is not Strength.WEAK
            for move in self.influence.heads(claim)
            if move.relation.strength is not Strength.WEAK and self.influence.wrong_way(move)
        )

    def expected_duties(self, metric: str) -> tuple[ExpectedDuty, ...]:
        """Every behaviour to be guarded against that comes with pursuing a metric, level by level:
        with the worst that it spoils, and the guards that show it nearly as clearly as any."""
        if metric not in self._expected:
            self._expected[metric] = tuple(
                ExpectedDuty(
                    level, provoking, move, _clearest(self.guards.guards_against(metric, provoking))
                )
                for level, held in self.pressed(metric)
                for provoking, move in self._gravest(held)
            )
        return self._expected[metric]

    def _gravest(self, provoking: Iterable[int]) -> Iterator[tuple[Claim, Claim]]:
        """Of each behaviour the strongest claim by which it is provoked, and the worst it does:
        both of medium strength or more."""
        claims, share = self.influence.net.claims, self._share
        worst: dict[str, Claim] = {}
        for number in provoking:
            claim = claims[number]
            if claim is not None and share[number] >= Strength.MEDIUM.share:
                known = worst.setdefault(claim.end, claim)
                if share[number] > kept(known):
                    worst[claim.end] = claim
        for behaviour, claim in worst.items():
            number = max(self.influence.spoiling(behaviour), key=share.__getitem__, default=-1)
            move = claims[number] if number >= 0 else None
            if move is not None and share[number] >= Strength.MEDIUM.share:
                yield claim, move


def _clearest(guards: Mapping[str, int]) -> tuple[str, ...]:
    """Those at least half as clear as the clearest."""
    best = max(guards.values(), default=0)
    return tuple(guard for guard, clearly in guards.items() if clearly * 2 >= best)
