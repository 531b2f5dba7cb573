"""Influence: from a metric under pressure, or a context in force, to an outcome.

A metric leaves in two ways. By *value*: it moves in the direction of `better` along causal
relations. By *pressure*: pursued with consequences it provokes a behaviour, and the behaviour
moves something. Help and harm are computed from what is better at the end, never typed, and
opposite paths are never netted into one number. How a path is walked, and what it keeps of
itself, is in `paths`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from typing import TypeAlias

from advisor.paths import (
    FAINT,
    LONGEST,
    WHOLE,
    Claims,
    Path,
    Reach,
    Walks,
    ground,
    length,
    step,
    stronger,
    strongest,
    walked_anew,
)
from advisor.setting import Setting, Use, applies, in_force
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Metric
from knowledge.vocabulary import Better, Dimension, Kind, Pressure

_PUSHED: Mapping[Pressure | None, tuple[int, ...]] = {Pressure.UP: (1,), Pressure.DOWN: (-1,)}
_WAYS: Mapping[Better | None, tuple[int, ...]] = {Better.UP: (1,), Better.DOWN: (-1,)}
KEPT = 6  # walks from one node that are remembered, each under other conditions

_Half: TypeAlias = tuple[int, Claims, Claims, str, int]
"""A path by pressure not yet put together: its share, its head, its tail, its end, which way."""


def directions(better: Better | None) -> tuple[int, ...]:
    """Which ways a metric moves when it is pursued: a band goes both ways."""
    return _WAYS.get(better, (1, -1))


class Influence:
    """Paths over one catalogue in one set of contexts. Pure: it only remembers what it found."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        self.catalogue = catalogue
        self._ground = ground(catalogue)
        self._setting = Setting(contexts=contexts)
        self._wanted = {key: directions(end.better) for key, end in catalogue.outcomes.items()}
        self._walks: dict[str, Walks] = {}
        self._hold: dict[tuple[str, Use], tuple[bool, ...]] = {}
        self._provoked: dict[tuple[str, tuple[bool, ...]], tuple[Claim, ...]] = {}
        self._moved: dict[str, tuple[Claim, ...]] = {}
        self._pressed: dict[tuple[str, tuple[bool, ...]], Reach] = {}

    def by_value(self, metric: str, pressure: Pressure | None = Pressure.ANY) -> Reach:
        """Where a metric leads when its value moves the way that is better for it, or the way
        that a target pushes it."""
        signs = _PUSHED.get(pressure) or directions(self.catalogue.metrics[metric].better)
        reached = self._walk(metric).reached
        if signs not in reached:
            reached[signs] = strongest(
                path for sign in signs for path in self._from_value(metric, sign)
            )
        return reached[signs]

    def by_pressure(self, metric: str, setting: Setting) -> Reach:
        """Where a metric leads through the behaviours that it provokes in this use."""
        # most levels are pressed alike: what holds tells more uses apart than need be
        key = (metric, self._holding(metric, setting))
        if key not in self._pressed:
            self._pressed[key] = self._press(metric, self.provoked(metric, setting))
        return self._pressed[key]

    def provoked(self, start: str, setting: Setting) -> tuple[Claim, ...]:
        """Claims by which a metric in a use, or a context, provokes a behaviour."""
        key = (start, self._holding(start, setting))
        if key not in self._provoked:
            claims = self.catalogue.related(start, Kind.PROVOKES)
            self._provoked[key] = tuple(compress(claims, key[1]))
        return self._provoked[key]

    def _holding(self, start: str, setting: Setting) -> tuple[bool, ...]:
        """Which of the claims by which something provokes behaviours hold in a use."""
        key = (start, setting.use)
        if key not in self._hold:
            self._hold[key] = tuple(
                applies(claim.relation.when, setting)
                for claim in self.catalogue.related(start, Kind.PROVOKES)
            )
        return self._hold[key]

    def provoked_by_context(self, context: str) -> tuple[Claim, ...]:
        """Claims by which a context in force provokes a behaviour by being there."""
        return self.provoked(context, self._setting)

    def through(self, provoking: Claim) -> tuple[Path, ...]:
        """All paths that start with one provoked behaviour."""
        return tuple(
            self._path(provoking.start, 0, (*head, *tail), share, end, final)
            for share, head, tail, end, final in self._after(provoking.start, provoking)
        )

    def heads(self, provoking: Claim) -> tuple[Claim, ...]:
        """What the behaviour at the head of a path moves for real (not only the number)."""
        return self.moved_by(provoking.end)

    def moved_by(self, behaviour: str) -> tuple[Claim, ...]:
        """What a behaviour moves for real, in the contexts in force."""
        if behaviour not in self._moved:
            self._moved[behaviour] = tuple(
                claim
                for claim in self.catalogue.related(behaviour, Kind.MOVES)
                if not claim.relation.inflates and in_force(claim.relation.when, self._setting)
            )
        return self._moved[behaviour]

    def wrong_way(self, claim: Claim) -> bool:
        """Whether a `moves` claim moves its end against what is better there."""
        factor = claim.relation.sign.factor if claim.relation.sign else 0
        if claim.end in self.catalogue.outcomes:
            better: Better | None = self.catalogue.outcomes[claim.end].better
        else:
            better = self.catalogue.metrics[claim.end].better
        return factor != 0 if better in (Better.BAND, None) else factor not in directions(better)

    def share(self, start: str, sign: int, end: str, wanted: int) -> int:
        """Share of the strongest path by value from a node that moves with `sign` to a metric
        that then moves as wanted; 0 where there is none."""
        return self._walk(start).share[sign * wanted].get(end, 0)

    def _press(self, metric: str, provoked: Iterable[Claim]) -> Reach:
        """The strongest paths through any of these behaviours."""
        best: dict[bool, dict[str, tuple[int, Claims, int]]] = {True: {}, False: {}}
        for claim in provoked:
            for share, head, tail, end, final in self._after(metric, claim):
                side = best[final in self._wanted[end]]
                known = side.get(end)
                if known is None or share >= known[0]:  # most are not: put together what may win
                    path = (*head, *tail)
                    if known is None or stronger(share, path, *known[:2]):
                        side[end] = (share, path, final)
        helping, harming = (
            {
                end: Path(metric, 0, path, share, final, helps)
                for end, (share, path, final) in best[helps].items()
            }
            for helps in (True, False)
        )
        return Reach(helping, harming)

    def _after(self, start: str, provoking: Claim) -> Iterator[_Half]:
        behaviour, first = provoking.end, step(WHOLE, provoking.relation.strength)
        for move in self.heads(provoking):
            sign = move.relation.sign.factor if move.relation.sign else 0
            left = step(first, move.relation.strength)
            if not sign or left < FAINT:
                continue
            head = (provoking, move)
            if move.end in self._wanted:
                yield left, head, (), move.end, sign
            for tail, nodes in self._tails_of(move.end, sign):
                total = left * tail.share // WHOLE
                if total >= FAINT and start not in nodes and behaviour not in nodes:
                    yield total, head, tail.claims, tail.end, tail.final

    def _tails_of(self, start: str, sign: int) -> tuple[tuple[Path, frozenset[str]], ...]:
        """The paths by value that are short enough to come after a head, with their nodes."""
        tails = self._walk(start).tails
        if sign not in tails:
            tails[sign] = tuple(
                (path, frozenset(path.nodes))
                for path in self._from_value(start, sign)
                if length(path.claims) <= LONGEST - 2
            )
        return tails[sign]

    def _from_value(self, start: str, sign: int) -> tuple[Path, ...]:
        """The strongest paths by value from a node that moves, to each outcome, each way."""
        walks = self._walk(start)
        if sign not in walks.paths:
            share, walked = walks.share, walks.walked
            walks.paths[sign] = tuple(
                self._path(start, sign, path, share[final * sign][end], end, final)
                for end in sorted({*walked[1], *walked[-1]})
                for final in (-1, 1)
                if (path := walked[final * sign].get(end))
            )
        return walks.paths[sign]

    def _walk(self, start: str) -> Walks:
        """The strongest walk to each end, each way: known from another place, or walked anew."""
        found = self._walks.get(start)
        if found is None:
            known = self._ground.walks.get(start, ())
            found = next((walks for walks in known if self._alike(walks)), None)
            if found is None:
                found = walked_anew(start, self._ground, self._wanted, self._setting)
                self._ground.walks[start] = (found, *known)[:KEPT]
            self._walks[start] = found
        return found

    def _alike(self, walks: Walks) -> bool:
        return all(applies(when, self._setting) is held for when, held in walks.met)

    def _path(
        self, start: str, direction: int, claims: Claims, share: int, end: str, final: int
    ) -> Path:
        return Path(start, direction, claims, share, final, final in self._wanted[end])


def pressure_of(metric: Metric) -> Pressure:
    """The way a target on this metric usually pushes."""
    return {Better.UP: Pressure.UP, Better.DOWN: Pressure.DOWN}.get(
        metric.better or Better.BAND, Pressure.ANY
    )
