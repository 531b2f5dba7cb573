"""What the queueing formulas take, and the search inside such a range."""

from __future__ import annotations

import math
from collections.abc import Callable

MOST_SERVERS = 20_000
MOST_LOAD = 200_000
MOST_PATIENCE = 1_000  # in handle times: the sums grow with the square root of load times this
_HALVINGS = 60


def last_true(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Where `holds` turns from true, at low, to false, at high: the last value known true."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def require_pool(servers: int, load: float) -> None:
    fits = type(servers) is int and 1 <= servers <= MOST_SERVERS
    require(fits, "servers", f"an integer from 1 to {MOST_SERVERS}", servers)
    require(0 <= load <= MOST_LOAD, "load", f"a number from 0 to {MOST_LOAD}", load)


def require_positive(name: str, value: float) -> None:
    require(0 < value < math.inf, name, "a number above 0", value)


def require_share(share: float) -> None:
    require(0 < share < 1, "share", "a share between 0 and 1, both excluded", share)


def require(fits: bool, name: str, expected: str, value: object) -> None:
    if not fits:
        raise ValueError(f"{name} must be {expected}, got {value!r}")
