"""The recommended set: proven, unique, guarded, within its sizes, and what an expert would sign."""

from __future__ import annotations

import functools
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from advisor.brief import from_document
from advisor.case import Case
from advisor.choice import AGENT_CARD, PURSUED, TEAM_CARD, WATCHED, build
from advisor.recommend import Recommendation, recommend
from advisor.solver import solve
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Dimension, Level, Overlap, Use

Make = Callable[..., Case]
STRATEGIES = sorted(load().strategies)
SITUATIONS: tuple[dict[str, Any], ...] = (
    {},
    {"sourcing": "bpo", "pricing": "per-handle-minute", "adjusters": ["service-credits"]},
    {"sourcing": "client", "pricing": "per-contact"},
    {"work": ["emergency"], "sector": "emergency-services", "stakes": "home-or-safety"},
    {"work": ["collections"], "channels": ["voice", "outbound"], "stakes": "rights"},
    {"work": ["sales"], "channels": ["voice", "chat"]},
    {"work": ["technical-support"], "channels": ["email", "ticket"]},
)


@functools.cache
def judged(strategy: str, situation: int) -> Case:
    document = {"strategy": {"preset": strategy}, "context": SITUATIONS[situation]}
    return Case(from_document(document), load())


@functools.cache
def chosen(case: Case) -> Recommendation:
    return recommend(case)


@pytest.fixture(params=list(product(STRATEGIES, range(len(SITUATIONS)))), ids=str)
def any_case(request: pytest.FixtureRequest) -> Case:
    return judged(*request.param)


def test_a_set_is_proven_and_keeps_its_sizes(any_case: Case) -> None:
    best = chosen(any_case)
    assert best.clash is None
    assert best.proof is not None
    assert best.proof.optimal
    assert best.proof.bound == best.proof.points
    pursued, watched = best.tier("pursue"), best.tier("watch")
    assert 3 <= len(pursued) <= PURSUED
    assert len(watched) <= WATCHED
    agent = [item for item in pursued if item.uses.get(Level.AGENT) is Use.PURSUE]
    team = [item for item in pursued if item.uses.get(Level.TEAM) is Use.PURSUE]
    assert len(agent) <= AGENT_CARD
    assert len(team) <= TEAM_CARD
    ranked = [item for item in pursued if item.objective]
    assert [item.priority for item in ranked] == list(range(1, len(ranked) + 1))
    gates = [item for item in pursued if not item.objective]
    assert all(item.owed or item.demanded for item in gates)
    assert all(item.priority is None and item.slot is None for item in gates)


def test_each_objective_has_one_result(any_case: Case) -> None:
    results = [item.objective for item in chosen(any_case).metrics if item.slot == "result"]
    assert len(results) == len(set(results))
    assert set(results) <= {goal.id for goal in any_case.goals}


def test_nothing_that_harms_at_a_level_stands_there(any_case: Case) -> None:
    for item in chosen(any_case).metrics:
        for level, use in item.uses.items():
            assert use.rank >= any_case.use_at(item.metric, level).use.rank, (item.metric, level)


def test_what_is_pursued_is_guarded_by_the_set(any_case: Case) -> None:
    best = chosen(any_case)
    cards = {item.metric for item in best.metrics if item.tier != "plan"}
    for item in best.tier("pursue"):
        for duty in any_case.expected_duties(item.metric):
            on_card = item.uses[duty.level] is Use.PURSUE
            front = duty.level in (Level.AGENT, Level.TEAM)
            if duty.guards and (on_card or not front):
                assert set(duty.guards) & cards, (item.metric, duty.provoking.end)


def test_what_is_owed_is_there_once_and_what_is_demanded_too(any_case: Case) -> None:
    inside = [item.metric for item in chosen(any_case).metrics if item.tier != "plan"]
    assert len(inside) == len(set(inside))
    assert set(any_case.owed) <= set(inside)
    assert set(any_case.demanded) <= set(inside)


def test_the_same_thing_has_one_target(any_case: Case) -> None:
    pursued = {item.metric for item in chosen(any_case).tier("pursue")}
    for (one, other), overlap in any_case.overlaps.items():
        if overlap in (Overlap.SAME_NUMBER, Overlap.SAME_THING):
            assert not {one, other} <= pursued, (one, other)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_pool_is_one_whatever_the_sourcing(
    shipped: Catalogue, case: Make, strategy: str
) -> None:
    """M1: sourcing and pricing never remove a metric from the pool."""
    pools = {
        case(
            strategy={"preset": strategy}, context={"sourcing": sourcing, "pricing": pricing}
        ).universe
        for sourcing in shipped.of_dimension(Dimension.SOURCING)
        for pricing in (None, *shipped.of_dimension(Dimension.PRICING))
    }
    assert len(pools) == 1


def test_strategies_give_visibly_different_sets(shipped: Catalogue, case: Make) -> None:
    """M16: no universal set; and M2: what differs is selection and priority. On a service line;
    strategies that are for other work are left out."""
    firsts, sets = [], []
    suited = [
        key
        for key in STRATEGIES
        if not any("service" in fit.work for fit in shipped.strategies[key].unsuits)
    ]
    assert len(suited) >= 15
    for strategy in suited:
        best = recommend(case(strategy={"preset": strategy}))
        firsts.append(tuple(item.metric for item in best.tier("pursue")[:3]))
        sets.append(frozenset(item.metric for item in best.tier("pursue")))
    assert len(set(firsts)) == len(firsts)
    for one in range(len(sets)):
        for other in range(one):
            assert len(sets[one] - sets[other]) >= 2, (suited[one], suited[other])


def test_handle_time_is_pursued_by_nobody_but_where_the_minute_is_paid(case: Make) -> None:
    paid = case(context={"sourcing": "bpo", "pricing": "per-handle-minute"})
    assert paid.use_at("average-handle-time", Level.PROGRAMME).use is Use.PURSUE
    assert paid.use_at("average-handle-time", Level.AGENT).use is Use.NEVER
    assert case().use_at("average-handle-time", Level.PROGRAMME).use is Use.WATCH


def test_an_emergency_line_pursues_neither_occupancy_nor_unit_cost(case: Make) -> None:
    for strategy in STRATEGIES:
        best = recommend(case(strategy={"preset": strategy}, context=SITUATIONS[3]))
        pursued = {item.metric for item in best.tier("pursue")}
        assert not pursued & {"occupancy", "cost-per-contact", "average-handle-time"}, strategy


def test_every_point_has_a_sentence_and_they_add_up(case: Make) -> None:
    here = case(strategy={"preset": "effortless-service"})
    choice, best = build(here), recommend(here)
    for item in best.tier("pursue"):
        name = f"pursue:{item.metric}:{item.objective}:{item.slot}"
        assert sum(point.points for point in item.points) == choice.model.points[name]
        assert all(point.says.endswith(".") for point in item.points)


def test_a_wish_is_kept_and_a_refusal_too(case: Make) -> None:
    best = recommend(case(must=["net-promoter-score"], never=["repeat-contact-rate"]))
    assert "net-promoter-score" in best.ids
    assert "repeat-contact-rate" not in best.ids


def test_wish_and_refusal_of_the_same_metric_are_named(case: Make) -> None:
    best = recommend(case(must=["customer-satisfaction"], never=["customer-satisfaction"]))
    assert best.clash is not None
    assert len(best.clash) == 2
    assert all("Customer satisfaction" in row for row in best.clash)


def test_too_many_wishes_clash_with_the_size(case: Make) -> None:
    here = case()
    many = [key for key in here.universe if here.highest(key).rank <= Use.WATCH.rank][:20]
    best = recommend(case(must=many))
    assert best.clash is not None
    assert any("At most" in row for row in best.clash)


def test_wishing_for_a_count_is_said_to_be_one(case: Make) -> None:
    best = recommend(case(must=["contacts-handled"]))
    assert best.clash is not None
    assert "only a count" in best.clash[0]


def test_a_line_from_the_contract_stays_and_is_not_handed_down(case: Make) -> None:
    row = {"written": "SL", "metric": "service-level", "from": "contract", "levels": ["agent"]}
    best = recommend(case(today=[row]))
    kept = next(item for item in best.metrics if item.metric == "service-level")
    assert kept.owed
    assert kept.uses[Level.AGENT] is Use.NEVER


def test_a_metric_of_the_users_own_takes_part(shipped: Catalogue) -> None:
    own = {
        "id": "kept-appointments",
        **shipped.metrics["commitments-kept"].model_dump(
            mode="json", exclude={"relations", "code"}
        ),
        "name": "Engineer appointments kept",
        "code": 9001,
        "also": {},
    }
    relation = {
        "from": "kept-appointments",
        "kind": "drives",
        "to": "ease",
        "sign": "+",
        "strength": "strong",
        "because": "A missed engineer is a day off work lost.",
        "evidence": [{"source": "seddon-demand", "grade": "judgement", "says": "Our own view."}],
    }
    brief = from_document(
        {
            "strategy": {"preset": "effortless-service"},
            "custom": {"metrics": [own], "relations": [relation]},
            "must": ["kept-appointments"],
        }
    )
    best = recommend(Case(brief, shipped))
    chosen = next(item for item in best.metrics if item.metric == "kept-appointments")
    assert chosen.custom


def test_the_order_of_the_brief_does_not_change_the_set(case: Make) -> None:
    one = case(context={"channels": ["voice", "chat"], "work": ["sales", "service"]})
    two = case(context={"channels": ["chat", "voice"], "work": ["service", "sales"]})
    assert recommend(one) == recommend(two)


def test_raising_what_a_chosen_metric_brings_never_drops_it(case: Make) -> None:
    here = case(strategy={"preset": "stabilise"})
    choice = build(here)
    before = solve(choice.model)
    assert before is not None
    name = next(iter(sorted(key for key in before.chosen if key.startswith("pursue:"))))
    richer = {**choice.model.points, name: choice.model.points[name] + 500}
    model = type(choice.model)(richer, choice.model.ties, choice.model.rows)
    after = solve(model)
    assert after is not None
    assert name in after.chosen


@pytest.mark.parametrize("strategy", ["balanced-service", "stabilise"])
def test_the_points_of_every_placement_are_those_of_its_reasons(strategy: str) -> None:
    choice = build(judged(strategy, 3))
    for name, variable in choice.variables.items():
        if variable.role == "pursue":
            told = sum(reason.points for reason in choice.reasons(variable))
            assert told == choice.model.points[name], name


@pytest.mark.parametrize("strategy", ["balanced-service", "stabilise"])
def test_a_set_leaves_open_in_another_model_what_it_does_not_fulfil_there(strategy: str) -> None:
    """The best set of a model, its open wishes forgotten, leaves the same ones open again."""
    choice = build(judged(strategy, 3))
    solution = solve(choice.model)
    assert solution is not None
    cards = {name for name in solution.chosen if not name.startswith("gap:")}
    assert choice.as_here({*cards, "pursue:unknown"}) == solution.chosen


def test_a_use_that_does_not_hold_here_is_not_defended_with_its_own_reason() -> None:
    """`Pursue it on the account manager's card` is no reason to keep it off every card."""
    here = judged("balanced-service", 0)
    narrowed = [
        (metric, level, use)
        for metric, entry in here.catalogue.metrics.items()
        for level, use in entry.use.items()
        if use.when.contexts
    ]
    assert narrowed
    for metric, level, use in narrowed:
        found = here.use_at(metric, level)
        if found.use is not use.use:
            assert found.because != use.because, (metric, level)
            assert all(
                here.catalogue.label(key).lower() in found.because.lower()
                for keys in use.when.contexts.values()
                for key in keys
            )


@pytest.mark.parametrize(
    ("preset", "work", "metric", "near", "far"),
    [
        ("safety-and-emergency", "advice", "service-level", "Somebody answers", "danger"),
        ("effortless-service", "service", "human-reach-rate", "'getting through'", "settles"),
        ("effortless-service", "service", "overtime-share", "'work that people can", "settles"),
        ("effortless-service", "service", "attrition-rate", "People know enough", "settles"),
    ],
)
def test_what_is_left_out_is_weighed_against_what_it_is_about(
    preset: str, work: str, metric: str, near: str, far: str, case: Callable[..., Case]
) -> None:
    """Speed of answer is about getting through, and people who leave about people."""
    context = {
        "channels": ["voice"], "work": [work, "emergency"] if work == "advice" else [work],
        "sourcing": "bpo", "pricing": "per-contact", "sector": "healthcare",
        "stakes": "home-or-safety",
    }  # fmt: skip
    left = recommend(case(context=context, strategy={"preset": preset})).left_out
    told = {item.metric: item.because for item in left}[metric]
    assert near in told
    assert far not in told
