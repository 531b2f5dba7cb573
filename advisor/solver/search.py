"""Branch and bound: the one best 0/1 vector under integer rows."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

import numpy as np

from advisor.solver.relaxation import LARGEST, Basis, Floats, Relaxation, Relaxed
from advisor.solver.rows import Box, Ints, Rows, Switches, halves, propagate, restrict

WHOLE = 1e-6  # a relaxed value this near to an integer counts as one; only guides the search
RETREATS = 10  # of one dive
FIRST_GAP, GROWTH, LAST_GAP = 0.35, 2.5, 4.0  # gaps tried, in units of the largest cost


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The best choice found (None: none), its value, a proven upper bound, and whether they meet.

    Without a choice, optimal means proven infeasible.
    """

    choice: Ints | None
    value: int
    bound: int
    optimal: bool
    nodes: int


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A box that may still hold a better choice, with its relaxation."""

    bound: int
    x: Floats | None
    box: Box


def _key(x: Ints) -> bytes:
    """Orders choices of equal value: smaller leaves out the first column on which two differ."""
    return x.astype(np.int8).tobytes()


def dive(rows: Rows, relaxation: Relaxation, box: Box) -> Ints | None:
    """A choice by rounding up again and again what the relaxation likes most; None: stuck.

    Where a rounding leads nowhere, that column goes to 0 instead, a few times at most.
    """
    at, other, retreats = propagate(rows, box), None, RETREATS
    while True:
        relaxed = None if at is None else relaxation.solve(at)
        if at is None or relaxed is None or relaxed.x is None:
            if other is None or not retreats:
                return None
            at, other, retreats = propagate(rows, other), None, retreats - 1
            continue
        x = np.rint(relaxed.x).astype(np.int64)
        if np.abs(relaxed.x - x).max(initial=0) < WHOLE:
            return x if rows.keeps(at.low, x) else None
        lower = at.lower.copy()
        lower[at.free & (relaxed.x > 1 - WHOLE)] = 1
        column = int(np.argmax(np.where(lower < at.upper, relaxed.x, -1.0)))
        lower[column] = 1
        other = halves(at, column)[0]
        at = propagate(rows, Box(lower, at.upper, at.low))


def whole(rows: Rows, relaxed: Relaxed, box: Box) -> Ints | None:
    """The relaxed values where they are a choice that keeps every row."""
    if relaxed.x is None:
        return None
    x = np.rint(relaxed.x).astype(np.int64)
    near = np.abs(relaxed.x - x).max(initial=0) < WHOLE
    return x if near and box.holds(x) and rows.keeps(box.low, x) else None


class Search:
    """Best-first search for the best choice with a value of at least the floor."""

    def __init__(self, rows: Rows, relaxation: Relaxation, floor: int) -> None:
        self.rows, self.relaxation, self.cost = rows, relaxation, relaxation.cost
        self.best, self.nodes = floor, 0
        self.choice: Ints | None = None

    @functools.cached_property
    def switches(self) -> Switches:
        return Switches.of(self.rows)

    @functools.cached_property
    def lost(self) -> Floats:
        return np.zeros((2, len(self.switches.size)))

    @functools.cached_property
    def tried(self) -> Floats:
        return np.zeros((2, len(self.switches.size)))

    def offer(self, x: Ints) -> None:
        """Take a choice that keeps every row, if it is better than the best so far."""
        value = int((self.cost * x).sum())
        if not self._hopeless(value, x):
            self.best, self.choice = value, x

    def run(self, box: Box, node_limit: int, *, first: bool = False) -> int | None:
        """Search the box to its end; None: proven. Else the bound that stands at the limit.

        With first it ends at the first choice.
        """
        root = self._evaluate(box)
        heap: list[tuple[int, int, Node]] = []
        serial = count()
        if root is not None:
            heappush(heap, (-root.bound, next(serial), root))
        while heap:
            if first and self.choice is not None:
                return None
            bound, _, node = heappop(heap)
            if self._hopeless(node.bound, node.box.lower):
                continue
            if self.nodes >= node_limit:
                return -bound
            self.nodes += 1
            # of equal bounds the newest first: it is the deepest
            for child in self._branch(node):
                heappush(heap, (-child.bound, -next(serial), child))
        return None

    def _hopeless(self, bound: int, lower: Ints) -> bool:
        if bound != self.best or self.choice is None:
            return bound < self.best
        return _key(lower) >= _key(self.choice)

    def _evaluate(self, box: Box) -> Node | None:
        """The node of a box, after fixing what its bound forces; None: it holds nothing better."""
        at = propagate(self.rows, box)
        if at is None:
            return None
        if not at.free.any():
            self.offer(at.lower)
            return None
        relaxed = self.relaxation.solve(at)
        if relaxed is None or self._hopeless(relaxed.bound, at.lower):
            return None
        x = whole(self.rows, relaxed, at)
        if x is not None:
            self.offer(x)
            if self._hopeless(relaxed.bound, at.lower) or self.relaxation.alone(x, at):
                return None
        slack = relaxed.bound - self.best
        upper = np.where(at.free & (relaxed.gain < -slack), 0, at.upper)
        lower = np.where(at.free & (relaxed.gain > slack), 1, at.lower)
        return Node(relaxed.bound, relaxed.x, Box(lower, upper, at.low))

    def _branch(self, node: Node) -> list[Node]:
        total = np.zeros(len(self.switches.size))
        if node.x is not None:
            total = self.switches.sums(np.clip(node.x, node.box.lower, node.box.upper))
        undecided = np.flatnonzero(np.abs(total - np.rint(total)) > WHOLE)
        if len(undecided):
            return self._branch_on_set(
                node, undecided, total[undecided] - np.floor(total[undecided])
            )
        if not node.box.free.any():
            self._evaluate(node.box)
            return []
        sides = halves(node.box, int(np.argmax(node.box.free)))
        return [child for child in map(self._evaluate, sides) if child is not None]

    def _branch_on_set(self, node: Node, undecided: Ints, share: Floats) -> list[Node]:
        """Split on the set whose two sides are expected to lose most, and learn what they lost."""
        count = self.tried.sum(axis=1, keepdims=True)
        usual = np.where(count > 0, self.lost.sum(axis=1, keepdims=True) / np.maximum(count, 1), 1)
        mean = np.where(self.tried > 0, self.lost / np.maximum(self.tried, 1), usual)[:, undecided]
        steps = np.stack((share, 1 - share))
        score = np.maximum(mean * steps, WHOLE).prod(axis=0) * self.switches.size[undecided]
        pick = int(np.argmax(score))
        chosen = int(undecided[pick])
        children = []
        for side, box in enumerate(self.switches.split(chosen, node.box)):
            child = self._evaluate(box)
            loss = node.bound - (self.best if child is None else child.bound)
            self.lost[side, chosen] += max(0, loss) / self.relaxation.unit / steps[side, pick]
            self.tried[side, chosen] += 1
            if child is not None:
                children.append(child)
        return children


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A whole problem with its root relaxation."""

    rows: Rows
    cost: Ints
    start: Box
    root: Relaxed
    basis: Basis
    unit: int
    first: bool

    def core(self, gap: int, known: Ints | None, node_limit: int, *, dives: bool) -> "Core":
        """The best choice no further than the gap below the root bound.

        Columns that no such choice can move are left out, which is most of them. With dives, and
        where no choice is known, a dive seeks one first.
        """
        floor, start = self.root.bound - gap, self.start
        lower = np.where(start.free & (self.root.gain > gap), 1, start.lower)
        upper = np.where(start.free & (self.root.gain < -gap), 0, start.upper)
        box = propagate(self.rows, Box(lower, upper, start.low))
        if box is None:
            return Core(known, False, None, 0)
        part = restrict(self.rows, box, self.basis.tight)
        base = int((self.cost * box.lower)[~box.free].sum())
        if not len(part.columns):
            return Core(box.lower, True, None, 0) if base >= floor else Core(known, False, None, 0)
        relaxation = Relaxation(part.rows, self.cost[part.columns], self.unit)
        relaxation.start_from(self.basis.part(part.columns, part.places))
        search = Search(part.rows, relaxation, floor - base)
        inner = relaxation.box
        if known is None and dives:
            dived = dive(part.rows, relaxation, inner)
            known = None if dived is None else part.widened(dived, box)
        if known is not None and self.value(known) >= floor:
            search.offer(known[part.columns])
        stopped = search.run(inner, node_limit, first=self.first)
        if search.choice is not None:
            known = part.widened(search.choice, box)
        bound = None if stopped is None else max(stopped + base, floor - 1)
        return Core(known, search.choice is not None, bound, search.nodes)

    def value(self, choice: Ints) -> int:
        return int((self.cost * choice).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """The best choice known, whether it lies in the gap, and the bound if the limit stopped it."""

    known: Ints | None
    inside: bool
    stopped: int | None
    nodes: int


def maximise(
    rows: Rows,
    cost: Ints,
    box: Box,
    *,
    node_limit: int,
    first: bool = False,
    known: Ints | None = None,
) -> Outcome:
    """The 0/1 vector of most cost in the box that keeps every row.

    Of equals the one that leaves out the first column on which they differ, so that the answer is
    unique. Costs whose absolute values add up to more than 2**60 raise ValueError. With first any
    choice that keeps every row will do. `known` is a choice in the box that keeps every row: the
    best one lies no further below the bound.
    """
    start = propagate(rows, box)
    if start is None:
        return Outcome(None, 0, 0, True, 0)
    cost, shift, unit = _scaled(rows, cost)
    relaxation = Relaxation(rows, cost, unit)
    root = relaxation.solve(start)
    if root is None:
        return Outcome(None, 0, 0, True, 0)
    x = whole(rows, root, start)
    if x is not None and (first or relaxation.alone(x, start)):
        value = int((cost * x).sum())
        return Outcome(x, value >> shift, value >> shift, True, 0)
    problem = Problem(rows, cost, start, root, relaxation.basis(), unit, first)
    nodes = 0
    for turn, gap in enumerate(_gaps(problem)):
        least = gap if known is None else min(gap, root.bound - problem.value(known))
        # most often the first core has the answer, and finds it sooner without a dive
        core = problem.core(least, known, node_limit - nodes, dives=first or turn > 0)
        nodes, known = nodes + core.nodes, core.known
        if core.stopped is not None and known is None:
            known = dive(rows, relaxation, start)
        value = 0 if known is None else problem.value(known)
        if core.stopped is not None:
            bound = core.stopped if known is None else max(core.stopped, value)
            return Outcome(known, value >> shift, bound >> shift, False, nodes)
        if core.inside:
            return Outcome(known, value >> shift, value >> shift, True, nodes)
    return Outcome(None, 0, 0, True, nodes)


def _gaps(problem: Problem) -> Iterator[int]:
    """Ever wider gaps; the last one holds every choice there is."""
    cost, start = problem.cost, problem.start
    worst = int(np.minimum(cost * start.lower, cost * start.upper).sum())
    widest = problem.root.bound - worst
    largest = int(np.abs(cost[start.free]).max(initial=0))
    gap = int(FIRST_GAP * largest)
    while gap < min(widest, int(LAST_GAP * largest)):
        yield gap
        gap = int(GROWTH * gap) + 1
    yield widest


def _scaled(rows: Rows, cost: Ints) -> tuple[Ints, int, int]:
    """Costs shifted left to leave room for rounded prices, the shift, and one unit for floats."""
    largest, total = int(np.abs(cost).max(initial=0)), int(np.abs(cost).sum(dtype=np.float64))
    if total > LARGEST:
        raise ValueError("the costs are too large for bounds in 64 bits")
    weight = int(np.abs(rows.val).sum()) + 1
    shift = 0
    while shift < 8 and (max(total, 8 * largest * weight) << (shift + 1)) < LARGEST:
        shift += 1
    # a power of two, so that dividing by it loses no digit
    unit = 1 << max(0, largest.bit_length() + shift - 12)
    return cost << shift, shift, unit
