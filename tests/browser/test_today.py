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


def ticked(page: Page, many: int) -> None:
    expect(page.get_by_text(f"Say more about the {many} that are ticked")).to_be_visible()


def held(page: Page) -> Locator:
    """What has the focus."""
    return page.locator(":focus")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def names(page: Page) -> list[str]:
    return page.locator(".ledger tbody th").all_inner_texts()


def test_the_list_by_keyboard_alone(page: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    page.get_by_role("button", name="As written, AHT").focus()
    press(page, "Tab", "Tab", "Space")  # past what it was taken for, to the first tick
    settled(page)
    ticked(page, 1)
    expect(held(page)).to_have_accessible_name("Pays: AHT")
    press(page, "ArrowDown", "Space")
    settled(page)
    ticked(page, 2)
    expect(held(page)).to_have_accessible_name("Pays: FCR")

    press(page, "ArrowLeft", "ArrowLeft", "Enter")
    page.keyboard.type("Solved at once")
    press(page, "Escape")  # the edit is taken back
    expect(held(page)).to_have_accessible_name("As written, FCR: FCR")
    press(page, "Enter")
    page.keyboard.type("Solved at once")
    press(page, "Enter")
    settled(page)
    expect(held(page)).to_have_text("Solved at once")

    press(page, "ArrowDown", "ArrowDown", "ArrowRight")
    expect(held(page)).to_have_accessible_name("Taken for, TMA: not clear")
    press(page, "Enter")  # without a word, what is likely is offered
    expect(page.get_by_role("option", name="Average handle time")).to_be_visible()
    page.keyboard.type("handle")
    expect(page.get_by_role("option", name="Average handle time")).to_be_visible()
    press(page, "Tab")  # left half-way: nothing is guessed
    expect(page.get_by_role("button", name="Taken for, TMA: not clear")).to_be_visible()
    press(page, "Shift+Tab")
    page.keyboard.type("krankenqu")  # found by a name in another language
    press(page, "Enter")  # which waits for the answer to what was typed
    settled(page)
    expect(held(page)).to_have_accessible_name("Taken for, TMA: Absence rate")
    expect(page.get_by_text("5 of 5 names understood")).to_be_visible()  # said above, too

    press(page, "Delete")
    settled(page)
    assert names(page) == ["AHT", "Solved at once", "CSAT", "Occupancy"]
    expect(held(page)).to_have_accessible_name("Taken for, Occupancy: Occupancy")
    press(page, "ArrowDown")
    expect(held(page)).to_have_accessible_name("Add a number")
    page.keyboard.type("NPS > 40")
    press(page, "Enter")
    settled(page)
    page.keyboard.type("our own thing of the house")
    press(page, "Enter")
    settled(page)
    assert names(page)[-2:] == ["NPS", "our own thing of the house"]
    expect(page.get_by_role("button", name="Target, NPS: > 40")).to_be_visible()
    expect(held(page)).to_have_accessible_name("Add a number")

    page.get_by_role("button", name="Undo").focus()
    press(page, "Enter")
    settled(page)
    press(page, "Enter")
    settled(page)
    press(page, "Enter")
    settled(page)
    assert names(page) == ["AHT", "Solved at once", "CSAT", "TMA", "Occupancy"]
    page.reload()
    settled(page)
    assert names(page) == ["AHT", "Solved at once", "CSAT", "TMA", "Occupancy"]
    expect(page.get_by_role("checkbox", name="Pays: Solved at once")).to_be_checked()
    expect(page.get_by_role("button", name="Taken for, TMA: Absence rate")).to_be_visible()


def test_ticks_faster_than_the_server_answers_all_count(page: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    page.get_by_role("checkbox", name="Pays: AHT").focus()
    for _ in range(4):
        press(page, "Space", "ArrowDown")
    press(page, "Space")
    settled(page)
    ticked(page, 5)
    press(page, "Space")
    page.get_by_role("button", name="Remove CSAT").click()
    page.get_by_role("button", name="Pays: tick none").click()
    page.get_by_role("checkbox", name="Punishes: FCR").check()
    settled(page)
    ticked(page, 1)
    through = page.get_by_role("checkbox", name="I have gone through the list")
    page.get_by_text("I have gone through the list").click()
    settled(page)
    page.reload()
    settled(page)
    expect(through).to_be_checked()
    page.get_by_text("I have gone through the list").click()
    settled(page)
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.reload()
    settled(page)
    expect(through).not_to_be_checked()
    assert names(page) == ["AHT", "FCR", "TMA", "Occupancy"]
    expect(page.get_by_role("checkbox", checked=True)).to_have_accessible_name("Punishes: FCR")


def test_a_block_copied_from_a_sheet_is_read_in_the_new_line(page: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    page.get_by_label("Add a number").evaluate(
        """(field) => {
          const held = new DataTransfer();
          held.setData('text/plain', 'KPI\\tTarget\\nNPS\\t40\\nFCR\\t75 %\\n');
          field.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: held, bubbles: true, cancelable: true}));
        }"""
    )
    settled(page)
    assert names(page) == ["AHT", "FCR", "CSAT", "TMA", "Occupancy", "NPS"]
    expect(page.get_by_text("1 added. 1 stood there already.")).to_be_visible()


def test_the_unclear_ones_by_keyboard_alone(page: Page, settled: Settled) -> None:
    start(page, LIST, settled)
    asked = page.get_by_role("radiogroup", name=re.compile("^TMA"))
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


def test_each_line_is_a_card_on_a_phone(
    open_page: Callable[..., Page], settled: Settled, shoot: Shoot
) -> None:
    phone = open_page(
        390, 844, is_mobile=True, has_touch=True, user_agent="Mozilla/5.0 (Linux; Android) Mobile"
    )
    start(phone, LIST, settled)
    phone.locator("tr", has_text="FCR").get_by_text("Punishes").tap()
    settled(phone)
    ticked(phone, 1)
    for tick in phone.get_by_role("checkbox", name="FCR").all():
        box = tick.bounding_box()
        assert box
        assert 0 <= box["x"] <= 390 - box["width"]
    phone.get_by_role("button", name="Taken for, TMA").tap()
    phone.keyboard.type("occup")
    phone.get_by_role("option", name="Occupancy").first.tap()
    settled(phone)
    expect(phone.get_by_role("button", name="Taken for, TMA: Occupancy")).to_be_visible()
    phone.get_by_text("Say more about the 1").tap()
    settled(phone)
    phone.get_by_role("button", name="From, FCR").tap()
    phone.keyboard.type("the contract")
    phone.get_by_role("button", name="Since, FCR").tap()
    phone.keyboard.type("2019")
    phone.keyboard.press("Enter")
    settled(phone)
    assert phone.evaluate(
        "(main => main.scrollWidth <= main.clientWidth)"
        "(document.querySelector('[data-testid=stMain]'))"
    )
    shoot(phone, "cards")
    phone.reload()
    phone.get_by_text("Say more about the 1").tap()
    expect(phone.get_by_role("button", name="From, FCR: the contract")).to_be_visible()
    expect(phone.get_by_role("button", name="Since, FCR: 2019")).to_be_visible()
