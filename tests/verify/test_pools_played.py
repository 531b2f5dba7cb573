"""The queueing formulas against a long simulation, from two positions to a hundred and twenty."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.sizing import servers_for
from tests.played import outside, play

pytestmark = pytest.mark.verify

SHAPES = [(240.0, None), (300.0, 60.0), (420.0, 240.0)]  # handle time, patience
LOADS = [0.8, 2.5, 6.0, 15.0, 40.0, 100.0]


@pytest.mark.parametrize("goal", [0.6, 0.85])
@pytest.mark.parametrize(("load", "shape"), list(product(LOADS, SHAPES)), ids=str)
def test_a_pool_sized_for_a_level(
    load: float, shape: tuple[float, float | None], goal: float
) -> None:
    handle, patience = shape
    servers = servers_for(load, handle, goal, 20, patience)
    played = play(servers, load, handle, patience, contacts=100_000, seed=servers)
    assert outside((servers, load, handle), patience, played) == []


@pytest.mark.parametrize("servers", [3, 10, 30, 100])
def test_more_work_than_people(servers: int) -> None:
    load = 1.3 * servers
    played = play(servers, load, 300, 120, contacts=100_000, seed=servers)
    assert outside((servers, load, 300), 120, played) == []
