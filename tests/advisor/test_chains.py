"""Chains that every veteran knows, walked on the shipped graph: they hold, and so do the
absurdities that must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from advisor.case import Case
from advisor.paths import Path
from advisor.setting import Setting
from knowledge.vocabulary import Consequence, Form, Level, Pressure

Make = Callable[..., Case]


def pressed(
    case: Case,
    metric: str,
    *consequences: Consequence,
    level: Level = Level.AGENT,
    pressure: Pressure = Pressure.ANY,
    form: Form | None = None,
) -> dict[str, tuple[str, ...]]:
    """What a metric in a use provokes: behaviour -> what it moves for real."""
    setting = Setting(
        contexts=case.contexts,
        level=level,
        consequences=frozenset(consequences),
        pressure=pressure,
        form=form,
    )
    return {
        claim.end: tuple(move.end for move in case.influence.heads(claim))
        for claim in case.influence.provoked(metric, setting)
    }


def harming(case: Case, metric: str, outcome: str, **setting: Any) -> Path | None:
    found = case.influence.by_pressure(
        metric,
        Setting(contexts=case.contexts, **setting),
    )
    return found.harming.get(outcome)


def test_handle_time_rewarded_at_agent_level_rushes_callers_who_come_back(case: Make) -> None:
    here = case()
    found = pressed(
        here, "average-handle-time", Consequence.PAID, pressure=Pressure.DOWN, form=Form.MAXIMUM
    )
    assert "repeat-contact-rate" in found["rushing-callers"]
    path = harming(
        here,
        "average-handle-time",
        "ease",
        level=Level.AGENT,
        consequences=frozenset({Consequence.PAID}),
        pressure=Pressure.DOWN,
    )
    assert path is not None
    assert path.by_pressure


def test_handle_time_as_a_band_rushes_nobody(case: Make) -> None:
    band = Setting(
        contexts=case().contexts,
        level=Level.AGENT,
        consequences=frozenset({Consequence.PAID}),
        pressure=None,
        form=Form.BAND,
    )
    ends = {claim.end for claim in case().influence.provoked("average-handle-time", band)}
    assert "rushing-callers" not in ends


def test_a_reported_number_provokes_hardly_anything(case: Make) -> None:
    here = case()
    for metric in ("average-handle-time", "contacts-per-hour", "customer-satisfaction"):
        assert pressed(here, metric, Consequence.REPORTED) == {}, metric


def test_pay_per_minute_buys_padding(case: Make) -> None:
    here = case(context={"sourcing": "bpo", "pricing": "per-handle-minute"})
    ends = {claim.end for claim in here.influence.provoked_by_context("per-handle-minute")}
    assert "padding-contacts" in ends


def test_pay_per_contact_lets_repeats_live(case: Make) -> None:
    here = case(context={"sourcing": "bpo", "pricing": "per-contact"})
    ends = {claim.end for claim in here.influence.provoked_by_context("per-contact")}
    assert "living-with-repeats" in ends


def test_occupancy_wears_people_out_and_they_leave(case: Make) -> None:
    reach = case().influence.by_value("occupancy")
    path = reach.harming.get("staff-stability")
    assert path is not None, "occupancy -> wellbeing -> staff stability"
    assert "wellbeing" in path.nodes
    assert reach.harm("wellbeing") > 0


def test_a_threshold_leaves_the_late_callers_waiting(case: Make) -> None:
    found = pressed(
        case(),
        "service-level",
        Consequence.PAID,
        level=Level.PROGRAMME,
        pressure=Pressure.UP,
        form=Form.THRESHOLD,
    )
    assert "wait-tail" in found["letting-late-callers-wait"]


def test_coaching_harms_nobody(case: Make) -> None:
    here = case()
    assert pressed(here, "coaching-delivered", Consequence.CELEBRATED, level=Level.TEAM) == {}
    harmed = here.influence.by_value("coaching-delivered").harming
    assert not {"ease", "settled-need", "wellbeing", "harm", "staff-stability"} & set(harmed)


def test_resolving_at_first_contact_does_not_make_contacts_dearer(case: Make) -> None:
    reach = case().influence.by_value("first-contact-resolution")
    assert reach.help("settled-need") > 0
    assert "cost-to-serve" not in reach.harming
    assert reach.help("cost-to-serve") > 0


def test_satisfaction_paid_on_a_person_is_begged_for_and_begging_helps_nobody(case: Make) -> None:
    here = case()
    found = pressed(here, "customer-satisfaction", Consequence.PAID, pressure=Pressure.UP)
    assert "score-begging" in found
    reach = here.influence.by_pressure(
        "customer-satisfaction",
        Setting(
            contexts=here.contexts,
            level=Level.AGENT,
            consequences=frozenset({Consequence.PAID}),
            pressure=Pressure.UP,
        ),
    )
    assert reach.help("satisfaction") == 0, "a score that is begged for makes nobody content"


def test_containment_paid_walls_people_in(case: Make) -> None:
    here = case(context={"channels": ["voice", "chat", "self-service"]})
    found = pressed(
        here, "containment-rate", Consequence.PAID, level=Level.PROGRAMME, pressure=Pressure.UP
    )
    assert "building-ivr-walls" in found


def test_fewer_complaints_as_a_target_silences_them(case: Make) -> None:
    found = pressed(
        case(),
        "complaint-rate",
        Consequence.PAID,
        level=Level.PROGRAMME,
        pressure=Pressure.DOWN,
    )
    assert "discouraging-complaints" in found


def test_a_promise_that_is_paid_for_is_pushed_and_broken(case: Make) -> None:
    here = case(context={"work": ["collections"]})
    found = pressed(here, "promise-to-pay-rate", Consequence.PAID, pressure=Pressure.UP)
    assert "promise-kept-rate" in found["pushing-promises"]


def test_paths_are_simple_and_end_at_outcomes(case: Make) -> None:
    here = case()
    for metric in here.universe:
        reach = here.influence.by_value(metric)
        for path in (*reach.helping.values(), *reach.harming.values()):
            assert len(set(path.nodes)) == len(path.nodes), path.nodes
            assert path.end in here.catalogue.outcomes
