"""Queueing formulas for one pool of like positions: Erlang B, Erlang C and Erlang A.

Words and units, the same in every function:

- `servers`: people on the phones in the interval (positions), an integer from 1 to 20,000;
- `load`: work offered in erlangs, arrivals times handle time, from 0 to 200,000;
- `handle_seconds`: mean handle time, above 0; `within_seconds`: the answer time asked for, from 0;
- `patience_seconds`: mean time that a customer is ready to wait, above 0 and at most 1,000 handle
  times; None means that nobody hangs up, and picks Erlang C instead of Erlang A;
- `share`: a part of the whole, 0.8 for 80 per cent.

Every function raises ValueError with the name of the argument and what was expected.

Assumed throughout: Poisson arrivals at a steady rate, exponential handle times and patience, first
come first served, no busy signals, no retries. Without patience, a load that reaches the number of
servers has no steady state: everybody waits, and waits are infinite.

Sources. Erlang (1917) for B and C. For A (M/M/n+M): Palm (1957) gives the steady state; Garnett,
Mandelbaum and Reiman, "Designing a Call Center with Impatient Customers", M&SOM 4(3), 2002, the
measures of performance; the law of the wait is that of M/M/n+G (Baccelli and Hebuterne, 1981;
Zeltyn and Mandelbaum, 2005) with exponential patience put in. The sums are in waiting_line.py,
the inverses in sizing.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from advisor.ranges import MOST_PATIENCE, last_true, require, require_pool, require_positive
from advisor.waiting_line import Line, waiting_line

Counted = Literal["offered", "answered"]


@dataclass(frozen=True, slots=True)
class ErlangA:
    """Steady state of a pool whose customers hang up. Shares are of the contacts offered."""

    waits: float
    """Share that finds every position busy."""
    abandons: float
    """Share that hangs up before the answer."""
    mean_wait: float
    """Seconds in line, over all contacts, answered or not."""
    speed_of_answer: float
    """Seconds in line, over the answered contacts (ASA as switches report it)."""
    occupancy: float
    """Busy share of the positions' time."""


def offered_load(contacts: float, minutes: float, handle_seconds: float) -> float:
    """Erlangs offered by `contacts` (0 or more) arriving in `minutes` (above 0)."""
    require(0 <= contacts < math.inf, "contacts", "a number from 0", contacts)
    require_positive("minutes", minutes)
    require_positive("handle_seconds", handle_seconds)
    return contacts * handle_seconds / (minutes * 60)


def erlang_b(servers: int, load: float) -> float:
    """Share of contacts blocked if nobody could wait (M/M/n/n), by Erlang's recursion."""
    require_pool(servers, load)
    blocked = 1.0
    for busy in range(1, servers + 1):
        blocked = load * blocked / (busy + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Share of contacts that waits if nobody hangs up (M/M/n); 1 where load reaches servers."""
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load + load * blocked) if load < servers else 1.0


def erlang_a(servers: int, load: float, handle_seconds: float, patience_seconds: float) -> ErlangA:
    """Steady state of M/M/n+M; it exists at any load.

    The mean wait is abandonment times mean patience: patience has no memory, so contacts leave at
    the rate of the mean line over patience, and Little's law turns the line into the wait.
    """
    waits, line = _impatient(servers, load, handle_seconds, patience_seconds)
    if line is None:
        return ErlangA(0.0, 0.0, 0.0, 0.0, 0.0)
    abandons = waits * line.leaving
    return ErlangA(
        waits=waits,
        abandons=abandons,
        mean_wait=abandons * patience_seconds,
        speed_of_answer=waits * line.climb / load * servers * patience_seconds / (1 - abandons),
        occupancy=occupancy(servers, load, abandons),
    )


def occupancy(servers: int, load: float, abandons: float = 0.0) -> float:
    """Busy share of the positions' time: the work that is not abandoned, over the positions.

    `abandons` is a share of the contacts offered, from 0 to 1. Never above 1.
    """
    require_pool(servers, load)
    require(0 <= abandons <= 1, "abandons", "a share from 0 to 1", abandons)
    return min(1.0, load * (1 - abandons) / servers)


def service_level(
    servers: int,
    load: float,
    handle_seconds: float,
    within_seconds: float,
    patience_seconds: float | None = None,
    *,
    of: Counted = "offered",
) -> float:
    """Share answered within `within_seconds`.

    The share is `of` all contacts offered, or `of` the answered alone. The second flatters: those
    who hang up count nowhere. Without patience the two are one.
    """
    require_pool(servers, load)
    require_positive("handle_seconds", handle_seconds)
    require(0 <= within_seconds < math.inf, "within_seconds", "a number from 0", within_seconds)
    require(of in ("offered", "answered"), "of", "'offered' or 'answered'", of)
    if patience_seconds is None:
        if load >= servers:
            return 0.0
        late = math.exp(-(servers - load) * within_seconds / handle_seconds)
        return 1 - erlang_c(servers, load) * late
    waits, line = _impatient(servers, load, handle_seconds, patience_seconds)
    if line is None:
        return 1.0
    answered = 1 - waits * line.leaving
    due, rest = _still_due(servers, load, handle_seconds, within_seconds, patience_seconds, line)
    answered_late = waits * due * rest.somebody / load * servers
    in_time = min(max(answered - answered_late, 0.0), answered)
    return in_time if of == "offered" else in_time / answered


def still_waiting(
    servers: int,
    load: float,
    handle_seconds: float,
    after_seconds: float,
    patience_seconds: float | None = None,
) -> float:
    """Share of the contacts offered that is in line after so long, neither answered nor gone."""
    require(0 <= after_seconds < math.inf, "after_seconds", "a number from 0", after_seconds)
    if patience_seconds is None:
        return 1 - service_level(servers, load, handle_seconds, after_seconds)
    waits, line = _impatient(servers, load, handle_seconds, patience_seconds)
    if line is None:
        return 0.0
    due, _ = _still_due(servers, load, handle_seconds, after_seconds, patience_seconds, line)
    return waits * due * math.exp(-after_seconds / patience_seconds)


def average_speed_of_answer(
    servers: int, load: float, handle_seconds: float, patience_seconds: float | None = None
) -> float:
    """Mean seconds in line of the answered contacts; infinite without patience or capacity."""
    if patience_seconds is not None:
        return erlang_a(servers, load, handle_seconds, patience_seconds).speed_of_answer
    require_positive("handle_seconds", handle_seconds)
    waits = erlang_c(servers, load)
    return waits * handle_seconds / (servers - load) if load < servers else math.inf


def wait_percentile(
    servers: int,
    load: float,
    handle_seconds: float,
    share: float,
    patience_seconds: float | None = None,
    *,
    of: Counted = "offered",
) -> float:
    """Seconds within which `share` (0 to below 1) is answered: the inverse of `service_level`.

    Infinite where that share is never answered.
    """
    require(0 <= share < 1, "share", "a share from 0 to below 1", share)

    def short(seconds: float) -> bool:
        level = service_level(servers, load, handle_seconds, seconds, patience_seconds, of=of)
        return level < share

    if not short(0.0):
        return 0.0
    if patience_seconds is None:
        if load >= servers:
            return math.inf
        odds = erlang_c(servers, load) / (1 - share)
        return handle_seconds / (servers - load) * math.log(odds)
    enough = patience_seconds
    while short(enough):
        if enough > 100 * patience_seconds:
            return math.inf
        enough *= 2
    return last_true(short, 0.0, enough)


def _impatient(
    servers: int, load: float, handle_seconds: float, patience_seconds: float
) -> tuple[float, Line | None]:
    """Share that waits, and the line then; no line where nothing is offered."""
    require_positive("handle_seconds", handle_seconds)
    expected = f"above 0 and at most {MOST_PATIENCE} handle times"
    fits = 0 < patience_seconds <= MOST_PATIENCE * handle_seconds
    require(fits, "patience_seconds", expected, patience_seconds)
    blocked = erlang_b(servers, load)
    if load == 0:
        return 0.0, None
    scale = patience_seconds / handle_seconds
    line = waiting_line(servers * scale, load * scale)
    return blocked / (blocked + (1 - blocked) * (1 - line.somebody)), line


def _still_due(
    servers: int, load: float, handle_seconds: float, after: float, patience: float, line: Line
) -> tuple[float, Line]:
    """Chance that the wait on offer to one who finds all busy exceeds `after`, and the line then.

    The wait on offer has the density of J in Zeltyn and Mandelbaum; with exponential patience its
    tail is a ratio of incomplete gamma functions, here of the same sums at y * exp(-after).
    """
    scale, elapsed = patience / handle_seconds, after / patience
    x, y = servers * scale, load * scale
    rest = waiting_line(x, y * math.exp(-elapsed))
    growth = -y * math.expm1(-elapsed) - x * elapsed + rest.log_total - line.log_total
    return math.exp(min(0.0, growth)), rest
