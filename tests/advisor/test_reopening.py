"""An earlier result opened again: what is read, what has changed, what still earns its place."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest

from advisor import share
from advisor.advice import METHOD_VERSION, Advice, advise
from advisor.brief import BriefError, Observed, Row, document, from_document
from advisor.case import Case
from advisor.progress import held
from advisor.recommend import recommend
from advisor.reopening import Earlier, Since, changed, opened, recommended, saved, since
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def advice() -> Advice:
    return advise(example("telecom-bpo"), load())


def result(advice: Advice, **changes: Any) -> str:
    told = saved(advice, example("telecom-bpo"), "2025-11-20") | changes
    return json.dumps(told)


def held_against(earlier: Earlier, shipped: Catalogue, **rows: dict[str, Any]) -> Since:
    """The earlier result beside the telecom example, with fields of its lines as given."""
    told = document(example("telecom-bpo"))
    for row in told["today"]:
        row |= rows.get(row["metric"].replace("-", "_"), {})
    case = Case(from_document(told), shipped)
    again = recommend(Case(earlier.brief, shipped))
    return since(earlier, again, case, recommend(case), DAY)


# --- reading -------------------------------------------------------------------------------------


def test_a_saved_result_comes_back_whole(advice: Advice, shipped: Catalogue) -> None:
    found = opened(result(advice), shipped)
    assert found.brief == example("telecom-bpo")
    assert found.made == "2025-11-20"
    assert found.method_version == METHOD_VERSION
    assert found.set == recommended(advice.recommendation)


def test_what_the_command_line_writes_is_read_as_well(advice: Advice, shipped: Catalogue) -> None:
    found = opened(advice.model_dump_json(), shipped)
    assert found.set == recommended(advice.recommendation)
    assert found.knowledge_version == shipped.version


def test_a_design_and_a_link_hold_no_result(shipped: Catalogue) -> None:
    brief = example("telecom-bpo")
    for given in (
        json.dumps(document(brief)),
        f"https://x.test/?b={share.to_link(brief, shipped)}",
    ):
        found = opened(given, shipped)
        assert found.brief == brief
        assert found.set is None


def test_a_renamed_metric_is_found_under_its_new_name(advice: Advice, shipped: Catalogue) -> None:
    renamed = dataclasses.replace(shipped, _renamed={"speed-of-reply": "average-speed-of-answer"})
    told = json.loads(result(advice))
    told["recommendation"]["metrics"] = [{"metric": "speed-of-reply", "tier": "watch"}]
    assert set(opened(json.dumps(told), renamed).set or ()) == {"average-speed-of-answer"}


@pytest.mark.parametrize(
    "broken",
    [
        "not json",
        '{"brief": {"nonsense": 1}}',
        '{"brief": {}, "recommendation": {"metrics": "all"}}',
        '{"brief": {}, "recommendation": {"metrics": [{"metric": "service-level"}]}}',
        '{"brief": {}, "recommendation": {"metrics": [{"metric": "x", "tier": "chase"}]}}',
    ],
)
def test_what_is_no_result_is_refused(broken: str, shipped: Catalogue) -> None:
    with pytest.raises(BriefError):
        opened(broken, shipped)


# --- what has changed ----------------------------------------------------------------------------


def test_nothing_has_changed_where_nothing_has(advice: Advice, shipped: Catalogue) -> None:
    found = held_against(opened(result(advice), shipped), shipped)
    assert found.same
    assert found.same_list
    assert not found.guessed
    assert not found.asked
    assert not found.by_knowledge
    assert not found.by_you


def test_another_knowledge_and_another_set_are_told_apart_from_what_you_changed(
    advice: Advice, shipped: Catalogue
) -> None:
    told = json.loads(result(advice, knowledge_version="older"))
    metrics = told["recommendation"]["metrics"]
    gone = next(item["metric"] for item in metrics if item["tier"] == "pursue")
    told["recommendation"]["metrics"] = [item for item in metrics if item["metric"] != gone]
    found = held_against(opened(json.dumps(told), shipped), shipped)
    assert not found.same
    assert [(item.metric, item.was, item.now) for item in found.by_knowledge] == [
        (gone, "out", "pursue")
    ]
    assert not found.by_you


def test_a_changed_strategy_is_said_and_moves_the_set(advice: Advice, shipped: Catalogue) -> None:
    earlier = opened(result(advice), shipped)
    told = document(example("telecom-bpo")) | {"strategy": {"lean": "efficiency"}}
    case = Case(from_document(told), shipped)
    again = recommend(Case(earlier.brief, shipped))
    found = since(earlier, again, case, recommend(case), DAY)
    assert any("trategy" in line or "Lean" in line for line in found.asked)
    assert found.by_you
    assert not found.by_knowledge


def test_what_was_not_kept_is_worked_out_and_said_to_be(shipped: Catalogue) -> None:
    earlier = opened(json.dumps(document(example("telecom-bpo"))), shipped)
    assert held_against(earlier, shipped).guessed


# --- what became of the advice -------------------------------------------------------------------


def test_each_piece_of_advice_was_taken_or_not(advice: Advice, shipped: Catalogue) -> None:
    found = held_against(opened(result(advice), shipped), shipped)
    cards = {item.metric for item in advice.recommendation.metrics if item.tier != "plan"}
    today = {row.metric for row in example("telecom-bpo").today}
    became = {item.metric: item.taken for item in found.uptake}
    assert {key for key, taken in became.items() if taken == "not"} == cards - today
    assert {key for key, taken in became.items() if taken == "stayed"} == today - cards
    assert became["average-handle-time"] == "otherwise"  # it pays agents, who should not have it


# --- what earns its place ------------------------------------------------------------------------


def months(*values: str) -> list[dict[str, str]]:
    return [{"when": f"2026-{n:02}", "value": value} for n, value in enumerate(values, start=1)]


def test_a_target_that_is_reached_and_held_gives_its_seat_up(
    advice: Advice, shipped: Catalogue
) -> None:
    earlier = opened(result(advice), shipped)
    three = months("9 %", "7 %", "7 %", "6 %")
    found = held_against(earlier, shipped, transfer_rate={"history": three})
    review = next(item for item in found.reviews if item.metric == "transfer-rate")
    assert review.causes == ("held",)
    assert "3 readings in a row, since 2026-02" in review.because[0]
    assert review.act == "limit"
    limit = shipped.metrics["transfer-rate"].watching
    assert limit is not None
    assert limit.limit[1:] in review.do
    two = months("7 %", "9 %", "7 %", "6 %")
    found = held_against(earlier, shipped, transfer_rate={"history": two})
    assert "transfer-rate" not in {item.metric for item in found.reviews}


def test_a_figure_that_stands_still_and_a_review_that_has_passed_were_acted_on_by_nobody(
    advice: Advice, shipped: Catalogue
) -> None:
    earlier = opened(result(advice), shipped)
    still = {"history": months("341 s", "340 s", "341 s")}
    found = held_against(
        earlier, shipped, average_handle_time=still, service_level={"review": "2026-10"}
    )
    idle = {item.metric for item in found.reviews if "idle" in item.causes}
    assert idle == {"average-handle-time", "service-level"}
    started = still | {"initiative": "Templates for the ten commonest letters"}
    found = held_against(
        earlier, shipped, average_handle_time=started, service_level={"review": "2026-11"}
    )
    assert not {item.metric for item in found.reviews if "idle" in item.causes}


def test_what_people_answer_for_is_only_missed_where_somebody_wrote_it_down(
    advice: Advice, shipped: Catalogue
) -> None:
    earlier = opened(result(advice), shipped)
    assert held_against(earlier, shipped).unheard
    found = held_against(earlier, shipped, service_level={"owner": "Planning"})
    assert not found.unheard
    assert "AHT" in found.unowned
    assert "Service Level" not in found.unowned
    assert "Service Level" in found.earning


def test_what_is_owed_is_never_taken_off(advice: Advice, shipped: Catalogue) -> None:
    found = held_against(
        opened(result(advice), shipped),
        shipped,
        average_speed_of_answer={"history": months("18 s", "17 s", "19 s")},
    )
    review = next(item for item in found.reviews if item.metric == "average-speed-of-answer")
    assert review.act is None


def test_every_line_is_told_of_once(advice: Advice, shipped: Catalogue) -> None:
    found = held_against(opened(result(advice), shipped), shipped, csat={"owner": "Ana"})
    told = [item.written for item in found.reviews] + [*found.unowned, *found.earning]
    assert sorted(told) == sorted(row.written for row in example("telecom-bpo").today)


def test_doing_it_changes_that_line_alone() -> None:
    brief = example("telecom-bpo")
    off = changed(brief, 2, "off")
    assert off.today == brief.today[:2] + brief.today[3:]
    eased = changed(brief, 0, "limit")
    assert eased.today[1:] == brief.today[1:]
    row = eased.today[0]
    assert (row.target, row.consequences, row.weight) == (None, (), None)
    assert row.written == brief.today[0].written


@pytest.mark.parametrize(
    ("target", "values", "times"),
    [
        (">= 90 %", ["91 %", "89 %", "90 %", "95 %"], 2),
        ("<= 5 %", ["4 %", "5 %", "3,5 %"], 3),
        ("80/20", ["81 %", "79 %"], None),
        (None, ["1", "2", "3"], None),
    ],
)
def test_how_long_a_target_is_held(
    target: str | None, values: list[str], times: int | None
) -> None:
    history = tuple(Observed(when=str(n), value=value) for n, value in enumerate(values))
    found = held(Row(written="x", target=target, history=history), None)
    assert (found.times if found else None) == times
