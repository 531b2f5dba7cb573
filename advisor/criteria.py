"""Points: what a metric is worth under an objective. Few named criteria, each with a sentence.

Integers on a fine scale: an objective weighs 1 to 25 (its weight times the priority of its
outcome), a path keeps up to 1000 thousandths, so that the best result metric of the heaviest
objective brings 2500 points. Evidence is confidence and not value: it plays no part here.

In the terms of multi-criteria decision analysis this is an additive value model over a hierarchy
of objectives (Keeney and Raiffa, Decisions with Multiple Objectives, Wiley 1976), with one
departure: a metric counts fully for one objective and by half for its next best, so that a hub
which touches everything a little does not win everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from advisor.brief import Part
from advisor.case import Case, Goal
from advisor.influence import directions
from advisor.paths import Path
from knowledge.vocabulary import Better, Delay, Effort, Kind, Level, Mover, Sort, Spread, Use

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
    "familiarity",
    "owed",
]

SLOTS: tuple[Slot, ...] = ("result", "driver")

HEAVIEST = 25  # an outcome of priority 5 under an objective of weight 5
PER_RANK = 250  # what a result metric loses for each better one named before it
AT_HOME = 3  # a metric stands under an objective that it serves at least a third as well as any
AS_DRIVER = 600  # thousandths: a lever counts less than the result itself
LEAST_HELP = 150  # a driver needs a helping path of at least this share
LONGEST_HELP = 4  # relations from a driver to the outcome
USUAL_WEIGHT = 3  # weight at which harm to an outcome of a given priority counts

SPEED = {Delay.HOURS: 80, Delay.DAYS: 60, Delay.WEEKS: 30, Delay.MONTHS: 0, Delay.QUARTERS: -60}
COLLECTING = {Effort.LOW: 0, Effort.MEDIUM: -60, Effort.HIGH: -180}
FAMILIAR = {Spread.WIDESPREAD: 100, Spread.KNOWN: 0, Spread.RARE: -150}
UNMEASURED = -400
OUT_OF_REACH = -400
FAIR_AT_THE_FRONT = 100
OWED = 1000  # what is owed or demanded has a target before anything that is merely useful
ATTENTION = -250  # what one more watched number costs the people who look
WITHIN = frozenset(
    {Mover.AGENT, Mover.TEAM_LEADER, Mover.PLANNING, Mover.MANAGEMENT, Mover.PROCESS}
)


class Point(Part):
    """One criterion's part in a metric's points."""

    criterion: Criterion
    points: int
    says: str


class Reason(NamedTuple):
    """A point while it is weighed: thousands are, and a few become points that are shown."""

    criterion: Criterion
    points: int
    says: str

    @property
    def point(self) -> Point:
        return Point(criterion=self.criterion, points=self.points, says=self.says)


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
    shows = path is not None and [step.relation.kind for step in path.claims] == [Kind.MEASURES]
    to_outcome = path.share if path and not shows else 0
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
    if len(signs) > 1:
        best //= 2  # a band helps where it was left, and it is left on one side at a time
    return best if best >= LEAST_HELP else 0


def contribution(case: Case, metric: str, goal: Goal, slot: Slot) -> int:
    """Points that a metric brings to an objective in a slot; 0 where it has no place there."""
    if slot == "result":
        if metric not in goal.result:
            return 0
        return _weight(case, goal) * (1000 - PER_RANK * goal.result.index(metric)) // 10
    if any(metric in other.result and other.outcome == goal.outcome for other in case.goals):
        return 0
    return _weight(case, goal) * help_share(case, metric, goal) * AS_DRIVER // 10_000


def _weight(case: Case, goal: Goal) -> int:
    """The weight of an objective beside the heaviest, which has 25: how high all priorities stand
    together says nothing of what a metric is worth beside what it costs."""
    return goal.weight * HEAVIEST // max(other.weight for other in case.goals)


def placements(case: Case, metric: str) -> Iterator[tuple[Goal, Slot, tuple[Reason, ...]]]:
    """Where a metric has a place, with all that makes its points there. A floor is no lever: it
    has a place only where an objective is about it."""
    floor = case.catalogue.metrics[metric].sort is Sort.FLOOR
    places: list[tuple[Goal, Slot, int]] = []
    for goal in case.goals:
        slot: Slot = "result" if metric in goal.result else "driver"
        if slot == "result" or not floor:
            places.append((goal, slot, contribution(case, metric, goal, slot)))
    best = max((points for _goal, _slot, points in places), default=0)
    if best > 0:
        everywhere = (*standing(case, metric), *obliged(case, metric))
        for goal, slot, points in places:
            if points * AT_HOME >= best:
                others = (brings for other, _slot, brings in places if other.id != goal.id)
                second = max(others, default=0) // 2
                yield goal, slot, (*_brought(case, metric, goal, slot, points, second), *everywhere)


def _brought(
    case: Case, metric: str, goal: Goal, slot: Slot, points: int, second: int
) -> Iterator[Reason]:
    name = case.catalogue.metrics[metric].name
    says = (
        f"{name} shows whether '{goal.says}' is reached."
        if slot == "result"
        else f"{name} moves '{goal.says}'."
    )
    yield Reason("contribution", points, says)
    if second:
        says = "It also serves another objective, which counts half."
        yield Reason("second objective", second, says)


def standing(case: Case, metric: str) -> tuple[Reason, ...]:
    """Points that a pursued metric brings or costs wherever it is placed."""
    entry = case.catalogue.metrics[metric]
    found = [*_harm(case, metric), *_gaming(case, metric)]
    front = [
        level for level in (Level.AGENT, Level.TEAM) if case.use_at(metric, level).use is Use.PURSUE
    ]
    if front:
        says = "People at the front can move it themselves, so it is fair on their card."
        found.append(Reason("fairness", FAIR_AT_THE_FRONT, says))
    if moves := entry.moves:
        says = f"It answers {moves.answers_in.label}."
        found.append(Reason("speed", SPEED[moves.answers_in], says))
        if WITHIN.isdisjoint(moves.who):
            found.append(Reason("control", OUT_OF_REACH, "Nobody in the centre can move it."))
    return (*found, *collecting(case, metric))


def collecting(case: Case, metric: str) -> tuple[Reason, ...]:
    """What it costs to have the number at all."""
    effort = case.catalogue.metrics[metric].effort
    found = []
    if effort and COLLECTING[effort]:
        found.append(Reason("cost", COLLECTING[effort], f"Collecting it {effort.label}."))
    if missing := case.missing_systems(metric):
        says = f"It cannot be measured yet: it needs {', '.join(missing)}."
        found.append(Reason("cost", UNMEASURED, says))
    spread = case.catalogue.metrics[metric].spread
    if FAMILIAR[spread]:
        found.append(Reason("familiarity", FAMILIAR[spread], f"It is {spread.label}."))
    return tuple(found)


def gate(case: Case, metric: str) -> tuple[Reason, ...]:
    """Points of a target that hangs under no objective: it is kept, whatever the strategy is."""
    return (*obliged(case, metric), *collecting(case, metric))


def obliged(case: Case, metric: str) -> Iterator[Reason]:
    """What is owed, or demanded as a target, is pursued before anything that is merely useful."""
    if metric in case.owed:
        yield Reason("owed", OWED, f"It is owed: {case.owed[metric]}")
    elif metric in case.demanded_as_target:
        yield Reason("owed", OWED, case.demanded[metric])


def watched(case: Case, metric: str) -> int:
    """Points of watching a metric: attention costs, collecting costs, and what shows an outcome
    that matters faithfully is watched before what only hints at it."""
    reach = case.influence.by_value(metric)
    shows = max((w * reach.help(outcome) for outcome, w in case.priorities.items()), default=0)
    return ATTENTION + shows // 40 + sum(reason.points for reason in collecting(case, metric))


def _harm(case: Case, metric: str) -> list[Reason]:
    """The worst trade-off by value: what is paid even by honest improvement. A band is held and
    not improved; what leaving it costs on either side is why it has two ends."""
    if case.catalogue.metrics[metric].better is Better.BAND:
        return []
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
    return [Reason("trade-off", points, f"Improving it is paid for in: {name}.")]


def _gaming(case: Case, metric: str) -> list[Reason]:
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
    return [Reason("gaming", points, says)]
