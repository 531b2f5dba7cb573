"""What one position more or less does: the price of each step, and the curve that they draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.case import Line
from advisor.feasibility.deferred import allowed_of
from advisor.feasibility.demands import Demand
from advisor.feasibility.flow import Flow, fewest
from advisor.feasibility.pool import (
    Inputs,
    Limit,
    Pool,
    Quantity,
    fewest_positions,
    measure,
)
from advisor.feasibility.verdict import Ladder, Mark, Rung
from advisor.feasibility.words import listed, money, number, percent
from advisor.ranges import MOST_SERVERS
from advisor.sizing import heads_for

MOST_RUNGS = 41
LEAP, LARGE = 10, 100  # one position more or less is not felt in a pool of so many
FIELDS = {
    Quantity.SERVICE_LEVEL: "service_level",
    Quantity.SPEED_OF_ANSWER: "speed_of_answer",
    Quantity.ABANDONMENT: "abandonment",
    Quantity.OCCUPANCY: "occupancy",
    Quantity.COST_PER_CONTACT: "cost_per_contact",
}


def ladder(asked: Sequence[Demand], clear: Sequence[Demand], inputs: Inputs) -> Ladder | None:
    """The rungs around the positions there are, or else around those that the targets take.

    `asked` are all demands, marked on the curve; `clear` those that can be computed and are not out
    of reach alone. None where nothing comes in, and where neither staff nor a target says where to
    look.
    """
    pool = inputs.stated()
    limits = [limit for demand in clear for limit in demand.limits]
    needs = [need for limit in limits if (need := fewest_positions(pool, limit))]
    needs = [need for need in needs if need < int(MOST_SERVERS / inputs.at_once)]
    centres = [*([inputs.staffed] if inputs.staffed else []), *([max(needs)] if needs else [])]
    if not centres or pool.load == 0:
        return None
    stated = [limit for demand in asked if not demand.only_beyond for limit in demand.limits]
    seconds = next((limit.seconds for limit in stated if _in_time(limit)), None)
    rungs = tuple(_rung(pool, size, seconds, limits) for size in _sizes(centres, pool))
    marks = tuple(
        mark
        for mark in _marks(asked, seconds)
        if any(getattr(rung, mark.quantity) is not None for rung in rungs)
    )
    here = next((rung for rung in rungs if rung.positions == inputs.staffed), None)
    return Ladder(
        here=inputs.staffed,
        seconds=seconds,
        currency=inputs.currency,
        rungs=rungs,
        marks=marks,
        says=tuple(_steps(here, rungs, seconds, inputs)) if here else (),
    )


def ladder_of_work(lines: Sequence[Line], flow: Flow) -> Ladder | None:
    """How soon so many people have the pile down to what the targets allow."""
    allowed = [most for line in lines if (most := allowed_of(line, flow, stops=False)) is not None]
    if flow.open is None or not allowed or flow.comes_in == 0 or not flow.long:
        return None
    inputs, most, here = flow.inputs, min(allowed), flow.inputs.staffed
    centres = [fewest(flow), *([here] if here else [])]
    rungs = tuple(_rung_of_work(flow, size, most) for size in _sizes(centres, inputs.stated()))
    now = next((rung for rung in rungs if rung.positions == here), None)
    return Ladder(
        here=here,
        seconds=None,
        clears_in="working days",
        currency=inputs.currency,
        rungs=rungs,
        marks=(),
        says=tuple(_steps_of_work(now, rungs, inputs)) if now else (),
    )


def _rung_of_work(flow: Flow, positions: int, allowed: float) -> Rung:
    pool = replace(flow.inputs.stated(), positions=positions)
    done = flow.finished(positions)
    heads = None if pool.shrinkage is None else heads_for(positions, pool.shrinkage)
    return Rung(
        positions=positions,
        occupancy=round(min(1.0, flow.comes_in / done), 4),
        clears_in=_rounded(flow.clears_in(positions, allowed)),
        heads=_rounded(heads),
        cost_per_hour=None if pool.hour is None else round(pool.hour * positions, 2),
    )


def _in_time(limit: Limit) -> bool:
    return limit.quantity in (Quantity.SERVICE_LEVEL, Quantity.STILL_WAITING)


def _sizes(centres: Sequence[int], pool: Pool) -> list[int]:
    """Numbers of positions, single ones about the centres, from a line without end to no line."""
    reach = max(2, round(math.sqrt(pool.load / pool.at_once)))
    below = reach if pool.patience_seconds is not None else min(2, reach)
    low = max(1, min(*centres, math.ceil(pool.load / pool.at_once)) - below)
    high = min(max(centres) + reach, int(MOST_SERVERS / pool.at_once))
    stride = max(1, math.ceil((high - low) / (MOST_RUNGS - 7)))
    near = {centre + off for centre in centres for off in (-LEAP, -1, 0, 1, LEAP)}
    return sorted({*range(low, high + 1, stride), *(size for size in near if low <= size <= high)})


def _rung(pool: Pool, positions: int, seconds: float | None, limits: Sequence[Limit]) -> Rung:
    here = replace(pool, positions=positions)
    patient = pool.patience_seconds is None
    wait = measure(here, Quantity.SPEED_OF_ANSWER)
    level = None if seconds is None else measure(here, Quantity.SERVICE_LEVEL, seconds)
    heads = None if pool.shrinkage is None else heads_for(positions, pool.shrinkage)
    paid = None if here.hour is None else measure(here, Quantity.COST_PER_CONTACT)
    return Rung(
        positions=positions,
        occupancy=round(measure(here, Quantity.OCCUPANCY), 4),
        service_level=_rounded(level),
        speed_of_answer=_rounded(wait),
        abandonment=None if patient else _rounded(measure(here, Quantity.ABANDONMENT)),
        heads=_rounded(heads),
        cost_per_hour=None if here.hour is None else round(here.hour * positions, 2),
        cost_per_contact=_rounded(paid),
        keeps=all(limit.met(here) for limit in limits) if limits else None,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 4)


def _marks(asked: Sequence[Demand], seconds: float | None) -> Iterator[Mark]:
    for demand in asked:
        for limit in demand.limits if not demand.only_beyond else ():
            field, value = FIELDS.get(limit.quantity), limit.value
            if _in_time(limit) and limit.seconds != seconds:
                continue
            if limit.quantity is Quantity.STILL_WAITING:
                field, value = "service_level", 1 - limit.value
            if field is not None:
                yield Mark(
                    metric=str(demand.line.metric),
                    written=demand.line.written,
                    quantity=field,
                    value=round(value, 4),
                )


# --- in words ------------------------------------------------------------------------------------


def _steps(
    here: Rung, rungs: Sequence[Rung], seconds: float | None, inputs: Inputs
) -> Iterator[str]:
    by_size = {rung.positions: rung for rung in rungs}
    steps = [(1, "One more"), (-1, "One fewer")]
    if here.positions >= LARGE:
        steps += [(LEAP, "Ten more"), (-LEAP, "Ten fewer")]
    for off, way in steps:
        size = here.positions + off
        if size in by_size:
            yield f"{way} ({size}): {_against(by_size[size], here, seconds, inputs)}."
    first = next((rung for rung in rungs if rung.keeps), None)
    if here.keeps is False and first is not None and abs(first.positions - here.positions) > 1:
        size = first.positions
        yield (
            f"With {size} all that can hold is kept at the stated volume: "
            f"{_against(first, here, seconds, inputs)}."
        )


def _steps_of_work(here: Rung, rungs: Sequence[Rung], inputs: Inputs) -> Iterator[str]:
    by_size = {rung.positions: rung for rung in rungs}
    for size, way in ((here.positions + 1, "One more"), (here.positions - 1, "One fewer")):
        then = by_size.get(size)
        if then is not None:
            said = [_cleared(then, here), *_price(then, here, inputs)]
            yield f"{way} ({size}): {', '.join(said)}."


def _cleared(then: Rung, here: Rung) -> str:
    before = "never" if here.clears_in is None else number(here.clears_in)
    if then.clears_in is None:
        return "the pile is never down to what the targets allow"
    return (
        f"the pile is down to what the targets allow in {number(then.clears_in)} working days "
        f"instead of {before}"
    )


def _price(then: Rung, now: Rung, inputs: Inputs) -> Iterator[str]:
    hour = inputs.stated().hour
    if hour is not None:
        off = (then.positions - now.positions) * hour
        way = "more" if off > 0 else "less"
        yield f"{money(abs(off), inputs.currency)} an hour {way}"


def _against(then: Rung, now: Rung, seconds: float | None, inputs: Inputs) -> str:
    said = []
    if then.service_level is not None and now.service_level is not None and seconds is not None:
        within = f"within {number(seconds)} seconds"
        said.append(f"{_moved(then.service_level, now.service_level)} {within}")
    elif then.speed_of_answer is not None and now.speed_of_answer is not None:
        said.append(
            f"{number(then.speed_of_answer)} seconds of waiting on average instead of "
            f"{number(now.speed_of_answer)}"
        )
    if then.abandonment is not None and now.abandonment is not None:
        said.append(f"{_moved(then.abandonment, now.abandonment)} give up")
    said.append(f"{_moved(then.occupancy, now.occupancy)} of people's time busy")
    return listed([*said, *_price(then, now, inputs)])


def _moved(then: float, now: float) -> str:
    if percent(then) == percent(now):
        return f"still {percent(then)}"
    return f"{percent(then)} instead of {percent(now)}"
