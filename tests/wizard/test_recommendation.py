"""The recommendation page shows the whole set with reasons, and answers what is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice, advise
from advisor.brief import Brief, from_document
from advisor.case import Case
from advisor.explore import dial, why_not
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Lens
from tests.chips import elements
from tests.chips import found as found_by_typing
from tests.reading import folds, read, sound
from tests.turning import keeps, tabbed, turned, ways

Open = Callable[[Brief], AppTest]


def words(at: AppTest) -> str:
    kinds: list[Any] = [at.markdown, at.text, at.caption, at.subheader, at.header, at.error]
    told = "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")
    return f"{told}\n{read(at)}"


def asked(at: AppTest, question: str) -> AppTest:
    """The page with one of the questions opened."""
    return tabbed(at, "ask-it", question)


def test_every_metric_of_the_set_is_there_with_its_reasons(
    recommended_for: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = recommended_for(example("telecom-bpo"))
    assert not at.exception
    told = read(at)
    inside = folds(at)
    for item in telecom.recommendation.metrics:
        name = shipped.label(item.metric)
        assert name in told
        if item.tier == "plan":
            continue
        fold = next(text for line, text in inside.items() if name in line)
        if item.tier == "watch" and item.limit:
            assert item.limit.limit in fold
            assert item.limit.act in fold
        if item.tier == "pursue" and item.target:
            assert item.target.because in fold
        if item.tier == "pursue":
            assert all(f"{point.points:+d}" in fold for point in item.points)
            assert all(point.says in fold for point in item.points)


@pytest.mark.parametrize("channels", [(), ("email",)])
def test_a_list_of_mails_is_not_taken_for_one_of_calls_in_silence(
    recommended_for: Open, channels: tuple[str, ...]
) -> None:
    today = [{"written": "Emails answered"}, {"written": "First response time"}]
    at = recommended_for(from_document({"context": {"channels": channels}, "today": today}))
    asked = "Your list speaks of email; nothing is said about channels"
    assert (asked in words(at)) is not bool(channels)
    assert words(at).count("the telephone is assumed") == (0 if channels else 1)
    assert ("Say which channels" in ways(at)) is not bool(channels)


def test_wishes_that_are_left_open_are_named_near_the_set(
    recommended_for: Open, telecom: Advice
) -> None:
    wishes = telecom.recommendation.unseen
    assert wishes
    at = recommended_for(example("telecom-bpo"))
    told = next(text for line, text in folds(at).items() if "What this set leaves open" in line)
    assert all(wish in told for wish in wishes)
    told = read(at)
    assert told.index("What this set leaves open") < told.index("Who may do what with it")


def test_exactly_the_first_three_priorities_are_named(
    recommended_for: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = recommended_for(example("telecom-bpo"))
    marked = [line for line in folds(at) if line.startswith("Priority")]
    first = sorted(telecom.recommendation.tier("pursue"), key=lambda item: item.priority or 99)[:3]
    assert len(marked) == 3
    for number, (label, item) in enumerate(zip(marked, first, strict=True), start=1):
        assert f"Priority {number}" in label
        assert shipped.label(item.metric) in label


def test_changes_stand_under_the_one_who_decides(recommended_for: Open, telecom: Advice) -> None:
    at = recommended_for(example("telecom-bpo"))
    headings = {"me": "You can do this", "the client": "The client decides"}
    for decider, heading in headings.items():
        told = next(text for line, text in folds(at).items() if heading in line)
        for change in telecom.diff:
            if change.decided_by == decider:
                assert change.because in told


def test_who_misses_what_is_in_the_set_is_told_so(
    recommended_for: Open, telecom: Advice, shipped: Catalogue
) -> None:
    at = recommended_for(example("telecom-bpo"))
    for tier, says in (("pursue", "with a target"), ("plan", "nobody is judged by it")):
        held = next(item for item in telecom.recommendation.metrics if item.tier == tier)
        found_by_typing(at, "why-not-metric", held.metric)
        (told,) = [text.value for text in at.markdown if "is in the set" in text.value]
        assert shipped.label(held.metric) in told.replace("\\", "")
        assert says in told


def test_why_not_tells_its_cost_what_it_pushes_out_and_what_brings_it_in(
    recommended_for: Open, shipped: Catalogue
) -> None:
    at = recommended_for(example("retail-in-house"))
    case = Case(example("retail-in-house"), shipped)
    found_by_typing(at, "why-not-metric", "transfer-rate")
    found = why_not(case, "transfer-rate")
    told = words(at)
    assert found.because in told
    assert found.costs is not None
    assert f"That costs {found.costs}." in told
    assert all(shipped.label(key) in told for key in found.displaces)
    ways = [way for way in found.brings_in or () if not way["edit"].startswith("must")]
    assert all(way["says"] in told for way in ways)
    assert f"{found.price} point" not in told  # no bare figure


def test_the_dial_is_worked_out_on_demand_and_tells_where_it_tips(
    recommended_for: Open, shipped: Catalogue
) -> None:
    at = recommended_for(example("telecom-bpo"))
    asked(at, "Turn the dial")
    assert not at.select_slider
    at.button("ask-dial").click().run()
    assert not at.exception
    stops = dial(Case(example("telecom-bpo"), shipped), Lens.EFFICIENCY, Lens.CUSTOMER)
    told = words(at)
    assert all(says in told for stop in stops for says in stop.tips)
    at.select_slider[0].set_value("all the way to efficiency").run()
    told = words(at)
    assert all(shipped.label(key) in told for key in stops[0].metrics)


def test_other_sets_say_what_they_keep_or_that_there_is_none(
    recommended_for: Open, telecom: Advice
) -> None:
    told = words(asked(recommended_for(example("telecom-bpo")), "Other good sets"))
    for other in telecom.alternatives:
        assert f"Keeps {other.percent} %" in told
        assert other.says in told
    if not telecom.alternatives:
        assert "No other set that differs in kind comes near" in told


def test_the_other_chair_is_put_beside_this_one(recommended_for: Open) -> None:
    at = asked(recommended_for(example("telecom-bpo")), "BPO or in-house")
    at.button("ask-switch").click().run()
    assert not at.exception
    told = words(at)
    assert "stay as they are" in told
    assert "In-house centre" in told
    assert "cannot hold together" not in told


def test_every_strategy_is_tried_on_demand_and_the_core_comes_first(
    recommended_for: Open, shipped: Catalogue
) -> None:
    at = asked(recommended_for(example("retail-in-house")), "Every strategy")
    at.button("ask-matrix").click().run(timeout=120)
    assert not at.exception
    told = words(at)
    assert all(item.name in told for item in shipped.strategies.values())
    assert told.index("common core") < told.index("What each puts first")


def test_how_firm_it_is_covers_the_whole_set(
    recommended_for: Open,
    shipped: Catalogue,
    telecom: Advice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("advisor.wizard.steps.questions.READINGS", 3)
    at = asked(recommended_for(example("telecom-bpo")), "How firm is it?")
    at.button("try-firm").click().run()
    assert not at.exception
    told = words(at)
    for item in telecom.recommendation.metrics:
        if item.tier != "plan":
            assert f"- {shipped.label(item.metric)}: " in told


def test_only_the_question_that_is_open_is_drawn_and_it_is_open_after_coming_back(
    recommended_for: Open,
) -> None:
    at = recommended_for(example("telecom-bpo"))
    assert drawn(at) == ("Why not ...?", True, False)
    assert drawn(asked(at, "Turn the dial")) == ("Turn the dial", False, True)
    at = turned(turned(at, "next"), "back")
    assert drawn(at) == ("Turn the dial", False, True)
    at.session_state["ask-it"] = {"chosen": "<script>"}
    assert drawn(at.run()) == ("Turn the dial", False, True)
    at.session_state["ask-it"] = {"chosen": ["Every strategy"]}
    assert drawn(at.run())[0] in asks(at)


def asks(at: AppTest) -> list[str]:
    found: list[str] = elements(at, "tabs")["ask-it"]["labels"]
    return found


def drawn(at: AppTest) -> tuple[str, bool, bool]:
    """The tab that is chosen, and whether the first and the second question are drawn."""
    sound(at)
    panel = at.get_by_key("ask-it-panel")
    return (
        elements(at, "tabs")["ask-it"]["chosen"],
        "why-not-metric" in {item.key for item in panel.get("bidi_component")},
        "ask-dial" in {button.key for button in panel.button},
    )


def test_a_metric_that_nobody_has_is_not_asked_about(
    recommended_for: Open, shipped: Catalogue
) -> None:
    at = recommended_for(example("telecom-bpo"))
    offered = {option for option, _says in elements(at, "picking")["why-not-metric"]["options"]}
    assert offered == set(shipped.metrics)
    at.session_state["why-not-metric"] = {"picked": "no-such-metric"}
    assert (
        "has a reason, a price" in elements(sound(at.run()), "picking")["why-not-metric"]["meant"]
    )
    assert "If you insist" not in words(at)


def test_a_clash_is_said_in_words_with_what_to_relax(
    recommended_for: Open, shipped: Catalogue
) -> None:
    brief = from_document({"context": {"channels": ["voice"]}, "must": ["chat-concurrency"]})
    clash = advise(brief, shipped).recommendation.clash
    assert clash
    at = recommended_for(brief)
    assert not at.exception
    told = words(at)
    assert "Relax one of these" in told
    assert all(row in told for row in clash)
    assert "Give it up?" in told


@pytest.mark.parametrize(
    ("name", "says"),
    [("telecom-bpo", "The contract, from both chairs"), ("retail-in-house", "side by side")],
)
def test_the_way_to_the_contract_is_named_by_the_chair(
    recommended_for: Open, name: str, says: str
) -> None:
    at = recommended_for(example(name))
    (label,) = (label for label, path in ways(at).items() if path == "contract")
    assert says in label
    assert keeps(at)


def test_it_needs_no_list(recommended_for: Open) -> None:
    at = recommended_for(Brief())
    assert not at.exception
    assert "Pursue first" in read(at)
    assert "From today to there" not in read(at)
