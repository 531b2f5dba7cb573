"""The critique: fixed, lived with and taken back by keyboard; short on a phone, whole on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from advisor.advice import advise
from advisor.critique import groups
from advisor.share import to_link
from advisor.wizard.examples import example
from knowledge.catalogue import load
from tests.browser.axe import violations
from tests.browser.test_care import bare
from tests.browser.test_journey import fits, orderly, unnamed

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
LONG = 3000  # pixels at 390: what somebody alone on a Sunday still reads
REASON = "The client insists *until* <b>June</b>"


def to_critique(page: Page, own: str, settled: Settled, name: str = "telecom-bpo") -> None:
    page.goto(f"/critique?s={own}-{name}&b={to_link(example(name), load())}")
    settled(page)


def number(line: str) -> int:
    return int(line.split(".")[0].split()[-1])


def reached(page: Page, wanted: Locator) -> None:
    """Tabs on until the focus is there."""
    for _ in range(60):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by the Tab key: {wanted}")


def test_fixed_accepted_and_taken_back_by_keyboard(page: Page, settled: Settled) -> None:
    to_critique(page, "by-keyboard", settled)
    first = page.locator(".cause").first
    message = first.locator(".finding strong").nth(1).inner_text()
    verdict = page.locator(".verdict").first
    before = verdict.inner_text()
    assert first.evaluate("each => each.open")

    accept = first.get_by_role("button", name="Accept with a reason").first
    page.locator("h1").click()
    reached(page, accept)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Accept with a reason")
    expect(dialog).to_contain_text(message)
    text = dialog.get_by_label("Why do you live with it?")
    expect(text).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("one sentence is enough")
    expect(text).to_be_focused()
    page.keyboard.type(REASON)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(accept).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_have_value(REASON)  # what was begun is not lost
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(page)
    expect(dialog).to_be_hidden()
    assert verdict.inner_text() != before
    expect(page.locator(".cause").first.locator("summary").first).to_be_focused()

    fold = page.locator(".accepted summary")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".accepted")).to_contain_text(f"Because: {REASON}")
    reached(page, page.get_by_role("button", name="Take back"))
    page.keyboard.press("Enter")
    settled(page)
    assert verdict.inner_text() == before
    expect(page.locator(".accepted")).to_have_count(0)
    assert page.evaluate("document.querySelector('.pressed').contains(document.activeElement)")

    fix = page.get_by_role("button", name="Apply the fix").first
    fix.focus()
    top = fix.bounding_box()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_text("Undo, at the top, takes it back")).to_be_visible()
    assert verdict.inner_text() != before
    held = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert page.evaluate("document.querySelector('.cause').contains(document.activeElement)")
    assert top
    assert abs(held - top["y"]) <= 2
    page.get_by_role("button", name="Undo").click()
    settled(page)
    assert verdict.inner_text() == before


@pytest.mark.parametrize("name", ["telecom-bpo", "retail-in-house"])
def test_on_a_phone_it_is_short_and_opens_by_a_tap(
    phone: Page, settled: Settled, name: str
) -> None:
    to_critique(phone, "tap", settled, name)
    found = groups(advise(example(name), load()).critique.findings)
    causes = phone.locator(".standing > .cause")
    assert causes.evaluate_all("all => all.map(each => each.open)") == [False] * min(len(found), 7)
    assert phone.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight") <= LONG
    verdict = phone.locator(".verdict").first
    expect(verdict).to_be_in_viewport(ratio=1)
    heading = phone.get_by_role("heading", level=2)
    expect(heading.first).to_have_text("Your next move")
    expect(heading.first).to_be_in_viewport()
    causes.nth(1).locator("summary").first.tap()
    expect(causes.nth(1).get_by_text(found[1].findings[0].why)).to_be_visible()
    causes.nth(1).get_by_text("How it comes about").first.tap()
    expect(causes.nth(1).get_by_role("link", name="The rule behind it").first).to_be_visible()
    assert fits(phone)
    assert orderly(phone)
    assert unnamed(phone) == []
    assert violations(phone) == []
    phone.get_by_role("link", name="7 Share").click()  # what was opened stands open on coming back
    settled(phone)
    phone.go_back()
    settled(phone)
    assert causes.nth(1).evaluate("each => each.open")
    assert not causes.nth(0).evaluate("each => each.open")


def test_the_form_keeps_nobody_out(page: Page, settled: Settled) -> None:
    to_critique(page, "form", settled)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        settled(page)
        page.get_by_role("button", name="Accept with a reason").first.click()
        page.get_by_role("button", name="Accept it").click()
        assert violations(page) == []
        page.get_by_role("button", name="Cancel").click()


def test_on_paper_all_is_open(phone: Page, settled: Settled) -> None:
    to_critique(phone, "paper", settled, "collections")
    found = advise(example("collections"), load())
    phone.wait_for_load_state("networkidle")  # the folds are fetched once the page rests
    before = phone.locator("details").evaluate_all("all => all.map(each => each.open)")
    sheets = PdfReader(io.BytesIO(phone.pdf(format="A4"))).pages
    printed = bare("".join(sheet.extract_text() for sheet in sheets))
    told = [
        says
        for item in found.critique.findings
        for says in (item.message, item.why, item.cure, *(voice.says for voice in item.evidence))
    ]
    assert [says for says in told if bare(says) not in printed] == []
    assert bare("Apply the fix") not in printed
    after = phone.locator("details").evaluate_all("all => all.map(each => each.open)")
    assert after[: len(before)] == before or sum(after) == sum(before)


def test_the_button_that_opens_all_says_what_a_press_does(page: Page, settled: Settled) -> None:
    to_critique(page, "open-all", settled)
    every = page.locator(".standing button[data-all]")
    expect(every).to_have_text(re.compile("^Open all"))
    every.click()
    expect(every).to_have_text(re.compile("^Close all"))
    page.locator(".standing details[open] > summary").first.click()  # one is closed by hand
    expect(every).to_have_text(re.compile("^Open all"))
    every.click()
    every.click()
    expect(every).to_have_text(re.compile("^Open all"))
    assert page.locator(".standing details[data-id^='cause'][open]").count() == 0


def test_a_fold_that_cannot_be_fetched_says_so_and_opens_later(
    page: Page, settled: Settled
) -> None:
    page.route("**/folds/*", lambda route: route.abort())
    to_critique(page, "no-folds", settled)
    cause = page.locator(".cause").first
    fold = cause.locator("details", has_text="How it comes about").first
    line = fold.locator("summary").first
    line.click()
    expect(fold.get_by_role("alert")).to_contain_text("could not be fetched")
    page.unroute("**/folds/*")
    for _ in range(2):
        line.click()
    expect(fold.get_by_role("link", name="The rule behind it")).to_be_visible()
    expect(fold.get_by_role("alert")).to_have_count(0)
