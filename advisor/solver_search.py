"""Branch and bound over linear relaxations; every bound and every choice is redone in integers."""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

import highspy
import numpy as np
from numpy.typing import NDArray

from advisor.solver_rows import OPEN, Box, Ints, Rows, Switches, propagate, restrict

Floats = NDArray[np.float64]

WHOLE = 1e-6  # a relaxed value this near to an integer counts as one; only guides the search
FIRST_GAP, GROWTH, LAST_GAP = 0.1, 1.5, 4.0  # gaps tried, in units of the largest cost
LARGEST = 1 << 60  # no sum of costs or prices may pass it, so that 64 bits hold every bound


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
class Relaxed:
    """A proven bound over a box, what each column adds to it, and the relaxed values if known."""

    bound: int
    gain: Ints
    x: Floats | None


class Relaxation:
    """The linear relaxation of one problem, re-solved from the last basis for box after box."""

    def __init__(self, rows: Rows, cost: Ints, unit: int) -> None:
        self.rows, self.cost, self.unit = rows, cost, unit
        weight = int(np.abs(rows.val).sum())
        for side in (rows.low, rows.high):
            weight += int(np.abs(side[np.abs(side) < OPEN]).sum())
        self.steepest = LARGEST // (weight + len(rows) + 1)
        self.box = Box(np.zeros(rows.width, np.int64), np.ones(rows.width, np.int64), rows.low)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = rows.width, len(rows)
        lp.col_cost_ = -(cost / unit)
        lp.col_lower_, lp.col_upper_ = np.zeros(rows.width), np.ones(rows.width)
        lp.row_lower_ = np.where(rows.low <= -OPEN, -highspy.kHighsInf, rows.low)
        lp.row_upper_ = np.where(rows.high >= OPEN, highspy.kHighsInf, rows.high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = rows.start.astype(np.int32)
        lp.a_matrix_.index_ = rows.col.astype(np.int32)
        lp.a_matrix_.value_ = rows.val.astype(np.float64)
        self.highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.highs.setOptionValue(option, value)
        self.highs.passModel(lp)

    def solve(self, box: Box) -> Relaxed | None:
        """The relaxation over a box; None: proven to hold no choice."""
        self._move(box)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            solution = self.highs.getSolution()
            prices = np.rint(np.array(solution.row_dual) * -self.unit)
            bound, gain = self._bound(prices, self.cost, box)
            return Relaxed(bound, gain, np.array(solution.col_value))
        if status == highspy.HighsModelStatus.kInfeasible and self._no_choice(box):
            return None
        bound, gain = self._bound(np.zeros(len(self.rows)), self.cost, box)
        return Relaxed(bound, gain, None)

    def _move(self, box: Box) -> None:
        old = self.box
        moved = np.flatnonzero((box.lower != old.lower) | (box.upper != old.upper))
        if len(moved):
            lower, upper = box.lower[moved], box.upper[moved]
            self.highs.changeColsBounds(
                len(moved), moved.astype(np.int32),
                lower.astype(np.float64), upper.astype(np.float64),
            )
        for r in np.flatnonzero(box.low != old.low).tolist():
            low, high = int(box.low[r]), int(self.rows.high[r])
            self.highs.changeRowBounds(
                r,
                -highspy.kHighsInf if low <= -OPEN else float(low),
                highspy.kHighsInf if high >= OPEN else float(high),
            )
        self.box = box

    def _bound(self, prices: Floats, cost: Ints, box: Box) -> tuple[int, Ints]:
        """Weak duality in integers: any prices whatever give a bound that holds.

        cost * x = (cost - prices * rows) * x + prices * (rows * x), each part at its largest.
        """
        price = np.clip(prices, -self.steepest, self.steepest).astype(np.int64)
        high = self.rows.high
        price[((price > 0) & (high >= OPEN)) | ((price < 0) & (box.low <= -OPEN))] = 0
        gain = cost - self.rows.priced(price)
        sides = np.where(price > 0, high, np.where(price < 0, box.low, 0))
        best = np.where(gain > 0, box.upper, box.lower)
        return int((price * sides).sum()) + int((gain * best).sum()), gain

    def _no_choice(self, box: Box) -> bool:
        """Whether the ray of the infeasible relaxation, rounded to integers, still proves it."""
        _, known, values = self.highs.getDualRay()
        ray = np.array(values) if known else np.zeros(0)
        if len(ray) != len(self.rows) or not ray.any():
            return False
        ray = np.rint(ray * (2**20 / np.abs(ray).max()))
        nothing = np.zeros(self.rows.width, np.int64)
        return any(self._bound(sign * ray, nothing, box)[0] < 0 for sign in (1, -1))

    def basis(self) -> tuple[list[highspy.HighsBasisStatus], list[highspy.HighsBasisStatus]]:
        """The status of every column and every row in the last basis."""
        basis = self.highs.getBasis()
        return list(basis.col_status), list(basis.row_status)

    def start_from(
        self,
        columns: list[highspy.HighsBasisStatus],
        rows: list[highspy.HighsBasisStatus],
    ) -> None:
        """Take over a basis; rows join it in order until it is complete. Changes only the speed."""
        basic = highspy.HighsBasisStatus.kBasic
        missing = len(rows) - columns.count(basic) - rows.count(basic)
        if missing < 0:
            return
        outside = [r for r, status in enumerate(rows) if status != basic]
        for r in outside[:missing]:
            rows[r] = basic
        basis = highspy.HighsBasis()
        basis.col_status, basis.row_status, basis.valid = columns, rows, True
        self.highs.setBasis(basis)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A box that may still hold a better choice, with its relaxation."""

    bound: int
    x: Floats | None
    box: Box


def _key(x: Ints) -> bytes:
    """Orders choices of equal value: smaller leaves out the first column on which two differ."""
    return x.astype(np.int8).tobytes()


class Search:
    """Best-first search for the best choice with a value of at least the floor."""

    def __init__(self, rows: Rows, relaxation: Relaxation, floor: int) -> None:
        self.rows, self.relaxation, self.cost = rows, relaxation, relaxation.cost
        self.best, self.choice, self.nodes = floor, None, 0
        self.choice: Ints | None
        self.switches = Switches.of(rows)
        self.loss = np.zeros((2, len(self.switches.size)))
        self.tried = np.zeros((2, len(self.switches.size)))

    def offer(self, x: Ints) -> None:
        """Take a choice that keeps every row, if it is better than the best so far."""
        value = int((self.cost * x).sum())
        if not self._hopeless(value, x):
            self.best, self.choice = value, x

    def dive(self, box: Box) -> Ints | None:
        """A choice by rounding up again and again what the relaxation likes most; None: stuck."""
        at: Box | None = propagate(self.rows, box)
        while at is not None:
            relaxed = self.relaxation.solve(at)
            if relaxed is None or relaxed.x is None:
                return None
            x = np.rint(relaxed.x).astype(np.int64)
            if np.abs(relaxed.x - x).max(initial=0) < WHOLE:
                return x if self.rows.keeps(at.low, x) else None
            lower = at.lower.copy()
            lower[at.free & (relaxed.x > 1 - WHOLE)] = 1
            lower[np.argmax(np.where(lower < at.upper, relaxed.x, -1.0))] = 1
            at = propagate(self.rows, Box(lower, at.upper, at.low))
        return None

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
        """The node of a box, with every column fixed that its bound forces; None: nothing better."""
        at = propagate(self.rows, box)
        if at is None:
            return None
        if not at.free.any():
            self.offer(at.lower)
            return None
        relaxed = self.relaxation.solve(at)
        if relaxed is None or self._hopeless(relaxed.bound, at.lower):
            return None
        if relaxed.x is not None:
            x = np.rint(relaxed.x).astype(np.int64)
            inside = bool(((x >= at.lower) & (x <= at.upper)).all())
            if np.abs(relaxed.x - x).max() < WHOLE and inside and self.rows.keeps(at.low, x):
                self.offer(x)
                if self._hopeless(relaxed.bound, at.lower):
                    return None
        slack = relaxed.bound - self.best
        upper = np.where(at.free & (relaxed.gain < -slack), 0, at.upper)
        lower = np.where(at.free & (relaxed.gain > slack), 1, at.lower)
        return Node(relaxed.bound, relaxed.x, Box(lower, upper, at.low))

    def _branch(self, node: Node) -> list[Node]:
        """Split on the set whose two sides are expected to lose most, and learn what they lost."""
        free = node.box.free
        total = np.zeros(0)
        open_sets = np.zeros(0, np.int64)
        if node.x is not None:
            total = self.switches.sums(np.clip(node.x, node.box.lower, node.box.upper))
            open_sets = np.flatnonzero(np.abs(total - np.rint(total)) > WHOLE)
        if not len(open_sets):
            if not free.any():
                self._evaluate(node.box)
                return []
            column = int(np.argmax(free))
            lower, upper = node.box.lower.copy(), node.box.upper.copy()
            lower[column], upper[column] = 1, 0
            sides = Box(node.box.lower, upper, node.box.low), Box(lower, node.box.upper, node.box.low)
            return [n for n in map(self._evaluate, sides) if n is not None]
        share = total[open_sets] - np.floor(total[open_sets])
        seen = self.tried.sum(axis=1)
        usual = np.where(seen > 0, self.loss.sum(axis=1) / np.maximum(seen, 1), 1.0)
        expected = np.where(
            self.tried > 0, self.loss / np.maximum(self.tried, 1), usual[:, np.newaxis]
        )[:, open_sets]
        score = np.maximum(expected[0] * share, WHOLE) * np.maximum(expected[1] * (1 - share), WHOLE)
        pick = int(np.argmax(score * self.switches.size[open_sets]))
        chosen = int(open_sets[pick])
        children = []
        for side, box in enumerate(self.switches.split(chosen, node.box)):
            child = self._evaluate(box)
            floor = self.best if child is None else child.bound
            step = float(share[pick]) if side == 0 else 1 - float(share[pick])
            self.loss[side, chosen] += max(0, node.bound - floor) / self.relaxation.unit / step
            self.tried[side, chosen] += 1
            if child is not None:
                children.append(child)
        return children


def maximise(
    rows: Rows, cost: Ints, box: Box, *, node_limit: int, first: bool = False
) -> Outcome:
    """The 0/1 vector of most cost in the box that keeps every row.

    Of equals the one that leaves out the first column on which they differ, so that the answer is
    unique. Costs whose absolute values add up to more than 2**60 raise ValueError. With first any
    choice that keeps every row will do.

    The search runs over ever wider cores: a core leaves out what cannot be in any choice within a
    gap of the root bound, so that its best choice, if it lies within the gap, is the best of all.
    """
    start = propagate(rows, box)
    if start is None:
        return Outcome(None, 0, 0, True, 0)
    if int(np.abs(cost).sum(dtype=np.float64)) > LARGEST:
        raise ValueError("points and ties are too large for exact 64-bit bounds")
    cost, shift, unit = _scaled(rows, cost)
    root = Relaxation(rows, cost, unit)
    relaxed = root.solve(start)
    if relaxed is None:
        return Outcome(None, 0, 0, True, 0)
    columns, sides = root.basis()
    tight = np.array([s != highspy.HighsBasisStatus.kBasic for s in sides], np.bool_)
    largest = int(np.abs(cost[start.free]).max(initial=0))
    widest = relaxed.bound - int(np.minimum(cost * start.lower, cost * start.upper).sum())
    gap = min(int(FIRST_GAP * largest), widest)
    known: Ints | None = None
    nodes = 0
    while True:
        inside = Box(
            np.where(start.free & (relaxed.gain > gap), 1, start.lower),
            np.where(start.free & (relaxed.gain < -gap), 0, start.upper),
            start.low,
        )
        core = propagate(rows, inside)
        stopped, found = None, None
        if core is not None:
            part = restrict(rows, core, tight)
            base = int((cost * core.lower)[~core.free].sum())
            if not len(part.columns):
                found = core.lower if base >= relaxed.bound - gap else None
            else:
                relaxation = Relaxation(part.rows, cost[part.columns], unit)
                relaxation.start_from(
                    [columns[j] for j in part.columns], [sides[r] for r in part.places]
                )
                search = Search(part.rows, relaxation, relaxed.bound - gap - base)
                all_free = Box(
                    np.zeros(part.rows.width, np.int64),
                    np.ones(part.rows.width, np.int64),
                    part.rows.low,
                )
                if known is None:
                    dived = search.dive(all_free)
                    if dived is not None:
                        known = core.lower.copy()
                        known[part.columns] = dived
                if known is not None and int((cost * known).sum()) >= relaxed.bound - gap:
                    search.offer(known[part.columns])
                stopped = search.run(all_free, node_limit - nodes, first=first)
                nodes += search.nodes
                if search.choice is not None:
                    found = core.lower.copy()
                    found[part.columns] = search.choice
        if found is not None:
            known = found
        value = 0 if known is None else int((cost * known).sum())
        if found is not None and stopped is None:
            return Outcome(found, value >> shift, value >> shift, True, nodes)
        if stopped is not None:
            bound = max(stopped + base, relaxed.bound - gap - 1)
            if known is not None:
                bound = max(bound, value)
            return Outcome(known, value >> shift, bound >> shift, False, nodes)
        if gap == widest:
            return Outcome(None, 0, 0, True, nodes)
        gap = min(widest, int(gap * GROWTH) + 1) if gap < LAST_GAP * largest else widest
        if known is not None:
            gap = min(gap, relaxed.bound - value)


def _scaled(rows: Rows, cost: Ints) -> tuple[Ints, int, int]:
    """Costs shifted left to leave room for rounded prices, the shift, and one unit for floats."""
    largest = int(np.abs(cost).max(initial=0))
    total = int(np.abs(cost).sum())
    weight = int(np.abs(rows.val).sum()) + 1
    shift = 0
    while shift < 8 and (max(total, 8 * largest * weight) << (shift + 1)) < LARGEST:
        shift += 1
    # a power of two: dividing by it loses no digit
    unit = 1 << max(0, largest.bit_length() + shift - 12)
    return cost << shift, shift, unit
