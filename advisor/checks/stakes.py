"""What hangs on a line of today's list, and what else stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from advisor.case import Case, Line
from advisor.checks.remembered import of_case, of_every_line
from advisor.checks.uses import UNPLACED, bought
from knowledge.vocabulary import Dimension, Level, Theme

FLOOR = (Level.AGENT, Level.TEAM)
BY_NUMBER = ("service-credits", "bonus")
"""What a contract may have that pays or penalises single numbers."""


def aimed(line: Line) -> bool:
    """Whether a target was written, understood or not; `n/a` is none."""
    return line.target is not None or line.question is not None


def stake(line: Line) -> bool | None:
    """Whether somebody will chase this number: it has a target, or a consequence beyond a report.
    None where nobody said."""
    return True if line.pressed or aimed(line) else line.pressed


def chased(case: Case, metrics: Collection[str] = ()) -> Iterator[tuple[Line, bool]]:
    """Known lines (of some metrics, or all) that are or may be chased, each with whether that
    rests on a consequence that nobody stated."""
    for line in case.known:
        held = stake(line)
        if held is not False and (not metrics or line.metric in metrics):
            yield line, held is None


def at(line: Line, levels: Collection[Level]) -> Level | None:
    """The first of the levels at which the line stands; a line without level is the programme's."""
    return next((level for level in line.levels or UNPLACED if level in levels), None)


def steers(line: Line) -> bool:
    """Whether the line stands on a card above the floor: an agent's card alone is no set."""
    return line.levels is None or any(level not in FLOOR for level in line.levels)


def contract_pays(case: Case, line: Line) -> bool:
    """Whether the contract pays or penalises the number, as far as anybody said: pay or trouble
    hangs on it above the floor. Where nobody said on whose card it stands, a contract that pays or
    penalises by number is taken to mean this one."""
    by_number = case.has(Dimension.ADJUSTERS, *BY_NUMBER)
    contract = bought(case) or (by_number and case.brief.context.sourcing is None)
    if not line.incentivised or not contract:
        return False
    return by_number if line.levels is None else any(level not in FLOOR for level in line.levels)


@of_every_line
def stakes(_case: Case, line: Line) -> tuple[Line, bool | None]:
    """Each known line with whether somebody will chase it."""
    return line, stake(line)


@of_case
def may_press(case: Case) -> tuple[Line, ...]:
    """Known lines but those on which, as somebody said, nothing hangs."""
    return tuple(line for line, held in stakes(case) if held is not False)


@of_case
def a_set(case: Case) -> bool:
    """Whether somebody steers by the list: nothing but reports and the cards of agents and teams
    is none, and what else the centre looks at is then unknown."""
    return any(stake(line) is not False and steers(line) for line in case.known)


@of_case
def chased_at_all(case: Case) -> bool:
    """Whether there is anything but reports."""
    return any(stake(line) is not False for line in case.known)


def of_themes(case: Case, themes: Collection[Theme]) -> tuple[Line, ...]:
    """Lines of some themes that somebody might select: counts of work say nothing by themselves."""
    return tuple(line for line in case.lines_of(theme=themes) if case.entry(line).sort.selectable)


def definition(line: Line) -> str | None:
    """The id or the text by which the line is defined, where that is known."""
    return line.row.definition or line.resolved.variant
