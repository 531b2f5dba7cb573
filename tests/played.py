"""A pool of positions played out by Ciw, a simulation library that knows none of our formulas."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

import ciw  # type: ignore[import-untyped]

from advisor.erlang import average_speed_of_answer, erlang_a, occupancy, service_level

BATCHES = 30
UNSETTLED = 0.05  # of the time at either end: an empty start, and contacts that are cut off


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: when it came, how long it waited, how long it was handled; 0 if it hung up."""

    came: float
    waited: float
    handled: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Played:
    """Contacts of a pool in batches of equal time, long enough to be nearly independent."""

    servers: int
    batches: tuple[tuple[Contact, ...], ...]
    seconds: float
    """Of one batch."""

    def share(self, true: Callable[[Contact], bool]) -> list[float]:
        """Share of the offered contacts for which something is true, batch by batch."""
        return [fmean(true(one) for one in batch) for batch in self.batches]

    def within(self, seconds: float) -> list[float]:
        return self.share(lambda one: one.answered and one.waited <= seconds)

    def abandoned(self) -> list[float]:
        return self.share(lambda one: not one.answered)

    def waited(self) -> list[float]:
        """Mean wait of all contacts, answered or not."""
        return [fmean(one.waited for one in batch) for batch in self.batches]

    def speed(self) -> list[float]:
        """Mean wait of the answered."""
        return [fmean(one.waited for one in batch if one.answered) for batch in self.batches]

    def busy(self) -> list[float]:
        room = self.servers * self.seconds
        return [math.fsum(one.handled for one in batch) / room for batch in self.batches]


def play(
    servers: int, load: float, handle: float, patience: float | None, *, contacts: int, seed: int
) -> Played:
    """Plays a pool for about so many contacts."""
    kinds: dict[str, object] = {
        "arrival_distributions": [ciw.dists.Exponential(rate=load / handle)],
        "service_distributions": [ciw.dists.Exponential(rate=1 / handle)],
        "number_of_servers": [servers],
    }
    if patience is not None:
        kinds["reneging_time_distributions"] = [ciw.dists.Exponential(rate=1 / patience)]
    ciw.seed(seed)
    simulation = ciw.Simulation(ciw.create_network(**kinds))
    length = contacts * handle / load
    simulation.simulate_until_max_time(length)
    first, seconds = UNSETTLED * length, (1 - 2 * UNSETTLED) * length / BATCHES
    batches: list[list[Contact]] = [[] for _ in range(BATCHES)]
    for record in simulation.get_all_records():
        batch = math.floor((record.arrival_date - first) / seconds)
        if 0 <= batch < BATCHES:
            answered = record.record_type == "service"
            handled = record.service_time if answered else 0.0
            one = Contact(record.arrival_date, record.waiting_time, handled, answered)
            batches[batch].append(one)
    return Played(servers, tuple(map(tuple, batches)), seconds)


def interval(means: list[float], *, of: int) -> tuple[float, float]:
    """99 % confidence for all `of` intervals together (Bonferroni), by batch means.

    Student's quantile by the first term of its expansion around the normal one.
    """
    z = NormalDist().inv_cdf(1 - 0.01 / (2 * of))
    quantile = z + (z**3 + z) / (4 * (len(means) - 1))
    half = quantile * stdev(means) / math.sqrt(len(means))
    return fmean(means) - half, fmean(means) + half


def outside(pool: tuple[int, float, float], patience: float | None, played: Played) -> list[str]:
    """Which measures of the formulas lie outside the interval of a pool that was played."""
    servers, load, _ = pool
    found = [
        (f"{seconds} s", played.within(seconds), service_level(*pool, seconds, patience))
        for seconds in (20, 60)
    ]
    lost = 0.0
    if patience is not None:
        model = erlang_a(*pool, patience)
        lost = model.abandons
        found += [
            ("abandonment", played.abandoned(), lost),
            ("mean wait", played.waited(), model.mean_wait),
        ]
    speed = average_speed_of_answer(*pool, patience)
    found += [
        ("speed of answer", played.speed(), speed),
        ("occupancy", played.busy(), occupancy(servers, load, lost)),
    ]
    said = []
    for name, means, value in found:
        low, high = interval(means, of=len(found))
        if not low <= value <= high:
            said.append(f"{name}: {value:.4f} is not from {low:.4f} to {high:.4f}")
    return said
