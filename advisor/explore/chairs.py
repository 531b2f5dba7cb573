"""The same strategy in another chair: what stays, what moves, and the operational reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.brief import Edit, Part
from advisor.case import Case
from advisor.explore.asking import Answer, answered, edited
from advisor.explore.reasons import Sides, State
from advisor.recommend import FIRST, Recommendation, recommend
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Dimension

CONTRACTED = ("bpo", "client", "mixed")
"""Chairs in which one side invoices the other."""
INSIDE = ("budget", "recharge")
"""Money that stays inside a group: nobody invoices it to another company."""

Chair = tuple[str, str | None]


class Moved(Part):
    """What another chair does to one metric."""

    metric: str
    here: State
    there: State
    because: str
    seat: str | None = None
    """Who took its seat, or whose seat it took."""


class Switch(Part):
    """The same strategy in another chair."""

    sourcing: str
    pricing: str | None
    stays: tuple[str, ...] = ()
    """What stands in both sets in the same tier and uses."""
    moved: tuple[Moved, ...] = ()
    first: tuple[str, ...] = ()
    """The first priorities in that chair."""
    tiers: dict[str, State]
    """Tier there of all that stands in the set there."""
    clash: tuple[str, ...] | None = None


def chairs(catalogue: Catalogue) -> tuple[Chair, ...]:
    """Every sourcing with its money left open and with every price that may go with it: what is
    invoiced where there is a contract, a budget or an inside charge where there is none."""
    prices = catalogue.of_dimension(Dimension.PRICING)
    return tuple(
        (sourcing, pricing)
        for sourcing in catalogue.of_dimension(Dimension.SOURCING)
        for pricing in (
            None,
            *(price for price in prices if (price in INSIDE) != (sourcing in CONTRACTED)),
        )
    )


def switch(case: Case, best: Recommendation, sourcing: str, pricing: str | None = None) -> Switch:
    """The same strategy under another sourcing or pricing: what stays and what moves.

    Contract adjusters belong to the contract that one leaves, and are dropped there.
    """
    other = edited(
        case,
        Edit("set", None, "context.sourcing", sourcing),
        Edit("set", None, "context.pricing", pricing),
        Edit("set", None, "context.adjusters", []),
    )
    answer = answered(other)
    if answer is None:
        clash = recommend(other).clash
        return Switch(sourcing=sourcing, pricing=pricing, tiers={}, clash=clash)
    there = answer.said()
    return _compared(case, best, answer, there, (sourcing, pricing))


def switches(
    case: Case,
    best: Recommendation,
    of: Iterable[Chair] | None = None,
    *,
    told: Callable[[int], None] | None = None,
) -> tuple[Switch, ...]:
    """The overview: every chair, or those of `of`. `told` hears how many are done."""
    found = []
    for number, (sourcing, pricing) in enumerate(of or chairs(case.catalogue), start=1):
        found.append(switch(case, best, sourcing, pricing))
        if told:
            told(number)
    return tuple(found)


def _compared(
    case: Case, best: Recommendation, answer: Answer, there: Recommendation, chair: Chair
) -> Switch:
    sides = Sides(case, answer.case, best, there, answer)
    moved: list[Moved] = []
    for metric in sorted({*sides.was, *sides.now}):
        before, after = sides.tier(metric, there=False), sides.tier(metric, there=True)
        if before != after:
            because, seat = sides.why(metric)
            moved.append(Moved(metric=metric, here=before, there=after, because=because, seat=seat))
        elif level := sides.level(metric):
            moved.append(Moved(metric=metric, here=before, there=after, because=level))
    gone = {item.metric for item in moved}
    return Switch(
        sourcing=chair[0],
        pricing=chair[1],
        stays=tuple(key for key in sorted({*sides.was} & {*sides.now}) if key not in gone),
        moved=tuple(moved),
        first=tuple(item.metric for item in there.tier("pursue")[:FIRST]),
        tiers={item.metric: item.tier for item in there.metrics},
    )
