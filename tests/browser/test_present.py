"""Presenting by keyboard alone: each key shows one thing more, at once; Esc leaves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
LIST = "AHT <= 300 s\nService level 80/20\nFCR\nCSAT 4.2/5\nOccupancy 90 %\nAbandon % <= 5 %"
FITS = """() => {
  const roots = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean);
  const body = roots.flatMap(r => [...r.querySelectorAll('.slide.now .body')])[0];
  return body.scrollHeight <= body.clientHeight + 1 && body.scrollWidth <= body.clientWidth + 1;
}"""


def present(page: Page, settled: Settled) -> None:
    page.goto("/")
    settled(page)
    page.get_by_role("button", name="Telecom care at a BPO").click()
    page.wait_for_url("**/critique?*")
    settled(page)
    page.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_url("**/present?*")
    settled(page)


def now(page: Page) -> Locator:
    return page.locator("dialog .slide.now")


def number(page: Page) -> tuple[int, int]:
    at, _, count = now(page).locator(".number").inner_text().partition(" / ")
    return int(at), int(count)


def shown(page: Page) -> int:
    return now(page).locator(".beat.shown").count()


def test_from_a_pasted_list_to_the_sentence_in_a_few_presses(
    page: Page, settled: Settled, shoot: Callable[[Page, str], Path]
) -> None:
    page.goto("/")
    settled(page)
    page.get_by_role("textbox", name="One metric a line").fill(LIST)
    page.get_by_role("button", name="Check my list").click()
    page.wait_for_url("**/today?*")
    settled(page)
    page.get_by_role("link", name="2 Strategy").click()
    page.wait_for_url("**/strategy?*")
    settled(page)
    page.get_by_role("button", name="This is us").nth(3).click()
    settled(page)
    page.get_by_role("link", name="4 Critique").click()
    page.wait_for_url("**/critique?*")
    settled(page)
    sentence = page.get_by_role("heading", level=2).first.inner_text()
    page.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_url("**/present?*")
    settled(page)
    page.keyboard.press("ArrowRight")
    told = now(page).locator("h1, .turn.shown").all_inner_texts()
    assert " ".join(told) == sentence
    shoot(page, "sentence")


def test_keys_show_one_thing_at_a_time_and_take_it_back(page: Page, settled: Settled) -> None:
    asked: list[str] = []
    present(page, settled)
    page.on("request", lambda request: asked.append(request.url))
    assert number(page)[0] == 1
    assert shown(page) == 0
    beats = now(page).locator(".beat").count()
    assert beats > 1
    keys = ("ArrowRight", "ArrowDown", "PageDown", " ")
    for pressed in range(1, beats + 1):
        page.keyboard.press(keys[pressed % len(keys)])
        assert (number(page)[0], shown(page)) == (1, pressed)
    page.keyboard.press("PageDown")
    assert (number(page)[0], shown(page)) == (2, 0)
    for key in ("ArrowLeft", "ArrowUp", "PageUp"):
        before = number(page), shown(page)
        page.keyboard.press(key)
        assert (number(page), shown(page)) < before
    page.keyboard.press("End")
    at, count = number(page)
    assert at == count
    page.keyboard.press("ArrowRight")
    assert number(page) == (count, count)
    page.keyboard.press("Home")
    assert (number(page)[0], shown(page)) == (1, 0)
    assert asked == []  # no step asks the server


def test_what_is_revealed_is_announced_and_what_is_not_yet_is_silent(
    page: Page, settled: Settled
) -> None:
    present(page, settled)
    live = page.locator("dialog [aria-live=polite]")
    expect(live).to_contain_text("Slide 1 of")
    second = now(page).locator(".beat").nth(1)
    expect(second).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(live).to_have_text(now(page).locator(".beat.shown").inner_text())
    expect(second).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_visible()


def test_escape_leaves_to_where_one_came_from_and_a_reload_keeps_the_place(
    page: Page, settled: Settled
) -> None:
    present(page, settled)
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    there = number(page), shown(page)
    page.reload()
    settled(page)
    assert (number(page), shown(page)) == there
    page.keyboard.press("Escape")
    page.wait_for_url("**/critique?*")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What your list does")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_focused()
    page.get_by_role("link", name="5 Recommendation").click()
    page.wait_for_url("**/recommendation?*")
    settled(page)
    page.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_url("**/present?*")
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_url("**/recommendation?*")


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 720, "light"), (1920, 1080, "dark"), (1024, 768, "dark"), (390, 844, "light")],
)
def test_every_slide_fits_and_is_large(
    open_page: OpenPage,
    settled: Settled,
    shoot: Callable[[Page, str], Path],
    width: int,
    height: int,
    scheme: str,
) -> None:
    page = open_page(width, height, color_scheme=scheme)
    present(page, settled)
    at, count = number(page)
    while True:
        page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        if width >= 1024:
            assert page.evaluate(FITS), now(page).get_attribute("data-id")
            least = (
                now(page)
                .locator(".says, .because, .word")
                .evaluate_all(
                    "all => Math.min(99, ...all.map(e => parseFloat(getComputedStyle(e).fontSize)))"
                )
            )
            assert least >= height / 50  # a line of text in fifty, as slides are held to be legible
        if at in (1, 3, count):
            shoot(page, f"{width}-{at}")
        if at == count:
            break
        while number(page)[0] == at:
            page.keyboard.press("ArrowRight")
        at = number(page)[0]


def test_it_prints_a_slide_a_sheet(page: Page, settled: Settled) -> None:
    present(page, settled)
    _at, count = number(page)
    printed = page.pdf(prefer_css_page_size=True)
    assert max(int(found) for found in re.findall(rb"/Count (\d+)", printed)) == count


def test_the_pointer_does_all_that_keys_do(page: Page, settled: Settled) -> None:
    present(page, settled)
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Next", exact=True).click()
    assert shown(page) == 1
    page.get_by_role("button", name="Back", exact=True).click()
    assert shown(page) == 0
    page.mouse.click(300, 300)
    assert shown(page) == 1
    page.get_by_role("button", name="Leave", exact=True).click()
    page.wait_for_url("**/critique?*")


def test_slides_that_are_drawn_again_stay_in_full_screen(page: Page, settled: Settled) -> None:
    present(page, settled)
    page.keyboard.press("ArrowRight")
    there = number(page), shown(page)
    full = "document.fullscreenElement !== null"
    if not page.evaluate(full):
        page.keyboard.press("f")
    page.wait_for_function(full)
    page.emulate_media(color_scheme="dark")  # as at dusk, or when a lost server is back
    settled(page)
    expect(page.locator("dialog.dark")).to_be_visible()
    assert page.evaluate(full)
    assert (number(page), shown(page)) == there
    page.keyboard.press("Escape")
    page.wait_for_url("**/critique?*")


def counted(page: Page) -> None:
    """Steps to the slide on which a priority is moved."""
    page.keyboard.press("End")
    while now(page).get_attribute("data-id") != "counted":
        page.keyboard.press("ArrowLeft")


def test_a_priority_is_moved_answered_taken_over_and_taken_back_by_keyboard(
    page: Page, settled: Settled, shoot: Callable[[Page, str], Path]
) -> None:
    present(page, settled)
    full = "document.fullscreenElement !== null"
    if not page.evaluate(full):
        page.keyboard.press("f")
    page.wait_for_function(full)
    counted(page)
    place = number(page)[0]
    slide, live = now(page), page.locator("dialog [aria-live=polite]")
    hand = slide.locator(".hand .size")
    stated = int(hand.inner_text()[0])
    asked = page.evaluate("window.__asked")
    key, way = ("ArrowDown", -1) if stated > 2 else ("ArrowUp", 1)
    for moved in range(1, 4):
        page.keyboard.press(key)
        # at once: nothing is waited for
        assert hand.inner_text() == f"{stated + way * moved} of 5"
        said = slide.locator(".changes .says").all_inner_texts()
        assert said
        assert "Working it out ..." not in said
        for words in said:
            assert words in live.inner_text()
    assert page.evaluate("window.__asked") == asked  # the server was not asked
    assert number(page)[0] == place
    shoot(page, "moved")
    page.get_by_role("button", name="Take it over").press("Enter")
    expect(slide.locator(".note")).to_contain_text("Taken over")
    expect(hand).to_have_text(f"{stated + 3 * way} of 5")
    assert now(page).get_attribute("data-id") == "counted"
    assert page.evaluate(full)
    expect(slide.locator(".changes")).not_to_contain_text("Working it out")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(slide.locator(".note")).to_be_empty()
    expect(hand).to_have_text(f"{stated} of 5")
    assert page.evaluate(full)
