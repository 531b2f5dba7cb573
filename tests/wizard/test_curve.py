"""The curve: what it draws is what its table and its words say."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, from_document
from advisor.case import Case
from advisor.feasibility import Ladder, feasibility
from advisor.wizard import curve
from knowledge.catalogue import load
from tests.reading import read

CALLS: dict[str, Any] = {
    "load": {
        "contacts": 120,
        "minutes": 30,
        "handle_seconds": 300,
        "positions": 24,
        "patience_seconds": 120,
    },
    "today": [
        {"written": "Service level", "target": "90% in 10s"},
        {"written": "Occupancy", "target": "80-85 %"},
    ],
}
MAIL: dict[str, Any] = {
    "context": {"channels": ["email"]},
    "load": {"contacts": 400, "minutes": 480, "handle_seconds": 540, "positions": 8},
    "today": [{"written": "Backlog volume", "target": "<= 300", "actual": "900"}],
}


def ladder_of(fields: dict[str, Any]) -> Ladder:
    found = feasibility(Case(from_document(fields), load())).ladder
    assert found is not None
    return found


@pytest.fixture
def critique_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Brief], AppTest]:
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return at.run()

    return open_one


def test_each_series_has_its_points_the_centre_and_its_targets() -> None:
    found = ladder_of(CALLS)
    rows = list(curve.rows(found))
    by_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in curve.KINDS}
    assert len(by_kind["curve"]) == 3 * len(found.rungs)
    assert {row["positions"] for row in by_kind["here"]} == {24}
    assert [(row["what"], row["value"]) for row in by_kind["target"]] == [
        ("Answered in time", 0.9),
        ("Busy", 0.8),
        ("Busy", 0.85),
    ]
    assert [row["says"] for row in by_kind["place"]] == ["You: 24"]


def test_the_words_for_those_who_do_not_see_it() -> None:
    found = ladder_of(CALLS)
    told = curve.spoken(found)
    here = next(rung for rung in found.rungs if rung.positions == 24)
    assert f"{100 * (here.service_level or 0):.3g} % answered within 10 seconds" in told
    assert "24 positions (you are here)" in told
    assert "Target line of Service level at 90 %" in told


def test_a_pile_is_drawn_in_days() -> None:
    found = ladder_of(MAIL)
    points = {row["positions"]: row["value"] for row in curve.rows(found) if row["kind"] == "curve"}
    assert points[8] == 22.5
    assert 7 not in points  # never
    assert "the pile is down in 22.5 working days" in curve.spoken(found)


@pytest.mark.parametrize("fields", [CALLS, MAIL], ids=["calls", "mail"])
def test_the_page_says_what_fits_and_what_a_step_costs(
    critique_of: Callable[[Brief], AppTest], fields: dict[str, Any]
) -> None:
    at = critique_of(from_document(fields))
    assert not at.exception
    found = feasibility(Case(from_document(fields), load()))
    told = read(at)
    assert found.ladder is not None
    assert all(says in told for says in found.ladder.says)
    assert all(item.fit.says in told for item in found.judged if item.fit)
    assert not at.get("vega_lite_chart")
    at.toggle("show-curve").set_value(True).run()
    assert len(at.get("vega_lite_chart")) == 1
