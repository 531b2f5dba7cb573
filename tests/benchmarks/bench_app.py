"""The app against an empty Streamlit page, both measured in turns in the same run.

A press lasts from the browser's own event to the last change of the page before it rests; the
rest itself does not count. What it takes of the processor is counted beside it, in the server and
in the page: that holds on a busy machine too. A page that is opened lasts until its first heading
is painted. Memory is what the server's process holds. Prints one line a figure: ours, the empty
page's, the ratio. Takes about three minutes on two quiet cores.
"""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from statistics import mean

from figures import compared, heading, p50
from journey import BUTTON, EMPTY, OURS, Journey, Walk, title
from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright
from process import resident, spent
from sessions import session, stepped, toggled

from tools.chromium import FLAGS, find
from tools.served import served
from tools.settled import WATCH, settled

STARTS = 4
ROUNDS = 5
WARM_UP = 1
CROWD = 20
AT_ONCE = 6.0  # seconds in which a crowd steps, or presses

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


@dataclass(slots=True)
class Presses:
    """What each press of a walk took, in milliseconds."""

    lasted: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)
    """The processor's time, in the server and in the page."""


@dataclass(frozen=True, slots=True)
class Meter:
    """The processor's time of a server and of a page that it serves, in milliseconds."""

    server: int
    page: CDPSession

    def read(self) -> float:
        told = self.page.send("Performance.getMetrics")["metrics"]
        seconds = next(one["value"] for one in told if one["name"] == "TaskDuration")
        return (float(seconds) + spent(self.server)) * 1000


def press(
    noted: Presses, meter: Meter, target: Locator, shows: Locator, key: str | None = None
) -> None:
    """Notes what a press of `target` took."""
    before = meter.read()
    if key is None:
        target.click()
    else:
        target.press(key)
    settled(target.page)
    shows.wait_for(timeout=1000)
    noted.lasted.append(float(target.page.evaluate(LASTED)))
    noted.computed.append(meter.read() - before)


def walked(browser: Browser, *journeys: Journey) -> Mapping[str, Presses]:
    """All presses of each walk; the walks take turns."""
    found: dict[str, Presses] = defaultdict(Presses)
    with ExitStack() as held:
        pages: list[tuple[Page, Meter, str, Walk]] = []
        for journey in journeys:
            server = held.enter_context(served(journey.app))
            for name, walk in journey.walks.items():
                page = browser.new_context(base_url=server.url).new_page()
                page.add_init_script(WATCH + PRESSED)
                page.goto("/")
                settled(page)
                walk.begin(page)
                meter = Meter(server.pid, page.context.new_cdp_session(page))
                meter.page.send("Performance.enable")
                pages.append((page, meter, name, walk))
        for turn in range(WARM_UP + ROUNDS):
            for page, meter, name, walk in pages:
                noted = found[name] if turn >= WARM_UP else Presses()
                walk.turn(page, turn, partial(press, noted, meter))
    return found


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a server bears: megabytes with one session and with CROWD of them; pages and presses a
    second of all of them together, each as fast as it can."""

    alone: float
    together: float
    pages: float
    presses: float


def crowded(journey: Journey) -> Crowd:
    """A fresh server and its crowd."""
    with served(journey.app) as server, ExitStack() as held:
        visits = [journey.visits(server, number) for number in range(CROWD)]
        crowd = [(held.enter_context(session(server.url, visits[0])), visits[0])]
        alone = at_rest(server.pid)
        for its in visits[1:]:
            crowd.append((held.enter_context(session(server.url, its)), its))
        together = at_rest(server.pid)
        pages = stepped(crowd, AT_ONCE) / AT_ONCE
        presses = toggled(crowd, journey.toggle, AT_ONCE) / AT_ONCE
    return Crowd(alone, together, pages, presses)


def at_rest(pid: int) -> float:
    time.sleep(1)
    return resident(pid)


def told(what: str, ours: Sequence[Presses], base: Presses) -> None:
    """Prints the median time of presses, and their mean of the processor's time."""
    lasted = p50([each for presses in ours for each in presses.lasted])
    computed = mean([each for presses in ours for each in presses.computed])
    print(compared(what, "ms", lasted, p50(base.lasted)))
    print(compared("    of the processor, mean", "ms", computed, mean(base.computed)))


def main() -> None:
    print(heading("The app against an empty page"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        starts: dict[str, list[float]] = defaultdict(list)
        for _ in range(STARTS):
            starts["empty"].append(start(browser, EMPTY))
            starts["ours"].append(start(browser, OURS))
        ours, empty = p50(starts["ours"]), p50(starts["empty"])
        print(compared("cold start to first paint, p50", "ms", ours, empty))
        links = opened(browser, EMPTY, OURS)
        ours, empty = (p50(links[journey.title]) for journey in (OURS, EMPTY))
        print(compared("opening a link to an answer, p50", "ms", ours, empty))
        found = walked(browser, BUTTON, OURS)
        browser.close()
    base = found[next(iter(BUTTON.walks))]
    for name in OURS.walks:
        told(f"{name}, p50", [found[name]], base)
    steps = [found[name] for name in OURS.walks if name.endswith("and back")]
    told("step change, all of them, p50", steps, base)
    crowd, plain = crowded(OURS), crowded(BUTTON)
    print(compared("memory with a session", "MB", crowd.alone, plain.alone))
    print(compared(f"memory with sessions: {CROWD}", "MB", crowd.together, plain.together))
    each = [(one.together - one.alone) / (CROWD - 1) for one in (crowd, plain)]
    print(f"  {'memory of one more session':<44}{each[0]:>9.2f} MB {each[1]:>9.2f} MB")
    print(compared(f"pages a second, sessions: {CROWD}", "", crowd.pages, plain.pages))
    print(compared(f"presses a second, sessions: {CROWD}", "", crowd.presses, plain.presses))


if __name__ == "__main__":
    main()
