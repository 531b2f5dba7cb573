"""How the benchmarks walk through the app: the only place that knows its pages and its labels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page
from sessions import Toggle

from advisor.share import to_link
from advisor.store import Store
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import load
from tools.served import ROOT, Served
from tools.settled import settled

HERE = Path(__file__).parent


class Press(Protocol):
    """Clicks the target, or presses a key on it, waits until the page rests, sees what it shows,
    and notes how long it took."""

    def __call__(self, target: Locator, shows: Locator, key: str | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Walk:
    begin: Callable[[Page], None]
    """From the first page to where the turns begin."""
    turn: Callable[[Page, int, Press], None]
    """One turn on a page, given its number; it ends where it began."""


@dataclass(frozen=True, slots=True)
class Journey:
    app: Path
    title: str
    """The heading that is seen as soon as the first page is painted."""
    walks: Mapping[str, Walk]
    visits: Callable[[Served, int], Sequence[str]]
    """The pages that a session opens, given its number."""
    toggle: Toggle
    """What the sessions press."""
    link: str = ""
    """The page that a reader of a link opens."""


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


PRESS = Toggle("", "press")
EMPTY = Journey(HERE / "pages" / "empty.py", "Ready", {}, first_page, PRESS)
BUTTON = Journey(
    HERE / "pages" / "button.py",
    "Ready",
    {"a button": Walk(stay, press_the_button)},
    first_page,
    PRESS,
)


# --- the wizard -----------------------------------------------------------------------------------

START = "What does your metric set make people do?"
CRITIQUE = "What your list does"
PAGES = ("situation", "strategy", "today", "critique", "recommendation", "scorecard", "share")
EXAMPLE = next(iter(EXAMPLES))  # it has a list, some of it paid for


def take_an_example(page: Page) -> None:
    """Ends on the critique."""
    page.locator(f".st-key-example-{EXAMPLE} button").click()
    settled(page)
    title(page, CRITIQUE).wait_for()


def at_step(name: str) -> Callable[[Page], None]:
    """To a step of the example."""

    def begin(page: Page) -> None:
        take_an_example(page)
        page.locator(".way a", has_text=name).click()
        settled(page)

    return begin


def turning(page: Page, key: str) -> Locator:
    """Back or Next: a button where the page asks something, else a link."""
    return page.locator(f".back-next [data-way={key}]")


def step_change(first: str, second: str) -> Walk:
    """Next from the first step to the second, and back."""

    def turn(page: Page, _turn: int, press: Press) -> None:
        press(turning(page, "next"), page.locator(".here", has_text=second))
        press(turning(page, "back"), page.locator(".here", has_text=first))

    return Walk(at_step(first) if first != "Critique" else take_an_example, turn)


def toggled_metric(page: Page, _turn: int, press: Press) -> None:
    """One line ticked as paid, or no longer."""
    box = paid(page).last
    press(box, box)


def paid(page: Page) -> Locator:
    """The ticks for what pays someone."""
    return page.get_by_role("checkbox", name="Pays: ")


def to_the_sliders(page: Page) -> None:
    at_step("Strategy")(page)
    page.locator(".st-key-priorities-by button", has_text="Sliders").click()
    settled(page)


def moved_priority(page: Page, turn: int, press: Press) -> None:
    slider = page.locator("[class*='st-key-priorities-']").get_by_role("slider").first
    press(slider, slider, key="ArrowLeft" if turn % 2 else "ArrowRight")


def to_the_dial(page: Page) -> None:
    at_step("Recommendation")(page)
    page.get_by_role("tab", name="Turn the dial").click()
    settled(page)
    page.locator(".st-key-ask-dial button").click()
    settled(page)


def turned_dial(page: Page, turn: int, press: Press) -> None:
    slider = page.locator("[class*='st-key-dial-']").get_by_role("slider").first
    press(slider, slider, key="ArrowLeft" if turn % 2 else "ArrowRight")


def fresh_critique(page: Page, turn: int, press: Press) -> None:
    """Another line is paid for than ever before, and the critique of that is asked for."""
    for bit in range(5):
        if (turn ^ (turn + 1)) >> bit & 1:  # counts in ticks: each turn is a list of its own
            paid(page).nth(bit).click()
            settled(page)
    press(turning(page, "next"), title(page, CRITIQUE))
    turning(page, "back").click()
    settled(page)


def own_draft(server: Served, number: int) -> Sequence[str]:
    """Every session has a draft of its own, so that no advice is shared."""
    row, *rest = example(EXAMPLE).today
    rows = (row.model_copy(update={"actual": str(number)}), *rest)
    brief = example(EXAMPLE).model_copy(update={"today": rows})
    draft = Store(f"sqlite:///{server.database}").create(brief)
    return [f"{page}?s={draft.id}" for page in PAGES]


OURS = Journey(
    ROOT / "app.py",
    START,
    {
        "situation to strategy and back": step_change("Situation", "Strategy"),
        "strategy to today and back": step_change("Strategy", "Today"),
        "today to critique and back": step_change("Today", "Critique"),
        "critique to recommendation and back": step_change("Critique", "Recommendation"),
        "recommendation to scorecard and back": step_change("Recommendation", "Scorecard"),
        "scorecard to share and back": step_change("Scorecard", "Share"),
        "a toggled metric": Walk(at_step("Today"), toggled_metric),
        "a moved priority": Walk(to_the_sliders, moved_priority),
        "the dial turned": Walk(to_the_dial, turned_dial),
        "a changed list, read afresh": Walk(at_step("Today"), fresh_critique),
    },
    own_draft,
    Toggle("today", "list-0"),
    f"answer?b={to_link(example(EXAMPLE), load())}",
)
