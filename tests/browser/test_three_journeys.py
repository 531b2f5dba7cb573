"""The three people whom this is for, each from the first page to what they came for.

Pictures of every stop are left in artefacts/. The fixtures refuse every request to another host.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from advisor.share import to_link
from advisor.wizard.examples import example
from knowledge.catalogue import load
from tests.browser.axe import violations
from tests.browser.test_journey import fits, heading, orderly, step, unnamed

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
Shoot = Callable[[Page, str], Path]
LONG = 60_000  # milliseconds, on a busy machine
CLIENTS = (
    "AHT <= 300 s\nService level 80/20\nAbandon % <= 5 %\nOccupancy 88 %\nCSAT 4.2/5\n"
    "QA score 90 %\nAdherence 95 %\nCalls handled\nTransfer rate\nAttrition"
)
OWN = "AHT <= 300 s\nFCR 75 %\nCSAT 4.2/5\nOccupancy 85 %"
FOCUS = """each => {
  let held = document.activeElement;
  while (held.shadowRoot && held.shadowRoot.activeElement) held = held.shadowRoot.activeElement;
  return each === held || each.contains(held);
}"""
# What has the focus is in sight: not above or below the window, nor behind Back and Next.
IN_SIGHT = """() => {
  if (document.activeElement === document.body) return true; // past the last, before the first
  const held = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector('.back-next');
  const own = bar && bar.contains(document.activeElement);
  const end = bar && !own ? bar.getBoundingClientRect().top : innerHeight;
  return held.bottom > 0 && held.top < end;
}"""
MOST = 160  # stops of the Tab key from one thing to the next


def reach(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Walks there by keyboard alone; what has the focus can be seen at every stop."""
    for _ in range(MOST):
        if wanted.evaluate(FOCUS):
            return
        page.keyboard.press(key)
        assert page.evaluate(IN_SIGHT), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 300)"
        )
    raise AssertionError(f"the keyboard does not lead to {wanted}")


def use(page: Page, wanted: Locator, settled: Settled, key: str = "Enter") -> None:
    reach(page, wanted)
    page.keyboard.press(key)
    settled(page)


def now(page: Page) -> Locator:
    return page.locator("dialog .slide.now")


def test_a_consultant_in_a_meeting(open_page: OpenPage, settled: Settled, shoot: Shoot) -> None:
    page = open_page(1280, 720)
    page.goto("/")
    settled(page)
    page.get_by_label("One metric a line").fill(CLIENTS)
    page.get_by_role("button", name="Check my list").click()
    step(page, "today")
    settled(page)
    shoot(page, "1-list")
    page.get_by_role("link", name="2 Strategy").click()
    step(page, "strategy")
    settled(page)
    page.locator("[data-about=effortless-service]").click()
    settled(page)
    page.get_by_role("link", name="4 Critique").click()
    step(page, "critique")
    settled(page)
    sentence = page.get_by_role("heading", level=2).first
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_contain_text("You say you want 'Effortless service'")
    shoot(page, "2-revealed")

    page.get_by_role("button", name="Present", exact=True).click()
    step(page, "present")
    settled(page)
    slide, shown = now(page).get_attribute("data-id"), now(page).locator(".beat.shown")
    expect(shown).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_count(1)
    shoot(page, "3-slide")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    assert now(page).get_attribute("data-id") != slide
    page.keyboard.press("Escape")
    step(page, "critique")
    settled(page)

    page.get_by_role("link", name="5 Recommendation").click()
    step(page, "recommendation")
    settled(page)
    page.get_by_role("tab", name="Turn the dial").click()
    settled(page)
    page.get_by_role("button", name="Work out the five stops").click()
    dial = page.get_by_role("slider", name="Dial")
    expect(dial).to_be_visible(timeout=LONG)
    settled(page)
    dial.focus()
    page.keyboard.press("Home")
    settled(page)
    tab = page.get_by_role("tabpanel").filter(has=dial)
    expect(tab).to_contain_text(re.compile("new here|Gone against what you stated|does not hang"))
    shoot(page, "4-dial")

    page.get_by_role("link", name="2 Strategy").click()
    step(page, "strategy")
    settled(page)
    page.get_by_text("Sliders", exact=True).click()
    settled(page)
    slider = page.get_by_role("slider", name="What the service costs")
    before = int(slider.get_attribute("aria-valuenow") or slider.input_value())
    slider.focus()
    page.keyboard.press("End" if before < 5 else "Home")
    settled(page)
    page.get_by_role("link", name="Meeting").click()
    step(page, "log")
    settled(page)
    entry = page.locator("[class*=st-key-decision-]").first
    expect(entry).to_contain_text("counts")
    entry.get_by_label("Why?").fill("The budget is fixed until spring")
    entry.get_by_label("Who?").fill("Client's director")
    page.keyboard.press("Tab")
    settled(page)
    assert violations(page) == []
    shoot(page, "5-log")
    page.reload()
    settled(page)
    expect(entry.get_by_label("Why?")).to_have_value("The budget is fixed until spring")


def test_a_manager_alone_by_keyboard(open_page: OpenPage, settled: Settled, shoot: Shoot) -> None:
    page = open_page(1280, 720, accept_downloads=True)
    page.goto("/")
    settled(page)
    use(page, page.get_by_role("button", name="Describe my centre"), settled)
    step(page, "situation")
    settled(page)
    for answer in ("I run the centre", "Our own, for our own customers"):
        use(page, page.get_by_role("radio", name=answer), settled, "Space")
    reach(page, page.get_by_label("A name for this design"))
    page.keyboard.type("Billing line")
    phone = page.get_by_role("toolbar", name="How do people reach it?").get_by_role("button")
    use(page, phone.first, settled, "Space")
    expect(page.locator(".decided")).to_contain_text("Billing line")
    shoot(page, "1-situation")
    use(page, page.get_by_role("button", name="Next: Strategy"), settled)
    step(page, "strategy")
    settled(page)
    use(page, page.get_by_role("button", name="This is us").first, settled)
    expect(page.get_by_role("button", name="Chosen")).to_be_visible()
    use(page, page.get_by_role("button", name="Next: Today"), settled)
    step(page, "today")
    settled(page)

    reach(page, page.get_by_label("One metric a line"))
    page.keyboard.insert_text(OWN)
    use(page, page.get_by_role("button", name="Read the list"), settled)
    expect(page.get_by_text("4 of 4 names understood")).to_be_visible()
    for tick in ("Pays", "Punishes", "On the wall", "Asked first"):
        boxes = page.get_by_role("checkbox", name=f"{tick}: ")
        use(page, boxes.first, settled, "Space")
        expect(boxes.first).to_be_checked()
    shoot(page, "2-today")
    use(page, page.get_by_role("button", name="Next: Critique"), settled)
    step(page, "critique")
    settled(page)
    expect(page.get_by_text("Your next move")).to_be_in_viewport()
    assert violations(page) == []
    shoot(page, "3-verdict")
    use(page, page.get_by_role("link", name="Next: Recommendation"), settled)
    step(page, "recommendation")
    settled(page)
    assert violations(page) == []  # with the focus still on the way on
    shoot(page, "4-set")
    use(page, page.get_by_role("link", name="Next: Scorecard"), settled)
    step(page, "scorecard")
    settled(page)
    reach(page, page.get_by_role("tab", name="What changes"))
    reach(page, page.get_by_role("tab", name="Pages to take"), "ArrowRight")
    page.keyboard.press("Enter")
    settled(page)
    sheet = page.locator("[class*=st-key-page-my-boss]")
    use(page, sheet.locator("summary"), settled)
    shoot(page, "5-page")
    reach(page, sheet.get_by_role("button", name="To print"))
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert "Billing line" in text
    other = open_page()
    other.set_content(text)
    shoot(other, "6-to-the-boss")


def test_a_reader_on_a_phone(open_page: OpenPage, settled: Settled, shoot: Shoot) -> None:
    phone = open_page(390, 844, is_mobile=True, has_touch=True)
    token = to_link(example("telecom-bpo"), load())
    phone.goto(f"/answer?b={token}&for=client&ask=approve&by=2026-12-01")
    expect(heading(phone)).to_have_text("Your approval is asked")
    expect(phone.get_by_text("By 1 December 2026.")).to_be_in_viewport()
    change = phone.get_by_role("heading", name="Change one assumption")
    expect(change).to_be_visible(timeout=LONG)
    settled(phone)
    shoot(phone, "1-asked")

    box = phone.get_by_label("Why not ...?")
    box.tap()
    box.press_sequentially("absence rate", delay=40)
    phone.get_by_role("option", name="Absence rate").first.tap()
    expect(phone.locator(".why_not")).to_contain_text("Absence rate.", timeout=LONG)
    settled(phone)
    shoot(phone, "2-why-not")

    first = phone.get_by_role("heading", name="Pursue first")
    assert first.count() == 1
    phone.get_by_text("In-house centre", exact=True).tap()
    expect(phone.get_by_text("What it does to the answer")).to_be_visible(timeout=LONG)
    settled(phone)
    shoot(phone, "3-in-a-copy")
    assert heading(phone).inner_text() == "Your approval is asked"

    for view, part in (
        ("Operations", "The team leader's card"),
        ("Agent", "What will never be used against you"),
        ("Executive", "Money"),
    ):
        phone.get_by_role("radio", name=view).tap()
        expect(phone.get_by_role("heading", name=part)).to_be_visible(timeout=LONG)
        settled(phone)
        assert fits(phone)
        assert orderly(phone)
        assert unnamed(phone) == []
        shoot(phone, f"4-{view}")
