"""The matrix: the set of every strategy in every chair, and the core that good sets share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from advisor.brief import Brief, Part, StatedStrategy
from advisor.case import Case
from advisor.explore.asking import answered
from advisor.recommend import FIRST, Tier
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Dimension

CORE = 75  # percent of the cells from which on a metric belongs to the core


class Cell(Part):
    """The set of one strategy in one chair."""

    strategy: str
    sourcing: str | None
    first: tuple[str, ...] = ()
    """The first priorities."""
    tiers: dict[str, Tier]
    """Pursued or watched."""
    serves: dict[str, str]
    """By pursued metric, the objective that it stands under, in words."""
    clash: bool = False
    """Whether no set satisfies all demands there."""


class Common(Part):
    """How widely one metric stands, over all cells that have a set."""

    metric: str
    stands: int
    """Percent of the cells in which it is pursued or watched."""
    pursued: int
    """Percent of the cells in which it has a target."""
    first: int
    """Percent of the cells in which it is one of the first priorities."""


class Matrix(Part):
    """Strategies by chairs, and what they share."""

    strategies: tuple[str, ...]
    sourcings: tuple[str | None, ...]
    cells: tuple[Cell, ...]
    """By strategy, then by sourcing."""
    common: tuple[Common, ...]
    """Every metric that stands anywhere, the most common first."""

    @property
    def core(self) -> tuple[Common, ...]:
        """What stands in three sets of four or more."""
        return tuple(item for item in self.common if item.stands >= CORE)

    def cell(self, strategy: str, sourcing: str | None) -> Cell:
        """Raises ValueError for a pair that is not in the matrix."""
        row, column = self.strategies.index(strategy), self.sourcings.index(sourcing)
        return self.cells[row * len(self.sourcings) + column]

    @property
    def alone(self) -> tuple[tuple[str, Cell], ...]:
        """(metric, cell) of what is pursued in a single cell."""
        where: dict[str, list[Cell]] = {}
        for cell in self.cells:
            for metric in cell.serves:
                where.setdefault(metric, []).append(cell)
        return tuple((key, cells[0]) for key, cells in sorted(where.items()) if len(cells) == 1)


def matrix(
    catalogue: Catalogue,
    brief: Brief,
    *,
    strategies: Sequence[str] | None = None,
    sourcings: Sequence[str | None] | None = None,
    told: Callable[[int], None] | None = None,
) -> Matrix:
    """The sets of all strategies in all chairs, or of those named, in the brief's situation.

    Price and contract are left open, so that only strategy and chair differ; what the user stated
    about priorities is left out, what must and must never be in is kept. `told` hears how many
    cells are done.
    """
    rows = tuple(strategies or sorted(catalogue.strategies))
    chairs = catalogue.of_dimension(Dimension.SOURCING) if sourcings is None else sourcings
    columns: tuple[str | None, ...] = tuple(chairs)
    found: dict[tuple[str, str | None], Cell] = {}
    for sourcing in columns:  # chair by chair, as what holds in a place is worked out once
        for strategy in rows:
            found[strategy, sourcing] = _cell(catalogue, brief, strategy, sourcing)
            if told:
                told(len(found))
    cells = tuple(found[strategy, sourcing] for strategy in rows for sourcing in columns)
    return Matrix(strategies=rows, sourcings=columns, cells=cells, common=common(cells))


def _cell(catalogue: Catalogue, brief: Brief, strategy: str, sourcing: str | None) -> Cell:
    context = brief.context.model_copy(
        update={"sourcing": sourcing, "pricing": None, "adjusters": ()}
    )
    stated = StatedStrategy(preset=strategy)
    case = Case(
        brief.model_copy(update={"context": context, "strategy": stated, "today": ()}), catalogue
    )
    answer = answered(case)
    if answer is None:
        return Cell(strategy=strategy, sourcing=sourcing, tiers={}, serves={}, clash=True)
    goals = {goal.id: goal.says for goal in case.goals}
    return Cell(
        strategy=strategy,
        sourcing=sourcing,
        first=tuple(variable.metric for variable in answer.pursued[:FIRST]),
        tiers=answer.tiers,
        serves={v.metric: goals[str(v.goal)] for v in answer.pursued},
    )


def common(cells: Sequence[Cell]) -> tuple[Common, ...]:
    """How widely each metric stands in these cells, the most common first."""
    solved = [cell for cell in cells if not cell.clash]
    stands = Counter(metric for cell in solved for metric in cell.tiers)
    pursued = Counter(
        metric for cell in solved for metric, tier in cell.tiers.items() if tier == "pursue"
    )
    first = Counter(metric for cell in solved for metric in cell.first)
    found = [
        Common(
            metric=metric,
            stands=round(100 * stands[metric] / len(solved)),
            pursued=round(100 * pursued[metric] / len(solved)),
            first=round(100 * first[metric] / len(solved)),
        )
        for metric in stands
    ]
    return tuple(sorted(found, key=lambda item: (-item.stands, -item.pursued, item.metric)))
