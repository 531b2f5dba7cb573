"""Briefs: strict reading, nothing lost, errors that name the place, edits that can be undone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.brief import (
    Brief,
    BriefError,
    Edit,
    apply,
    canonical,
    document,
    from_document,
    from_json,
)
from advisor.case import Case
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Consequence, Level

FULL: dict[str, Any] = {
    "v": 1,
    "title": "Telecom care",
    "seat": "consultant",
    "context": {
        "sourcing": "bpo",
        "pricing": "per-handle-minute",
        "adjusters": ["service-credits"],
        "sector": "telecom",
        "channels": ["voice", "chat"],
        "work": ["service"],
        "stage": "steady",
        "exit": "easy",
        "stakes": "money",
    },
    "systems": ["acd", "wfm", "qm"],
    "load": {"contacts": 120, "minutes": 30, "which": "busiest", "handle_seconds": 300},
    "strategy": {"preset": "effortless-service", "priorities": {"ease": 5}, "summary": "kept"},
    "today": [
        {
            "written": "AHT",
            "metric": "average-handle-time",
            "levels": ["agent"],
            "consequences": ["paid", "ranked"],
            "target": "<= 300 s",
            "actual": "341 s",
            "weight": 20,
            "definition": None,
            "why": "",
            "since": 2019,
            "from": "contract",
            "owner": "",
            "may_change": "client",
            "review": None,
            "initiative": "",
        }
    ],
    "must": [],
    "never": [],
    "custom": {"metrics": [], "relations": []},
    "accepted": [],
}


def test_the_contract_is_read_whole() -> None:
    brief = from_document(FULL)
    row = brief.today[0]
    assert row.origin == "contract"
    assert row.since == "2019"
    assert row.levels == (Level.AGENT,)
    assert row.consequences == (Consequence.PAID, Consequence.RANKED)


def test_an_empty_object_is_a_brief() -> None:
    assert from_json("{}") == Brief()


def test_unknown_and_merely_reported_are_kept_apart() -> None:
    brief = from_document({"today": [{"written": "A"}, {"written": "B", "consequences": []}]})
    assert brief.today[0].consequences is None
    assert brief.today[1].consequences == ()
    assert from_document(document(brief)) == brief


@pytest.mark.parametrize(
    ("wrong", "path", "expected"),
    [
        ({"v": 2}, "v", "newer release"),
        ({"v": "1"}, "v", "version"),
        ({"v": True}, "v", "version"),
        ({"titel": "x"}, "titel", "title"),
        ({"today": [{"metrik": "x"}]}, "today.0.metrik", "metric"),
        ({"today": [{"levels": ["boss"]}]}, "today.0.levels.0", "agent"),
        ({"today": [{"consequences": ["fired"]}]}, "today.0.consequences.0", "paid"),
        ({"today": [{"weight": 130}]}, "today.0.weight", "100"),
        ({"load": {"shrinkage": 1.0}}, "load.shrinkage", "less than 1"),
        ({"load": {"positions": -1}}, "load.positions", "greater"),
        ({"load": {"contacts": float("nan")}}, "load.contacts", "finite"),
        ({"strategy": {"priorities": {"ease": 9}}}, "strategy.priorities.ease", "5"),
        ({"accepted": [{"finding": "X", "reason": ""}]}, "accepted.0.reason", "at least 1"),
        ({"today": "AHT"}, "today", "list"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, Any], path: str, expected: str) -> None:
    with pytest.raises(BriefError) as caught:
        from_document(wrong)
    assert caught.value.path == path
    assert expected in caught.value.expected


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}{}", "\x00"])
def test_what_is_not_a_brief_is_refused(text: str) -> None:
    with pytest.raises(BriefError):
        from_json(text, "x.json")


def test_bytes_that_are_not_text_are_refused() -> None:
    with pytest.raises(BriefError, match="UTF-8"):
        from_json(b'{"title": "\xff\xfe"}')


def test_a_document_nested_too_deeply_is_refused() -> None:
    with pytest.raises(BriefError):
        from_json("[" * 100_000)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"context": {"sourcing": "outer-space"}}, "context.sourcing"),
        ({"context": {"channels": ["voice", "smoke"]}}, "context.channels.1"),
        ({"strategy": {"preset": "win"}}, "strategy.preset"),
        ({"strategy": {"priorities": {"luck": 3}}}, "strategy.priorities.luck"),
        ({"today": [{"metric": "nonsense"}]}, "today.0.metric"),
        ({"must": ["nonsense"]}, "must.0"),
        ({"never": ["ease"]}, "never.0"),
    ],
)
def test_an_id_that_does_not_exist_is_named(
    shipped: Catalogue, wrong: dict[str, Any], path: str
) -> None:
    with pytest.raises(BriefError) as caught:
        Case(from_document(wrong), shipped)
    assert caught.value.path == path


def test_canonical_says_the_same_of_the_same() -> None:
    shuffled = json.loads(json.dumps(FULL))
    shuffled = dict(reversed(shuffled.items()))
    assert canonical(from_document(shuffled)) == canonical(from_document(FULL))


def test_edits_add_drop_and_set() -> None:
    brief = from_document(FULL)
    added = apply(brief, (Edit("add", "occupancy", None, {"levels": ["planning"]}),))
    assert [row.metric for row in added.today] == ["average-handle-time", "occupancy"]
    dropped = apply(added, (Edit("drop", "average-handle-time"),))
    assert [row.metric for row in dropped.today] == ["occupancy"]
    moved = apply(brief, (Edit("set", "average-handle-time", "levels", ["planning"]),))
    assert moved.today[0].levels == (Level.PLANNING,)
    raised = apply(brief, (Edit("set", None, "strategy.priorities.wellbeing", 4),))
    assert raised.strategy.priorities == {"ease": 5, "wellbeing": 4}
    assert brief == from_document(FULL), "the original is untouched"


rows = st.builds(
    dict,
    written=st.text(max_size=30),
    levels=st.none() | st.lists(st.sampled_from([level.value for level in Level]), max_size=3),
    consequences=st.none() | st.lists(st.sampled_from([c.value for c in Consequence]), max_size=3),
    target=st.none() | st.text(max_size=20),
    weight=st.none() | st.floats(0, 100),
)


@given(st.lists(rows, max_size=5), st.text(max_size=20))
def test_nothing_is_lost_on_the_way_through_a_file(today: list[dict[str, Any]], title: str) -> None:
    brief = from_document({"title": title, "today": today})
    assert from_json(json.dumps(document(brief))) == brief
