"""The critique page: what it says first, fixes that do what they promise, reasons that are kept."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice, advise
from advisor.brief import Brief, from_document
from advisor.critique import IN_VIEW, groups
from advisor.finding import Finding, Voice, strongest
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue
from tests.reading import folds, pieces, read

Open = Callable[[Brief], AppTest]


@pytest.fixture
def critique_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The critique page of a brief: an example is opened, and the brief put in its place."""
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return at.run()

    return open_one


def brief_of(at: AppTest) -> Brief:
    found: Brief = at.session_state["brief"]
    return found


def words(at: AppTest) -> str:
    """All that stands on the page, without the marks that keep markdown from acting."""
    kinds: list[Any] = [at.markdown, at.text, at.caption, at.subheader, at.header, at.title]
    kinds += [at.error, at.warning, at.info, at.success]
    said = "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")
    return f"{said}\n{read(at)}"


def leading(advice: Advice) -> list[Finding]:
    """The gravest finding of each cause that is in view."""
    return [group.findings[0] for group in groups(advice.critique.findings)[:IN_VIEW]]


def test_without_a_list_it_says_what_to_do_next(critique_of: Open) -> None:
    at = critique_of(Brief())
    assert not at.exception
    assert "no list to read yet" in at.info[0].value
    assert not at.button or "next-move" not in [item.key for item in at.button]


def test_the_sentence_comes_before_the_verdict_and_the_verdict_before_the_findings(
    critique_of: Open, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    assert not at.exception
    assert telecom.revealed is not None
    assert at.header[0].value.replace("\\", "") == telecom.revealed.sentence
    assert at.error[0].value.replace("\\", "") == telecom.critique.verdict
    told = words(at)
    for finding in leading(telecom):
        assert finding.message in told
        assert finding.why in told
        assert finding.severity.label in told


def test_a_list_that_tells_no_strategy_says_why_not(critique_of: Open, shipped: Catalogue) -> None:
    brief = from_document({"today": [{"metric": "average-handle-time"}]})
    advice = advise(brief, shipped)
    assert advice.revealed is None
    assert advice.unrevealed
    assert advice.unrevealed in words(critique_of(brief))


def test_seven_causes_are_in_view_whole_and_the_rest_in_a_line_each(
    critique_of: Open, telecom: Advice
) -> None:
    found = groups(telecom.critique.findings)
    assert len(found) > IN_VIEW
    at = critique_of(example("telecom-bpo"))
    cards = [unescape(piece) for piece in pieces(at) if "What to do:" in piece]
    assert len(cards) == IN_VIEW
    assert all(item.message in card for item, card in zip(leading(telecom), cards, strict=True))
    lines = read(at)
    for group in found[IN_VIEW:]:
        assert group.cause in lines
        assert group.findings[0].message in lines


def test_more_about_a_cause_is_shown_on_demand_and_says_how_grave_it_is(
    critique_of: Open, telecom: Advice
) -> None:
    group = next(each for each in groups(telecom.critique.findings) if each.findings[1:])
    second = group.findings[1]
    at = critique_of(example("telecom-bpo"))
    assert second.message not in words(at)
    toggle = at.toggle(f"more-about-{second.id}")
    wrong = sum(item.severity.value == "error" for item in group.findings[1:])
    assert (f"{wrong} wrong" in toggle.label) == bool(wrong)
    toggle.set_value(True).run()
    told = words(at)
    assert all(item.message in told for item in group.findings)


def test_show_all_shows_all(critique_of: Open, telecom: Advice) -> None:
    at = critique_of(example("telecom-bpo"))
    at.toggle("show-all-findings").set_value(True).run()
    told = words(at)
    assert all(item.message in told for item in telecom.critique.findings)
    assert len({button.key for button in at.button}) == len(at.button)


def test_what_stands_in_the_way_of_a_fix_is_said(critique_of: Open, telecom: Advice) -> None:
    at = critique_of(example("telecom-bpo"))
    at.toggle("show-all-findings").set_value(True).run()
    told = words(at)
    barred = [item for item in telecom.critique.findings if item.forbids]
    assert barred
    assert told.count("No fix is offered.") == len(barred)
    assert all(item.forbids in told for item in barred if item.forbids)


def test_the_next_move_does_what_it_promises_and_undo_takes_it_back(
    critique_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    before = telecom.critique
    move = next(item for item in before.findings if item.id == before.next_move)
    assert move.effect is not None
    at = critique_of(example("telecom-bpo"))
    at.button("do-next-move").click().run()
    assert not at.exception
    after = advise(brief_of(at), shipped).critique
    assert after.counts() == (move.effect.errors[1], move.effect.warnings[1], move.effect.advice[1])
    assert at.error[0].value.replace("\\", "") == after.verdict
    at.button("undo").click().run()
    assert brief_of(at) == example("telecom-bpo")


def test_a_finding_is_accepted_only_with_a_reason_and_can_be_taken_back(
    critique_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    first = leading(telecom)[0]
    at.session_state["accepting-1-1"] = True
    at.run()
    at.button("accept-1-1").click().run()
    assert brief_of(at).accepted == ()
    at.text_area("reason-1-1-1").set_value("The client insists *until* June").run()
    at.button("accept-1-1").click().run()
    assert not at.exception
    (kept,) = brief_of(at).accepted
    assert (kept.finding, kept.reason) == (first.id, "The client insists *until* June")
    assert "Because: The client insists *until* June" in [item.value for item in at.text]
    left = advise(brief_of(at), shipped).critique
    assert first.id not in [item.id for item in left.findings]
    at.button("take-back-0").click().run()
    assert brief_of(at).accepted == ()
    assert first.message in words(at)


def test_it_says_what_people_will_do_and_leads_to_all_of_it(
    critique_of: Open, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    told = read(at)
    assert f"{len(telecom.behaviours)} things to expect in all" in told
    foremost = [item for item in telecom.behaviours if item.does in told]
    assert len({item.role for item in foremost}) == len(foremost) > 2
    (link,) = at.get_by_key("to-people").page_link
    assert link.proto.page == "people"


def test_evidence_names_its_source_and_who_gains(
    critique_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    finding = leading(telecom)[0]
    at = critique_of(example("telecom-bpo"))
    told = folds(at)["How it comes about, and who says so"]
    assert told
    everything = read(at)
    for voice in strongest(finding.evidence):
        source = shipped.sources[voice.source]
        assert voice.says in everything
        assert source.title in everything
        assert source.interest in ("none", "none known") or source.interest in everything


def test_whoever_found_otherwise_is_heard_first_and_nobody_twice() -> None:
    def voice(source: str, grade: str, finds: str) -> Voice:
        return Voice(source=source, grade=grade, says=f"{source} says so", finds=finds)

    hearsay = voice("a", "judgement", "supports")
    trade = voice("b", "practice", "supports")
    study = voice("c", "study", "supports")
    contrary = voice("d", "practice", "none")
    given = (hearsay, trade, hearsay, study, contrary)
    assert strongest(given) == (contrary, study, trade, hearsay)


def test_what_somebody_typed_is_shown_and_never_acted_upon(critique_of: Open) -> None:
    name = "![x](http://evil.example/a.png) :red[AHT] **bold** <b>"
    at = critique_of(
        from_document(
            {
                "today": [
                    {
                        "written": name,
                        "metric": "average-handle-time",
                        "levels": ["agent"],
                        "consequences": ["paid"],
                        "target": "<= 300 s",
                    }
                ]
            }
        )
    )
    assert not at.exception
    for kind in (at.markdown, at.caption, at.subheader, at.error, at.warning, at.expander):
        for item in kind:
            text = str(getattr(item, "label", None) or getattr(item, "value", ""))
            assert "](http" not in text
            assert ":red[AHT]" not in text
            assert "**bold**" not in text
