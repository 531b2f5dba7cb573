"""The line above every page: plain links that do not reload the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]


def test_a_step_is_one_entry_in_the_history_and_no_reload(page: Page, settled: Settled) -> None:
    page.goto("/")
    settled(page)
    page.get_by_role("button", name="Telecom care at a BPO").click()
    settled(page)
    page.evaluate("window.here = true")
    before = page.evaluate("history.length")
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="6 Scorecard").click()
    settled(page)
    expect(page.get_by_role("heading", name="The scorecard")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_text("6 Scorecard")
    assert page.evaluate("[window.here, history.length]") == [True, before + 1]
    page.go_back()
    settled(page)
    expect(page.get_by_role("heading", name="What your list does")).to_be_visible()
    assert page.evaluate("window.here")


def test_a_link_with_a_modifier_opens_the_same_design_in_another_window(
    page: Page, settled: Settled
) -> None:
    page.goto("/")
    settled(page)
    page.get_by_role("button", name="Collections").click()
    settled(page)
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="2 Strategy").click(modifiers=["ControlOrMeta"])
    expect(opening.value.locator(".here")).to_have_text("2 Strategy", timeout=30_000)
    expect(opening.value.locator(".decided")).to_contain_text("metrics today")
    expect(page.locator(".here")).to_have_text("4 Critique")
