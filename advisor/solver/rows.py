"""Integer rows over 0/1 columns as arrays, and what follows from them by arithmetic alone."""

from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

OPEN = 1 << 40  # a side of a row that is open; every sum of a row stays far below


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """low <= sum(val * column) <= high, row by row; every row has at least one entry.

    Row r owns the entries start[r]:start[r + 1]; low and high are -OPEN and OPEN where open.
    """

    width: int
    start: Ints
    col: Ints
    val: Ints
    low: Ints
    high: Ints
    owner: Ints  # the row of each entry
    size: Ints  # of each entry, whatever its sign
    rises: NDArray[np.bool_]  # whether an entry is above 0
    by_column: tuple[Ints, Ints, Ints, Ints]  # used columns, their first entry, row, value

    @staticmethod
    def of(width: int, counts: Ints, col: Ints, val: Ints, low: Ints, high: Ints) -> "Rows":
        """Rows from their numbers of entries and the entries of one row after the other."""
        start = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        owner = np.repeat(np.arange(len(counts)), counts)
        order = np.argsort(col, kind="stable")
        first = starts(col[order])
        by_column = (col[order[first]], first, owner[order], val[order])
        return Rows(width, start, col, val, low, high, owner, np.abs(val), val > 0, by_column)

    def __len__(self) -> int:
        return len(self.low)

    def sums(self, entries: Ints) -> Ints:
        """One number per entry, added up per row."""
        return np.add.reduceat(entries, self.start[:-1]) if len(self) else entries[:0]

    def keeps(self, low: Ints, x: Ints) -> bool:
        """Whether the 0/1 vector x keeps every row, with these lower sides."""
        total = self.sums(self.val * x[self.col])
        return bool((total >= low).all() and (total <= self.high).all())

    def priced(self, prices: Ints) -> Ints:
        """Per column, the sum of price * val over its rows."""
        used, first, row, val = self.by_column
        out = np.zeros(self.width, np.int64)
        if len(used):
            out[used] = np.add.reduceat(prices[row] * val, first)
        return out


def starts(*keys: Ints) -> Ints:
    """Where runs of equal keys begin."""
    changes = np.zeros(len(keys[0]), np.bool_)
    changes[:1] = True
    for key in keys:
        changes[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(changes)


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """What is still possible: lower and upper per column, and the lower side per row."""

    lower: Ints
    upper: Ints
    low: Ints

    @property
    def free(self) -> NDArray[np.bool_]:
        return self.lower < self.upper

    def holds(self, x: Ints) -> bool:
        """Whether x lies between the columns' sides."""
        return bool(((x >= self.lower) & (x <= self.upper)).all())


def propagate(rows: Rows, box: Box) -> Box | None:
    """The box after every column is fixed that a single row forces; None if a row cannot hold."""
    lower, upper, low = box.lower.copy(), box.upper.copy(), box.low
    rises, size, col, owner = rows.rises, rows.size, rows.col, rows.owner
    while len(rows):
        at_lower, at_upper = lower[col], upper[col]
        least = rows.sums(rows.val * np.where(rises, at_lower, at_upper))
        most = rows.sums(rows.val * np.where(rises, at_upper, at_lower))
        if (least > rows.high).any() or (most < low).any():
            return None
        free = at_lower < at_upper
        stay_low = free & (size > (rows.high - least)[owner])
        stay_high = free & (size > (most - low)[owner])
        if not (stay_low.any() or stay_high.any()):
            break
        upper[col[np.where(rises, stay_low, stay_high)]] = 0
        lower[col[np.where(rises, stay_high, stay_low)]] = 1
        if (lower > upper).any():
            return None
    return Box(lower, upper, low)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rows over the free columns of a larger problem, with the places of both in it."""

    rows: Rows
    columns: Ints
    places: Ints

    def widened(self, x: Ints, box: Box) -> Ints:
        """A choice of the part in the larger problem, whose other columns the box has fixed."""
        whole = box.lower.copy()
        whole[self.columns] = x
        return whole


def restrict(rows: Rows, box: Box, keep: NDArray[np.bool_]) -> Part:
    """The rows that can still break (and those to keep) over the columns that are still free."""
    free = box.free
    columns = np.flatnonzero(free)
    renamed = np.zeros(rows.width, np.int64)
    renamed[columns] = np.arange(len(columns))
    entry = free[rows.col]
    settled = rows.sums(np.where(entry, 0, rows.val * box.lower[rows.col]))
    least = rows.sums(np.where(entry, np.minimum(rows.val, 0), 0))
    most = rows.sums(np.where(entry, np.maximum(rows.val, 0), 0))
    low = np.where(box.low <= -OPEN, -OPEN, box.low - settled)
    high = np.where(rows.high >= OPEN, OPEN, rows.high - settled)
    alive = rows.sums(entry.astype(np.int64)) > 0
    places = np.flatnonzero(alive & (keep | (least < low) | (most > high)))
    chosen = np.zeros(len(rows), np.bool_)
    chosen[places] = True
    entry &= chosen[rows.owner]
    counts = np.bincount(rows.owner[entry], minlength=len(rows))[places]
    part = Rows.of(
        len(columns), counts, renamed[rows.col[entry]], rows.val[entry], low[places], high[places]
    )
    return Part(part, columns, places)


def halves(box: Box, column: int) -> tuple[Box, Box]:
    """The box with this column at 0, and with it at 1."""
    lower, upper = box.lower.copy(), box.upper.copy()
    lower[column], upper[column] = 1, 0
    return Box(box.lower, upper, box.low), Box(lower, box.upper, box.low)


def disjoint_groups(rows: Rows) -> list[tuple[int, Ints]]:
    """Rows of the form "at most one of these" that share no column, the shortest first."""
    ones = rows.sums((rows.val == 1).astype(np.int64)) == np.diff(rows.start)
    candidates = np.flatnonzero(ones & (rows.high == 1))
    begin, cols = rows.start.tolist(), rows.col.tolist()
    taken: set[int] = set()
    groups: list[tuple[int, Ints]] = []
    for r in candidates[np.argsort(np.diff(rows.start)[candidates], kind="stable")].tolist():
        members = cols[begin[r] : begin[r + 1]]
        if taken.isdisjoint(members):
            taken.update(members)
            groups.append((r, rows.col[begin[r] : begin[r + 1]]))
    return groups


@dataclass(frozen=True, slots=True, eq=False)
class Switches:
    """Sets of columns of which at most one can be 1: what to branch on.

    Each is a part of a group that some row weighs alike (a metric as a whole, say, rather than
    one of its places), or a single column.
    """

    group: Ints  # the row of the group, -1 for a single column outside all groups
    groups: dict[int, Ints]
    flat: Ints
    first: Ints
    size: Ints

    @staticmethod
    def of(rows: Rows) -> "Switches":
        groups = dict(disjoint_groups(rows))
        home = np.full(rows.width, -1)
        for r, group in groups.items():
            home[group] = r
        inside = np.flatnonzero(home[rows.col] >= 0)
        key = (rows.val[inside], rows.owner[inside], home[rows.col[inside]])
        order = np.lexsort((rows.col[inside], *key))
        cuts = [*starts(*(part[order] for part in key)).tolist(), len(inside)]
        cols = rows.col[inside[order]].tolist()
        several = (tuple(cols[a:b]) for a, b in pairwise(cuts) if b - a > 1)
        found = dict.fromkeys(chain(several, ((j,) for j in range(rows.width))))
        flat = np.array([j for members in found for j in members], np.int64)
        size = np.array([len(members) for members in found], np.int64)
        first = np.cumsum(size) - size
        return Switches(home[flat[first]], groups, flat, first, size)

    def sums(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of x over each set."""
        return np.add.reduceat(x[self.flat], self.first)

    def split(self, i: int, box: Box) -> tuple[Box, Box]:
        """The box with none of set i, and the box with exactly one of it."""
        members, group = self.flat[self.first[i] : self.first[i] + self.size[i]], int(self.group[i])
        if group < 0:
            return halves(box, int(members[0]))
        none, others, low = box.upper.copy(), box.upper.copy(), box.low.copy()
        none[members] = 0
        others[self.groups[group]] = 0
        others[members] = box.upper[members]
        low[group] = max(1, int(low[group]))
        return Box(box.lower, none, box.low), Box(box.lower, others, low)
