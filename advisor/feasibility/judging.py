"""Can the targets hold, one by one and together, with this volume, handle time and staff?

By Erlang C, by Erlang A where patience is known, and by the identities between load, positions,
occupancy, contacts per hour and cost. Four verdicts; what the formulas do not reach is not judged.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations

from advisor.brief import Load, Part
from advisor.case import Case
from advisor.erlang import heads_for
from advisor.feasibility.demands import (
    Demand,
    demands,
    inputs_of,
    out_of_reach,
    pool_missing,
    priced,
    unknowns,
)
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
from advisor.feasibility.words import (
    Figure,
    even,
    figures,
    gives,
    number,
    percent,
    room,
    service_levels,
    takes,
    used,
    wanted,
)
from knowledge.vocabulary import Dimension

LONGEST_INTERVAL = 60.0  # minutes: peaks hide in anything longer


MOST_REMEMBERED = 64
_REMEMBERED: dict[Hashable, Feasibility] = {}


class Verdict(StrEnum):
    """How a demand fares."""

    HOLDS = "holds"
    TIGHT = "tight"
    CANNOT = "cannot hold"
    NOT_JUDGED = "not judged here"


class Judged(Part):
    """One target and its verdict."""

    metric: str | None
    """None for positions against paid heads."""
    written: str
    verdict: Verdict
    says: str
    now: float | None = None
    """What the stated inputs give: a share from 0 to 1, seconds, contacts or money."""
    missing: tuple[str, ...] = ()
    """What to ask, where it is not judged."""


class Clash(Part):
    """The fewest targets that no favourable reading of the inputs lets hold together."""

    metrics: tuple[str, ...]
    written: tuple[str, ...]
    says: str


class Feasibility(Part):
    """The targets against the pool."""

    verdict: Verdict
    says: str
    used: tuple[str, ...] = ()
    """The inputs that the verdicts rest on."""
    judged: tuple[Judged, ...] = ()
    clashes: tuple[Clash, ...] = ()
    figures: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()
    """All that is worth asking, once each."""


def feasibility(case: Case) -> Feasibility:
    """The verdicts on a case. Pure; remembered, as most edits of a brief touch no target."""
    aimed = tuple(line.row for line in case.lines if line.has_target)
    key = (id(case.shipped), case.brief.load, case.brief.context, str(case.brief.custom), aimed)
    if key not in _REMEMBERED:
        while len(_REMEMBERED) >= MOST_REMEMBERED:
            _REMEMBERED.pop(next(iter(_REMEMBERED)))
        _REMEMBERED[key] = _feasibility(case)
    return _REMEMBERED[key]


def _feasibility(case: Case) -> Feasibility:
    load, asked, inputs = case.brief.load, demands(case), inputs_of(case)
    why_not = out_of_reach(case, inputs)
    limits = [limit for demand in asked for limit in demand.limits]
    levels = service_levels(limits)
    judged = tuple(_judge(demand, load, inputs, why_not, levels) for demand in asked)
    if inputs is None or why_not:
        return _whole(judged, why_not or "", missing=() if why_not else pool_missing(load))
    clear = [
        demand
        for demand, found in zip(asked, judged, strict=True)
        if found.verdict is not Verdict.CANNOT and demand.limits and priced(demand, load)
    ]
    return _whole(
        (*judged, *_staffing(load)),
        "",
        used=(*used(inputs), *_provisos(case)),
        clashes=_clashes(clear, inputs),
        figures=tuple(figures(levels, inputs)),
        missing=pool_missing(load),
    )


def _whole(
    judged: tuple[Judged, ...],
    why_not: str,
    *,
    used: tuple[str, ...] = (),
    clashes: tuple[Clash, ...] = (),
    figures: tuple[Figure, ...] = (),
    missing: tuple[str, ...] = (),
) -> Feasibility:
    found = {item.verdict for item in judged}
    if Verdict.CANNOT in found or clashes:
        verdict, says = Verdict.CANNOT, "The targets cannot all hold here."
    elif Verdict.TIGHT in found:
        verdict, says = Verdict.TIGHT, "The targets can hold, with nothing to spare."
    elif Verdict.HOLDS in found:
        verdict, says = Verdict.HOLDS, "What could be judged holds, one by one and together."
    else:
        nothing = "No target on waiting, occupancy, contacts per hour or cost is stated."
        verdict = Verdict.NOT_JUDGED
        says = why_not or ("Not enough is known to judge." if judged else nothing)
    asked = [question for item in judged for question in item.missing] + list(missing)
    return Feasibility(
        verdict=verdict,
        says=says,
        used=used,
        judged=judged,
        clashes=clashes,
        figures=figures,
        missing=tuple(dict.fromkeys(asked)),
    )


def _provisos(case: Case) -> Iterator[str]:
    if len(case.contexts[Dimension.CHANNELS]) > 1:
        yield "All contacts are taken as calls: other channels need a brief of their own."
    if case.brief.load.which in ("usual", "quiet"):
        yield f"This is a {case.brief.load.which} interval: the busiest is harder."


# --- verdicts ------------------------------------------------------------------------------------


def _judge(
    demand: Demand, load: Load, inputs: Inputs | None, why_not: str, levels: Sequence[Limit]
) -> Judged:
    verdict, says, missing = _verdict(demand, load, inputs, why_not, levels)
    limit = next(iter(demand.limits), None)
    known = inputs is not None and not why_not and limit is not None and not unknowns(demand, load)
    now = _now(limit, inputs) if known and limit and inputs else None
    return Judged(
        metric=demand.line.metric,
        written=demand.line.written,
        verdict=verdict,
        says=says,
        now=now,
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
    missing = unknowns(demand, load)
    if inputs is None or not priced(demand, load):
        return Verdict.NOT_JUDGED, "Not enough is known to judge it.", missing
    pool = inputs.stated()
    given = "" if pool.positions is None else gives(demand.limits[0], pool)
    more = _sentences(_takes(demand, inputs), room(demand.limits, levels, pool))
    if not possible(demand.limits, inputs):
        return Verdict.CANNOT, _sentences(given, more, even(inputs)), ()
    if missing:
        return Verdict.NOT_JUDGED, _sentences("Not enough is known to judge it.", more), missing
    if inputs.minutes > LONGEST_INTERVAL:
        says = "Over more than an hour peaks hide behind the average: give the busiest half-hour."
        return Verdict.NOT_JUDGED, says, ()
    if safe(demand.limits, inputs):
        still = f"It still holds with {percent(CLOSE)} more or fewer contacts."
        return Verdict.HOLDS, _sentences(given, still), ()
    if all(limit.met(pool) for limit in demand.limits):
        barely = f"With contacts {percent(CLOSE)} off the forecast it may no longer hold."
        return Verdict.TIGHT, _sentences(given, barely, more), ()
    patience = "" if load.patience_seconds else ", or callers who soon give up"
    luck = f"It takes luck: contacts up to {percent(FAR)} off as stated{patience}."
    return Verdict.TIGHT, _sentences(given, luck, more), ()


def _now(limit: Limit, inputs: Inputs) -> float | None:
    found = measure(inputs.stated(), limit.quantity, limit.seconds, limit.of)
    return round(found, 4) if math.isfinite(found) else None


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
    if limit.quantity is Quantity.CONTACTS_PER_HOUR and limit.least and floor > 3600 / handle:
        most = number(3600 / handle)
        return f"At {number(handle)} seconds each, an hour without a pause holds {most} contacts."
    if limit.quantity is Quantity.COST_PER_CONTACT and load.cost_per_hour is not None:
        bare = load.cost_per_hour / (1 - (load.shrinkage or 0.0)) * handle / 3600
        if not limit.least and limit.value < bare:
            return f"The handling alone costs {number(bare)}, without a second of waiting time."
    return ""


def _clashes(clear: Sequence[Demand], inputs: Inputs) -> tuple[Clash, ...]:
    """The smallest groups that cannot hold together, all of the same size."""
    if _possible(clear, inputs):
        return ()
    for size in range(2, len(clear) + 1):
        groups = [group for group in combinations(clear, size) if not _possible(group, inputs)]
        if groups:
            return tuple(_clash(group, inputs) for group in groups)
    return ()


def _clash(group: Sequence[Demand], inputs: Inputs) -> Clash:
    limits = [limit for demand in group for limit in demand.limits]
    names = [
        f"{demand.line.written} ({' and '.join(wanted(limit) for limit in demand.limits)})"
        for demand in group
    ]
    pool = inputs.stated()
    says = f"{' and '.join(names)} cannot hold together."
    return Clash(
        metrics=tuple(str(demand.line.metric) for demand in group),
        written=tuple(demand.line.written for demand in group),
        says=_sentences(says, room(limits, service_levels(limits), pool), even(inputs)),
    )


def _possible(group: Sequence[Demand], inputs: Inputs) -> bool:
    return possible([limit for demand in group for limit in demand.limits], inputs)


def _staffing(load: Load) -> Iterator[Judged]:
    """Positions against paid heads, where both are given."""
    if not load.positions or load.paid_heads is None or load.shrinkage is None:
        return
    needed = heads_for(load.positions, load.shrinkage)
    least = heads_for(load.positions, max(0.0, load.shrinkage - SHRINKAGE_FAR))
    verdict = Verdict.HOLDS if needed <= load.paid_heads else Verdict.TIGHT
    yield Judged(
        metric=None,
        written="Positions and paid heads",
        verdict=Verdict.CANNOT if least > load.paid_heads else verdict,
        says=(
            f"{load.positions} positions take {number(needed)} paid heads at "
            f"{percent(load.shrinkage)} shrinkage, all on the same shift; "
            f"{number(load.paid_heads)} are paid."
        ),
        now=round(load.paid_heads * (1 - load.shrinkage), 4),
    )
