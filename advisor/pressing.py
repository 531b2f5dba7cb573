"""What pressure spoils, for every claim that provokes a behaviour at once, as arrays.

A path by pressure is a head, what provokes the behaviour and what the behaviour moves, and a tail,
a short path by value from there, that comes by neither the start nor the behaviour again.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.net import Bools, Ints, Net, factor
from advisor.paths import FAINT, WHOLE
from advisor.walks import Tails
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """Pairs of a claim that provokes a behaviour and a claim by which it moves something real."""

    provokes: Ints
    """Numbers of claims; the same pair has the same place in all that follows."""
    moves: Ints
    start: Ints
    """Numbers of nodes; -1 for what no path by value touches."""
    behaviour: Ints
    end: Ints
    sign: Ints
    """+1 or -1: which way the end moves."""


@functools.lru_cache(maxsize=4)
def heads(catalogue: Catalogue, net: Net) -> Heads:
    """The heads of a catalogue as stated, whose claims these are."""
    pairs = [
        (number, claim, move, catalogue.claims[move])
        for number, claim in enumerate(catalogue.claims)
        if claim.relation.kind is Kind.PROVOKES
        for move in net.leaving(claim.end, Kind.MOVES)
        if not catalogue.claims[move].relation.inflates and factor(catalogue.claims[move])
    ]

    def nodes(names: Iterable[str]) -> Ints:
        return np.array([net.index.get(name, -1) for name in names], np.int64)

    return Heads(
        np.array([number for number, *_rest in pairs], np.int64),
        np.array([move for _number, _claim, move, _moved in pairs], np.int64),
        nodes(claim.start for _number, claim, _move, _moved in pairs),
        nodes(claim.end for _number, claim, _move, _moved in pairs),
        nodes(moved.end for _number, _claim, _move, moved in pairs),
        np.array([factor(moved) for _number, _claim, _move, moved in pairs], np.int64),
    )


def harm(
    net: Net,
    heads: Heads,
    there: Bools,
    tails: Tails,
    wanted: Mapping[str, Sequence[int]],
) -> Ints:
    """By number of a claim that provokes, and by outcome in order of name: what is left, in
    thousandths, of the strongest harming path. `there` tells which claims hold, `wanted` which
    ways of an outcome are good."""
    outcomes = sorted(wanted)
    column = np.full(len(net.nodes), -1)
    column[[net.index[outcome] for outcome in outcomes]] = np.arange(len(outcomes))
    bad = ~net.ways(wanted)
    found = np.zeros((len(net.claims), len(outcomes)), np.int64)

    left = net.share[heads.provokes] * net.share[heads.moves] // WHOLE
    alive = np.flatnonzero(there[heads.moves] & (left >= FAINT) & (heads.end >= 0))
    left, end, sign = left[alive], heads.end[alive], heads.sign[alive]
    direct = np.flatnonzero(net.outcome[end] & bad[sign, end])
    np.maximum.at(found, (heads.provokes[alive[direct]], column[end[direct]]), left[direct])

    each = tails.first[end + 1] - tails.first[end]
    head = np.repeat(np.arange(len(alive)), each)
    tail = np.arange(len(head)) - np.repeat(np.cumsum(each) - each - tails.first[end], each)
    total = left[head] * tails.share[tail] // WHOLE
    final = sign[head] * tails.way[tail]
    good = (total >= FAINT) & bad[final, tails.end[tail]]
    head, tail, total = head[good], tail[good], total[good]
    start, behaviour = heads.start[alive[head]], heads.behaviour[alive[head]]
    fresh = np.ones(len(head), np.bool_)
    for node in tails.trail[:, tail]:
        fresh &= (node < 0) | ((node != start) & (node != behaviour))
    cells = (heads.provokes[alive[head[fresh]]], column[tails.end[tail[fresh]]])
    np.maximum.at(found, cells, total[fresh])
    return found
