"""How the benchmarks walk through the app: the only place that knows its pages and its labels."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from tools.served import ROOT

HERE = Path(__file__).parent
Find = Callable[[Page], Locator]


@dataclass(frozen=True, slots=True)
class Press:
    """One press, and what must be seen when the page has come to rest."""

    target: Find
    shows: Find


@dataclass(frozen=True, slots=True)
class Walk:
    """Presses that lead back to where they began, so that they can be repeated."""

    name: str
    path: str
    presses: tuple[Press, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    app: Path
    ready: Find
    """Seen as soon as the first page is painted."""
    walks: tuple[Walk, ...]
    visits: tuple[str, ...]
    """Names of the pages that a session opens before its memory is taken; "" is the first."""


def heading(name: str) -> Find:
    return lambda page: page.get_by_role("heading", name=name).first


def button(name: str) -> Find:
    return lambda page: page.get_by_role("button", name=name).first


def switch(name: str) -> Find:
    """A toggle by its label: the input itself lies under it and cannot be pressed."""
    return lambda page: page.get_by_test_id("stCheckbox").locator("label", has_text=name).first


EMPTY = Journey(HERE / "pages" / "empty.py", heading("Ready"), (), ("",))

BUTTON = Journey(
    HERE / "pages" / "button.py",
    heading("Ready"),
    (Walk("a button", "/", (Press(button("Press"), heading("Ready")),)),),
    ("",),
)

OURS = Journey(
    ROOT / "app.py",
    heading("Situation"),
    (
        Walk(
            "step change",
            "/",
            (
                Press(button("Next"), heading("Strategy")),
                Press(button("Back"), heading("Situation")),
            ),
        ),
        Walk(
            "a changed metric, with its advice",
            "/today?example=1",
            (Press(switch("Paid"), heading("Today")),),
        ),
    ),
    ("", "strategy", "today", "critique", "recommendation"),
)
