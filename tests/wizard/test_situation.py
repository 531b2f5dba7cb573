"""Step 1: each answer says what it changes, everything can be skipped, nothing is lost."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, Load, Row, Situation
from advisor.concerns import Pain
from advisor.store import Store, default_url
from advisor.wizard.steps.plainly import CHIPS, WHY, changes
from knowledge.catalogue import load
from knowledge.vocabulary import Dimension
from tests.chips import below, pick, questions
from tests.reading import pieces, sound, title
from tests.turning import turned

pytestmark = pytest.mark.usefixtures("own_store")


def opened(brief: Brief) -> AppTest:
    """The situation of a saved design."""
    spec = find_spec("advisor.wizard.main")
    assert spec is not None
    app = AppTest.from_file(str(spec.origin), default_timeout=60)
    unlisted = brief.model_copy(update={"today": ()})  # so that going on leads to the situation
    app.query_params["s"] = Store(default_url()).create(unlisted).id
    sound(app.run())
    sound(app.button(key="resume").click().run())
    assert title(app) == "Where do you stand?"
    if brief.today:
        app.session_state["brief"] = brief
        app.session_state["epoch"] = app.session_state.get("epoch", 0) + 1
        sound(app.run())
    return app


def captions(app: AppTest) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", str(each.value)) for each in app.caption) + below(app)


@pytest.fixture
def bare() -> AppTest:
    return opened(Brief(title="Billing line"))


def test_ten_questions_each_with_a_reason_until_it_is_answered(bare: AppTest) -> None:
    asked = [text for each in questions(bare) for text in (each["asks"], each["head"])]
    numbers = {int(found[1]) for text in asked if (found := re.match(r"(\d+)\. ", text))}
    assert numbers == set(range(1, 11))
    for why in WHY.values():
        assert why in captions(bare)


def test_looking_changes_nothing(bare: AppTest) -> None:
    assert bare.session_state["brief"] == Brief(title="Billing line")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("stakes", "home-or-safety", "Counts for more: nobody comes to harm"),
        ("stage", "in-trouble", "Counts for less: what the service costs"),
        ("sourcing", "bpo", "The client decides product"),
        ("adjusters", "service-credits", "Always looked at: wait of the slowest callers"),
        ("monitoring", "individuals-restricted", "Kept off people's own cards: 24 numbers"),
        ("seat", "client", "What stands in your contract, you may change"),
        ("hurts", Pain.PEOPLE_LEAVE, "Shown first on the next page: "),
    ],
)
def test_an_answer_says_at_once_what_it_changes(
    bare: AppTest, name: str, value: str, says: str
) -> None:
    assert says not in captions(bare)
    assert says in captions(pick(bare, name, value))


def test_what_hurts_is_kept_and_named_strategies_lead_the_next_page(bare: AppTest) -> None:
    pick(bare, "hurts", Pain.PEOPLE_LEAVE, Pain.GIVE_UP)
    pick(bare, "stage", "in-trouble")
    assert bare.session_state["brief"].hurts == ("people-leave", "give-up")
    named = re.search(r"Shown first on the next page: ([^,]+)", captions(bare))
    assert named
    sound(turned(bare, "next"))
    assert named[1] == re.findall("<h3>(.*?)</h3>", "".join(pieces(bare)))[0]
    sound(turned(bare, "back"))
    assert bare.session_state["brief"].hurts == ("people-leave", "give-up")


def test_what_must_stay_offers_todays_list_first_and_is_kept() -> None:
    app = opened(Brief(today=(Row(written="AHT", metric="average-handle-time"),)))
    app.session_state[f"must-{app.session_state['epoch']}"] = True  # the fold is open
    sound(app.run())
    field = app.multiselect[0]
    assert field.options[0] == load().label("average-handle-time")
    field.select(field.options[0])
    sound(app.run())
    assert app.session_state["brief"].must == ("average-handle-time",)


def test_the_figures_of_an_interval_say_how_much_work_that_is() -> None:
    figures = Load(contacts=120, minutes=30, handle_seconds=300, positions=24)
    app = opened(Brief(load=figures))
    # 120 x 300 s over 1,800 s are 20 people; 20 of 24 are 83 %.
    assert "work for 20.0 people" in captions(app)
    assert "busy 83%" in captions(app)
    short = figures.model_copy(update={"positions": 20})
    assert "Only 20 are on" in captions(opened(Brief(load=short)))


def test_an_answer_can_be_taken_back(bare: AppTest) -> None:
    pick(bare, "exit", "no-exit")
    assert bare.session_state["brief"].context == Situation(exit="no-exit")
    pick(bare, "exit")
    assert bare.session_state["brief"].context == Situation()


def test_every_dimension_chip_and_outcome_has_plain_words() -> None:
    catalogue = load()
    assert set(WHY) == set(Dimension)
    assert len({entry.plainly for entry in catalogue.outcomes.values()}) == len(catalogue.outcomes)
    assert set(CHIPS) <= set(catalogue.contexts)
    for dimension in Dimension:
        labels = [
            CHIPS.get(key) or catalogue.label(key) for key in catalogue.of_dimension(dimension)
        ]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("key", sorted(load().contexts))
def test_what_is_said_of_an_answer_is_what_the_catalogue_does(key: str) -> None:
    catalogue = load()
    entry = catalogue.contexts[key]
    told = changes([key], catalogue)
    assert told.endswith(".")
    assert ("Counts for more" in told) == any(shift.by > 0 for shift in entry.shifts)
    assert ("Counts for less" in told) == any(shift.by < 0 for shift in entry.shifts)
    assert ("Always looked at" in told) == bool(entry.demands or entry.owed)
    assert ("No target for us" in told or "Kept off" in told) == bool(entry.bars)
