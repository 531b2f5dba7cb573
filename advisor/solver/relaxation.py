"""The linear relaxation over HiGHS, whose every bound is redone in integers."""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from advisor.solver.rows import OPEN, Box, Ints, Rows

Floats = NDArray[np.float64]

LARGEST = 1 << 60  # no sum of costs or prices may pass it, so that 64 bits hold every bound
STEPS = 1 << 16  # of one unit: far above what the simplex method takes for nothing
STATUS = highspy.HighsBasisStatus
STATUSES = [STATUS(number) for number in range(5)]
BASIC = int(STATUS.kBasic)


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """Where the simplex method stood: the number of a status for every column and every row."""

    columns: Ints
    rows: Ints

    @property
    def tight(self) -> NDArray[np.bool_]:
        """The rows that held the relaxation back."""
        held: NDArray[np.bool_] = self.rows != BASIC
        return held

    def part(self, columns: Ints, rows: Ints) -> "Basis":
        """The same for a smaller problem, given the places of its columns and rows in this one."""
        return Basis(self.columns[columns], self.rows[rows])


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
        self.highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.highs.setOptionValue(option, value)
        # numbers of columns, rows and entries; stored by row; minimise; no constant in the costs
        self.highs.passModel(
            rows.width, len(rows), len(rows.col), 2, 1, 0.0,
            -(cost / unit), np.zeros(rows.width), np.ones(rows.width),
            np.where(rows.low <= -OPEN, -highspy.kHighsInf, rows.low),
            np.where(rows.high >= OPEN, highspy.kHighsInf, rows.high),
            rows.start.astype(np.int32), rows.col.astype(np.int32), rows.val.astype(np.float64),
            np.zeros(rows.width, np.int32),
        )  # fmt: skip

    def solve(self, box: Box) -> Relaxed | None:
        """The relaxation over a box; None: proven to hold no choice."""
        self._move(box)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            solution = self.highs.getSolution()
            prices = np.rint(np.array(solution.row_dual) * -self.unit)
            bound, gain = self.bound(prices, self.cost, box)
            return Relaxed(bound, gain, np.array(solution.col_value))
        if status == highspy.HighsModelStatus.kInfeasible and self._no_choice(box):
            return None
        bound, gain = self.bound(np.zeros(len(self.rows)), self.cost, box)
        return Relaxed(bound, gain, None)

    def alone(self, x: Ints, box: Box) -> bool:
        """Whether it is proven that every other choice in the box has less value than x, which is
        in the box.

        Asked at a price: each column that x chooses is worth `step` less, each free one that it
        leaves out `step` more. Who differs from x in d columns gains d steps on it. If even then
        nobody can be a whole step ahead of x, nobody is as good as x without the price.
        """
        step = max(1, self.unit // STEPS)
        priced = self.cost + np.where(box.free, np.where(x > 0, -step, step), 0)
        self._move(box)
        self._price(priced)
        self.highs.run()
        prices = np.zeros(len(self.rows))
        if self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            prices = np.rint(np.array(self.highs.getSolution().row_dual) * -self.unit)
        self._price(self.cost)
        return self.bound(prices, priced, box)[0] - int((priced * x).sum()) < step

    def _price(self, cost: Ints) -> None:
        every = np.arange(self.rows.width, dtype=np.int32)
        self.highs.changeColsCost(self.rows.width, every, -(cost / self.unit))

    def _move(self, box: Box) -> None:
        old = self.box
        moved = np.flatnonzero((box.lower != old.lower) | (box.upper != old.upper))
        if len(moved):
            lower, upper = box.lower[moved], box.upper[moved]
            self.highs.changeColsBounds(
                len(moved),
                moved.astype(np.int32),
                lower.astype(np.float64),
                upper.astype(np.float64),
            )
        for r in np.flatnonzero(box.low != old.low).tolist():
            low, high = int(box.low[r]), int(self.rows.high[r])
            self.highs.changeRowBounds(
                r,
                -highspy.kHighsInf if low <= -OPEN else float(low),
                highspy.kHighsInf if high >= OPEN else float(high),
            )
        self.box = box

    def bound(self, prices: Floats, cost: Ints, box: Box) -> tuple[int, Ints]:
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
        # in the library, but not in its stubs
        _, known, values = self.highs.getDualRay()  # type: ignore[attr-defined]
        ray = np.array(values) if known else np.zeros(0)
        if len(ray) != len(self.rows) or not ray.any():
            return False
        ray = np.rint(ray * (2**20 / np.abs(ray).max()))
        nothing = np.zeros(self.rows.width, np.int64)
        return any(self.bound(sign * ray, nothing, box)[0] < 0 for sign in (1, -1))

    def basis(self) -> Basis:
        """The last basis."""
        basis = self.highs.getBasis()
        columns = np.fromiter(map(int, basis.col_status), np.int64)
        return Basis(columns, np.fromiter(map(int, basis.row_status), np.int64))

    def start_from(self, basis: Basis) -> None:
        """Take over a basis. It changes nothing but the time that the next solve takes."""
        rows = basis.rows.copy()
        missing = len(rows) - int((basis.columns == BASIC).sum()) - int((rows == BASIC).sum())
        if missing < 0:
            return
        rows[np.flatnonzero(basis.tight)[:missing]] = BASIC
        start = highspy.HighsBasis()
        start.col_status = [STATUSES[status] for status in basis.columns.tolist()]
        start.row_status = [STATUSES[status] for status in rows.tolist()]
        start.valid = True
        self.highs.setBasis(start)
