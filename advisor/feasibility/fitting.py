"""What would make a target hold: other staff, or another target."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from advisor.feasibility.pool import CLOSE, Inputs, Limit, Pool, Quantity, measure
from advisor.feasibility.verdict import Fit
from advisor.feasibility.words import counted, money, number, percent, wanted
from advisor.ranges import MOST_SERVERS
from advisor.sizing import heads_for

MOST_SEARCHED = 4_096  # positions: nobody plans beyond


def fit(
    limits: Sequence[Limit], inputs: Inputs, levels: Sequence[Limit], *, holds: bool
) -> Fit | None:
    """Positions with which `limits` hold safely, and the target that the present ones hold.

    None where nothing new can be said: no number of positions does it, and no target was reached
    that is one. `holds` says that the limits already do; `levels` are what fewer people would cost.
    """
    here = inputs.staffed
    needed = _positions(limits, inputs)
    target = None if holds or here is None else _target(limits, inputs)
    if needed == here:
        needed = None
    if needed is None and target is None:
        return None
    hour = inputs.stated().hour
    extra = None if needed is None or here is None or hour is None else (needed - here) * hour
    heads = None
    if needed is not None and inputs.shrinkage is not None:
        heads = round(heads_for(needed, inputs.shrinkage), 2)
    told = []
    if needed is not None:
        told.append(_staff_says(needed, here, extra, inputs, limits))
        if here is not None and needed < here:
            told += _then(replace(inputs.stated(), positions=needed), limits, levels)
    if target is not None:
        told.append(f"With the {here} there are, {wanted(target)} is what holds.")
    return Fit(
        says=" ".join(told),
        positions=needed,
        heads=heads,
        cost_per_hour=None if extra is None else round(extra, 2),
        target=None if target is None else target.value,
    )


def _staff_says(
    needed: int, here: int | None, extra: float | None, inputs: Inputs, limits: Sequence[Limit]
) -> str:
    way = "more" if limits[0].more_staff_helps else "fewer"
    first = f"{counted(needed, 'position')} hold it, {percent(CLOSE)} {way} contacts included"
    if here is None:
        return f"{first}."
    off = needed - here
    price = "" if extra is None else f", {money(abs(extra), inputs.currency)} an hour"
    if off > 0:
        return f"{first}: {off} more than there are{price}."
    return f"{first}: {-off} fewer than there are{price}{' less' if price else ''}."


def _then(pool: Pool, limits: Sequence[Limit], levels: Sequence[Limit]) -> Iterator[str]:
    """What so few people would do to those who wait, where it is not what was asked."""
    if pool.patience_seconds is None and pool.load >= pool.servers:
        yield "More work comes in than they can do."
        return
    for level in levels:
        if level not in limits:
            given = measure(pool, level.quantity, level.seconds)
            yield f"They answer {percent(given)} within {number(level.seconds)} seconds."
    wait = measure(pool, Quantity.SPEED_OF_ANSWER)
    if not levels and limits[0].quantity not in WAITING:
        yield f"Customers then wait for {number(wait)} seconds on average."


def _readings(inputs: Inputs) -> Iterator[Pool]:
    """The inputs as stated, and volume a little off either way."""
    for off in (0.0, CLOSE, -CLOSE):
        yield replace(inputs, contacts=inputs.contacts * (1 + off)).stated()


def _positions(limits: Sequence[Limit], inputs: Inputs) -> int | None:
    """Fewest positions that keep the limits safely; most of them, where fewer help."""

    pools = list(_readings(inputs))

    def keeps(positions: int) -> bool:
        staffed = (replace(pool, positions=positions) for pool in pools)
        return all(limit.met(pool) for pool in staffed for limit in limits)

    helped = {limit.more_staff_helps for limit in limits}
    if helped == {True}:
        return _first(keeps, int(min(MOST_SEARCHED, MOST_SERVERS / inputs.at_once)))
    if helped == {False}:
        first_not = _first(lambda positions: not keeps(positions), MOST_SEARCHED)
        return first_not - 1 if first_not is not None and first_not > 1 else None
    return None


def _first(true: Callable[[int], bool], most: int) -> int | None:
    """The first number for which something is true that stays true from there on."""
    few, many = 0, 1
    while not true(many):
        if many == most:
            return None
        few, many = many, min(2 * many, most)
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if true(middle) else (middle, many)
    return many


def _target(limits: Sequence[Limit], inputs: Inputs) -> Limit | None:
    """The limit nearest to what was asked that the present positions hold safely; one of a kind."""
    if len(limits) != 1:
        return None
    limit = limits[0]
    pools = _readings(inputs)
    found = [measure(pool, limit.quantity, limit.seconds, limit.of) for pool in pools]
    worst = min(found) if limit.least else max(found)
    if not math.isfinite(worst):
        return None
    step = _step(limit.quantity)
    steps = math.floor(worst / step + 1e-9) if limit.least else math.ceil(worst / step - 1e-9)
    value = round(steps * step, 4)
    share = limit.quantity in SHARES
    if value <= 0 or (share and value >= 1):
        return None
    return replace(limit, value=value)


WAITING = frozenset(
    {
        Quantity.SERVICE_LEVEL,
        Quantity.STILL_WAITING,
        Quantity.SPEED_OF_ANSWER,
        Quantity.ABANDONMENT,
    }
)
SHARES = frozenset(
    {Quantity.SERVICE_LEVEL, Quantity.STILL_WAITING, Quantity.ABANDONMENT, Quantity.OCCUPANCY}
)


def _step(quantity: Quantity) -> float:
    """What a target of that kind is rounded to, to the safe side."""
    if quantity in SHARES:
        return 0.01
    if quantity is Quantity.CONTACTS_PER_HOUR:
        return 0.1
    return 0.01 if quantity.costs else 1.0
