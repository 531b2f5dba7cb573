"""Care for every page: nobody is kept out, large type, paper, and nothing jumps."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from advisor.advice import advise
from advisor.share import to_link
from advisor.wizard.examples import example
from knowledge.catalogue import load
from tests.browser.axe import in_view, violations
from tests.browser.test_journey import fits

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
Looks = Sequence[tuple[int, Literal["light", "dark"]]]
WIDTHS = (1440, 390)
BOTH: Looks = ((1440, "light"), (390, "dark"))
ALL: Looks = (*BOTH, (1440, "dark"), (390, "light"))
ENTRY = "metric=average-handle-time"
CLAIM = "claim=average-handle-time.provokes.rushing-callers"
# Pages that are one after the other opened in one window.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "before": ("", "situation", "strategy", "today"),
    "critique": ("critique",),
    "recommendation": ("recommendation",),
    "after": ("scorecard", "share", "log"),
    "beside": ("people", "contract", "measure"),
    "catalogue": ("browse", f"browse?{ENTRY}", f"browse?{CLAIM}"),
}
VIEWS = ("Executive", "Operations", "Agent")


def address(path: str, own: str = "seen") -> str:
    """A page with the telecom example on it, as a design of the page's own."""
    page, _, rest = path.partition("?")
    own = f"{own}-{page or 'start'}"
    return f"/{page}?s={own}&b={to_link(example('telecom-bpo'), load())}{rest and '&' + rest}"


def judged(page: Page, settled: Settled, looks: Looks, *, all_open: bool = False) -> list[str]:
    """What is grave on the page at these widths and in these schemes."""
    found = []
    for width, scheme in looks:
        page.emulate_media(color_scheme=scheme)
        in_view(page, width, all_open=all_open)
        settled(page)
        found += [f"{width} {scheme} {each}" for each in violations(page)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


def test_the_judge_sees_what_is_wrong_far_down_a_page(page: Page, settled: Settled) -> None:
    page.goto(address("share"))
    settled(page)
    in_view(page, 390)
    settled(page)
    last = page.get_by_role("heading", name="Open a design")
    last.evaluate("each => { each.style.color = '#DDDDDD'; }")
    page.evaluate("document.querySelector('.stMain').insertAdjacentHTML('beforeend', '<input>')")
    assert {each.split(":")[0] for each in violations(page)} == {"color-contrast", "label"}


@pytest.mark.parametrize("group", GROUPS)
def test_no_page_keeps_anybody_out(page: Page, settled: Settled, group: str) -> None:
    found = []
    for path in GROUPS[group]:
        page.goto(address(path))
        settled(page)
        found += [f"{path}: {each}" for each in judged(page, settled, BOTH)]
    assert found == []


def test_no_view_of_the_answer_keeps_anybody_out(page: Page, settled: Settled) -> None:
    found = []
    page.goto(f"{address('answer')}&for=client&ask=approve&by=2026-12-01")
    expect(page.get_by_role("heading", name="Change one assumption")).to_be_visible(timeout=60_000)
    for view in VIEWS:
        settled(page)
        page.get_by_role("radio", name=view).click()
        settled(page)
        found += [f"{view}: {each}" for each in judged(page, settled, BOTH)]
    assert found == []


def test_last_years_result_opened_again_keeps_nobody_out(
    page: Page, settled: Settled, shoot: Callable[[Page, str], Path]
) -> None:
    page.goto(address("since"))
    settled(page)
    found = [f"before: {each}" for each in judged(page, settled, BOTH)]
    page.get_by_label("Or the link").fill(to_link(example("telecom-bpo"), load()))
    page.get_by_label("Or the link").press("Enter")
    page.get_by_role("button", name="Open last year's result").click()
    expect(page.get_by_role("link", name="Bring this year's list")).to_be_visible(timeout=60_000)
    settled(page)
    for width, scheme in BOTH:
        page.emulate_media(color_scheme=scheme)
        in_view(page, width)
        settled(page)
        shoot(page, f"{width}-{scheme}")
    found += judged(page, settled, BOTH, all_open=True)
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_slide_keeps_anybody_out(open_page: OpenPage, settled: Settled, width: int) -> None:
    page = open_page(width, 844)
    page.goto(address("present"))
    settled(page)
    page.keyboard.press("ArrowRight")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        settled(page)
        found += [f"{scheme}: {each}" for each in violations(page)]
    page.keyboard.press("End")
    while page.locator("dialog .slide.now").get_attribute("data-id") != "counted":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")  # a priority is moved, and can be taken over
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        settled(page)
        found += [f"moved, {scheme}: {each}" for each in violations(page)]
    assert found == []


@pytest.mark.verify
@pytest.mark.parametrize("group", GROUPS)
def test_no_folded_part_of_a_page_keeps_anybody_out(
    page: Page, settled: Settled, group: str
) -> None:
    found = []
    for path in GROUPS[group]:
        page.goto(address(path))
        settled(page)
        found += [f"{path}: {each}" for each in judged(page, settled, ALL, all_open=True)]
    assert found == []


# --- large type ----------------------------------------------------------------------------------

# What is wider or higher than the place it is given, and hidden there. What is decided so far is
# shortened to two lines on a phone: the pages that it comes from say it in full. A table to write
# in scrolls in itself.
CUT = """() => {
  const hides = value => ['hidden', 'clip'].includes(value);
  return [...document.querySelectorAll('[data-testid=stApp] *')]
    .filter(e => e.offsetParent && e.textContent.trim() && e.clientWidth > 1)
    .filter(e => !e.closest('.unseen, .decided, [data-testid=stDataFrame]'))
    .filter(e => {
      const style = getComputedStyle(e);
      return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
        || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 2);
    })
    .map(e => e.textContent.trim().slice(0, 80));
}"""
PAGES = tuple(path for paths in GROUPS.values() for path in paths)


@pytest.mark.parametrize("group", GROUPS)
def test_type_may_grow_to_twice_and_a_window_shrink_to_a_quarter(
    page: Page, settled: Settled, group: str
) -> None:
    for path in GROUPS[group]:
        page.goto(address(path))
        # A zoom of 200 % and of 400 % halve and quarter the window of 1280, as WCAG reckons.
        for width, height in ((640, 400), (320, 256)):
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            assert fits(page), (path, width)
            assert page.evaluate(CUT) == [], (path, width)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        settled(page)
        assert fits(page), (path, "large type")
        assert page.evaluate(CUT) == [], (path, "large type")


# --- paper ---------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """Letters alone: how a print sets spaces and joins letters is its own affair."""
    return "".join(unicodedata.normalize("NFKC", text).split())


ASKS = frozenset({"Ask it", "Add or remove"})  # headings of what only takes something in


@pytest.mark.parametrize(
    "path", ["strategy", "today", "critique", "recommendation", "scorecard", "answer"]
)
def test_paper_keeps_what_is_said_and_leaves_out_what_is_pressed(
    open_page: OpenPage, settled: Settled, path: str
) -> None:
    page = open_page(color_scheme="dark")
    page.goto(address(path))
    settled(page)
    pressed = page.locator(
        ".stButton button, .stDownloadButton button, .stPopover button, .stFormSubmitButton button,"
        " .pressed button"
    ).all_inner_texts()
    told = [each for each in page.get_by_role("heading").all_inner_texts() if each not in ASKS]
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages]
    printed = bare("".join(sheets))
    assert len(told) > 1
    assert not {line.strip() for sheet in sheets for line in sheet.splitlines()} & ASKS
    assert [each for each in told if bare(each) not in printed] == []
    assert [each for each in pressed if len(each) > 8 and bare(each) in printed] == []
    for way in ("Browse", "Next:"):
        assert way not in printed
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 less its margins
    page.emulate_media(media="print")
    settled(page)
    assert fits(page)
    assert page.evaluate(CUT) == []
    assert violations(page, contrast_alone=True) == []  # on white, though the screen is dark


def test_the_reasons_of_a_set_are_on_paper_and_folded_on_the_screen_again(
    page: Page, settled: Settled
) -> None:
    page.goto(address("recommendation"))
    settled(page)
    folded = page.locator(".told details:not([open])").count()
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    printed = bare("".join(sheet.extract_text() for sheet in sheets))
    best = advise(example("telecom-bpo"), load()).recommendation
    told = [text.because for item in best.tier("pursue") if (text := item.target)]
    told += [text.act for item in best.tier("watch") if (text := item.limit)]
    assert len(told) > 10
    assert [each for each in told if bare(each) not in printed] == []
    assert page.locator(".told details:not([open])").count() >= folded > 10


# --- nothing jumps -------------------------------------------------------------------------------


FOLLOWED = """each => {
  const tops = [];
  const note = () => {
    if (!each.isConnected) return;
    tops.push(each.getBoundingClientRect().y);
    requestAnimationFrame(note);
  };
  note();
  window.tops = tops;
}"""


def stays(page: Page, pressed: Locator, settled: Settled) -> None:
    """What is pressed is still under the pointer when all that follows from it is there, and was
    all the while, in each frame that was drawn."""
    pressed.evaluate("each => each.scrollIntoView({block: 'center'})")
    settled(page)
    before = pressed.bounding_box()
    pressed.evaluate(FOLLOWED)
    pressed.click()
    settled(page)
    after = pressed.bounding_box()
    tops = page.evaluate("window.tops")
    assert max(tops) - min(tops) <= 2, tops
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 2, (before, after)
    assert abs(before["x"] - after["x"]) <= 2, (before, after)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_pressed_stays_under_the_pointer(
    open_page: OpenPage, settled: Settled, width: int
) -> None:
    page = open_page(width, 844)
    page.goto(address("situation", str(width)))
    settled(page)
    for name in ("Collections", "Housing", "Growing fast", "Complaints"):
        stays(page, page.get_by_text(name, exact=True).last, settled)
    page.goto(address("strategy", str(width)))
    settled(page)
    stays(page, page.locator(".cards button").nth(2), settled)
    stays(page, page.get_by_text("Getting through", exact=True), settled)
    page.goto(address("today", str(width)))
    settled(page)
    stays(page, page.get_by_role("checkbox", name="Punishes: Attrition"), settled)
    page.goto(address("critique", str(width)))
    settled(page)
    stays(page, page.locator("button[data-all]"), settled)
    stays(page, page.locator(".cause summary").first, settled)
    page.goto(address("recommendation", str(width)))
    settled(page)
    stays(page, page.get_by_role("tab", name="Other good sets"), settled)
