"""Verdicts on work that can wait: whether the pile can be worked off, and how old work gets.

By Little's law (flow.py), with the oldest done first, so that everybody waits about the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.case import Case, Line
from advisor.feasibility.actual import variant_of
from advisor.feasibility.flow import AGE, BACKLOG, Flow, fewest, pace, passed_over, people
from advisor.feasibility.pool import CLOSE, FAR
from advisor.feasibility.verdict import Judged, Verdict
from advisor.feasibility.words import counted, number, percent

ON_TIME = "on-time-completion"
TIMED = frozenset({"first-response-time", "time-to-resolution", AGE, ON_TIME})
METRICS = frozenset({BACKLOG, *TIMED})
OPENING_HOURS = frozenset({"business-hours"})
AS_COUNTED = frozenset({"", "mean", "share-in-time", *OPENING_HOURS})
"""Definitions that the law can count by."""

OPEN = "How much is open today? Give it as today's value of backlog volume."
A_WHOLE_DAY = "How many come in on a whole working day, and how many minutes is it long?"
CLOCK = "Does the clock of that target stop outside working hours?"
PROMISE = "Within which time?"


def waiting_lines(case: Case) -> tuple[Line, ...]:
    """Lines with a target on work that can wait."""
    return tuple(line for line in case.known if line.metric in METRICS and line.has_target)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a line allows: so much open; or so long a time, in seconds, for a share of the work."""

    allowed: float | None = None
    seconds: float | None = None


class _Unclear(Exception):
    """A target that asks nothing that can be checked: (why, question)."""


def goal_of(line: Line) -> Goal:
    """What a line allows. Raises _Unclear."""
    target, variant = line.target, variant_of(line)
    if target is None:
        raise _Unclear("The target was not understood.", line.question or PROMISE)
    if target.change:
        raise _Unclear("The target is a change.", "From which level to which?")
    if variant not in AS_COUNTED:
        raise _Unclear(
            "This definition leaves out part of the work, so it cannot be worked out from how much "
            "is open."
        )
    high = target.high if target.op == "band" and target.high is not None else target.value
    if line.metric == BACKLOG:
        if target.op == ">=" or target.unit not in (None, "count"):
            raise _Unclear("The target is no most that may be open.", "How much may be open?")
        return Goal(allowed=high)
    if target.op == "within" and target.within is not None:
        return Goal(seconds=target.within)
    if target.unit == "seconds" and target.op != ">=":
        return Goal(seconds=high)
    raise _Unclear("The time is missing.", PROMISE)


def allowed_of(line: Line, flow: Flow, stops: bool) -> float | None:
    """How much may be open, by Little's law, for a line to be kept; None where it is unclear."""
    try:
        goal = goal_of(line)
    except _Unclear:
        return None
    if goal.seconds is None:
        return goal.allowed
    return flow.working(goal.seconds, stops) * flow.comes_in


def judge_waiting(line: Line, flow: Flow | None, missing: tuple[str, ...]) -> Judged:
    """The verdict on one line. Without a flow, volume or handle time is not known."""
    verdict, says, asked = _verdict(line, flow, missing)
    now = flow.open if flow and line.metric == BACKLOG else None
    kept = None
    if flow is not None and flow.open is not None and verdict is not Verdict.NOT_JUDGED:
        allowed = allowed_of(line, flow, variant_of(line) in OPENING_HOURS)
        kept = allowed is not None and flow.open <= allowed
    return Judged(
        metric=line.metric,
        written=line.written,
        verdict=verdict,
        says=says,
        now=now,
        kept=kept,
        missing=asked,
    )


def _verdict(
    line: Line, flow: Flow | None, missing: tuple[str, ...]
) -> tuple[Verdict, str, tuple[str, ...]]:
    try:
        goal = goal_of(line)
    except _Unclear as unclear:
        why, *asked = unclear.args
        return Verdict.NOT_JUDGED, why, tuple(asked)
    if goal.allowed is not None and goal.allowed <= 0:
        says = "While work comes in, some of it is open at any time."
        return Verdict.CANNOT, says, ()
    if flow is None or flow.inputs.staffed is None:
        return Verdict.NOT_JUDGED, "Not enough is known to judge it.", missing
    if not flow.long:
        says = "Work that can wait is worked off over the day: a short stretch says too little."
        return Verdict.NOT_JUDGED, says, (A_WHOLE_DAY,)
    staff = flow.inputs.staffed
    if flow.comes_in * (1 - FAR) >= flow.finished(staff):
        return Verdict.CANNOT, f"{_grows(flow, staff)} {_needed(flow)}", ()
    if flow.open is None:
        return Verdict.NOT_JUDGED, f"{pace(flow, staff)} How much is open is not known.", (OPEN,)
    stops = variant_of(line) in OPENING_HOURS
    ways = (True,) if stops or goal.seconds is None else (True, False)
    told = [(_one_way(line, flow, staff, way)) for way in ways]
    if len({verdict for verdict, _ in told}) > 1:
        best, worst = told[0][1], told[-1][1]
        says = (
            f"It depends on the clock. If it stops outside working hours: {_begin(best)} If it "
            f"runs on: {_begin(worst)}"
        )
        return Verdict.NOT_JUDGED, says, (CLOCK,)
    return *told[-1], ()


def _one_way(line: Line, flow: Flow, staff: int, stops: bool) -> tuple[Verdict, str]:
    """The verdict where it is known whether the clock stops."""
    allowed = allowed_of(line, flow, stops) or 0.0
    held, spare = flow.open or 0.0, flow.finished(staff) - flow.comes_in
    stays = flow.stays or 0.0
    given = f"{number(held)} are open: {number(stays)} working days of work, oldest first."
    if held > allowed:
        given = f"{number(held)} are open, and to keep it at most {number(allowed)} may be."
        if spare <= 0:
            return Verdict.CANNOT, f"{given} {_grows(flow, staff)} {_needed(flow)}"
        days = flow.clears_in(staff, allowed) or 0.0
        clears = (
            f"Of what {people(staff)} can finish, {number(spare)} a working day are left for the "
            f"pile, so it takes {number(days)} working days to get there."
        )
        return Verdict.TIGHT, f"{given} {clears}"
    passed = passed_over(flow)
    if passed:
        return Verdict.TIGHT, f"{given} {passed}"
    roomy = flow.comes_in * (1 + CLOSE) <= flow.finished(staff) and held * (1 + CLOSE) <= allowed
    if roomy:
        still = f"It still holds with {percent(CLOSE)} more work."
        return Verdict.HOLDS, f"{given} {pace(flow, staff)} {still}"
    barely = f"With {percent(CLOSE)} more work it may no longer hold."
    return Verdict.TIGHT, f"{given} {pace(flow, staff)} {barely}"


def _grows(flow: Flow, staff: int) -> str:
    more = flow.comes_in - flow.finished(staff)
    if more <= 0:
        return f"{pace(flow, staff)} Nothing is left to work off what is open."
    return f"{pace(flow, staff)} The pile grows by {number(more)} a working day."


def _needed(flow: Flow) -> str:
    keeps_up = fewest(flow)
    return f"It takes {counted(keeps_up, 'position')} to keep up, before any of the pile is gone."


def _begin(text: str) -> str:
    return text[:1].lower() + text[1:]
