"""A share of the positions as people and, where all of it is known, as money in a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.worth.own import HEADS, HOURS, INTERVALS, PAID_HOUR, Own
from advisor.worth.value import Ask, Counted, Lever, Step, Worth, kept, rough, told
from knowledge.vocabulary import Dimension


@dataclass(frozen=True, slots=True)
class Moved:
    """What a lever moves: percent of the positions, above 0 where they are freed."""

    change: str
    share: float
    steps: tuple[Step, ...]
    held: tuple[str, ...]


def in_people(mine: Own, lever: Lever, moved: Moved) -> Worth:
    """The share of the positions as people and, where all is known, as money in a year."""
    known = Worth(
        lever=lever,
        change=moved.change,
        share=moved.share,
        currency=mine.load.currency or "",
        steps=moved.steps,
        held=(*moved.held, *_provisos(mine)),
    )
    if mine.heads is None:
        return _of_positions(mine, known)
    size, sign = abs(moved.share), _sign(moved.share)
    people = kept(mine.heads * size / 100)
    step = Step(
        f"The same per cent of the {told(mine.heads)} paid people:",
        f"{told(mine.heads)} × {told(size)} / 100 = {told(people)}",
    )
    known = replace(known, people=sign * people, steps=(*known.steps, step))
    return _in_money(mine, known, people, sign)


def _of_positions(mine: Own, known: Worth) -> Worth:
    """People of the one interval, where nobody said how many are paid."""
    if mine.positions is None or known.share is None:
        return replace(known, missing=(HEADS,))
    size, sign = abs(known.share), _sign(known.share)
    on = kept(mine.positions * size / 100)
    steps = [Step("Positions:", f"{mine.positions} × {told(size)} / 100 = {told(on)}")]
    asks = (HEADS, *_money_asks(mine))
    if mine.load.shrinkage is None:
        people, counted = on, Counted.ON
    else:
        off, counted = kept(100 * mine.load.shrinkage), Counted.BEHIND
        people = kept(100 * on / (100 - off))
        line = f"{told(on)} × 100 / (100 − {told(off)}) = {told(people)}"
        steps.append(Step(f"Paid people behind them, at {told(off)} % shrinkage:", line))
    return replace(
        known,
        people=sign * people,
        counted=counted,
        steps=(*known.steps, *steps),
        missing_for_money=asks,
    )


def _sign(share: float) -> int:
    return 1 if share >= 0 else -1


def _money_asks(mine: Own) -> tuple[Ask, ...]:
    load = mine.load
    asked = ((PAID_HOUR, load.cost_per_hour), (HOURS, load.hours_per_year))
    return tuple(ask for ask, value in asked if value is None)


def _in_money(mine: Own, known: Worth, people: float, sign: int) -> Worth:
    cost, hours = mine.load.cost_per_hour, mine.load.hours_per_year
    asks = _money_asks(mine)
    if cost is None:
        return replace(known, missing_for_money=asks)
    unit = f" {mine.load.currency}" if mine.load.currency else ""
    an_hour = kept(people * cost)
    says = f"For each hour that one person is paid, at {told(cost)}{unit}:"
    step = Step(says, f"{told(people)} × {told(cost)} = {told(an_hour)}")
    known = replace(known, money_an_hour=sign * an_hour, steps=(*known.steps, step))
    if hours is None:
        return replace(known, missing_for_money=asks)
    year = kept(an_hour * hours)
    step = Step(
        f"In a year of {told(hours)} paid hours, about {rough(year)}{unit}:",
        f"{told(an_hour)} × {told(hours)} = {told(year)}",
    )
    return replace(known, money=sign * year, steps=(*known.steps, step))


def _provisos(mine: Own) -> Iterator[str]:
    """What is taken to hold beyond the one interval."""
    which = INTERVALS.get(mine.load.which or "", "one interval")
    if mine.heads is not None:
        yield (
            f"The year: the per cent was worked out for {which} and is taken to hold all year. "
            "With fewer people on, a point of service level takes a larger per cent, and less work "
            "frees a smaller one."
        )
    if mine.live and len(mine.case.contexts[Dimension.CHANNELS]) > 1:
        yield "All contacts are taken as calls: other channels need a brief of their own."
