"""What serves the objectives: a result and its levers each, and every perspective has something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from advisor.choice.asking import Asked
from advisor.goals import Goal
from knowledge.vocabulary import Perspective

DRIVERS_PER_GOAL = 2


def objectives(asked: Asked) -> None:
    """One result metric and at most two drivers an objective, and a lever somewhere."""
    placed: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for name, place in asked.variables.placed.items():
        if place:
            placed[place.goal.id, place.slot][name] = 1
    for goal in asked.case.goals:
        if results := placed.get((goal.id, "result")):
            says = "The objective '{}' has exactly one result metric."
            asked.row(f"result:{goal.id}", results, 1, 1, says, goal.says)
        if drivers := placed.get((goal.id, "driver")):
            says = "The objective '{}' has at most {} drivers."
            most = DRIVERS_PER_GOAL
            asked.row(f"drivers:{goal.id}", drivers, None, most, says, goal.says, most)
        for better, terms in _best(asked, goal):
            says = "What shows '{}' best shows it, and is no lever elsewhere."
            asked.row(f"best:{goal.id}:{better}", terms, None, 1, says, goal.says)
    if levers := asked.variables.levers:
        says = "At least one driver is pursued, so that somebody has a lever."
        asked.row("drivers", levers, 1, None, says)


def _best(asked: Asked, goal: Goal) -> Iterator[tuple[str, dict[str, int]]]:
    """No lesser number shows an objective while a better one is a lever elsewhere. Its own
    result stands in the row as well: no two of these go together, and so the relaxation has
    no half of each."""
    variables = asked.variables
    named = [f"pursue:{metric}:{goal.id}:result" for metric in goal.result]
    for rank, better in enumerate(goal.result):
        worse = [name for name in named[rank + 1 :] if name in variables.named]
        levers = [name for name in variables.of(better) if name in variables.levers]
        if worse and levers:
            own = [named[rank]] if named[rank] in variables.named else []
            yield better, dict.fromkeys((*own, *worse, *levers), 1)


def perspectives(asked: Asked) -> None:
    """Something is pursued in each perspective of an objective; what is merely owed stands for
    none."""
    metrics = asked.case.catalogue.metrics
    standing: defaultdict[Perspective | None, dict[str, int]] = defaultdict(dict)
    for name, place in asked.variables.placed.items():
        if place:
            metric = asked.variables.named[name].metric
            standing[metrics[metric].perspective][name] = 1
    for perspective in sorted({goal.perspective for goal in asked.case.goals}):
        if terms := standing.get(perspective):
            says = "Something is pursued in the perspective {}."
            name = f"perspective:{perspective}"
            asked.row(name, terms, 1, None, says, perspective.label.lower())
