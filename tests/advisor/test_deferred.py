"""Work that can wait, against Little's law by hand and against days played out one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from advisor.case import Case
from advisor.feasibility import Judged, Verdict, feasibility

HOLDS, TIGHT, CANNOT, UNJUDGED = (
    Verdict.HOLDS,
    Verdict.TIGHT,
    Verdict.CANNOT,
    Verdict.NOT_JUDGED,
)
Make = Callable[..., Case]
MAIL = {"channels": ["email"]}
DAY = {"contacts": 400, "minutes": 480, "handle_seconds": 540}  # 7.5 people all day


def row(metric: str, target: str | None, **more: Any) -> dict[str, Any]:
    return {"metric": metric, "written": metric, "target": target, **more}


def piled(number: float) -> dict[str, Any]:
    return row("backlog-volume", None, actual=str(number))


def first(case: Case) -> Judged:
    return feasibility(case).judged[0]


def days_until(pile: float, allowed: float, comes_in: float, finished: float) -> int:
    """Day by day: how many until no more than so much is open."""
    days = 0
    while pile > allowed:
        pile += comes_in - finished
        days += 1
    return days


def longest_wait(pile: int, comes_in: int, days: int) -> float:
    """Oldest first, as much finished as comes in: days that new work waits, played out."""
    line = deque([0] * pile)
    waits = []
    for day in range(1, days + 1):
        line.extend([day] * comes_in)
        waits += [day - line.popleft() for _ in range(comes_in)]
    return max(waits[-comes_in:])


def test_the_law_is_what_days_played_out_give() -> None:
    assert longest_wait(800, 400, 20) == 2


@pytest.mark.parametrize("staff", [8, 9, 12])
def test_a_pile_is_down_when_days_played_out_say_so(case: Make, staff: int) -> None:
    today = [row("backlog-volume", "<= 300", actual="900")]
    found = feasibility(case(context=MAIL, load={**DAY, "positions": staff}, today=today))
    assert found.judged[0].verdict is TIGHT
    assert found.judged[0].kept is False
    assert found.ladder is not None
    here = next(rung for rung in found.ladder.rungs if rung.positions == staff)
    assert here.clears_in is not None
    finished = staff * 480 * 60 / 540
    played = days_until(900, 300, 400, finished)
    assert played - 1 < here.clears_in <= played


def test_a_pile_that_grows_cannot_hold(case: Make) -> None:
    load = {**DAY, "positions": 6}  # finish 320 of 400
    found = first(case(context=MAIL, load=load, today=[row("first-response-time", "<= 24 h")]))
    assert found.verdict is CANNOT
    assert "grows by 80 a working day" in found.says
    assert "takes 8 positions to keep up" in found.says


def test_without_backlog_figures_it_is_not_judged_and_asks(case: Make) -> None:
    load = {**DAY, "positions": 9}
    found = first(case(context=MAIL, load=load, today=[row("first-response-time", "<= 24 h")]))
    assert found.verdict is UNJUDGED
    assert any("open today" in question for question in found.missing)


@pytest.mark.parametrize(
    ("target", "expected"),
    [("95% within 48 h", HOLDS), ("<= 8 h", TIGHT), ("90% in 72 h", HOLDS)],
)
def test_time_open_is_the_pile_over_what_comes_in(
    case: Make, target: str, expected: Verdict
) -> None:
    load = {**DAY, "positions": 9}  # 600 open at 400 a day: one and a half days
    today = [row("first-response-time", target), piled(600)]
    found = feasibility(case(context=MAIL, load=load, today=today))
    assert found.judged[0].verdict is expected
    time = next(item for item in found.figures if item.name == "time-open")
    assert time.value == 1.5


def test_where_it_hangs_on_the_clock_it_asks(case: Make) -> None:
    load = {**DAY, "positions": 9}
    today = [row("time-to-resolution", "<= 24 h"), piled(600)]
    found = first(case(context=MAIL, load=load, today=today))
    assert found.verdict is UNJUDGED  # 24 working hours are three days, 24 hours are one
    assert any("outside working hours" in question for question in found.missing)
    plain = [row("time-to-resolution", "<= 24 h", definition="business-hours"), piled(600)]
    assert first(case(context=MAIL, load=load, today=plain)).verdict is HOLDS


def test_nothing_open_cannot_be_had(case: Make) -> None:
    today = [row("backlog-volume", "0", actual="40")]
    found = first(case(context=MAIL, load={**DAY, "positions": 12}, today=today))
    assert found.verdict is CANNOT


def test_old_work_that_is_passed_over_is_no_matter_of_people(case: Make) -> None:
    today = [row("backlog-age", "<= 5 days", actual="14 days"), piled(800)]
    found = first(case(context=MAIL, load={**DAY, "positions": 12}, today=today))
    assert found.verdict is TIGHT
    assert "passed over" in found.says


def test_half_an_hour_does_not_tell_it(case: Make) -> None:
    load = {"contacts": 25, "minutes": 30, "handle_seconds": 540, "positions": 9}
    today = [row("backlog-volume", "<= 900", actual="600")]
    found = first(case(context=MAIL, load=load, today=today))
    assert found.verdict is UNJUDGED
    assert any("whole working day" in question for question in found.missing)


def test_one_more_is_told_in_days_and_money(case: Make) -> None:
    load = {**DAY, "positions": 8, "shrinkage": 0.3, "cost_per_hour": 21}
    today = [row("backlog-volume", "<= 300", actual="900")]
    found = feasibility(case(context=MAIL, load=load, today=today)).ladder
    assert found is not None
    assert "in 7.5 working days instead of 22.5, 30.00 an hour more" in found.says[0]
    assert "never" in found.says[1]


def test_beside_calls_it_needs_a_brief_of_its_own(case: Make) -> None:
    load = {"contacts": 120, "minutes": 30, "handle_seconds": 300, "positions": 30}
    today = [row("first-response-time", "<= 24 h")]
    both = first(case(context={"channels": ["voice", "email"]}, load=load, today=today))
    assert both.verdict is UNJUDGED
    assert "separate design" in both.says
    assert feasibility(case(load=load, today=today)).judged == ()


def test_nothing_is_asked_that_would_settle_nothing(case: Make) -> None:
    """An empty queue cannot be held whatever comes in, and the telephone's targets say why once."""
    found = feasibility(case(context=MAIL, today=[row("backlog-volume", "zero")]))
    assert (found.verdict, found.missing) == (CANNOT, ())
    calls = feasibility(case(context=MAIL, today=[row("service-level", "80/20")]))
    assert calls.verdict is UNJUDGED
    assert calls.missing == ()
    assert calls.says not in {item.says for item in calls.judged}
    some_open = feasibility(case(context=MAIL, today=[row("backlog-volume", "50")]))
    assert any("How many contacts" in question for question in some_open.missing)
