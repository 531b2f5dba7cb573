"""Can the targets hold, one by one and together, with this volume, handle time and staff?

By Erlang C, by Erlang A where patience is known, and by the identities between load, positions,
occupancy, contacts per hour and cost. Four verdicts; what the formulas do not reach is not judged.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations

from advisor.brief import Load, Part
from advisor.case import Case
from advisor.demands import Demand, demands, handle_aimed_at
from advisor.erlang import MOST_SERVERS, heads_for
from advisor.pool import (
    CLOSE,
    FAR,
    SHRINKAGE_FAR,
    Inputs,
    Limit,
    Quantity,
    fewest_positions,
    measure,
    possible,
    safe,
)
from advisor.pool_words import (
    Figure,
    air,
    even,
    figures,
    gives,
    number,
    percent,
    service_levels,
    used,
    wanted,
)
from knowledge.vocabulary import Dimension

LONGEST_INTERVAL = 60.0  # minutes: peaks hide in anything longer

VOLUME = "How many contacts come in, and in how many minutes?"
HANDLING = "How long does one contact take, wrap-up included?"
STAFF = "How many people are on contacts in that interval?"
SHRINKAGE = "Which share of paid time is not on contacts?"
PATIENCE = "How long are callers ready to wait, on average, before they hang up?"
COST = "What does one paid hour cost, everything included?"


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
    """The verdicts on a case. Pure, and the same for the same case."""
    load, asked = case.brief.load, demands(case)
    inputs = _inputs(load, handle_aimed_at(case))
    why_not = _out_of_reach(case, inputs)
    judged = tuple(_judge(demand, load, inputs, why_not) for demand in asked)
    if inputs is None or why_not:
        return _whole(judged, why_not or "", missing=() if why_not else _pool_missing(load))
    clear = [
        demand
        for demand, found in zip(asked, judged, strict=True)
        if found.verdict is not Verdict.CANNOT and demand.limits and _priced(demand, load)
    ]
    return _whole(
        (*judged, *_staffing(load)),
        "",
        used=(*used(inputs), *_provisos(case)),
        clashes=_clashes(clear, inputs),
        figures=tuple(figures([limit for demand in asked for limit in demand.limits], inputs)),
        missing=_pool_missing(load),
        jointly_safe=inputs.staffed is not None and _safe(clear, inputs),
    )


def _whole(
    judged: tuple[Judged, ...],
    why_not: str,
    *,
    used: tuple[str, ...] = (),
    clashes: tuple[Clash, ...] = (),
    figures: tuple[Figure, ...] = (),
    missing: tuple[str, ...] = (),
    jointly_safe: bool = True,
) -> Feasibility:
    found = {item.verdict for item in judged}
    if Verdict.CANNOT in found or clashes:
        verdict, says = Verdict.CANNOT, "The targets cannot all hold here."
    elif Verdict.TIGHT in found or (Verdict.HOLDS in found and not jointly_safe):
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


# --- what is known -------------------------------------------------------------------------------


def _inputs(load: Load, aimed_at: float | None) -> Inputs | None:
    """None where volume or handle time is unknown."""
    if load.contacts is None or load.minutes is None or load.handle_seconds is None:
        return None
    shorter = aimed_at is not None and aimed_at < load.handle_seconds
    return Inputs(
        contacts=load.contacts,
        minutes=load.minutes,
        handle_seconds=load.handle_seconds,
        handle_aimed_at=aimed_at if shorter else None,
        positions=load.positions,
        heads=load.paid_heads,
        shrinkage=load.shrinkage,
        patience_seconds=load.patience_seconds,
        cost_per_hour=load.cost_per_hour,
    )


def _out_of_reach(case: Case, inputs: Inputs | None) -> str:
    """Why the formulas do not apply at all; empty where they do."""
    if not case.has(Dimension.CHANNELS, "voice"):
        return (
            "Queueing formulas fit contacts that are taken one at a time and answered at once: "
            "calls that come in. Other channels are not judged."
        )
    if inputs is None:
        return ""
    if inputs.handle_seconds > inputs.minutes * 60:
        return "One contact lasts longer than the interval, so no steady state can be assumed."
    return "" if inputs.coverable else "The pool is larger than the formulas are kept for."


def _pool_missing(load: Load) -> tuple[str, ...]:
    """Questions about the pool itself."""
    staff = load.positions or (load.paid_heads and load.shrinkage is not None)
    return tuple(
        question
        for question, known in (
            (VOLUME, load.contacts is not None and load.minutes is not None),
            (HANDLING, load.handle_seconds is not None),
            (SHRINKAGE if load.paid_heads else STAFF, bool(staff)),
        )
        if not known
    )


def _missing(demand: Demand, load: Load) -> tuple[str, ...]:
    found = list(_pool_missing(load))
    if demand.quantity is Quantity.ABANDONMENT and load.patience_seconds is None:
        found.append(PATIENCE)
    if demand.quantity is Quantity.COST_PER_CONTACT:
        found += [COST] if load.cost_per_hour is None else []
        found += [SHRINKAGE] if load.shrinkage is None else []
    return tuple(dict.fromkeys(found))


def _priced(demand: Demand, load: Load) -> bool:
    """Whether the quantity can be computed at all once positions are given."""
    priced = load.cost_per_hour is not None and load.shrinkage is not None
    return priced or demand.quantity is not Quantity.COST_PER_CONTACT


def _provisos(case: Case) -> Iterator[str]:
    if len(case.contexts[Dimension.CHANNELS]) > 1:
        yield "All contacts are taken as calls: other channels need a brief of their own."
    if case.brief.load.which in ("usual", "quiet"):
        yield f"This is a {case.brief.load.which} interval: the busiest is harder."


# --- verdicts ------------------------------------------------------------------------------------


def _judge(demand: Demand, load: Load, inputs: Inputs | None, why_not: str) -> Judged:
    verdict, says, missing = _verdict(demand, load, inputs, why_not)
    limit = next(iter(demand.limits), None)
    known = inputs is not None and not why_not and limit is not None and not _missing(demand, load)
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
    demand: Demand, load: Load, inputs: Inputs | None, why_not: str
) -> tuple[Verdict, str, tuple[str, ...]]:
    if why_not or demand.why_not:
        asked = (demand.question,) if demand.question and not why_not else ()
        return Verdict.NOT_JUDGED, why_not or demand.why_not, asked
    beyond = next((said for limit in demand.limits if (said := _beyond(limit, load, inputs))), "")
    if beyond:
        return Verdict.CANNOT, beyond, ()
    missing = _missing(demand, load)
    if inputs is None or not _priced(demand, load):
        return Verdict.NOT_JUDGED, "Not enough is known to judge it.", missing
    takes = _takes(demand, inputs)
    if not possible(demand.limits, inputs):
        return Verdict.CANNOT, _sentences(_gives(demand, load, inputs), even(), takes), ()
    if missing:
        return Verdict.NOT_JUDGED, _sentences("Not enough is known to judge it.", takes), missing
    if inputs.minutes > LONGEST_INTERVAL:
        says = "Over more than an hour peaks hide behind the average: give the busiest half-hour."
        return Verdict.NOT_JUDGED, says, ()
    given = _gives(demand, load, inputs)
    if safe(demand.limits, inputs):
        more = f"It still holds with {percent(CLOSE)} more or fewer contacts."
        return Verdict.HOLDS, _sentences(given, more), ()
    if all(limit.met(inputs.stated()) for limit in demand.limits):
        more = f"It may no longer hold with contacts {percent(CLOSE)} off the forecast."
        return Verdict.TIGHT, _sentences(given, more, takes), ()
    more = f"It holds only in favourable cases, with contacts up to {percent(FAR)} off as stated."
    return Verdict.TIGHT, _sentences(given, more, takes), ()


def _now(limit: Limit, inputs: Inputs) -> float | None:
    found = measure(inputs.stated(), limit.quantity, limit.seconds, limit.of)
    return round(found, 4) if math.isfinite(found) else None


def _gives(demand: Demand, load: Load, inputs: Inputs) -> str:
    """What the stated inputs give, where all that it takes is known."""
    return "" if _missing(demand, load) else gives(demand.limits[0], inputs.stated())


def _takes(demand: Demand, inputs: Inputs) -> str:
    """How many positions a limit takes that more positions help."""
    pool = inputs.stated()
    needs = [(fewest_positions(pool, limit), limit) for limit in demand.limits]
    need, limit = max(((n, lim) for n, lim in needs if n), key=lambda p: p[0], default=(0, None))
    if limit is None or need == MOST_SERVERS or need <= (pool.positions or 0):
        return ""
    return f"At the stated volume it takes {need} positions for {wanted(limit)}."


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
    room = (air(limit, inputs.stated()) for limit in service_levels(limits))
    says = f"{' and '.join(names)} cannot hold together."
    return Clash(
        metrics=tuple(str(demand.line.metric) for demand in group),
        written=tuple(demand.line.written for demand in group),
        says=_sentences(says, even(), *room),
    )


def _possible(group: Sequence[Demand], inputs: Inputs) -> bool:
    return possible([limit for demand in group for limit in demand.limits], inputs)


def _safe(group: Sequence[Demand], inputs: Inputs) -> bool:
    return safe([limit for demand in group for limit in demand.limits], inputs)


def _staffing(load: Load) -> Iterator[Judged]:
    """Positions against paid heads, where both are given."""
    if load.positions is None or load.paid_heads is None or load.shrinkage is None:
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
        now=load.paid_heads * (1 - load.shrinkage),
    )
