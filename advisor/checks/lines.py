"""Checks that a rule fills with data: which lines stand there, and what is written beside them."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Hit, Missing, Reads, Said, check, line_check
from advisor.checks.remembered import of_all_lines, of_case
from advisor.checks.stakes import stake
from advisor.checks.uses import bought, names
from advisor.checks.where import Match, Where, about_where, match, matching
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Dimension, Use

SEVERAL = 4  # lines; of fewer nobody can tell what is usual here
FACTS = {
    "weight": "How much of the pay hangs on each number, in percent?",
    "levels": "Whose card is each number on: an agent's, a team's, the centre's?",
    "consequences": "What hangs on each number: pay, trouble, a ranking, the wall, or a report?",
    "why": "Which decision does each of these numbers serve?",
    "owner": "Who answers for each of these numbers, by name?",
    "review": "When will each of these targets be looked at again?",
    "initiative": "What will be done so that the number moves, and what when it does not?",
    "actual": "Where does each of these numbers stand today?",
    "definition": "What exactly is counted for each of these numbers?",
}


def here(case: Case, contexts: Collection[str], sourcing: str | None) -> bool:
    """Whether a rule that is about some situations is about this one."""
    if contexts and not any(key in contexts for key in case.in_force):
        return False
    if sourcing is None:
        return True
    if sourcing == "contract":
        return bought(case)
    return not bought(case) if sourcing == "own" else case.has(Dimension.SOURCING, sourcing)


def _about(catalogue: Catalogue, params: dict[str, Any]) -> Collection[str]:
    return catalogue.metrics if "asks_for" in params else about_where(catalogue, params)


@line_check(about=_about)
def stands(
    case: Case,
    line: Line,
    *,
    where: Where,
    contexts: Collection[str] = (),
    sourcing: str | None = None,
    kinds: int = 0,
    used: bool = False,
    channels_only: Collection[str] = (),
    fixes: Collection[str] = (),
    asks_for: str | None = None,
    empty: str | None = None,
) -> Said:
    """A line of this kind stands there.

    With `empty` this note of it was left empty when asked for. `channels_only` narrows to lists
    that are for no other channels, `contexts` and `sourcing` (`contract`, `own`, or a context) to
    situations, `kinds` to lists that cover so many channels or kinds of work, `used` to levels
    where the number may be used at all. `asks_for` names what must have been said before one can
    be told."""
    if not here(case, contexts, sourcing):
        return
    found = match(case, line, where)
    if found is None:
        if asks_for and line.incentivised and getattr(line.row, asks_for) is None:
            yield Missing(asks_for, FACTS[asks_for])
        return
    metric = str(line.metric)
    if kinds and not _mixed(case, kinds):
        return
    if channels_only and not case.contexts[Dimension.CHANNELS] <= set(channels_only):
        return
    if empty:
        said = getattr(line.row, empty)
        if said is None:
            yield Missing(empty, FACTS[empty])
        if said is None or str(said).strip():
            return
    if used and case.use_at(metric, found.level).use is Use.NEVER:
        return
    yield Hit(
        subjects=(metric,),
        lines=(line.index,),
        level=found.level,
        conditional=found.conditional,
        facts=partial(_situation, case, contexts, kinds),
        cures=partial(cures.of_line, case, line, found.level, fixes),
    )


def _noted(case: Case, line: Line, params: dict[str, Any]) -> bool:
    said = getattr(line.row, params["field"]) is not None
    return said or bool(stake(line)) or match(case, line, params["where"]) is not None


@check(Reads.PRESSURE, Reads.NOTES, plays=_noted)
def unlike_others(case: Case, *, where: Where, field: str, fixes: Collection[str] = ()) -> Said:
    """Lines of this kind without this note, which most lines that something hangs on have."""
    given, held, said = _notes(case, field) or (0, 0, 0)
    usual = held >= SEVERAL and said * 3 >= held * 2  # two in three of those that are chased
    if not usual and not given:
        if case.known:
            yield Missing(field, FACTS[field])
        return
    for line, found in _without(case, where, field):
        if usual or getattr(line.row, field) is not None:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                level=found.level,
                cures=partial(cures.of_line, case, line, found.level, fixes),
            )
    if not usual and given < len(case.known):
        yield Missing(field, FACTS[field])


@of_case
def _without(case: Case, where: Where, field: str) -> tuple[tuple[Line, Match], ...]:
    """Lines of this kind for sure in which the note is missing, or was left empty."""
    return tuple(
        (line, found)
        for line, found in matching(case, where)
        if not found.conditional and not str(getattr(line.row, field) or "").strip()
    )


@of_all_lines
def _notes(_case: Case, line: Line, field: str) -> tuple[int, int, int]:
    """Whether a line has this note; whether it is chased; whether it then has the note filled."""
    note, held = getattr(line.row, field), bool(stake(line))
    filled = held and bool(note) and bool(str(note).strip())
    return int(note is not None), int(held), int(filled)


def _mixed(case: Case, fewest: int) -> list[str]:
    for dimension in (Dimension.CHANNELS, Dimension.WORK):
        if len(case.contexts[dimension]) >= fewest:
            return sorted(case.contexts[dimension])
    return []


def _situation(case: Case, contexts: Collection[str], kinds: int) -> dict[str, str]:
    found = [key for key in case.in_force if key in contexts]
    mixed = _mixed(case, kinds) if kinds else []
    return {
        **({"context": names(case, found[:1])} if found else {}),
        **({"kinds": names(case, mixed)} if mixed else {}),
    }
