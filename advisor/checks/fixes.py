"""Edits that checks offer as cures. Each is plain, and each can be undone."""

from __future__ import annotations

from advisor.brief import Edit
from advisor.case import Case, Line
from advisor.checks.hit import Fix
from knowledge.vocabulary import Consequence, Level, Use


def watching(case: Case, metric: str) -> Fix:
    """Put a metric beside the others as a watch: no target, no consequence."""
    entry = case.catalogue.metrics[metric]
    levels = [
        level.value
        for level in (Level.PROGRAMME, Level.ORGANISATION, Level.TEAM)
        if case.use_at(metric, level).use in (Use.PURSUE, Use.WATCH)
    ][:1]
    row = {"written": entry.name, "levels": levels or ["programme"], "consequences": []}
    says = f"Watch {entry.name.lower()} beside it, with a limit and what you do when it is crossed."
    return Fix(says, (Edit("add", metric, None, row),))


def dropping(case: Case, line: Line) -> Fix:
    """Take a metric off the list."""
    name = case.entry(line).name
    return Fix(f"Take {name.lower()} off the list.", (Edit("drop", line.metric),))


def without_consequence(case: Case, line: Line) -> Fix:
    """Keep the number and take away what hangs on it."""
    name = case.entry(line).name
    edits = (
        Edit("set", line.metric, "consequences", [Consequence.REPORTED.value]),
        Edit("set", line.metric, "target", None),
    )
    return Fix(f"Keep {name.lower()} as a report: no pay, no target, no ranking.", edits)


def moved_to(case: Case, line: Line, level: Level) -> Fix:
    """Move a metric to the level where it is fair; it is pursued there only if that is right."""
    metric = str(line.metric)
    name = case.entry(line).name
    here = case.use_at(metric, level)
    edits = [Edit("set", metric, "levels", [level.value])]
    if here.use is not Use.PURSUE:
        edits += without_consequence(case, line).edits
    says = f"Move {name.lower()} to the {level.label.lower()} card: {here.because}"
    return Fix(says, tuple(edits))


def fair_level(case: Case, metric: str) -> Level | None:
    """The level nearest to the front at which the metric may be pursued, else watched."""
    order = (Level.TEAM, Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION, Level.CLIENT)
    for use in (Use.PURSUE, Use.WATCH, Use.PLAN):
        for level in order:
            if case.use_at(metric, level).use is use:
                return level
    return None
