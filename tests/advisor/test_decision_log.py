"""What the room changed, against which advice; what was taken back leaves no trace."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.advice import Advice, advise, with_notes
from advisor.brief import Accepted, Brand, Brief, Decision, apply, unnoted
from advisor.case import Case
from advisor.critique import resolved_brief
from advisor.decision_log import noted, replayed
from advisor.reports import report
from advisor.share import from_link, to_link
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def before() -> Brief:
    return example("telecom-bpo")


@pytest.fixture(scope="module")
def advice(shipped: Catalogue, before: Brief) -> Advice:
    return advise(before, shipped)


def with_row(brief: Brief, written: str, **fields: Any) -> Brief:
    rows = tuple(
        row.model_copy(update=fields) if row.written == written else row for row in brief.today
    )
    return brief.model_copy(update={"today": rows})


def without(brief: Brief, written: str) -> Brief:
    rows = tuple(row for row in brief.today if row.written != written)
    return brief.model_copy(update={"today": rows})


def strategy(brief: Brief, **fields: Any) -> Brief:
    return brief.model_copy(update={"strategy": brief.strategy.model_copy(update=fields)})


def test_a_fix_that_is_applied_follows_its_finding(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    finding = next(item for item in advice.critique.findings if item.fix)
    assert finding.fix
    edits = tuple(item.edit() for item in finding.fix.edits)
    after = apply(resolved_brief(Case(before, shipped)), edits)
    found = noted(before, after, advice, shipped, "2026-03-01").decisions
    assert len(found) == len(edits)  # that names were read is no change
    assert {item.stance for item in found} == {"follows"}
    assert finding.message in [item.advice for item in found]
    assert all(item.on == "2026-03-01" for item in found)


def test_another_value_than_the_fix_departs_from_it(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    after = with_row(before, "Occupancy", target=">= 95 %")
    (found,) = noted(before, after, advice, shipped).decisions
    assert found.what == "Occupancy, target: from >= 88 % to >= 95 %"
    assert found.stance == "departs"
    fixes = [
        item.fix.says
        for item in advice.critique.findings
        if item.fix and any(edit.metric == "occupancy" for edit in item.fix.edits)
    ]
    assert any(says in found.advice for says in fixes)


def test_a_line_that_was_to_stay_and_goes_departs(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    kept = next(step for step in advice.diff if step.what in ("keep", "change") and step.written)
    (found,) = noted(before, without(before, kept.written[0]), advice, shipped).decisions
    assert found.what == f"{kept.written[0]}: taken off the list"
    assert found.stance == "departs"


def test_wishes_are_held_against_the_set(shipped: Catalogue, before: Brief, advice: Advice) -> None:
    best = advice.recommendation
    out, inside = best.left_out[0].metric, best.metrics[0].metric
    after = before.model_copy(update={"must": (out,), "never": (inside,)})
    must, never = noted(before, after, advice, shipped).decisions
    assert (must.stance, never.stance) == ("departs", "departs")
    assert best.left_out[0].because in must.advice
    other = before.model_copy(update={"must": (inside,)})
    assert noted(before, other, advice, shipped).decisions[0].stance == "follows"


def test_an_accepted_finding_is_logged_with_its_reason_and_goes_when_taken_back(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    finding = advice.critique.findings[0]
    taken = (Accepted(finding=finding.id, reason="The client insists", by="consultant"),)
    after = noted(before, before.model_copy(update={"accepted": taken}), advice, shipped)
    (found,) = after.decisions
    assert (found.stance, found.why, found.by) == ("departs", "The client insists", "consultant")
    assert found.advice == finding.message
    assert not noted(after, after.model_copy(update={"accepted": ()}), advice, shipped).decisions


def test_changing_a_thing_again_joins_its_entry_and_keeps_the_reason(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    once = noted(before, strategy(before, preset="balanced-service"), advice, shipped)
    told = once.decisions[0].model_copy(update={"why": "The board said so"})
    once = once.model_copy(update={"decisions": (told,)})
    twice = noted(once, strategy(once, preset="safe-and-fair"), advice, shipped)
    (found,) = twice.decisions
    names = shipped.strategies
    first, last = names[str(before.strategy.preset)].name, names["safe-and-fair"].name
    assert found.what == f"Strategy: from {first} to {last}"
    assert found.why == "The board said so"


def test_what_is_as_it_was_leaves_the_log(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    there = with_row(before, "Occupancy", target=">= 95 %")
    history = [before, there, without(there, "AHT"), there, before]
    told = replayed(history, advice, shipped)
    assert [len(each.decisions) for each in told] == [0, 1, 2, 1, 0]
    assert [unnoted(each) for each in told] == history


def test_no_advice_hangs_on_notes_and_no_link_carries_them(
    shipped: Catalogue, before: Brief, advice: Advice
) -> None:
    noted_ = before.model_copy(
        update={
            "brand": Brand(name="Client", colour="#2D7BB5", logo="kept-under-this"),
            "decisions": (Decision(what="Agreed", why="because"),),
        }
    )
    told = with_notes(advice, noted_, shipped)
    whole = advise(noted_, shipped)
    assert told.fingerprint == whole.fingerprint
    assert told.brief == whole.brief
    assert told.critique == whole.critique
    assert told.recommendation == whole.recommendation
    back = from_link(to_link(noted_, shipped), shipped)
    assert back.brand == Brand(name="Client", colour="#2D7BB5")
    assert back.decisions == ()


def test_reports_carry_the_log_as_text(shipped: Catalogue, before: Brief, advice: Advice) -> None:
    hostile = Decision(
        what="<b>Agreed</b>", stance="departs", advice="Not so", why="[x](http://e)", by="A"
    )
    told = with_notes(advice, before.model_copy(update={"decisions": (hostile,)}), shipped)
    html, text = report(told, shipped, "html"), report(told, shipped, "md")
    assert "What the room decided" in html
    assert "&lt;b&gt;Agreed" in html
    assert "<b>Agreed" not in html
    assert "What the room decided" in text
    assert "\\[x\\]" in text
    assert "against the advice" in text
    assert "What the room decided" not in report(advice, shipped, "md")
