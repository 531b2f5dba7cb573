"""One change of a brief, solved again; and what a difference in points means in words."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from advisor.brief import Edit, apply
from advisor.case import Case
from advisor.choice import Choice, Variable, build
from advisor.recommend import Recommendation, Tier, said
from advisor.solver import Row, Solution, solve

CLOSE_CALL = 1  # percent of the best set's worth below which nobody should insist
FEW = 5  # percent that count as few
REAL = 10  # percent from which on a set is no longer worth showing


@dataclass(frozen=True)
class Answer:
    """The best set of a case, perhaps under more rows, as the model holds it."""

    case: Case
    choice: Choice
    solution: Solution

    @functools.cached_property
    def tiers(self) -> dict[str, Tier]:
        """Tier of everything on a card."""
        found: dict[str, Tier] = {}
        for variable in self.variables:
            if variable.role == "pursue":
                found[variable.metric] = "pursue"
            elif variable.role == "watch":
                found[variable.metric] = "watch"
        return found

    @functools.cached_property
    def variables(self) -> tuple[Variable, ...]:
        return tuple(self.choice.variables[name] for name in sorted(self.solution.chosen))

    @functools.cached_property
    def pursued(self) -> tuple[Variable, ...]:
        """What is pursued for an objective, first priority first; gates are not ranked."""
        placed = (v for v in self.variables if v.role == "pursue" and v.goal is not None)
        return tuple(sorted(placed, key=self.order))

    def order(self, variable: Variable) -> tuple[int, str]:
        """Sorts placements by priority."""
        return -self.choice.merit(variable), variable.metric

    @functools.cached_property
    def worth(self) -> int:
        """What the pursued metrics bring to their objectives, in points."""
        return sum(self.choice.merit(variable) for variable in self.pursued)

    @functools.cached_property
    def open(self) -> frozenset[str]:
        """Names of the wishes that the set leaves open."""
        return frozenset(v.metric for v in self.variables if v.role == "gap")

    def closes(self, other: Answer) -> tuple[str, ...]:
        """What another set of the same model leaves open and this one does not, in words."""
        names = sorted(other.open - self.open)
        outcomes = self.case.catalogue.outcomes
        about = [(name, next((p for p in name.split(":") if p in outcomes), "")) for name in names]
        found = [
            f"Nothing close to '{self.case.catalogue.plainly(outcome)}' is seen any more."
            if outcome
            else f"This wish is met then: {self.choice.words[name]}"
            for name, outcome in about
        ]
        return tuple(dict.fromkeys(found))

    def forced(self, *rows: Row) -> Answer | None:
        """The best set that keeps more rows; None where there is none."""
        return best_of(self.case, self.choice.with_rows(*rows))

    def seat(self, metric: str, tier: Tier | None = None) -> dict[str, int]:
        """Variables that put a metric on a card, in one tier or in any."""
        return seat(self.choice, metric, tier)

    def loses(self, other: Answer) -> float:
        """What another set of the same model gives up, in percent of what this one is worth."""
        lost = self.solution.points - other.solution.points
        return 100 * lost / self.worth if self.worth > 0 else 0.0

    def said(self) -> Recommendation:
        return said(self.case, self.choice, self.solution)


def modelled(case: Case) -> Choice:
    """The model of a case that is asked once: no use to remember it."""
    return build.__wrapped__(case)


def best_of(case: Case, choice: Choice, *, near: Answer | None = None) -> Answer | None:
    """The best set of a model; None where no set satisfies all demands. What is `near`, as the
    answer before one step, makes the proof shorter."""
    known = choice.as_here(near.solution.chosen) if near else ()
    solution = solve(choice.model, near=known)
    return None if solution is None else Answer(case, choice, solution)


def answered(case: Case, *, near: Answer | None = None) -> Answer | None:
    """The best set of a case that is asked once; None where no set satisfies all demands."""
    return best_of(case, modelled(case), near=near)


def stated(case: Case) -> Answer | None:
    """The best set of a case of which more is asked, so that its model is worth remembering."""
    return best_of(case, build(case))


def seat(choice: Choice, metric: str, tier: Tier | None = None) -> dict[str, int]:
    """Variables that put a metric on a card, in one tier or in any."""
    roles = ("pursue", "watch") if tier is None else (tier,)
    return {
        name: 1
        for name, variable in choice.variables.items()
        if variable.metric == metric and variable.role in roles
    }


def edited(case: Case, *edits: Edit) -> Case:
    """The case after a change. Raises BriefError where the change does not fit."""
    return Case(apply(case.brief, edits), case.shipped)


def priority(case: Case, outcome: str, value: int) -> tuple[Edit, ...]:
    """The edits that set one priority and nothing else: where no strategy was stated, the assumed
    one is named too, or the priority would be all that was said."""
    edit = Edit("set", None, f"strategy.priorities.{outcome}", value)
    assumed = Edit("set", None, "strategy.preset", case.strategy_id)
    return (edit,) if case.stated else (assumed, edit)


def share_says(percent: float) -> str:
    """A loss in words: `about 3 % of what the set does for your priorities`."""
    if percent <= 0:
        return "nothing"
    size = f"less than {CLOSE_CALL}" if percent < CLOSE_CALL else f"about {round(percent)}"
    return f"{size} % of what the set does for your priorities"


def price_says(percent: float) -> str:
    """A loss in words, with what to think of it."""
    if percent <= 0:
        return "nothing: the two sets are equally good"
    if percent < CLOSE_CALL:
        return f"{share_says(percent)}: a close call"
    verdict = "a small price" if percent < FEW else "a price to be weighed"
    return f"{share_says(percent)}: {verdict if percent < REAL else 'a real sacrifice'}"


def listed(names: list[str]) -> str:
    """`a, b and c`."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last
