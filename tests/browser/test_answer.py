"""A shared link on a phone, in a real browser: what a reader does with it from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from advisor.share import to_link
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import load
from tests.browser.test_journey import fits, heading, orderly, unnamed

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
LONG = 60_000  # milliseconds, on a busy machine
ASKED = "&for=client&ask=approve&by=2026-12-01"
VIEWS: Mapping[str, str] = {
    "Executive": "Money",
    "Operations": "The team leader's card",
    "Agent": "What will never be used against you",
}


def address(key: str, asked: str = "") -> str:
    return f"/answer?b={to_link(example(key), load())}{asked}"


def answered(page: Page, key: str, asked: str, settled: Settled) -> None:
    """Opens a link and waits for the whole answer."""
    page.goto(address(key, asked))
    expect(page.get_by_role("heading", name="Change one assumption")).to_be_visible(timeout=LONG)
    settled(page)


def test_what_is_asked_stands_there_before_anything_is_worked_out(
    phone: Page, settled: Settled
) -> None:
    phone.goto(address("telecom-bpo", ASKED))
    expect(heading(phone)).to_have_text("Your approval is asked")
    expect(phone.get_by_text("Telecom care", exact=True)).to_be_visible()
    expect(phone.get_by_text("By 1 December 2026.")).to_be_in_viewport()
    expect(phone.get_by_text("What it costs or frees")).to_be_in_viewport(timeout=LONG)
    settled(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_fits_a_phone_and_can_be_listened_to(
    open_page: OpenPage, settled: Settled, scheme: str
) -> None:
    phone = open_page(390, 844, is_mobile=True, has_touch=True, color_scheme=scheme)
    answered(phone, "telecom-bpo", ASKED, settled)
    for view, part in VIEWS.items():
        phone.get_by_role("radio", name=view).click()
        expect(phone.get_by_role("heading", name=part)).to_be_visible()
        settled(phone)
        phone.evaluate("document.querySelectorAll('.answer details').forEach(d => d.open = true)")
        assert fits(phone), view
        assert orderly(phone), view
        assert unnamed(phone) == [], view
        assert faint(phone) == [], view
    assert phone.get_by_role("button", name="Next").count() == 0


def faint(page: Page) -> list[str]:
    """Text of the answer that does not stand out at 7 to 1, which is what sunlight asks for."""
    found: list[str] = page.evaluate(
        """() => {
          const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
          const pen = canvas.getContext('2d', {willReadFrequently: true});
          const rgb = colour => {
            pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
            return [...pen.getImageData(0, 0, 1, 1).data];
          };
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
          const app = document.querySelector('[data-testid=stApp]');
          const ground = light(rgb(getComputedStyle(app).backgroundColor));
          return [...document.querySelectorAll('.answer *')]
            .filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3
              && n.textContent.trim()))
            .filter(e => {
              const ink = light(rgb(getComputedStyle(e).color));
              return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < 7;
            })
            .map(e => e.textContent.slice(0, 80));
        }"""
    )
    return found


def test_the_evidence_is_a_tap_away_and_names_who_gains(phone: Page, settled: Settled) -> None:
    answered(phone, "telecom-bpo", ASKED, settled)
    phone.locator("details.metric > summary").first.tap()
    path = phone.get_by_text("The path, and who says so").first
    expect(path).to_be_visible()
    phone.locator("details.voices > summary").first.tap()
    gains = re.compile("Who gains if it is believed|Nobody is known to gain")
    expect(phone.locator("details.voices[open]").get_by_text(gains).first).to_be_visible()
    phone.locator("details.voices a[href*='source=']").first.tap()
    phone.wait_for_url(re.compile("browse.*source="))
    expect(heading(phone)).to_be_visible(timeout=LONG)
    phone.go_back()
    expect(heading(phone)).to_have_text("Your approval is asked")
    settled(phone)


def test_an_assumption_changed_on_a_copy_goes_on_in_the_wizard(
    phone: Page, settled: Settled
) -> None:
    answered(phone, "telecom-bpo", "", settled)
    before = phone.url
    phone.get_by_text("In-house centre", exact=True).tap()
    expect(phone.get_by_text("What it does to the answer")).to_be_visible(timeout=LONG)
    settled(phone)
    assert fits(phone)
    assert phone.url == before
    phone.get_by_role("link", name="Go on with this copy").tap()
    phone.wait_for_url(re.compile(r"/situation\?.*s="))
    settled(phone)
    expect(phone.locator(".decided")).to_contain_text("In-house centre")
    phone.goto(before)
    expect(phone.get_by_text("Provider (BPO) (original)")).to_be_visible(timeout=LONG)
    settled(phone)
    expect(phone.get_by_text("Nothing is changed yet")).to_be_visible()


def test_why_not_answers_what_one_types_by_keyboard(page: Page, settled: Settled) -> None:
    answered(page, "telecom-bpo", "", settled)
    box = page.get_by_label("Why not ...?")
    box.focus()
    page.keyboard.type("absence rate", delay=40)
    expect(page.get_by_role("option").first).to_contain_text("Absence rate")
    page.keyboard.press("Enter")
    expect(page.locator(".why_not")).to_contain_text("Absence rate.", timeout=LONG)
    settled(page)


@pytest.mark.parametrize("key", EXAMPLES)
def test_every_example_makes_a_link_that_reads_on_a_phone(
    phone: Page, settled: Settled, shoot: Callable[[Page, str], object], key: str
) -> None:
    answered(phone, key, "", settled)
    assert fits(phone)
    assert orderly(phone)
    shoot(phone, key)
