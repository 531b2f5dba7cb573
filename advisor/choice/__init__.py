"""The model of the choice: which metrics are pursued or watched, as rows that must hold.

Per metric: pursued under one objective, as its result or one of its drivers, or as a gate because
it is owed, or watched, or neither. Where a dossier defends several levels, the agent's and the
team leader's card decide for themselves. What we wish of a set gives way before what was asked
for. Every row carries the words for the case that it clashes.

A 0/1 portfolio choice with side constraints, in the terms of multi-criteria decision analysis
(Golabi, Kirkwood and Sicherman, Management Science 27, 1981, choose a portfolio of projects by an
additive value in this way); it is solved to a proven optimum in `advisor.solver`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.case import Case
from advisor.choice.asking import Asked
from advisor.choice.cards import (
    AGENT_CARD,
    CONTRACT,
    PURSUED,
    TEAM_CARD,
    WATCHED,
    fronts,
    once,
    sizes,
)
from advisor.choice.demands import demands
from advisor.choice.objectives import DRIVERS_PER_GOAL, objectives, perspectives
from advisor.choice.planning import PLANNED, depends_on
from advisor.choice.seeing import seen
from advisor.choice.together import families, guards, seats
from advisor.choice.variables import Variable, Variables
from advisor.criteria import Reason
from advisor.solver import Model, Row

__all__ = [
    "AGENT_CARD",
    "CONTRACT",
    "DRIVERS_PER_GOAL",
    "PLANNED",
    "PURSUED",
    "TEAM_CARD",
    "WATCHED",
    "Choice",
    "Variable",
    "build",
    "depends_on",
    "families",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """The model with what its names mean."""

    model: Model
    variables: Mapping[str, Variable]
    words: Mapping[str, str]
    """Per row: what it asks, for people."""
    pursued: Mapping[str, Sequence[str]]
    """Per metric that may be pursued: its variables of that role."""
    wishes: Mapping[str, Row]
    """Per variable of role gap: the row that it leaves open."""
    _made_of: Variables

    def reasons(self, variable: Variable) -> tuple[Reason, ...]:
        """The criteria that make the points of a variable of role pursue."""
        return self._made_of.weighed.reasons(variable.metric, self._made_of.placed[variable.name])

    def merit(self, variable: Variable) -> int:
        """Points by which what is pursued is ranked: what it brings, not that it is owed."""
        return self.model.points[variable.name] - self._made_of.weighed.owed(variable.metric)

    def metrics(self, chosen: Iterable[str]) -> frozenset[str]:
        """The metrics that stand on a card where these variables are chosen."""
        found = (self.variables[name] for name in chosen)
        return frozenset(v.metric for v in found if v.role in ("pursue", "watch"))

    def as_here(self, chosen: Iterable[str]) -> frozenset[str]:
        """The choice of another model, as far as it is known here, with the wishes that it leaves
        open here."""
        kept = {name for name in chosen if name in self.variables and name not in self.wishes}
        for gap, row in self.wishes.items():
            if sum(by for name, by in row.terms.items() if name in kept) < (row.low or 0):
                kept.add(gap)
        return frozenset(kept)

    def with_rows(self, *rows: Row) -> Choice:
        """The same model with more rows."""
        return replace(self, model=replace(self.model, rows=(*self.model.rows, *rows)))


@functools.lru_cache(maxsize=8)
def build(case: Case) -> Choice:
    """The model of one case; remembered, as several questions are asked of the same one."""
    variables = Variables(case)
    asked = Asked(variables)
    for ask in (once, objectives, sizes, fronts, perspectives, seen, seats, guards, demands):
        ask(asked)
    model = Model(variables.worth, variables.ties, tuple(asked.rows))
    return Choice(model, variables.named, asked.words, variables.pursued, asked.wishes, variables)
