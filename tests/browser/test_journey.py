"""The ways people take through the app, in a real browser; the fixtures refuse outside requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
LIST = "AHT <= 300 s\nService level 80/20\nFCR\nCSAT 4.2/5\nOccupancy 90 %"


def press(page: Page, name: str, settled: Settled) -> None:
    """A button where the page has fields to take over, a link where it has none."""
    button = page.get_by_role("button", name=name, exact=True)
    button.or_(page.get_by_role("link", name=name, exact=True)).click()
    settled(page)


def step(page: Page, path: str) -> None:
    page.wait_for_url(re.compile(rf"/{path}\?.*s="))


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def fits(page: Page) -> bool:
    """Nothing is wider than the screen."""
    return bool(
        page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid=stMain]');
              return main.scrollWidth <= main.clientWidth
                && document.documentElement.scrollWidth <= innerWidth;
            }"""
        )
    )


def orderly(page: Page) -> bool:
    """One first heading, and no level of headings is skipped on the way down."""
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => +h.tagName[1])")
    return levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def unnamed(page: Page) -> list[str]:
    """What one can operate and nobody can name."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('input, textarea, select, button, a[href]')]
          .filter(e => e.offsetParent !== null && e.type !== 'hidden')
          .filter(e => !(e.tabIndex < 0 && e.closest('[aria-hidden=true]')))
          .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
            || e.title || e.textContent.trim() || (e.labels && e.labels.length)))
          .map(e => e.outerHTML.slice(0, 200))"""
    )
    return found


def start(page: Page, text: str, settled: Settled) -> None:
    page.goto("/")
    settled(page)
    page.get_by_label("One metric a line").fill(text)
    page.get_by_role("button", name="Check my list").click()
    step(page, "today")
    settled(page)


def test_from_a_pasted_list_to_a_link_on_a_phone(page: Page, phone: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    expect(page).to_have_title(re.compile("Today"))
    expect(page.get_by_text("5 of 5 names understood")).to_be_visible()
    press(page, "Next: Critique", settled)
    step(page, "critique")
    expect(page).to_have_title(re.compile("Critique"))
    expect(page.get_by_text("Occupancy").locator("visible=true").first).to_be_visible()
    press(page, "Next: Recommendation", settled)
    step(page, "recommendation")
    press(page, "Next: Scorecard", settled)
    press(page, "Next: Share", settled)
    step(page, "share")
    link = page.locator(".handing .address").inner_text()
    assert len(link) < 1000

    phone.goto(link)
    expect(heading(phone)).to_have_text("The answer")
    settled(phone)
    assert fits(phone)
    assert orderly(phone)
    assert unnamed(phone) == []
    assert phone.get_by_role("button", name="Next").count() == 0
    expect(phone.get_by_text("What it costs or frees")).to_be_in_viewport()

    phone.get_by_role("link", name="Go on with this copy").click()
    step(phone, "situation")
    settled(phone)
    phone.get_by_label("A name for this design").fill("My own copy")
    phone.get_by_role("button", name="Next: Strategy").click()
    step(phone, "strategy")
    settled(phone)
    expect(phone.get_by_text("My own copy")).to_be_visible()
    assert fits(phone)
    phone.goto(link)
    settled(phone)
    expect(phone.get_by_text("My own copy")).to_have_count(0)


def test_one_entry_in_the_history_for_each_step_and_back_keeps_all(
    page: Page, settled: Settled
) -> None:
    page.goto("/")
    settled(page)
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Describe my centre").click()
    step(page, "situation")
    settled(page)
    page.get_by_label("A name for this design").fill("Billing line")
    page.get_by_role("button", name="Next: Strategy").click()  # straight from the field
    step(page, "strategy")
    settled(page)
    page.get_by_role("button", name="This is us").nth(1).click()
    settled(page)
    press(page, "Next: Today", settled)
    step(page, "today")
    assert page.evaluate("history.length") == before + 3
    page.go_back()
    step(page, "strategy")
    settled(page)
    page.go_back()
    step(page, "situation")
    settled(page)
    expect(page.get_by_label("A name for this design")).to_have_value("Billing line")
    page.go_forward()
    step(page, "strategy")
    settled(page)
    expect(page.get_by_role("button", name="Chosen")).to_be_visible()
    assert page.evaluate("history.length") == before + 3


def test_a_reload_keeps_all_and_so_does_another_window(
    page: Page, open_page: OpenPage, settled: Settled
) -> None:
    start(page, LIST, settled)
    page.get_by_role("checkbox", name="Pays: FCR").check()
    settled(page)
    page.reload()
    expect(page.get_by_text("Say more about the 1 that are ticked")).to_be_visible()
    other = open_page()
    other.goto(page.url)
    expect(other.get_by_text("Say more about the 1 that are ticked")).to_be_visible()


def test_a_link_that_does_not_open_shows_a_way_on(phone: Page, settled: Settled) -> None:
    tokens = {
        "none": "",
        "cut off": "d1_",
        "damaged": "d1_AAAA",
        "too new": "d9_whatever",
        "no link": "nothing",
        "long": "d1_" + "A" * 3000,
        "hostile": "%3Cscript%3Ealert(1)%3C/script%3E",
    }
    for kind, token in tokens.items():
        phone.goto(f"/answer?b={token}")
        expect(phone.get_by_role("link", name="Start a design"), kind).to_be_visible()
        settled(phone)
        assert fits(phone), kind
    phone.get_by_role("link", name="Start a design").click()
    expect(phone.get_by_role("button", name="Check my list")).to_be_visible()


def test_an_unknown_design_says_so_and_goes_on(page: Page, settled: Settled) -> None:
    page.goto("/d/nobody-saved-it")
    expect(page.get_by_text("There is no design under this address")).to_be_visible()
    page.get_by_label("One metric a line").fill("AHT")
    page.get_by_role("button", name="Check my list").click()
    step(page, "today")
    settled(page)


def test_what_users_write_is_shown_and_never_run(page: Page, settled: Settled) -> None:
    start(page, "[evil](http://127.0.0.1/evil) <img src=x onerror=alert(1)> :red[x]\nFCR", settled)
    assert page.locator("a[href*=evil], img[src=x]").count() == 0
    expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()


def test_each_page_fits_a_phone_and_can_be_listened_to(phone: Page, settled: Settled) -> None:
    phone.goto("/")
    settled(phone)
    phone.get_by_role("button", name="Online shop, in-house").click()
    step(phone, "critique")
    design = phone.url.partition("?")[2]
    steps = ("situation", "strategy", "today", "critique", "recommendation", "scorecard", "share")
    for path in ("", *steps, "browse"):
        phone.goto(f"/{path}?{design}")
        settled(phone)
        assert fits(phone), path
        assert orderly(phone), path
        assert unnamed(phone) == [], path
        if path not in ("", "browse"):
            present = phone.locator("[aria-current=step]")
            expect(present).to_be_in_viewport()
            assert path in present.inner_text().casefold()
