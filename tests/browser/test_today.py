"""Today's list where only a browser can tell: the table by keyboard, a file, a phone, focus."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
Shoot = Callable[[Page, str], Path]
LIST = "AHT <= 300 s\nFCR 75 %\nCSAT 4.2/5\nTMA\nOccupancy 85 %"
CSV = (
    "Auswertung;;;\nKennzahl;Zielwert;Gewichtung;Ebene\n"
    "Erreichbarkeit;80,5 %;60;Standort\nKrankenquote;5 %;40;Team\nSumme;;100;\n"
)


def start(page: Page, text: str, settled: Settled) -> None:
    page.goto("/")
    settled(page)
    page.get_by_label("One metric a line").fill(text)
    page.get_by_role("button", name="Check my list").click()
    page.wait_for_url(re.compile(r"/today\?.*s="))
    settled(page)


def grid(page: Page) -> Locator:
    return page.get_by_test_id("stDataFrame").first


def ticked(page: Page, many: int) -> None:
    expect(page.get_by_text(f"Say more about the {many} that are ticked")).to_be_visible()


def into_the_table(page: Page, settled: Settled) -> None:
    """By keyboard alone, to the first row's first tick."""
    page.get_by_role("radio", name="Table").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('canvas, [role=gridcell]')"):
            break
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    settled(page)


def test_the_table_by_keyboard_alone(page: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    into_the_table(page, settled)
    page.keyboard.press("Enter")
    settled(page)
    ticked(page, 1)
    page.keyboard.press("ArrowDown")  # the focus is still where it was
    page.keyboard.press("Enter")
    settled(page)
    ticked(page, 2)
    undo = page.get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    settled(page)
    ticked(page, 1)


def test_the_unclear_ones_by_keyboard_alone(page: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    asked = page.get_by_role("radiogroup", name="TMA: which metric is meant?")
    asked.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Take these").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_text("5 of 5 names understood")).to_be_visible()
    expect(page.get_by_role("button", name="Take these")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_to_a_list_with_its_weights(
    open_page: Callable[..., Page], settled: Settled, shoot: Shoot, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto("/")
    settled(page)
    page.get_by_role("tab", name="Upload a file").click()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "zahlen.csv", "mimeType": "text/csv", "buffer": CSV.encode("cp1252")}
    )
    page.get_by_role("button", name="Take these 2").click()
    page.wait_for_url(re.compile(r"/today\?.*s="))
    settled(page)
    expect(page.get_by_text("2 of 2 names understood")).to_be_visible()
    page.get_by_role("button", name="2 have a weight").click()
    settled(page)
    ticked(page, 2)
    shoot(page, scheme)


def test_four_questions_fit_a_phone(
    open_page: Callable[..., Page], settled: Settled, shoot: Shoot
) -> None:
    phone = open_page(
        390, 844, is_mobile=True, has_touch=True, user_agent="Mozilla/5.0 (Linux; Android) Mobile"
    )
    start(phone, LIST, settled)
    phone.get_by_role("toolbar", name="Which pay someone?").get_by_text("FCR").tap()
    settled(phone)
    ticked(phone, 1)
    phone.get_by_text("Say more about the 1").tap()
    settled(phone)
    phone.get_by_label("Where does it come from?").fill("the contract")
    phone.get_by_label("Since which year?").fill("2019")
    settled(phone)
    assert phone.evaluate(
        "(main => main.scrollWidth <= main.clientWidth)"
        "(document.querySelector('[data-testid=stMain]'))"
    )
    shoot(phone, "questions")
    phone.reload()
    phone.get_by_text("Say more about the 1").tap()
    expect(phone.get_by_label("Where does it come from?")).to_have_value("the contract")
