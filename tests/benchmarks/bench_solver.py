"""How long the exact choice takes, proof included, on made-up models of three kinds.

Processor time of one thread in milliseconds. "solve": from the Model; "again": with other points
over the same rows, as when priorities change.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "advisor"))

from figures import heading, p50, p95
from test_solver import selection

from advisor.solver import Model, solve

INSTANCES, METRICS, OBJECTIVES = 30, 150, 8
KINDS = {
    "plain": {},
    "crowded": {"crowded": True},
    "crowded and dense": {"crowded": True, "dense": True},
}


def milliseconds(model: Model) -> tuple[float, int]:
    begin = time.process_time()
    solution = solve(model)
    assert solution is None or solution.optimal
    return (time.process_time() - begin) * 1000, solution.nodes if solution else 0


def line(label: str, times: list[float], nodes: list[int]) -> str:
    return (
        f"  {label:<26}p50 {p50(times):>6.0f} ms  p95 {p95(times):>6.0f} ms"
        f"  longest {max(times):>6.0f} ms  nodes p50 {p50(nodes):.0f}, most {max(nodes)}"
    )


def main() -> None:
    milliseconds(selection(0, 20, 3))
    print(heading(f"The exact choice, {METRICS} metrics x {OBJECTIVES} objectives"))
    for kind in sys.argv[1:] or KINDS:
        first, again = [], []
        for seed in range(INSTANCES):
            model = selection(seed, METRICS, OBJECTIVES, **KINDS[kind])
            first.append(milliseconds(model))
            rng = Random(seed)
            points = {v: round(p * rng.uniform(0.9, 1.1)) for v, p in model.points.items()}
            again.append(milliseconds(replace(model, points=points)))
        print(line(f"{kind}, solve", *map(list, zip(*first, strict=True))))
        print(line(f"{kind}, again", *map(list, zip(*again, strict=True))), flush=True)


if __name__ == "__main__":
    main()
