"""The checklist page: a ticked system is kept and moves what waits for it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief
from advisor.case import Case
from advisor.recommend import recommend
from advisor.wizard.examples import example
from knowledge.catalogue import load
from knowledge.vocabulary import System
from tests.reading import read
from tests.turning import turned


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))
    at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
    at.button("example-telecom-bpo").click().run()
    return turned(turned(turned(at, "next"), "next"), "measure")


def test_a_ticked_system_is_kept_in_the_design_and_waits_no_more(measured: AppTest) -> None:
    at = measured
    assert not at.exception
    assert "Whom to ask, and for what" in read(at)
    assert "A first count by hand." in read(at)
    pills = at.button_group[0]
    pills.set_value([*System]).run()
    assert not at.exception
    assert "Whom to ask, and for what" not in read(at)
    brief: Brief = at.session_state["brief"]
    assert set(brief.systems or ()) == set(System)
    assert set(example("telecom-bpo").systems or ()) < set(brief.systems or ())


def test_a_tick_says_what_comes_and_goes(measured: AppTest) -> None:
    """Held against two sets chosen afresh."""
    at, shipped = measured, load()

    def cards(systems: list[System]) -> set[str]:
        brief = example("telecom-bpo").model_copy(update={"systems": tuple(systems)})
        best = recommend(Case(brief, shipped))
        return {item.metric for item in best.metrics if item.tier != "plan"}

    said = [item.value for item in at.markdown]
    assert not any("changes the set" in text for text in said)
    before = cards(list(example("telecom-bpo").systems or ()))
    at.button_group[0].set_value([System.ACD]).run()
    assert not at.exception
    (line,) = (item.value for item in at.markdown if "changes the set" in item.value)
    moved = before ^ cards([System.ACD])
    assert moved
    assert all(shipped.label(metric) in line for metric in moved)
    ticked = sorted([System.ACD, System.CARRIER], key=lambda item: item.rank)
    at.button_group[0].set_value(ticked).run()
    said = [item.value for item in at.markdown]
    stays = cards(ticked) == cards([System.ACD])
    assert any("The set stays as it is." in text for text in said) is stays
