"""People for a level, and what people can carry: each result is at the edge of what was asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.erlang import erlang_a, occupancy, offered_load, service_level
from advisor.sizing import (
    attainable_occupancy,
    heads_for,
    largest_load,
    longest_handle,
    most_contacts,
    positions_from,
    servers_for,
)

handles = st.floats(30, 1200)
limits = st.floats(0, 300)
patiences = st.floats(5, 1800)
levels = st.floats(0.05, 0.99)


class TestSizing:
    @given(st.floats(0.1, 400), handles, levels, limits, st.none() | patiences)
    def test_one_position_fewer_would_not_do(
        self, load: float, handle: float, share: float, within: float, patience: float | None
    ) -> None:
        needed = servers_for(load, handle, share, within, patience)
        assert service_level(needed, load, handle, within, patience) >= share
        if needed > 1:
            assert service_level(needed - 1, load, handle, within, patience) < share

    @given(st.floats(0.1, 400), st.floats(0.3, 1))
    def test_a_ceiling_on_occupancy_is_kept_and_costs_no_more_than_it_must(
        self, load: float, ceiling: float
    ) -> None:
        free = servers_for(load, 300, 0.8, 20)
        needed = servers_for(load, 300, 0.8, 20, max_occupancy=ceiling)
        assert occupancy(needed, load) <= ceiling
        assert needed == free or occupancy(needed - 1, load) > ceiling

    @given(st.floats(1, 400), patiences)
    def test_impatient_customers_take_fewer_positions(self, load: float, patience: float) -> None:
        assert servers_for(load, 300, 0.8, 20, patience) <= servers_for(load, 300, 0.8, 20)

    @given(st.integers(1, 120), handles, levels, limits, st.none() | patiences)
    def test_the_largest_load_is_at_the_edge(
        self, servers: int, handle: float, share: float, within: float, patience: float | None
    ) -> None:
        load = largest_load(servers, handle, share, within, patience)
        assert service_level(servers, load, handle, within, patience) >= share
        assert service_level(servers, load * 1.0001 + 1e-9, handle, within, patience) < share
        assert servers_for(load, handle, share, within, patience) == servers
        contacts = most_contacts(servers, 30, handle, share, within, patience)
        assert offered_load(contacts, 30, handle) == pytest.approx(load)

    @given(st.integers(2, 80), st.floats(1, 500), levels, limits, st.none() | patiences)
    def test_the_longest_handle_time_is_at_the_edge(
        self, servers: int, contacts: float, share: float, within: float, patience: float | None
    ) -> None:
        handle = longest_handle(servers, contacts, 30, share, within, patience)

        def level(seconds: float) -> float:
            load = offered_load(contacts, 30, seconds)
            return service_level(servers, load, seconds, within, patience)

        assert level(handle) >= share > level(handle * 1.0001)

    @given(st.integers(1, 100), handles, st.floats(0.5, 0.95), limits)
    def test_a_larger_pool_can_be_busier(
        self, servers: int, handle: float, share: float, within: float
    ) -> None:
        small = attainable_occupancy(servers, handle, share, within)
        large = attainable_occupancy(2 * servers, handle, share, within)
        assert 0 < small < large < 1

    def test_attainable_occupancy_counts_only_the_work_that_stays(self) -> None:
        load = largest_load(10, 300, 0.8, 20, 60)
        kept = 1 - erlang_a(10, load, 300, 60).abandons
        assert attainable_occupancy(10, 300, 0.8, 20, 60) == pytest.approx(load * kept / 10)

    def test_the_largest_pools(self) -> None:
        for patience in (None, 120.0):
            needed = servers_for(4800, 300, 0.8, 20, patience)
            assert 4000 < needed < 5000
            load = largest_load(5000, 300, 0.8, 20, patience)
            assert servers_for(load, 300, 0.8, 20, patience) == 5000

    @given(st.floats(0, 5000), st.floats(0, 0.9))
    def test_heads_and_positions_undo_each_other(self, positions: float, shrinkage: float) -> None:
        assert positions_from(heads_for(positions, shrinkage), shrinkage) == pytest.approx(
            positions
        )

    def test_shrinkage_divides(self) -> None:
        assert heads_for(70, 0.3) == pytest.approx(100)
        assert positions_from(34, 0.3) == pytest.approx(23.8)
