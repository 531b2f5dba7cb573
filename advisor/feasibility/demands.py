"""What the lines of today's list demand of the pool."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.brief import Target
from advisor.case import Case, Line
from advisor.erlang import Counted
from advisor.feasibility.actual import SECONDS, variant_of
from advisor.feasibility.pool import Limit, Quantity

QUANTITIES: Mapping[str, Quantity] = {
    "service-level": Quantity.SERVICE_LEVEL,
    "wait-tail": Quantity.STILL_WAITING,
    "average-speed-of-answer": Quantity.SPEED_OF_ANSWER,
    "abandonment-rate": Quantity.ABANDONMENT,
    "occupancy": Quantity.OCCUPANCY,
    "contacts-per-hour": Quantity.CONTACTS_PER_HOUR,
    "cost-per-contact": Quantity.COST_PER_CONTACT,
    "cost-per-resolution": Quantity.COST_PER_RESOLUTION,
}
# Variants of definition that the formulas can count by; any other is not judged.
OF_ANSWERED = frozenset({"of-answered", "answered-only"})
PLAIN = frozenset({"per-logged-hour"})
OVER_TIME = frozenset({"day-average", "unweighted-mean"})

TIMED = frozenset({Quantity.SERVICE_LEVEL, Quantity.STILL_WAITING})
SHARES = frozenset({Quantity.SERVICE_LEVEL, Quantity.ABANDONMENT, Quantity.OCCUPANCY})
FLOORS = frozenset({Quantity.SERVICE_LEVEL, Quantity.CONTACTS_PER_HOUR})
EXACTLY = 0.01  # occupancy of exactly 85 % is met by 84 to 86
A_PERIOD = re.compile(
    r"\b(da(y|ily)|week(ly)?|month(ly)?|quarter(ly)?|year(ly)?|annual(ly)?|diari[oa]|seman(al|a)"
    r"|mensua?l|mes|m[êe]s|anual|jour|semaine|mois|mensuel(le)?|annuel(le)?|tag|woche|monat(lich)?"
    r"|quartal|jahr|jährlich)\b|月",
    re.IGNORECASE,
)
AN_HOUR = re.compile(r"hour|\bhr\b|/ ?h\b|\b[ci]ph\b|hora|heure|stunde|時間", re.IGNORECASE)

HALF_HOUR = "Which level is each half-hour to reach, and in how many of them?"


@dataclass(frozen=True, slots=True)
class Demand:
    """What one line asks of the pool; no limits where it cannot be said, with the reason."""

    line: Line
    quantity: Quantity
    limits: tuple[Limit, ...]
    why_not: str = ""
    question: str = ""
    only_beyond: str = ""
    """Why nothing but what no staff and no volume can do is told of it; empty where more is."""


class _Unclear(Exception):
    """A target that asks nothing that can be checked: (why, question)."""


def demands(case: Case) -> tuple[Demand, ...]:
    """One per line that has a target on a quantity of the pool, in the order of the list."""
    return tuple(
        _demand(case, line, QUANTITIES[str(line.metric)])
        for line in case.known
        if line.metric in QUANTITIES and line.has_target
    )


def _demand(case: Case, line: Line, quantity: Quantity) -> Demand:
    variant = variant_of(line)
    try:
        if line.target is None:
            question = line.question or "What is the value, and is it a minimum or a maximum?"
            raise _Unclear("The target was not understood.", question)
        if line.target.change:
            raise _Unclear("The target is a change.", "From which level to which?")
        found = case.entry(line).variants.get(variant)
        if found and variant not in OF_ANSWERED | PLAIN | OVER_TIME:
            raise _Unclear(f"The formulas count otherwise: this definition {_lower(found.differs)}")
        text = f"{line.written} {line.row.target if isinstance(line.row.target, str) else ''}"
        if quantity is Quantity.CONTACTS_PER_HOUR and not AN_HOUR.search(text):
            raise _Unclear("Contacts over an unknown time.", "Per hour, per shift or per day?")
        limits = _limits(quantity, line.target, variant in OF_ANSWERED)
        period = _over_a_period(line, text)
        return Demand(line, quantity, limits, "", HALF_HOUR if period else "", period)
    except _Unclear as unclear:
        return Demand(line, quantity, (), *unclear.args)


def _over_a_period(line: Line, text: str) -> str:
    """Why one interval says nothing of a figure that is counted over a longer time."""
    stated = f"{text} {line.row.definition or ''}"
    if variant_of(line) not in OVER_TIME and not A_PERIOD.search(stated):
        return ""
    return (
        "It is counted over a longer time, in which quiet hours make up for busy ones: "
        "one interval says too little of it."
    )


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
        scale = SECONDS.get(target.unit or "", 1.0)
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
        share, seconds = target.percentile, target.value * SECONDS.get(target.unit or "", 1.0)
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
