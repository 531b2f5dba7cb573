"""The values: what a lever is worth, the sums behind it, and what to ask where it cannot be said.

Every result in a sum is rounded before the next sum takes it up, so that a pocket calculator gives
the same as the screen.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Lever(StrEnum):
    """What is moved."""

    SERVICE_LEVEL = "service-level"
    """One point more answered within the seconds of the stated target."""
    REPEATS = "repeats"
    """One percentage point of contacts fewer that come back."""
    HANDLE_TIME = "handle-time"
    """Ten seconds less."""
    OCCUPANCY = "occupancy"
    """One point less."""
    ATTRITION = "attrition"
    """One point less in a year."""


MADE_BY: Mapping[str, Lever] = {
    "service-level": Lever.SERVICE_LEVEL,
    "repeat-contact-rate": Lever.REPEATS,
    "first-contact-resolution": Lever.REPEATS,
    "attrition-rate": Lever.ATTRITION,
}
"""Metrics of which a gain is a step of a lever. Handle time and occupancy are bad at both ends, so
that less of them is no gain that a number on a card should bring about."""


class Counted(StrEnum):
    """Which people are counted."""

    PAID = "paid people"
    """Heads before shrinkage, of all that are paid for this queue."""
    BEHIND = "paid people behind this interval"
    """Heads before shrinkage that it takes to fill the positions of the one interval."""
    ON = "people on contacts in this interval"
    """Positions."""
    LEAVERS = "people to replace in a year"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic."""

    says: str
    sum: str = ""
    """`80 / 81 × 100 = 98.765`; empty where a step is read off a formula and not a sum."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A figure that is missing, as a question."""

    says: str
    where: Literal["situation", "today", "nowhere"] = "situation"
    """Where it can be entered: with the load, or on today's list."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one lever frees or takes. Above 0 is freed, below 0 is needed; None is not known."""

    lever: Lever
    change: str
    share: float | None = None
    """Percent of those on contacts, and so of the paid people."""
    people: float | None = None
    counted: Counted = Counted.PAID
    money: float | None = None
    """A year, in `currency`; not rounded to what the figures can bear: see `rough`."""
    money_an_hour: float | None = None
    """For each hour that one person is paid: times the hours of a year it is `money`."""
    currency: str = ""
    steps: tuple[Step, ...] = ()
    held: tuple[str, ...] = ()
    """What is held fixed, and what is taken to hold all year."""
    why_not: str = ""
    """Why it is not judged, where that is not for want of a figure."""
    missing: tuple[Ask, ...] = ()
    """What people cannot be told without."""
    missing_for_money: tuple[Ask, ...] = ()


def first_asks(found: Sequence[Worth], most: int = 3) -> tuple[Ask, ...]:
    """The questions that would open most levers: what people need first, then money."""
    for_people = Counter(ask for item in found for ask in item.missing)
    for_money = Counter(ask for item in found for ask in item.missing_for_money)
    ranked = [ask for told in (for_people, for_money) for ask, _levers in told.most_common()]
    usable = [ask for ask in dict.fromkeys(ranked) if ask.where != "nowhere"]
    return tuple(usable[:most])


def people_say(item: Worth) -> str:
    """`frees about 0.39 paid people`; empty where it is not known."""
    if item.people is None:
        return ""
    if item.counted is Counted.LEAVERS:
        return f"about {rough(item.people)} fewer {item.counted.value}"
    return f"{_verb(item.people)} about {rough(item.people)} {item.counted.value}"


def money_says(item: Worth) -> str:
    """`frees about 14 000 EUR a year`, or for each paid hour; empty where it is not known."""
    amount = item.money_an_hour if item.money is None else item.money
    if amount is None:
        return ""
    each = "for each hour that one person is paid" if item.money is None else "a year"
    return f"{_verb(amount)} about {rough(amount)} {item.currency or 'of your money'} {each}"


def _verb(amount: float) -> str:
    return "frees" if amount >= 0 else "takes"


def in_common(found: Sequence[Worth]) -> tuple[str, ...]:
    """What is held fixed in every lever that the queue's people are worked out for."""
    held = [item.held for item in found if item.share is not None]
    if len(held) < 2:
        return ()
    return tuple(text for text in held[0] if all(text in other for other in held))


def told(amount: float) -> str:
    """A figure as it is, with no exponent and no empty decimals: 22.73, 38, 0.157."""
    return f"{amount:.6f}".rstrip("0").rstrip(".")


def kept(amount: float, digits: int = 4) -> float:
    """Rounded to so many significant digits: what the next sum takes up."""
    return float(f"{amount:.{digits}g}")


def rough(amount: float) -> str:
    """Two significant digits, which is what such figures bear, in groups of three: 27 000, 0.40."""
    size = kept(abs(amount), 2)
    if size >= 10:
        return f"{size:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    if size == 0:
        return "0"
    return f"{size:.{1 - math.floor(math.log10(size))}f}"
