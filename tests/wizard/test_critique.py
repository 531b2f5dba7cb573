"""The critique page: what it says first, fixes that do what they promise, reasons that are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice, advise
from advisor.brief import Brief, from_document
from advisor.critique import IN_VIEW, groups
from advisor.finding import Finding, Voice, strongest
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Level, Severity
from tests.pressing import pressed
from tests.reading import folds, pieces, read, title
from tests.turning import opened, undone

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


def press(at: AppTest, what: str, about: str, **more: str) -> AppTest:
    """What a button on the page sends; it must be there to be pressed."""
    assert (what, about) in [(each["data-press"], each["data-about"]) for each in buttons(at)]
    return send(at, what, about, **more)


def send(at: AppTest, what: str, about: str, **more: str) -> AppTest:
    return pressed(at, "critique-page", "pressed", {"what": what, "about": about, **more})


class _Buttons(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "button" and "data-press" in given:
            self.found.append(given)


def buttons(at: AppTest) -> list[dict[str, str]]:
    reader = _Buttons()
    for piece in pieces(at):
        reader.feed(piece)
    return reader.found


class _Shown(HTMLParser):
    """What is read without opening anything."""

    def __init__(self, wide: bool) -> None:
        super().__init__()
        self.text = ""
        self._wide = wide
        self._open: list[bool] = []
        self._heading = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _value in attrs}
        if tag == "details":
            self._open.append("open" in names or (self._wide and "data-wide" in names))
        elif tag == "summary":
            self._heading += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._open.pop()
        elif tag == "summary":
            self._heading -= 1
        elif tag in ("p", "li", "h2", "h3"):
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        around = self._open[:-1] if self._heading else self._open
        if all(around):
            self.text += data


def shown(at: AppTest, *, wide: bool) -> str:
    reader = _Shown(wide)
    for piece in pieces(at):
        reader.feed(piece)
    return " ".join(reader.text.split())


def lines(at: AppTest) -> dict[str, str]:
    """What each cause opens, by its name, in the order of the page."""
    names = tagged(at, r'<details class="cause".*?<h3>\d+\. (.*?)</h3>')
    found = folds(at)
    return {
        name: next(text for line, text in found.items() if f". {name} " in line) for name in names
    }


def tagged(at: AppTest, pattern: str) -> list[str]:
    """The text of what a pattern finds in the page's HTML."""
    found = re.findall(pattern, "".join(pieces(at)), re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", each)).strip() for each in found]


def leading(advice: Advice) -> list[Finding]:
    """The gravest finding of each cause that is in view."""
    return [group.findings[0] for group in groups(advice.critique.findings)[:IN_VIEW]]


def test_without_a_list_it_says_what_to_do_next(critique_of: Open) -> None:
    at = critique_of(Brief())
    assert not at.exception
    assert "no list to read yet" in at.info[0].value
    assert not at.button or "next-move" not in [item.key for item in at.button]


def verdict(at: AppTest) -> str:
    return tagged(at, r'<p class="verdict red">.*?<span>(.*?)</span></p>')[0]


def test_the_sentence_comes_before_the_verdict_and_the_verdict_before_the_findings(
    critique_of: Open, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    assert not at.exception
    assert telecom.revealed is not None
    assert telecom.critique.move is not None
    assert tagged(at, r"<h2[^>]*>(.*?)</h2>")[0] == telecom.revealed.sentence
    assert verdict(at) == telecom.critique.verdict
    told = words(at)
    first = leading(telecom)[0]
    order = [telecom.critique.verdict, telecom.critique.move.says, first.message, first.why]
    places = [told.index(says) for says in (telecom.revealed.sentence, *order)]
    assert places == sorted(places)
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
    told = lines(at)
    assert list(told) == [group.cause for group in found]
    cards = list(told.values())[:IN_VIEW]
    assert all("What to do:" in card for card in cards)
    assert all(item.message in card for item, card in zip(leading(telecom), cards, strict=True))
    (rest,) = [text for line, text in folds(at).items() if line.endswith("more, in a line each")]
    for group in found[:IN_VIEW]:
        assert f". {group.cause}" not in rest
    for group in found[IN_VIEW:]:
        assert f". {group.cause}" in rest
        assert group.findings[0].message in rest


@pytest.mark.parametrize("name", EXAMPLES)
def test_where_there_is_little_room_each_cause_is_a_line_and_what_comes_first_stands_open(
    critique_of: Open, shipped: Catalogue, name: str
) -> None:
    advice = advise(example(name), shipped)
    at = critique_of(example(name))
    told = shown(at, wide=False)
    assert advice.critique.move is not None
    places = [told.index(advice.critique.verdict), told.index(advice.critique.move.says)]
    places += [
        told.index(f". {group.cause}") for group in groups(advice.critique.findings)[:IN_VIEW]
    ]
    assert places == sorted(places)
    for finding in advice.critique.findings:
        assert finding.why not in told
    assert all(item.does not in told for item in advice.behaviours)


@pytest.mark.parametrize("name", EXAMPLES)
def test_where_there_is_room_the_gravest_stand_open(
    critique_of: Open, shipped: Catalogue, name: str
) -> None:
    advice = advise(example(name), shipped)
    told = shown(critique_of(example(name)), wide=True)
    first, *others = leading(advice)
    assert first.why in told
    for finding in others:
        assert (finding.why in told) == (finding.severity.value == "error")


def test_more_about_a_cause_is_shown_on_demand_and_says_how_grave_it_is(
    critique_of: Open, telecom: Advice
) -> None:
    group = next(each for each in groups(telecom.critique.findings) if each.findings[1:])
    second = group.findings[1]
    at = critique_of(example("telecom-bpo"))
    assert second.message not in shown(at, wide=True)
    (label, more) = next(each for each in folds(at).items() if each[0].startswith("More about it"))
    wrong = sum(item.severity.value == "error" for item in group.findings[1:])
    assert (f"{wrong} wrong" in label) == bool(wrong)
    assert all(item.message in more for item in group.findings[1:])
    assert group.findings[0].message not in more


def test_everything_is_there_once_with_a_button_of_its_own(
    critique_of: Open, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    told = words(at)
    assert all(item.message in told for item in telecom.critique.findings)
    pressable = [(each["data-press"], each["data-about"]) for each in buttons(at)]
    accepting = [about for what, about in pressable if what == "accept"]
    assert sorted(accepting) == sorted(item.id for item in telecom.critique.findings)
    fixing = [about for what, about in pressable if what == "fix"]
    assert sorted(fixing) == sorted(item.id for item in telecom.critique.findings if item.fix)
    ids = re.findall(r' id="([^"]*)"', "".join(pieces(at)))
    assert len(set(ids)) == len(ids)


def test_what_stands_in_the_way_of_a_fix_is_said(critique_of: Open, telecom: Advice) -> None:
    told = words(critique_of(example("telecom-bpo")))
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
    press(at, "move", move.id)
    assert not at.exception
    after = advise(brief_of(at), shipped).critique
    assert after.counts() == (move.effect.errors[1], move.effect.warnings[1], move.effect.advice[1])
    assert verdict(at) == after.verdict
    undone(at)
    assert brief_of(at) == example("telecom-bpo")


def test_a_finding_is_accepted_only_with_a_reason_and_can_be_taken_back(
    critique_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    first = leading(telecom)[0]
    press(at, "accept", first.id, reason="  ")
    assert brief_of(at).accepted == ()
    assert "Write down why" in at.toast[0].value
    press(at, "accept", first.id, reason="The client insists *until* <b>June</b>")
    assert not at.exception
    (kept,) = brief_of(at).accepted
    assert (kept.finding, kept.reason) == (first.id, "The client insists *until* <b>June</b>")
    assert "Because: The client insists *until* <b>June</b>" in read(at)
    left = advise(brief_of(at), shipped).critique
    assert first.id not in [item.id for item in left.findings]
    press(at, "take-back", first.id)
    assert brief_of(at).accepted == ()
    assert first.message in words(at)


@pytest.mark.parametrize("about", ["", "LVL001:nobody", "<b>"])
@pytest.mark.parametrize("what", ["fix", "move", "accept", "take-back", "", "anything"])
def test_a_press_on_what_stands_no_more_changes_nothing(
    critique_of: Open, what: str, about: str
) -> None:
    at = send(critique_of(example("telecom-bpo")), what, about, reason="Because")
    assert not at.exception
    assert brief_of(at) == example("telecom-bpo")


def test_it_says_what_people_will_do_and_leads_to_all_of_it(
    critique_of: Open, telecom: Advice
) -> None:
    at = critique_of(example("telecom-bpo"))
    told = read(at)
    assert f"{len(telecom.behaviours)} things to expect in all" in told
    foremost = [item for item in telecom.behaviours if item.does in told]
    assert len({item.role for item in foremost}) == len(foremost) > 2
    (link,) = re.findall(r'<a href="([^"]*)" data-go>', "".join(pieces(at)))
    assert link == f"./people?s={at.session_state['draft'].id}"
    assert title(opened(at, "people")) == "What your people will do"


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
    assert name in read(at)
    assert not any("<b>" in piece for piece in pieces(at))
    for kind in (at.markdown, at.caption, at.subheader, at.error, at.warning, at.expander):
        for item in kind:
            text = str(getattr(item, "label", None) or getattr(item, "value", ""))
            assert "](http" not in text
            assert ":red[AHT]" not in text
            assert "**bold**" not in text


def test_the_counts_on_the_page_meet(critique_of: Open, shipped: Catalogue) -> None:
    """What the verdict counts in lines or gaps stands beside what causes and fixes count."""
    brief = example("telecom-bpo")
    found = advise(brief, shipped).critique
    told = words(critique_of(brief))
    for kind in Severity:
        causes = [item.cause for item in found.findings if item.severity is kind]
        assert f"{len(causes)} on {len(set(causes))} lines or gaps" in told
    hurting = {item.cause for item in found.findings if item.severity is Severity.WARNING}
    assert f"{len(hurting)} lines or gaps" in found.verdict
    assert f"Open all {len({item.cause for item in found.findings})}" in told


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_line_says_what_the_recommended_set_does_with_it(
    critique_of: Open, shipped: Catalogue, name: str
) -> None:
    advice = advise(example(name), shipped)
    best = advice.recommendation
    found = lines(critique_of(example(name)))
    seen = 0
    for group in groups(advice.critique.findings):
        metric = group.findings[0].subjects[0] if group.findings[0].subjects else ""
        says = re.search(r"In the recommended set: (.*?)\.", found[group.cause])
        if metric not in shipped.metrics or not group.findings[0].written:
            assert not says
        elif says:
            seen += 1
            assert (says[1] == "left out") is (metric not in best.ids)
            cards = {c.level for c in advice.scorecard.cards for x in c.lines if x.metric == metric}
            for level in cards - {Level.PLANNING}:
                assert level.label.lower() in says[1]
            for level in set(Level) - cards - {Level.PLANNING}:
                assert level.label.lower() not in says[1]
    assert seen >= 5
