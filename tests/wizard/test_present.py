"""Presenting, whose meeting it is, and the log of what the room decides."""

from __future__ import annotations

import json
import re
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from advisor.branding import LogoError, logo
from advisor.brief import Brand, Brief, Decision, document, from_document
from advisor.case import Case
from advisor.recommend import recommend
from advisor.store import ADDRESS, Store, default_url
from advisor.wizard import whose
from advisor.wizard.counting import moved
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue
from tests.advisor.test_branding import png, svg
from tests.pressing import chosen, pressed
from tests.reading import pieces, sound, title

pytestmark = pytest.mark.usefixtures("own_store")

# The page of the meeting alone: what is put under `change` is committed as a step would do it.
ALONE = """
import streamlit as st

from advisor.wizard import state
from advisor.wizard.steps import log

def present(): ...


pages = {"log": st.Page(log.draw, title="Meeting", url_path="log", default=True)}
pages["present"] = st.Page(present, url_path="present")
state.pages(pages)
state.open_draft()
if "change" in st.session_state:
    state.replace(st.session_state.pop("change"))
st.button("Undo", key="undo", on_click=state.undo)
st.navigation(list(pages.values()), position="hidden").run()
"""


def meeting(brief: Brief) -> AppTest:
    at = AppTest.from_string(ALONE, default_timeout=60)
    at.query_params["s"] = Store(default_url()).create(brief).id
    return sound(at.run())


def brief_of(at: AppTest) -> Brief:
    found: Brief = at.session_state["brief"]
    return found


def keyed(at: AppTest, name: str) -> str:
    """The key of a widget that is seeded from the brief."""
    epoch = at.session_state.get("epoch", 0)
    return f"{name}-{epoch}"


def change(at: AppTest, **fields: Any) -> AppTest:
    at.session_state["change"] = brief_of(at).model_copy(update=fields)
    return sound(at.run())


def words(at: AppTest) -> str:
    kinds: list[Any] = [at.markdown, at.caption, at.info, at.error]
    return "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")


# --- the log -------------------------------------------------------------------------------------


def test_an_empty_log_says_what_will_stand_there() -> None:
    at = meeting(example("telecom-bpo"))
    assert "Nothing yet" in at.info[0].value
    assert brief_of(at) == example("telecom-bpo")


def test_a_change_in_the_room_is_logged_with_the_advice_and_undo_takes_both_back() -> None:
    before = example("telecom-bpo")
    at = change(meeting(before), must=("first-contact-resolution",))
    (found,) = brief_of(at).decisions
    assert found.what in words(at)
    assert found.advice in words(at)
    assert "Against the advice" in words(at)
    sound(at.button("undo").click().run())
    assert brief_of(at) == before


def test_a_priority_that_the_room_takes_over_is_logged_against_the_advice(
    shipped: Catalogue,
) -> None:
    before = example("telecom-bpo")
    new = moved(Case(before, shipped), before, "ease", 1)
    assert new is not None
    at = change(meeting(before), strategy=new.strategy)
    (found,) = brief_of(at).decisions
    assert "making it easy for customers" in found.what
    assert found.stance == "departs"
    lost = recommend(Case(before, shipped)).ids - recommend(Case(new, shipped)).ids
    assert any(shipped.label(metric) in found.advice for metric in lost)
    assert "Against the advice" in words(at)
    sound(at.button("undo").click().run())
    assert brief_of(at) == before


def test_a_priority_on_which_nothing_hangs_is_not_against_the_advice(shipped: Catalogue) -> None:
    before = example("telecom-bpo")
    case = Case(before, shipped)
    was, now = case.priorities["harm"], 1
    new = moved(case, before, "harm", now)
    assert new is not None
    assert was != now
    assert recommend(Case(new, shipped)).metrics == recommend(case).metrics
    at = change(meeting(before), strategy=new.strategy)
    (found,) = brief_of(at).decisions
    assert found.stance is None


def test_why_and_who_are_kept_and_are_no_change_of_their_own() -> None:
    at = change(meeting(example("telecom-bpo")), never=("transfer-rate",))
    at.text_input(keyed(at, "why-0")).set_value("We do not count them")
    sound(at.text_input(keyed(at, "by-0")).set_value("Operations").run())
    (found,) = brief_of(at).decisions
    assert (found.why, found.by) == ("We do not count them", "Operations")
    saved = Store(default_url()).load(at.session_state["draft"].id)
    assert saved is not None
    assert saved.brief.decisions == (found,)


def test_an_entry_can_be_written_left_out_and_all_be_cleared() -> None:
    at = meeting(example("telecom-bpo"))
    for what in ("Meet again in May", "Ask the client"):
        at.text_input(keyed(at, "decided")).set_value(what)
        sound(at.button("write-down").click().run())
    assert [item.what for item in brief_of(at).decisions] == ["Meet again in May", "Ask the client"]
    sound(at.button("leave-out-0").click().run())
    assert [item.what for item in brief_of(at).decisions] == ["Ask the client"]
    sound(at.button("clear-log").click().run())
    assert brief_of(at).decisions == ()


def test_what_was_changed_before_presenting_is_taken_in_and_undo_goes_through_it() -> None:
    at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
    sound(at.button("example-telecom-bpo").click().run())
    told = "".join(pieces(at))
    (offered, *_more) = re.findall(r'data-press="fix" data-about="([^"]+)"', told)
    sound(chosen(at, unescape(offered), "critique-page", what="fix"))
    fixed = brief_of(at)
    assert fixed.decisions == ()  # nobody is in a room yet
    sound(pressed(at, "decided", "present", True))
    assert title(at) == "Presenting"
    found = brief_of(at).decisions
    assert found
    assert {item.stance for item in found} == {"follows"}
    assert brief_of(at).model_copy(update={"decisions": ()}) == fixed
    assert all(not each.decisions for each in at.session_state["past"])


def test_another_design_has_a_log_of_its_own() -> None:
    at = change(meeting(example("telecom-bpo")), must=("first-contact-resolution",))
    other = Store(default_url()).create(example("retail-in-house"))
    at.query_params["s"] = other.id
    sound(at.run())
    assert brief_of(at).decisions == ()
    saved = Store(default_url()).load(other.id)
    assert saved is not None
    assert saved.brief == example("retail-in-house")


def test_what_people_write_is_shown_and_not_read_as_marks() -> None:
    given = (Decision(what="[x](http://e) :red[y]", advice="**no**"),)
    at = meeting(example("telecom-bpo").model_copy(update={"decisions": given}))
    shown = "\n".join(item.value for item in at.markdown)
    assert "[x](http" not in shown
    assert ":red[y]" not in shown


# --- whose meeting it is -------------------------------------------------------------------------


def test_name_and_colour_are_kept_and_a_faint_colour_is_told() -> None:
    at = meeting(example("telecom-bpo"))
    at.text_input(keyed(at, "brand-name")).set_value("  Northern Broadband ")
    sound(at.toggle(keyed(at, "brand-own")).set_value(True).run())
    sound(at.color_picker(keyed(at, "brand-colour")).set_value("#ffe680").run())
    assert brief_of(at).brand == Brand(name="Northern Broadband", colour="#FFE680")
    assert "too faint" in words(at)
    at.text_input(keyed(at, "brand-name")).set_value("")
    sound(at.toggle(keyed(at, "brand-own")).set_value(False).run())
    assert brief_of(at).brand is None


def test_a_logo_is_in_the_store_and_only_its_name_in_the_design() -> None:
    at = meeting(example("telecom-bpo"))
    sound(at.file_uploader[0].upload("logo.png", png(), "image/png").run())
    brand = brief_of(at).brand
    assert brand is not None
    assert brand.logo
    assert Store(default_url()).kept(brand.logo) == logo(png())
    assert "data:" not in json.dumps(document(brief_of(at)))
    sound(at.button("logo-off").click().run())
    assert brief_of(at).brand is None


def test_a_file_that_could_act_is_refused_and_says_why() -> None:
    at = meeting(example("telecom-bpo"))
    hostile = svg("<script>alert(1)</script>")
    sound(at.file_uploader[0].upload("logo.svg", hostile, "image/svg+xml").run())
    assert "not taken" in at.error[0].value
    assert "script" in at.error[0].value
    assert brief_of(at).brand is None


def test_a_design_in_a_file_carries_its_logo_to_another_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = Store(default_url()).keep(logo(png()))
    brief = Brief(brand=Brand(name="Client", logo=name))
    packed = whose.packed(brief)
    assert from_document(document(packed)) == packed
    monkeypatch.setenv(ADDRESS, str(tmp_path / "elsewhere.db"))
    st.cache_resource.clear()
    assert whose.shown(brief.brand)["logo"] is None
    assert whose.unpacked(packed) == brief
    assert whose.shown(brief.brand)["logo"] == logo(png())


def test_a_logo_in_a_file_is_not_trusted() -> None:
    with pytest.raises(LogoError):
        whose.unpacked(Brief(brand=Brand(logo="data:text/html;base64,PGI+")))
