"""The app against an empty Streamlit page, both measured in turns in the same run.

A press lasts from the browser's own event to the last change of the page before it rests; the
rest itself does not count. Memory is what the server's process holds. Prints one line a figure:
ours, the empty page's, the ratio.
"""

import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from figures import compared, heading, p50, p95
from journey import BUTTON, EMPTY, OURS, Journey, Walk
from playwright.sync_api import Browser, Page, sync_playwright
from sessions import sessions

from tools.chromium import FLAGS, find
from tools.served import served
from tools.settled import WATCH, settled

STARTS = 5
ROUNDS = 20
WARM_UP = 3
CROWD = 20

PRESSED = "addEventListener('pointerdown', e => { window.__pressed = e.timeStamp; }, true);"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
LASTED = "() => window.__moved - window.__pressed"


def start(browser: Browser, journey: Journey) -> float:
    """Milliseconds from the start of the server to the first page painted in a new browser."""
    context = browser.new_context()
    page = context.new_page()
    begin = time.perf_counter()
    with served(journey.app) as server:
        page.goto(server.url, wait_until="commit")
        journey.ready(page).wait_for()
        page.evaluate(PAINTED)
        lasted = time.perf_counter() - begin
        context.close()
    return lasted * 1000


def walk(page: Page, steps: Walk) -> list[float]:
    """Milliseconds of each press."""
    lasted = []
    for press in steps.presses:
        press.target(page).click()
        settled(page)
        press.shows(page).wait_for(timeout=1000)
        lasted.append(float(page.evaluate(LASTED)))
    return lasted


def presses(browser: Browser, journeys: Sequence[Journey]) -> Mapping[str, list[float]]:
    """Milliseconds of the presses of every walk; the walks take turns."""
    lasted: dict[str, list[float]] = defaultdict(list)
    with served(journeys[0].app) as first, served(journeys[1].app) as second:
        walks = []
        for server, journey in zip((first, second), journeys, strict=True):
            for steps in journey.walks:
                page = browser.new_context(base_url=server.url).new_page()
                page.add_init_script(WATCH + PRESSED)
                page.goto(steps.path)
                settled(page)
                walks.append((page, steps))
        for turn in range(WARM_UP + ROUNDS):
            for page, steps in walks:
                times = walk(page, steps)
                if turn >= WARM_UP:
                    lasted[steps.name] += times
    return lasted


def memory(journey: Journey) -> tuple[float, float]:
    """Megabytes of a fresh server that holds one session, and then CROWD of them."""
    with served(journey.app) as server, sessions(server.url, 1, journey.visits):
        alone = at_rest(server.pid)
        with sessions(server.url, CROWD - 1, journey.visits):
            return alone, at_rest(server.pid)


def at_rest(pid: int) -> float:
    time.sleep(1)
    return resident(pid)


def resident(pid: int) -> float:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    asked = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(asked.stdout) / 1024


def main() -> None:
    print(heading("The app against an empty page"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        starts: dict[str, list[float]] = defaultdict(list)
        for _ in range(STARTS):
            starts["empty"].append(start(browser, EMPTY))
            starts["ours"].append(start(browser, OURS))
        print(
            compared("cold start to first paint", "ms", p50(starts["ours"]), p50(starts["empty"]))
        )
        lasted = presses(browser, (BUTTON, OURS))
        browser.close()
    base = lasted[BUTTON.walks[0].name]
    for steps in OURS.walks:
        times = lasted[steps.name]
        print(compared(f"{steps.name}, p50", "ms", p50(times), p50(base)))
        print(compared(f"{steps.name}, p95", "ms", p95(times), p95(base)))
    for count, ours, empty in zip((1, CROWD), memory(OURS), memory(EMPTY), strict=True):
        print(compared(f"memory with sessions: {count}", "MB", ours, empty))


if __name__ == "__main__":
    main()
