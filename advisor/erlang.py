"""Queueing formulas for one pool of like positions: Erlang B, Erlang C, Erlang A and inverses.

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
Zeltyn and Mandelbaum, 2005) with exponential patience put in. The sums are in waiting_line.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from advisor.waiting_line import Line, waiting_line

Counted = Literal["offered", "answered"]

MOST_SERVERS = 20_000
MOST_LOAD = 200_000
MOST_PATIENCE = 1_000  # in handle times: the sums grow with the square root of load times this
_HALVINGS = 60


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
    _require(0 <= contacts < math.inf, "contacts", "a number from 0", contacts)
    _require_positive("minutes", minutes)
    _require_positive("handle_seconds", handle_seconds)
    return contacts * handle_seconds / (minutes * 60)


def erlang_b(servers: int, load: float) -> float:
    """Share of contacts blocked if nobody could wait (M/M/n/n), by Erlang's recursion."""
    _require_pool(servers, load)
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
    _require_pool(servers, load)
    _require(0 <= abandons <= 1, "abandons", "a share from 0 to 1", abandons)
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
    _require_pool(servers, load)
    _require_positive("handle_seconds", handle_seconds)
    _require(0 <= within_seconds < math.inf, "within_seconds", "a number from 0", within_seconds)
    _require(of in ("offered", "answered"), "of", "'offered' or 'answered'", of)
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
    _require(0 <= after_seconds < math.inf, "after_seconds", "a number from 0", after_seconds)
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
    _require_positive("handle_seconds", handle_seconds)
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
    _require(0 <= share < 1, "share", "a share from 0 to below 1", share)

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
    return _last(short, 0.0, enough)


def servers_for(
    load: float,
    handle_seconds: float,
    share: float,
    within_seconds: float,
    patience_seconds: float | None = None,
    *,
    max_occupancy: float = 1.0,
) -> int:
    """Fewest positions (at least 1) that answer `share` of the contacts offered in time.

    `share` lies between 0 and 1, both excluded: no number of positions promises all. With
    `max_occupancy` (above 0, to 1) the positions are also never busier than that. Nothing is sized
    over the answered alone: where patience is short, that level is met by losing people.
    Raises ValueError also where more than 20,000 positions would be needed.
    """
    _require_share(share)
    _require(0 < max_occupancy <= 1, "max_occupancy", "a share above 0, to 1", max_occupancy)

    def enough(servers: int) -> bool:
        if service_level(servers, load, handle_seconds, within_seconds, patience_seconds) < share:
            return False
        return _busy(servers, load, handle_seconds, patience_seconds) <= max_occupancy

    few, many = 0, 1
    while not enough(many):
        asked = f"a load that {MOST_SERVERS} servers can carry so well and at that occupancy"
        _require(many < MOST_SERVERS, "load", asked, load)
        few, many = many, min(2 * many, MOST_SERVERS)
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def largest_load(
    servers: int,
    handle_seconds: float,
    share: float,
    within_seconds: float,
    patience_seconds: float | None = None,
) -> float:
    """Most erlangs of which `servers` answer `share` (0 to 1, both excluded) in time."""
    _require_share(share)
    _require_pool(servers, 0.0)

    def carried(load: float) -> bool:
        level = service_level(servers, load, handle_seconds, within_seconds, patience_seconds)
        return level >= share

    return _last(carried, 0.0, _too_much(servers, share))


def most_contacts(
    servers: int,
    minutes: float,
    handle_seconds: float,
    share: float,
    within_seconds: float,
    patience_seconds: float | None = None,
) -> float:
    """Most contacts per interval of `minutes` of which `servers` answer `share` in time."""
    _require_positive("minutes", minutes)
    load = largest_load(servers, handle_seconds, share, within_seconds, patience_seconds)
    return load * minutes * 60 / handle_seconds


def longest_handle(
    servers: int,
    contacts: float,
    minutes: float,
    share: float,
    within_seconds: float,
    patience_seconds: float | None = None,
) -> float:
    """Longest mean handle time in seconds with which `servers` answer `share` in time.

    `contacts` (above 0) arrive in `minutes` (above 0). Raises ValueError also where no handle time
    of at least a 1,000th of the patience would do.
    """
    _require_share(share)
    _require_pool(servers, 0.0)
    _require_positive("contacts", contacts)
    _require_positive("minutes", minutes)

    def carried(handle: float) -> bool:
        load = offered_load(contacts, minutes, handle)
        return service_level(servers, load, handle, within_seconds, patience_seconds) >= share

    high = _too_much(servers, share) * minutes * 60 / contacts
    low = max(high * 1e-9, (patience_seconds or 0.0) / MOST_PATIENCE * 1.001)
    asked = f"so few that {servers} servers would do at {low:g} seconds each"
    _require(low < high and carried(low), "contacts", asked, contacts)
    return _last(carried, low, high)


def attainable_occupancy(
    servers: int,
    handle_seconds: float,
    share: float,
    within_seconds: float,
    patience_seconds: float | None = None,
) -> float:
    """Highest occupancy at which a pool of this size still answers `share` in time."""
    load = largest_load(servers, handle_seconds, share, within_seconds, patience_seconds)
    return _busy(servers, load, handle_seconds, patience_seconds)


def heads_for(positions: float, shrinkage: float) -> float:
    """Paid heads (not rounded) behind `positions` (0 or more).

    `shrinkage` is the share of paid time off the phones, from 0 to below 1, so one divides: at 30
    per cent, 70 positions take 100 heads, not 91.
    """
    _require(0 <= positions < math.inf, "positions", "a number from 0", positions)
    _require(0 <= shrinkage < 1, "shrinkage", "a share from 0 to below 1", shrinkage)
    return positions / (1 - shrinkage)


def positions_from(heads: float, shrinkage: float) -> float:
    """Positions (not rounded) that `heads` paid heads fill: the inverse of `heads_for`."""
    _require(0 <= heads < math.inf, "heads", "a number from 0", heads)
    _require(0 <= shrinkage < 1, "shrinkage", "a share from 0 to below 1", shrinkage)
    return heads * (1 - shrinkage)


def _impatient(
    servers: int, load: float, handle_seconds: float, patience_seconds: float
) -> tuple[float, Line | None]:
    """Share that waits, and the line then; no line where nothing is offered."""
    _require_positive("handle_seconds", handle_seconds)
    expected = f"above 0 and at most {MOST_PATIENCE} handle times"
    fits = 0 < patience_seconds <= MOST_PATIENCE * handle_seconds
    _require(fits, "patience_seconds", expected, patience_seconds)
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


def _busy(
    servers: int, load: float, handle_seconds: float, patience_seconds: float | None
) -> float:
    if patience_seconds is None:
        return occupancy(servers, load)
    return erlang_a(servers, load, handle_seconds, patience_seconds).occupancy


def _too_much(servers: int, share: float) -> float:
    """A load out of reach: what is answered is never more than the servers' own work."""
    return min(servers / share, float(MOST_LOAD))


def _last(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Where `holds` turns from true, at low, to false, at high: the last value known true."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _require_pool(servers: int, load: float) -> None:
    fits = type(servers) is int and 1 <= servers <= MOST_SERVERS
    _require(fits, "servers", f"an integer from 1 to {MOST_SERVERS}", servers)
    _require(0 <= load <= MOST_LOAD, "load", f"a number from 0 to {MOST_LOAD}", load)


def _require_positive(name: str, value: float) -> None:
    _require(0 < value < math.inf, name, "a number above 0", value)


def _require_share(share: float) -> None:
    _require(0 < share < 1, "share", "a share between 0 and 1, both excluded", share)


def _require(fits: bool, name: str, expected: str, value: object) -> None:
    if not fits:
        raise ValueError(f"{name} must be {expected}, got {value!r}")
