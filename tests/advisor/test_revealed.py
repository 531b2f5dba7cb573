"""The revealed strategy: each strategy knows its own list again, and a list that does not tell is
met with silence."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest

from advisor.brief import StatedStrategy, from_document
from advisor.case import Case
from advisor.recommend import recommend
from advisor.revealed import FEWEST, RevealedStrategies, Unrevealed, read, reveal, revealed
from advisor.scorecard import taken_over
from knowledge.catalogue import Catalogue, load

MakeCase = Callable[..., Case]

COST = ["average-handle-time", "occupancy", "cost-per-contact", "contacts-per-hour", "utilisation"]
TRUST = ["customer-satisfaction", "net-promoter-score", "churn-rate", "customer-lifetime-value"]
STRATEGIES = sorted(load().strategies)


def rows(metrics: list[str], **fields: object) -> list[dict[str, object]]:
    return [{"metric": key, **fields} for key in metrics]


def situation(strategy: str, sourcing: str, shipped: Catalogue) -> dict[str, Any]:
    """A situation that the strategy says it is for: the first value of each of its dimensions."""
    found: dict[str, Any] = {"sourcing": sourcing}
    for dimension, values in shipped.strategies[strategy].suits[0].contexts.items():
        found[dimension.value] = [values[0]] if dimension.many else values[0]
    return found


@functools.cache
def its_own_list(strategy: str, sourcing: str, *, suited: bool) -> Case:
    """What the strategy would choose, as today's list of somebody who states no strategy."""
    shipped = load()
    context = situation(strategy, sourcing, shipped) if suited else {"sourcing": sourcing}
    case = Case(from_document({"context": context, "strategy": {"preset": strategy}}), shipped)
    best = recommend(case)
    assert best.clash is None
    taken = taken_over(case, best)
    return Case(taken.model_copy(update={"strategy": StatedStrategy()}), shipped)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("sourcing", ["in-house", "bpo"])
def test_a_strategys_own_set_reveals_it_or_puts_it_among_the_first_three(
    strategy: str, sourcing: str
) -> None:
    """The set comes from the exact choice, which knows nothing of this reading."""
    assert strategy in read(its_own_list(strategy, sourcing, suited=True)).ranked()[:3]


@pytest.mark.verify
@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("sourcing", ["in-house", "bpo"])
def test_so_does_its_set_where_nobody_described_the_situation(strategy: str, sourcing: str) -> None:
    assert strategy in read(its_own_list(strategy, sourcing, suited=False)).ranked()[:3]


def test_most_own_sets_put_their_strategy_first_and_none_names_another_for_sure() -> None:
    first, wrong = 0, []
    for strategy in STRATEGIES:
        case = its_own_list(strategy, "in-house", suited=True)
        found = reveal(case)
        first += read(case).ranked()[0] == strategy
        if isinstance(found, RevealedStrategies) and not found.between:
            wrong += [strategy] if found.strategies[0].strategy != strategy else []
    assert first >= len(STRATEGIES) - 2
    assert wrong == []


def test_a_list_of_speed_and_cost_was_not_made_for_trust_nor_the_other_way_round(
    case: MakeCase,
) -> None:
    cheap, warm = reveal(case(today=rows(COST))), reveal(case(today=rows(TRUST)))
    assert isinstance(cheap, RevealedStrategies)
    assert isinstance(warm, RevealedStrategies)
    assert cheap.strategies[0].strategy == "lowest-cost-per-solved-issue"
    assert warm.strategies[0].strategy == "relationship-and-trust"


def test_what_pays_outweighs_what_is_merely_reported(case: MakeCase) -> None:
    cheap, warm = COST[:3], TRUST[:3]

    def ranked(paid: list[str]) -> tuple[str, ...]:
        both = [
            {"metric": key, "consequences": ["paid"] if key in paid else []}
            for key in (*warm, *cheap)
        ]
        return read(case(today=both)).ranked()

    assert ranked(paid=warm)[0] == "relationship-and-trust"
    assert ranked(paid=cheap)[0] == "lowest-cost-per-solved-issue"


@pytest.mark.parametrize("chosen", [COST, TRUST, [*COST, *TRUST], TRUST[:3], [*COST[:2], TRUST[0]]])
def test_an_answer_survives_the_loss_of_any_one_line(chosen: list[str], case: MakeCase) -> None:
    """Said of the whole list and of every list that misses one line, worked out afresh."""
    found = revealed(case(today=rows(chosen)))
    if found is None:
        return
    named = {item.strategy for item in found.strategies[: 2 if found.between else 1]}
    firsts = {
        read(case(today=rows([key for key in chosen if key != gone]))).ranked()[0]
        for gone in chosen
    }
    assert firsts <= named
    assert found.between == (firsts != {found.strategies[0].strategy})


def test_two_lines_are_too_short_to_tell(case: MakeCase) -> None:
    found = reveal(case(today=rows(COST[: FEWEST - 1])))
    assert isinstance(found, Unrevealed)
    assert "3 lines" in found.because
    assert revealed(case(today=rows(COST[: FEWEST - 1]))) is None


@pytest.mark.parametrize(
    ("said", "metrics"),
    [
        ("Most of its pull goes to what it costs (", ["average-handle-time", "cost-per-contact"]),
        ("Most of its pull goes to what it earns (", ["sales-per-agent"]),
        (
            ", then to what it costs (Average handle time",
            [*["customer-satisfaction"] * 2, "average-handle-time"],
        ),
    ],
)
def test_where_no_strategy_shows_the_list_is_told_where_it_points(
    said: str, metrics: list[str], case: MakeCase
) -> None:
    found = reveal(case(today=rows(metrics)))
    assert isinstance(found, Unrevealed)
    assert said in found.because


def test_a_list_that_points_to_different_strategies_is_told_which(case: MakeCase) -> None:
    """Each of those named comes first in some list that misses one line, worked out afresh."""
    chosen = ["average-handle-time", "cost-per-contact", "customer-satisfaction"]
    found = reveal(case(today=rows(chosen)))
    assert isinstance(found, Unrevealed)
    strategies = load().strategies
    for gone in chosen:
        left = [key for key in chosen if key != gone]
        first = read(case(today=rows(left))).ranked()[0]
        assert f"'{strategies[first].name}'" in found.because


def test_a_line_that_is_named_twice_counts_once(case: MakeCase) -> None:
    once, twice = (read(case(today=rows(names))) for names in (COST, [*COST, *COST]))
    assert once.ranked() == twice.ranked()
    assert len(once.lines) == len(twice.lines)


def test_a_strategy_that_the_situation_rules_out_is_not_named(case: MakeCase) -> None:
    """Nothing is saved or sold where nobody can leave."""
    nowhere = {"exit": "no-exit", "sector": "public-sector"}
    ranked = read(case(context=nowhere, today=rows(TRUST))).ranked()
    assert "save-and-retention" not in ranked
    assert "save-and-retention" in read(case(today=rows(TRUST))).ranked()


def test_one_odd_line_does_not_put_a_centre_into_a_situation_that_nobody_described(
    case: MakeCase,
) -> None:
    """A call-back promise is no season, a leaver no takeover, a training day no launch."""
    special = {"seasonal-flex", "transition-or-exit", "launch-and-ramp", "safety-and-emergency"}
    for odd in ("callback-kept-rate", "regretted-attrition", "training-completed", "wait-tail"):
        found = revealed(case(today=rows([*COST[:2], "service-level", odd])))
        if found is not None:
            assert found.strategies[0].strategy not in special


def test_a_strategy_that_nobody_stated_is_not_put_in_the_users_mouth(case: MakeCase) -> None:
    silent = revealed(case(today=rows(COST)))
    said = revealed(case(today=rows(COST), strategy={"preset": "relationship-and-trust"}))
    same = revealed(case(today=rows(COST), strategy={"preset": "lowest-cost-per-solved-issue"}))
    assert silent is not None
    assert said is not None
    assert same is not None
    assert "You say" not in silent.sentence
    assert "You say you want 'Relationship and trust'" in said.sentence
    assert "also what you say you want" in same.sentence


def test_the_lines_that_say_so_and_those_that_contradict_are_apart(case: MakeCase) -> None:
    mixed = rows([*COST, TRUST[0]])
    found = revealed(case(today=[{**row, "written": str(row["metric"])} for row in mixed]))
    assert found is not None
    for item in found.strategies:
        assert not set(item.agrees) & set(item.against)
    first = found.strategies[0]
    assert first.strategy == "lowest-cost-per-solved-issue"
    assert set(first.agrees) <= set(COST)
    assert "average-handle-time" in first.agrees
    assert "customer-satisfaction" in first.against
