"""The queueing formulas against a simulation by a library that does not know them."""

from __future__ import annotations

import pytest

from tests.played import outside, play

POOLS = [
    ((2, 1.2, 240.0), None),
    ((4, 3.4, 300.0), 90.0),
    ((12, 9.5, 180.0), None),
    ((25, 23.0, 300.0), 120.0),
    ((6, 7.5, 300.0), 150.0),
]


@pytest.mark.parametrize(("pool", "patience"), POOLS, ids=str)
def test_the_formulas_lie_within_the_confidence_interval(
    pool: tuple[int, float, float], patience: float | None
) -> None:
    played = play(*pool, patience, contacts=16_000, seed=pool[0])
    assert outside(pool, patience, played) == []


def test_a_pool_with_one_position_more_would_be_noticed() -> None:
    played = play(4, 3.4, 300, 90, contacts=16_000, seed=4)
    said = outside((5, 3.4, 300), 90, played)
    assert len(said) == 6
