"""What several pages' tests start from."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief
from tests.turning import turned


@pytest.fixture
def recommended_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Brief], AppTest]:
    """Opens the recommendation page on a brief."""
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return turned(at, "next")

    return open_one
