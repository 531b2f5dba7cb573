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


def test_each_file_of_the_share_page_opens(page: Page, settled: Settled, tmp_path: Path) -> None:
    page.goto("/")
    settled(page)
    page.get_by_role("button", name="Telecom care at a BPO").click()
    page.wait_for_url("**/critique?*")
    settled(page)
    to(page, settled, "share")
    for label in ("Slides (PPTX)", "Workbook (XLSX)"):
        assert zipfile.ZipFile(fetched(page, label, tmp_path)).testzip() is None
    for label in ("Strategy map (PNG)", "The lean (PNG)"):
        Image.open(fetched(page, label, tmp_path)).verify()
    assert fetched(page, "Strategy map (SVG)", tmp_path).read_text().startswith("<svg")
    result = fetched(page, "Result (JSON)", tmp_path).read_text()
    assert opened(result, load()).set
    assert opened(result, load()).brief == example("telecom-bpo")
    assert json.loads(result)["made"]


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
