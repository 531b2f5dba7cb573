"""A pool in words and figures: what the inputs are, what they give, what a limit takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from advisor.erlang import average_speed_of_answer
from advisor.feasibility.pool import FAR, Inputs, Limit, Pool, Quantity, fewest_positions, measure
from advisor.feasibility.verdict import Figure
from advisor.ranges import MOST_SERVERS
from advisor.sizing import attainable_occupancy, heads_for, longest_handle, most_contacts


def figures(levels: Sequence[Limit], inputs: Inputs) -> Iterator[Figure]:
    """What the pool does as stated, and what each service level takes and allows."""
    pool = inputs.stated()
    yield _figure("load", pool.load, "erlangs", "Contacts times handle time, over the interval.")
    if pool.positions is not None:
        yield from _as_stated(pool)
    for level in levels:
        yield from _of_level(level, pool)


def _as_stated(pool: Pool) -> Iterator[Figure]:
    model = "Erlang C: nobody hangs up"
    if pool.patience_seconds is not None:
        model = f"Erlang A: patience of {number(pool.patience_seconds)} seconds"
        lost = measure(pool, Quantity.ABANDONMENT)
        yield _figure("abandonment", lost, "share", f"Share that hangs up, by {model}.")
    busy = measure(pool, Quantity.OCCUPANCY)
    yield _figure("occupancy", busy, "share", "Load that is not abandoned, over positions.")
    if pool.load < pool.servers or pool.patience_seconds is not None:
        wait = measure(pool, Quantity.SPEED_OF_ANSWER)
        yield _figure("speed-of-answer", wait, "seconds", f"Mean wait of the answered, by {model}.")
    if pool.hour is None:
        return
    cost = measure(pool, Quantity.COST_PER_CONTACT)
    if not math.isfinite(cost):
        return
    yield _figure("cost-per-contact", cost, "money", "In this interval; quieter ones cost more.")
    if pool.resolved is not None:
        says = (
            f"The same over the {percent(pool.resolved)} of contacts that settle their matter, if "
            "those who come back are as likely to settle it."
        )
        yield _figure("cost-per-resolution", cost / pool.resolved, "money", says)


def _of_level(limit: Limit, pool: Pool) -> Iterator[Figure]:
    asked = wanted(limit)
    need = fewest_positions(pool, limit) or 1
    heads = ""
    if pool.shrinkage is not None:
        paid = number(heads_for(need, pool.shrinkage))
        heads = f" They take {paid} paid heads at {percent(pool.shrinkage)} shrinkage."
    yield _figure("positions-needed", need, "positions", f"For {asked}.{heads}")
    size, busiest = attainable(limit, pool)
    yield _figure("attainable-occupancy", busiest, "share", air(limit, pool))
    basis = (limit.value, limit.seconds, pool.patience_seconds)
    servers = replace(pool, positions=size).servers
    most = most_contacts(servers, pool.minutes, pool.handle_seconds, *basis)
    yield _figure("most-contacts", most, "contacts", f"{size} positions keep {asked} up to that.")
    if 0 < pool.load <= 2 * servers:
        longest = longest_handle(servers, pool.contacts, pool.minutes, *basis)
        says = f"{size} positions keep {asked} up to that handle time, at this volume."
        yield _figure("longest-handle", longest, "seconds", says)


def attainable(limit: Limit, pool: Pool) -> tuple[int, float]:
    """(positions, occupancy): the busiest that a pool of this size can be at that level.

    Of the positions there are or, where nobody said, of those that the level takes.
    """
    size = pool.positions or fewest_positions(pool, limit) or 1
    basis = (limit.value, limit.seconds, pool.patience_seconds)
    servers = replace(pool, positions=size).servers
    return size, attainable_occupancy(servers, pool.handle_seconds, *basis)


def air(limit: Limit, pool: Pool) -> str:
    """The attainable occupancy in words."""
    size, busiest = attainable(limit, pool)
    asked = wanted(limit)
    return (
        f"A pool of {size} that keeps {asked} is busy for at most {percent(busiest)} of its time."
    )


def service_levels(limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """The limits that a pool can be sized for: a share of the offered in time, once each."""
    found = (
        limit
        for limit in limits
        if limit.quantity is Quantity.SERVICE_LEVEL
        and limit.least
        and limit.of == "offered"
        and 0 < limit.value < 1
    )
    return tuple(dict.fromkeys(found))


def used(inputs: Inputs) -> Iterator[str]:
    """Which inputs verdicts rest on, and what follows from what."""
    contacts, minutes = number(inputs.contacts), number(inputs.minutes)
    handle = number(inputs.handle_seconds)
    load = number(inputs.stated().load)
    yield (
        f"{contacts} contacts in {minutes} minutes at {handle} seconds each: {load} erlangs, that "
        f"is {load} at a time if nobody ever waited."
    )
    if inputs.at_once != 1:
        yield (
            f"One person holds {number(inputs.at_once)} chats at a time, and a chat lasts "
            f"{handle} seconds from its first message to its last. More at a time make each one "
            "longer, so this flatters."
        )
    if inputs.handle_aimed_at is not None:
        aim = number(inputs.handle_aimed_at)
        yield f"Favourable readings include the handle time aimed at, {aim} seconds."
    if inputs.resolved_aimed_at is not None:
        share = percent(inputs.resolved_aimed_at)
        yield f"Favourable readings include the share resolved that is aimed at, {share}."
    if inputs.staffed is None:
        yield "How many people are on is not known: judged for any number."
    elif inputs.positions is not None:
        yield f"{inputs.positions} positions, as stated."
    else:
        heads, off = number(inputs.heads or 0.0), percent(inputs.shrinkage or 0.0)
        on = f"{heads} paid heads less {off} shrinkage, all on at once"
        yield f"{inputs.staffed} positions: {on}."
    if inputs.patience_seconds is None:
        yield (
            "How long customers are ready to wait is not known: judged from half a minute to for "
            "ever; figures are by Erlang C, where nobody hangs up."
        )
    else:
        patience = number(inputs.patience_seconds)
        yield f"Customers give up after {patience} seconds on average if nobody answers."


def even(inputs: Inputs) -> str:
    """What favourable readings allowed for, in vain."""
    said = f"Even with {percent(FAR)} more or fewer contacts"
    if inputs.handle_aimed_at is not None:
        said += ", and the handle time aimed at,"
    return f"{said} it stays out of reach."


def takes(limits: Sequence[Limit], pool: Pool) -> str:
    """How many positions the hardest limit takes of those that more positions help."""
    needs = [
        (need, limit)
        for limit in limits
        if (need := fewest_positions(pool, limit)) and (pool.positions or 0) < need < MOST_SERVERS
    ]
    if not needs:
        return ""
    need, limit = max(needs, key=lambda pair: pair[0])
    return f"At the stated volume {wanted(limit)} takes {counted(need, 'position')}."


def rush(limit: Limit, pool: Pool) -> str:
    """What a floor under occupancy, or a limit that comes to the same, does to the wait."""
    busy = _implied(limit, pool)
    if busy is None or pool.positions is None:
        return ""
    if not 0 < busy < 1:
        return ""
    wait = average_speed_of_answer(pool.servers, busy * pool.servers, pool.handle_seconds)
    same = "" if limit.quantity is Quantity.OCCUPANCY else f", which {wanted(limit)} comes to,"
    who = f"a pool of {pool.positions} lets callers wait {number(wait)} seconds on average"
    return f"At {percent(busy)} occupancy{same} {who} if nobody hangs up."


def room(limits: Sequence[Limit], levels: Sequence[Limit], pool: Pool) -> str:
    """What a floor under occupancy runs into: the air that the levels need, else the wait."""
    if all(_implied(limit, pool) is None for limit in limits):
        return ""
    said = [air(level, pool) for level in levels] or [rush(limit, pool) for limit in limits]
    said += [_dearest(limit, levels, pool) for limit in limits if limit.quantity.costs]
    return " ".join(sentence for sentence in said if sentence)


def _dearest(limit: Limit, levels: Sequence[Limit], pool: Pool) -> str:
    """What a contact or a settled matter costs at the least where the levels are kept."""
    if not levels or pool.hour is None:
        return ""
    busy = min(attainable(level, pool)[1] for level in levels)
    cost = pool.hour * pool.handle_seconds / 3600 / pool.at_once / busy if busy else math.inf
    if limit.quantity is Quantity.COST_PER_RESOLUTION:
        cost = cost / pool.resolved if pool.resolved else math.inf
    return f"So it costs at least {value(limit.quantity, cost)}." if math.isfinite(cost) else ""


def _implied(limit: Limit, pool: Pool) -> float | None:
    """The occupancy that a limit cannot do without."""
    match limit.quantity:
        case Quantity.OCCUPANCY if limit.least:
            return limit.value
        case Quantity.CONTACTS_PER_HOUR if limit.least:
            return limit.value * pool.handle_seconds / 3600 / pool.at_once
        case _ if limit.quantity.costs and not limit.least and limit.value > 0:
            resolved = pool.resolved if limit.quantity is Quantity.COST_PER_RESOLUTION else 1.0
            contact = limit.value * (resolved or 1.0)
            return (pool.hour or 0.0) * pool.handle_seconds / 3600 / pool.at_once / contact
        case _:
            return None


def wanted(limit: Limit) -> str:
    """A limit in words."""
    share = percent(limit.value)
    match limit.quantity:
        case Quantity.SERVICE_LEVEL:
            most = "" if limit.least else "at most "
            base = " of the answered" if limit.of == "answered" else ""
            return f"{most}{share}{base} within {number(limit.seconds)} seconds"
        case Quantity.STILL_WAITING:
            return (
                f"{percent(1 - limit.value)} waiting no longer than {number(limit.seconds)} seconds"
            )
        case _:
            return (
                f"{'at least' if limit.least else 'at most'} {value(limit.quantity, limit.value)}"
            )


def gives(limit: Limit, pool: Pool) -> str:
    """What a pool gives of the quantity that a limit is about."""
    found = measure(pool, limit.quantity, limit.seconds, limit.of)
    match limit.quantity:
        case Quantity.SERVICE_LEVEL:
            base = " of the answered" if limit.of == "answered" else ""
            got = f"give {percent(found)}{base} within {number(limit.seconds)} seconds"
        case Quantity.STILL_WAITING:
            got = f"keep {percent(found)} waiting longer than {number(limit.seconds)} seconds"
        case Quantity.SPEED_OF_ANSWER if math.isinf(found):
            got = "let the line grow without end, unless callers hang up"
        case Quantity.ABANDONMENT if pool.patience_seconds is None:
            got = f"have no time for {percent(found)} of the contacts"
        case _:
            got = f"give {value(limit.quantity, found)}"
    each = f" with {number(pool.at_once)} chats each" if pool.at_once != 1 else ""
    who = f"{counted(pool.positions or 0, 'position')}{each}"
    return f"{who} at {number(pool.load)} erlangs {got}."


def value(quantity: Quantity, amount: float) -> str:
    """An amount of a quantity, with its unit."""
    match quantity:
        case Quantity.SPEED_OF_ANSWER:
            return f"{number(amount)} seconds of waiting on average"
        case Quantity.CONTACTS_PER_HOUR:
            return f"{number(amount)} contacts an hour"
        case Quantity.COST_PER_CONTACT:
            return f"{money(amount)} a contact"
        case Quantity.COST_PER_RESOLUTION:
            return f"{money(amount)} a settled matter"
        case Quantity.OCCUPANCY:
            return f"{percent(amount)} occupancy"
        case _:
            return f"{percent(amount)} abandonment"


def percent(share: float) -> str:
    """A share from 0 to 1 in per cent, with two or three digits; nearly all is not all."""
    if 0.9995 <= share < 1:
        return "99.9 %"
    if 0 < share < 0.01:
        return f"{100 * share:.2g} %"
    return f"{number(100 * share)} %"


def number(amount: float) -> str:
    """Three digits, and never an exponent: 1500, 23.8, 0.875."""
    if abs(amount) >= 100:
        return f"{amount:.0f}"
    return f"{amount:.3g}"


def money(amount: float, currency: str | None = None) -> str:
    """An amount to the hundredth below 100, and its currency where it is known."""
    told = f"{amount:.0f}" if abs(amount) >= 100 else f"{amount:.2f}"
    return f"{told} {currency}" if currency else told


def counted(many: int, thing: str) -> str:
    """1 position, 2 positions."""
    return f"{many} {thing}{'' if many == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _figure(name: str, amount: float, unit: str, says: str) -> Figure:
    return Figure(name=name, value=round(amount, 4), unit=unit, says=says)
