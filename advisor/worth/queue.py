"""The queue at the stated operating point, read between whole positions.

People come in ones and a point of service level in tenths of them. Each position more leaves about
the same fraction of those who are not answered in time, so between two neighbouring numbers of
positions that share is taken to fall by a steady factor. Anybody can redo it with an Erlang
calculator and the key ln. Where it is no good guide, nothing is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from advisor.feasibility.judging import LONGEST_INTERVAL
from advisor.feasibility.load import HANDLING, PATIENCE, VOLUME
from advisor.feasibility.pool import Limit, Pool, Quantity, fewest_positions, measure
from advisor.worth.own import Own
from advisor.worth.value import Ask, Step, kept, told

# Judgements of this tool: beyond these a point of service level is no sensible unit.
COARSE = 0.20  # one position more moves the level by more than that
LOWEST, HIGHEST = 0.05, 0.98  # the level flattens out at both ends
EXACT = 4  # decimals of a level: hundredths of a point

ENDLESS = (
    "More work comes in than the people can do: by Erlang C, where nobody hangs up, the line grows "
    "without end, and less work would shorten the line before it freed anybody."
)


class Unsaid(Exception):
    """It cannot be said: why, where that is not for want of a figure, and what to ask."""

    def __init__(self, why: str = "", asks: tuple[Ask, ...] = ()) -> None:
        self.why, self.asks = why, asks
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Point:
    """A pool whose positions are known, and the answer time that it is judged by."""

    pool: Pool
    seconds: float
    steps: tuple[Step, ...]

    @property
    def positions(self) -> int:
        return self.pool.positions or 0

    @property
    def model(self) -> str:
        patience = self.pool.patience_seconds
        if patience is None:
            return "Erlang C, where nobody hangs up"
        return f"Erlang A, with a patience of {told(patience)} seconds"

    @property
    def level(self) -> float:
        return level(self.pool, self.positions, self.seconds)


def level(pool: Pool, positions: int, seconds: float) -> float:
    """Share answered in time by so many positions, from 0 to 1, rounded for the sums."""
    if positions == 0:
        return 0.0
    staffed = replace(pool, positions=positions)
    return round(measure(staffed, Quantity.SERVICE_LEVEL, seconds), EXACT)


def late(pool: Pool, positions: int, seconds: float) -> float:
    """Share not answered in time by so many positions."""
    return round(1 - level(pool, positions, seconds), EXACT)


def point_of(own: Own, limit: Limit) -> Point:
    """The operating point at the time of a service level. Raises Unsaid where none can be told."""
    if own.out_of_reach:
        raise Unsaid(own.out_of_reach)
    pool = own.pool
    if pool is None:
        load = own.load
        known = load.contacts is not None and load.minutes is not None
        asks = () if known else (Ask(VOLUME),)
        raise Unsaid(asks=asks if load.handle_seconds else (*asks, Ask(HANDLING)))
    if pool.minutes > LONGEST_INTERVAL:
        raise Unsaid("Over more than an hour peaks hide behind the average: give one half-hour.")
    if pool.load == 0:
        raise Unsaid("No contacts come in.")
    if own.overloaded:
        raise Unsaid(ENDLESS, (Ask(PATIENCE),))
    how = f"{pool.positions} positions, by your figures."
    if pool.positions is None:
        size = fewest_positions(pool, limit) or 1
        pool = replace(pool, positions=size)
        how = f"How many are on is not known: taken at {size} positions, the fewest that keep it."
    elif own.inputs is not None and own.inputs.positions is None:
        how = f"{pool.positions} positions: the paid people less shrinkage, all on at once."
    found = Point(pool, limit.seconds, (*load_steps(pool), Step(how)))
    _require_fine(found)
    return found


def load_steps(pool: Pool) -> tuple[Step, ...]:
    """The work that comes in."""
    contacts, handle, minutes = told(pool.contacts), told(pool.handle_seconds), told(pool.minutes)
    says = f"{contacts} contacts of {handle} seconds in {minutes} minutes, in erlangs of work:"
    return (Step(says, f"{contacts} × {handle} / ({minutes} × 60) = {told(round(pool.load, 3))}"),)


def _require_fine(point: Point) -> None:
    now = point.level
    if not LOWEST <= now <= HIGHEST:
        raise Unsaid(
            f"Within {told(point.seconds)} seconds {percent(now)} % are answered, by "
            f"{point.model}: so near the end of the scale a point is no measure of people."
        )
    leap = level(point.pool, point.positions + 1, point.seconds) - now
    if leap > COARSE:
        raise Unsaid(
            f"This pool is too small: from {point.positions} to {point.positions + 1} positions "
            f"the level leaps by {percent(leap)} points, so no single point can be had."
        )


def percent(share: float) -> str:
    """A share in percent, to hundredths."""
    return told(round(100 * share, 2))


def staffed_for(point: Point, wanted: float, pool: Pool) -> tuple[float, Step]:
    """Positions, with a fraction, at which `pool` reaches a level, and the sum that gives them."""
    limit = Limit(Quantity.SERVICE_LEVEL, True, wanted, point.seconds)
    above = fewest_positions(pool, limit) or 1
    before, after = late(pool, above - 1, point.seconds), late(pool, above, point.seconds)
    goal = round(1 - wanted, EXACT)
    if not 0 < after < before:
        raise Unsaid("Here one position more or less does not move the level step by step.")
    found = round(above - 1 + math.log(before / goal) / math.log(before / after), 3)
    says = (
        f"At {told(round(pool.load, 3))} erlangs {above - 1} positions leave {percent(before)} % "
        f"not answered within {told(point.seconds)} seconds, and {above} leave {percent(after)} %. "
        f"For {percent(goal)} % it takes, with the share falling by a steady factor in between:"
    )
    part = f"ln({percent(before)} / {percent(goal)}) / ln({percent(before)} / {percent(after)})"
    return found, Step(says, f"{above - 1} + {part} = {told(found)}")


def level_with(point: Point, positions: float) -> Step:
    """The sum that gives the level at a fraction of positions."""
    below = math.floor(positions)
    before, after = (late(point.pool, size, point.seconds) for size in (below, below + 1))
    part = round(positions - below, 3)
    found = round(1 - before * (after / before) ** part, EXACT)
    says = (
        f"What it buys: {below} positions leave {percent(before)} % not answered within "
        f"{told(point.seconds)} seconds and {below + 1} leave {percent(after)} %, by "
        f"{point.model}. So {told(positions)} answer, in per cent:"
    )
    ratio = f"({percent(after)} / {percent(before)})^{told(part)}"
    return Step(says, f"100 − {percent(before)} × {ratio} = {percent(found)}")


def stands(point: Point) -> str:
    """The level that the pool gives as it is."""
    return (
        f"By {point.model}, these {point.positions} answer {percent(point.level)} % within "
        f"{told(point.seconds)} seconds."
    )


def freed_at_level(point: Point, lighter: Pool) -> tuple[float, tuple[Step, ...]]:
    """Percent of the positions that a lighter load frees while the level stays as it is."""
    now, on = point.level, point.positions
    stays = Step(f"{stands(point)} That level is kept.")
    needed, line = staffed_for(point, now, lighter)
    share, sums = share_of(on - needed, point)
    return share, (*point.steps, stays, line, Step("Freed:", _less(on, needed)), *sums)


def needed_for_point(point: Point) -> tuple[float, tuple[Step, ...]]:
    """Percent of the positions that one point more of service level takes."""
    now, on = point.level, point.positions
    more, up = staffed_for(point, round(now + 0.01, EXACT), point.pool)
    fewer, _down = staffed_for(point, round(now - 0.01, EXACT), point.pool)
    back = Step("One point less than now would free, in positions:", _less(on, fewer))
    share, sums = share_of(more - on, point)
    return share, (
        *point.steps,
        Step(stands(point)),
        up,
        Step("Needed:", _less(more, on)),
        back,
        *sums,
    )


def share_of(positions: float, point: Point) -> tuple[float, tuple[Step, ...]]:
    """Positions as percent of those on."""
    moved = round(positions, 3)
    share = kept(100 * moved / point.positions)
    line = f"100 × {told(moved)} / {point.positions} = {told(share)}"
    return share, (Step("In per cent of those on:", line),)


def _less(first: float, second: float) -> str:
    return f"{told(first)} − {told(second)} = {told(round(first - second, 3))}"
