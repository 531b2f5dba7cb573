"""Names are read as a careful reader would, and never taken for a metric without ground."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.names import Name, Resolved, resolve
from advisor.names.wording import words
from knowledge.catalogue import Catalogue, load

HERE = Path(__file__).parent / "names"
SAMPLE: list[dict[str, Any]] = yaml.safe_load((HERE / "sample.yaml").read_text(encoding="utf-8"))


def one(catalogue: Catalogue, written: str, **beside: str) -> Resolved:
    (found,) = resolve([Name(written, **beside)], catalogue)
    return found


def offered(found: Resolved) -> set[str]:
    return {each.metric for each in found.candidates}


def test_the_sample_is_large_and_no_name_is_asked_twice_for_the_same() -> None:
    assert len(SAMPLE) >= 280
    keys = [tuple(sorted((key, str(value)) for key, value in row.items())) for row in SAMPLE]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", SAMPLE, ids=[row["name"] for row in SAMPLE])
def test_a_real_name_is_read_as_by_hand(row: dict[str, Any], shipped: Catalogue) -> None:
    beside = {key: row[key] for key in ("unit", "target", "channel") if key in row}
    found = one(shipped, row["name"], **beside)
    if "metrics" in row:
        assert (found.kind, found.metrics) == ("compound", tuple(row["metrics"]))
    elif "metric" in row:
        assert found.metric == row["metric"]
    else:
        assert found.metric is None
        assert not found.metrics
    if "among" in row:
        assert row["among"] in offered(found)
    if "variant" in row:
        assert found.variant == row["variant"]
    assert found.complement == row.get("complement", False)
    if set(row) == {"name"}:
        assert found.kind == "unknown"


def test_every_name_that_a_dossier_gives_leads_to_it(shipped: Catalogue) -> None:
    """Its name, exact aliases, abbreviations and names in other languages, unless the dossier
    itself calls them ambiguous; then it is offered. Names that two dossiers give are unclear."""
    for key, metric in shipped.metrics.items():
        unclear = {name.casefold() for name in metric.also.ambiguous}
        for name in (
            metric.name,
            *metric.also.exact,
            *metric.also.abbreviations,
            *metric.also.languages(),
        ):
            found = one(shipped, name)
            if name.casefold() in unclear:
                assert key in offered(found), name
            else:
                assert found.metric == key, (name, key, found)


def test_a_name_called_ambiguous_is_offered_with_the_question(shipped: Catalogue) -> None:
    for key, metric in shipped.metrics.items():
        for name, question in metric.also.ambiguous.items():
            found = one(shipped, name)
            asked = {each.metric: each.question for each in found.candidates}
            if len(asked) < 3 or key in asked:
                assert asked[key] == question, name


VAGUE = frozenset(
    "average total count rate per day week month other autre otros outros sonstige activity "
    "activite target result performance score value".split()
)
CLEAR_IN_ITS_SYSTEM = frozenset({"oMediaCount", "rate per minute", "other time"})


def test_no_metric_is_known_by_words_that_name_nothing(shipped: Catalogue) -> None:
    for key, metric in shipped.metrics.items():
        for name in {*metric.also.exact, *metric.also.languages()} - CLEAR_IN_ITS_SYSTEM:
            assert not words(name) or not set(words(name)) <= VAGUE, (key, name)


@pytest.mark.parametrize(
    "name",
    ["Moy / jour", "MOY_JOUR", "Autres activités", "TOTAL_ACTIVITES", "Sollicitations",
     "Audit pass rate", "Interactions", "Calls", "Volume"],
)  # fmt: skip
def test_a_name_of_several_things_is_asked_about(name: str, shipped: Catalogue) -> None:
    found = one(shipped, name)
    assert (found.metric, found.kind) == (None, "ambiguous")


@pytest.mark.parametrize(
    ("name", "metrics"),
    [
        ("Interactions", {"contacts-handled", "contacts-offered"}),
        ("Sollicitations", {"contacts-handled", "contacts-offered"}),
        ("Calls", {"contacts-handled", "contacts-offered", "outbound-calls-made"}),
        ("Volume", {"contacts-handled", "contacts-offered", "tickets-created"}),
        ("E-Mails", {"contacts-handled", "contacts-offered"}),
        ("Letters", {"contacts-handled", "contacts-offered"}),
        ("Tickets", {"tickets-created", "contacts-resolved", "backlog-volume"}),
    ],
)
def test_every_answer_that_a_question_names_is_offered(
    name: str, metrics: set[str], shipped: Catalogue
) -> None:
    assert offered(one(shipped, name)) == metrics


def test_questions_stand_in_one_language(shipped: Catalogue) -> None:
    foreign = re.compile(r"[À-ÿ]|\b(?:par|ou|aux|oder|por|der|les|des)\b")
    for key, metric in shipped.metrics.items():
        for question in metric.also.ambiguous.values():
            assert not foreign.search(question), (key, question)


def test_workload_is_named_as_such(shipped: Catalogue) -> None:
    assert one(shipped, "Calls offered").kind == "workload"
    assert one(shipped, "Average Handle Time (AHT)").kind == "exact"


def test_a_typo_is_said_to_be_one_and_is_less_sure(shipped: Catalogue) -> None:
    found = one(shipped, "Schedule Adherance")
    assert (found.metric, found.kind) == ("schedule-adherence", "typo")
    assert found.confidence < one(shipped, "Schedule Adherence").confidence


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("Post backlog", "backlog-volume"),
        ("Unanswered letters", "backlog-volume"),
        ("White mail response time", "first-response-time"),
        ("Average age of correspondence", "backlog-age"),
        ("Letters handled per FTE", "contacts-per-hour"),
        ("Post call survey score", "customer-satisfaction"),
        ("Post processing time", "after-call-work"),
    ],
)
def test_what_comes_by_post_is_work_in_writing_and_what_follows_a_call_is_not(
    name: str, metric: str, shipped: Catalogue
) -> None:
    assert one(shipped, name).metric == metric


@pytest.mark.parametrize(
    "word", ["incomplete", "unavailable", "inactive", "nonresponse", "dishold"]
)
def test_a_denial_is_not_a_slip(word: str, shipped: Catalogue) -> None:
    affirmed = one(shipped, f"{word.removeprefix('in').removeprefix('un')} rate").metric
    assert one(shipped, f"{word} rate").kind != "typo" or affirmed is None


def test_time_with_customers_is_never_the_share_answered_in_time(shipped: Catalogue) -> None:
    for name in (
        "personal service level",
        "Personal Service Level (share of time in customer-facing contact)",
        "personal_service_level",
    ):
        assert one(shipped, name).metric == "customer-facing-time-share"


def test_an_unknown_name_is_never_taken(shipped: Catalogue) -> None:
    for name in ("", " ", "%", "-", "()", "n/a", "Time", "Rate", "Total ?", "zzzz", "人生"):
        found = one(shipped, name)
        assert found.metric is None, name


def test_a_custom_metric_takes_part(shipped: Catalogue) -> None:
    model = shipped.metrics["occupancy"]
    own = model.model_copy(
        update={
            "name": "Umbrella rate",
            "code": 9001,
            "also": type(model.also)(exact=("parasols per hundred",)),
            "relations": (),
        }
    )
    grown = shipped.with_custom({"umbrella-rate": own})
    assert one(grown, "Umbrella Rate (%)").metric == "umbrella-rate"
    assert one(grown, "parasols_per_hundred").metric == "umbrella-rate"
    assert one(shipped, "Umbrella Rate (%)").metric is None
    assert one(grown, "AHT").metric == "average-handle-time"


def test_neighbours_order_what_is_unclear_and_decide_nothing(shipped: Catalogue) -> None:
    alone = one(shipped, "contact rate")
    dialling = resolve([Name("contact rate"), Name("PTP rate")], shipped)[0]
    demand = resolve([Name("contact rate"), Name("avoidable contacts")], shipped)[0]
    for beside, first in (
        (dialling, {"contacts-reached", "right-party-contact-rate"}),
        (demand, {"contact-rate"}),
    ):
        assert beside.metric is alone.metric is None
        assert offered(beside) == offered(alone)
        assert beside.candidates[0].metric in first


ODD = st.text(max_size=60)
PIECES = st.sampled_from(
    "AHT average handle time call calls rate % ( ) / and within 20 seconds abandoned service level "
    "first FCR csat _ - : per agent 80/20 taux de temps 率 応答 tempo [ ] & total wait".split()
)
MADE = st.lists(PIECES, max_size=9).map(" ".join)


@given(ODD | MADE, st.none() | ODD, st.none() | ODD, st.none() | ODD)
def test_any_text_is_answered_in_good_order(
    written: str, target: str | None, unit: str | None, channel: str | None
) -> None:
    name = Name(written, target, unit, channel)
    found = resolve([name], load())
    assert found == resolve([name], load())
    (only,) = found
    assert only.written == written
    assert 0 <= only.confidence <= 100
    assert len(only.candidates) <= 3
    assert [each.confidence for each in only.candidates] == sorted(
        (each.confidence for each in only.candidates), reverse=True
    )
    if only.kind == "compound":
        assert only.metric is None
        assert len(only.metrics) > 1
    elif only.kind in ("ambiguous", "unknown"):
        assert only.metric is None
        assert not only.metrics
    else:
        assert only.metric == only.candidates[0].metric
    assert only.variant is None or only.variant in load().metrics[only.metric or ""].variants


@settings(max_examples=40)
@given(st.permutations([*[row["name"] for row in SAMPLE][:12], "response time", "SLA", "TMA"]))
def test_the_order_of_a_list_does_not_matter(names: list[str]) -> None:
    found = {each.written: each for each in resolve([Name(name) for name in names], load())}
    again = {each.written: each for each in resolve([Name(n) for n in sorted(names)], load())}
    assert found == again


@given(st.sampled_from(sorted(load().metrics)), st.sampled_from(" _-"), st.booleans())
def test_case_and_separators_do_not_matter(key: str, separator: str, upper: bool) -> None:
    metric = load().metrics[key]
    if metric.name.casefold() in {name.casefold() for name in metric.also.ambiguous}:
        return  # it is asked, whatever its spelling
    written = metric.name.replace("-", separator).replace(" ", separator)
    assert one(load(), written.upper() if upper else written.title()).metric == key


@given(st.sampled_from(sorted(load().metrics)))
def test_a_unit_in_brackets_does_not_matter(key: str) -> None:
    units = {"percent": "%", "seconds": "sec", "minutes": "mins", "hours": "hrs", "count": "#"}
    metric = load().metrics[key]
    written = f"{metric.name} ({units.get(metric.unit, metric.unit)})"
    assert one(load(), written).metric == key
