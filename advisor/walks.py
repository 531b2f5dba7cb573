"""Every walk along the claims of a catalogue at once, as arrays.

All walks from all nodes grow together, one relation at a time, breadth first: a few thousand rows
for a whole catalogue, so that a place, or a reading of the evidence, is walked in milliseconds.
Nodes are numbered in the order of their names and relations leave a node in the order of their
ends, so that of walks that are as strong the first row is the shortest, then the first by name.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from advisor.net import Bools, Ints, Net
from advisor.paths import FAINT, LONGEST, WHOLE, Claims, Path, Reach
from knowledge.vocabulary import Strength

_LAST = -(-FAINT * WHOLE // max(strength.share for strength in Strength))  # less bears no step more
_CELLS = 1 << 20  # of one table from starts to ends


class Walk(NamedTuple):
    """The strongest walk from a node to an outcome, one way."""

    end: str
    way: int
    """+1 where the end rises with the start, -1 where it falls."""
    share: int
    claims: Claims


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The strongest walks to outcomes as arrays, by start, end and way: first +1, then -1."""

    start: Ints
    """Numbers of nodes."""
    end: Ints
    way: Ints
    share: Ints
    steps: Ints
    """Relations, every one counted."""
    causes: Ints
    """The same without `measures`."""


@dataclass(frozen=True, slots=True, eq=False)
class Leads:
    """The strongest helping and harming path of each metric that gets better, without saying the
    way there: a row for each metric and a column for each outcome, both in order of name."""

    metrics: tuple[str, ...]
    outcomes: tuple[str, ...]
    help: Ints
    """What is left, in thousandths; 0 where there is no path."""
    harm: Ints
    steps: Ints
    """Relations of the helping path, every one counted."""
    causes: Ints
    """The same without `measures`."""


@dataclass(frozen=True, slots=True, eq=False)
class Tails:
    """The walks to outcomes that are short enough to come after a provoked behaviour."""

    first: Ints
    """By node: where its walks begin, one longer than there are nodes."""
    end: Ints
    way: Ints
    share: Ints
    trail: Ints
    """All nodes of each walk, -1 where there are no more."""


class Walks:
    """The strongest walks from every node that rises. From a node that falls the same walks end
    the other way. Frozen by convention; remembers what was made of it, wherever it was made."""

    def __init__(self, net: Net, rows: _Rows, best: Ints) -> None:
        """`best` are the strongest rows, in the order of their keys."""
        self._net, self._rows, self._best = net, rows, best
        self._width = 2 * len(net.nodes)
        self.paths: dict[tuple[str, int], tuple[Path, ...]] = {}
        self.after: dict[tuple[str, int], tuple[tuple[Path, frozenset[str]], ...]] = {}
        self.reached: dict[tuple[str, tuple[int, ...]], Reach] = {}
        self.leads: Leads | None = None
        self._shown = best[net.outcome[rows.key[best] % self._width // 2]]

    @functools.cached_property
    def _share(self) -> Mapping[int, int]:
        rows, best = self._rows, self._best
        return dict(zip(rows.key[best].tolist(), rows.share[best].tolist(), strict=True))

    def arriving(self, end: str) -> list[tuple[str, int, int]]:
        """(start, way, share) of the strongest walks to a node."""
        key, nodes = self._rows.key[self._best], self._net.nodes
        here = np.flatnonzero(key % self._width // 2 == self._net.index.get(end, -1))
        starts = (key[here] // self._width).tolist()
        ways, shares = (1 - 2 * (key[here] % 2)).tolist(), self._rows.share[self._best[here]]
        return [
            (nodes[start], way, share)
            for start, way, share in zip(starts, ways, shares.tolist(), strict=True)
        ]

    @functools.cached_property
    def to_outcomes(self) -> Shown:
        """The strongest walks to outcomes."""
        rows, shown = self._rows, self._shown
        key = rows.key[shown]
        return Shown(
            key // self._width,
            key % self._width // 2,
            1 - 2 * (key % 2),
            rows.share[shown],
            rows.steps[shown],
            rows.counted[shown],
        )

    def _firsts(self, key: Ints) -> Ints:
        return np.searchsorted(key, np.arange(len(self._net.nodes) + 1) * self._width)

    def share(self, start: str, end: str, way: int) -> int:
        """What the strongest walk keeps between two nodes, the end moving with the start (+1) or
        against it (-1); 0 where there is none."""
        index = self._net.index
        if start not in index or end not in index:
            return 0
        key = (index[start] * len(index) + index[end]) * 2 + (way < 0)
        return self._share.get(key, 0)

    def walks(self, start: str) -> Iterator[Walk]:
        """The strongest walk from a node to each outcome, each way, in order of name."""
        if (number := self._net.index.get(start)) is None:
            return
        shown = self.to_outcomes
        for place in range(*np.searchsorted(shown.start, (number, number + 1))):
            yield Walk(
                self._net.nodes[shown.end[place]],
                int(shown.way[place]),
                int(shown.share[place]),
                self._claims(int(self._shown[place])),
            )

    def _claims(self, row: int) -> Claims:
        net, rows = self._net, self._rows
        found = []
        while row >= 0:
            claim = net.claims[int(net.edge[rows.edge[row]])]
            assert claim is not None
            found.append(claim)
            row = int(rows.parent[row])
        return tuple(reversed(found))

    @functools.cached_property
    def tails(self) -> Tails:
        """Those of at most two relations less than the longest path."""
        net, rows = self._net, self._rows
        short = self._shown[rows.counted[self._shown] <= LONGEST - 2]
        key = rows.key[short]
        trail, at = [key // self._width], short
        while (at >= 0).any():
            trail.append(np.where(at >= 0, net.end[rows.edge[at]], -1))
            at = np.where(at >= 0, rows.parent[at], -1)
        return Tails(
            self._firsts(key),
            key % self._width // 2,
            1 - 2 * (key % 2),
            rows.share[short],
            np.stack(trail),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Walks, each one relation longer than its parent."""

    key: Ints
    """2 * (start * nodes + end), and 1 more where the end moves against the start."""
    share: Ints
    parent: Ints
    """Row of the walk that it goes on from; -1 for none."""
    edge: Ints
    steps: Ints
    counted: Ints

    @staticmethod
    def joined(parts: Sequence[_Rows]) -> _Rows:
        return _Rows(
            *(
                np.concatenate([np.zeros(0, np.int64), *(getattr(part, name) for part in parts)])
                for name in ("key", "share", "parent", "edge", "steps", "counted")
            )
        )


def walked(net: Net, holds: Bools) -> Walks:
    """The strongest walks where these claims hold: from every node that rises to every end, each
    way."""
    return _walked(net, np.flatnonzero(_taken(net, holds)))


@functools.lru_cache(maxsize=32)  # places differ in few of the claims that are walked
def _remembered(net: Net, taken: bytes) -> Walks:
    return _walked(net, np.flatnonzero(np.frombuffer(taken, np.bool_)))


def remembered(net: Net, holds: Bools) -> Walks:
    """The same, one object for all who ask."""
    return _remembered(net, _taken(net, holds).tobytes())


def _taken(net: Net, holds: Bools) -> Bools:
    taken: Bools = holds[net.edge] & (net.share[net.edge] > 0)
    return taken


def _walked(net: Net, taken: Ints) -> Walks:
    count = len(net.nodes)
    most = max(1, _CELLS // (2 * count)) if count else 1
    parts: list[_Rows] = []
    best: list[Ints] = []
    rows = 0
    for first in range(0, count, most):
        starts = np.arange(first, min(count, first + most))
        found = _Rows.joined(list(_grown(net, taken, starts, rows)))
        cells = found.key - 2 * first * count
        table = np.zeros(2 * count * len(starts), np.int64)
        np.maximum.at(table, cells, found.share)
        reached = np.flatnonzero(table)
        strongest = np.flatnonzero(found.share == table[cells])[::-1]
        table[cells[strongest]] = strongest  # where several are as strong, the first one stays
        best.append(rows + table[reached])
        parts.append(found)
        rows += len(found.key)
    return Walks(net, _Rows.joined(parts), np.concatenate([np.zeros(0, np.int64), *best]))


def _grown(net: Net, taken: Ints, starts: Ints, before: int) -> Iterator[_Rows]:
    """All walks from these nodes by their number of relations; `before` rows stand before them."""
    count = len(net.nodes)
    share, end, turns = net.share[net.edge[taken]], net.end[taken], net.turns[taken]
    counted, identity = net.counted[taken], net.identity[taken]
    degree = np.bincount(net.start[taken], minlength=count)
    first = np.cumsum(degree) - degree
    start = at = starts
    left = np.full(len(at), WHOLE)
    way = length = steps = np.zeros(len(at), np.int64)
    row = np.full(len(at), -1)
    arithmetic = np.zeros(len(at), np.bool_)
    trail = [at]
    while True:
        each = degree[at]
        parent = np.repeat(np.arange(len(at)), each)
        step = np.arange(len(parent)) - np.repeat(np.cumsum(each) - each - first[at], each)
        kept = left[parent] * share[step] // WHOLE
        loud = np.flatnonzero(kept >= FAINT)
        parent, step, kept = parent[loud], step[loud], kept[loud]
        to, longer = end[step], length[parent] + counted[step]
        good = (longer <= LONGEST) & ~(arithmetic[parent] & identity[step])
        for node in trail:
            good &= node[parent] != to
        parent, step, kept, to, longer = (a[good] for a in (parent, step, kept, to, longer))
        if not len(parent):
            return
        start, way = start[parent], way[parent] ^ turns[step]
        steps = steps[parent] + 1
        key = (start * count + to) * 2 + way
        yield _Rows(key, kept, row[parent], taken[step], steps, longer)
        row = np.arange(before, before + len(parent))
        before += len(parent)
        on = kept >= _LAST
        arithmetic = (arithmetic[parent] | identity[step])[on]
        trail = [*(node[parent[on]] for node in trail), to[on]]
        start, at, left, way, length, steps, row = (
            a[on] for a in (start, to, kept, way, longer, steps, row)
        )
