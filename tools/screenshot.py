"""Draws docs/screenshot.png anew: the critique of the telecom example, on a laptop, in daylight."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.chromium import FLAGS, NoChromium, find
from tools.served import ROOT, served
from tools.settled import WATCH, settled

PICTURE = ROOT / "docs" / "screenshot.png"
EXAMPLE = "Telecom care at a BPO"
WIDTH, HEIGHT = 1440, 1100


def draw(path: Path) -> None:
    """Serves the app over an empty store, opens the example, and takes its picture."""
    with served(ROOT / "app.py") as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", base_url=running.url
        )
        page.add_init_script(WATCH)
        page.goto("/")
        page.get_by_role("button", name=EXAMPLE).click()
        page.wait_for_url("**/critique?*")
        settled(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path)
        browser.close()


def main() -> int:
    try:
        draw(PICTURE)
    except NoChromium as missing:
        print(missing, file=sys.stderr)
        return 1
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
