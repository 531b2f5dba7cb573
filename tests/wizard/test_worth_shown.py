"""The recommendation page tells what a point is worth, or asks for the figures that it takes."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, from_document
from advisor.case import Case
from advisor.wizard.examples import example
from advisor.worth import money_says, people_say, worth
from knowledge.catalogue import Catalogue
from tests.reading import read, tables
from tests.turning import ways

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


def rows(at: AppTest) -> list[dict[str, str]]:
    """The lines of the table of levers, as they are read."""
    found = [table for table in tables(at) if "Money" in table[0]]
    head, *lines = found[0] if found else [[]]
    return [dict(zip(head, line, strict=True)) for line in lines]


def links(at: AppTest) -> list[str]:
    return [*ways(at)]


def test_each_lever_has_its_people_its_money_and_its_sums(
    recommended_for: Open, shipped: Catalogue
) -> None:
    brief = from_document(FULL)
    at = recommended_for(brief)
    assert not at.exception
    told, shown = read(at), rows(at)
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
    assert "How many people are paid for this queue" in read(at)
    assert "Enter the figures under Situation" in links(at)


def test_a_lever_that_is_not_judged_says_why(recommended_for: Open) -> None:
    brief = example("telecom-bpo")
    short = brief.load.model_copy(update={"positions": 20, "patience_seconds": None})
    at = recommended_for(brief.model_copy(update={"load": short}))
    assert not at.exception
    level = rows(at)[0]
    assert (level["People"], level["Money"]) == ("not judged here", "-")
    assert "the line grows without end" in read(at)
    assert "How long are callers ready to wait" in read(at)
