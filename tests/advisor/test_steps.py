"""What would fit and what each step brings, against the textbook written out here."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.case import Case
from advisor.feasibility import Feasibility, Ladder, Rung, Verdict, feasibility
from advisor.feasibility.pool import CLOSE
from advisor.feasibility.table import as_rows, shown

Make = Callable[..., Case]
LOAD = {"contacts": 120, "minutes": 30, "handle_seconds": 300}  # 20 erlangs
PAID = {"shrinkage": 0.3, "cost_per_hour": 21.0, "currency": "EUR"}  # 30 an hour on the phones


def row(metric: str, target: str, **more: Any) -> dict[str, Any]:
    return {"metric": metric, "written": more.pop("written", metric), "target": target, **more}


LEVEL = row("service-level", "80% in 20s")


def textbook(positions: int, load: float, handle: float, seconds: float) -> float:
    """Erlang C as printed, with factorials."""
    if load >= positions:
        return 0.0
    term = load**positions / math.factorial(positions) * positions / (positions - load)
    below = sum(load**k / math.factorial(k) for k in range(positions))
    return 1 - term / (below + term) * math.exp(-(positions - load) * seconds / handle)


def ladder_of(found: Feasibility) -> Ladder:
    assert found.ladder is not None
    return found.ladder


def rung_of(found: Ladder, positions: int) -> Rung:
    return next(rung for rung in found.rungs if rung.positions == positions)


class TestSteps:
    @pytest.mark.parametrize("positions", [21, 24, 30])
    def test_each_rung_is_the_textbook(self, case: Make, positions: int) -> None:
        load = {**LOAD, "positions": positions}
        found = ladder_of(feasibility(case(load=load, today=[LEVEL])))
        assert (found.here, found.seconds) == (positions, 20)
        sizes = [rung.positions for rung in found.rungs]
        assert {positions - 1, positions, positions + 1} <= set(sizes)
        assert sizes == sorted(set(sizes))
        for rung in found.rungs:
            assert rung.service_level == pytest.approx(
                textbook(rung.positions, 20, 300, 20), abs=1e-4
            )
            assert rung.occupancy == pytest.approx(min(1.0, 20 / rung.positions), abs=1e-4)
            assert rung.keeps is (textbook(rung.positions, 20, 300, 20) >= 0.8)
            assert rung.abandonment is None

    def test_a_step_costs_one_position_with_its_shrinkage(self, case: Make) -> None:
        load = {**LOAD, **PAID, "positions": 24}
        found = ladder_of(feasibility(case(load=load, today=[LEVEL])))
        assert rung_of(found, 25).cost_per_hour == 750
        assert rung_of(found, 24).cost_per_hour == 720
        more, fewer = found.says[:2]
        now, then = (f"{100 * textbook(n, 20, 300, 20):.3g} %" for n in (24, 25))
        assert f"One more (25): {then} instead of {now} within 20 seconds" in more
        assert "80 % instead of 83.3 % of people's time busy" in more
        assert more.endswith("30.00 EUR an hour more.")
        assert fewer.endswith("30.00 EUR an hour less.")

    def test_with_patience_it_says_who_gives_up(self, case: Make) -> None:
        load = {**LOAD, "positions": 22, "patience_seconds": 120}
        found = ladder_of(feasibility(case(load=load, today=[LEVEL])))
        lost = [rung.abandonment for rung in found.rungs]
        assert all(a is not None and b is not None and a > b for a, b in pairwise(lost))
        assert "give up" in found.says[0]

    def test_a_large_pool_is_told_in_steps_that_are_felt(self, case: Make) -> None:
        load = {"contacts": 1500, "minutes": 30, "handle_seconds": 300, "positions": 260}
        found = ladder_of(feasibility(case(load=load, today=[LEVEL])))
        assert {250, 259, 260, 261, 270} <= {rung.positions for rung in found.rungs}
        assert len(found.rungs) <= 50
        assert any(says.startswith("Ten more (270)") for says in found.says)

    def test_targets_are_marked_even_where_they_cannot_hold(self, case: Make) -> None:
        load = {**LOAD, "positions": 24}
        today = [LEVEL, row("occupancy", ">= 99 %"), row("average-speed-of-answer", "<= 30 s")]
        found = ladder_of(feasibility(case(load=load, today=today)))
        marks = {(mark.quantity, mark.value) for mark in found.marks}
        assert marks == {("service_level", 0.8), ("occupancy", 0.99), ("speed_of_answer", 30)}

    def test_nobody_said_how_many_are_on(self, case: Make) -> None:
        found = ladder_of(feasibility(case(load=LOAD, today=[LEVEL])))
        needed = next(n for n in range(21, 60) if textbook(n, 20, 300, 20) >= 0.8)
        assert found.here is None
        assert found.says == ()
        assert next(rung.positions for rung in found.rungs if rung.keeps) == needed

    def test_without_staff_and_without_a_target_there_is_nothing_to_draw(self, case: Make) -> None:
        assert feasibility(case(load=LOAD)).ladder is None
        assert feasibility(case(load={**LOAD, "contacts": 0, "positions": 4})).ladder is None


class TestFit:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
    @given(st.integers(2, 60), st.floats(0.6, 1.1), st.sampled_from([(80, 20), (90, 10), (70, 60)]))
    def test_staff_and_target_that_fit_are_at_the_edge(
        self, case: Make, positions: int, density: float, goal: tuple[int, int]
    ) -> None:
        contacts = density * positions * 6
        load = {**LOAD, "contacts": contacts, "positions": positions, "patience_seconds": 1e6}
        today = [row("service-level", f"{goal[0]}% in {goal[1]} s")]
        item = feasibility(case(load=load, today=today)).judged[0]
        share, busy = goal[0] / 100, contacts * 300 / 1800 * (1 + CLOSE)

        def at(size: int) -> float:
            return textbook(size, busy, 300, goal[1])

        needed = next(n for n in range(1, 200) if at(n) >= share)
        told = item.fit.positions if item.fit else None
        assert (told or positions) == needed
        if item.verdict is not Verdict.HOLDS and at(positions) >= 0.01:
            assert item.fit is not None
            assert item.fit.target == pytest.approx(
                math.floor(100 * at(positions)) / 100, abs=0.0101
            )
            assert item.fit.target <= at(positions) + 1e-9

    def test_what_other_staff_costs(self, case: Make) -> None:
        load = {**LOAD, **PAID, "positions": 22}
        found = feasibility(case(load=load, today=[LEVEL])).judged[0].fit
        assert found is not None
        assert found.positions is not None
        assert found.cost_per_hour == 30 * (found.positions - 22)
        assert found.heads == pytest.approx(found.positions / 0.7, abs=0.01)
        assert f"{found.positions} positions hold it" in found.says
        assert "With the 22 there are" in found.says

    def test_fewer_people_are_busier_and_it_says_who_pays(self, case: Make) -> None:
        load = {**LOAD, "positions": 30}
        today = [LEVEL, row("occupancy", ">= 90 %")]
        busy = feasibility(case(load=load, today=today)).judged[1].fit
        assert busy is not None
        assert busy.positions == 21  # 20 erlangs less 5 % keep 21 busy for 90.5 %
        level = f"{100 * textbook(21, 20, 300, 20):.1f} %"
        assert f"They answer {level} within 20 seconds." in busy.says

    def test_what_holds_already_may_hold_with_fewer(self, case: Make) -> None:
        item = feasibility(case(load={**LOAD, "positions": 35}, today=[LEVEL])).judged[0]
        assert item.verdict is Verdict.HOLDS
        assert item.kept
        assert item.fit is not None
        assert item.fit.target is None
        assert item.fit.positions is not None
        assert item.fit.positions < 35

    def test_a_band_is_not_sized_for(self, case: Make) -> None:
        today = [row("occupancy", "83-84 %")]
        item = feasibility(case(load={**LOAD, "positions": 24}, today=today)).judged[0]
        assert item.verdict is Verdict.TIGHT
        assert item.fit is None


class TestTable:
    def test_it_says_what_the_rungs_say(self, case: Make) -> None:
        load = {**LOAD, **PAID, "positions": 24}
        found = ladder_of(feasibility(case(load=load, today=[LEVEL])))
        rows = as_rows(found)
        assert len(rows) == len(found.rungs)
        here = next(row for row in rows if row["Positions"] == "24 (you)")
        assert here["Busy"] == "83.3 %"
        assert here["Cost an hour"] == "720 EUR"
        assert "Gave up" not in here
        assert here["All kept"] == "no"

    def test_a_few_about_the_centre(self, case: Make) -> None:
        load = {**LOAD, "positions": 24}
        found = ladder_of(feasibility(case(load=load, today=[LEVEL])))
        assert [row["Positions"] for row in as_rows(found, 1)] == ["23", "24 (you)", "25"]

    def test_figures_carry_their_unit(self, case: Make) -> None:
        load = {**LOAD, **PAID, "positions": 24}
        told = [shown(item, "EUR") for item in feasibility(case(load=load, today=[LEVEL])).figures]
        assert "Load: 20 erlangs. Contacts times handle time, over the interval." in told
        assert any(line.startswith("Occupancy: 83.3 %.") for line in told)
        assert any(line.startswith("Cost per contact: 3.00 EUR.") for line in told)
