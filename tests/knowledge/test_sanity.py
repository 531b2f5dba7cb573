"""The sanity sheet, as it was read and found sound."""

from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue, load
from tests.knowledge.sanity import COMMON, SHEET, sheet


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def test_the_sheet_is_the_one_that_was_read(catalogue: Catalogue) -> None:
    """Changed on purpose? Write it anew with `python -m tests.knowledge.sanity`, and read it."""
    assert sheet(catalogue).splitlines() == SHEET.read_text(encoding="utf-8").splitlines()


def test_it_shows_sixty_metrics_that_may_be_selected(catalogue: Catalogue) -> None:
    assert len(set(COMMON)) == 60
    assert all(catalogue.metrics[metric].sort.selectable for metric in COMMON)
