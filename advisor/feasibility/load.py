"""What a brief tells of its pool: the inputs, what is missing, and where no formula applies."""

from __future__ import annotations

import re

from advisor.brief import Load
from advisor.case import Case
from advisor.feasibility.actual import SECONDS, actual, aim
from advisor.feasibility.demands import QUANTITIES, Demand
from advisor.feasibility.pool import Inputs, Quantity
from knowledge.vocabulary import Dimension

HANDLE_TIME = "average-handle-time"
RESOLVED, CONCURRENCY, SKILLS = (
    "first-contact-resolution",
    "chat-concurrency",
    "multiskill-share",
)
SETTLED_COST = "cost-per-resolution"
READ = frozenset({HANDLE_TIME, RESOLVED, CONCURRENCY, SKILLS})
"""Metrics of which aims or actual values are read."""
SETTING, SELF_CODED = frozenset({"the-limit"}), frozenset({"agent-coded", "no-transfer"})
"""Variants of definition whose figure is no count of what was going on."""

VOLUME = "How many contacts come in, and in how many minutes?"
HANDLING = "How long does one contact take, wrap-up included?"
STAFF = "How many people are on contacts in that interval?"
SHRINKAGE = "Which share of paid time is not on contacts?"
PATIENCE = "How long are callers ready to wait, on average, before they hang up?"
COST = "What does one paid hour cost, everything included?"
SETTLED = (
    "Which share of contacts settles the matter for good? Give it as today's value of first "
    "contact resolution."
)
AT_ONCE = (
    "How many chats does one person hold at a time? Give it as today's value of chat concurrency."
)

BY_SKILL = re.compile(r"\bskills?\b", re.IGNORECASE)
MOST_AT_ONCE = 20.0
CAN_WAIT = frozenset({"email", "messaging", "social", "post", "ticket"})
OUTBOUND = (
    "Outbound calls wait for nobody: the list and the dialler set the pace, so no queueing formula "
    "applies."
)
NO_QUEUE = (
    "Queueing formulas fit calls that come in and are answered at once. Work that can wait is "
    "judged by its backlog: how much is open, how old it is, and how fast it is finished."
)
SHARED = (
    "The list tells of people with several skills. Who may take which contact decides the wait "
    "then, and the formulas know one pool in which everybody takes everything: simulate it."
)


def inputs_of(case: Case) -> Inputs | None:
    """What the load block tells of the pool; None where volume or handle time is unknown."""
    load, aimed_at = case.brief.load, _handle_aimed_at(case)
    if load.contacts is None or load.minutes is None or load.handle_seconds is None:
        return None
    shorter = aimed_at is not None and aimed_at < load.handle_seconds
    resolved = actual(case, RESOLVED, "percent", SELF_CODED)
    sought = any(line.metric == SETTLED_COST and line.has_target for line in case.known)
    better = aim(case, RESOLVED, SELF_CODED) if sought else None
    return Inputs(
        contacts=load.contacts,
        minutes=load.minutes,
        handle_seconds=load.handle_seconds,
        handle_aimed_at=aimed_at if shorter else None,
        positions=load.positions or None,
        heads=load.paid_heads,
        shrinkage=load.shrinkage,
        patience_seconds=load.patience_seconds,
        cost_per_hour=load.cost_per_hour,
        resolved=_share(resolved),
        resolved_aimed_at=_share(max(better, resolved)) if better and resolved else None,
        at_once=(at_once(case) or 1.0) if chats(case) else 1.0,
        currency=load.currency,
    )


def _share(percent: float | None) -> float | None:
    return percent / 100 if percent is not None and 0 < percent <= 100 else None


def chats(case: Case) -> bool:
    """Whether the contacts are live chats and nothing else."""
    return case.contexts[Dimension.CHANNELS] == {"chat"}


def waits(case: Case, *, beside: bool = False) -> bool:
    """Whether the contacts can all wait; or, with `beside`, some of them."""
    channels = case.contexts[Dimension.CHANNELS]
    return bool(channels & CAN_WAIT) if beside else channels <= CAN_WAIT


def at_once(case: Case) -> float | None:
    """Chats that one person holds at a time: counted, or else aimed at. None where not said."""
    found = actual(case, CONCURRENCY, "count", SETTING) or aim(case, CONCURRENCY, SETTING)
    return found if found and 1 <= found <= MOST_AT_ONCE else None


def out_of_reach(case: Case, inputs: Inputs | None) -> str:
    """Why the formulas do not apply at all; empty where they do."""
    channels = case.contexts[Dimension.CHANNELS]
    if chats(case):
        if at_once(case) is None:
            return "In chat it depends on how many one person holds at a time, which nobody said."
    elif "voice" not in channels:
        return OUTBOUND if channels == {"outbound"} else NO_QUEUE
    if inputs is None:
        return ""
    if inputs.handle_seconds > inputs.minutes * 60:
        return "One contact lasts longer than the interval, so no steady state can be assumed."
    return "" if inputs.coverable else "The pool is larger than the formulas are kept for."


def pool_missing(load: Load) -> tuple[str, ...]:
    """Questions about the pool itself."""
    filled = (load.paid_heads or 0.0) * (1 - (load.shrinkage or 0.0))
    staff = load.positions or (filled >= 1 and load.shrinkage is not None)
    return tuple(
        question
        for question, known in (
            (VOLUME, load.contacts is not None and load.minutes is not None),
            (HANDLING, load.handle_seconds is not None),
            (SHRINKAGE if load.paid_heads and load.shrinkage is None else STAFF, bool(staff)),
        )
        if not known
    )


def _handle_aimed_at(case: Case) -> float | None:
    """The shortest handle time in seconds that a line asks for."""
    asked = [
        line.target.value * SECONDS.get(line.target.unit or "", 1.0)
        for line in case.known
        if line.metric == HANDLE_TIME and line.target and line.target.op != ">="
    ]
    return min((seconds for seconds in asked if seconds > 0), default=None)


def by_skill(case: Case) -> str:
    """Why a pool whose people also serve others is not judged; empty where nothing says so."""
    said = any(
        line.metric == SKILLS or (line.metric in QUANTITIES and BY_SKILL.search(line.written))
        for line in case.lines
    )
    return SHARED if said else ""


def unknowns(demand: Demand, load: Load, inputs: Inputs | None) -> tuple[str, ...]:
    """Questions without whose answers a demand is not judged."""
    found = list(pool_missing(load))
    if demand.quantity is Quantity.ABANDONMENT and load.patience_seconds is None:
        found.append(PATIENCE)
    if demand.quantity.costs:
        found += [COST] if load.cost_per_hour is None else []
        found += [SHRINKAGE] if load.shrinkage is None else []
    if demand.quantity is Quantity.COST_PER_RESOLUTION and not (inputs and inputs.resolved):
        found.append(SETTLED)
    return tuple(dict.fromkeys(found))


def priced(demand: Demand, inputs: Inputs) -> bool:
    """Whether the quantity can be computed at all once positions are given."""
    if demand.quantity is Quantity.COST_PER_RESOLUTION and inputs.resolved is None:
        return False
    return inputs.stated().hour is not None or not demand.quantity.costs
