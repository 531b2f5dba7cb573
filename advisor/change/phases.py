"""The steps of a change plan in time: say it and stop what harms, count in shadow, exchange, change
the pay, look back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.change.standing import listed
from advisor.change.step import Change, Phase, PhaseLine
from advisor.change.timing import LONGEST_WAIT, SOON

AFTER = 13  # weeks from the last exchange to the review: a quarter with the new card
DECIDED = {
    "me": "",
    "my boss": " once your boss has agreed",
    "the client": " once the client has agreed",
    "the regulator": " once the regulator has agreed",
}


def pay_week(changes: Sequence[Change]) -> int | None:
    """The week after which pay may change: what takes over has been counted for long enough."""
    moving = [item for item in changes if item.pay is not None and item.pay.then]
    if not moving:
        return None
    shadow = {item.metric: item.shadow_weeks or 0 for item in changes}
    able = {key for item in moving if item.pay for key in item.pay.hangs_on}
    counted = max((shadow.get(key, 0) for key in able), default=0)
    return max(min(counted, LONGEST_WAIT), SOON, *(item.stops or 0 for item in moving))


def phases(changes: Sequence[Change], name: Callable[[str], str]) -> tuple[Phase, ...]:
    """What happens when; empty where nothing changes."""
    moves = [item for item in changes if item.what != "keep"]
    if not moves:
        return ()
    found = [*_first(moves), *_shadow(moves), *_exchanges(moves, name), *_pay(moves)]
    last = max([phase.week for phase in found], default=0)
    longest = max([item.shadow_weeks or 0 for item in moves], default=0)
    review = max(last, min(longest, 13)) + AFTER
    return (*sorted(found, key=lambda phase: phase.week), _review(review))


def _first(moves: Sequence[Change]) -> list[Phase]:
    stopped = [item for item in moves if item.at_once]
    lines = tuple(
        PhaseLine(
            metric=item.metric,
            says=f"What hangs on it stops{DECIDED[item.decided_by]}. {_held(item)}".strip(),
        )
        for item in stopped
    )
    says = (
        "Tell the teams what changes and why, before the first figure moves. What does harm with "
        "something hanging on it stops on this day."
        if stopped
        else "Tell the teams what changes and why, before the first figure moves."
    )
    return [Phase(week=0, title="Say it, and stop what does harm", says=says, lines=lines)]


def _held(item: Change) -> str:
    return "The money runs on." if item.pay is not None and item.pay.then else ""


def _shadow(moves: Sequence[Change]) -> list[Phase]:
    counted = sorted(
        (item for item in moves if item.shadow),
        key=lambda item: (item.shadow_weeks or 0, item.order),
    )
    if not counted:
        return []
    return [
        Phase(
            week=0,
            title="Count the new in shadow",
            says="It is measured and looked at, and nothing hangs on it: no target, no ranking, no "
            "pay. What comes out of it is the baseline. A number that answers within days needs "
            "four weeks, so that a month end is in it; one that answers within weeks needs eight, "
            "within months a quarter, and a slower one half a year.",
            lines=tuple(PhaseLine(metric=item.metric, says=item.shadow or "") for item in counted),
        )
    ]


def _exchanges(moves: Sequence[Change], name: Callable[[str], str]) -> list[Phase]:
    stopping = [item for item in moves if item.stops and not item.at_once]
    weeks = sorted({item.stops or 0 for item in stopping})
    return [
        Phase(
            week=week,
            title="Exchange the old for the new",
            says="What has a baseline takes its place on the card, and on the same day the old "
            "target stops. Never both at once.",
            lines=tuple(
                PhaseLine(metric=item.metric, says=_exchanged(item, name))
                for item in stopping
                if item.stops == week
            ),
        )
        for week in weeks
    ]


def _exchanged(item: Change, name: Callable[[str], str]) -> str:
    when = DECIDED[item.decided_by]
    if item.waits_for:
        stands = listed(name(key) for key in item.waits_for)
        verb = "stands" if len(item.waits_for) == 1 else "stand"
        return f"Stops{when}, when {stands} {verb}."
    if item.what == "drop":
        return f"Comes off{when}."
    return f"Takes its new form{when}."


def _pay(moves: Sequence[Change]) -> list[Phase]:
    week = pay_week(moves)
    if week is None:
        return []
    lines = tuple(
        PhaseLine(metric=item.metric, says=item.pay.then)
        for item in moves
        if item.pay is not None and item.pay.then
    )
    return [
        Phase(
            week=week,
            title="Change the pay, with the next pay period",
            says=f"With the first pay period that begins after week {week}, and never within one. "
            "Until then everybody is paid as the plan says. This is a suggestion of ours.",
            lines=lines,
        )
    ]


def _review(week: int) -> Phase:
    return Phase(
        week=week,
        title="Look back",
        says="A quarter with the new card. Ask of every line which decision it has served. What "
        "has served none goes; a target that was met by other means than good work goes too.",
    )
