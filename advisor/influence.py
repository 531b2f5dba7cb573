"""Influence: from a metric under pressure, or a context in force, to an outcome.

A metric leaves in two ways. By *value*: it moves in the direction of `better` along causal
relations. By *pressure*: pursued with consequences it provokes a behaviour, and the behaviour
moves something. Help and harm are computed from what is better at the end, never typed, and
opposite paths are never netted into one number. How a path is walked, and what it keeps of
itself, is in `paths`.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from typing import TypeAlias

import numpy as np

from advisor.net import Ints, factor, net
from advisor.paths import (
    FAINT,
    LONGEST,
    WHOLE,
    Claims,
    Path,
    Reach,
    length,
    step,
    stronger,
    strongest,
)
from advisor.pressing import harm, heads
from advisor.setting import Setting, Use, applies, in_force
from advisor.walks import Leads, Shown, Walks, remembered, walked
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Metric
from knowledge.vocabulary import Better, Dimension, Kind, Pressure

_PUSHED: Mapping[Pressure | None, tuple[int, ...]] = {Pressure.UP: (1,), Pressure.DOWN: (-1,)}
_WAYS: Mapping[Better | None, tuple[int, ...]] = {Better.UP: (1,), Better.DOWN: (-1,)}

_Half: TypeAlias = tuple[int, Claims, Claims, str, int]
"""A path by pressure not yet put together: its share, its head, its tail, its end, which way."""


def directions(better: Better | None) -> tuple[int, ...]:
    """Which ways a metric moves when it is pursued: a band goes both ways."""
    return _WAYS.get(better, (1, -1))


class Influence:
    """Paths over one catalogue in one set of contexts. Pure: it only remembers what it found."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        self.catalogue = catalogue
        self.net = net(catalogue)
        self._setting = Setting(contexts=contexts)
        self._holds = self.net.holding(lambda when: applies(when, self._setting))
        self._there = self.net.holding(lambda when: in_force(when, self._setting))
        self._wanted = {key: directions(end.better) for key, end in catalogue.outcomes.items()}
        self._hold: dict[tuple[str, Use], tuple[bool, ...]] = {}
        self._spoiled: dict[str, tuple[int, ...]] = {}
        self._forget()

    def _forget(self) -> None:
        """What rests on the strength of claims."""
        self._provoked: dict[tuple[str, tuple[bool, ...]], tuple[Claim, ...]] = {}
        self._moved: dict[str, tuple[Claim, ...]] = {}
        self._pressed: dict[tuple[str, tuple[bool, ...]], Reach] = {}
        self._towards: dict[str, Mapping[str, int]] = {}
        for name in ("_walks", "harm"):
            self.__dict__.pop(name, None)

    def read_as(self, catalogue: Catalogue) -> Influence:
        """The same where the evidence is read otherwise: which claims are narrowed away, and where
        they hold, rests on no strength."""
        other = copy.copy(self)
        other.catalogue, other.net = catalogue, net(catalogue)
        other._forget()
        return other

    @functools.cached_property
    def _walks(self) -> Walks:
        once = self.catalogue.stated is not None  # nobody asks for the same reading again
        return (walked if once else remembered)(self.net, self._holds)

    def by_value(self, metric: str, pressure: Pressure | None = Pressure.ANY) -> Reach:
        """Where a metric leads when its value moves the way that is better for it, or the way
        that a target pushes it."""
        signs = _PUSHED.get(pressure) or directions(self.catalogue.metrics[metric].better)
        known = self._walks.reached
        if (metric, signs) not in known:
            known[metric, signs] = strongest(
                path for sign in signs for path in self._from_value(metric, sign)
            )
        return known[metric, signs]

    @property
    def leads(self) -> Leads:
        """The same for every metric that gets better, by shares and lengths alone."""
        walks = self._walks
        if walks.leads is None:
            walks.leads = self._leads(walks.to_outcomes)
        return walks.leads

    def _leads(self, shown: Shown) -> Leads:
        entries, net = self.catalogue.metrics, self.net
        metrics = tuple(node for node in net.nodes if node in entries)
        outcomes = tuple(sorted(self._wanted))
        place = np.zeros(len(net.nodes), np.int64)
        for names in (metrics, outcomes):
            place[[net.index[name] for name in names]] = np.arange(len(names))
        good = net.ways(self._wanted)
        moved = net.ways({key: directions(entries[key].better) for key in metrics})
        parts = []
        for sign in (1, -1):
            rows = np.flatnonzero(moved[sign][shown.start])
            harms = ~good[sign * shown.way[rows], shown.end[rows]]
            parts.append(np.stack((rows, harms.astype(np.int64))))
        rows, harms = np.concatenate(parts, axis=1)
        # the strongest last, and of those the shortest: it stays
        order = np.lexsort((-shown.steps[rows], shown.share[rows]))
        rows, harms = rows[order], harms[order]
        cells = (harms, place[shown.start[rows]], place[shown.end[rows]])
        tables = np.zeros((3, 2, len(metrics), len(outcomes)), np.int64)
        for table, found in zip(tables, (shown.share, shown.steps, shown.causes), strict=True):
            table[cells] = found[rows]
        (helps, harmed), (steps, _), (causes, _) = tables
        return Leads(metrics, outcomes, helps, harmed, steps, causes)

    def by_pressure(self, metric: str, setting: Setting) -> Reach:
        """Where a metric leads through the behaviours that it provokes in this use."""
        # most levels are pressed alike: what holds tells more uses apart than need be
        key = (metric, self._holding(metric, setting))
        if key not in self._pressed:
            self._pressed[key] = self._press(metric, self.provoked(metric, setting))
        return self._pressed[key]

    @functools.cached_property
    def harm(self) -> Ints:
        """What is left, in thousandths, of the strongest harming path that each claim begins by
        provoking a behaviour: by its number, and by outcome in order of name."""
        stated = self.catalogue.stated or self.catalogue
        found = heads(stated, net(stated))
        return harm(self.net, found, self._there, self._walks.tails, self._wanted)

    def provoked(self, start: str, setting: Setting) -> tuple[Claim, ...]:
        """Claims by which a metric in a use, or a context, provokes a behaviour."""
        key = (start, self._holding(start, setting))
        if key not in self._provoked:
            claims = map(self.net.claims.__getitem__, self.provoking(start, setting))
            self._provoked[key] = tuple(claim for claim in claims if claim is not None)
        return self._provoked[key]

    def provoking(self, start: str, setting: Setting) -> tuple[int, ...]:
        """Numbers of the stated claims by which it does, however the evidence is read."""
        held = self._holding(start, setting)
        return tuple(compress(self.net.leaving(start, Kind.PROVOKES), held))

    def _holding(self, start: str, setting: Setting) -> tuple[bool, ...]:
        """Which of the claims by which something provokes behaviours hold in a use."""
        key = (start, setting.use)
        if key not in self._hold:
            self._hold[key] = tuple(
                applies(self.net.whens[self.net.when[number]], setting)
                for number in self.net.leaving(start, Kind.PROVOKES)
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
            claims = map(self.net.claims.__getitem__, self.moving(behaviour))
            self._moved[behaviour] = tuple(claim for claim in claims if claim is not None)
        return self._moved[behaviour]

    def moving(self, behaviour: str) -> tuple[int, ...]:
        """Numbers of the stated claims by which it does, however the evidence is read."""
        return tuple(
            number
            for number in self.net.leaving(behaviour, Kind.MOVES)
            if self._there[number] and number not in self.net.inflating
        )

    def spoiling(self, behaviour: str) -> tuple[int, ...]:
        """Of these, those by which it moves something the wrong way."""
        if behaviour not in self._spoiled:
            stated = (self.catalogue.stated or self.catalogue).claims
            self._spoiled[behaviour] = tuple(
                number for number in self.moving(behaviour) if self.wrong_way(stated[number])
            )
        return self._spoiled[behaviour]

    def wrong_way(self, claim: Claim) -> bool:
        """Whether a `moves` claim moves its end against what is better there."""
        way = factor(claim)
        if claim.end in self.catalogue.outcomes:
            better: Better | None = self.catalogue.outcomes[claim.end].better
        else:
            better = self.catalogue.metrics[claim.end].better
        return way != 0 if better in (Better.BAND, None) else way not in directions(better)

    def share(self, start: str, sign: int, end: str, wanted: int) -> int:
        """Share of the strongest path by value from a node that moves with `sign` to a metric
        that then moves as wanted; 0 where there is none."""
        return self._walks.share(start, end, sign * wanted)

    def towards(self, end: str) -> Mapping[str, int]:
        """What metrics that get better do, each, to make another metric better, in thousandths;
        only where it is one way that is better, of both."""
        if end not in self._towards:
            metrics, way_of = self.catalogue.metrics, self._one_way
            wanted = way_of(end) if end in metrics else 0
            self._towards[end] = {
                key: share
                for key, way, share in (self._walks.arriving(end) if wanted else ())
                if key in metrics and way_of(key) == way * wanted
            }
        return self._towards[end]

    def _one_way(self, metric: str) -> int:
        """The way that is better for a metric; 0 for a band, which is left on two sides."""
        ways = directions(self.catalogue.metrics[metric].better)
        return ways[0] if len(ways) == 1 else 0

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
            sign = factor(move)
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
        known = self._walks.after
        if (start, sign) not in known:
            known[start, sign] = tuple(
                (path, frozenset(path.nodes))
                for path in self._from_value(start, sign)
                if length(path.claims) <= LONGEST - 2
            )
        return known[start, sign]

    def _from_value(self, start: str, sign: int) -> tuple[Path, ...]:
        """The strongest paths by value from a node that moves, to each outcome, each way."""
        walks = self._walks
        if (start, sign) not in walks.paths:
            walks.paths[start, sign] = tuple(
                self._path(start, sign, walk.claims, walk.share, walk.end, sign * walk.way)
                for walk in sorted(walks.walks(start), key=lambda w: (w.end, sign * w.way))
            )
        return walks.paths[start, sign]

    def _path(
        self, start: str, direction: int, claims: Claims, share: int, end: str, final: int
    ) -> Path:
        return Path(start, direction, claims, share, final, final in self._wanted[end])


def pressure_of(metric: Metric) -> Pressure:
    """The way a target on this metric usually pushes."""
    return {Better.UP: Pressure.UP, Better.DOWN: Pressure.DOWN}.get(
        metric.better or Better.BAND, Pressure.ANY
    )
