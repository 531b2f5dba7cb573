"""How the benchmarks walk through the app: the only place that knows its pages and its labels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from advisor.store import Store
from advisor.wizard.examples import EXAMPLES, example
from tools.served import ROOT, Served
from tools.settled import settled

HERE = Path(__file__).parent

Press = Callable[[Locator, Locator], None]
"""Presses the first, waits until the page rests, sees the second, and notes how long it took."""

Walk = Callable[[Page, int, Press], None]
"""One turn on a page, given its number; it ends where it began."""


@dataclass(frozen=True, slots=True)
class Journey:
    app: Path
    title: str
    """The heading that is seen as soon as the first page is painted."""
    begin: Callable[[Page], None]
    """From the first page to where the walks begin."""
    walks: Mapping[str, Walk]
    visits: Callable[[Served, int], Sequence[str]]
    """The pages that a session opens, given its number, before the memory is taken."""


def title(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", name=text)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name).first


def stay(_page: Page) -> None:
    """The walks begin on the first page."""


def first_page(_server: Served, _number: int) -> Sequence[str]:
    return ("",)


# --- the empty page, and one with a button --------------------------------------------------------


def press_the_button(page: Page, turn: int, press: Press) -> None:
    press(button(page, "Press"), page.get_by_text(f"Pressed {turn + 1}"))


EMPTY = Journey(HERE / "pages" / "empty.py", "Ready", stay, {}, first_page)
BUTTON = Journey(
    HERE / "pages" / "button.py", "Ready", stay, {"a button": press_the_button}, first_page
)


# --- the wizard -----------------------------------------------------------------------------------

START = "What does your metric set make people do?"
CRITIQUE = "What your list does"
RECOMMENDATION = "What to pursue, what to watch, what to leave alone"
PAGES = ("", "situation", "strategy", "today", "critique", "recommendation")
EXAMPLE = next(iter(EXAMPLES))  # it has a list, some of it paid for


def take_an_example(page: Page) -> None:
    """Ends on the critique."""
    page.locator(f".st-key-example-{EXAMPLE} button").click()
    settled(page)
    title(page, CRITIQUE).wait_for()


def step_change(page: Page, _turn: int, press: Press) -> None:
    press(button(page, "Next"), title(page, RECOMMENDATION))
    press(button(page, "Back"), title(page, CRITIQUE))


def changed_metric(page: Page, turn: int, press: Press) -> None:
    """An actual value that nobody gave before, so that the advice on the next page is fresh."""
    button(page, "Back").click()
    settled(page)
    actual = page.get_by_role("textbox", name="Actual").first
    if not actual.is_visible():
        page.get_by_text("Say more about").click()
    actual.fill(f"{turn + 1}")
    actual.press("Tab")
    settled(page)
    press(button(page, "Next"), title(page, CRITIQUE))


def own_draft(server: Served, number: int) -> Sequence[str]:
    """Every session has a draft of its own, so that no advice is shared."""
    brief = example(EXAMPLE).model_copy(update={"title": f"Session {number}"})
    draft = Store(f"sqlite:///{server.database}").create(brief)
    return [f"{page}?s={draft.id}" for page in PAGES]


OURS = Journey(
    ROOT / "app.py",
    START,
    take_an_example,
    {"step change": step_change, "a changed metric, with its advice": changed_metric},
    own_draft,
)
