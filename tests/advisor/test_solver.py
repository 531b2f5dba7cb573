"""The solver against brute force, against another solver, and against itself in another order."""

from random import Random

from advisor.solver import Model, Row


def selection(
    seed: int, metrics: int, objectives: int, *, crowded: bool = False, dense: bool = False
) -> Model:
    """A made-up choice of metrics: placements p, watches w, sizes, floors, overlaps, guards, owed.

    Deterministic in its arguments. Points of a placement: 20 to 2500; of a watch: -90 to 30.
    Crowded: a watch costs 50 to 500 points, guards and overlaps abound. Dense: every metric may
    be placed under every objective in both slots, else under 1 to 5 of them.
    """
    rng = Random(f"{seed}/{metrics}/{objectives}/{crowded}/{dense}")
    names = [f"m{i:03d}" for i in range(metrics)]
    weight = [rng.uniform(0.4, 1.6) for _ in range(objectives)]
    points: dict[str, int] = {}
    placed: dict[str, list[str]] = {}
    results: dict[int, list[str]] = {o: [] for o in range(objectives)}
    drivers: dict[int, list[str]] = {o: [] for o in range(objectives)}
    for m in names:
        least = objectives if dense else 1
        most = objectives if dense else min(5, objectives)
        helps = rng.sample(range(objectives), rng.randint(least, most))
        fit = {o: weight[o] * rng.uniform(60, 900) for o in helps}
        other = rng.uniform(-150, 100)
        sort = rng.choice(("both",) if dense else ("result", "driver", "driver", "both"))
        placed[m] = []
        for o in helps:
            worth = fit[o] + max((v for k, v in fit.items() if k != o), default=0.0) / 2 + other
            for slot, share, seats in (("result", 1.0, results), ("driver", 0.7, drivers)):
                if sort in (slot, "both"):
                    p = f"p[{m},o{o},{slot}]"
                    points[p] = max(20, round(worth * share))
                    placed[m].append(p)
                    seats[o].append(p)
        points[f"w[{m}]"] = rng.randint(-500, -50) if crowded else rng.randint(-90, 30)
    ties = {v: rng.randrange(2**16) for v in points}

    def sums(chosen: list[str], *, watched: bool = False) -> dict[str, int]:
        terms = {p: 1 for m in chosen for p in placed[m]}
        return terms | ({f"w[{m}]": 1 for m in chosen} if watched else {})

    rows = [Row(f"one use of {m}", sums([m], watched=True), high=1) for m in names]
    rows.append(Row("pursued", sums(names), low=4, high=8))
    rows.append(Row("watched", {f"w[{m}]": 1 for m in names}, high=8))
    for card, share, size in (("agent", 0.4, 4), ("leader", 0.5, 5), ("contract", 0.3, 5)):
        on_card = [m for m in names if rng.random() < share]
        rows.append(Row(f"{card} card", sums(on_card, watched=True), high=size))
    for o in range(objectives):
        rows.append(Row(f"result of o{o}", dict.fromkeys(results[o], 1), high=1))
        rows.append(Row(f"drivers of o{o}", dict.fromkeys(drivers[o], 1), high=3))
    rows.append(Row("results", {p: 1 for o in results for p in results[o]}, low=1))
    rows.append(Row("drivers", {p: 1 for o in drivers for p in drivers[o]}, low=1))
    of = [rng.choice((0, 0, 1, 1, 1, 2, 2, 3)) for _ in names]
    for lens in range(4):
        seen = [m for m, k in zip(names, of, strict=True) if k == lens]
        rows.append(Row(f"floor of lens {lens}", sums(seen), low=1 if seen else None))
    for i in range(metrics // (2 if crowded else 8)):
        family = rng.sample(names, rng.randint(2, 5))
        rows.append(Row(f"overlap {i}", sums(family, watched=rng.random() < 0.4), high=1))
    for m in names:
        for i in range(rng.choice((1, 2, 3) if crowded else (0, 0, 1, 1, 2))):
            guards = rng.sample([n for n in names if n != m], rng.randint(1, 5))
            terms = sums([m]) | {v: -1 for v in sums(guards, watched=True)}
            rows.append(Row(f"guard {i} of {m}", terms, high=0))
    for m in rng.sample(names, 2):
        rows.append(Row(f"owed {m}", sums([m], watched=True), low=1, high=1))
    return Model(points, ties, tuple(rows))
