"""One pool of positions: what it does, what may be asked of it, and readings around the inputs.

Inputs are never quite right. Whether demands can hold is therefore asked of *generous* readings
(if none of them meets all demands at once, nothing will) and of *cautious* ones (if all meet them,
they hold); between the two lies tight. This module knows nothing of metrics.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from advisor.erlang import (
    Counted,
    average_speed_of_answer,
    erlang_a,
    occupancy,
    offered_load,
    service_level,
    still_waiting,
)
from advisor.ranges import MOST_SERVERS

# Judgements of this tool, not of any source. Volume of an interval is rarely foreseen closer than
# CLOSE, and who needs it to be off by more than FAR is hoping.
CLOSE, FAR, STEP = 0.05, 0.10, 0.02
SHRINKAGE_FAR = 0.03
PATIENCE_FAR = 1.5
UNKNOWN_PATIENCE = (None, 30.0, 90.0, 270.0)
NEAR_ENOUGH = 0.005  # of the value: what rounding hides when a target is read generously
MOST_ERLANGS = 5_000.0
ENDLESS = 20.0  # handle times: who waits that long on average hardly ever hangs up


class Quantity(StrEnum):
    """What can be asked of a pool."""

    SERVICE_LEVEL = "service-level"
    """Share answered within `seconds`."""
    STILL_WAITING = "still-waiting"
    """Share of the offered in line after `seconds`."""
    SPEED_OF_ANSWER = "speed-of-answer"
    """Mean seconds in line of the answered."""
    ABANDONMENT = "abandonment"
    """Share of the offered that hangs up."""
    OCCUPANCY = "occupancy"
    """Busy share of the positions' time."""
    CONTACTS_PER_HOUR = "contacts-per-hour"
    """Contacts handled per position and hour."""
    COST_PER_CONTACT = "cost-per-contact"
    """Paid hours times their cost, over contacts handled."""
    COST_PER_RESOLUTION = "cost-per-resolution"
    """The same, over contacts that settle their matter for good."""

    @property
    def rises_with_staff(self) -> bool:
        return self is Quantity.SERVICE_LEVEL or self.costs

    @property
    def costs(self) -> bool:
        return self in (Quantity.COST_PER_CONTACT, Quantity.COST_PER_RESOLUTION)


@dataclass(frozen=True, slots=True)
class Pool:
    """One queue in one interval. No positions means that nobody said how many."""

    contacts: float
    minutes: float
    handle_seconds: float
    positions: int | None
    patience_seconds: float | None = None
    shrinkage: float | None = None
    cost_per_hour: float | None = None
    resolved: float | None = None
    """Share of contacts that settle their matter for good, above 0."""
    at_once: float = 1.0
    """Contacts that one position holds at a time: 1 on the phone, more in chat."""

    @property
    def load(self) -> float:
        """Erlangs offered."""
        return offered_load(self.contacts, self.minutes, self.handle_seconds)

    @property
    def servers(self) -> int:
        """Contacts that can be held at a time by the positions there are."""
        return int((self.positions or 0) * self.at_once + 1e-9)

    @property
    def hour(self) -> float | None:
        """Cost of one position for an hour, shrinkage paid; None where that is not known."""
        if self.cost_per_hour is None or self.shrinkage is None:
            return None
        return self.cost_per_hour / (1 - self.shrinkage)


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on one quantity: shares from 0 to 1, waits in seconds, cost in the user's money."""

    quantity: Quantity
    least: bool
    """A floor, or else a ceiling."""
    value: float
    seconds: float = 0.0
    of: Counted = "offered"

    @property
    def more_staff_helps(self) -> bool:
        return self.quantity.rises_with_staff is self.least

    def met(self, pool: Pool, *, generous: bool = False) -> bool:
        """Whether the pool keeps it, to within rounding where it is read generously."""
        found = measure(pool, self.quantity, self.seconds, self.of)
        slack = NEAR_ENOUGH * abs(self.value) if generous else 0.0
        return found >= self.value - slack if self.least else found <= self.value + slack


@functools.lru_cache(maxsize=20_000)
def measure(pool: Pool, quantity: Quantity, seconds: float = 0.0, of: Counted = "offered") -> float:
    """The value of a quantity in a pool whose positions are known.

    Infinite where nobody is ever answered; cost needs `cost_per_hour` and `shrinkage`, and cost
    of a resolution `resolved`.
    """
    servers, load = pool.servers, pool.load
    basis = (servers, load, pool.handle_seconds)
    match quantity:
        case Quantity.SERVICE_LEVEL:
            return service_level(*basis, seconds, pool.patience_seconds, of=of)
        case Quantity.STILL_WAITING:
            return still_waiting(*basis, seconds, pool.patience_seconds)
        case Quantity.SPEED_OF_ANSWER:
            return average_speed_of_answer(*basis, pool.patience_seconds)
        case Quantity.ABANDONMENT:
            return _abandonment(pool)
        case Quantity.OCCUPANCY:
            return occupancy(servers, load, _abandonment(pool))
        case Quantity.CONTACTS_PER_HOUR:
            busy = measure(pool, Quantity.OCCUPANCY) * servers / (pool.positions or 1)
            return busy * 3600 / pool.handle_seconds
        case Quantity.COST_PER_CONTACT:
            handled = measure(pool, Quantity.CONTACTS_PER_HOUR)
            return (pool.hour or 0.0) / handled if handled else math.inf
        case Quantity.COST_PER_RESOLUTION:
            return measure(pool, Quantity.COST_PER_CONTACT) / (pool.resolved or 1.0)


def _abandonment(pool: Pool) -> float:
    """Without patience, what the positions have no time for is lost in the end."""
    servers, load = pool.servers, pool.load
    if pool.patience_seconds is None:
        return max(0.0, 1 - servers / load) if load else 0.0
    return erlang_a(servers, load, pool.handle_seconds, pool.patience_seconds).abandons


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was said of a pool. Positions, 1 or more, follow from heads only where not said."""

    contacts: float
    minutes: float
    handle_seconds: float
    handle_aimed_at: float | None = None
    """A handle time below the present one that the set itself asks for."""
    positions: int | None = None
    heads: float | None = None
    shrinkage: float | None = None
    patience_seconds: float | None = None
    cost_per_hour: float | None = None
    resolved: float | None = None
    resolved_aimed_at: float | None = None
    """A share resolved above the present one that the set itself asks for."""
    at_once: float = 1.0
    currency: str | None = None

    @property
    def coverable(self) -> bool:
        """Whether the formulas reach so far."""
        largest = offered_load(self.contacts, self.minutes, self.handle_seconds) * (1 + FAR)
        return largest <= MOST_ERLANGS and (self.staffed or 0) * self.at_once <= MOST_SERVERS

    @property
    def staffed(self) -> int | None:
        """Positions as stated, or as paid heads fill them."""
        if self.positions is not None:
            return self.positions
        if self.heads is None or self.shrinkage is None:
            return None
        return int(self.heads * (1 - self.shrinkage) + 1e-9) or None

    def stated(self) -> Pool:
        """The inputs taken at their word."""
        return self._pool(self.contacts, self.handle_seconds, self.staffed, self.patience_seconds)

    def cautious(self) -> Iterator[Pool]:
        """The inputs, and volume a little off either way."""
        for volume in (self.contacts * (1 + off) for off in (0.0, CLOSE, -CLOSE)):
            for patience in self._patiences(1.0):
                yield self._pool(volume, self.handle_seconds, self.staffed, patience)

    def generous(self) -> Iterator[Pool]:
        """Everything that could help: volume, patience, shrinkage, and the handle time aimed at."""
        steps = round(FAR / STEP)
        if self.staffed is None:  # any number of positions makes up for the volumes between
            volumes = [self.contacts * (1 + off) for off in (-FAR, 0.0, FAR)]
        else:
            volumes = [self.contacts * (1 + STEP * k) for k in range(-steps, steps + 1)]
        handles = [self.handle_seconds]
        if self.handle_aimed_at is not None:
            handles.append(self.handle_aimed_at)
        shrinkage = None if self.shrinkage is None else max(0.0, self.shrinkage - SHRINKAGE_FAR)
        resolved = self.resolved_aimed_at or self.resolved
        for volume in sorted(volumes, key=lambda volume: abs(volume - self.contacts)):
            for handle in handles:
                for positions in self._positions():
                    for patience in self._patiences(PATIENCE_FAR):
                        pool = self._pool(volume, handle, positions, patience)
                        yield replace(pool, shrinkage=shrinkage, resolved=resolved)

    def _pool(
        self, volume: float, handle: float, positions: int | None, patience: float | None
    ) -> Pool:
        known = patience is not None and patience <= ENDLESS * handle
        return Pool(
            contacts=volume,
            minutes=self.minutes,
            handle_seconds=handle,
            positions=positions,
            patience_seconds=patience if known else None,
            shrinkage=self.shrinkage,
            cost_per_hour=self.cost_per_hour,
            resolved=self.resolved,
            at_once=self.at_once,
        )

    def _positions(self) -> Sequence[int | None]:
        if self.positions is not None or self.heads is None or self.shrinkage is None:
            return (self.staffed,)
        on = 1 - self.shrinkage
        fewest = math.floor(self.heads * max(0.0, on - SHRINKAGE_FAR))
        most = math.ceil(self.heads * min(1.0, on + SHRINKAGE_FAR))
        return sorted({max(1, fewest), max(1, self.staffed or 1), max(1, most)})

    def _patiences(self, far: float) -> Sequence[float | None]:
        if self.patience_seconds is None:
            return UNKNOWN_PATIENCE
        said = self.patience_seconds
        return sorted({said / far, said, said * far})


def possible(limits: Sequence[Limit], inputs: Inputs) -> bool:
    """Whether some generous reading keeps all limits at once. Unknown positions may be any."""
    return any(
        all(limit.met(pool, generous=True) for limit in limits)
        for pool in (_staffed(pool, limits) for pool in inputs.generous())
    )


def safe(limits: Sequence[Limit], inputs: Inputs) -> bool:
    """Whether every cautious reading keeps all limits. Positions must be known."""
    return all(limit.met(pool) for pool in inputs.cautious() for limit in limits)


def _staffed(pool: Pool, limits: Sequence[Limit]) -> Pool:
    """The pool with the fewest positions that keep the limits which more positions help."""
    if pool.positions is not None:
        return pool
    needs = [fewest_positions(pool, limit, generous=True) for limit in limits]
    return replace(pool, positions=max((need for need in needs if need is not None), default=1))


def fewest_positions(pool: Pool, limit: Limit, *, generous: bool = False) -> int | None:
    """Fewest positions that keep a limit; the largest number covered where none does.

    None for a limit that more positions do not help.
    """
    if not limit.more_staff_helps:
        return None

    def keeps(positions: int) -> bool:
        return limit.met(replace(pool, positions=positions), generous=generous)

    most = int(MOST_SERVERS / pool.at_once)
    few, many = 0, max(1, math.ceil(pool.load / pool.at_once))
    while not keeps(many):
        if many == most:
            return many
        few, many = many, min(2 * many, most)
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if keeps(middle) else (middle, many)
    return many
