"""The exact 0/1 solver: the best choice under integer rows, by points first and ties second."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import highspy
import numpy as np


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum(coefficient * variable) <= high over 0/1 variables; None leaves that side open."""

    name: str
    terms: Mapping[str, int]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """Every 0/1 variable with its integer points and its tie (0 <= tie < 2**20), and the rows."""

    points: Mapping[str, int]
    ties: Mapping[str, int]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """A choice that keeps every row; no choice has more points than bound."""

    chosen: frozenset[str]
    points: int
    tie: int
    bound: int
    optimal: bool
    nodes: int


def _holds(row: Row, chosen: Collection[str]) -> bool:
    total = sum(c for v, c in row.terms.items() if v in chosen)
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)


def _mip(
    model: Model, cost: Mapping[str, int], fixed: Mapping[str, bool], node_limit: int
) -> tuple[frozenset[str] | None, float, bool, int]:
    names = sorted(model.points)
    index = {v: i for i, v in enumerate(names)}
    rows = sorted(model.rows, key=lambda r: r.name)
    h = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.5),
        ("mip_max_nodes", node_limit),
        ("mip_feasibility_tolerance", 1e-9),
    ):
        h.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(names), len(rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array([float(cost[v]) for v in names])
    lp.col_lower_ = np.array([1.0 if fixed.get(v) else 0.0 for v in names])
    lp.col_upper_ = np.array([0.0 if fixed.get(v) is False else 1.0 for v in names])
    inf = highspy.kHighsInf
    lp.row_lower_ = np.array([-inf if r.low is None else float(r.low) for r in rows])
    lp.row_upper_ = np.array([inf if r.high is None else float(r.high) for r in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(r.terms) for r in rows)])
    lp.a_matrix_.index_ = np.array([index[v] for r in rows for v in r.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([float(c) for r in rows for c in r.terms.values()])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(names)
    h.passModel(lp)
    h.run()
    status, info = h.getModelStatus(), h.getInfo()
    optimal = status == highspy.HighsModelStatus.kOptimal
    bound, nodes = info.mip_dual_bound, max(0, int(info.mip_node_count))
    if not names:
        return (frozenset() if all(_holds(r, ()) for r in rows) else None), 0.0, True, 0
    if status == highspy.HighsModelStatus.kInfeasible:
        return None, bound, True, nodes
    values = h.getSolution().col_value
    if not np.isfinite(info.objective_function_value) or len(values) != len(names):
        return None, bound, False, nodes
    chosen = frozenset(v for v, x in zip(names, values, strict=True) if x > 0.5)
    if not all(_holds(r, chosen) for r in rows):
        raise ArithmeticError("a choice reported as feasible breaks a row in integer arithmetic")
    return chosen, bound, optimal, nodes


def solve(
    model: Model, *, fixed: Mapping[str, bool] | None = None, node_limit: int = 200_000
) -> Solution | None:
    """The choice with the most points and, among those, the most ties; None: proven infeasible."""
    fixed = fixed or {}
    chosen, bound, optimal, nodes = _mip(model, model.points, fixed, node_limit)
    if chosen is None:
        if optimal:
            return None
        raise RuntimeError("no choice found within the node limit")
    points = sum(model.points[v] for v in chosen)
    if optimal:
        floor = Row("points", {v: p for v, p in model.points.items() if p}, points)
        second, _, optimal, more = _mip(
            replace(model, rows=(*model.rows, floor)), model.ties, fixed, node_limit
        )
        nodes += more
        chosen = second or chosen
        bound = points
    return Solution(
        chosen,
        sum(model.points[v] for v in chosen),
        sum(model.ties[v] for v in chosen),
        int(np.floor(bound + 1e-6)),
        optimal,
        nodes,
    )


def clash(
    model: Model,
    *,
    fixed: Mapping[str, bool] | None = None,
    soft: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Names of an irreducible group of rows that cannot hold together, by a deletion filter.

    Only rows in soft may be dropped or named; None means all. Empty where the rows can hold.
    """
    rows = sorted(model.rows, key=lambda r: r.name)
    flat = Model(dict.fromkeys(model.points, 0), dict.fromkeys(model.points, 0), tuple(rows))
    if solve(flat, fixed=fixed) is not None:
        return ()
    for row in rows:
        if soft is None or row.name in soft:
            fewer = tuple(r for r in flat.rows if r is not row)
            if solve(replace(flat, rows=fewer), fixed=fixed) is None:
                flat = replace(flat, rows=fewer)
    return tuple(r.name for r in flat.rows if soft is None or r.name in soft)


def to_mps(model: Model) -> str:
    """Free MPS text: minimise POINTS (negated points); row TIES is the negated second objective."""
    rows = sorted(model.rows, key=lambda r: r.name)
    lines = ["NAME choice", "ROWS", " N POINTS", " N TIES"]
    columns: dict[str, list[tuple[str, int]]] = {v: [] for v in sorted(model.points)}
    rhs: list[str] = []
    ranges: list[str] = []
    for i, row in enumerate(rows):
        name = f"R{i}"
        if row.low is None and row.high is None:
            continue
        kind = "L" if row.low is None else "E" if row.low == row.high else "G"
        side = row.high if row.low is None else row.low
        lines.append(f" {kind} {name}")
        rhs.append(f" RHS {name} {side}")
        if row.low is not None and row.high is not None and row.low != row.high:
            ranges.append(f" RNG {name} {row.high - row.low}")
        for v, c in row.terms.items():
            columns[v].append((name, c))
    lines.append("COLUMNS")
    for v, entries in columns.items():
        lines.append(f" {v} POINTS {-model.points[v]}")
        lines.append(f" {v} TIES {-model.ties[v]}")
        lines += [f" {v} {name} {c}" for name, c in entries]
    lines += ["RHS", *rhs]
    lines += ["RANGES", *ranges] if ranges else []
    lines += ["BOUNDS", *(f" BV BND {v}" for v in columns), "ENDATA", ""]
    return "\n".join(lines)
