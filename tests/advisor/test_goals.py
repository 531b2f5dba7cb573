"""Objectives of one's own: what they are seen by, and what stands beside them."""

import pytest

from advisor.brief import from_document
from advisor.case import Case
from advisor.recommend import recommend
from knowledge.catalogue import Catalogue

# What somebody who runs a centre looks at first when asked how an outcome stands.
LOOKED_AT = {
    "access": {"answer-rate", "service-level", "wait-tail"},
    "avoidable-demand": {"avoidable-contact-share", "contact-rate"},
    "capability": {"quality-score", "speed-to-competency", "coaching-delivered"},
    "compliance": {"compliance-critical-errors"},
    "cost-to-serve": {"cost-per-resolution", "cost-against-budget", "cost-per-customer"},
    "ease": {"customer-effort-score", "repeat-contact-rate"},
    "fair-treatment": {"upheld-complaints", "sale-suitability", "options-explained"},
    "harm": {"customer-critical-errors"},
    "loyalty": {"churn-rate"},
    "revenue": {"revenue-per-contact", "revenue-per-customer"},
    "satisfaction": {"customer-satisfaction"},
    "settled-need": {"first-contact-resolution", "repeat-contact-rate"},
    "staff-stability": {"attrition-rate"},
    "wellbeing": {"agent-engagement"},
}


def with_objectives(shipped: Catalogue, *outcomes: str) -> Case:
    objectives = [{"says": f"Ours: {key}.", "outcome": key, "weight": 3} for key in outcomes]
    context = {"sourcing": "in-house", "channels": ["voice"], "work": ["service"]}
    strategy = {"preset": "balanced-service", "objectives": objectives}
    return Case(from_document({"context": context, "strategy": strategy}), shipped)


@pytest.mark.parametrize("outcome", sorted(LOOKED_AT))
def test_an_objective_is_seen_by_what_a_manager_looks_at(shipped: Catalogue, outcome: str) -> None:
    case = with_objectives(shipped, outcome)
    assert case.goals[0].result[0] in LOOKED_AT[outcome]


@pytest.mark.parametrize("outcomes", [("access",), ("settled-need", "cost-to-serve"), ("revenue",)])
def test_a_stated_objective_leads_a_set_of_all_perspectives(
    shipped: Catalogue, outcomes: tuple[str, ...]
) -> None:
    case = with_objectives(shipped, *outcomes)
    own = [goal for goal in case.goals if not goal.borrowed]
    borrowed = [goal for goal in case.goals if goal.borrowed]
    assert [goal.outcome for goal in own] == list(outcomes)
    assert max(goal.weight for goal in borrowed) < min(goal.weight for goal in own)
    assert len({goal.perspective for goal in case.goals}) == 4
    assert not {goal.perspective for goal in own} & {goal.perspective for goal in borrowed}
    assert any("Balanced service" in line for line in case.assumed)
    ranked = [item for item in recommend(case).metrics if item.priority]
    assert len(ranked) >= 6
    assert ranked[0].objective == "own-1"


def test_nothing_is_borrowed_where_all_perspectives_are_spoken_of(shipped: Catalogue) -> None:
    said = ("settled-need", "cost-to-serve", "harm", "staff-stability")
    case = with_objectives(shipped, *said)
    assert [goal.outcome for goal in case.goals] == list(said)
    assert not any("perspectives" in line for line in case.assumed)
