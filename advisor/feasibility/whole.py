"""The whole answer: verdicts and clashes, what would fit, the price of each step, the figures."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from advisor.case import Case
from advisor.feasibility.clashing import clashes
from advisor.feasibility.deferred import METRICS, judge_waiting, waiting_lines
from advisor.feasibility.demands import QUANTITIES, Demand, demands
from advisor.feasibility.fitting import fit
from advisor.feasibility.flow import Flow, figures_of_work, flow_of, used_waiting
from advisor.feasibility.judging import judge, provisos, staffing
from advisor.feasibility.ladder import ladder, ladder_of_work
from advisor.feasibility.load import (
    AT_ONCE,
    READ,
    by_skill,
    chats,
    inputs_of,
    out_of_reach,
    pool_missing,
    priced,
    waits,
)
from advisor.feasibility.pool import Inputs, Limit
from advisor.feasibility.verdict import Clash, Feasibility, Figure, Judged, Verdict
from advisor.feasibility.words import figures, listed, service_levels, used

MOST_REMEMBERED = 64
NOTHING = "No target on waiting, occupancy, contacts per hour, cost or backlog is stated."
OTHER_WORK = "Work that can wait is a queue of its own: make a separate design for it."
EACH_SAYS = "None of these targets can be judged yet; each says why."

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts and the clashes, without the figures around them: what checks need."""

    inputs: Inputs | None
    flow: Flow | None
    """Where all of it is work that can wait."""
    why_not: str
    """Why the queueing formulas do not apply."""
    asked: tuple[Demand, ...]
    judged: tuple[Judged, ...]
    """One for each demand, in the same order; then what is judged beside them."""
    clear: tuple[Demand, ...]
    """Demands that can be computed and are not out of reach alone."""
    clashes: tuple[Clash, ...]
    missing: tuple[str, ...]
    """All that is worth asking, once each."""


_VERDICTS: dict[Hashable, Verdicts] = {}
_WHOLE: dict[Hashable, Feasibility] = {}


def verdicts(case: Case) -> Verdicts:
    """The verdicts on a case. Pure; remembered, as most edits of a brief touch no target."""
    return _remembered(_VERDICTS, case, _verdicts)


def feasibility(case: Case) -> Feasibility:
    """The verdicts on a case and all that stands around them. Pure; remembered."""
    return _remembered(_WHOLE, case, _feasibility)


def _remembered(known: dict[Hashable, Found], case: Case, work: Callable[[Case], Found]) -> Found:
    rows = tuple(
        (
            line.index,
            line.metric,
            line.written,
            str(line.row.target),
            line.row.actual,
            line.row.definition,
        )
        for line in case.known
        if line.metric in QUANTITIES or line.metric in METRICS or line.metric in READ
    )
    brief = case.brief
    key = (id(case.shipped), brief.load, brief.context, str(brief.custom), rows, by_skill(case))
    if key not in known:
        while len(known) >= MOST_REMEMBERED:
            known.pop(next(iter(known)))
        known[key] = work(case)
    return known[key]


def _verdicts(case: Case) -> Verdicts:
    load, asked, inputs = case.brief.load, demands(case), inputs_of(case)
    flow = flow_of(case, inputs) if inputs is not None and waits(case) else None
    why_not = out_of_reach(case, inputs)
    shared = "" if why_not else by_skill(case)
    if shared:
        asked = tuple(replace(item, only_beyond=item.only_beyond or shared) for item in asked)
    levels = _levels(asked)
    judged = tuple(judge(demand, load, inputs, why_not, levels) for demand in asked)
    beside = (*_waiting(case, flow), *staffing(load))
    clear: tuple[Demand, ...] = ()
    if inputs is not None and not why_not:
        clear = tuple(
            demand
            for demand, found in zip(asked, judged, strict=True)
            if found.verdict is not Verdict.CANNOT
            and demand.limits
            and not demand.only_beyond
            and priced(demand, inputs)
        )
    # What work that can wait lacks is asked line by line: some of it cannot hold whatever comes in.
    lacking = () if why_not else pool_missing(load)
    if why_not and chats(case) and asked and inputs is not None:
        lacking = (AT_ONCE, *lacking)
    questions = [question for item in (*judged, *beside) for question in item.missing]
    return Verdicts(
        inputs=inputs,
        flow=flow,
        why_not=why_not,
        asked=asked,
        judged=(*judged, *beside),
        clear=clear,
        clashes=clashes(clear, inputs) if inputs is not None and clear else (),
        missing=tuple(dict.fromkeys([*questions, *lacking])),
    )


def _levels(asked: Sequence[Demand]) -> tuple[Limit, ...]:
    return service_levels([limit for demand in asked for limit in demand.limits])


def _waiting(case: Case, flow: Flow | None) -> Iterator[Judged]:
    """Lines on work that can wait, where the brief tells of any."""
    for line in waiting_lines(case):
        if waits(case):
            yield judge_waiting(line, flow, pool_missing(case.brief.load))
        elif waits(case, beside=True):
            yield Judged(
                metric=line.metric,
                written=line.written,
                verdict=Verdict.NOT_JUDGED,
                says=OTHER_WORK,
            )


def _feasibility(case: Case) -> Feasibility:
    found = verdicts(case)
    inputs, flow = found.inputs, found.flow
    rests: tuple[str, ...] = ()
    told: Iterator[Figure] = iter(())
    steps = None
    if inputs is not None and flow is not None:
        rests = tuple(used_waiting(flow))
        steps = ladder_of_work(waiting_lines(case), flow)
        told = figures_of_work(flow)
    elif inputs is not None and not found.why_not:
        rests = (*used(inputs), *provisos(case))
        steps = ladder(found.asked, found.clear, inputs)
        told = figures(_levels(found.asked), inputs)
    verdict, says = _overall(found)
    return Feasibility(
        verdict=verdict,
        says=says,
        used=rests,
        judged=tuple(_fitted(found)),
        clashes=found.clashes,
        figures=tuple(told),
        ladder=steps,
        missing=found.missing,
    )


def _fitted(found: Verdicts) -> Iterator[Judged]:
    """The verdicts, each with what would fit where that can be computed."""
    levels = _levels(found.asked)
    for number, item in enumerate(found.judged):
        demand = found.asked[number] if number < len(found.asked) else None
        computed = item.kept is not None and item.verdict is not Verdict.NOT_JUDGED
        if demand is None or not computed or found.inputs is None:
            yield item
            continue
        holds = item.verdict is Verdict.HOLDS
        told = fit(demand.limits, found.inputs, levels, holds=holds)
        yield item.model_copy(update={"fit": told})


def _overall(found: Verdicts) -> tuple[Verdict, str]:
    """The gravest verdict, and which targets it is about."""
    verdicts_of = {item.verdict for item in found.judged}
    out = [item.written for item in found.judged if item.verdict is Verdict.CANNOT]
    if out or found.clashes:
        alone = f"{listed(out)} cannot hold here, even with favourable inputs." if out else ""
        first = f"{listed(found.clashes[0].written)} cannot hold together." if found.clashes else ""
        return Verdict.CANNOT, " ".join(part for part in (alone, first) if part)
    if Verdict.TIGHT in verdicts_of:
        missed = [
            item.written
            for item in found.judged
            if item.verdict is Verdict.TIGHT and item.kept is False
        ]
        if missed:
            verb = "misses its target" if len(missed) == 1 else "miss their targets"
            return Verdict.TIGHT, f"As things stand {listed(missed)} {verb}."
        return Verdict.TIGHT, "The targets hold as stated, with nothing to spare."
    if Verdict.HOLDS in verdicts_of:
        return Verdict.HOLDS, "What could be judged holds, one by one and together."
    if any(item.says == found.why_not for item in found.judged):
        return Verdict.NOT_JUDGED, EACH_SAYS
    if found.why_not and found.flow is None:
        return Verdict.NOT_JUDGED, found.why_not
    return Verdict.NOT_JUDGED, "Not enough is known to judge." if found.judged else NOTHING
