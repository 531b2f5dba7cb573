"""What can be measured with the systems there are, held against the dossiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.case import Case
from advisor.measuring import BY_HAND, KEPT_BY, Checklist, checklist
from advisor.recommend import recommend
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import System


@pytest.fixture(scope="module")
def telecom() -> tuple[Case, Checklist]:
    case = Case(example("telecom-bpo"), load())
    return case, checklist(case, recommend(case))


def test_every_system_has_somebody_who_keeps_it_and_a_count_without_it() -> None:
    assert set(KEPT_BY) == set(BY_HAND) == set(System)


def test_the_whole_set_is_on_it_once(telecom: tuple[Case, Checklist]) -> None:
    case, found = telecom
    chosen = [item.metric for item in recommend(case).metrics if item.tier != "plan"]
    assert [item.metric for item in found.items] == chosen


def test_states_follow_from_the_list_and_from_the_systems_that_were_named(
    telecom: tuple[Case, Checklist], shipped: Catalogue
) -> None:
    case, found = telecom
    there = set(case.brief.systems or ())
    for item in found.items:
        needed = set(shipped.metrics[item.metric].systems)
        if item.metric in case.today:
            assert item.state == "counted"
            assert bool(item.doubtful) == (not needed <= there)
        else:
            assert item.state == ("ready" if needed <= there else "waits")
            assert bool(item.by_hand) == (not needed <= there)


def test_each_missing_system_names_all_that_waits_for_it(
    telecom: tuple[Case, Checklist], shipped: Catalogue
) -> None:
    case, found = telecom
    waits = {item.metric for item in found.at("waits")}
    wanted = {system for metric in waits for system in shipped.metrics[metric].systems}
    assert {need.system for need, _names in found.missing} == wanted - set(case.brief.systems or ())
    for need, names in found.missing:
        own = {shipped.label(key) for key in waits if need.system in shipped.metrics[key].systems}
        assert set(names) == own
    counts = [len(names) for _need, names in found.missing]
    assert counts == sorted(counts, reverse=True)


def test_unsaid_systems_are_unknown_and_not_missing(case: Callable[..., Case]) -> None:
    given = case(today=[{"metric": "service-level"}])
    found = checklist(given, recommend(given))
    assert not found.asked
    assert not found.missing
    assert {item.state for item in found.items} <= {"unknown", "counted"}
    assert found.at("unknown")
