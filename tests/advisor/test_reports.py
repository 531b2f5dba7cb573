"""Reports to hand over: what comes first, what is said once, and that nothing grave is lost."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Any

import pytest

from advisor.advice import Advice, advise
from advisor.behaviour import Expected
from advisor.brief import Accepted, from_document
from advisor.critique import IN_VIEW, groups
from advisor.finding import Voice
from advisor.reports import report
from advisor.reports.citing import FIRMEST, heard, references
from advisor.reports.people import by_role
from advisor.route import Step
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Role

EXAMPLES = ("telecom-bpo", "retail-in-house", "bank-shared-service", "collections")


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def advices(shipped: Catalogue) -> dict[str, Advice]:
    return {name: advise(example(name), shipped) for name in EXAMPLES}


@pytest.fixture(scope="module")
def texts(shipped: Catalogue, advices: dict[str, Advice]) -> dict[tuple[str, str], str]:
    """Each example's reports as they are read, with the marks of markdown and HTML undone."""
    told = {}
    for name, advice in advices.items():
        told[name, "md"] = report(advice, shipped, "md").replace("\\", "")
        html = re.sub(
            r"<(style|title).*?</\1>", "", report(advice, shipped, "html"), flags=re.DOTALL
        )
        told[name, "html"] = unescape(re.sub(r"<[^>]*>", "", html))
    return told


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize("name", EXAMPLES)
class TestWhole:
    def test_the_verdict_the_move_the_findings_and_the_people_come_in_this_order(
        self, name: str, kind: str, texts: dict[tuple[str, str], str], advices: dict[str, Advice]
    ) -> None:
        text, found = texts[name, kind], advices[name].critique
        assert found.move is not None
        at = text.index("The verdict on today's list")
        for part in (
            found.verdict,
            found.move.says,
            "What stands out",
            found.findings[0].message,
            "\n## What your people will do" if kind == "md" else "\nWhat your people will do",
            "Can the targets hold" if advices[name].feasibility.judged else "The set to run",
            "From today's list to this one",
            "Who says so",
        ):
            at = text.index(part, at)
        assert found.move.worth in text
        assert found.move.ask in text

    def test_no_message_is_lost(
        self, name: str, kind: str, texts: dict[tuple[str, str], str], advices: dict[str, Advice]
    ) -> None:
        text, advice = texts[name, kind], advices[name]
        for item in advice.critique.findings:
            assert item.message in text
        for skipped in advice.critique.skipped:
            assert skipped.question in text
        for one in advice.behaviours:
            assert one.does in text
            assert one.notice in text
        for change in advice.diff:
            assert change.because in text
            assert change.then in text
            assert (change.says or "") in text

    def test_what_is_in_view_is_argued_and_what_has_no_fix_says_why(
        self, name: str, kind: str, texts: dict[tuple[str, str], str], advices: dict[str, Advice]
    ) -> None:
        text = texts[name, kind]
        shown = groups(advices[name].critique.findings)[:IN_VIEW]
        for item in (item for group in shown for item in group.findings):
            assert item.why in text
            assert item.cure in text
            assert (item.fix.says if item.fix else item.forbids or "") in text

    def test_a_rule_is_argued_once(
        self, name: str, kind: str, texts: dict[tuple[str, str], str], advices: dict[str, Advice]
    ) -> None:
        shown = groups(advices[name].critique.findings)[:IN_VIEW]
        for why in {item.why for group in shown for item in group.findings}:
            assert texts[name, kind].count(why) == 1

    def test_a_voice_is_heard_once_and_whoever_found_otherwise_is_heard(
        self, name: str, kind: str, texts: dict[tuple[str, str], str], advices: dict[str, Advice]
    ) -> None:
        text = texts[name, kind]
        evidence = text[text.rindex("Who says so") :]
        shown = groups(advices[name].critique.findings)[:IN_VIEW]
        voices = {voice for group in shown for item in group.findings for voice in item.evidence}
        assert any(voice.says in evidence for voice in voices)
        for voice in voices:
            assert voice.finds == "supports" or voice.says in evidence
            assert voice.says not in text[: text.rindex("Who says so")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_mark_leads_to_one_place(
    name: str, shipped: Catalogue, advices: dict[str, Advice]
) -> None:
    html = report(advices[name], shipped, "html")
    ids = Counter(re.findall(r'id="([^"]+)"', html))
    assert max(ids.values()) == 1
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links
    assert links <= ids.keys()
    assert "#e1" in {f"#{link}" for link in links}


def test_sixty_findings_do_not_drown_a_reader(
    shipped: Catalogue, advices: dict[str, Advice]
) -> None:
    """Told one by one, with all their evidence each time, they took 1,326 lines."""
    lines = report(advices["telecom-bpo"], shipped, "md").splitlines()
    assert len(lines) < 500


def test_what_was_accepted_stands_there_with_its_reason(shipped: Catalogue) -> None:
    brief = example("collections")
    first = advise(brief, shipped).critique.findings[0]
    taken = Accepted(
        finding=first.id, reason="Until *June* <b>only</b>", by="Head", on="2026-01-12"
    )
    advice = advise(brief.model_copy(update={"accepted": (taken,)}), shipped)
    text = report(advice, shipped, "md")
    assert r"Until \*June\* \<b\>only\</b\> (Head, 2026-01-12)" in text
    html = report(advice, shipped, "html")
    assert "Until *June* &lt;b&gt;only&lt;/b&gt;" in html
    assert "<b>only" not in html


@pytest.mark.parametrize("kind", ["md", "html"])
def test_an_empty_brief_has_a_report_without_empty_parts(shipped: Catalogue, kind: str) -> None:
    text = report(advise(from_document({}), shipped), shipped, kind)
    assert "The set to run" in text
    for part in ("What stands out", "What your people will do", "From today's list", "Who says so"):
        assert part not in text


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_metric_of_the_users_own_goes_by_its_name(shipped: Catalogue, kind: str) -> None:
    shape = shipped.metrics["commitments-kept"].model_dump(mode="json", exclude={"relations"})
    named = {"id": "own-visits", "name": "Engineer visits on the day", "code": 9001, "also": {}}
    brief = from_document({"custom": {"metrics": [{**shape, **named}]}, "must": ["own-visits"]})
    text = report(advise(brief, shipped), shipped, kind)
    assert "Engineer visits on the day" in text
    assert "own-visits" not in text


# --- the parts -----------------------------------------------------------------------------------


def voice(source: str, says: str, grade: str = "practice", finds: str = "supports") -> Voice:
    return Voice(source=source, grade=grade, says=says, finds=finds)


def test_sources_are_numbered_once_and_their_sayings_lettered(shipped: Catalogue) -> None:
    one, two = sorted(shipped.sources)[:2]
    first, other, second = voice(two, "a"), voice(one, "b"), voice(two, "c", finds="none")
    found = references([first, other, first, second], shipped)
    assert [item.number for item in found.sources] == [1, 2]
    assert [item.title for item in found.sources] == [
        shipped.sources[two].title,
        shipped.sources[one].title,
    ]
    assert found.marks == {first: "1a", second: "1b", other: "2"}
    assert found.of([second, other, first]) == ("1a", "2")
    assert found.against([second, other, first]) == ("1b",)
    assert found.of([voice(one, "unheard of")]) == ()


def test_those_who_found_otherwise_are_all_heard() -> None:
    agreeing = [voice("a", str(number)) for number in range(9)]
    otherwise = [voice("b", str(number), finds="opposite") for number in range(5)]
    told = heard([*agreeing, *otherwise])
    assert set(otherwise) <= set(told)
    assert len(told) == len(otherwise) + FIRMEST


def step(end: str, sign: str | None) -> Step:
    return Step(
        start="x", kind="moves", end=end, sign=sign, strength=None, because="", delay=None,
        disputed=False,
    )  # fmt: skip


def expected(**given: Any) -> Expected:
    told: dict[str, Any] = {
        "behaviour": "b", "name": "B", "role": Role.AGENT, "does": "", "notice": "",
        "because_of": ("AHT",), "hangs": (), "because": "", "costs": (), "whom": (),
        "conditional": False, "strength": "strong", "path": (step("b", None),), "evidence": (),
    }  # fmt: skip
    return Expected(**{**told, **given})


def test_what_follows_turns_with_each_sign_on_the_way() -> None:
    path = (step("b", None), step("fcr", "-"), step("repeats", "-"), step("ease", "-"))
    (role,) = by_role([expected(path=path)])
    turns = [(turn.node, turn.word) for turn in role.sure[0].turns]
    assert turns == [("fcr", "goes down"), ("repeats", "goes up"), ("ease", "goes down")]
    (role,) = by_role([expected(path=(step("b", None), step("c", "?"), step("d", "+")))])
    assert {turn.word for turn in role.sure[0].turns} == {"moves"}


def test_roles_stand_from_the_floor_upwards_and_what_is_unsure_apart() -> None:
    given = [
        expected(role=Role.CLIENT),
        expected(role=Role.AGENT, conditional=True),
        expected(role=Role.AGENT, because_of=("AHT", "Fines"), hangs=("AHT: pays someone",)),
    ]
    agents, client = by_role(given)
    assert (agents.role, client.role) == (Role.AGENT, Role.CLIENT)
    assert [one.item for one in agents.sure] == [given[2]]
    assert [one.item for one in agents.perhaps] == [given[1]]
    assert agents.sure[0].causes == ("AHT (pays someone)", "Fines")
    assert agents.first == agents.sure
