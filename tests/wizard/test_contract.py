"""The contract page: from both chairs where there are two sides, else side by side on demand; what
is agreed is kept."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief
from advisor.wizard import state
from advisor.wizard.examples import example
from tests.reading import folds, read, title
from tests.turning import turned

Open = Callable[[Brief], AppTest]


@pytest.fixture
def contract_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return turned(turned(turned(at, "next"), "next"), "contract")

    return open_one


def told_of(at: AppTest, name: str) -> str:
    """What is folded away under a number."""
    return next(
        text for summary, text in folds(at).items() if summary.split("today:")[0].strip() == name
    )


def in_house() -> Brief:
    given = example("telecom-bpo")
    context = given.context.model_copy(
        update={"sourcing": "in-house", "pricing": None, "adjusters": ()}
    )
    return given.model_copy(update={"context": context, "seat": "manager"})


def test_a_provider_sees_every_contractual_line_from_both_chairs(contract_of: Open) -> None:
    at = contract_of(example("telecom-bpo"))
    assert not at.exception
    assert title(at) == "The contract, from both chairs"
    for name in ("Service level", "Average handle time"):
        inside = told_of(at, name)
        for word in ("Who moves it", "Who holds the data", "Minimum", "Credit or bonus"):
            assert word in inside
        assert "To settle." in inside
    assert "80/20" in told_of(at, "Service level")
    assert "The provider's own card" in read(at)


def test_what_is_agreed_is_kept_and_shown(contract_of: Open) -> None:
    at = contract_of(example("telecom-bpo"))
    at.selectbox("terms-of").set_value("service-level").run()
    field = next(item for item in at.text_area if item.label.startswith("Minimum"))
    field.set_value("70 % in <b>any</b> week")
    next(item for item in at.button if item.label == "Keep it").click().run()
    assert not at.exception
    assert "70 % in <b>any</b> week" in told_of(at, "Service level")
    saved = state.store().load(at.session_state["draft"].id)
    assert saved is not None
    row = next(row for row in saved.brief.today if row.metric == "service-level")
    assert row.contract is not None
    assert row.contract.minimum == "70 % in <b>any</b> week"


def test_who_has_no_contract_sees_both_side_by_side_and_a_contract_on_demand(
    contract_of: Open,
) -> None:
    at = contract_of(in_house())
    assert not at.exception
    assert title(at) == "In-house and BPO side by side"
    assert "In the contract" not in read(at)
    at.button("ask-switch").click().run()
    assert not at.exception
    assert any("stay as they are" in item.value for item in at.markdown)
    at.selectbox("contract-price").set_value("per-handle-minute").run()
    at.button("draw-up").click().run()
    assert not at.exception
    assert "In the contract" in read(at)
    assert "Paid per handle minute" in read(at)
    brief: Brief = at.session_state["brief"]
    assert brief.context.sourcing == "in-house"
