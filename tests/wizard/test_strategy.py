"""Step 2: cards in the order that fits, what must not get worse, and choices by several people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from importlib.util import find_spec

import pytest
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, Situation, StatedStrategy, Voice
from advisor.case import Case
from advisor.concerns import Concern, Pain
from advisor.share import from_link, to_link
from advisor.store import Store, default_url
from advisor.weighing import QUESTIONS
from advisor.wizard.words import bare
from knowledge.catalogue import load
from tests.chips import below, elements, pick
from tests.pressing import chosen
from tests.reading import folds, pieces, read, sound, title
from tests.turning import press

ANA = (2, -1, 1, 2, 1, 0, -1, 1)
BEN = (-2, -1, 2, 2, 1, 0, -1, 1)
KEYS = {2: "first-far", 1: "first", 0: "alike", -1: "second", -2: "second-far"}

pytestmark = pytest.mark.usefixtures("own_store")


def opened(brief: Brief) -> AppTest:
    """The strategy of a saved design."""
    spec = find_spec("advisor.wizard.main")
    assert spec is not None
    app = AppTest.from_file(str(spec.origin), default_timeout=60)
    app.query_params["s"] = Store(default_url()).create(brief).id
    sound(app.run())
    press(app, "resume")
    press(app, "next")
    assert title(app) == "What is this centre for?"
    return app


def field(app: AppTest, name: str) -> str:
    epoch = app.session_state.get("epoch", 0)
    return f"{name}-{epoch}"


def move(app: AppTest, outcome: str, to: int) -> AppTest:
    (name,) = elements(app, "levels")
    app.session_state[name] = {"set": {outcome: to}}
    return sound(app.run())


def stated(app: AppTest) -> StatedStrategy:
    found: StatedStrategy = app.session_state["brief"].strategy
    return found


def saved(app: AppTest) -> StatedStrategy:
    draft = Store(default_url()).load(app.session_state["draft"].id)
    assert draft is not None
    return draft.brief.strategy


def cards(app: AppTest) -> list[str]:
    return re.findall("<h3>(.*?)</h3>", unescape("".join(pieces(app))))


def told(app: AppTest) -> str:
    texts = (*app.markdown, *app.caption)
    return " ".join([*(str(each.value) for each in texts), read(app), below(app)]).replace("\\", "")


def choices(app: AppTest) -> AppTest:
    app.segmented_control(key="priorities-by").set_value("choices")
    return sound(app.run())


def answer(app: AppTest, answers: Sequence[int]) -> AppTest:
    for each in answers:
        press(app, f"answer-{KEYS[each]}")
    return app


@pytest.fixture
def telecom() -> AppTest:
    said = Situation(work=("service",), exit="easy", sector="telecom", stage="steady")
    stated = StatedStrategy(preset="effortless-service")
    return opened(Brief(title="Care", context=said, strategy=stated))


def test_eight_cards_are_in_view_and_the_others_behind_a_fold(telecom: AppTest) -> None:
    found = cards(telecom)
    assert len(set(found)) == len(found) == len(load().strategies)
    behind = folds(telecom)[f"Show the other {len(found) - 8} sentences"]
    assert [name for name in found if name not in behind] == found[:8]


def test_a_chosen_card_is_in_view_even_where_it_does_not_fit() -> None:
    brief = Brief(title="x", strategy=StatedStrategy(preset="win-back-trust"))
    assert load().strategies["win-back-trust"].name in cards(opened(brief))[:9]


def test_a_card_shows_sentence_portrait_price_monday_and_why_it_is_there(telecom: AppTest) -> None:
    strategy = load().strategies["effortless-service"]
    for text in (strategy.sentence, strategy.gives_up, strategy.monday, strategy.suits[0].because):
        assert text in told(telecom)
    assert strategy.portrait[-40:] in told(telecom)


def test_choosing_a_card_moves_no_card(telecom: AppTest) -> None:
    before = cards(telecom)
    chosen(telecom, "revenue-through-service")
    assert cards(telecom) == before
    assert stated(telecom).preset == "revenue-through-service"


def test_what_hurts_moves_the_cards_and_says_so() -> None:
    brief = Brief(title="x", hurts=(Pain.PEOPLE_LEAVE,))
    app = opened(brief)
    assert cards(app)[0] != cards(opened(Brief(title="x")))[0]
    assert "our people leave" in told(app)


def test_monday_is_kept_its_gap_is_said_and_the_order_follows(telecom: AppTest) -> None:
    before = cards(telecom)
    pick(telecom, "gives", Concern.PEOPLE)
    pick(telecom, "should-give", Concern.EARNINGS)
    assert "Today looking after our people gives, and you want selling to give" in told(telecom)
    assert cards(telecom) != before
    assert load().strategies["people-first"].name in cards(telecom)[:8]
    assert (saved(telecom).gives, saved(telecom).should_give) == ("people", "earnings")


# --- what must not get worse ---------------------------------------------------------------------


def test_two_that_must_not_get_worse_are_aims_and_stay_in_view(telecom: AppTest) -> None:
    pick(telecom, "hold", "wellbeing", "access")
    assert set(saved(telecom).hold) == {"wellbeing", "access"}
    case = Case(telecom.session_state["brief"], load())
    assert case.priorities["wellbeing"] == 3
    assert "Lifted there by this: work that people can keep up." in told(telecom)
    assert "no worse: " in elements(telecom, "decided")["decided"]["says"]
    chosen(telecom, "revenue-through-service")
    assert set(stated(telecom).hold) == {"wellbeing", "access"}


def test_a_slider_of_what_must_not_get_worse_ends_at_an_aim(telecom: AppTest) -> None:
    pick(telecom, "hold", "wellbeing")
    telecom.segmented_control(key="priorities-by").set_value("sliders")
    sound(telecom.run())
    (sliders,) = elements(telecom, "levels").values()
    low = {each["id"]: each["low"] for each in sliders["levels"]}
    assert (low["wellbeing"], low["access"]) == (3, 0)
    assert stated(telecom).priorities == {}  # shown, not set


def test_only_a_slider_that_was_moved_is_the_users_own(telecom: AppTest) -> None:
    telecom.segmented_control(key="priorities-by").set_value("sliders")
    sound(telecom.run())
    move(telecom, "revenue", 4)
    assert saved(telecom).priorities == {"revenue": 4}


# --- eight choices -------------------------------------------------------------------------------


def test_eight_clicks_are_all_and_change_nothing_before_the_button(telecom: AppTest) -> None:
    answer(choices(telecom), ANA)
    assert not [each for each in telecom.button if str(each.key).startswith("answer-")]
    (voice,) = saved(telecom).voices
    assert voice.answers == {q.id: each for q, each in zip(QUESTIONS, ANA, strict=True)}
    assert saved(telecom).priorities == {}
    press(telecom, "weigh-use-0")
    found = Case(telecom.session_state["brief"], load()).priorities
    assert found["harm"] == 5  # checks before customers' matters by far, and before the budget
    assert found["cost-to-serve"] < found["settled-need"]


def test_an_answer_can_be_changed_and_skipped(telecom: AppTest) -> None:
    answer(choices(telecom), (2,))
    press(telecom, "weigh-previous")
    answer(telecom, (-2,))
    assert saved(telecom).voices[0].answers == {QUESTIONS[0].id: -2}
    press(telecom, "weigh-skip")
    answer(telecom, (1,))
    assert set(saved(telecom).voices[0].answers) == {QUESTIONS[0].id, QUESTIONS[2].id}


@pytest.fixture
def room(telecom: AppTest) -> AppTest:
    """Two people have answered; they differ on the first choice alone."""
    choices(telecom)
    telecom.text_input(key="weigh-name-0").set_value("Ana")
    sound(telecom.run())
    answer(telecom, ANA)
    telecom.pills(key=field(telecom, "weigh-who") + "-1").set_value(-1)
    sound(telecom.run())
    telecom.text_input(key="weigh-name-1").set_value("<b>Ben</b>")
    sound(telecom.run())
    return answer(telecom, BEN)


def test_both_are_kept_and_who_differs_on_what_is_said(room: AppTest) -> None:
    assert [voice.name for voice in saved(room).voices] == ["Ana", "<b>Ben</b>"]
    assert "**Ana** the first by far; **<b>Ben</b>** the second by far" in told(room)
    assert saved(room).priorities == {}
    bodies = [str(getattr(each, "body", "")) for each in room.get("html")]
    table = next(body for body in bodies if "weighed" in body)
    assert "&lt;b&gt;Ben" in table
    assert "<b>" not in table
    assert "you differ" in table


def test_the_room_begins_with_what_all_share_and_picks(room: AppTest) -> None:
    press(room, "weigh-together")
    together = saved(room).voices[-1]
    assert together.name == "The room"
    assert set(together.answers) == {q.id for q in QUESTIONS[1:]}
    assert together.answers[QUESTIONS[2].id] == 1  # the milder word of 1 and 2
    answer(room, (1,))
    press(room, "weigh-use-2")
    assert saved(room).priorities


def test_one_persons_priorities_are_in_force_or_the_others_never_a_mean(room: AppTest) -> None:
    press(room, "weigh-use-0")
    anas = saved(room).priorities
    press(room, "weigh-use-1")
    bens = saved(room).priorities
    assert anas != bens
    assert room.button(key="weigh-use-1").disabled
    assert not room.button(key="weigh-use-0").disabled


# --- what is kept --------------------------------------------------------------------------------

WHOLE = Brief(
    title="Care",
    hurts=(Pain.BACKLOG,),
    strategy=StatedStrategy(
        preset="effortless-service",
        priorities={"access": 2},
        hold=("wellbeing", "access"),
        gives=Concern.PEOPLE,
        should_give=Concern.COST,
        voices=(Voice(name="Ana", answers={QUESTIONS[0].id: -2}),),
    ),
)


def test_looking_at_all_ways_changes_nothing() -> None:
    app = opened(WHOLE)
    for way in ("choices", "sliders", None):
        app.segmented_control(key="priorities-by").set_value(way)
        sound(app.run())
    assert app.session_state["brief"] == WHOLE


def test_a_link_carries_all_of_it() -> None:
    assert from_link(to_link(WHOLE, load()), load()) == WHOLE


def test_what_orders_cards_costs_no_new_solve() -> None:
    quiet = WHOLE.strategy.model_copy(update={"voices": (), "gives": None, "should_give": None})
    assert bare(WHOLE) == WHOLE.model_copy(update={"hurts": (), "strategy": quiet})
