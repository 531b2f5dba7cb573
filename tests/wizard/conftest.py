"""What several pages' tests start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice, advise
from advisor.brief import Brief
from advisor.store import ADDRESS
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load
from tests.turning import turned


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of the test's own, and nothing remembered of another."""
    monkeypatch.setenv(ADDRESS, str(tmp_path / "designs.db"))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return load()


@pytest.fixture(scope="session")
def telecom(shipped: Catalogue) -> Advice:
    return advise(example("telecom-bpo"), shipped)


@pytest.fixture
def recommended_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Brief], AppTest]:
    """Opens the recommendation page on a brief."""
    monkeypatch.setenv(ADDRESS, str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return turned(at, "next")

    return open_one
