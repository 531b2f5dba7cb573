"""Where a list points attention: it follows what is done with a number, and a lean is no fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from advisor.case import Case
from advisor.lean import leans, percent, pull
from knowledge.vocabulary import Lens


@pytest.mark.parametrize(
    ("row", "pulled"),
    [
        ({"consequences": []}, 1),
        ({"consequences": ["reported"], "target": "85 %"}, 2),
        ({"consequences": ["displayed", "paid"]}, 4),
        ({}, 2),
        ({"target": "85 %"}, 3),
    ],
)
def test_the_strongest_consequence_decides_how_much_a_line_pulls(
    row: dict[str, object], pulled: int, case: Callable[..., Case]
) -> None:
    found = case(today=[{"metric": "customer-satisfaction", **row}])
    assert pull(found.known[0]) == pulled


def test_what_pays_turns_the_lean_of_a_list(case: Callable[..., Case]) -> None:
    both = ("customer-satisfaction", "cost-per-contact")
    axes = []
    for paid in both:
        rows = [{"metric": key, "consequences": ["paid"] if key == paid else []} for key in both]
        lean = leans(case(today=rows), ()).today
        assert lean is not None
        assert sum(lean.shares.values()) == 100
        assert lean.axis is not None
        axes.append(lean.axis)
    assert axes[0] > axes[1]


@given(some.fixed_dictionaries({lens: some.integers(0, 5000) for lens in Lens}))
def test_shares_sum_to_a_hundred_and_none_is_a_whole_percent_off(weights: dict[Lens, int]) -> None:
    total = sum(weights.values())
    shares = percent(weights)
    assert sum(shares.values()) == (100 if total else 0)
    for lens in Lens:
        assert abs(shares[lens] - (100 * weights[lens] / total if total else 0)) < 1
