"""Slides say what the advice says, in an order that a room can follow."""

from __future__ import annotations

import pytest

from advisor.advice import Advice, advise
from advisor.brief import Brief, from_document
from advisor.critique import groups
from advisor.slides import FINDINGS, Slide, slides
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import Catalogue, load


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def advice(request: pytest.FixtureRequest, shipped: Catalogue) -> Advice:
    return advise(example(request.param), shipped)


def kinds(found: tuple[Slide, ...]) -> list[str]:
    return list(dict.fromkeys(slide.id.partition("-")[0] for slide in found))


def words(slide: Slide) -> str:
    beats = " ".join(f"{beat.head} {beat.word} {beat.node} {beat.says}" for beat in slide.beats)
    return f"{slide.title} {slide.lead} {slide.start} {beats}"


def test_the_list_speaks_first_then_the_set_then_the_ask(
    advice: Advice, shipped: Catalogue
) -> None:
    order = ["revealed", "verdict", "finding", "first", "choice", "sets", "floor", "asks"]
    found = kinds(slides(advice, shipped))
    assert found == [kind for kind in order if kind in found]
    assert {"verdict", "finding", "first", "choice", "asks"} <= set(found)
    assert ("revealed" in found) == (advice.revealed is not None)


def test_the_first_slide_says_the_whole_sentence_and_nothing_else_in_large(
    advice: Advice, shipped: Catalogue
) -> None:
    first = slides(advice, shipped)[0]
    if advice.revealed is None:  # nobody opens with what is not known
        assert first.title
        assert advice.critique.verdict.startswith(first.title)
        return
    assert advice.revealed.sentence.startswith(first.title)
    rest = advice.revealed.sentence[len(first.title) :].strip()
    assert not rest or first.beats[0].says == rest


def test_at_most_five_findings_each_of_another_cause_the_gravest_of_it(
    advice: Advice, shipped: Catalogue
) -> None:
    found = [s for s in slides(advice, shipped) if s.id.startswith("finding")]
    causes = groups(advice.critique.findings)
    assert len(found) == min(FINDINGS, len(causes))
    for slide, group in zip(found, causes, strict=False):
        told = [item for item in group.findings if item.message.startswith(slide.title)]
        assert told
        assert told[0].severity is group.findings[0].severity


def test_a_path_is_revealed_link_by_link_without_a_gap(advice: Advice, shipped: Catalogue) -> None:
    by_message = {item.message: item for item in advice.critique.findings}
    for slide in slides(advice, shipped):
        if not slide.id.startswith("finding") or not slide.start:
            continue
        item = next(by_message[key] for key in by_message if key.startswith(slide.title))
        links = [beat for beat in slide.beats if beat.node]
        assert slide.start == shipped.label(item.path[0].start)
        assert [beat.node for beat in links] == [shipped.label(step.end) for step in item.path]
        assert all(beat.word and beat.says for beat in links)
        assert slide.beats[: len(links)] == tuple(links)  # then what to do


def test_each_choice_names_its_biggest_trade_off(advice: Advice, shipped: Catalogue) -> None:
    found = [s for s in slides(advice, shipped) if s.id.startswith("choice")]
    first = [item for item in advice.recommendation.tier("pursue") if (item.priority or 9) <= 3]
    assert [slide.title for slide in found] == [shipped.label(item.metric) for item in first]
    for slide, item in zip(found, first, strict=True):
        (told,) = [beat for beat in slide.beats if beat.head == "The biggest trade-off"]
        paid = [p for p in item.points if p.criterion in ("trade-off", "gaming") and p.points < 0]
        lowest = min((point.points for point in paid), default=None)
        assert told.says in {p.says for p in paid if p.points == lowest} or not paid


def test_the_ask_names_everybody_who_decides_something(advice: Advice, shipped: Catalogue) -> None:
    told = words(slides(advice, shipped)[-1])
    for page in advice.plan.pages:
        assert (page.title in told) == bool(page.decide)


def test_without_a_list_the_set_comes_first(shipped: Catalogue) -> None:
    found = slides(advise(Brief(), shipped), shipped)
    assert found[0].id == "first"


def test_what_cannot_be_is_said_and_nothing_is_recommended(shipped: Catalogue) -> None:
    key = "average-handle-time"
    brief = from_document({"must": [key], "never": [key]})
    advice = advise(brief, shipped)
    assert advice.recommendation.clash
    (slide,) = slides(advice, shipped)
    assert [beat.says for beat in slide.beats] == list(advice.recommendation.clash)
