"""Nothing is lost: not when the server restarts, nor when the connection breaks for a while."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tools.served import ROOT, free_port, running

pytestmark = pytest.mark.browser

Settled = Callable[[Page], None]
OpenPage = Callable[..., Page]
LIST = "AHT <= 300 s\nFCR 75 %\nCSAT 4.2/5"
APART = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"


def begin(page: Page, settled: Settled) -> None:
    """A list, to be ticked."""
    page.goto("/")
    settled(page)
    page.get_by_label("One metric a line").fill(LIST)
    page.get_by_role("button", name="Check my list").click()
    page.wait_for_url(re.compile(r"/today\?.*s="))
    settled(page)


def pays(page: Page, name: str, settled: Settled) -> None:
    page.get_by_role("checkbox", name=f"Pays: {name}").check()
    settled(page)


def ticked(page: Page, many: int) -> None:
    expect(page.get_by_text(f"Say more about the {many} that are ticked")).to_be_visible()


def test_a_restart_of_the_server_loses_nothing(
    open_page: OpenPage, settled: Settled, tmp_path: Path
) -> None:
    port = free_port()
    with running(ROOT / "app.py", tmp_path, port) as first:
        page = open_page(base_url=first.url)
        begin(page, settled)
        pays(page, "FCR", settled)
        ticked(page, 1)
    expect(page.locator(APART)).to_be_attached()
    with running(ROOT / "app.py", tmp_path, port):
        expect(page.locator(APART)).to_have_count(0, timeout=60_000)
        settled(page)
        ticked(page, 1)
        pays(page, "CSAT", settled)  # and one goes on as if nothing had been
        ticked(page, 2)
        page.reload()
        ticked(page, 2)
        expect(page.get_by_text("3 of 3 names understood")).to_be_visible()


def test_a_broken_connection_loses_nothing(page: Page, settled: Settled) -> None:
    lines: list[WebSocketRoute] = []
    cut = False

    def wire(line: WebSocketRoute) -> None:
        if cut:
            line.close()
            return
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket(re.compile("/_stcore/stream"), wire)
    begin(page, settled)
    pays(page, "FCR", settled)
    ticked(page, 1)
    cut = True
    lines[-1].close()
    expect(page.locator(APART)).to_be_attached()
    cut = False
    expect(page.locator(APART)).to_have_count(0, timeout=60_000)
    settled(page)
    ticked(page, 1)
    pays(page, "CSAT", settled)
    ticked(page, 2)
    page.reload()
    ticked(page, 2)


@pytest.mark.parametrize(
    ("way", "path"), [("2 Strategy", "strategy"), ("Next: Critique", "critique")]
)
def test_who_leaves_straight_out_of_a_field_keeps_what_was_typed(
    page: Page, settled: Settled, way: str, path: str
) -> None:
    begin(page, settled)
    for name in ("Attrition", "Shrinkage"):
        page.get_by_placeholder("A name, or lines copied from a sheet").click()
        page.keyboard.type(name)
        page.get_by_role("link", name=way).or_(page.get_by_role("button", name=way)).click()
        page.wait_for_url(re.compile(rf"/{path}\?"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        settled(page)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        page.get_by_role("link", name="3 Today").click()
        page.wait_for_url(re.compile(r"/today\?"))
        settled(page)
        expect(page.get_by_role("checkbox", name=f"Pays: {name}")).to_have_count(1)
