"""Questions around a recommendation, each answer held against a solve of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from advisor.brief import Edit, apply, from_document
from advisor.case import Case
from advisor.choice import build
from advisor.explore import (
    alternatives,
    chairs,
    dial,
    impasse,
    matrix,
    switch,
    switches,
    why_not,
)
from advisor.recommend import recommend
from advisor.solver import solve
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Dimension, Lens, Sort, Use

Make = Callable[..., Case]
HERE: tuple[dict[str, Any], ...] = (
    {"strategy": {"preset": "effortless-service"}, "context": {"sourcing": "in-house"}},
    {
        "strategy": {"preset": "lowest-cost-per-solved-issue"},
        "context": {"sourcing": "bpo", "pricing": "per-handle-minute"},
    },
    {},
)
CARDS = ("pursue", "watch")


def on_cards(case: Case) -> frozenset[str]:
    return frozenset(item.metric for item in recommend(case).metrics if item.tier in CARDS)


def changed(case: Case, written: str) -> Case:
    """The case after the change that a text of the form `field = value; ...` describes."""
    edits = []
    for part in written.split("; "):
        field, value = part.split(" = ", 1)
        edits.append(Edit("set", None, field, json.loads(value)))
    return Case(apply(case.brief, tuple(edits)), case.shipped)


# --- why not -------------------------------------------------------------------------------------


@pytest.mark.parametrize("here", HERE, ids=str)
def test_each_way_in_brings_it_in_when_a_user_takes_it(case: Make, here: dict[str, Any]) -> None:
    asked = case(**here)
    left = [item.metric for item in recommend(asked).left_out][::61]
    ways = 0
    for metric in left:
        for way in why_not(asked, metric).brings_in or ():
            ways += 1
            assert metric in on_cards(changed(asked, way["edit"])), way
            assert way["says"].endswith(".")
    assert ways


def test_the_price_is_what_the_best_set_that_holds_it_lacks(case: Make) -> None:
    """Against the same wish stated by the user, solved from the brief."""
    asked = case(**HERE[0])
    best = solve(build(asked).model)
    assert best is not None
    left = {item.metric for item in recommend(asked).left_out}
    wished_for = left & {"net-promoter-score", "cost-per-contact", "forecast-accuracy"}
    assert len(wished_for) > 1
    for metric in sorted(wished_for):
        found = why_not(asked, metric)
        wished = case(**HERE[0], must=[metric])
        with_it = solve(build(wished).model)
        if with_it is None:
            assert found.price is None
            assert found.against
        else:
            assert found.price == best.points - with_it.points
            assert set(found.displaces) == on_cards(asked) - on_cards(wished)


def test_a_priority_that_brings_it_in_moves_no_further_than_it_must(case: Make) -> None:
    """Brute force: with the same priority moved by less, the metric is not in."""
    asked = case(**HERE[0])
    for item in recommend(asked).left_out[::90]:
        for way in why_not(asked, item.metric).brings_in or ():
            if not way["edit"].startswith("strategy.priorities."):
                continue
            field, value = way["edit"].split(" = ")
            outcome, to = field.rsplit(".", 1)[1], int(value)
            now = asked.priorities[outcome]
            step = 1 if to > now else -1
            for less in range(now + step, to, step):
                assert item.metric not in on_cards(changed(asked, f"{field} = {less}"))


def test_no_single_step_of_a_priority_is_overlooked(case: Make) -> None:
    """Brute force over every step, also those that a bound says need no solving."""
    asked = case(**HERE[0])
    left = [item.metric for item in recommend(asked).left_out]
    brought: dict[str, set[str]] = {metric: set() for metric in left}
    for outcome, now in asked.priorities.items():
        for value in {max(0, now - 1), min(5, now + 1)} - {now}:
            written = f"strategy.priorities.{outcome} = {value}"
            for metric in on_cards(changed(asked, written)) & brought.keys():
                brought[metric].add(written)
    some_way = [metric for metric in left if brought[metric]]
    none = [metric for metric in left if not brought[metric]]
    assert some_way
    for metric in (*some_way[:3], *none[::90]):
        ways = {way["edit"] for way in why_not(asked, metric).brings_in or ()}
        steps = {edit for edit in ways if _is_step(asked, edit)}
        assert steps <= brought[metric]
        assert bool(steps) == bool(brought[metric]), metric


def _is_step(case: Case, written: str) -> bool:
    if not written.startswith("strategy.priorities."):
        return False
    field, value = written.split(" = ")
    return abs(int(value) - case.priorities[field.rsplit(".", 1)[1]]) == 1


def test_what_was_refused_comes_in_by_taking_the_refusal_back(case: Make) -> None:
    wanted = next(iter(sorted(on_cards(case(**HERE[0])))))
    asked = case(**HERE[0], never=[wanted])
    found = why_not(asked, wanted)
    assert [way["edit"] for way in found.brings_in or ()] == ["never = []"]


def test_a_count_has_no_way_in_and_no_price(case: Make) -> None:
    found = why_not(case(), "contacts-handled")
    assert found.brings_in == ()
    assert found.price is None


def test_an_unknown_metric_is_refused(case: Make) -> None:
    with pytest.raises(KeyError):
        why_not(case(), "no-such-metric")


# --- other sets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("here", HERE, ids=str)
def test_other_sets_differ_in_kind_and_lose_what_they_say(case: Make, here: dict[str, Any]) -> None:
    asked = case(**here)
    best = recommend(asked)
    before = {item.metric for item in best.tier("pursue") if item.objective}
    goals = {goal.id: goal.says for goal in asked.goals}
    first = goals[str(best.tier("pursue")[0].objective)]
    for other in alternatives(asked, best):
        kin = before | {key for pair in asked.overlaps if before & set(pair) for key in pair}
        fresh = set(other.metrics) - kin
        assert fresh
        assert other.first != first or len(fresh) >= 3
        assert (other.kind == "another first objective") == (other.first != first)
        assert 90 <= other.percent <= 100
        assert other.sacrifice == (other.percent < 95)
        assert set(other.gains) == set(other.metrics) - before
        assert set(other.gives_up) == before - set(other.metrics)
        assert all(asked.catalogue.label(key) in other.says for key in other.gains)


def test_a_set_that_is_offered_keeps_every_demand(case: Make) -> None:
    asked = case(**HERE[1])
    for other in alternatives(asked, recommend(asked)):
        assert set(asked.owed) <= {*other.metrics, *other.watched}
        assert set(asked.demanded) <= {*other.metrics, *other.watched}


# --- the dial ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "context",
    [
        {"sourcing": "bpo", "pricing": "per-handle-minute", "adjusters": ["service-credits"]},
        {"work": ["collections"], "channels": ["voice", "outbound"], "stakes": "rights"},
        {"work": ["emergency"], "sector": "emergency-services", "stakes": "home-or-safety"},
    ],
    ids=str,
)
def test_what_is_owed_and_the_floors_do_not_move_along_the_dial(
    case: Make, context: dict[str, Any]
) -> None:
    asked = case(strategy={"preset": "balanced-service"}, context=context)
    stated = {item.metric: item.tier for item in recommend(asked).metrics if item.tier in CARDS}
    metrics = asked.catalogue.metrics
    still = {
        key: tier
        for key, tier in stated.items()
        if key in asked.owed or key in asked.demanded or metrics[key].sort is Sort.FLOOR
    }
    assert still
    for stop in dial(asked, Lens.EFFICIENCY, Lens.CUSTOMER):
        if stop.clash is not None:
            continue
        there = {**dict.fromkeys(stop.watched, "watch"), **dict.fromkeys(stop.metrics, "pursue")}
        assert {key: there.get(key) for key in still} == still


def test_the_middle_of_the_dial_is_the_recommended_set(case: Make) -> None:
    """Also where nobody stated a strategy: naming a priority must not replace the assumed one."""
    for here in HERE:
        asked = case(**here)
        stops = dial(asked, Lens.EFFICIENCY, Lens.CUSTOMER)
        assert len(stops) == 5
        assert stops[2].metrics == tuple(item.metric for item in recommend(asked).tier("pursue"))
        assert stops[2].tips == ()


def test_every_change_along_the_dial_is_said(case: Make) -> None:
    asked = case(**HERE[0])
    label = asked.catalogue.label
    stops = dial(asked, Lens.EFFICIENCY, Lens.PEOPLE)
    for number, nearer in ((0, 1), (1, 2), (3, 2), (4, 3)):
        here, there = stops[number], stops[nearer]
        assert set(here.enters) == set(here.metrics) - set(there.metrics)
        assert set(here.leaves) == set(there.metrics) - set(here.metrics)
        told = " ".join(here.tips)
        assert all(label(key) in told for key in (*here.enters, *here.leaves))


def test_where_no_target_moves_the_dial_says_what_holds_the_seats(case: Make) -> None:
    """A line that law, regulator and work hold so fast that its end is its middle."""
    urgent = {"channels": ["voice"], "work": ["advice", "emergency"], "sector": "healthcare"}
    asked = case(
        strategy={"preset": "safety-and-emergency"},
        context={**urgent, "sourcing": "bpo", "pricing": "per-contact", "stakes": "home-or-safety"},
    )
    stops = dial(asked, Lens.EFFICIENCY, Lens.CUSTOMER)
    assert stops[2].still is None
    for number, nearer in ((0, 1), (1, 2), (3, 2), (4, 3)):
        here, there = stops[number], stops[nearer]
        assert bool(here.still) is not bool(here.tips)
        if here.still:
            assert set(here.metrics) == set(there.metrics)
    assert stops[4].still
    held = {*asked.owed, *asked.demanded} & set(stops[4].metrics)
    assert held
    assert all(asked.catalogue.label(key) in stops[4].still for key in held)


# --- the other chair -----------------------------------------------------------------------------


def test_each_chair_is_what_one_would_be_recommended_there(case: Make) -> None:
    asked = case(**HERE[1])
    best = recommend(asked)
    for found in switches(asked, best, [("in-house", None), ("client", "per-contact")]):
        there = case(
            strategy={"preset": "lowest-cost-per-solved-issue"},
            context={"sourcing": found.sourcing, "pricing": found.pricing},
        )
        expected = {item.metric: item.tier for item in recommend(there).metrics}
        assert found.tiers == expected
        moved = {item.metric for item in found.moved}
        assert moved.isdisjoint(found.stays)
        assert set(found.stays) | moved == best.ids | set(expected)
        for item in found.moved:
            assert item.because.endswith(".")
            assert item.seat != item.metric


def test_a_priority_that_is_blamed_for_a_move_is_to_blame(case: Make) -> None:
    """With all that the chair shifts weighed as it is here, the metric would not have moved."""
    here = {"preset": "lowest-cost-per-solved-issue"}
    chair = {"sourcing": "bpo", "pricing": "per-contact"}
    asked = case(strategy=here, context={"sourcing": "in-house"})
    stated = {item.metric: item.tier for item in recommend(asked).metrics}
    unshifted = case(strategy={**here, "priorities": dict(asked.priorities)}, context=chair)
    there = {item.metric: item.tier for item in recommend(unshifted).metrics}
    for item in switch(asked, recommend(asked), "bpo", "per-contact").moved:
        if item.because.startswith("'") and "' weighs " in item.because:
            assert there.get(item.metric) == stated.get(item.metric), item


def test_chairs_pair_each_sourcing_with_the_money_that_may_go_with_it(shipped: Catalogue) -> None:
    found = chairs(shipped)
    assert len(found) == len(set(found))
    assert {chair for chair, _price in found} == set(shipped.of_dimension(Dimension.SOURCING))
    invoiced = {price for chair, price in found if chair == "bpo" and price}
    inside = {price for chair, price in found if chair == "in-house" and price}
    assert invoiced.isdisjoint(inside)
    assert invoiced | inside == set(shipped.of_dimension(Dimension.PRICING))


# --- the pool and the matrix ---------------------------------------------------------------------

_SHIPPED = load()
_FREE = [item for item in Dimension if item not in (Dimension.CHANNELS, Dimension.WORK)]


def _values(dimension: Dimension) -> Any:
    keys = some.sampled_from(_SHIPPED.of_dimension(dimension))
    return some.lists(keys, unique=True, max_size=3) if dimension.many else some.none() | keys


@settings(max_examples=10)
@given(
    scope=some.fixed_dictionaries(
        {item.value: _values(item) for item in (Dimension.CHANNELS, Dimension.WORK)}
    ),
    one=some.fixed_dictionaries({item.value: _values(item) for item in _FREE}),
    other=some.fixed_dictionaries({item.value: _values(item) for item in _FREE}),
)
def test_the_pool_is_provably_the_same_for_every_sourcing(
    scope: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    """M1: of the whole situation only channels and kind of work decide what may be selected, and
    nothing that may be is passed over in silence: it is in the set, or left out with a reason."""
    pools = []
    for context in (one, other):
        given_here = {key: value for key, value in {**scope, **context}.items() if value}
        asked = Case(from_document({"context": given_here}), _SHIPPED)
        pools.append(asked.universe)
        best = recommend(asked)
        if best.clash is None:
            told = best.ids | {item.metric for item in best.left_out}
            assert set(asked.universe) <= told
            assert all(item.because for item in best.left_out)
    assert pools[0] == pools[1]


def test_the_matrix_holds_what_each_strategy_would_be_recommended(shipped: Catalogue) -> None:
    strategies = ("balanced-service", "people-first", "demand-removal", "stabilise")
    brief = from_document({"context": {"sourcing": "bpo", "pricing": "per-contact"}})
    told: list[int] = []
    found = matrix(
        shipped, brief, strategies=strategies, sourcings=("in-house", "bpo"), told=told.append
    )
    assert told == list(range(1, 9))
    for strategy in strategies:
        for sourcing in ("in-house", "bpo"):
            document = {"strategy": {"preset": strategy}, "context": {"sourcing": sourcing}}
            best = recommend(Case(from_document(document), shipped))
            cell = found.cell(strategy, sourcing)
            assert cell.tiers == {i.metric: i.tier for i in best.metrics if i.tier in CARDS}
            ranked = [item.metric for item in best.tier("pursue") if item.objective]
            assert cell.first == tuple(ranked[:3])
    for item in found.common:
        holding = [cell for cell in found.cells if item.metric in cell.tiers]
        assert item.stands == round(100 * len(holding) / 8)
    assert all(item.stands >= 75 for item in found.core)
    for metric, cell in found.alone:
        assert [c for c in found.cells if metric in c.serves] == [cell]


# --- where nothing holds -------------------------------------------------------------------------


def test_each_demand_of_a_clash_is_said_with_whether_giving_it_up_is_enough(case: Make) -> None:
    asked = case(must=["customer-satisfaction"], never=["customer-satisfaction"])
    found = impasse(asked)
    assert {item.whose for item in found} == {"yours"}
    assert len(found) == 2
    for item in found:
        assert item.works
        assert item.edit is not None
        field, kept = item.edit["field"], item.edit["value"]
        left = [key for key in kept.split(", ") if key]
        edit = Edit("set", None, field, left)
        assert recommend(Case(apply(asked.brief, (edit,)), asked.shipped)).clash is None


def test_too_many_wishes_can_be_relaxed_one_by_one_or_by_a_fuller_card(case: Make) -> None:
    plain = case()
    many = [key for key in plain.universe if plain.highest(key).rank <= Use.WATCH.rank][:20]
    found = impasse(case(must=many))
    assert {item.whose for item in found} >= {"yours", "craft"}
    assert [item.whose for item in found] == sorted(
        (item.whose for item in found), key=["yours", "situation", "craft"].index
    )


def test_a_wish_for_a_count_has_to_go(case: Make) -> None:
    found = impasse(case(must=["contacts-handled"]))
    assert len(found) == 1
    assert found[0].works
    assert found[0].edit == {"field": "must", "value": ""}


def test_where_a_set_exists_nothing_clashes(case: Make) -> None:
    assert impasse(case()) == ()
