"""Tabs, ways, and a field to find by typing: what of them only a browser does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from advisor.store import Store
from advisor.wizard.examples import example
from tests.browser.test_journey import fits
from tools.served import Served

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
Goto = Callable[[Page, str], None]
PLAN = ("What changes", "When", "Pages to take", "Words for the floor")


@pytest.fixture
def goto(server: Served, settled: Settled) -> Goto:
    """Opens a step of an example."""
    design = Store(f"sqlite:///{server.database}").create(example("telecom-bpo"))

    def go(page: Page, path: str) -> None:
        page.goto(f"/{path}?s={design.id}")
        settled(page)

    return go


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name, exact=True)


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel", name=name, exact=True)


def test_tabs_by_keyboard_keep_the_focus_and_lead_to_their_panel(
    page: Page, settled: Settled, goto: Goto
) -> None:
    goto(page, "scorecard")
    tab(page, "What changes").focus()
    for key, name, says in (
        ("ArrowRight", "When", "If you start on"),
        ("End", "Words for the floor", "For a team leader to say"),
        ("ArrowRight", "What changes", "Take off"),
        ("ArrowLeft", "Words for the floor", "For a team leader to say"),
        ("Home", "What changes", "Take off"),
    ):
        page.keyboard.press(key)
        expect(tab(page, name)).to_be_focused()
        expect(tab(page, name)).to_have_attribute("aria-selected", "true", timeout=100)
        settled(page)
        expect(tab(page, name)).to_be_focused()
        expect(panel(page, name)).to_contain_text(says)
        shown = panel(page, name).get_attribute("id")
        assert tab(page, name).get_attribute("aria-controls") == shown
        stops = [each for each in PLAN if tab(page, each).get_attribute("tabindex") == "0"]
        assert stops == [name]


def test_who_is_faster_than_the_server_stands_where_they_went(
    page: Page, settled: Settled, goto: Goto
) -> None:
    goto(page, "scorecard")
    for name in (*PLAN, *PLAN[::-1], "Pages to take"):
        tab(page, name).click()
    settled(page)
    expect(tab(page, "Pages to take")).to_have_attribute("aria-selected", "true")
    expect(panel(page, "Pages to take").get_by_role("group").first).to_be_visible()


def test_the_tab_is_open_again_after_coming_back_and_nothing_moves_sideways(
    phone: Page, settled: Settled, goto: Goto
) -> None:
    goto(phone, "recommendation")
    tab(phone, "BPO or in-house").tap()
    settled(phone)
    assert fits(phone)
    phone.get_by_role("link", name="Next: Scorecard").tap()
    settled(phone)
    phone.get_by_role("link", name="Back").tap()
    settled(phone)
    expect(tab(phone, "BPO or in-house")).to_have_attribute("aria-selected", "true")
    expect(panel(phone, "BPO or in-house")).to_contain_text("There is one pool of metrics")


def test_a_way_within_a_piece_loads_nothing_anew_and_is_one_step_in_the_history(
    page: Page, settled: Settled, goto: Goto
) -> None:
    goto(page, "scorecard")
    page.get_by_role("button", name="Take this set over").click()
    settled(page)  # every piece is drawn again
    page.evaluate("window.__same = true")
    before = page.evaluate("history.length")
    way = page.get_by_role("link", name="What you can measure")
    with page.context.expect_page() as other:
        way.click(modifiers=["Control"])
    other.value.wait_for_url(re.compile(r"/measure\?s="))
    assert "/scorecard" in page.url
    way.click()
    page.wait_for_url(re.compile(r"/measure\?s="))
    settled(page)
    assert page.evaluate("window.__same")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_url(re.compile(r"/scorecard\?s="))
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The scorecard")


def test_a_metric_is_found_by_typing_and_picked_by_keyboard(
    page: Page, settled: Settled, goto: Goto
) -> None:
    goto(page, "recommendation")
    box = page.get_by_role("combobox", name="Which metric do you miss?")
    options = page.get_by_role("option")
    box.focus()
    page.keyboard.type("fcr")  # the initials
    expect(options.first).to_have_text("First contact resolution")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(options).to_have_count(0)
    page.keyboard.type("rate abs")  # parts of its words, in any order
    expect(options).to_have_text(["Absence rate"])
    marked = box.get_attribute("aria-activedescendant")
    assert options.first.get_attribute("id") == marked
    page.keyboard.press("Enter")
    expect(box).to_have_value("Absence rate")
    expect(box).to_be_focused()
    settled(page)
    expect(panel(page, "Why not ...?")).to_contain_text("Absence rate.")
    expect(box).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    settled(page)
    expect(panel(page, "Why not ...?")).not_to_contain_text("Absence rate.")


def test_a_metric_is_found_by_pointer_and_the_page_stays_where_it_is(
    page: Page, settled: Settled, goto: Goto
) -> None:
    goto(page, "recommendation")
    box = page.get_by_role("combobox", name="Which metric do you miss?")
    box.click()
    page.keyboard.type("first contact")
    page.get_by_role("option", name="First contact resolution").click()
    expect(box).to_have_value("First contact resolution")
    settled(page)
    expect(panel(page, "Why not ...?")).to_contain_text("First contact resolution.")
    box.click()
    page.keyboard.type("no such thing")
    expect(page.locator(".picking ul")).to_contain_text("None of that name")
    page.get_by_role("heading", name="Ask it").click()
    expect(box).to_have_value("First contact resolution")  # what was not picked is not kept
