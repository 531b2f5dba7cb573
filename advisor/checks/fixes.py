"""Edits that checks offer as cures. Each is plain, and each can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.brief import Edit
from advisor.case import Case, Line
from advisor.checks.hit import Fix
from advisor.checks.uses import names
from knowledge.vocabulary import Consequence, Level, Use


def watching(case: Case, metric: str) -> Fix:
    """Put a metric beside the others as a watch: no target, no consequence."""
    return watching_all(case, (metric,))


def watching_all(case: Case, metrics: Sequence[str]) -> Fix:
    """Put some metrics beside the others as watches."""
    what = "a limit and what you do when it is crossed"
    says = f"Watch {names(case, metrics)} beside it, with {what}."
    return Fix(says, tuple(_watch(case, metric) for metric in metrics))


def _watch(case: Case, metric: str) -> Edit:
    levels = [
        level.value
        for level in (Level.PROGRAMME, Level.ORGANISATION, Level.TEAM)
        if case.use_at(metric, level).use in (Use.PURSUE, Use.WATCH)
    ][:1]
    name = case.catalogue.metrics[metric].name
    row = {"written": name, "levels": levels or ["programme"], "consequences": []}
    return Edit("add", metric, None, row)


def dropping(case: Case, line: Line) -> Fix:
    """Take a metric off the list."""
    return Fix(
        f"Take {names(case, [str(line.metric)])} off the list.", (Edit("drop", line.metric),)
    )


def without_consequence(case: Case, *lines: Line) -> Fix:
    """Keep the numbers and take away what hangs on them."""
    edits = tuple(edit for line in lines for edit in _silent(line))
    told = names(case, list(dict.fromkeys(str(line.metric) for line in lines)))
    return Fix(f"Keep {told} as a report: no pay, no target, no ranking.", edits)


def _silent(line: Line) -> tuple[Edit, Edit]:
    return (
        Edit("set", line.metric, "consequences", [Consequence.REPORTED.value]),
        Edit("set", line.metric, "target", None),
    )


def moved_to(case: Case, line: Line, level: Level) -> Fix:
    """Move a metric to the level where it is fair; it is pursued there only if that is right."""
    metric = str(line.metric)
    here = case.use_at(metric, level)
    edits = [Edit("set", metric, "levels", [level.value])]
    if here.use is not Use.PURSUE:
        edits += _silent(line)
    says = f"Move {names(case, [metric])} to the {level.label.lower()} card: {here.because}"
    return Fix(says, tuple(edits))


def exchanged(case: Case, line: Line, metric: str, level: Level) -> Fix:
    """Take another metric in a line's place; what hung on it stays only if that is right."""
    name = case.catalogue.metrics[metric].name
    row: dict[str, object] = {"written": name, "levels": [level.value]}
    if case.use_at(metric, level).use is not Use.PURSUE:
        row["consequences"] = []
    elif line.consequences is not None:
        row["consequences"] = sorted(item.value for item in line.consequences)
    says = f"Take {names(case, [metric])} in place of {names(case, [str(line.metric)])}."
    return Fix(says, (Edit("drop", line.metric), Edit("add", metric, None, row)))


def fair_level(case: Case, metric: str) -> Level | None:
    """The level nearest to the front at which the metric may be pursued, else watched."""
    order = (Level.TEAM, Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION, Level.CLIENT)
    for use in (Use.PURSUE, Use.WATCH, Use.PLAN):
        for level in order:
            if case.use_at(metric, level).use is use:
                return level
    return None
