"""What people will do: on a phone, by keyboard, and from the critique."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from advisor.share import to_link
from advisor.wizard.examples import example
from knowledge.catalogue import load
from tests.browser.test_journey import fits, heading, orderly, step, unnamed

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]


def test_from_the_critique_to_one_role_and_who_says_so(phone: Page, settled: Settled) -> None:
    link = to_link(example("telecom-bpo"), load())
    phone.goto(f"/critique?s=people-on-a-phone&b={link}")
    settled(phone)
    assert fits(phone)
    assert orderly(phone)
    phone.get_by_role("link", name="Role by role").click()
    step(phone, "people")
    settled(phone)
    expect(heading(phone)).to_have_text("What your people will do")
    assert fits(phone)
    assert orderly(phone)
    assert unnamed(phone) == []

    phone.get_by_role("link", name="managers").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#role-manager")).to_be_in_viewport()
    fold = phone.locator("section:has(#role-manager) summary").first
    fold.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("section:has(#role-manager) .inside").first).to_be_visible()

    phone.get_by_text("The same as a table").click()
    expect(phone.get_by_role("table").last).to_be_visible()
    assert fits(phone)
