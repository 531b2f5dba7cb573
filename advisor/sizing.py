"""Inverses of the queueing formulas: people for a level, load and handle time that people carry.

Words, units and errors are those of erlang.py. Searches halve an interval; each result keeps what
was asked, and one step further would not.
"""

from __future__ import annotations

import math

from advisor.erlang import erlang_a, occupancy, offered_load, service_level
from advisor.ranges import (
    MOST_LOAD,
    MOST_PATIENCE,
    MOST_SERVERS,
    last_true,
    require,
    require_pool,
    require_positive,
    require_share,
)


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
    require_share(share)
    require(0 < max_occupancy <= 1, "max_occupancy", "a share above 0, to 1", max_occupancy)

    def enough(servers: int) -> bool:
        if service_level(servers, load, handle_seconds, within_seconds, patience_seconds) < share:
            return False
        return _busy(servers, load, handle_seconds, patience_seconds) <= max_occupancy

    few, many = 0, 1
    while not enough(many):
        asked = f"a load that {MOST_SERVERS} servers can carry so well and at that occupancy"
        require(many < MOST_SERVERS, "load", asked, load)
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
    require_share(share)
    require_pool(servers, 0.0)

    def carried(load: float) -> bool:
        level = service_level(servers, load, handle_seconds, within_seconds, patience_seconds)
        return level >= share

    return last_true(carried, 0.0, _too_much(servers, share))


def most_contacts(
    servers: int,
    minutes: float,
    handle_seconds: float,
    share: float,
    within_seconds: float,
    patience_seconds: float | None = None,
) -> float:
    """Most contacts per interval of `minutes` of which `servers` answer `share` in time."""
    require_positive("minutes", minutes)
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
    require_share(share)
    require_pool(servers, 0.0)
    require_positive("contacts", contacts)
    require_positive("minutes", minutes)

    def carried(handle: float) -> bool:
        load = offered_load(contacts, minutes, handle)
        return service_level(servers, load, handle, within_seconds, patience_seconds) >= share

    high = _too_much(servers, share) * minutes * 60 / contacts
    low = max(high * 1e-9, (patience_seconds or 0.0) / MOST_PATIENCE * 1.001)
    asked = f"so few that {servers} servers would do at {low:g} seconds each"
    require(low < high and carried(low), "contacts", asked, contacts)
    return last_true(carried, low, high)


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
    require(0 <= positions < math.inf, "positions", "a number from 0", positions)
    require(0 <= shrinkage < 1, "shrinkage", "a share from 0 to below 1", shrinkage)
    return positions / (1 - shrinkage)


def positions_from(heads: float, shrinkage: float) -> float:
    """Positions (not rounded) that `heads` paid heads fill: the inverse of `heads_for`."""
    require(0 <= heads < math.inf, "heads", "a number from 0", heads)
    require(0 <= shrinkage < 1, "shrinkage", "a share from 0 to below 1", shrinkage)
    return heads * (1 - shrinkage)


def _busy(
    servers: int, load: float, handle_seconds: float, patience_seconds: float | None
) -> float:
    if patience_seconds is None:
        return occupancy(servers, load)
    return erlang_a(servers, load, handle_seconds, patience_seconds).occupancy


def _too_much(servers: int, share: float) -> float:
    """A load out of reach: what is answered is never more than the servers' own work."""
    return min(servers / share, float(MOST_LOAD))
