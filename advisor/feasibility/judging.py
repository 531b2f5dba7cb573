"""Can the targets hold, one by one and together, with this volume, handle time and staff?

By Erlang C, by Erlang A where patience is known, and by the identities between load, positions,
occupancy, contacts per hour and cost; work that can wait by Little's law (deferred.py). Four
verdicts; what the formulas do not reach is not judged.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from advisor.brief import Load
from advisor.case import Case
from advisor.feasibility.demands import Demand
from advisor.feasibility.load import priced, unknowns
from advisor.feasibility.pool import (
    CLOSE,
    FAR,
    SHRINKAGE_FAR,
    Inputs,
    Limit,
    Quantity,
    measure,
    possible,
    safe,
)
from advisor.feasibility.verdict import Judged, Verdict
from advisor.feasibility.words import (
    counted,
    even,
    gives,
    listed,
    money,
    number,
    percent,
    room,
    takes,
)
from advisor.sizing import heads_for
from knowledge.vocabulary import Dimension

LONGEST_INTERVAL = 60.0  # minutes: peaks hide in anything longer
IDENTITIES = frozenset({Quantity.OCCUPANCY, Quantity.CONTACTS_PER_HOUR})
PEAKS = "Over more than an hour peaks hide behind the average: give the busiest half-hour."


def judge(
    demand: Demand, load: Load, inputs: Inputs | None, why_not: str, levels: Sequence[Limit]
) -> Judged:
    """The verdict on one demand. `why_not` says why the formulas do not reach this brief."""
    verdict, says, missing = _verdict(demand, load, inputs, why_not, levels)
    limit = next(iter(demand.limits), None)
    told = inputs is not None and not why_not and not demand.only_beyond
    known = told and limit is not None and not unknowns(demand, load, inputs)
    now, kept = None, None
    if known and limit and inputs:
        pool = inputs.stated()
        now = measure(pool, limit.quantity, limit.seconds, limit.of)
        kept = all(item.met(pool) for item in demand.limits)
    return Judged(
        metric=demand.line.metric,
        written=demand.line.written,
        verdict=verdict,
        says=says,
        now=None if now is None or not math.isfinite(now) else round(now, 4),
        kept=kept,
        missing=missing,
    )


def _verdict(
    demand: Demand, load: Load, inputs: Inputs | None, why_not: str, levels: Sequence[Limit]
) -> tuple[Verdict, str, tuple[str, ...]]:
    if why_not or demand.why_not:
        asked = (demand.question,) if demand.question and not why_not else ()
        return Verdict.NOT_JUDGED, why_not or demand.why_not, asked
    beyond = next((said for limit in demand.limits if (said := _beyond(limit, load, inputs))), "")
    if beyond:
        return Verdict.CANNOT, beyond, ()
    if demand.only_beyond:
        asked = (demand.question,) if demand.question else ()
        return Verdict.NOT_JUDGED, demand.only_beyond, asked
    missing = unknowns(demand, load, inputs)
    if inputs is None or not priced(demand, inputs):
        return Verdict.NOT_JUDGED, "Not enough is known to judge it.", missing
    pool = inputs.stated()
    given = "" if pool.positions is None else gives(demand.limits[0], pool)
    more = _sentences(_takes(demand, inputs), room(demand.limits, levels, pool))
    if not possible(demand.limits, inputs):
        return Verdict.CANNOT, _sentences(given, more, even(inputs)), ()
    if missing:
        return Verdict.NOT_JUDGED, _sentences("Not enough is known to judge it.", more), missing
    if inputs.minutes > LONGEST_INTERVAL:
        return Verdict.NOT_JUDGED, PEAKS, ()
    if safe(demand.limits, inputs):
        still = f"It still holds with {percent(CLOSE)} more or fewer contacts."
        return Verdict.HOLDS, _sentences(given, still), ()
    if all(limit.met(pool) for limit in demand.limits):
        barely = f"With contacts {percent(CLOSE)} off the forecast it may no longer hold."
        return Verdict.TIGHT, _sentences(given, barely, more), ()
    return Verdict.TIGHT, _sentences(given, _luck(demand.limits, inputs), more), ()


def _luck(limits: Sequence[Limit], inputs: Inputs) -> str:
    """What would have to come together, where the stated inputs miss."""
    helped = {limit.more_staff_helps for limit in limits}
    ways = "fewer or more" if len(helped) > 1 else "fewer" if True in helped else "more"
    wishes = [f"up to {percent(FAR)} {ways} contacts than stated"]
    if inputs.handle_aimed_at is not None:
        wishes.append("the handle time aimed at")
    if inputs.resolved_aimed_at is not None and limits[0].quantity is Quantity.COST_PER_RESOLUTION:
        wishes.append("the share resolved that is aimed at")
    if inputs.patience_seconds is None and limits[0].quantity not in IDENTITIES:
        wishes.append("customers who soon give up")
    return f"As stated it misses; it would take luck: {listed(wishes)}."


def _takes(demand: Demand, inputs: Inputs) -> str:
    """Without patience nothing can be said of the positions that abandonment takes."""
    if demand.quantity is Quantity.ABANDONMENT and inputs.patience_seconds is None:
        return ""
    return takes(demand.limits, inputs.stated())


def _sentences(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part)


def _beyond(limit: Limit, load: Load, inputs: Inputs | None) -> str:
    """What no volume and no staff can do."""
    floor, handle = limit.value, load.handle_seconds
    if inputs is not None and inputs.handle_aimed_at is not None:
        handle = inputs.handle_aimed_at
    if limit.quantity is Quantity.SERVICE_LEVEL and limit.least and floor >= 1:
        return "While contacts come in at random, no number of people answers all of them in time."
    never = (Quantity.ABANDONMENT, Quantity.STILL_WAITING, Quantity.SPEED_OF_ANSWER)
    if limit.quantity in never and not limit.least and limit.value <= 0:
        return "While contacts come in at random, no number of people brings it down to nothing."
    if limit.quantity is Quantity.OCCUPANCY and limit.least and floor > 1:
        return "Nobody is busy for more than all of the time."
    if handle is None:
        return ""
    at_once = inputs.at_once if inputs else 1.0
    most = 3600 * at_once / handle
    if limit.quantity is Quantity.CONTACTS_PER_HOUR and limit.least and floor > most:
        return (
            f"At {number(handle)} seconds each, an hour without a pause holds {number(most)} "
            "contacts."
        )
    if limit.quantity.costs and load.cost_per_hour is not None and not limit.least:
        bare = load.cost_per_hour / (1 - (load.shrinkage or 0.0)) / most
        if limit.value < bare:
            return f"The handling alone costs {money(bare)}, without a second of waiting time."
    return ""


def staffing(load: Load) -> Iterator[Judged]:
    """Positions against paid heads, where both are given."""
    if not load.positions or load.paid_heads is None or load.shrinkage is None:
        return
    needed = heads_for(load.positions, load.shrinkage)
    least = heads_for(load.positions, max(0.0, load.shrinkage - SHRINKAGE_FAR))
    verdict = Verdict.HOLDS if needed <= load.paid_heads else Verdict.TIGHT
    filled = int(load.paid_heads * (1 - load.shrinkage) + 1e-9)
    short = load.positions - filled
    fill = f" {number(load.paid_heads)} fill {counted(filled, 'position')}." if short > 0 else ""
    yield Judged(
        metric=None,
        written="Positions and paid heads",
        verdict=Verdict.CANNOT if least > load.paid_heads else verdict,
        says=(
            f"{counted(load.positions, 'position')} take {number(needed)} paid heads at "
            f"{percent(load.shrinkage)} shrinkage, all on the same shift; "
            f"{number(load.paid_heads)} are paid.{fill}"
        ),
        now=round(load.paid_heads * (1 - load.shrinkage), 4),
        kept=needed <= load.paid_heads,
    )


def provisos(case: Case) -> Iterator[str]:
    """What the verdicts take for granted, or leave open."""
    if len(case.contexts[Dimension.CHANNELS]) > 1:
        yield "All contacts are taken as calls: other channels need a brief of their own."
    which = case.brief.load.which
    if which in ("usual", "quiet"):
        yield f"This is a {which} interval: the busiest is harder."
