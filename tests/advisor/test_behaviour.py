"""What people will do: who, why, how one would notice, and who pays for it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from advisor.behaviour import PAYS, Expected, behaviours
from advisor.brief import from_document
from advisor.case import Case
from knowledge.catalogue import load
from knowledge.vocabulary import Lens, Level, Role

CATALOGUE = load()


def expected(today: list[dict[str, Any]], **context: Any) -> dict[str, Expected]:
    case = Case(from_document({"today": today, "context": context}), CATALOGUE)
    return {item.behaviour: item for item in behaviours(case)}


def test_pay_on_seconds_brings_haste_and_a_report_does_not() -> None:
    line = {"written": "AHT", "metric": "average-handle-time", "levels": ["agent"]}
    paid = expected([{**line, "consequences": ["paid", "ranked"], "target": "<= 300 s"}])
    hurried = paid["rushing-callers"]
    assert hurried.role is Role.AGENT
    assert hurried.because_of == ("AHT",)
    assert hurried.hangs == ("AHT: people are ranked by it, pays someone",)
    assert not hurried.conditional
    assert hurried.notice
    assert "rushing-callers" not in expected([{**line, "consequences": []}])


def test_what_nobody_said_is_conditional_and_comes_after_what_is_sure() -> None:
    line = {"metric": "average-handle-time", "levels": ["agent"]}
    unsaid = expected([line])
    assert unsaid["rushing-callers"].conditional
    assert unsaid["rushing-callers"].hangs == ()
    both = expected(
        [line, {"metric": "service-level", "consequences": ["paid"], "target": "80/20"}]
    )
    order = [item.conditional for item in both.values()]
    assert order == sorted(order)


def test_the_contract_speaks_for_the_provider() -> None:
    found = expected([], sourcing="bpo", pricing="per-contact")
    assert found
    named = CATALOGUE.contexts["per-contact"].name
    assert any(named in item.because_of for item in found.values())
    assert {Role.PROVIDER} & {item.role for item in found.values()}


def test_every_behaviour_has_a_path_that_starts_with_what_provokes_it_and_somebody_pays() -> None:
    found = expected(
        [
            {"metric": "average-handle-time", "levels": ["agent"], "consequences": ["paid"]},
            {"metric": "occupancy", "levels": ["planning"], "consequences": ["asked-first"]},
            {"metric": "customer-satisfaction", "levels": ["agent"], "consequences": ["paid"]},
        ]
    )
    assert len({item.role for item in found.values()}) > 1
    for item in found.values():
        assert item.path[0].end == item.behaviour
        assert all(one.end == other.start for one, other in zip(item.path, item.path[1:]))  # noqa: B905
        assert all(told.split(":")[0] in PAYS.values() for told in item.whom)
    assert any(item.whom for item in found.values())


@pytest.mark.parametrize("sourcing", ["in-house", "shared-service", "bpo", "client"])
def test_only_where_somebody_buys_is_there_a_client_and_a_provider(sourcing: str) -> None:
    rows = [
        {"metric": metric, "consequences": ["paid"], "target": "better"}
        for metric in ("forecast-accuracy", "cost-per-contact", "quality-score", "occupancy")
    ]
    found = expected(rows, sourcing=sourcing).values()
    parties = {item.role for item in found} & {Role.CLIENT, Role.PROVIDER}
    assert bool(parties) is (sourcing != "in-house")
    name = CATALOGUE.contexts[sourcing].name
    assert all(cause != name for item in found for cause in item.because_of)  # it is no fault


@pytest.mark.parametrize(
    ("behaviour", "metric", "first", "spared"),
    [
        ("robbing-off-phone-work", "service-level", Lens.PEOPLE, {Lens.REVENUE, Lens.RISK}),
        ("turning-callers-away", "service-level", Lens.CUSTOMER, {Lens.PEOPLE, Lens.REVENUE}),
        ("buying-the-score", "customer-satisfaction", Lens.EFFICIENCY, {Lens.PEOPLE, Lens.RISK}),
        ("waving-identification-through", "average-handle-time", Lens.RISK, {Lens.PEOPLE}),
    ],
)
def test_whoever_pays_most_is_named_first_and_a_far_echo_not_at_all(
    behaviour: str, metric: str, first: Lens, spared: set[Lens]
) -> None:
    """What an operations director would say of each."""
    row = {"metric": metric, "consequences": ["paid", "asked-first"], "target": "better"}
    rows = [{**row, "levels": [level]} for level in ("agent", "programme")]
    whom = [told.split(":")[0] for told in expected(rows, channels=["voice"])[behaviour].whom]
    assert whom[0] == PAYS[first]
    assert not {PAYS[lens] for lens in spared} & set(whom)


SPOKEN = re.compile(r"\b(calls?|callers?|phones?|dial\w*)\b", re.IGNORECASE)


def test_where_nobody_talks_no_behaviour_is_named_after_calls() -> None:
    """Work in writing: pay on every number that applies, at every level."""
    context = {"channels": ["email", "ticket"], "adjusters": ["service-credits"]}
    case = Case(from_document({"context": context}), CATALOGUE)
    rows = [
        {"metric": metric, "levels": [level.value], "consequences": [hangs], "target": "better"}
        for metric in case.universe
        for level, hangs in ((Level.AGENT, "paid"), (Level.PROGRAMME, "asked-first"))
    ]
    found = expected(rows, **context)
    assert {"rushing-callers", "cherry-picking"} <= set(found)
    spoken = {item.name for item in found.values() if SPOKEN.search(item.name)}
    assert spoken == {"Robbing off-phone work"}  # a term of the trade for all that is not a contact
    told = [item for item in found.values() if CALLED.search(f"{item.does} {item.because}")]
    assert not [item.name for item in told]


CALLED = re.compile(
    r"\bcallers?\b|\b(the|an?|each|one|next|hard|between|of|in|on|two|first) calls?\b",
    re.IGNORECASE,
)


def test_where_nobody_talks_no_reason_on_a_card_is_about_callers() -> None:
    case = Case(from_document({"context": {"channels": ["email", "ticket"]}}), CATALOGUE)
    told = {
        metric: use.because
        for metric in case.universe
        for level in case.cards
        if CALLED.search((use := case.use_at(metric, level)).because)
    }
    assert told.keys() <= {"on-time-completion"}  # which compares itself with calls
