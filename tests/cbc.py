"""An independent solver, to hold ours against."""

from __future__ import annotations

import pulp  # type: ignore[import-untyped]

from advisor.solver import Model


def optimum(model: Model) -> tuple[int, int] | None:
    """(points, ties) of the best choice by CBC: the most points, and the most ties among those."""
    problem = pulp.LpProblem("choice", pulp.LpMaximize)
    taken = {name: pulp.LpVariable(f"x{i}", cat="Binary") for i, name in enumerate(model.points)}
    for row in model.rows:
        total = pulp.lpSum(factor * taken[name] for name, factor in row.terms.items())
        if row.low is not None:
            problem += total >= row.low
        if row.high is not None:
            problem += total <= row.high
    best = []
    for numbers in (model.points, model.ties):
        goal = pulp.lpSum(number * taken[name] for name, number in numbers.items())
        problem.setObjective(goal)
        problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0.0, gapAbs=0.5, threads=1))
        if pulp.LpStatus[problem.status] != "Optimal":
            return None
        chosen = [name for name in numbers if (taken[name].value() or 0.0) > 0.5]
        best.append(sum(numbers[name] for name in chosen))
        problem += goal >= best[-1]
    return best[0], best[1]
