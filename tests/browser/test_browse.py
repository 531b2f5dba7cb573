"""Browse in a real browser: what happens while one types, on links, on Back, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import fits, heading, orderly, unnamed

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
KINDS = (
    "",
    "?theme=access",
    "?list=sources",
    "?metric=customer-satisfaction",
    "?metric=contacts-offered",
    "?behaviour=rushing-callers",
    "?outcome=access",
    "?strategy=balanced-service",
    "?context=banking",
    "?rule=GRD001",
    "?source=calc-erlang",
    "?claim=average-handle-time.provokes.rushing-callers",
    "?metric=no-such-metric",
)


def stands_at(page: Page) -> int:
    return int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"))


def focused(page: Page) -> dict[str, str]:
    """What has the focus, also within a component."""
    found: dict[str, str] = page.evaluate(
        """() => {
          let held = document.activeElement;
          while (held.shadowRoot && held.shadowRoot.activeElement) {
            held = held.shadowRoot.activeElement;
          }
          return {
            tag: held.localName, text: held.textContent, href: held.getAttribute('href') || '',
            label: held.getAttribute('aria-label') || '',
          };
        }"""
    )
    return found


def test_typing_finds_without_a_key_to_confirm_and_back_brings_it_back(
    page: Page, settled: Settled
) -> None:
    page.goto("/browse")
    settled(page)
    entries = page.evaluate("history.length")
    page.evaluate("window.sameSession = true")
    page.get_by_label("Search by name").press_sequentially("erreichb", delay=40)
    hit = page.get_by_role("link", name="Share of contacts answered")
    expect(hit).to_be_visible()
    settled(page)
    hit.click()
    page.wait_for_url(re.compile("metric=answer-rate"))
    settled(page)
    expect(heading(page)).to_have_text("Share of contacts answered")
    expect(page).to_have_title(re.compile("Share of contacts answered"))
    assert focused(page)["tag"] == "h1"
    assert stands_at(page) == 0
    assert page.get_by_label("Search by name").input_value() == ""

    evidence = page.get_by_role("link", name="Evidence").locator("visible=true").last
    evidence.scroll_into_view_if_needed()
    stood = stands_at(page)
    assert stood > 0
    evidence.click()
    page.wait_for_url(re.compile("claim=answer-rate"))
    settled(page)
    assert stands_at(page) == 0
    page.go_back()
    page.wait_for_url(re.compile("metric=answer-rate"))
    settled(page)
    expect(heading(page)).to_have_text("Share of contacts answered")
    assert abs(stands_at(page) - stood) < 5
    page.go_back()
    settled(page)
    assert page.get_by_label("Search by name").input_value() == "erreichb"
    expect(hit).to_be_visible()
    page.go_forward()
    settled(page)
    expect(heading(page)).to_have_text("Share of contacts answered")
    assert page.evaluate("history.length") == entries + 2
    assert page.evaluate("window.sameSession"), "no link loaded the application again"


def test_the_picture_is_walked_by_keyboard_and_opens_the_page_of_a_box(
    page: Page, settled: Settled
) -> None:
    page.goto("/browse?metric=average-handle-time")
    settled(page)
    page.locator("a.node").first.focus()
    first = focused(page)
    page.keyboard.press("ArrowDown")
    second = focused(page)
    assert "average handle time" in first["label"], "it says what it has to do with the middle"
    assert second["href"].startswith("?")
    assert second["href"] != first["href"]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(second["href"].removeprefix("?"))))
    settled(page)
    assert second["label"].startswith(heading(page).inner_text())
    page.go_back()
    settled(page)
    expect(heading(page)).to_have_text("Average handle time")


def test_the_twin_of_the_picture_leads_to_the_evidence(page: Page, settled: Settled) -> None:
    page.goto("/browse?metric=average-handle-time")
    settled(page)
    page.get_by_text("The same as a table").click()
    twin = page.get_by_role("table", name="Relations of Average handle time")
    twin.get_by_role("link", name=re.compile("voice")).first.click()
    page.wait_for_url(re.compile("claim="))
    settled(page)
    expect(page.get_by_role("heading", name="For it").first).to_be_visible()


def test_browsing_keeps_the_design_and_a_new_window_on_a_link_has_it_too(
    page: Page, open_page: OpenPage, settled: Settled
) -> None:
    page.goto("/situation")
    settled(page)
    page.get_by_label("A name for this design").fill("Billing line")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("link", name="Browse").click()
    settled(page)
    page.get_by_role("link", name="Can people reach us?").click()
    page.wait_for_url(re.compile("theme=access"))
    settled(page)
    link = page.get_by_role("link", name="Service level", exact=True).get_attribute("href")
    other = open_page()
    other.goto(f"/browse{link}")
    settled(other)
    expect(heading(other)).to_have_text("Service level")
    for one in (page, other):
        one.get_by_role("link", name="Situation").click()
        one.wait_for_url(re.compile("situation"))
        settled(one)
        expect(one.get_by_label("A name for this design")).to_have_value("Billing line")


def test_every_kind_of_page_fits_a_phone_and_can_be_listened_to(
    phone: Page, settled: Settled
) -> None:
    for address in KINDS:
        phone.goto(f"/browse{address}")
        settled(phone)
        assert fits(phone), address
        assert orderly(phone), address
        assert unnamed(phone) == [], address
    expect(phone.get_by_text("There is no metric")).to_be_visible()
