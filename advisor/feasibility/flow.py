"""What comes in, is finished and is open of work that can wait, and what follows by Little's law.

In a steady state what is open equals what comes in per day times how long it stays open. A pile
shrinks only by what is finished beyond what comes in. Little, "A Proof for the Queuing Formula:
L = lambda W", Operations Research 9(3), 1961.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.case import Case
from advisor.feasibility.actual import actual
from advisor.feasibility.pool import Inputs
from advisor.feasibility.verdict import Figure
from advisor.feasibility.words import number

BACKLOG, AGE = "backlog-volume", "backlog-age"
A_DAY = 240.0  # minutes: an interval of so many or more is taken for a working day
ROUND_THE_CLOCK = 1440.0
PASSED_OVER = 2.0  # times the age that the pile explains


@dataclass(frozen=True, slots=True)
class Flow:
    """What comes in and is finished in one interval, a working day, and what is open."""

    inputs: Inputs
    open: float | None
    oldest_seconds: float | None

    @property
    def long(self) -> bool:
        """Whether the interval is a working day."""
        return self.inputs.minutes >= A_DAY

    @property
    def comes_in(self) -> float:
        """Contacts in one interval."""
        return self.inputs.contacts

    def finished(self, positions: float) -> float:
        """Contacts that so many people finish in one interval, if they do nothing else."""
        seconds = self.inputs.minutes * 60
        return positions * self.inputs.at_once * seconds / self.inputs.handle_seconds

    @property
    def stays(self) -> float | None:
        """Intervals that work stays open, by Little's law."""
        return None if self.open is None or not self.comes_in else self.open / self.comes_in

    @property
    def oldest(self) -> float | None:
        """Age of the oldest in working days."""
        return None if self.oldest_seconds is None else self.working(self.oldest_seconds, False)

    def working(self, seconds: float, stops: bool) -> float:
        """Working days in a time. `stops`: its clock stops outside working hours."""
        hours, day = seconds / 3600, self.inputs.minutes / 60
        if stops or self.inputs.minutes >= ROUND_THE_CLOCK:
            return hours / day
        return max(min(hours, day) / day, hours / 24)

    def clears_in(self, positions: float, allowed: float) -> float | None:
        """Intervals until no more than `allowed` is open; None for never."""
        spare = self.finished(positions) - self.comes_in
        if self.open is None or self.open <= allowed:
            return 0.0
        return (self.open - allowed) / spare if spare > 0 else None


def flow_of(case: Case, inputs: Inputs) -> Flow:
    """What the brief tells of work that can wait."""
    return Flow(
        inputs=inputs,
        open=actual(case, BACKLOG, "count", ("in-days",)),
        oldest_seconds=actual(case, AGE, "seconds", ("average-age", "since-last-touch")),
    )


def fewest(flow: Flow) -> int:
    """Fewest positions that finish what comes in."""
    return max(1, math.ceil(flow.inputs.stated().load / flow.inputs.at_once - 1e-9))


# --- in words ------------------------------------------------------------------------------------


def used_waiting(flow: Flow) -> Iterator[str]:
    """What verdicts on work that can wait rest on."""
    inputs = flow.inputs
    yield (
        f"{number(inputs.contacts)} pieces of work in {number(inputs.minutes)} minutes at "
        f"{number(inputs.handle_seconds)} seconds each: {number(inputs.stated().load)} people busy "
        "all the time."
    )
    if flow.open is not None and flow.stays is not None:
        yield (
            f"{number(flow.open)} are open today, by the value of backlog volume: at "
            f"{number(flow.comes_in)} a working day that is {number(flow.stays)} working days of "
            "work, and so old it gets."
        )
    yield (
        "By Little's law, with what comes in and is finished about equal, and the oldest done "
        "first. People are taken to do this work and nothing else for the whole day."
    )
    passed = passed_over(flow)
    if passed:
        yield passed


def figures_of_work(flow: Flow) -> Iterator[Figure]:
    """What comes in, what can be finished, and how long work stays open."""
    load, staff = flow.inputs.stated().load, flow.inputs.staffed
    yield _figure("load", load, "people", "Contacts times handle time, over the working day.")
    yield _figure("positions-needed", fewest(flow), "positions", "To finish what comes in.")
    if staff is not None:
        says = f"What {people(staff)} finish in a working day, doing nothing else."
        yield _figure("finished-per-day", flow.finished(staff), "contacts", says)
    if flow.stays is not None:
        says = "How long work stays open, by Little's law: what is open over what comes in."
        yield _figure("time-open", flow.stays, "working days", says)


def _figure(name: str, value: float, unit: str, says: str) -> Figure:
    return Figure(name=name, value=round(value, 4), unit=unit, says=says)


def passed_over(flow: Flow) -> str:
    """What an oldest case says that the pile does not explain."""
    if flow.oldest is None or flow.stays is None or flow.oldest <= PASSED_OVER * flow.stays:
        return ""
    return (
        f"The oldest is {number(flow.oldest)} working days old, far more than the pile "
        "explains: old work is passed over for new, and more people alone do not cure that."
    )


def pace(flow: Flow, staff: int) -> str:
    done, comes = number(flow.finished(staff)), number(flow.comes_in)
    return f"{people(staff).capitalize()} can finish {done} a working day; {comes} come in."


def people(many: int) -> str:
    """1 person, 2 people."""
    return "1 person" if many == 1 else f"{many} people"
