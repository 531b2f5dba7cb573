"""The solver against brute force, against another solver, and against itself in another order."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from urllib.parse import unquote

import numpy as np
import pulp  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.solver import Model, OutOfNodes, Row, clash, solve, to_mps
from advisor.solver.model import _box, _costs, _form
from advisor.solver.relaxation import Relaxation
from advisor.solver.rows import OPEN, Rows, propagate
from tests.cbc import optimum

pytestmark = pytest.mark.filterwarnings("ignore:.*PuLP 4.0:DeprecationWarning")


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
            terms = sums([m]) | dict.fromkeys(sums(guards, watched=True), -1)
            rows.append(Row(f"guard {i} of {m}", terms, high=0))
    for m in rng.sample(names, 2):
        rows.append(Row(f"owed {m}", sums([m], watched=True), low=1, high=1))
    return Model(points, ties, tuple(rows))


def keeps(chosen: frozenset[str], rows: tuple[Row, ...]) -> bool:
    for row in rows:
        total = sum(c for v, c in row.terms.items() if v in chosen)
        if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
            return False
    return True


def choices(model: Model, fixed: Mapping[str, bool]) -> Iterator[frozenset[str]]:
    """Every choice that keeps the rows, in the order that settles ties: first of equals wins."""
    names = sorted(model.points)
    for bits in product((False, True), repeat=len(names)):
        values = dict(zip(names, bits, strict=True))
        chosen = frozenset(v for v, on in values.items() if on)
        if all(values[v] == on for v, on in fixed.items()) and keeps(chosen, model.rows):
            yield chosen


def worth(model: Model, chosen: frozenset[str]) -> tuple[int, int]:
    return sum(model.points[v] for v in chosen), sum(model.ties[v] for v in chosen)


@st.composite
def models(draw: st.DrawFn, most: int = 9) -> Model:
    names = [f"x{i}" for i in range(draw(st.integers(1, most)))]
    side = st.none() | st.integers(-4, 5)
    low: int | None
    high: int | None
    scale = draw(st.sampled_from((1, 1, 977, 99_991)))
    rows = []
    for i in range(draw(st.integers(0, 7))):
        members = draw(st.lists(st.sampled_from(names), unique=True, max_size=6))
        if draw(st.booleans()):
            terms, low, high = dict.fromkeys(members, 1), None, 1
        else:
            terms = {v: draw(st.integers(-3, 3)) for v in members}
            low, high = draw(side), draw(side)
        rows.append(Row(f"r{i}", terms, low, high))
    points = {v: scale * draw(st.integers(-6, 12)) for v in names}
    ties = {v: draw(st.integers(0, 3) | st.integers(2**20 - 3, 2**20 - 1)) for v in names}
    return Model(points, ties, tuple(rows))


@st.composite
def fixings(draw: st.DrawFn, model: Model) -> dict[str, bool]:
    return draw(st.dictionaries(st.sampled_from(sorted(model.points)), st.booleans(), max_size=2))


@settings(max_examples=250)
@given(st.data())
def test_is_the_best_of_all_choices(data: st.DataObject) -> None:
    model = data.draw(models())
    fixed = data.draw(fixings(model))
    best = max(choices(model, fixed), key=lambda chosen: worth(model, chosen), default=None)
    solution = solve(model, fixed=fixed)
    assert (solution and solution.chosen) == best
    if solution is not None and best is not None:
        assert (solution.points, solution.tie) == worth(model, best)
        assert solution.optimal
        assert solution.bound == solution.points


@settings(max_examples=150)
@given(st.data())
def test_any_prices_give_a_bound_that_holds(data: st.DataObject) -> None:
    model = data.draw(models(most=7))
    names = sorted(model.points)
    members = [row for row in model.rows if row.terms]
    counts = np.array([len(row.terms) for row in members], np.int64)
    cols = np.array([names.index(v) for row in members for v in row.terms], np.int64)
    vals = np.array([c for row in members for c in row.terms.values()], np.int64)
    low = np.array([-OPEN if row.low is None else row.low for row in members], np.int64)
    high = np.array([OPEN if row.high is None else row.high for row in members], np.int64)
    rows = Rows.of(len(names), counts, cols, vals, low, high)
    cost = np.array([model.points[v] for v in names], np.int64)
    relaxation = Relaxation(rows, cost, 1)
    size = len(members)
    prices = data.draw(st.lists(st.integers(-2000, 2000), min_size=size, max_size=size))
    bound, _ = relaxation.bound(np.array(prices, np.float64), cost, relaxation.box)
    kept = replace(model, rows=tuple(members))
    assert all(bound >= worth(model, chosen)[0] for chosen in choices(kept, {}))


@settings(max_examples=30)
@given(models(most=12))
def test_is_the_best_of_up_to_4096_choices(model: Model) -> None:
    best = max(choices(model, {}), key=lambda chosen: worth(model, chosen), default=None)
    solution = solve(model)
    assert (solution and solution.chosen) == best


@settings(max_examples=150)
@given(models(), st.data())
def test_what_is_near_never_changes_the_choice(model: Model, data: st.DataObject) -> None:
    every = sorted(choices(model, {}), key=sorted)
    guess = st.sampled_from(every) if every else st.nothing()
    anything = st.sets(st.sampled_from([*sorted(model.points), "unknown"]))
    near = data.draw(guess | anything)
    alone, led = solve(model), solve(model, near=near)
    assert (led and replace(led, nodes=0)) == (alone and replace(alone, nodes=0))


@pytest.mark.parametrize("seed", range(3))
def test_a_large_choice_is_the_same_from_its_neighbour(seed: int) -> None:
    model = selection(seed, 60, 4, crowded=True)
    rng = Random(seed)
    moved = {name: round(points * rng.uniform(0.8, 1.2)) for name, points in model.points.items()}
    first = solve(model)
    assert first is not None
    again = replace(model, points=moved)
    alone, led = solve(again), solve(again, near=first.chosen)
    assert alone is not None
    assert led is not None
    assert (led.chosen, led.bound, led.optimal) == (alone.chosen, alone.bound, True)


@settings(max_examples=150)
@given(models(), st.randoms(use_true_random=False))
def test_does_not_depend_on_any_order(model: Model, rng: Random) -> None:
    def shuffled(pairs: Mapping[str, int]) -> dict[str, int]:
        return dict(rng.sample(list(pairs.items()), len(pairs)))

    rows = [replace(row, terms=shuffled(row.terms)) for row in model.rows]
    rng.shuffle(rows)
    assert solve(Model(shuffled(model.points), shuffled(model.ties), tuple(rows))) == solve(model)


@pytest.mark.parametrize("seed", range(3))
def test_a_large_choice_does_not_depend_on_any_order(seed: int) -> None:
    model = selection(seed, 60, 4, crowded=True)
    rng = Random(seed)
    rows = [
        replace(row, terms=dict(rng.sample(list(row.terms.items()), len(row.terms))))
        for row in model.rows
    ]
    rng.shuffle(rows)
    points = dict(rng.sample(list(model.points.items()), len(model.points)))
    assert solve(Model(points, model.ties, tuple(rows))) == solve(model)


@settings(max_examples=120)
@given(st.data())
def test_a_clash_is_one_and_has_no_row_too_many(data: st.DataObject) -> None:
    model = data.draw(models(most=6))
    fixed = data.draw(fixings(model))
    names = [row.name for row in model.rows]
    soft = data.draw(st.none() | st.sets(st.sampled_from(names))) if names else None
    group = clash(model, fixed=fixed, soft=soft)

    def holds(names: set[str]) -> bool:
        rows = tuple(row for row in model.rows if row.name in names)
        return any(True for _ in choices(replace(model, rows=rows), fixed))

    if holds(set(names)):
        assert group == ()
        return
    kept = set() if soft is None else set(names) - soft
    if kept and not holds(kept):
        kept = set()
    else:
        assert soft is None or set(group) <= soft
    assert not holds(kept | set(group))
    assert all(holds(kept | set(group) - {name}) for name in group)


def test_names_the_rows_that_clash_in_a_large_choice() -> None:
    model = selection(1, 100, 6)
    owed = next(row for row in model.rows if row.name.startswith("owed"))
    wrong = Row("nothing of it", dict.fromkeys(owed.terms, 1), high=0)
    clashing = replace(model, rows=(*model.rows, wrong))
    assert solve(clashing) is None
    assert clash(clashing) == ("nothing of it", owed.name)
    assert clash(clashing, soft=("pursued", owed.name)) == (owed.name,)


@pytest.mark.parametrize(
    ("seed", "metrics", "objectives", "crowded", "dense"),
    [
        (7, 36, 4, True, True),
        (17, 36, 4, True, False),
        (0, 60, 4, False, False),
        (1, 60, 4, True, False),
        (2, 60, 4, True, True),
        (3, 80, 5, True, False),
        (4, 100, 6, False, False),
        (5, 70, 6, True, False),
        (6, 150, 8, False, False),
        (7, 200, 8, False, True),
    ],
)
def test_agrees_with_another_solver(
    seed: int, metrics: int, objectives: int, crowded: bool, dense: bool
) -> None:
    model = selection(seed, metrics, objectives, crowded=crowded, dense=dense)
    solution = solve(model)
    assert solution is not None
    assert solution.optimal
    assert keeps(solution.chosen, model.rows)
    assert worth(model, solution.chosen) == (solution.points, solution.tie)
    assert optimum(model) == (solution.points, solution.tie)


def test_the_same_rows_with_other_points_are_solved_afresh() -> None:
    model = selection(3, 60, 4, crowded=True)
    rng = Random(3)
    for _ in range(5):
        points = {v: p + rng.randint(-200, 200) for v, p in model.points.items()}
        again = replace(model, points=points)
        copied = replace(again, rows=tuple(replace(row) for row in model.rows))
        assert solve(again) == solve(copied)
    fewer = {v: p for v, p in model.points.items() if v in model.rows[0].terms}
    with pytest.raises(ValueError, match="no variable"):
        solve(replace(model, points=fewer, ties=fewer))


@settings(max_examples=150)
@given(st.data())
def test_what_is_said_to_be_best_alone_is(data: st.DataObject) -> None:
    model = data.draw(models(most=7))
    solution = solve(model)
    if solution is None:
        return
    form = _form(model)
    cost, _weight = _costs(model, form)
    relaxation = Relaxation(form.rows, cost, 1)
    kept = [frozenset(chosen) for chosen in choices(model, {})]
    drawn = data.draw(st.sampled_from(sorted(kept, key=sorted)))
    for chosen in (solution.chosen, drawn):
        x = np.array([*(name in chosen for name in form.names), False], np.int64)
        box = propagate(form.rows, _box(form, None))
        assert box is not None
        if relaxation.alone(x, box):
            assert all(worth(model, chosen) > worth(model, c) for c in kept if c != chosen)


def test_one_tie_decides_between_large_points() -> None:
    names = [f"m{i:02d}" for i in range(40)]
    points = dict.fromkeys(names, 12_345)
    ties = dict.fromkeys(names, 2**20 - 2) | {"m17": 2**20 - 1, "m31": 2**20 - 1}
    rows = (
        Row("size", dict.fromkeys(names, 1), high=9),
        Row("not both", {"m17": 1, "m31": 1}, 0, 1),
    )
    solution = solve(Model(points, ties, rows))
    assert solution is not None
    assert (solution.points, solution.tie) == (9 * 12_345, 9 * (2**20 - 2) + 1)
    assert "m31" in solution.chosen  # of equals the first name on which they differ is left out


def test_at_the_node_limit_the_bound_still_holds() -> None:
    model = selection(5, 100, 6, crowded=True)
    proven = solve(model)
    assert proven is not None
    assert proven.nodes > 3
    cut = solve(model, node_limit=3)
    assert cut is not None
    assert not cut.optimal
    assert cut.nodes == 3
    assert keeps(cut.chosen, model.rows)
    assert cut.points <= proven.points <= cut.bound


@pytest.mark.parametrize("seed", range(4))
def test_finds_something_within_few_nodes(seed: int) -> None:
    model = selection(seed, 150, 8, crowded=True)
    cut = solve(model, node_limit=2)
    assert cut is not None
    assert keeps(cut.chosen, model.rows)
    assert cut.points <= cut.bound


def test_says_so_when_the_limit_leaves_nothing() -> None:
    names = [f"x{i}" for i in range(9)]
    odd = Row("parity", dict.fromkeys(names, 2), 9, 9)
    model = Model(dict.fromkeys(names, 1), dict.fromkeys(names, 0), (odd,))
    assert solve(model) is None
    with pytest.raises(OutOfNodes):
        solve(model, node_limit=1)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (Model({"a": 1}, {}, ()), "same variables"),
        (Model({"a": 1}, {"a": 2**20}, ()), "tie"),
        (Model({"a": 1}, {"a": -1}, ()), "tie"),
        (Model({"a": 1}, {"a": 0}, (Row("r", {"b": 1}),)), "'b'"),
        (Model({"a": 1}, {"a": 0}, (Row("r", {}), Row("r", {}))), "'r'"),
        (Model({"a": 1}, {"a": 0}, (Row("r", {"a": 2**31}),)), "2\\*\\*31"),
        (Model({"a": 2**60}, {"a": 1}, ()), "too large"),
    ],
)
def test_refuses_what_does_not_fit(model: Model, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        solve(model)


def test_refuses_to_fix_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="'b'"):
        solve(Model({"a": 1}, {"a": 0}, ()), fixed={"b": True})


def test_an_empty_model_has_the_empty_choice() -> None:
    solution = solve(Model({}, {}, ()))
    assert solution is not None
    assert (solution.chosen, solution.points, solution.tie) == (frozenset(), 0, 0)
    assert solve(Model({}, {}, (Row("impossible", {}, low=1),))) is None


def solved_text(text: str, folder: Path) -> tuple[int, frozenset[str]]:
    """Objective and chosen names that CBC's own program finds for a file with this text."""
    (folder / "model.mps").write_text(text, encoding="ascii")
    program = pulp.PULP_CBC_CMD(msg=False).path
    exact = ["ratio", "0", "allow", "0.5"]
    command = [program, "model.mps", *exact, "solve", "solution", "model.sol"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    head, *lines = (folder / "model.sol").read_text(encoding="ascii").splitlines()
    assert head.startswith("Optimal - objective value")
    values = {name: float(value) for _, name, value, _ in map(str.split, lines)}
    chosen = frozenset(unquote(name) for name, value in values.items() if value > 0.5)
    return round(float(head.split()[-1])), chosen


@pytest.mark.parametrize(
    "model",
    [
        selection(8, 60, 4, crowded=True),
        Model(
            {"a b": 5, "ä$": 5, "* 1%": -2, "a%20b": 4},
            {"a b": 1, "ä$": 2, "* 1%": 3, "a%20b": 4},
            (
                Row("two\nlines", {"a b": 1, "ä$": 1}, 1, 1),
                Row("between", {"a b": 2, "ä$": -3, "a%20b": 1}, -2, 1),
                Row("open", {"a b": 7}),
                Row("at least", {"* 1%": -1, "ä$": 1}, low=0),
            ),
        ),
    ],
)
def test_a_stranger_finds_the_same_optimum_in_the_text(model: Model, tmp_path: Path) -> None:
    solution = solve(model)
    assert solution is not None
    text = to_mps(model)
    points, _ = solved_text(text, tmp_path)
    assert points == -solution.points
    second = text.replace(" N POINTS\n", " L POINTS\n").replace(
        "\nRHS\n", f"\nRHS\n SIDE POINTS {points}\n"
    )
    ties, chosen = solved_text(second, tmp_path)
    assert ties == -solution.tie
    assert worth(model, chosen) == (solution.points, solution.tie)
