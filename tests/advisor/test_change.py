"""The change plan: a step per metric, who decides it, when, what becomes of pay, and the words."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.advice import Advice, advise
from advisor.brief import from_document
from advisor.case import Case
from advisor.change import FAMILIES, Change, change_plan
from advisor.change.floor import to_me, to_you
from advisor.change.timing import BASELINE, LONGEST_WAIT
from advisor.critique import critique
from advisor.recommend import recommend
from advisor.reports import page_html, page_text, report
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Consequence, Level, Use

MakeCase = Callable[..., Case]

BALANCED = {"preset": "balanced-service"}
AHT = {"metric": "average-handle-time", "levels": ["agent"], "target": "<= 300 s"}


URGENT: dict[str, Any] = {
    "context": {
        "sourcing": "bpo", "pricing": "per-contact", "adjusters": ["service-credits"],
        "channels": ["voice"], "work": ["emergency", "advice"], "stakes": "home-or-safety",
        "sector": "healthcare",
    },
    "strategy": {"preset": "safety-and-emergency"},
    "today": [
        {"metric": "service-level", "target": "95%", "consequences": ["punished"]},
        {"metric": "callback-kept-rate", "target": "100%"},
        {"metric": "average-handle-time", "target": "550 s", "consequences": ["punished"]},
    ],
}  # fmt: skip


@functools.cache
def advised(name: str) -> Advice:
    return advise(example(name), load())


def plan_of(case: Case) -> dict[str, Change]:
    best = recommend(case)
    assert best.clash is None
    findings = critique(case, select=FAMILIES).findings
    return {step.metric: step for step in change_plan(case, best, findings)}


# --- what changes --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_metric_of_the_list_and_of_the_set_has_one_step(name: str) -> None:
    advice = advised(name)
    today = {item.metric for item in advice.resolved if item.metric}
    chosen = {item.metric for item in advice.recommendation.metrics if item.tier != "plan"}
    steps = {step.metric: step for step in advice.diff}
    assert len(steps) == len(advice.diff)
    assert set(steps) == today | chosen
    assert [step.order for step in advice.diff] == list(range(1, len(steps) + 1))
    for metric, step in steps.items():
        if metric not in today:
            assert step.what == "add"
        elif metric in chosen:
            assert step.what == ("change" if step.alters else "keep")
        assert step.because


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_plan_is_the_same_from_all_findings_and_from_those_it_needs(
    name: str, shipped: Catalogue
) -> None:
    assert plan_of(Case(example(name), shipped)) == {x.metric: x for x in advised(name).diff}


def test_a_line_on_a_card_where_it_is_banned_leaves_that_card(case: MakeCase) -> None:
    found = case(
        context={"pricing": "per-handle-minute"}, must=["average-handle-time"], today=[AHT]
    )
    step = plan_of(found)["average-handle-time"]
    level = next(side for side in step.alters if side.what == "level")
    assert found.use_at("average-handle-time", Level.AGENT).use is Use.NEVER
    assert level.before == "Agent"
    assert "agent" not in level.after.lower()
    assert level.because == found.use_at("average-handle-time", Level.AGENT).because


def test_a_definition_that_misleads_stands_beside_the_plain_one(
    case: MakeCase, shipped: Catalogue
) -> None:
    entry = shipped.metrics["service-level"]

    def sides(definition: str | None, origin: str) -> list[tuple[str, str]]:
        row = {
            "metric": "service-level", "levels": ["programme"], "target": "80/20",
            "definition": definition, "from": origin, "consequences": ["asked-first"],
        }  # fmt: skip
        found = plan_of(case(strategy=BALANCED, today=[row]))["service-level"]
        assert "Pursued" in found.then
        return [(x.before, x.after) for x in found.alters if x.what == "definition"]

    [(before, after)] = sides("of-answered", "own")
    assert before == entry.variants["of-answered"].differs
    assert entry.formula is not None
    assert entry.formula in after
    assert sides("Of all offered, clock from the end of the menu", "contract") == []
    assert sides(None, "own") == []
    assert sides(None, "contract") != []


@pytest.mark.parametrize(
    ("metric", "strategy", "target", "why"),
    [
        ("first-contact-resolution", "balanced-service", "100 %", None),
        ("customer-satisfaction", "relationship-and-trust", "85 %", "Industry standard"),
        ("customer-satisfaction", "relationship-and-trust", "85 %", ""),
    ],
)
def test_a_target_of_all_a_copied_one_and_one_without_reason_are_looked_at_again(
    metric: str, strategy: str, target: str, why: str | None, case: MakeCase
) -> None:
    row: dict[str, Any] = {"metric": metric, "levels": ["programme"], "why": why}
    own = {**row, "target": "71 %", "why": "The best month that we can explain", "from": "own"}
    preset = {"preset": strategy}
    settled = plan_of(case(strategy=preset, today=[own]))[metric]
    asked = plan_of(case(strategy=preset, today=[{**row, "target": target}]))[metric]
    assert "Pursued" in asked.then
    assert [side.before for side in asked.alters if side.what == "target"] == [target]
    assert not [side for side in settled.alters if side.what == "target"]


def test_one_limit_on_a_number_that_is_bad_at_both_ends_becomes_a_band(
    case: MakeCase, shipped: Catalogue
) -> None:
    row = {**AHT, "levels": ["programme"], "consequences": ["asked-first"]}
    found = case(
        context={"pricing": "per-handle-minute"}, must=["average-handle-time"], today=[row]
    )
    step = plan_of(found)["average-handle-time"]
    side = next(side for side in step.alters if side.what == "target")
    assert side.after == shipped.metrics["average-handle-time"].aim


def test_what_is_merely_reported_is_no_crime(case: MakeCase) -> None:
    rows = [
        {"metric": key, "levels": ["agent"], "consequences": []}
        for key in ("average-handle-time", "contacts-per-hour", "contacts-handled", "talk-time")
    ]
    for step in plan_of(case(today=rows)).values():
        if step.what != "add":
            assert not step.at_once
            assert step.stops is None
            assert step.pay is None
            assert step.says is None


def test_a_count_that_planning_needs_is_kept_where_nothing_hangs_on_it(case: MakeCase) -> None:
    free = {"metric": "contacts-offered", "levels": ["programme"], "consequences": []}
    paid = {**free, "levels": ["agent"], "consequences": ["paid"]}
    assert plan_of(case(today=[free]))["contacts-offered"].what == "keep"
    assert plan_of(case(today=[paid]))["contacts-offered"].what == "change"


# --- who decides ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "brief", "decider", "assumed"),
    [
        ({"may_change": "me"}, {}, "me", False),
        ({"may_change": "my boss"}, {}, "my boss", False),
        ({"may_change": "the client"}, {}, "the client", False),
        ({"may_change": "client"}, {"seat": "client"}, "me", False),
        ({"may_change": "the regulator"}, {}, "the regulator", False),
        ({"from": "contract"}, {}, "the client", True),
        ({"from": "contract"}, {"seat": "client"}, "me", True),
        ({"from": "law"}, {}, "the regulator", True),
        ({"from": "head office"}, {}, "my boss", True),
        ({"consequences": ["paid"]}, {}, "my boss", True),
        ({"consequences": ["paid"], "may_change": "me"}, {}, "me", False),
        ({"consequences": ["paid"]}, {"seat": "client"}, "me", True),
        ({}, {}, "me", True),
    ],
)
def test_who_decides_and_whether_that_was_said(
    fields: dict[str, Any], brief: dict[str, Any], decider: str, assumed: bool, case: MakeCase
) -> None:
    row = {"metric": "net-promoter-score", "levels": ["programme"], "target": "+50", **fields}
    step = plan_of(case(today=[row], **brief))["net-promoter-score"]
    assert step.what in ("drop", "change")
    assert step.decided_by == decider
    assert (step.assumed is not None) == assumed


def test_what_a_provider_is_paid_for_by_contract_is_the_clients_to_change(case: MakeCase) -> None:
    row = {"metric": "service-level", "levels": ["programme"], "consequences": ["paid"]}
    for sourcing, decider in (("bpo", "the client"), ("in-house", "my boss")):
        found = case(context={"sourcing": sourcing}, never=["service-level"], today=[row])
        step = plan_of(found)["service-level"]
        assert (step.decided_by, step.assumed is not None) == (decider, True)


@pytest.mark.parametrize(
    ("sourcing", "adjusters", "levels", "hangs", "decider"),
    [
        ("bpo", ["service-credits"], None, "punished", "the client"),
        ("bpo", ["bonus"], None, "paid", "the client"),
        (None, ["service-credits"], None, "paid", "the client"),
        ("bpo", ["service-credits"], ["agent"], "punished", "my boss"),
        ("bpo", ["volume-band"], None, "paid", "my boss"),
        ("in-house", ["bonus"], None, "paid", "my boss"),
    ],
)
def test_a_number_that_the_contract_penalises_is_the_clients_to_take_off(
    sourcing: str | None, adjusters: list[str], levels: list[str] | None, hangs: str,
    decider: str, case: MakeCase,
) -> None:  # fmt: skip
    row = {"metric": "service-level", "levels": levels, "target": "95%", "consequences": [hangs]}
    context = {"sourcing": sourcing, "adjusters": adjusters}
    step = plan_of(case(context=context, never=["service-level"], today=[row]))["service-level"]
    assert step.decided_by == decider
    assert step.pay is not None
    assert ("runs on until both sides" in step.pay.meanwhile) is (decider == "the client")


def test_a_guard_leaves_with_what_it_guards_and_not_before(case: MakeCase) -> None:
    """What the critique put beside a number, with nothing hanging on it, is not called idle while
    that number presses."""
    guard = {"metric": "coaching-delivered", "levels": ["programme"], "consequences": []}
    beside = plan_of(case(**{**URGENT, "today": [*URGENT["today"], guard]}))["coaching-delivered"]
    alone = plan_of(case(**{**URGENT, "today": [guard]}))["coaching-delivered"]
    assert (beside.what, alone.what) == ("drop", "drop")
    assert "service level" in beside.because
    assert "when that goes" in beside.because
    assert "when that goes" not in alone.because


def test_trouble_is_not_called_pay(case: MakeCase) -> None:
    row = {"metric": "average-handle-time", "levels": ["agent"], "target": "<= 300 s"}
    for hangs, pay in (("punished", False), ("paid", True)):
        step = plan_of(case(today=[{**row, "consequences": [hangs]}]))["average-handle-time"]
        assert step.decided_by == "my boss"
        assert ("Pay hangs on it" in (step.assumed or "")) is pay


def test_whose_card_it_stands_on_inside_the_house_is_no_matter_for_the_law(case: MakeCase) -> None:
    row = {"metric": "net-promoter-score", "levels": ["agent"], "target": "+50", "from": "law"}
    assert plan_of(case(today=[row]))["net-promoter-score"].decided_by == "me"


def test_nobody_asks_the_regulator_before_counting_something(case: MakeCase) -> None:
    found = case(context={"work": ["collections"], "sector": "debt-collection"})
    assert found.owed
    for step in plan_of(found).values():
        assert step.decided_by != "the regulator"


# --- when ----------------------------------------------------------------------------------------


def test_what_harms_with_money_on_it_stops_at_once_and_the_money_does_not(case: MakeCase) -> None:
    row = {**AHT, "consequences": ["paid", "ranked"], "weight": 20}
    step = plan_of(case(today=[row]))["average-handle-time"]
    assert step.at_once
    assert step.stops == 0
    assert step.pay is not None
    assert "20 %" in step.pay.hangs
    assert "own average" in step.pay.meanwhile
    calm = plan_of(case(today=[{**AHT, "consequences": ["asked-first"]}]))["average-handle-time"]
    assert not calm.at_once


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_nothing_is_taken_away_before_what_takes_its_place_has_been_counted(
    name: str, shipped: Catalogue
) -> None:
    advice = advised(name)
    steps = {step.metric: step for step in advice.diff}
    for step in advice.diff:
        moves = shipped.metrics[step.metric].moves
        if step.what == "add" and moves is not None:
            assert step.shadow_weeks == BASELINE[moves.answers_in]
        for other in step.waits_for:
            assert steps[other].what == "add"
            assert step.stops is not None
            assert step.stops >= min(steps[other].shadow_weeks or 0, LONGEST_WAIT)
        if step.pay is not None and step.pay.then:
            assert advice.plan.pay_week is not None
            for able in step.pay.hangs_on:
                weeks = steps[able].shadow_weeks or 0
                assert advice.plan.pay_week >= min(weeks, LONGEST_WAIT)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_phases_run_in_time_and_hold_every_stop_and_every_trial(name: str) -> None:
    advice = advised(name)
    weeks = [phase.week for phase in advice.plan.phases]
    assert weeks == sorted(weeks)
    assert weeks[0] == 0
    placed = {(line.metric, phase.week) for phase in advice.plan.phases for line in phase.lines}
    for step in advice.diff:
        if step.what != "keep" and step.stops is not None:
            assert (step.metric, step.stops) in placed
        if step.what != "keep" and step.shadow:
            assert (step.metric, 0) in placed
    assert weeks[-1] >= max(step.stops or 0 for step in advice.diff) + 13


def test_where_demands_clash_there_is_no_way_to_go(shipped: Catalogue) -> None:
    brief = {"must": ["service-level"], "never": ["service-level"], "today": [AHT]}
    advice = advise(from_document(brief), shipped)
    assert advice.recommendation.clash
    assert advice.diff == ()
    assert advice.plan.phases == ()


def test_without_a_list_there_is_no_way_to_go(shipped: Catalogue) -> None:
    advice = advise(from_document({}), shipped)
    assert (advice.plan.phases, advice.plan.pages, advice.plan.pay_week) == ((), (), None)
    for kind in ("md", "html"):
        assert "does not tell" not in report(advice, shipped, kind)


# --- pay -----------------------------------------------------------------------------------------

HANGING = st.lists(
    st.sampled_from([item.value for item in Consequence]), max_size=3, unique=True
).map(list)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "metric": st.sampled_from(
                "average-handle-time customer-satisfaction quality-score service-level "
                "schedule-adherence first-contact-resolution contacts-handled".split()
            ),
            "levels": st.lists(
                st.sampled_from(["agent", "team", "programme", "organisation"]),
                min_size=1,
                max_size=2,
                unique=True,
            ),
            "consequences": HANGING,
            "weight": st.none() | st.integers(5, 40),
        }
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row["metric"],
)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, sourcing=st.sampled_from(["in-house", "bpo"]))
def test_no_money_and_no_trouble_is_ever_passed_over_in_silence(
    rows: list[dict[str, Any]], sourcing: str
) -> None:
    case = Case(from_document({"context": {"sourcing": sourcing}, "today": rows}), load())
    steps = plan_of(case)
    for row in rows:
        step, hanging = steps[row["metric"]], set(row["consequences"])
        bound = hanging & {"paid", "gate", "punished"} or row["weight"]
        assert (step.pay is not None) == bool(bound)
        if step.pay is None:
            continue
        assert step.pay.meanwhile
        if row["weight"]:
            assert f"{row['weight']} %" in step.pay.hangs
        if step.what != "keep" and "paid" in hanging and step.pay.then:
            assert re.search("average|runs on", step.pay.meanwhile)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_one_number_is_to_carry_what_hung_on_several(name: str) -> None:
    for step in advised(name).diff:
        if step.pay is not None and 0 < len(set(step.pay.hangs_on) - {step.metric}) < 3:
            assert "fixed pay" in step.pay.then


# --- the words -----------------------------------------------------------------------------------


def test_the_floor_is_told_the_truth_of_its_own_card(case: MakeCase) -> None:
    """What an agent sees of the own work is not said to stand elsewhere only, and what no agent
    can move is not said to come in the place of what goes."""
    found = case(**URGENT)
    chosen = {item.metric: item for item in recommend(found).metrics}
    steps = plan_of(found)
    both = [
        metric for metric, item in chosen.items()
        if item.tier == "pursue"
        and (item.uses[Level.TEAM], item.uses[Level.AGENT]) == (Use.PURSUE, Use.WATCH)
    ]  # fmt: skip
    assert both
    for metric in both:
        assert "not on yours" not in str(steps[metric].says)
        assert "your own figure" in str(steps[metric].says)
    gone = [step for step in steps.values() if step.waits_for and "In its place" in str(step.says)]
    assert gone
    for step in gone:
        floor = all(
            Use.PURSUE in (chosen[key].uses[Level.AGENT], chosen[key].uses[Level.TEAM])
            for key in step.waits_for
        )
        assert ("nobody alone, answers for" in str(step.says)) is not floor


def test_the_words_name_the_metric_and_speak_to_people_and_not_about_them() -> None:
    spoken = [step for name in EXAMPLES for step in advised(name).diff if step.says]
    assert len(spoken) > 20
    for step in spoken:
        name = load().label(step.metric)
        assert step.says is not None
        assert name[1:] in step.says
        assert not re.search(r"\bthe agent's\b|\ban agent can\b", step.says, re.IGNORECASE)
        assert "  " not in step.says
        assert step.says.endswith(".")


def test_the_reason_given_to_the_floor_is_the_dossiers_own(
    case: MakeCase, shipped: Catalogue
) -> None:
    row = {**AHT, "consequences": ["punished"]}
    says = plan_of(case(today=[row]))["average-handle-time"].says
    assert says is not None
    ban = shipped.metrics["average-handle-time"].use[Level.AGENT].because
    assert ban.split(". ")[1] in says
    assert "nobody gets into trouble over average handle time" in says


def test_planners_and_boards_are_not_spoken_of_on_the_floor(case: MakeCase) -> None:
    row = {"metric": "forecast-accuracy", "levels": ["planning"], "target": ">= 95 %"}
    found = case(never=["forecast-accuracy"], today=[row])
    assert plan_of(found)["forecast-accuracy"].says is None


def test_who_is_spoken_of_becomes_who_is_spoken_to() -> None:
    assert to_you("It is not the agent's choice.") == "It is not your choice."
    assert to_you("one's own comments to read.") == "Your own comments to read."
    assert to_me("The team leader can see it.") == "I can see it."


# --- pages and reports ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_step_stands_on_the_page_of_the_one_who_decides(name: str, shipped: Catalogue) -> None:
    advice = advised(name)
    asked = [(page.decider, item.metric) for page in advice.plan.pages for item in page.decide]
    assert sorted(asked) == sorted(
        (step.decided_by, step.metric) for step in advice.diff if step.what != "keep"
    )
    for page in advice.plan.pages:
        text = page_text(page, shipped)
        assert text.startswith(f"# {page.title}")
        for item in page.decide:
            assert shipped.label(item.metric) in text
        assert len({item.metric for item in page.know} & {item.metric for item in page.decide}) == 0
        if page.decide:
            assert page.needs


def test_a_page_carries_days_once_a_start_is_set(shipped: Catalogue) -> None:
    page = advised("telecom-bpo").plan.pages[0]
    start = date(2027, 1, 4)
    assert "4 January 2027 (week 0)" in page_text(page, shipped, start)
    assert "4 January 2027 (week 0)" in page_html(page, shipped, start)
    assert "Week 0" in page_text(page, shipped)


def test_reports_hold_the_plan_and_show_what_people_wrote_as_it_is(shipped: Catalogue) -> None:
    rows = [
        {"written": "AHT", **AHT, "consequences": ["paid"], "target": "<b>low</b>"},
        {"written": "<script>zeal</script>"},
    ]
    advice = advise(from_document({"title": "A *bold* <i>title</i>", "today": rows}), shipped)
    html, text = (report(advice, shipped, kind) for kind in ("html", "md"))
    assert "<script>" not in html
    assert "<b>low</b>" not in html
    assert "&lt;b&gt;low&lt;/b&gt;" in html
    assert r"\<b\>low" in text
    assert "zeal" in text
    for page in advice.plan.pages:
        assert page.title in html
        assert page.title in text
    for phase in advice.plan.phases:
        assert phase.title in html
        assert phase.title in text


def test_a_worth_is_said_only_where_the_figures_are_known_and_the_set_pursues_it(
    shipped: Catalogue,
) -> None:
    rows = [
        {**AHT, "consequences": ["paid"]},
        {"metric": "repeat-contact-rate", "consequences": ["paid"], "actual": "21 %",
         "target": "<= 15 %"},
    ]  # fmt: skip

    def told(load_: dict[str, Any], preset: str) -> dict[str, str]:
        brief = {"load": load_, "today": rows, "strategy": {"preset": preset}}
        advice = advise(from_document(brief), shipped)
        pursued = {item.metric for item in advice.recommendation.tier("pursue")}
        assert "average-handle-time" not in pursued
        return {
            item.metric: item.worth
            for page in advice.plan.pages
            for item in (*page.decide, *page.know)
            if item.what != "keep"
        }

    known = {"contacts": 120, "minutes": 30, "handle_seconds": 300, "paid_heads": 34}
    assert set(told({}, "effortless-service").values()) == {""}
    says = told(known, "demand-removal")
    assert says["average-handle-time"] == ""  # nobody is given a price for hurrying callers
    assert says["repeat-contact-rate"].startswith("One point fewer repeat contacts")
    assert "paid people" in says["repeat-contact-rate"]
