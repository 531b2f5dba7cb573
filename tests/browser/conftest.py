"""Fixtures that drive the app in a real Chromium; nothing a page asks for may leave the machine."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools import settled as rest
from tools.chromium import FLAGS, NoChromium, find
from tools.served import ROOT, Served, served

ARTEFACTS = ROOT / "artefacts"
OUTCOME = pytest.StashKey[pytest.TestReport]()
OpenPage = Callable[..., Page]
expect.set_options(timeout=20_000)  # milliseconds: the machine may have more to do


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report
    return report


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """The app over an empty store; one server for the whole run, so no test may rely on another."""
    with served(ROOT / "app.py") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        chromium = find()
    except NoChromium as missing:
        pytest.fail(str(missing), pytrace=False)  # a journey that nobody walked is no green one
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """Puts a picture of a page into artefacts/, under the test's name and the given one."""

    def picture(page: Page, name: str) -> Path:
        path = ARTEFACTS / f"{request.node.name}-{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return picture


@pytest.fixture
def open_page(
    browser: Browser,
    server: Served,
    request: pytest.FixtureRequest,
    shoot: Callable[[Page, str], Path],
) -> Iterator[OpenPage]:
    """Opens a page in a context of its own: `open_page(width=1440, height=900, **context)`.

    Addresses are relative to the server. A failing test leaves a picture of each of its pages in
    artefacts/. At the end no page may have asked for anything outside 127.0.0.1 nor have thrown.
    """
    pages: list[Page] = []
    strays: list[str] = []
    thrown: list[str] = []

    def note(url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in {"data", "blob"} and address.hostname != "127.0.0.1":
            strays.append(url)

    def open_one(width: int = 1440, height: int = 900, **context: object) -> Page:
        options = {"viewport": {"width": width, "height": height}, "base_url": server.url}
        fresh = browser.new_context(**{**options, **context})  # type: ignore[arg-type]
        fresh.add_init_script(rest.WATCH)
        fresh.on("request", lambda asked: note(asked.url))
        fresh.on("weberror", lambda error: thrown.append(str(error.error)))
        page = fresh.new_page()
        page.on("websocket", lambda socket: note(socket.url))
        pages.append(page)
        return page

    yield open_one
    report = request.node.stash.get(OUTCOME, None)
    for number, page in enumerate(pages):
        if report is not None and report.failed and not page.is_closed():
            shoot(page, f"failed-{number}")
        page.context.close()
    assert not strays, f"asked for something outside this machine: {strays}"
    assert not thrown, f"errors in the page: {thrown}"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A laptop's screen."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A phone held upright."""
    return open_page(390, 844, is_mobile=True, has_touch=True)


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """`settled(page)` waits until no script runs and nothing moves."""
    return rest.settled
