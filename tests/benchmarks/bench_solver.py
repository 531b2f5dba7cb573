"""How long the exact choice takes, proof included, on made-up models of three kinds.

Processor time of one thread in milliseconds. "solve": from the Model; "again": with other points
over the same rows, as when priorities change.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "advisor"))

from test_solver import selection  # noqa: E402

from advisor.solver import Model, solve  # noqa: E402

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
    ordered = sorted(times)
    p95 = ordered[round(0.95 * (len(ordered) - 1))]
    return (
        f"{label:24s} p50 {median(ordered):6.0f}  p95 {p95:6.0f}  longest {ordered[-1]:6.0f} ms"
        f"  nodes p50 {median(nodes):.0f}, most {max(nodes)}"
    )


def main() -> None:
    milliseconds(selection(0, 20, 3))
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
