"""Files are made when they are asked for, and open; what is to be printed stands by itself."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from advisor.reopening import opened
from advisor.share import to_link
from advisor.wizard.examples import example
from knowledge.catalogue import load

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]


def to(page: Page, settled: Settled, step: str) -> None:
    page.locator(f'.way a[href*="{step}"]').click()
    page.wait_for_url(f"**/{step}?*")
    settled(page)


def fetched(page: Page, label: str, place: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    path = place / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.fixture
def sharing(page: Page, settled: Settled) -> Page:
    """The share page on the telecom example."""
    page.goto(f"/share?s=left-behind&b={to_link(example('telecom-bpo'), load())}")
    settled(page)
    return page


def test_each_file_of_the_share_page_opens(sharing: Page, tmp_path: Path) -> None:
    page = sharing
    for label in ("Slides (PPTX)", "Workbook (XLSX)"):
        assert zipfile.ZipFile(fetched(page, label, tmp_path)).testzip() is None
    for label in ("Strategy map (PNG)", "The lean (PNG)"):
        Image.open(fetched(page, label, tmp_path)).verify()
    assert fetched(page, "Strategy map (SVG)", tmp_path).read_text().startswith("<svg")
    result = fetched(page, "Result (JSON)", tmp_path).read_text()
    assert opened(result, load()).set
    assert opened(result, load()).brief == example("telecom-bpo")
    assert json.loads(result)["made"]


def test_a_file_is_made_once_however_often_it_is_pressed(sharing: Page, settled: Settled) -> None:
    saved: list[str] = []
    sharing.on("download", lambda found: saved.append(found.suggested_filename))
    slides = sharing.locator("[data-file='slides.pptx']")
    shelf = sharing.locator(".shelf").filter(has=slides)
    place = "e => [e.offsetLeft, e.offsetTop, e.offsetWidth, e.offsetHeight]"
    before = slides.evaluate(place)
    with sharing.expect_download() as first:
        slides.click()
        expect(slides).to_have_accessible_name("Making it ...")
        expect(slides).to_be_focused()
        assert slides.evaluate(place) == before
        slides.press("Enter")
        # The run that makes it is cut short, and others wait for their turn: all come.
        sharing.get_by_role("radio", name="My boss").click()
        with sharing.expect_download(lambda found: found.suggested_filename == "lean.svg"):
            sharing.get_by_role("button", name="The lean (SVG)").click()
    assert zipfile.ZipFile(first.value.path()).testzip() is None
    settled(sharing)
    expect(slides).to_have_accessible_name("Slides (PPTX)")
    expect(shelf.get_by_role("status")).to_contain_text("lean.svg: saved")
    sharing.get_by_role("radio", name="My boss").click()  # nothing is handed over again
    settled(sharing)
    assert saved == ["slides.pptx", "lean.svg"]
    assert "for=" not in sharing.locator(".address").inner_text()


@pytest.mark.parametrize("soon", [2, 5, 8])
def test_a_file_comes_though_another_press_follows_at_once(sharing: Page, soon: int) -> None:
    with sharing.expect_download() as asked:
        sharing.evaluate(
            """(soon) => {
              document.querySelector('[data-file="lean.svg"]').click();
              setTimeout(() => document.querySelector('.handing [role=radio]').click(), soon);
            }""",
            soon,
        )
    assert asked.value.suggested_filename == "lean.svg"


def test_the_link_says_at_once_what_is_asked_and_leads_to_the_answer_and_back(
    sharing: Page, settled: Settled
) -> None:
    page = sharing
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = page.locator(".address")
    plainly = shown.inner_text()
    page.get_by_role("radio", name="My boss").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert shown.inner_text() == f"{plainly}&for=client"  # before the server has heard of it
    when = page.get_by_label("By when?")
    when.fill("2027-01-31")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    full = f"{plainly}&for=client&by=2027-01-31"
    settled(page)
    assert shown.inner_text() == full
    assert page.evaluate("navigator.clipboard.readText()") == full
    when.fill("1999-12-31")
    when.blur()
    expect(page.get_by_role("alert").filter(has_text="from 2000 to 2100")).to_be_visible()
    settled(page)
    assert shown.inner_text() == f"{plainly}&for=client"
    when.fill("2027-01-31")
    when.blur()
    expect(page.get_by_role("alert").filter(has_text="2100")).to_have_count(0)
    settled(page)
    page.evaluate("window.here = true")
    page.get_by_role("link", name="Open the answer page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The answer")
    assert page.url == full
    assert page.evaluate("window.here")  # and the page was not loaded anew
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hand it on")
    settled(page)
    assert shown.inner_text() == full
    expect(when).to_have_value("2027-01-31")
    expect(page.get_by_role("radio", name="The client")).to_be_checked()


def test_a_browser_that_lets_nobody_copy_has_the_link_marked(sharing: Page) -> None:
    sharing.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    sharing.get_by_role("button", name="Copy").click()
    expect(sharing.get_by_role("status").filter(has_text="Ctrl+C")).to_be_visible()
    marked = sharing.evaluate("getSelection().toString()")
    assert marked == sharing.locator(".address").inner_text()


def test_another_design_is_asked_for_where_it_is_wanted(sharing: Page, settled: Settled) -> None:
    fold = sharing.get_by_role("button", name="Choose a file or a link")
    expect(sharing.get_by_label("Or a link that somebody sent you")).to_have_count(0)
    fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    sharing.get_by_label("Or a link that somebody sent you").fill("no link")
    sharing.keyboard.press("Enter")
    settled(sharing)
    sharing.get_by_role("button", name="Open", exact=True).click()
    expect(sharing.get_by_text("It was not opened, and nothing here has changed")).to_be_visible()
    fold.click()
    expect(sharing.get_by_label("Or a link that somebody sent you")).to_have_count(0)


def test_a_printed_contract_stands_by_itself(
    page: Page, settled: Settled, tmp_path: Path, shoot: Callable[[Page, str], Path]
) -> None:
    page.goto("/")
    settled(page)
    page.get_by_role("button", name="Telecom care at a BPO").click()
    page.wait_for_url("**/critique?*")
    settled(page)
    to(page, settled, "scorecard")
    page.get_by_role("link", name="The contract, from both chairs").click()
    page.wait_for_url("**/contract?*")
    settled(page)
    shoot(page, "contract")
    sheet = fetched(page, "To print", tmp_path)
    text = sheet.read_text()
    assert "<script" not in text
    assert "http" not in text
    page.set_content(text)
    expect(page.locator("header")).to_contain_text("Telecom care")
    expect(page.locator("main")).to_contain_text("Between them: Paid per handle minute")
    expect(page.get_by_role("heading", level=1)).to_have_text("The contract, from both chairs")
    assert page.locator("details:not([open])").count() == 0
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    shoot(page, "printed")
