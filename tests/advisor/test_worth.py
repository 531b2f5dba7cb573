"""What a point is worth, against sums worked out by hand, a printed example and brute force.

The steps are held against a calculator: each printed sum is worked out again from what it prints.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor.advice import advise
from advisor.brief import from_document
from advisor.case import Case
from advisor.reports import report
from advisor.worth import Counted, Lever, Worth, first_asks, money_says, people_say, worth
from knowledge.catalogue import Catalogue

Make = Callable[..., Case]
HUNDRED = {"contacts": 100, "minutes": 30, "handle_seconds": 180}  # 10 erlangs
TWENTY = {"contacts": 120, "minutes": 30, "handle_seconds": 300}  # 20 erlangs
PAID = {"paid_heads": 40, "cost_per_hour": 20, "hours_per_year": 1700}
LEVEL = {"metric": "service-level", "written": "SL", "target": "80/20"}
steady = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)


def actual(metric: str, value: str, **more: Any) -> dict[str, Any]:
    return {"metric": metric, "written": metric, "actual": value, **more}


def repeats(value: str) -> dict[str, Any]:
    return actual("repeat-contact-rate", value)


def of(case: Case, lever: Lever) -> Worth:
    return next(item for item in worth(case) if item.lever is lever)


def asked(item: Worth) -> str:
    return " ".join(ask.says for ask in (*item.missing, *item.missing_for_money))


def words(item: Worth) -> str:
    return " ".join((item.why_not, *item.held, *(step.says for step in item.steps)))


# --- the printed sums ----------------------------------------------------------------------------

_KEYS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def on_a_calculator(text: str) -> float:
    """The value of a printed sum, with the keys that a pocket calculator has."""

    def value(node: ast.expr) -> float:
        match node:
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.BinOp(left=left, op=op, right=right):
                return _KEYS[type(op)](value(left), value(right))
            case ast.Call(func=ast.Name(id="ln"), args=[only]):
                return math.log(value(only))
            case _:
                raise AssertionError(f"no such key: {ast.dump(node)}")

    plain = text.replace("×", "*").replace("−", "-").replace("^", "**")
    return value(ast.parse(plain, mode="eval").body)


def check_sums(item: Worth) -> None:
    for step in item.steps:
        if step.sum:
            line, _, result = step.sum.rpartition(" = ")
            decimals = len(result.partition(".")[2])
            room = max(0.51 * 10**-decimals, 0.0006 * abs(float(result)))
            assert on_a_calculator(line) == pytest.approx(float(result), abs=room), step


def check_result(item: Worth) -> None:
    """The last sums lead to the figures that are told."""
    results = [float(step.sum.rpartition(" = ")[2]) for step in item.steps if step.sum]
    for figure in (item.people, item.money, item.money_an_hour):
        assert figure is None or abs(figure) in results


loads = st.fixed_dictionaries(
    {},
    optional={
        "contacts": st.integers(0, 3000),
        "minutes": st.sampled_from([15, 30, 60, 600]),
        "handle_seconds": st.integers(5, 1500),
        "positions": st.integers(0, 400),
        "paid_heads": st.integers(0, 900),
        "shrinkage": st.floats(0, 0.6).map(lambda value: round(value, 3)),
        "patience_seconds": st.integers(10, 900),
        "cost_per_hour": st.floats(1, 200).map(lambda value: round(value, 2)),
        "hours_per_year": st.integers(500, 2500),
        "which": st.sampled_from(["busiest", "usual", "quiet"]),
    },
)
lists = st.lists(
    st.sampled_from(
        [
            LEVEL,
            {**LEVEL, "target": "90 % in 60 s"},
            {**LEVEL, "target": "90 %"},
            repeats("20 %"),
            repeats("31.7 %"),
            actual("occupancy", "84 %"),
            actual("attrition-rate", "35 %"),
            actual("average-handle-time", "6 min"),
        ]
    ),
    max_size=5,
)
channels = st.sampled_from([["voice"], ["email"], ["voice", "chat"], ["chat"]])


@steady
@given(loads, lists, channels)
def test_whatever_is_known_the_sums_are_right_and_nothing_is_guessed(
    case: Make, load: dict[str, Any], today: list[dict[str, Any]], spoken: list[str]
) -> None:
    found = worth(case(load=load, today=today, context={"channels": spoken}))
    assert {item.lever for item in found} == set(Lever)
    for item in found:
        check_sums(item)
        check_result(item)
        if item.people is None:
            assert item.missing or item.why_not
            assert item.money is None
            assert item.money_an_hour is None
        if item.counted is not Counted.PAID or "cost_per_hour" not in load:
            assert item.money is None
            assert item.money_an_hour is None
        if "hours_per_year" not in load:
            assert item.money is None
        if item.money is None and item.people is not None:
            assert item.missing_for_money
        if item.lever in (Lever.REPEATS, Lever.HANDLE_TIME):
            assert (item.people or 0) >= 0  # less work never takes people
        if item.lever in (Lever.SERVICE_LEVEL, Lever.OCCUPANCY):
            assert (item.people or 0) <= 0  # more air is never free
    assert worth(case(load=load, today=today, context={"channels": spoken})) == found


# --- by hand -------------------------------------------------------------------------------------


class TestByHand:
    """Occupancy held: no queue can be judged without a service level, so people go with work."""

    def test_repeats(self, case: Make) -> None:
        load = {**PAID, "paid_heads": 81}
        found = of(case(load=load, today=[repeats("20 %")]), Lever.REPEATS)
        # 80 first contacts make 100 at 20 % and 80 / 0.81 = 98.765 at 19 %: 1.235 % of 81 is 1
        assert found.share == pytest.approx(1.2346, abs=0.001)
        assert found.people == pytest.approx(1.0, abs=0.001)
        assert found.money == pytest.approx(1.0 * 20 * 1700, rel=0.001)  # 34,000
        assert people_say(found) == "frees about 1.0 paid people"

    def test_handle_time(self, case: Make) -> None:
        load = {**PAID, "handle_seconds": 500, "paid_heads": 50, "currency": "EUR"}
        found = of(case(load=load), Lever.HANDLE_TIME)
        assert (found.share, found.people) == (2.0, 1.0)  # 10 of 500 is 2 %, 2 % of 50 is 1
        assert (found.money_an_hour, found.money) == (20.0, 34_000.0)
        assert money_says(found) == "frees about 34\N{NARROW NO-BREAK SPACE}000 EUR a year"

    def test_the_handle_time_of_todays_list_does_too(self, case: Make) -> None:
        today = [actual("average-handle-time", "8 min 20 s")]
        found = of(case(load={"paid_heads": 50}, today=today), Lever.HANDLE_TIME)
        assert found.people == 1.0

    def test_occupancy(self, case: Make) -> None:
        today = [actual("occupancy", "81 %")]
        found = of(case(load={**PAID, "paid_heads": 80}, today=today), Lever.OCCUPANCY)
        assert (found.share, found.people) == (-1.25, -1.0)  # 81 / 80 is 1.0125
        assert found.money == -34_000.0

    def test_attrition_is_counted_in_people_and_never_in_money(self, case: Make) -> None:
        today = [actual("attrition-rate", "30 %")]
        found = of(case(load={**PAID, "paid_heads": 250}, today=today), Lever.ATTRITION)
        assert found.people == 2.5
        assert found.counted is Counted.LEAVERS
        assert "75" in found.steps[0].sum  # 30 % of 250 leave today
        assert found.money is None
        assert "cost you to replace" in asked(found)

    def test_people_of_one_interval_where_nobody_said_how_many_are_paid(self, case: Make) -> None:
        load = {"handle_seconds": 500, "positions": 70, "shrinkage": 0.3, "cost_per_hour": 20}
        found = of(case(load=load), Lever.HANDLE_TIME)
        # 2 % of 70 is 1.4; 1.4 / 0.7 is 2
        assert (found.people, found.counted) == (2.0, Counted.BEHIND)
        assert found.money is None
        assert found.money_an_hour is None
        assert "How many people are paid" in asked(found)


# --- the queue -----------------------------------------------------------------------------------


def blocked(positions: float, load: float) -> float:
    """Erlang B for any number of positions: 1 / B is load * integral of exp(-load t) (1 + t)^n."""
    parts, reach = 4000, 40.0 / load + 4.0
    wide = reach / parts
    heights = [
        math.exp(positions * math.log1p(k * wide) - load * k * wide) for k in range(parts + 1)
    ]
    simpson = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    return 1 / (load * simpson * wide / 3)


def smooth_level(positions: float, load: float, handle: float, seconds: float) -> float:
    """Erlang C where positions need not be whole."""
    busy = blocked(positions, load)
    waits = positions * busy / (positions - load * (1 - busy))
    return 1 - waits * math.exp(-(positions - load) * seconds / handle)


def smooth_positions(share: float, load: float, handle: float, seconds: float) -> float:
    low, high = load * 1.000001, load + 60
    for _ in range(40):
        middle = (low + high) / 2
        enough = smooth_level(middle, load, handle, seconds) >= share
        low, high = (low, middle) if enough else (middle, high)
    return high


class TestQueue:
    def test_it_stands_where_a_printed_example_stands(self, case: Make) -> None:
        """CRAN, ErlangC 0.1.0: 100 calls in 30 minutes, 180 s, 20 s, 14 agents: 88.835 %, 71.4 %
        busy."""
        load = {**HUNDRED, "positions": 14, "paid_heads": 20}
        mine = case(load=load, today=[LEVEL])
        level = of(mine, Lever.SERVICE_LEVEL)
        said = re.search(r"answer ([\d.]+) % within 20 seconds", words(level))
        assert said
        assert float(said[1]) == pytest.approx(88.835, abs=0.006)
        assert "Erlang C, where nobody hangs up" in words(level)
        busy = of(mine, Lever.OCCUPANCY)
        assert busy.share == pytest.approx(-100 / (100 * 10 / 14 - 1), abs=0.001)

    @pytest.mark.parametrize(
        ("load", "positions"),
        [(TWENTY, 23), (TWENTY, 24), (TWENTY, 26), (HUNDRED, 13), ({**TWENTY, "contacts": 12}, 4)],
    )
    def test_people_go_as_if_positions_need_not_be_whole(
        self, case: Make, load: dict[str, float], positions: int
    ) -> None:
        mine = case(load={**load, "positions": positions}, today=[LEVEL, repeats("20 %")])
        handle = load["handle_seconds"]
        erlangs = load["contacts"] * handle / (load["minutes"] * 60)
        now = smooth_level(positions, erlangs, handle, 20)
        more = smooth_positions(now + 0.01, erlangs, handle, 20) - positions
        lighter = positions - smooth_positions(now, erlangs * 80 / 81, handle, 20)
        shorter = positions - smooth_positions(
            now, erlangs * (handle - 10) / handle, handle - 10, 20
        )
        expected = {
            Lever.SERVICE_LEVEL: -more,
            Lever.REPEATS: lighter,
            Lever.HANDLE_TIME: shorter,
        }
        for lever, moved in expected.items():
            share = of(mine, lever).share
            assert share is not None
            assert share * positions / 100 == pytest.approx(moved, rel=0.08, abs=0.0015), lever

    @steady
    @given(st.integers(6, 200), st.floats(0.6, 0.97), st.integers(120, 600))
    def test_a_point_down_frees_about_what_a_point_up_takes(
        self, case: Make, positions: int, density: float, handle: int
    ) -> None:
        contacts = round(density * positions * 1800 / handle)
        load = {"contacts": contacts, "minutes": 30, "handle_seconds": handle}
        found = of(case(load={**load, "positions": positions}, today=[LEVEL]), Lever.SERVICE_LEVEL)
        assume(found.share is not None)
        stands = re.search(r"these \d+ answer ([\d.]+) %", words(found))
        assert stands
        assume(20 <= float(stands[1]) <= 93)  # near 100 % the next point is dearer than the last
        up, down = (
            float(step.sum.rpartition(" = ")[2])
            for step in found.steps
            if step.says.startswith(("Needed", "One point less"))
        )
        assert up == pytest.approx(down, rel=0.3, abs=0.003)

    @steady
    @given(st.integers(10, 200), st.floats(0.6, 0.95), st.integers(1, 60), st.booleans())
    def test_less_work_frees_no_larger_share_than_its_own(
        self, case: Make, positions: int, density: float, back: int, impatient: bool
    ) -> None:
        """Larger pools are busier at the same level, so the smaller one needs more air."""
        contacts = round(density * positions * 6)
        load = {"contacts": contacts, "minutes": 30, "handle_seconds": 300, "positions": positions}
        if impatient:
            load["patience_seconds"] = 150
        found = of(case(load=load, today=[LEVEL, repeats(f"{back} %")]), Lever.REPEATS)
        assume(any("erlangs" in step.says for step in found.steps))
        assert found.share is not None
        assert 0 <= found.share <= 100 / (101 - back) * 1.02 + 100 * 0.0011 / positions

    def test_known_patience_is_judged_by_erlang_a(self, case: Make) -> None:
        load = {**TWENTY, "positions": 22, "patience_seconds": 90}
        found = of(case(load=load, today=[LEVEL]), Lever.SERVICE_LEVEL)
        assert "Erlang A, with a patience of 90 seconds" in words(found)

    def test_without_positions_it_stands_where_the_target_is_kept(self, case: Make) -> None:
        found = of(case(load={**TWENTY, **PAID}, today=[LEVEL]), Lever.SERVICE_LEVEL)
        assert "24 positions, the fewest that keep it" not in words(found)  # 24 give 77.7 %
        assert "25 positions, the fewest that keep it" in words(found)
        assert found.money is not None

    def test_one_line_for_each_answer_time(self, case: Make) -> None:
        today = [LEVEL, {**LEVEL, "target": "95 % in 60 s"}]
        found = worth(case(load={**TWENTY, "positions": 24}, today=today))
        changes = [item.change for item in found if item.lever is Lever.SERVICE_LEVEL]
        assert ["20 seconds" in changes[0], "60 seconds" in changes[1]] == [True, True]


class TestNotJudged:
    @pytest.mark.parametrize(
        ("load", "why"),
        [
            ({**TWENTY, "positions": 20}, "line grows without end"),
            ({**TWENTY, "positions": 60}, "near the end of the scale"),
            ({"contacts": 6, "minutes": 30, "handle_seconds": 300, "positions": 2}, "too small"),
            ({**TWENTY, "minutes": 600, "contacts": 2400, "positions": 24}, "peaks hide"),
            ({**TWENTY, "contacts": 1e6, "positions": 24}, "larger than the formulas"),
        ],
    )
    def test_a_level_where_the_formula_does_not_hold(
        self, case: Make, load: dict[str, Any], why: str
    ) -> None:
        found = of(case(load={**load, **PAID}, today=[LEVEL]), Lever.SERVICE_LEVEL)
        assert why in found.why_not
        assert (found.people, found.money, found.share) == (None, None, None)

    def test_more_work_than_people_can_do_frees_nobody(self, case: Make) -> None:
        load = {**TWENTY, **PAID, "positions": 19}
        mine = case(load=load, today=[LEVEL, repeats("20 %")])
        for lever in (Lever.REPEATS, Lever.HANDLE_TIME, Lever.OCCUPANCY):
            assert of(mine, lever).people is None
            assert "before it freed anybody" in of(mine, lever).why_not

    def test_mail_has_no_queue_to_judge_and_people_go_with_the_work(self, case: Make) -> None:
        load = {**PAID, **TWENTY, "positions": 24}
        mine = case(load=load, today=[repeats("20 %")], context={"channels": ["email"]})
        assert "calls that wait on the line" in of(mine, Lever.SERVICE_LEVEL).why_not
        assert of(mine, Lever.REPEATS).share == pytest.approx(100 / 81, abs=0.001)
        assert "Nothing is said of the wait" in words(of(mine, Lever.REPEATS))
        assert "what is occupancy today" in asked(of(mine, Lever.OCCUPANCY))

    def test_ten_of_twelve_seconds_are_no_small_step(self, case: Make) -> None:
        found = of(case(load={**PAID, "handle_seconds": 12}), Lever.HANDLE_TIME)
        assert found.people is None
        assert "too large a part" in found.why_not

    def test_there_is_no_point_to_take_off_half_a_point(self, case: Make) -> None:
        found = of(case(load=PAID, today=[repeats("0.5 %")]), Lever.REPEATS)
        assert found.people is None
        assert "no point to take off" in found.why_not


class TestAsking:
    FULL = (LEVEL, repeats("20 %"))

    @pytest.mark.parametrize(
        ("gone", "lever", "question"),
        [
            ("contacts", Lever.SERVICE_LEVEL, "How many contacts come in"),
            ("handle_seconds", Lever.SERVICE_LEVEL, "How long does one contact take"),
            ("handle_seconds", Lever.HANDLE_TIME, "How long does one contact take"),
            ("paid_heads", Lever.ATTRITION, "How many people are paid"),
            ("paid_heads", Lever.REPEATS, "How many people are paid"),
            ("cost_per_hour", Lever.REPEATS, "What does one paid hour cost"),
            ("hours_per_year", Lever.REPEATS, "For how many hours is one person paid"),
        ],
    )
    def test_a_missing_figure_of_the_load_is_asked_for(
        self, case: Make, gone: str, lever: Lever, question: str
    ) -> None:
        load = {**TWENTY, **PAID, "positions": 24}
        assert question not in asked(of(case(load=load, today=self.FULL), lever))
        found = of(case(load={k: v for k, v in load.items() if k != gone}, today=self.FULL), lever)
        assert question in asked(found)
        assert found.money is None

    @pytest.mark.parametrize(
        "today",
        [
            [],
            [repeats("many")],
            [repeats("20 %"), repeats("24 %")],  # which one?
            [repeats("-2 points")],
            [{"metric": "repeat-contact-rate", "written": "Repeats", "target": "<= 15 %"}],
        ],
    )
    def test_repeats_are_never_guessed(self, case: Make, today: list[dict[str, Any]]) -> None:
        found = of(case(load={**TWENTY, **PAID, "positions": 24}, today=today), Lever.REPEATS)
        assert found.people is None
        assert "Which share of contacts comes back" in asked(found)

    def test_a_level_without_its_time_is_asked_about(self, case: Make) -> None:
        today = [{**LEVEL, "target": "80 %"}]
        found = of(case(load={**TWENTY, "positions": 24}, today=today), Lever.SERVICE_LEVEL)
        assert "Within how many seconds?" in asked(found)

    def test_a_months_leavers_are_no_years(self, case: Make) -> None:
        rows = [actual("attrition-rate", "3 %", definition="one-month")]
        found = of(case(load=PAID, today=rows), Lever.ATTRITION)
        assert found.people == 0.4
        assert all("Today" not in step.says for step in found.steps)

    def test_those_who_stay_are_read_the_other_way_round(self, case: Make) -> None:
        rows = [{"written": "Staff retention", "actual": "70 %"}]
        found = of(case(load={**PAID, "paid_heads": 100}, today=rows), Lever.ATTRITION)
        assert "Today 30 % leave" in words(found)

    def test_of_nothing_nothing_is_told(self, case: Make) -> None:
        found = worth(case())
        assert all(item.people is None and item.money is None for item in found)
        assert all(item.missing for item in found)
        asks = first_asks(found)
        assert len(asks) == 3
        assert "How many people are paid" in asks[0].says

    def test_what_cannot_be_entered_is_not_among_the_first_questions(self, case: Make) -> None:
        asks = first_asks(worth(case(load=PAID)), most=20)
        assert all("replace" not in ask.says for ask in asks)


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["md", "html"])
class TestReport:
    def test_it_carries_the_figures_and_their_sums(self, shipped: Catalogue, kind: str) -> None:
        load: dict[str, Any] = {**TWENTY, **PAID, "positions": 24, "currency": "EUR"}
        brief = from_document({"load": load, "today": [LEVEL, repeats("20 %")]})
        text = spaced(report(advise(brief, shipped), shipped, kind).replace("\\", ""))
        for item in worth(Case(brief, shipped)):
            assert people_say(item)[1:] in text
            assert spaced(money_says(item))[1:] in text
            assert all(step.sum in text for step in item.steps)

    def test_it_asks_where_nothing_is_known(self, shipped: Catalogue, kind: str) -> None:
        text = report(advise(from_document({}), shipped), shipped, kind)
        assert "How many people are paid for this queue" in text
        told = text.split("What it is worth")[1].split("Where attention")[0]
        assert not re.search(r"(about|frees|takes) \d", told)
