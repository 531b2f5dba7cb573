"""What a brief says of its pool: what lines demand, what the load tells, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.brief import Load, Target
from advisor.case import Case, Line
from advisor.erlang import Counted
from advisor.feasibility.pool import Inputs, Limit, Quantity
from knowledge.vocabulary import Dimension

QUANTITIES: Mapping[str, Quantity] = {
    "service-level": Quantity.SERVICE_LEVEL,
    "wait-tail": Quantity.STILL_WAITING,
    "average-speed-of-answer": Quantity.SPEED_OF_ANSWER,
    "abandonment-rate": Quantity.ABANDONMENT,
    "occupancy": Quantity.OCCUPANCY,
    "contacts-per-hour": Quantity.CONTACTS_PER_HOUR,
    "cost-per-contact": Quantity.COST_PER_CONTACT,
}
HANDLE_TIME = "average-handle-time"

# Variants of definition that the formulas can count by; any other is not judged.
OF_ANSWERED = frozenset({"of-answered", "answered-only"})
PLAIN = frozenset({"per-logged-hour"})

TIMED = frozenset({Quantity.SERVICE_LEVEL, Quantity.STILL_WAITING})
SHARES = frozenset({Quantity.SERVICE_LEVEL, Quantity.ABANDONMENT, Quantity.OCCUPANCY})
FLOORS = frozenset({Quantity.SERVICE_LEVEL, Quantity.CONTACTS_PER_HOUR})
EXACTLY = 0.01  # occupancy of exactly 85 % is met by 84 to 86
SECONDS: Mapping[str | None, float] = {"minutes": 60.0, "hours": 3600.0}
AN_HOUR = re.compile(r"hour|\bhr\b|/ ?h\b|\b[ci]ph\b|hora|heure|stunde|時間", re.IGNORECASE)

VOLUME = "How many contacts come in, and in how many minutes?"
HANDLING = "How long does one contact take, wrap-up included?"
STAFF = "How many people are on contacts in that interval?"
SHRINKAGE = "Which share of paid time is not on contacts?"
PATIENCE = "How long are callers ready to wait, on average, before they hang up?"
COST = "What does one paid hour cost, everything included?"


@dataclass(frozen=True, slots=True)
class Demand:
    """What one line asks of the pool; no limits where it cannot be said, with the reason."""

    line: Line
    quantity: Quantity
    limits: tuple[Limit, ...]
    why_not: str = ""
    question: str = ""


class _Unclear(Exception):
    """A target that asks nothing that can be checked: (why, question)."""


def demands(case: Case) -> tuple[Demand, ...]:
    """One per line that has a target on a quantity of the pool, in the order of the list."""
    return tuple(
        _demand(case, line, QUANTITIES[str(line.metric)])
        for line in case.known
        if line.metric in QUANTITIES and line.has_target
    )


def _handle_aimed_at(case: Case) -> float | None:
    """The shortest handle time in seconds that a line asks for."""
    asked = [
        line.target.value * SECONDS.get(line.target.unit, 1.0)
        for line in case.known
        if line.metric == HANDLE_TIME and line.target and line.target.op != ">="
    ]
    return min((seconds for seconds in asked if seconds > 0), default=None)


def _demand(case: Case, line: Line, quantity: Quantity) -> Demand:
    variant = line.row.definition or line.resolved.variant
    try:
        if line.target is None:
            question = line.question or "What is the value, and is it a minimum or a maximum?"
            raise _Unclear("The target was not understood.", question)
        if line.target.change:
            raise _Unclear("The target is a change.", "From which level to which?")
        found = case.entry(line).variants.get(variant or "")
        if found and variant not in OF_ANSWERED | PLAIN:
            raise _Unclear(f"The formulas count otherwise: this definition {_lower(found.differs)}")
        text = f"{line.written} {line.row.target if isinstance(line.row.target, str) else ''}"
        if quantity is Quantity.CONTACTS_PER_HOUR and not AN_HOUR.search(text):
            raise _Unclear("Contacts over an unknown time.", "Per hour, per shift or per day?")
        return Demand(line, quantity, _limits(quantity, line.target, variant in OF_ANSWERED))
    except _Unclear as unclear:
        return Demand(line, quantity, (), *unclear.args)


def _limits(quantity: Quantity, target: Target, of_answered: bool) -> tuple[Limit, ...]:
    if target.value < 0 or (target.high or 0.0) < 0:
        raise _Unclear("The target is below nothing.", "What is the value?")
    split = target.share is not None or target.percentile is not None
    if quantity in TIMED or (split and quantity is Quantity.SPEED_OF_ANSWER):
        return _timed(quantity, target, of_answered)
    scale = 1.0
    if quantity in SHARES:
        scale = 1.0 if target.unit == "ratio" else 0.01
    elif quantity is Quantity.SPEED_OF_ANSWER:
        scale = SECONDS.get(target.unit, 1.0)
    ends = (target.value, target.value if target.high is None else target.high)
    low, high = min(ends) * scale, max(ends) * scale
    floor, ceiling = Limit(quantity, True, low), Limit(quantity, False, high)
    match target.op:
        case ">=":
            return (floor,)
        case "<=":
            return (ceiling,)
        case "band":
            return (floor, ceiling)
        case _ if quantity is Quantity.OCCUPANCY:
            return (
                Limit(quantity, True, low - EXACTLY),
                Limit(quantity, False, high + EXACTLY),
            )
        case _:
            return (floor,) if quantity in FLOORS else (ceiling,)


def _timed(quantity: Quantity, target: Target, of_answered: bool) -> tuple[Limit, ...]:
    """A share of contacts within a time: 80/20, or the 95th percentile below a minute."""
    share, seconds = target.share, target.within
    if target.percentile is not None and target.op in ("<=", "="):
        share, seconds = target.percentile, target.value * SECONDS.get(target.unit, 1.0)
    if share is None and quantity is Quantity.SERVICE_LEVEL and target.op != "<=":
        share = target.value * (100 if target.unit == "ratio" else 1)
    if share is None or not 0 < share <= 100:
        raise _Unclear("The share of contacts is missing.", "For which share of the contacts?")
    if seconds is None or seconds < 0:
        raise _Unclear("The time is missing.", "Within how many seconds?")
    if of_answered or quantity is not Quantity.STILL_WAITING:
        of: Counted = "answered" if of_answered else "offered"
        limits = [Limit(Quantity.SERVICE_LEVEL, True, share / 100, seconds, of)]
        if target.op == "band" and target.high is not None:
            limits.append(Limit(Quantity.SERVICE_LEVEL, False, target.high / 100, seconds, of))
        return tuple(limits)
    return (Limit(Quantity.STILL_WAITING, False, 1 - share / 100, seconds),)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def inputs_of(case: Case) -> Inputs | None:
    """What the load block tells of the pool; None where volume or handle time is unknown."""
    load, aimed_at = case.brief.load, _handle_aimed_at(case)
    if load.contacts is None or load.minutes is None or load.handle_seconds is None:
        return None
    shorter = aimed_at is not None and aimed_at < load.handle_seconds
    return Inputs(
        contacts=load.contacts,
        minutes=load.minutes,
        handle_seconds=load.handle_seconds,
        handle_aimed_at=aimed_at if shorter else None,
        positions=load.positions or None,
        heads=load.paid_heads,
        shrinkage=load.shrinkage,
        patience_seconds=load.patience_seconds,
        cost_per_hour=load.cost_per_hour,
    )


def out_of_reach(case: Case, inputs: Inputs | None) -> str:
    """Why the formulas do not apply at all; empty where they do."""
    if not case.has(Dimension.CHANNELS, "voice"):
        return (
            "Queueing formulas fit contacts that are taken one at a time and answered at once: "
            "calls that come in. Other channels are not judged."
        )
    if inputs is None:
        return ""
    if inputs.handle_seconds > inputs.minutes * 60:
        return "One contact lasts longer than the interval, so no steady state can be assumed."
    return "" if inputs.coverable else "The pool is larger than the formulas are kept for."


def pool_missing(load: Load) -> tuple[str, ...]:
    """Questions about the pool itself."""
    filled = (load.paid_heads or 0.0) * (1 - (load.shrinkage or 0.0))
    staff = load.positions or (filled >= 1 and load.shrinkage is not None)
    return tuple(
        question
        for question, known in (
            (VOLUME, load.contacts is not None and load.minutes is not None),
            (HANDLING, load.handle_seconds is not None),
            (SHRINKAGE if load.paid_heads and load.shrinkage is None else STAFF, bool(staff)),
        )
        if not known
    )


def unknowns(demand: Demand, load: Load) -> tuple[str, ...]:
    """Questions without whose answers a demand is not judged."""
    found = list(pool_missing(load))
    if demand.quantity is Quantity.ABANDONMENT and load.patience_seconds is None:
        found.append(PATIENCE)
    if demand.quantity is Quantity.COST_PER_CONTACT:
        found += [COST] if load.cost_per_hour is None else []
        found += [SHRINKAGE] if load.shrinkage is None else []
    return tuple(dict.fromkeys(found))


def priced(demand: Demand, load: Load) -> bool:
    """Whether the quantity can be computed at all once positions are given."""
    paid = load.cost_per_hour is not None and load.shrinkage is not None
    return paid or demand.quantity is not Quantity.COST_PER_CONTACT
