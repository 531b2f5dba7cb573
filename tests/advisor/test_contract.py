"""The contract from both chairs: who moves and holds what, what is agreed, and where interests
part. A figure stands in it only where somebody gave one, or where the catalogue does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from advisor.brief import from_document
from advisor.case import Case
from advisor.contract import Contract, Line, drawn_up, has_two_sides
from advisor.contract.sides import control, data
from advisor.recommend import recommend
from advisor.scorecard import scorecard
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Level, Use

FIGURE = re.compile(r"\d+")


def contract_of(case: Case) -> Contract:
    best = recommend(case)
    assert best.clash is None
    return drawn_up(case, best, scorecard(case, best))


@pytest.fixture(scope="module")
def telecom() -> Case:
    from knowledge.catalogue import load

    return Case(example("telecom-bpo"), load())


@pytest.fixture(scope="module")
def contract(telecom: Case) -> Contract:
    return contract_of(telecom)


def line(contract: Contract, metric: str) -> Line:
    return next(item for item in contract.lines if item.metric == metric)


def term(found: Line, name: str) -> Any:
    return next(item for item in found.terms if item.name == name)


def test_what_the_client_may_change_or_the_contract_names_is_in_it(
    telecom: Case, contract: Contract
) -> None:
    named = {
        str(item.metric)
        for item in telecom.brief.today
        if item.may_change == "client" or item.origin == "contract"
    }
    inside = {item.metric for item in contract.at("contract")}
    assert named <= inside
    assert inside - named  # and what the set wants there
    for metric in inside - named:
        assert telecom.use_at(metric, Level.CLIENT).use is Use.PURSUE


def test_what_the_client_has_no_business_with_stays_outside(telecom: Case) -> None:
    best = recommend(telecom)
    found = contract_of(telecom)
    for item in best.metrics:
        if item.tier != "plan" and item.uses.get(Level.CLIENT) is Use.NEVER:
            assert line(found, item.metric).place in ("outside", "contract")
    for outside in found.at("outside"):
        assert telecom.use_at(outside.metric, Level.CLIENT).use in (Use.NEVER, Use.PLAN)
        assert not outside.terms


def test_no_figure_is_invented(telecom: Case, contract: Contract, shipped: Catalogue) -> None:
    said = json.dumps(telecom.brief.model_dump(mode="json"), ensure_ascii=False)
    for found in contract.lines:
        entry = shipped.metrics[found.metric].model_dump_json()
        count = shipped.metrics[found.metric].least_observations
        known = set(FIGURE.findall(said + entry)) | set(FIGURE.findall(f"{count or 0:,}"))
        for item in found.terms:
            assert set(FIGURE.findall(item.says + item.asks + item.needless)) <= known
    assert not FIGURE.findall(" ".join(contract.once))


def test_each_point_is_agreed_or_asked_or_needless_and_never_two_of_them(
    contract: Contract,
) -> None:
    for found in contract.at("contract"):
        assert [item.name for item in found.terms] == [
            "counted", "target", "minimum", "credit", "exclusions", "band",
        ]  # fmt: skip
        for item in found.terms:
            assert sum(map(bool, (item.says, item.asks, item.needless))) == 1


def test_what_somebody_wrote_down_stands_in_place_of_the_question(telecom: Case) -> None:
    best = recommend(telecom)
    cards = scorecard(telecom, best)
    rows = list(telecom.brief.today)
    at = next(n for n, row in enumerate(rows) if row.metric == "service-level")
    document = rows[at].model_dump(mode="json", by_alias=True, exclude_none=True)
    agreed = {"minimum": "70 % in any week", "band": "10 % either side of the lock"}
    written = from_document({"today": [{**document, "contract": agreed}]}).today[0]
    rows[at] = written
    before = line(drawn_up(telecom, best, cards), "service-level")
    after = line(drawn_up(telecom, best, cards, rows), "service-level")
    assert term(after, "minimum").says == "70 % in any week"
    assert term(after, "band").says == "10 % either side of the lock"
    assert len(before.open) - len(after.open) == 2
    assert term(after, "target").says == "80/20"


def test_who_moves_it_and_who_holds_it(shipped: Catalogue) -> None:
    metrics = shipped.metrics
    assert control(metrics["coaching-delivered"]).chair == "provider"
    assert control(metrics["change-requests-in-time"]).chair == "client"
    assert control(metrics["service-level"]).chair == "both"
    assert data(metrics["attrition-rate"]).chair == "provider"
    assert data(metrics["repeat-contact-rate"]).chair == "both"  # the log and the customer's record


def test_the_price_decides_where_interests_part(case: Callable[..., Case]) -> None:
    rows = [{"metric": "average-handle-time", "from": "contract"}]

    def causes(pricing: str) -> set[tuple[str, str]]:
        found = contract_of(
            case(today=rows, context={"sourcing": "bpo", "pricing": pricing}, seat="provider")
        )
        parts = line(found, "average-handle-time").parts
        return {(part.because_of, part.behaviour) for part in parts if part.kind == "clause"}

    assert ("Paid per handle minute", "padding-contacts") in causes("per-handle-minute")
    assert "padding-contacts" not in {behaviour for _cause, behaviour in causes("per-contact")}
    assert ("Paid per contact", "rushing-callers") in causes("per-contact")


def test_a_number_that_the_client_moves_first_carries_no_credit_unasked(
    case: Callable[..., Case], shipped: Catalogue
) -> None:
    found = contract_of(
        case(
            context={"sourcing": "client", "adjusters": ["service-credits"]},
            must=["change-requests-in-time"],
            today=[{"metric": "change-requests-in-time", "from": "contract"}],
        )
    )
    asked = term(line(found, "change-requests-in-time"), "credit")
    first = shipped.metrics["change-requests-in-time"].moves
    assert first is not None
    assert first.who[0].label in asked.asks + asked.needless or "None" in asked.needless


def test_the_second_card_is_the_chairs_own_and_shows_what_only_its_house_answers_for(
    case: Callable[..., Case],
) -> None:
    provider = contract_of(case(context={"sourcing": "bpo"}))
    client = contract_of(case(context={"sourcing": "client"}))
    assert provider.own_title != client.own_title
    shown = {item.metric for item in provider.own.lines} if provider.own else set()
    assert "account-margin" in shown | {item.metric for item in provider.proposed}
    assert "account-margin" not in {item.metric for item in client.proposed}


@pytest.mark.parametrize(
    ("sourcing", "two"),
    [("bpo", True), ("client", True), ("mixed", True), ("in-house", False)],
)
def test_two_sides_are_where_one_company_buys_from_another(
    case: Callable[..., Case], sourcing: str, two: bool
) -> None:
    assert has_two_sides(case(context={"sourcing": sourcing})) is two


@pytest.mark.parametrize("preset", ["safety-and-emergency", "effortless-service"])
def test_the_second_card_does_not_repeat_the_first(preset: str, case: Callable[..., Case]) -> None:
    """A number stands on it where the programme does not show it, or only watches what the house
    pursues."""
    found = case(context={"sourcing": "bpo", "pricing": "per-contact"}, strategy={"preset": preset})
    best = recommend(found)
    drawn = drawn_up(found, best, scorecard(found, best))
    assert drawn.programme is not None
    seen = {line.metric: line.use for line in drawn.programme.lines}
    for line in drawn.own.lines if drawn.own else ():
        assert line.metric not in seen or (line.use, seen[line.metric]) == (Use.PURSUE, Use.WATCH)
    assert drawn.own is None or drawn.own.lines
    assert drawn.proposed
