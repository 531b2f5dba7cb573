"""The app against an empty Streamlit page, both measured in turns in the same run.

A press lasts from the browser's own event to the last change of the page before it rests; the
rest itself does not count. A page that is opened lasts until its first heading is painted. Memory
is what the server's process holds. Prints one line a figure: ours, the empty page's, the ratio.
"""

import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from figures import compared, heading, p50, p95
from journey import BUTTON, EMPTY, OURS, Journey, Walk, title
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from sessions import session, stepped

from tools.chromium import FLAGS, find
from tools.served import served
from tools.settled import WATCH, settled

STARTS = 5
ROUNDS = 20
WARM_UP = 3
CROWD = 20
STEPPING = 15.0  # seconds

PRESSED = """for (const event of ['pointerdown', 'keydown'])
  addEventListener(event, e => { window.__pressed = e.timeStamp; }, true);
"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
LASTED = "() => window.__moved - window.__pressed"


def start(browser: Browser, journey: Journey) -> float:
    """Milliseconds from the start of the server to the first page painted in a new browser."""
    context = browser.new_context()
    page = context.new_page()
    begin = time.perf_counter()
    with served(journey.app) as server:
        page.goto(server.url, wait_until="commit")
        title(page, journey.title).wait_for()
        page.evaluate(PAINTED)
        lasted = time.perf_counter() - begin
        context.close()
    return lasted * 1000


def opened(browser: Browser, *journeys: Journey) -> Mapping[str, list[float]]:
    """Milliseconds to the first heading of each journey's link, in a new browser each time, on
    servers that have run it before; they take turns."""
    times: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as held:
        addresses = {
            journey.title: f"{held.enter_context(served(journey.app)).url}/{journey.link}"
            for journey in journeys
        }
        for turn in range(1 + STARTS):
            for name, address in addresses.items():
                context = browser.new_context()
                page = context.new_page()
                begin = time.perf_counter()
                page.goto(address, wait_until="commit")
                page.get_by_role("heading").first.wait_for()
                page.evaluate(PAINTED)
                if turn:
                    times[name].append((time.perf_counter() - begin) * 1000)
                context.close()
    return times


def press(times: list[float], target: Locator, shows: Locator, key: str | None = None) -> None:
    """Adds the milliseconds that a press of `target` took."""
    if key is None:
        target.click()
    else:
        target.press(key)
    settled(target.page)
    shows.wait_for(timeout=1000)
    times.append(float(target.page.evaluate(LASTED)))


def walked(browser: Browser, *journeys: Journey) -> Mapping[str, list[float]]:
    """Milliseconds of all presses of each walk; the walks take turns."""
    times: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as held:
        pages: list[tuple[Page, str, Walk]] = []
        for journey in journeys:
            server = held.enter_context(served(journey.app))
            for name, walk in journey.walks.items():
                page = browser.new_context(base_url=server.url).new_page()
                page.add_init_script(WATCH + PRESSED)
                page.goto("/")
                settled(page)
                walk.begin(page)
                pages.append((page, name, walk))
        for turn in range(WARM_UP + ROUNDS):
            for page, name, walk in pages:
                noted = times[name] if turn >= WARM_UP else []
                walk.turn(page, turn, partial(press, noted))
    return times


def memory(journey: Journey) -> tuple[float, float]:
    """Megabytes of a fresh server that holds one session, and then CROWD of them."""
    with served(journey.app) as server, ExitStack() as held:
        held.enter_context(session(server.url, journey.visits(server, 0)))
        alone = at_rest(server.pid)
        for number in range(1, CROWD):
            held.enter_context(session(server.url, journey.visits(server, number)))
        return alone, at_rest(server.pid)


def rate(journey: Journey) -> float:
    """Pages a second that CROWD sessions are shown together, each as fast as it can."""
    with served(journey.app) as server, ExitStack() as held:
        crowd = [
            (held.enter_context(session(server.url, visits)), visits)
            for visits in (journey.visits(server, number) for number in range(CROWD))
        ]
        return sum(stepped(crowd, STEPPING)) / STEPPING


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
        links = opened(browser, EMPTY, OURS)
        ours, empty = (p50(links[journey.title]) for journey in (OURS, EMPTY))
        print(compared("opening a link to an answer", "ms", ours, empty))
        times = walked(browser, BUTTON, OURS)
        browser.close()
    base = times[next(iter(BUTTON.walks))]
    for name in OURS.walks:
        print(compared(f"{name}, p50", "ms", p50(times[name]), p50(base)))
        print(compared(f"{name}, p95", "ms", p95(times[name]), p95(base)))
    steps = [lasted for name in OURS.walks if name.endswith("and back") for lasted in times[name]]
    print(compared("step change, all of them, p50", "ms", p50(steps), p50(base)))
    for count, ours, empty in zip((1, CROWD), memory(OURS), memory(EMPTY), strict=True):
        print(compared(f"memory with sessions: {count}", "MB", ours, empty))
    print(compared(f"pages a second, sessions: {CROWD}", "", rate(OURS), rate(BUTTON)))


if __name__ == "__main__":
    main()
