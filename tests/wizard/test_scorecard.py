"""The scorecard page: map and table agree, cards are whole, the set can be taken over, and what is
written down stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice, advise
from advisor.brief import Brief
from advisor.case import Case
from advisor.critique import critique
from advisor.recommend import Recommendation, recommend
from advisor.scorecard import taken_over
from advisor.wizard import state
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Consequence, Level, Use
from tests.chips import elements
from tests.pressing import chosen
from tests.reading import panels, read, tables
from tests.turning import keeps, tabbed, turned, undone, ways

Open = Callable[[Brief], AppTest]


@pytest.fixture
def scorecard_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return turned(turned(at, "next"), "next")

    return open_one


def brief_of(at: AppTest) -> Brief:
    found: Brief = at.session_state["brief"]
    return found


def words(at: Any) -> str:
    kinds = [at.markdown, at.text, at.caption, at.subheader]
    told = "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")
    return f"{told}\n{read(at)}"


def opened(at: AppTest, key: str, which: object) -> AppTest:
    """The page after something on it was picked."""
    at.session_state[key] = which
    return at.run()


def drawn(at: AppTest, key: str) -> Any:
    """What a component of ours was given."""
    return next(
        item.proto for item in at.get("bidi_component") if item.proto.id.endswith(f"-{key}")
    )


def test_the_map_is_drawn_wide_and_narrow_with_a_text_for_those_who_do_not_see_it(
    scorecard_of: Open, telecom: Advice
) -> None:
    given = json.loads(drawn(scorecard_of(example("telecom-bpo")), "strategy-map").json)
    assert [variant["from"] for variant in given["variants"]] == [0, 700]
    for box in telecom.scorecard.map:
        assert box.says.rstrip(".") in given["alt"]
        for variant in given["variants"]:
            assert any(box.says.rstrip(".") in group["says"] for group in variant["groups"])


def test_a_list_that_is_only_written_has_owners_too(scorecard_of: Open, shipped: Catalogue) -> None:
    brief = example("telecom-bpo")
    rows = tuple(row.model_copy(update={"metric": None}) for row in brief.today)
    written = brief.model_copy(update={"today": rows})
    known = {str(line.metric) for line in Case(written, shipped).known}
    cards = {m.metric for m in advise(written, shipped).recommendation.metrics if m.tier != "plan"}
    at = chosen(scorecard_of(written), "", "owners", what="writing-owners")
    assert not at.exception
    owners = [item.label for item in at.text_input if item.label.startswith("Owner: ")]
    assert sorted(owners) == sorted(f"Owner: {shipped.label(key)}" for key in known & cards)
    assert owners


def test_the_table_twin_has_every_objective_with_its_metrics(
    scorecard_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = scorecard_of(example("telecom-bpo"))
    assert not at.exception
    head, *lines = next(table for table in tables(at) if "Objective" in table[0])
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert len(rows) == len(telecom.scorecard.map)
    for box in telecom.scorecard.map:
        row = next(row for row in rows if row["Objective"] == box.says)
        assert row["Perspective"] == box.perspective.label
        assert row["Shown by"] == (shipped.label(box.result) if box.result else "")
        assert all(shipped.label(key) in row["Moved by"] for key in box.drivers)


def test_the_pages_that_belong_to_the_cards_are_reached_and_keep_the_design(
    scorecard_of: Open,
) -> None:
    at = scorecard_of(example("telecom-bpo"))
    assert ways(at)["The contract, from both chairs"] == "contract"
    assert ways(at)["What you can measure"] == "measure"
    assert keeps(at)


def test_a_picked_objective_says_what_it_rests_on(scorecard_of: Open, telecom: Advice) -> None:
    at = scorecard_of(example("telecom-bpo"))
    box = next(box for box in telecom.scorecard.map if box.leads_to and box.drivers)
    assert "It serves:" not in read(at)
    told = read(opened(at, "strategy-map", {"selected": box.id}))
    assert "It serves:" in told
    says = {other.id: other.says for other in telecom.scorecard.map}
    assert all(f"Leads to: {says[end]}" in told for end in box.leads_to)


def test_each_card_stands_under_its_level_with_targets_limits_and_bans(
    scorecard_of: Open, telecom: Advice
) -> None:
    at = scorecard_of(example("telecom-bpo"))
    for card in telecom.scorecard.cards:
        told = panels(at)[card.level.label]
        for line in card.lines:
            assert line.name in told
            if line.use is Use.PURSUE and line.target:
                assert line.target.because in told
            if line.use is Use.WATCH and line.limit:
                assert line.limit.act in told
        for barred in card.never:
            assert barred.because in told


def test_taking_the_set_over_replaces_the_list_and_undo_brings_it_back(
    scorecard_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = scorecard_of(example("telecom-bpo"))
    chosen(at, "", "owners", what="take-over")
    case = Case(example("telecom-bpo"), shipped)
    assert brief_of(at) == taken_over(case, telecom.recommendation)
    undone(at)
    assert brief_of(at) == example("telecom-bpo")


def test_what_nobody_can_press_takes_nothing_over(scorecard_of: Open) -> None:
    at = scorecard_of(example("telecom-bpo"))
    chosen(at, "", "owners", what="accept", reason="because")
    assert brief_of(at) == example("telecom-bpo")


def test_fields_to_write_in_are_drawn_while_somebody_writes(scorecard_of: Open) -> None:
    at = scorecard_of(example("telecom-bpo"))
    assert not at.text_input
    chosen(at, "", "owners", what="writing-owners")
    assert at.text_input
    assert not _linked(at)  # what is written is taken over before the page is left
    chosen(at, "", "owners", what="writing-owners")
    assert not at.text_input
    assert _linked(at)


def _linked(at: AppTest) -> bool:
    """Whether Next is a link, and no button."""
    _says, href = elements(at, "foot")["foot"]["next"]
    return href is not None


def tab(at: AppTest, label: str) -> Any:
    """The panel of a tab of the plan, once it is chosen."""
    return tabbed(at, "plan-tabs", label).get_by_key("plan-tabs-panel")


def test_the_way_there_says_what_changes_who_decides_when_and_in_which_words(
    scorecard_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = scorecard_of(example("telecom-bpo"))
    assert not at.exception
    changes, when, floor = (
        words(tab(at, label)) for label in ("What changes", "When", "Words for the floor")
    )
    for step in telecom.diff:
        assert shipped.label(step.metric) in changes
        for side in step.alters:
            assert side.before in changes
            assert side.after in changes
        if step.pay:
            assert step.pay.meanwhile in changes
        if step.says:
            assert step.says in floor
    for phase in telecom.plan.phases:
        assert phase.title in when
    pages = tab(at, "Pages to take")
    assert len(pages.expander) == len(telecom.plan.pages)
    for page, place in zip(telecom.plan.pages, pages.expander, strict=True):
        assert page.title in place.label.replace("\\", "")
        assert page.opens in words(place)


def test_a_start_turns_weeks_into_days_on_every_page(scorecard_of: Open) -> None:
    at = scorecard_of(example("telecom-bpo"))
    assert "Week 0, the day you start" in words(tab(at, "When"))
    at.date_input("plan-start").set_value(date(2027, 1, 4)).run()
    assert not at.exception
    for place in ("When", "Pages to take", "When"):
        assert "4 January 2027 (week 0)" in words(tab(at, place))


def test_without_a_list_there_is_no_way_to_show(scorecard_of: Open) -> None:
    at = scorecard_of(example("telecom-bpo").model_copy(update={"today": ()}))
    assert not at.exception
    assert "The way there" not in read(at)
    assert "plan-tabs" not in elements(at, "tabs")


def test_owners_are_kept_in_the_list_and_in_the_store_and_cost_no_new_advice(
    scorecard_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = chosen(scorecard_of(example("telecom-bpo")), "", "owners", what="writing-owners")
    asked: list[Case] = []

    def counted(case: Case) -> Recommendation:
        asked.append(case)
        return recommend(case)

    monkeypatch.setattr("advisor.recommend.recommend", counted)
    field = next(item for item in at.text_input if item.label.startswith("Owner: "))
    index = int(str(field.key).split("-")[1])
    field.set_value("Ana *from* planning").run()
    assert not at.exception
    assert brief_of(at).today[index].owner == "Ana *from* planning"
    saved = state.store().load(at.session_state["draft"].id)
    assert saved is not None
    assert saved.brief.today[index].owner == "Ana *from* planning"
    at.run()
    assert not asked
    before = example("telecom-bpo").today
    assert brief_of(at).today[:index] == before[:index]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_set_taken_over_is_the_set_and_nothing_in_it_is_wrong(
    name: str, shipped: Catalogue
) -> None:
    case = Case(example(name), shipped)
    best = advise(example(name), shipped).recommendation
    new = taken_over(case, best)
    cards = {item.metric: item for item in best.metrics if item.tier != "plan"}
    assert {row.metric for row in new.today} == set(cards)
    assert len(new.today) == len(cards)
    old = {line.metric: line.row for line in case.known}
    for row in new.today:
        item = cards[str(row.metric)]
        use = Use.PURSUE if item.tier == "pursue" else Use.WATCH
        assert row.levels
        assert all(item.uses[level] is use for level in row.levels)
        asked = not {Level.PROGRAMME, Level.ORGANISATION}.isdisjoint(row.levels)
        first = item.tier == "pursue" and asked
        assert row.consequences == ((Consequence.ASKED_FIRST,) if first else ())
        assert row.why
        assert row.weight is None
        kept = item.target is not None and item.target.kind == "keep"
        before = old.get(row.metric)
        assert row.target == (before.target if before and kept else None)
        if before:
            assert (row.written, row.actual) == (before.written, before.actual)
    errors, _warnings, _advice = critique(Case(new, shipped)).counts()
    assert errors == 0
