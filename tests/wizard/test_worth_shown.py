"""The recommendation page tells what a point is worth, or asks for the figures that it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, from_document
from advisor.case import Case
from advisor.wizard.examples import example
from advisor.worth import money_says, people_say, worth
from knowledge.catalogue import Catalogue, load

Open = Callable[[Brief], AppTest]
FULL = {
    "load": {
        "contacts": 120,
        "minutes": 30,
        "handle_seconds": 300,
        "positions": 24,
        "paid_heads": 40,
        "cost_per_hour": 20,
        "hours_per_year": 1700,
        "currency": "EUR",
    },
    "today": [
        {"metric": "service-level", "written": "SL", "target": "80/20"},
        {"metric": "repeat-contact-rate", "written": "Repeats", "actual": "20 %"},
    ],
}


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


def rows(at: AppTest) -> list[dict[str, str]]:
    """The lines of the table of levers, as they are read."""
    tables = [table.value for table in at.table if "Money" in table.value.columns]
    records: list[dict[Any, str]] = tables[0].to_dict("records") if tables else []
    return [
        {str(name): cell.replace("\\", "") for name, cell in record.items()} for record in records
    ]


def words(at: AppTest) -> str:
    kinds: list[Any] = [at.markdown, at.caption]
    return "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")


def links(at: AppTest) -> list[str]:
    return [item.proto.label for item in at.get("page_link")]


def test_each_lever_has_its_people_its_money_and_its_sums(
    recommended_for: Open, shipped: Catalogue
) -> None:
    brief = from_document(FULL)
    at = recommended_for(brief)
    assert not at.exception
    told, shown = words(at), rows(at)
    found = worth(Case(brief, shipped))
    assert len(shown) == len(found) == 5
    for item, row in zip(found, shown, strict=True):
        assert (row["If"], row["People"]) == (item.change, people_say(item))
        assert row["Money"] == money_says(item) or row["Money"].startswith("What does it cost")
        assert all(step.says in told and step.sum in told for step in item.steps)
        assert all(text in told for text in item.held)
    assert "Enter the figures under Situation" not in links(at)


def test_without_figures_it_says_which_to_enter_and_where(recommended_for: Open) -> None:
    at = recommended_for(Brief())
    assert not at.exception
    assert rows(at) == []
    assert "How many people are paid for this queue" in words(at)
    assert "Enter the figures under Situation" in links(at)


def test_a_lever_that_is_not_judged_says_why(recommended_for: Open) -> None:
    brief = example("telecom-bpo")
    short = brief.load.model_copy(update={"positions": 20, "patience_seconds": None})
    at = recommended_for(brief.model_copy(update={"load": short}))
    assert not at.exception
    level = rows(at)[0]
    assert (level["People"], level["Money"]) == ("not judged here", "-")
    assert "the line grows without end" in words(at)
    assert "How long are callers ready to wait" in words(at)
