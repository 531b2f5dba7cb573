"""The shipped catalogue and short ways to a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from advisor.brief import from_document
from advisor.case import Case
from knowledge.catalogue import Catalogue, load


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return load()


@pytest.fixture(scope="session")
def case(shipped: Catalogue) -> Callable[..., Case]:
    """A case from the fields of a brief."""

    def make(**fields: Any) -> Case:
        return Case(from_document(fields), shipped)

    return make
