"""The critique page: what it says first, fixes that do what they promise, reasons that are kept."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice, advise
from advisor.brief import Brief, from_document
from advisor.critique import IN_VIEW, in_view
from advisor.finding import Voice
from advisor.wizard.examples import example
from advisor.wizard.words import strongest
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Severity

Open = Callable[[Brief], AppTest]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


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
    return "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")


def telecom(shipped: Catalogue) -> Advice:
    return advise(example("telecom-bpo"), shipped)


def test_without_a_list_it_says_what_to_do_next(critique_of: Open) -> None:
    at = critique_of(Brief())
    assert not at.exception
    assert "no list to read yet" in at.info[0].value
    assert not at.button or "next-move" not in [item.key for item in at.button]


def test_the_sentence_comes_before_the_verdict_and_the_verdict_before_the_findings(
    critique_of: Open, shipped: Catalogue
) -> None:
    advice = telecom(shipped)
    at = critique_of(example("telecom-bpo"))
    assert not at.exception
    assert advice.revealed is not None
    assert at.header[0].value.replace("\\", "") == advice.revealed.sentence
    assert at.error[0].value.replace("\\", "") == advice.critique.verdict
    told = words(at)
    for finding in in_view(advice.critique.findings):
        assert finding.message in told
        assert finding.why in told
        assert finding.severity.label in told


def test_what_is_wrong_is_in_view_and_never_more_than_seven(shipped: Catalogue) -> None:
    for name in ("telecom-bpo", "retail-in-house", "bank-shared-service", "collections"):
        findings = advise(example(name), shipped).critique.findings
        shown = in_view(findings)
        assert len(shown) == min(IN_VIEW, len(findings))
        wrong = [item for item in findings if item.severity is Severity.ERROR]
        assert all(item in shown for item in wrong[:IN_VIEW])
        order = [findings.index(item) for item in shown]
        assert order == sorted(order)


def test_show_all_shows_all(critique_of: Open, shipped: Catalogue) -> None:
    at = critique_of(example("telecom-bpo"))
    at.toggle("show-all-findings").set_value(True).run()
    told = words(at)
    assert all(item.message in told for item in telecom(shipped).critique.findings)


def test_the_next_move_does_what_it_promises_and_undo_takes_it_back(
    critique_of: Open, shipped: Catalogue
) -> None:
    before = telecom(shipped).critique
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
    critique_of: Open, shipped: Catalogue
) -> None:
    at = critique_of(example("telecom-bpo"))
    first = in_view(telecom(shipped).critique.findings)[0]
    at.button("accept-1").click().run()
    assert brief_of(at).accepted == ()
    at.text_area("reason-1-1").set_value("The client insists *until* June").run()
    at.button("accept-1").click().run()
    assert not at.exception
    (kept,) = brief_of(at).accepted
    assert (kept.finding, kept.reason) == (first.id, "The client insists *until* June")
    assert "Because: The client insists *until* June" in [item.value for item in at.text]
    left = advise(brief_of(at), shipped).critique
    assert first.id not in [item.id for item in left.findings]
    at.button("take-back-0").click().run()
    assert brief_of(at).accepted == ()
    assert first.message in words(at)


def test_every_role_that_is_moved_is_named_with_what_it_does(
    critique_of: Open, shipped: Catalogue
) -> None:
    advice = telecom(shipped)
    at = critique_of(example("telecom-bpo"))
    assert {tab.label for tab in at.tabs} >= {item.role.label for item in advice.behaviours}
    told = words(at)
    for item in advice.behaviours:
        assert item.does in told
        assert item.notice in told


def test_evidence_names_its_source_and_who_gains(critique_of: Open, shipped: Catalogue) -> None:
    finding = in_view(telecom(shipped).critique.findings)[0]
    told = words(critique_of(example("telecom-bpo")))
    for voice in strongest(finding.evidence)[:3]:
        source = shipped.sources[voice.source]
        assert voice.says in told
        assert source.title in told
        assert source.interest in ("none", "none known") or source.interest in told


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
