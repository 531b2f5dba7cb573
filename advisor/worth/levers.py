"""Five levers: what each changes, the share of the work that it moves, and people and money of it.

Identities. Contacts are the first ones over 1 less the share that comes back, if second contacts
come back as often as first ones. Work is contacts times handle time. People on contacts are work
over occupancy. Where a queue can be judged, the service level is held and Erlang tells the people;
elsewhere occupancy is held and people go with the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from advisor.case import Case
from advisor.feasibility.load import HANDLING, waits
from advisor.feasibility.pool import Limit, Pool, Quantity, measure
from advisor.worth.own import (
    ATTRITION,
    BUSY,
    COMING_BACK,
    HEADS,
    OCCUPANCY,
    REPEATS,
    REPLACING,
    SERVICE_LEVEL,
    Own,
    own,
)
from advisor.worth.people import Moved, in_people
from advisor.worth.queue import (
    ENDLESS,
    Unsaid,
    freed_at_level,
    level_with,
    load_steps,
    needed_for_point,
    point_of,
)
from advisor.worth.value import Ask, Counted, Lever, Step, Worth, kept, told

SECONDS = 10
FEWEST_SECONDS = 2 * SECONDS  # of a shorter contact ten seconds are most
CHANGES = {
    Lever.SERVICE_LEVEL: "One point more of service level",
    Lever.REPEATS: "One point fewer repeat contacts",
    Lever.HANDLE_TIME: f"{SECONDS} seconds less handle time",
    Lever.OCCUPANCY: "One point less occupancy",
    Lever.ATTRITION: "One point less attrition in a year",
}
CAN_WAIT = "It is about calls that wait on the line, and your contacts can wait."
VOLUME_HELD = "The number of contacts, and how long customers are ready to wait."
SHRINKAGE_HELD = "Shrinkage."


def worth(case: Case) -> tuple[Worth, ...]:
    """What one step of each lever frees or takes, by the user's own figures. Pure.

    One value per lever in a fixed order, and one per answer time that a service level is asked
    for. Where it cannot be said, the value carries the questions or the reason and no figure.
    """
    mine = own(case)
    found = [_told(mine, Lever.SERVICE_LEVEL, _level_of(limit)) for limit in mine.levels]
    if not found:
        found = [_told(mine, Lever.SERVICE_LEVEL, _no_level)]
    found.append(_told(mine, Lever.REPEATS, _repeats))
    found.append(_told(mine, Lever.HANDLE_TIME, _handle_time))
    found.append(_told(mine, Lever.OCCUPANCY, _occupancy))
    return (*found, _attrition(mine))


def _told(mine: Own, lever: Lever, move: Callable[[Own], Moved]) -> Worth:
    try:
        return in_people(mine, lever, move(mine))
    except Unsaid as unsaid:
        staffed = mine.heads or mine.positions
        return Worth(
            lever=lever,
            change=CHANGES[lever],
            why_not=unsaid.why,
            missing=unsaid.asks if staffed or unsaid.why else (*unsaid.asks, HEADS),
        )


# --- the levers ----------------------------------------------------------------------------------


def _no_level(mine: Own) -> Moved:
    if waits(mine.case):
        raise Unsaid(CAN_WAIT)
    if mine.out_of_reach:
        raise Unsaid(mine.out_of_reach)
    raise Unsaid(asks=mine.level_asks)


def _level_of(limit: Limit) -> Callable[[Own], Moved]:
    def move(mine: Own) -> Moved:
        share, steps = needed_for_point(point_of(mine, limit))
        stated = mine.actual(SERVICE_LEVEL, "percent")
        if stated is not None:
            says = (
                f"Today's list says {told(stated)} %. The sums stand where the formula puts your "
                "figures: the further apart the two, the less to trust them."
            )
            steps = (*steps, Step(says))
        return Moved(
            change=f"One point more answered within {told(limit.seconds)} seconds",
            share=-share,
            steps=steps,
            held=(VOLUME_HELD, "Handle time.", SHRINKAGE_HELD),
        )

    return move


def _repeats(mine: Own) -> Moved:
    back = mine.actual(REPEATS, "percent")
    if back is None:
        raise Unsaid(asks=(COMING_BACK,))
    if not 1 <= back < 100:
        raise Unsaid(f"With {told(back)} % that come back there is no point to take off.")
    first, rest, fewer = kept(100 - back, 6), kept(101 - back, 6), told(back - 1)
    made = round(100 * first / rest, 3)
    share = round(100 - made, 3)
    steps = (
        Step(
            f"Of 100 contacts {told(back)} come back, as today's list says, so {told(first)} are "
            f"on a new matter. If {fewer} in 100 come back, the same matters take, in contacts:",
            f"{told(first)} / {told(rest)} × 100 = {told(made)}",
        ),
        Step("Contacts less, in per cent:", f"100 − {told(made)} = {told(share)}"),
    )
    held = (
        "The number of new matters, and handle time: whoever comes back takes as long as others.",
        "Those who come back come to this queue, and are as likely as others to come back again.",
        SHRINKAGE_HELD,
    )
    return _lighter(
        mine,
        Moved(f"One point fewer repeat contacts ({fewer} %)", share, steps, held),
        lambda pool: replace(pool, contacts=pool.contacts * (1 - share / 100)),
    )


def _handle_time(mine: Own) -> Moved:
    handle = mine.handle_seconds
    if handle is None:
        raise Unsaid(asks=(Ask(HANDLING),))
    if handle < FEWEST_SECONDS:
        raise Unsaid(f"Of {told(handle)} seconds {SECONDS} are too large a part to be a step.")
    share = kept(100 * SECONDS / handle)
    steps = (
        Step(
            f"{SECONDS} of {told(handle)} seconds, in per cent of the work:",
            f"100 × {SECONDS} / {told(handle)} = {told(share)}",
        ),
    )
    held = (
        "How many contacts come in: if shorter ones settle less, more come back, and this is lost.",
        SHRINKAGE_HELD,
    )
    shorter = told(handle - SECONDS)
    return _lighter(
        mine,
        Moved(f"{SECONDS} seconds less handle time ({shorter} s)", share, steps, held),
        lambda pool: replace(pool, handle_seconds=pool.handle_seconds - SECONDS),
    )


def _lighter(mine: Own, moved: Moved, lighten: Callable[[Pool], Pool]) -> Moved:
    """Less work: at the same service level where the queue can be judged, else as busy as today."""
    if mine.live and mine.overloaded:
        raise Unsaid(ENDLESS)
    why = "" if mine.levels else "No service level that people can be sized for is on today's list."
    try:
        if mine.levels:
            point = point_of(mine, mine.levels[0])
            share, sums = freed_at_level(point, lighten(point.pool))
            seconds = told(point.seconds)
            kept_level = f"The share that is answered within {seconds} seconds, as it is today."
            return replace(
                moved, share=share, steps=(*moved.steps, *sums), held=(kept_level, *moved.held)
            )
    except Unsaid as unsaid:
        why = unsaid.why
    as_busy = "How busy people are: the same per cent of them is freed as of the work."
    waits = "Waits grow a little." if mine.live else "Nothing is said of the wait."
    held = " ".join(part for part in (as_busy, waits, why) if part)
    return replace(moved, held=(held, *moved.held))


def _occupancy(mine: Own) -> Moved:
    busy, before = _busy(mine)
    if not 2 <= busy <= 100:
        raise Unsaid(f"At {told(busy)} % occupancy there is no point to take off.")
    less = round(busy - 1, 2)
    share = kept(100 / less)
    taken = Step(
        f"The same work by people who are busy for {told(less)} % of their time takes more of "
        "them, in per cent:",
        f"({told(busy)} / {told(less)} − 1) × 100 = {told(share)}",
    )
    return Moved(
        change=f"One point less occupancy ({told(less)} %)",
        share=-share,
        steps=(*before, taken, *_bought(mine, share)),
        held=("The work that is done; where fewer hang up, there is more of it.", SHRINKAGE_HELD),
    )


def _busy(mine: Own) -> tuple[float, tuple[Step, ...]]:
    """Occupancy in per cent by the load, or else as today's list says, and how it comes about."""
    pool = mine.pool
    if mine.live and not mine.out_of_reach and pool and pool.positions and pool.load:
        if mine.overloaded:
            raise Unsaid(ENDLESS)
        busy = round(100 * measure(pool, Quantity.OCCUPANCY), 2)
        work, on = told(round(pool.load, 3)), pool.positions
        if pool.patience_seconds is None:
            line = Step("Occupancy, in per cent:", f"100 × {work} / {on} = {told(busy)}")
            return busy, (*load_steps(pool), line)
        lost = round(100 * measure(pool, Quantity.ABANDONMENT), 2)
        says = (
            f"{told(lost)} % hang up, by Erlang A with a patience of "
            f"{told(pool.patience_seconds)} seconds; the rest is handled. Occupancy, in per cent:"
        )
        line = Step(says, f"{work} × (100 − {told(lost)}) / {on} = {told(busy)}")
        return busy, (*load_steps(pool), line)
    stated = mine.actual(OCCUPANCY, "percent")
    if stated is None:
        raise Unsaid(asks=(BUSY,))
    return stated, (Step(f"Occupancy is {told(stated)} %, as today's list says."),)


def _bought(mine: Own, share: float) -> Iterator[Step]:
    """What the people who are less busy do for the service level."""
    try:
        for limit in mine.levels[:1]:
            point = point_of(mine, limit)
            if mine.positions is None:
                return
            staffed = round(point.positions * (1 + share / 100), 3)
            line = f"{point.positions} × (1 + {told(share)} / 100) = {told(staffed)}"
            yield Step("In positions:", line)
            yield level_with(point, staffed)
    except Unsaid:
        return


def _attrition(mine: Own) -> Worth:
    heads = mine.heads
    if heads is None:
        return Worth(
            lever=Lever.ATTRITION,
            change=CHANGES[Lever.ATTRITION],
            counted=Counted.LEAVERS,
            missing=(HEADS,),
            missing_for_money=(REPLACING,),
        )
    people, stated = kept(heads / 100), mine.actual(ATTRITION, "percent")
    steps = [Step("Leavers less in a year:", f"{told(heads)} × 1 / 100 = {told(people)}")]
    if stated is not None:
        now = kept(heads * stated / 100)
        line = f"{told(heads)} × {told(stated)} / 100 = {told(now)}"
        steps.insert(0, Step(f"Today {told(stated)} % leave in a year, by your list:", line))
    return Worth(
        lever=Lever.ATTRITION,
        change=CHANGES[Lever.ATTRITION],
        people=people,
        counted=Counted.LEAVERS,
        currency=mine.load.currency or "",
        steps=(
            *steps,
            Step(
                "In money: times what it costs you to replace one person, which is not known here."
            ),
        ),
        held=("The number of people, who are all replaced when they leave.",),
        missing_for_money=(REPLACING,),
    )
