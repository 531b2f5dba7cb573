"""The long proofs: every strategy in every trade against another solver, and briefs at random."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pulp  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.advice import advise
from advisor.brief import from_document
from advisor.case import Case
from advisor.choice import build
from advisor.critique import critique, fixed
from advisor.recommend import recommend
from advisor.solver import Model, solve
from knowledge.catalogue import load
from knowledge.vocabulary import Consequence, Dimension, Level, System

pytestmark = [
    pytest.mark.verify,
    pytest.mark.filterwarnings("ignore:.*PuLP 4.0:DeprecationWarning"),
]

CATALOGUE = load()
STRATEGIES = sorted(CATALOGUE.strategies)
SOURCING = [None, *CATALOGUE.of_dimension(Dimension.SOURCING)]
PRICING = [None, *CATALOGUE.of_dimension(Dimension.PRICING)]
METRICS = sorted(CATALOGUE.metrics)
PROJECT = Path(__file__).parents[2]


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


def broken_rows(model: Model, chosen: frozenset[str]) -> list[str]:
    """Rows that a choice does not keep."""
    broken = []
    for row in model.rows:
        total = sum(factor for name, factor in row.terms.items() if name in chosen)
        below = row.low is not None and total < row.low
        above = row.high is not None and total > row.high
        if below or above:
            broken.append(row.name)
    return broken


@pytest.mark.parametrize(
    ("strategy", "sourcing", "pricing"), list(product(STRATEGIES, SOURCING, PRICING)), ids=str
)
def test_no_other_solver_finds_a_better_set(
    strategy: str, sourcing: str | None, pricing: str | None
) -> None:
    context = {"sourcing": sourcing, "pricing": pricing}
    case = Case(from_document({"strategy": {"preset": strategy}, "context": context}), CATALOGUE)
    model = build(case).model
    ours = solve(model)
    assert ours is not None
    assert ours.optimal
    assert broken_rows(model, ours.chosen) == []
    assert (ours.points, ours.tie) == optimum(model)
    proof = recommend(case).proof
    assert proof is not None
    assert proof.points == ours.points


# --- briefs at random ----------------------------------------------------------------------------

WORDS = sorted(
    {
        word
        for metric in CATALOGUE.metrics.values()
        for word in (metric.name, metric.name.upper(), metric.name.split()[0])
    }
    | {"AHT", "CSAT/NPS", "Taxa de Abandono", "平均処理時間", "Время ожидания", "🙂", "", "x" * 300}
)
TARGETS = (
    "80/20", "90% in 10s", "<300s", "5 min", "95 %", "abc", "zero", "100%", "n/a", "three rings",
    "16 minutes or less", "4.2/5", "P95 < 60 s", "+30", "-5", "0", "1e9", "0,85", "10-20 %", "≥ 85",
    "12:30", "between 70% and 85%", "top quartile", "-", "999999999999999999999",
)  # fmt: skip
TEXTS = st.sampled_from(
    [None, "", "contract", "law", "competitor", "2011", "agent", "me", "client"]
)


def several(values: Any, most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(sorted(values)), max_size=most, unique=True)


def one_of(dimension: Dimension) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(sorted(CATALOGUE.of_dimension(dimension)))


NUMBERS = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 10.0, 80.0, 100.0, 300.0, 1e6])
PLAIN_TARGETS = st.fixed_dictionaries(
    {"op": st.sampled_from(["<=", ">=", "=", "band", "within"]), "value": NUMBERS},
    optional={
        "high": NUMBERS,
        "unit": st.sampled_from(["percent", "seconds", "points", "count", "money", "ratio"]),
        "share": NUMBERS,
        "within": NUMBERS,
        "percentile": NUMBERS,
        "scale_max": NUMBERS,
        "change": st.booleans(),
    },
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "written": st.sampled_from(WORDS),
        "metric": st.sampled_from(METRICS),
        "levels": several(Level, 3),
        "consequences": several(Consequence, 3),
        "target": st.sampled_from(TARGETS) | PLAIN_TARGETS,
        "actual": st.sampled_from(TARGETS),
        "weight": st.sampled_from([0, 5, 20, 50, 100]),
        "definition": TEXTS,
        "why": TEXTS,
        "since": TEXTS,
        "from": TEXTS,
        "owner": TEXTS,
        "may_change": TEXTS,
        "review": TEXTS,
    },
)
CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        dimension.value: several(CATALOGUE.of_dimension(dimension), 3)
        if dimension in (Dimension.ADJUSTERS, Dimension.CHANNELS, Dimension.WORK)
        else one_of(dimension)
        for dimension in Dimension
    },
)
LOADS = st.fixed_dictionaries(
    {},
    optional={
        "contacts": st.sampled_from([0, 1, 30, 500, 1e7]),
        "minutes": st.sampled_from([1, 15, 30, 1440]),
        "which": st.sampled_from(["busiest", "usual", "quiet"]),
        "handle_seconds": st.sampled_from([1, 300, 5000]),
        "positions": st.sampled_from([0, 1, 10, 200, 100_000]),
        "paid_heads": st.sampled_from([0, 0.5, 40, 1e6]),
        "shrinkage": st.sampled_from([0, 0.3, 0.99]),
        "patience_seconds": st.sampled_from([1, 120, 1e6]),
        "cost_per_hour": st.sampled_from([0, 21.5, 1e5]),
    },
)
OBJECTIVES = st.fixed_dictionaries(
    {"says": st.sampled_from(["Be kind.", "", "Grow"])},
    optional={
        "outcome": st.sampled_from(sorted(CATALOGUE.outcomes)),
        "weight": st.integers(1, 5),
        "result": several(METRICS, 2),
    },
)
AIMS = st.fixed_dictionaries(
    {},
    optional={
        "preset": st.sampled_from(STRATEGIES),
        "lean": st.sampled_from(
            ["customer", "efficiency", "revenue", "risk", "people", "balanced"]
        ),
        "priorities": st.dictionaries(
            st.sampled_from(sorted(CATALOGUE.outcomes)), st.integers(0, 5), max_size=5
        ),
        "objectives": st.lists(OBJECTIVES, max_size=3),
    },
)
BRIEFS = st.fixed_dictionaries(
    {},
    optional={
        "seat": st.sampled_from(["consultant", "manager", "client", "provider"]),
        "context": CONTEXTS,
        "systems": several(System, 5),
        "load": LOADS,
        "strategy": AIMS,
        "today": st.lists(ROWS, max_size=12),
        "must": several(METRICS, 2),
        "never": several(METRICS, 2),
    },
)
MANY = settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@MANY
@given(BRIEFS)
def test_any_brief_is_answered_and_twice_the_same(document: dict[str, Any]) -> None:
    brief = from_document(document)
    once = advise(brief, CATALOGUE).model_dump_json()
    told = json.loads(once)["brief"]
    assert advise(from_document(told), CATALOGUE).model_dump_json() == once


@MANY
@given(BRIEFS, st.randoms(use_true_random=False))
def test_applying_what_is_offered_always_ends(document: dict[str, Any], chance: Random) -> None:
    """Whichever offered fix is taken next: errors, warnings and advice fall, as was promised."""
    case = Case(from_document(document), CATALOGUE)
    judged = critique(case)
    while offered := [item for item in judged.findings if item.fix and item.effect]:
        taken = chance.choice(offered)
        assert taken.fix is not None
        assert taken.effect is not None
        before = judged.counts()
        case = fixed(case, tuple(edit.edit() for edit in taken.fix.edits))
        judged = critique(case)
        assert judged.counts() < before, taken.id
        promised = (taken.effect.errors[1], taken.effect.warnings[1], taken.effect.advice[1])
        assert judged.counts() == promised, taken.id


EXAMPLES = sorted((PROJECT / "advisor" / "examples").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_answer_does_not_hang_on_the_order_of_sets(path: Path) -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-m", "advisor", "advise", str(path), "--json"],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
