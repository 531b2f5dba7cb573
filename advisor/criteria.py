"""Points: what a metric is worth under an objective. Few named criteria, each with a sentence.

Integers on a fine scale: an objective weighs 1 to 25 (its weight times the priority of its
outcome), a path keeps up to 1000 thousandths, so that the best result metric of the heaviest
objective brings 2500 points. Evidence is confidence and not value: it plays no part here.
"""

from __future__ import annotations

from typing import Literal

from advisor.brief import Part
from advisor.case import Case, Goal
from advisor.influence import Path, directions
from knowledge.vocabulary import Delay, Effort, Level, Mover, Use

Slot = Literal["result", "driver"]
Criterion = Literal[
    "contribution",
    "second objective",
    "trade-off",
    "gaming",
    "fairness",
    "speed",
    "control",
    "cost",
]

SLOTS: tuple[Slot, ...] = ("result", "driver")

PER_RANK = 150  # what a result metric loses for each better one named before it
AS_DRIVER = 600  # thousandths: a lever counts less than the result itself
LEAST_HELP = 150  # a driver needs a helping path of at least this share
LONGEST_HELP = 4  # relations from a driver to the outcome
USUAL_WEIGHT = 3  # weight at which harm to an outcome of a given priority counts

SPEED = {Delay.HOURS: 80, Delay.DAYS: 60, Delay.WEEKS: 30, Delay.MONTHS: 0, Delay.QUARTERS: -60}
COLLECTING = {Effort.LOW: 0, Effort.MEDIUM: -60, Effort.HIGH: -180}
UNMEASURED = -400
OUT_OF_REACH = -400
FAIR_AT_THE_FRONT = 100
ATTENTION = -150  # what one more watched number costs the people who look
WITHIN = frozenset(
    {Mover.AGENT, Mover.TEAM_LEADER, Mover.PLANNING, Mover.MANAGEMENT, Mover.PROCESS}
)


class Point(Part):
    """One criterion's part in a metric's points."""

    criterion: Criterion
    points: int
    says: str


def help_path(case: Case, metric: str, goal: Goal) -> Path | None:
    """The helping path by which a metric drives an objective's outcome, if it is short enough."""
    path = case.influence.by_value(metric).helping.get(goal.outcome)
    if path is None or path.share < LEAST_HELP or len(path.claims) > LONGEST_HELP:
        return None
    return path


def help_share(case: Case, metric: str, goal: Goal) -> int:
    """What a metric does for an objective, in thousandths: by its outcome, or by a result metric
    that the strategy names."""
    path = help_path(case, metric, goal)
    to_outcome = path.share if path else 0
    entry = case.catalogue.metrics[metric]
    signs = directions(entry.better)
    best = to_outcome
    for rank, result in enumerate(goal.result):
        if result == metric or result not in case.catalogue.metrics:
            continue
        wanted = directions(case.catalogue.metrics[result].better)
        if len(signs) == 1 and len(wanted) == 1:
            share = case.influence.share(metric, signs[0], result, wanted[0])
            best = max(best, share * (1000 - PER_RANK * rank) // 1000)
    return best if best >= LEAST_HELP else 0


def contribution(case: Case, metric: str, goal: Goal, slot: Slot) -> int:
    """Points that a metric brings to an objective in a slot; 0 where it has no place there."""
    if slot == "result":
        if metric not in goal.result:
            return 0
        return goal.weight * (1000 - PER_RANK * goal.result.index(metric)) // 10
    if metric in goal.result:
        return 0
    return goal.weight * help_share(case, metric, goal) * AS_DRIVER // 10_000


def placed(case: Case, metric: str, goal: Goal, slot: Slot) -> tuple[Point, ...]:
    """All points of pursuing a metric under an objective; empty where it has no place there."""
    main = contribution(case, metric, goal, slot)
    if main <= 0:
        return ()
    name = case.catalogue.metrics[metric].name
    says = (
        f"{name} shows whether '{goal.says}' is reached."
        if slot == "result"
        else f"{name} moves '{goal.says}'."
    )
    others = [
        max(
            contribution(case, metric, other, "driver"), contribution(case, metric, other, "result")
        )
        for other in case.goals
        if other.id != goal.id
    ]
    found = [Point(criterion="contribution", points=main, says=says)]
    if second := max(others, default=0) // 2:
        found.append(
            Point(
                criterion="second objective",
                points=second,
                says="It also serves another objective, which counts half.",
            )
        )
    return (*found, *standing(case, metric))


def standing(case: Case, metric: str) -> tuple[Point, ...]:
    """Points that a pursued metric brings or costs wherever it is placed."""
    entry = case.catalogue.metrics[metric]
    found = [*_harm(case, metric), *_gaming(case, metric)]
    front = [
        level for level in (Level.AGENT, Level.TEAM) if case.use_at(metric, level).use is Use.PURSUE
    ]
    if front:
        found.append(
            Point(
                criterion="fairness",
                points=FAIR_AT_THE_FRONT,
                says="People at the front can move it themselves, so it is fair on their card.",
            )
        )
    if entry.moves:
        found.append(
            Point(
                criterion="speed",
                points=SPEED[entry.moves.answers_in],
                says=f"It answers {entry.moves.answers_in.label}.",
            )
        )
        if not WITHIN & set(entry.moves.who):
            found.append(
                Point(
                    criterion="control",
                    points=OUT_OF_REACH,
                    says="Nobody in the centre can move it.",
                )
            )
    return (*found, *collecting(case, metric))


def collecting(case: Case, metric: str) -> tuple[Point, ...]:
    """What it costs to have the number at all."""
    entry = case.catalogue.metrics[metric]
    found = []
    if entry.effort and COLLECTING[entry.effort]:
        says = f"Collecting it {entry.effort.label}."
        found.append(Point(criterion="cost", points=COLLECTING[entry.effort], says=says))
    if missing := case.missing_systems(metric):
        says = f"It cannot be measured yet: it needs {', '.join(missing)}."
        found.append(Point(criterion="cost", points=UNMEASURED, says=says))
    return tuple(found)


def watched(case: Case, metric: str) -> int:
    """Points of watching a metric: attention costs, collecting costs, and what shows an outcome
    that matters faithfully is watched before what only hints at it."""
    reach = case.influence.by_value(metric)
    shows = max((w * reach.help(outcome) for outcome, w in case.priorities.items()), default=0)
    return ATTENTION + shows // 40 + sum(point.points for point in collecting(case, metric))


def _harm(case: Case, metric: str) -> list[Point]:
    """The worst trade-off by value: what is paid even by honest improvement."""
    reach = case.influence.by_value(metric)
    worst = max(
        (
            (case.priorities.get(outcome, 0) * path.share, outcome)
            for outcome, path in reach.harming.items()
        ),
        default=(0, ""),
    )
    points = -USUAL_WEIGHT * worst[0] // 20
    if points >= 0:
        return []
    name = case.catalogue.outcomes[worst[1]].name
    says = f"Improving it is paid for in: {name}."
    return [Point(criterion="trade-off", points=points, says=says)]


def _gaming(case: Case, metric: str) -> list[Point]:
    """The worst that pressure on it provokes, at the levels where it would be pursued."""
    worst = (0, "", "")
    for level in case.cards:
        if case.use_at(metric, level).use is not Use.PURSUE:
            continue
        reach = case.influence.by_pressure(metric, case.expected(metric, level))
        for outcome, path in reach.harming.items():
            weight = case.priorities.get(outcome, 0) * path.share
            worst = max(worst, (weight, outcome, path.claims[0].end))
    points = -USUAL_WEIGHT * worst[0] // 20
    if points >= 0:
        return []
    behaviour = case.catalogue.behaviours[worst[2]].name
    says = f"Under pressure it invites: {behaviour[0].lower()}{behaviour[1:]}."
    return [Point(criterion="gaming", points=points, says=says)]
