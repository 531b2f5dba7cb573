"""The order of the strategies on offer: by what was said, with a reason, and none is lost."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.brief import from_document
from advisor.concerns import Concern, Pain
from advisor.fitting import fitting
from knowledge.catalogue import Catalogue


def order(catalogue: Catalogue, **fields: Any) -> list[str]:
    return [each.strategy for each in fitting(from_document(fields), catalogue)]


def test_with_nothing_said_all_are_there_and_a_stand_in_for_each_lean_first(
    shipped: Catalogue,
) -> None:
    found = order(shipped)
    assert sorted(found) == sorted(shipped.strategies)
    standing = [shipped.strategies[key].stands_for_lens for key in found]
    assert standing == sorted(standing, reverse=True)


@pytest.mark.parametrize("pain", list(Pain))
def test_what_hurts_brings_up_what_goes_at_it_with_the_reason(
    pain: Pain, shipped: Catalogue
) -> None:
    before = order(shipped)
    found = fitting(from_document({"hurts": [pain.value]}), shipped)
    first = found[0]
    assert max(shipped.strategies[first.strategy].outcomes[key] for key in pain.outcomes) >= 4
    assert any(pain.label[1:] in says for says in first.because)
    assert sorted(each.strategy for each in found) == sorted(before)


def test_people_leaving_a_centre_in_trouble_bring_up_its_rescue(shipped: Catalogue) -> None:
    found = order(shipped, hurts=["people-leave", "give-up"], context={"stage": "in-trouble"})
    assert found[0] == "stabilise"


def test_what_is_out_of_place_comes_late_and_says_why(shipped: Catalogue) -> None:
    found = fitting(from_document({"context": {"work": ["emergency"]}}), shipped)
    places = [each.strategy for each in found]
    late = found[places.index("revenue-through-service")]
    assert places.index("revenue-through-service") > places.index("safety-and-emergency")
    assert late.against
    reasons = [fit.because for fit in shipped.strategies["revenue-through-service"].unsuits]
    assert any(reason in says for reason in reasons for says in late.against)


def test_what_is_meant_for_other_work_does_not_come_first_for_a_pain(shipped: Catalogue) -> None:
    said = {"work": ["service"], "sector": "telecom", "stage": "steady", "exit": "easy"}
    found = order(shipped, context=said, hurts=["give-up"])
    assert found.index("safety-and-emergency") > len(found) // 2


def test_monday_moves_the_order_both_ways(shipped: Catalogue) -> None:
    said = {"strategy": {"gives": Concern.PEOPLE, "should_give": Concern.COST}}
    found = {each.strategy: each for each in fitting(from_document(said), shipped)}
    assert any("looking after our people" in says for says in found["people-first"].because)
    assert any("the budget" in says for says in found["lowest-cost-per-solved-issue"].against)
    places = order(shipped, **said)
    assert places.index("people-first") < places.index("lowest-cost-per-solved-issue")
