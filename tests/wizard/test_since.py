"""Last year's result from the start page: it is found again after a reload, and what it says can
be done by a button."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor import share
from advisor.advice import advise
from advisor.brief import Brief
from advisor.reopening import saved
from advisor.wizard.examples import example
from knowledge.catalogue import load
from tests.reading import folds, read, title

MAIN = str(files("advisor.wizard") / "main.py")


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))
    return AppTest.from_file(MAIN, default_timeout=60).run()


def by_link(at: AppTest) -> AppTest:
    at.text_input("year-link").set_value(share.to_link(example("telecom-bpo"), load())).run()
    return at.button("open-year").click().run()


def test_a_saved_result_is_opened_and_what_was_recommended_then_is_known(start: AppTest) -> None:
    brief = example("telecom-bpo")
    told = saved(advise(brief, load()), brief, "2025-11-20")
    start.file_uploader("year-file").upload(
        "result.json", json.dumps(told).encode(), "application/json"
    )
    at = start.run().button("open-year").click().run()
    assert not at.exception
    assert title(at) == "A year later"
    assert any("2025-11-20" in item.value for item in at.text)
    assert "worked out with today's knowledge" not in read(at)
    assert any(summary.startswith("Recommended, and not taken up") for summary in folds(at))


def test_a_link_is_opened_and_found_again_after_a_reload(start: AppTest) -> None:
    at = by_link(start)
    assert not at.exception
    assert "worked out with today's knowledge" in read(at)
    draft = at.session_state["draft"].id
    again = AppTest.from_file(MAIN, default_timeout=60)
    again.query_params["s"] = draft
    again.run()
    assert not again.exception
    assert "Last year" in read(again)


def test_what_to_do_is_done_by_a_button_and_can_be_undone(start: AppTest) -> None:
    at = by_link(start)
    before: Brief = at.session_state["brief"]
    button = next(item for item in at.button if (item.key or "").endswith("-off"))
    written = button.label.split(": ", 1)[1]
    button.click().run()
    assert not at.exception
    after: Brief = at.session_state["brief"]
    assert written not in [row.written for row in after.today]
    assert len(after.today) == len(before.today) - 1
    assert at.session_state["past"][-1].today == before.today


def test_what_cannot_be_opened_says_so_and_changes_nothing(start: AppTest) -> None:
    start.text_input("year-link").set_value("d1_broken").run()
    at = start.button("open-year").click().run()
    assert any("was not opened" in item.value for item in at.error)
    assert "draft" not in at.session_state
