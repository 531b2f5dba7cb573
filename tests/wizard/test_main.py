"""The steps without a browser: straight through, from a link, back and forward, undo."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief
from advisor.share import to_link
from advisor.store import ADDRESS, Store, default_url
from advisor.wizard.examples import example
from knowledge.catalogue import load
from tests.chips import elements
from tests.pressing import chosen
from tests.reading import sound, title
from tests.turning import can_undo, press
from tests.writing import write

LIST = "AHT <= 300 s\nService level 80/20\nFCR\nCSAT 4.2/5\nno such thing anywhere"
STEPS = ("situation", "strategy", "today", "critique", "recommendation", "scorecard", "share")

pytestmark = pytest.mark.usefixtures("own_store")


def opened(**query: str) -> AppTest:
    """A new window on the address with these parameters."""
    spec = find_spec("advisor.wizard.main")
    assert spec is not None
    app = AppTest.from_file(str(spec.origin), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return sound(app)


def saved(app: AppTest) -> Brief:
    """What the store holds for the window's design."""
    draft = Store(default_url()).load(app.session_state["draft"].id)
    assert draft is not None
    return draft.brief


def field(app: AppTest, name: str) -> str:
    """The key that a field has at present: it changes whenever the design is replaced."""
    return f"{name}-{app.session_state.get('epoch', 0)}"


@pytest.fixture
def pasted() -> AppTest:
    """A newcomer's first minute: the list is in."""
    app = opened()
    app.text_area(key="start-list").set_value(LIST)
    return press(app, "check")


def test_a_pasted_list_is_understood_and_saved(pasted: AppTest) -> None:
    rows = {row.written: row for row in saved(pasted).today}
    assert rows["AHT"].metric == "average-handle-time"
    assert rows["Service level"].target == "80/20"
    assert rows["no such thing anywhere"].metric is None
    assert rows["AHT"].consequences is None  # nobody said anything yet


def test_straight_through_every_step_and_back(pasted: AppTest) -> None:
    seen = [title(pasted)]
    for _ in STEPS[3:]:
        seen.append(title(press(pasted, "next")))
    assert len(set(seen)) == len(STEPS[2:])
    assert elements(pasted, "foot")["foot"]["next"] is None
    for _ in STEPS[1:]:
        press(pasted, "back")
    assert title(pasted) == "Where do you stand?"
    assert len(saved(pasted).today) == len(LIST.splitlines())


def test_what_was_said_is_there_after_going_on_coming_back_and_reloading(pasted: AppTest) -> None:
    chosen(press(pasted, "back"), "effortless-service")
    press(pasted, "back")
    pasted.text_input(key=field(pasted, "title")).set_value("Billing line")
    press(pasted, "next")
    press(pasted, "back")
    assert pasted.text_input(key=field(pasted, "title")).value == "Billing line"
    again = opened(s=pasted.session_state["draft"].id)
    assert again.session_state["brief"] == saved(pasted)
    assert saved(pasted).title == "Billing line"
    assert saved(pasted).strategy.preset == "effortless-service"


def test_undo_takes_back_one_change_at_a_time_and_saves(pasted: AppTest) -> None:
    press(pasted, "back")
    chosen(pasted, "effortless-service")
    chosen(pasted, "safe-and-fair")
    assert saved(pasted).strategy.preset == "safe-and-fair"
    press(pasted, "undo")
    assert saved(pasted).strategy.preset == "effortless-service"
    press(pasted, "undo")
    assert saved(pasted).strategy.preset is None
    assert not can_undo(pasted)


def test_a_reload_leaves_what_can_be_undone_unless_another_window_changed_it(
    pasted: AppTest,
) -> None:
    press(pasted, "back")
    chosen(pasted, "effortless-service")
    chosen(pasted, "safe-and-fair")
    design = pasted.session_state["draft"].id
    again = press(opened(s=design), "resume")
    press(again, "undo")
    assert saved(again).strategy.preset == "effortless-service"
    press(again, "undo")
    assert saved(again).strategy.preset is None

    found = Store(default_url()).load(design)
    assert found
    Store(default_url()).save(found, example("collections"))
    assert not can_undo(press(opened(s=design), "resume"))


def test_ticks_across_the_list_are_kept(pasted: AppTest) -> None:
    first, _second, third = (row.written for row in saved(pasted).today[:3])
    write(pasted, {first: {"paid": True}, third: {"paid": True}})
    press(press(pasted, "next"), "back")
    assert [row.consequences for row in saved(pasted).today[:3]] == [("paid",), None, ("paid",)]
    pasted.checkbox(key=field(pasted, "gone-through")).check()
    sound(pasted.run())
    assert [row.consequences for row in saved(pasted).today[:3]] == [("paid",), (), ("paid",)]
    pasted.checkbox(key=field(pasted, "gone-through")).uncheck()
    sound(pasted.run())
    assert [row.consequences for row in saved(pasted).today[:3]] == [("paid",), None, ("paid",)]


def test_a_situation_like_an_example_leaves_the_list_alone(pasted: AppTest) -> None:
    before = saved(pasted).today
    press(press(pasted, "back"), "back")
    chosen(pasted, "telecom-bpo", "presets")
    assert saved(pasted).today == before
    assert saved(pasted).context == example("telecom-bpo").context


def test_walking_the_whole_way_changes_nothing() -> None:
    """A page that rewrites what it shows would change the fingerprint by being looked at."""
    whole = example("telecom-bpo")
    app = opened(s=Store(default_url()).create(whole).id)
    press(app, "resume")
    for key in ("back", "back", "back", *["next"] * 6):
        press(app, key)
    assert saved(app) == whole
    assert app.session_state["draft"].revision == 1


def test_a_link_begins_a_copy_and_leaves_the_original_alone() -> None:
    token = to_link(example("collections"), load())
    app = opened(s="a-copy-of-it", b=token)
    assert app.session_state["brief"] == example("collections")
    assert saved(app) == example("collections")
    again = opened(s="a-copy-of-it", b=to_link(example("telecom-bpo"), load()))
    assert again.session_state["brief"] == example("collections")  # a reload is no new copy


def test_two_windows_never_overwrite_each_other(pasted: AppTest) -> None:
    other = opened(s=pasted.session_state["draft"].id)
    press(press(other, "resume"), "back")
    press(pasted, "back")
    chosen(pasted, "safe-and-fair")
    first = pasted.session_state["draft"].id
    chosen(press(other, "back"), "effortless-service")
    assert other.session_state["draft"].id != first
    assert saved(other).strategy.preset == "effortless-service"
    assert saved(pasted).strategy.preset == "safe-and-fair"
    assert any("another window" in str(note.value) for note in other.warning)


@pytest.mark.parametrize("wanted", ["nobody-saved-it", "../../etc", "a b", "x" * 500])
def test_an_unknown_design_is_no_dead_end(wanted: str) -> None:
    app = opened(s=wanted)
    assert app.button(key="check")
    app.text_area(key="start-list").set_value("AHT")
    press(app, "check")
    assert saved(app).today[0].metric == "average-handle-time"


@pytest.mark.parametrize("text", ["", "   \n\n", "---\n***"])
def test_an_empty_list_is_met_with_a_word(text: str) -> None:
    app = opened()
    app.text_area(key="start-list").set_value(text)
    press(app, "check")
    assert app.warning
    assert app.button(key="check")


def test_too_long_a_list_is_met_with_a_word() -> None:
    app = opened()
    app.text_area(key="start-list").set_value("\n".join(f"metric {n}" for n in range(400)))
    press(app, "check")
    assert "300" in str(app.error[0].value)


def test_a_design_that_names_unknown_things_is_refused_in_words() -> None:
    draft = Store(default_url()).create(Brief(must=("no-such-metric",)))
    app = opened(s=draft.id)
    assert "cannot be opened" in str(app.warning[0].value)
    assert app.button(key="check")


def test_a_store_that_cannot_be_written_is_said_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "a-file"
    locked.write_text("no folder")
    monkeypatch.setenv(ADDRESS, f"sqlite:///{locked}/designs.db")
    st.cache_resource.clear()
    app = opened()
    app.text_area(key="start-list").set_value(LIST)
    press(app, "check")
    assert "Not saved" in str(app.error[0].value)
    assert len(app.session_state["brief"].today) == len(LIST.splitlines())
    assert title(press(app, "back")) != title(press(app, "next"))
