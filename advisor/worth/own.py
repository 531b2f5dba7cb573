"""The user's own figures: the load, and what today's list says of targets and actual values."""

from __future__ import annotations

from dataclasses import dataclass

from advisor import targets
from advisor.brief import Load
from advisor.case import Case
from advisor.feasibility.demands import QUANTITIES, demands
from advisor.feasibility.load import COST, HANDLE_TIME, inputs_of, out_of_reach
from advisor.feasibility.pool import Inputs, Limit, Pool, Quantity
from advisor.feasibility.words import service_levels
from advisor.worth.value import Ask
from knowledge.vocabulary import Dimension

REPEATS, OCCUPANCY, ATTRITION = "repeat-contact-rate", "occupancy", "attrition-rate"
SERVICE_LEVEL = next(key for key, item in QUANTITIES.items() if item is Quantity.SERVICE_LEVEL)
OTHERWISE = {OCCUPANCY: "not-ready-inside paid-time talk-only".split(), ATTRITION: ["one-month"]}
"""Variants of definition whose figure is not the one that the identity is about."""

HEADS = Ask("How many people are paid for this queue, before shrinkage?")
HOURS = Ask("For how many hours is one person paid in a year, leave and training included?")
PAID_HOUR = Ask(COST)
LEVEL = Ask("Which share of contacts is to be answered, within how many seconds?", "today")
COMING_BACK = Ask("Which share of contacts comes back about the same matter?", "today")
BUSY = Ask("How busy are people while they are on: what is occupancy today?", "today")
REPLACING = Ask(
    "What does it cost you to replace one person: hiring, training, and the time until they are "
    "up to speed?",
    "nowhere",
)
INTERVALS = {
    "busiest": "your busiest interval",
    "usual": "a usual interval",
    "quiet": "a quiet one",
}


@dataclass(frozen=True, slots=True)
class Own:
    """What a case tells that a lever can be worked out from."""

    case: Case
    load: Load
    inputs: Inputs | None
    """None where volume, interval or handle time is unknown."""
    out_of_reach: str
    """Why queueing formulas do not apply; empty where they do."""
    levels: tuple[Limit, ...]
    """Service levels asked for, one for each answer time."""

    @property
    def heads(self) -> float | None:
        return self.load.paid_heads or None

    @property
    def live(self) -> bool:
        """Whether people are idle between contacts that come in at random: calls do."""
        return self.case.has(Dimension.CHANNELS, "voice")

    @property
    def pool(self) -> Pool | None:
        return self.inputs.stated() if self.inputs else None

    @property
    def positions(self) -> int | None:
        return self.pool.positions if self.pool else self.load.positions or None

    @property
    def overloaded(self) -> bool:
        """Whether more work comes in than the people can do, for all that is known."""
        pool = self.pool
        if pool is None or pool.positions is None or pool.patience_seconds is not None:
            return False
        return pool.load >= pool.servers

    @property
    def handle_seconds(self) -> float | None:
        """Of the load, or else the actual value on today's list."""
        return self.load.handle_seconds or self.actual(HANDLE_TIME, "seconds")

    @property
    def level_asks(self) -> tuple[Ask, ...]:
        """What to ask where no service level can be sized for."""
        unclear = [
            Ask(demand.question, "today")
            for demand in demands(self.case)
            if demand.quantity is Quantity.SERVICE_LEVEL and demand.question
        ]
        return tuple(unclear[:1]) or (LEVEL,)

    def actual(self, metric: str, unit: str) -> float | None:
        """Today's value of a metric; None where none is given, or two that differ."""
        found: set[float] = set()
        for line in self.case.known:
            variant = line.row.definition or line.resolved.variant
            if line.metric != metric or not line.row.actual or variant in OTHERWISE.get(metric, ()):
                continue
            entry = self.case.entry(line)
            value = targets.read(line.row.actual, better=entry.better, unit=entry.unit).target
            if value is None or value.change or value.op == "band" or value.unit != unit:
                continue
            found.add(targets.rest(value).value if line.complement else value.value)
        return found.pop() if len(found) == 1 else None


def own(case: Case) -> Own:
    """The figures of a case."""
    inputs = inputs_of(case)
    limits = [limit for demand in demands(case) for limit in demand.limits]
    by_time = {limit.seconds: limit for limit in reversed(service_levels(limits))}
    return Own(
        case=case,
        load=case.brief.load,
        inputs=inputs,
        out_of_reach=out_of_reach(case, inputs),
        levels=tuple(by_time[seconds] for seconds in sorted(by_time)),
    )
