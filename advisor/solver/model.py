"""The exact 0/1 solver: the best choice under integer rows, by points first and ties second."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any
from urllib.parse import quote

import numpy as np

from advisor.solver.rows import OPEN, Box, Ints, Rows, disjoint_groups
from advisor.solver.search import Outcome, maximise

TIES = 1 << 20  # every tie is below this
NUMBERS = 1 << 31  # every coefficient and side of a row is below this in size


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum(coefficient * variable) <= high over 0/1 variables; None leaves that side open."""

    name: str
    terms: Mapping[str, int]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """Every 0/1 variable with its points (any integer) and its tie (0 to 2**20 - 1), and the rows.

    Names of rows differ from each other. Models that share the very same rows tuple, with other
    points or ties over the same variables, are solved without reading the rows again.
    """

    points: Mapping[str, int]
    ties: Mapping[str, int]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """A choice that keeps every row. No choice has more points than bound.

    optimal: proven to have the most points, and the most ties among those. nodes: boxes that the
    search had to split.
    """

    chosen: frozenset[str]
    points: int
    tie: int
    bound: int
    optimal: bool
    nodes: int


class OutOfNodes(RuntimeError):
    """The node limit was reached before any choice was found; one may or may not exist."""


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """The rows of a model as arrays, over the variables by name plus one last column at zero."""

    source: tuple[Row, ...]
    names: tuple[str, ...]
    index: Mapping[str, int]
    row_names: tuple[str, ...]
    rows: Rows
    grouped: Ints  # columns of which at most one can be 1, group after group
    firsts: Ints  # where each group starts
    alone: Ints  # the other columns


_recent: tuple[_Form, ...] = ()


def _form(model: Model) -> _Form:
    """The arrays of a model, those of the last few kept: only points change between re-solves."""
    global _recent
    names = tuple(sorted(model.points))
    for form in _recent:
        if form.source is model.rows and form.names == names:
            return form
    form = _arrays(names, model.rows)
    _recent = (form, *_recent[:7])
    return form


def _arrays(names: tuple[str, ...], source: tuple[Row, ...]) -> _Form:
    index = {name: i for i, name in enumerate(names)}
    ordered = sorted(source, key=lambda row: row.name)
    row_names = tuple(row.name for row in ordered)
    if len(set(row_names)) < len(row_names):
        twice = next(a for a, b in pairwise(row_names) if a == b)
        raise ValueError(f"two rows are called {twice!r}")
    # a row without terms gets one entry in the last column, so that no row is empty
    terms: list[Mapping[Any, int]] = [row.terms or {None: 1} for row in ordered]
    counts = _ints([*map(len, terms)])
    places = {name: i for i, name in enumerate((*names, None))}
    try:
        cols = _ints([*map(places.__getitem__, chain.from_iterable(terms))])
    except KeyError as error:
        raise ValueError(f"a row names {error.args[0]!r}, which is no variable") from None
    vals = _ints([*chain.from_iterable(each.values() for each in terms)])
    low = _ints([-OPEN if row.low is None else row.low for row in ordered])
    high = _ints([OPEN if row.high is None else row.high for row in ordered])
    for numbers in (vals, low[low > -OPEN], high[high < OPEN]):
        if (np.abs(numbers) >= NUMBERS).any():
            raise ValueError("a coefficient or side of a row is 2**31 or more")
    rows = Rows.of(len(names) + 1, counts, cols, vals, low, high)
    groups = [members for _, members in disjoint_groups(rows)]
    grouped = np.concatenate([np.zeros(0, np.int64), *groups])
    sizes = _ints([len(members) for members in groups])
    alone = np.ones(rows.width, np.bool_)
    alone[grouped] = False
    firsts = np.cumsum(sizes) - sizes
    return _Form(source, names, index, row_names, rows, grouped, firsts, np.flatnonzero(alone))


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, np.int64)


def _box(form: _Form, fixed: Mapping[str, bool] | None) -> Box:
    lower = np.zeros(form.rows.width, np.int64)
    upper = np.ones(form.rows.width, np.int64)
    upper[-1] = 0
    for name, value in (fixed or {}).items():
        if name not in form.index:
            raise ValueError(f"{name!r} is fixed, but is no variable")
        lower[form.index[name]] = upper[form.index[name]] = int(value)
    return Box(lower, upper, form.rows.low)


def solve(
    model: Model,
    *,
    fixed: Mapping[str, bool] | None = None,
    node_limit: int = 200_000,
    near: Collection[str] = (),
) -> Solution | None:
    """The choice with the most points and, among those, the most ties; None: proven infeasible.

    Of several equal in both, the one that leaves out the alphabetically first variable on which
    they differ: the answer depends on nothing but the model. Raises ValueError on names or numbers
    that do not fit (see Model), OutOfNodes if the limit is reached before any choice is found.
    Variables that are `near`, as those of the best choice of a model much like this one, may make
    the proof shorter; they never change what is chosen.
    """
    form = _form(model)
    cost, weight = _costs(model, form)
    box = _box(form, fixed)
    known = _known(form, box, near) if near else None
    outcome = maximise(form.rows, cost, box, node_limit=node_limit, known=known)
    return _solution(model, form, outcome, weight)


def _known(form: _Form, box: Box, near: Collection[str]) -> Ints | None:
    """These variables as a choice, where they make one."""
    choice = np.zeros(form.rows.width, np.int64)
    choice[[form.index[name] for name in near if name in form.index]] = 1
    return choice if box.holds(choice) and form.rows.keeps(box.low, choice) else None


def _costs(model: Model, form: _Form) -> tuple[Ints, int]:
    """Points and ties as one number a column, and what one point weighs in it."""
    if model.ties.keys() != model.points.keys():
        raise ValueError("points and ties must name the same variables")
    points = _ints([*map(model.points.__getitem__, form.names), 0])
    ties = _ints([*map(model.ties.__getitem__, form.names), 0])
    if ties.min() < 0 or ties.max() >= TIES:
        raise ValueError("a tie lies outside 0 to 2**20 - 1")
    # one point outweighs all the ties that can come together, at most one from each group
    most = int(ties[form.alone].sum())
    if len(form.grouped):
        most += int(np.maximum.reduceat(ties[form.grouped], form.firsts).sum())
    weight = 1 << most.bit_length()
    if sum(map(abs, model.points.values())) * weight >= 1 << 60:
        raise ValueError("the points are too large")
    return points * weight + ties, weight


def _solution(model: Model, form: _Form, outcome: Outcome, weight: int) -> Solution | None:
    if outcome.choice is None:
        if outcome.optimal:
            return None
        raise OutOfNodes(f"no choice found within {outcome.nodes} nodes")
    if not form.rows.keeps(form.rows.low, outcome.choice):
        raise ArithmeticError("the choice breaks a row")
    chosen = frozenset(form.names[i] for i in np.flatnonzero(outcome.choice))
    points = sum(model.points[name] for name in chosen)
    return Solution(
        chosen,
        points,
        sum(model.ties[name] for name in chosen),
        points if outcome.optimal else outcome.bound // weight,
        outcome.optimal,
        outcome.nodes,
    )


def clash(
    model: Model,
    *,
    fixed: Mapping[str, bool] | None = None,
    soft: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Names of an irreducible group of rows that cannot hold together, in alphabetical order.

    Only rows in soft (None: all) may go and are named; the others always hold. If these cannot
    hold even by themselves, the group is one of theirs. Empty if all rows can hold.
    The filter drops row after row for good where the rest still clashes, whole stretches at once.
    """
    form = _form(model)
    box = _box(form, fixed)
    nothing = np.zeros(form.rows.width, np.int64)

    def clashes(kept: set[int]) -> bool:
        off = np.array([i not in kept for i in range(len(form.rows))], np.bool_)
        rows = replace(
            form.rows,
            low=np.where(off, -OPEN, form.rows.low),
            high=np.where(off, OPEN, form.rows.high),
        )
        outcome = maximise(
            rows, nothing, replace(box, low=rows.low), node_limit=200_000, first=True
        )
        if outcome.choice is None and not outcome.optimal:
            raise OutOfNodes("the clash could not be narrowed down within 200000 nodes")
        return outcome.choice is None

    every = set(range(len(form.rows)))
    if not clashes(every):
        return ()
    loose = [i for i in sorted(every) if soft is None or form.row_names[i] in soft]
    if clashes(every - set(loose)):
        loose = sorted(every)
    kept = set(every)
    stretches = [loose]
    while stretches:
        stretch = stretches.pop()
        if stretch and clashes(kept - set(stretch)):
            kept -= set(stretch)
        elif len(stretch) > 1:
            half = len(stretch) // 2
            stretches += [stretch[half:], stretch[:half]]
    return tuple(form.row_names[i] for i in loose if i in kept)


def to_mps(model: Model) -> str:
    """The model as free MPS text, to be re-proved by any other solver.

    The objective is POINTS, to be minimised: the negated points. The second free row, TIES, is the
    negated ties: to settle these, make POINTS a row of type L with its least value as right-hand
    side, which leaves TIES as the objective. Characters that the format does not take stand
    percent-encoded; the names of the rows are in comments.
    """
    head = ["* 0/1 choice: minimise POINTS, then TIES with POINTS at its least; both are negated"]
    body = ["NAME choice", "ROWS", " N POINTS", " N TIES"]
    entries: dict[str, list[str]] = {
        name: [f"POINTS {-model.points[name]}", f"TIES {-model.ties[name]}"]
        for name in sorted(model.points)
    }
    sides, ranges = [], []
    for i, row in enumerate(sorted(model.rows, key=lambda row: row.name), start=1):
        low, high = row.low, row.high
        if low is None and high is None:
            continue
        head.append(f"* R{i} is {' '.join(row.name.split())}")
        body.append(f" {'L' if low is None else 'E' if low == high else 'G'} R{i}")
        sides.append(f" SIDE R{i} {high if low is None else low}")
        if low is not None and high is not None and low != high:
            ranges.append(f" RANGE R{i} {high - low}")
        for name, coefficient in row.terms.items():
            entries[name].append(f"R{i} {coefficient}")
    body.append("COLUMNS")
    codes = {name: quote(name, safe="[](),:/|=+@") for name in entries}
    body += [f" {codes[name]} {entry}" for name, row_s in entries.items() for entry in row_s]
    body += ["RHS", *sides]
    if ranges:
        body += ["RANGES", *ranges]
    body += ["BOUNDS", *(f" BV LIMIT {codes[name]}" for name in entries), "ENDATA", ""]
    return "\n".join(head + body)
