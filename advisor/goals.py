"""The objectives in force: the user's own with what the strategy adds, or the strategy's, or one
per priority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from advisor.brief import StatedStrategy
from advisor.place import Place, share
from advisor.suiting import barred
from knowledge.schema import Objective, Strategy
from knowledge.vocabulary import Kind, Perspective, Spread

# An outcome of a stated objective, or one that must not get worse, has this priority at least.
STATED = 3

RESULTS = 4  # how many results an outcome is looked for by, where nobody named them
NAMED_FIRST = 4  # votes of a strategy for the result that it names first, one less for each next
A_VOTE = 60  # thousandths of faithfulness, up to ten votes
MOST_VOTES = 10
KNOWN = {Spread.WIDESPREAD: 300, Spread.KNOWN: 0, Spread.RARE: -300}

AIMS = 5  # objectives made of priorities alone


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective in force, with the weight that this brief gives it."""

    id: str
    says: str
    perspective: Perspective
    outcome: str
    result: tuple[str, ...]
    weight: int
    """Weight of the objective (1 to 5) times the priority of its outcome (1 to 5)."""
    leads_to: tuple[str, ...]
    borrowed: bool = False
    """The strategy's, beside objectives of the user's own."""


def goals(
    stated: StatedStrategy, strategy: Strategy, priorities: Mapping[str, int], place: Place
) -> tuple[Goal, ...]:
    """What is aimed at: never empty, weights of 1 or more."""
    if any(item.outcome for item in stated.objectives):
        return tuple(_own(stated, strategy, priorities, place))
    if stated.preset or stated.lean or not stated.priorities:
        found = [_preset(key, item, priorities) for key, item in strategy.objectives.items()]
    else:
        found = list(_of_priorities(priorities, place))
    kept = tuple(goal for goal in found if goal.weight > 0)
    # Where every priority is nought the strategy's own weights are all that is left to go by.
    return kept or tuple(
        _preset(key, item, dict.fromkeys(priorities, 1))
        for key, item in strategy.objectives.items()
    )


def _preset(key: str, item: Objective, priorities: Mapping[str, int]) -> Goal:
    weight = item.weight * priorities[item.outcome]
    return Goal(key, item.says, item.perspective, item.outcome, item.result, weight, item.leads_to)


def _of_priorities(priorities: Mapping[str, int], place: Place) -> Iterator[Goal]:
    ranked = sorted(priorities.items(), key=lambda pair: (-pair[1], pair[0]))
    for key, priority in ranked[:AIMS]:
        if priority >= STATED:
            outcome = place.catalogue.outcomes[key]
            results, weight = results_of(key, place), 3 * priority
            says = outcome.plainly[:1].upper() + outcome.plainly[1:]
            yield Goal(key, says, outcome.perspective, key, results, weight, ())


def _own(
    stated: StatedStrategy, strategy: Strategy, priorities: Mapping[str, int], place: Place
) -> list[Goal]:
    """The user's objectives; for a perspective that none of them is about, the heaviest of the
    strategy's, behind them: a card of one perspective is run at the expense of the rest."""
    own = []
    for number, item in enumerate((item for item in stated.objectives if item.outcome), start=1):
        outcome = str(item.outcome)
        own.append(
            Goal(
                f"own-{number}",
                item.says,
                item.perspective or place.catalogue.outcomes[outcome].perspective,
                outcome,
                item.result or results_of(outcome, place),
                item.weight * max(STATED, priorities[outcome]),
                (),
            )
        )
    by_outcome = {goal.outcome: goal.id for goal in reversed(own)}
    stands_for = {key: by_outcome.get(o.outcome, key) for key, o in strategy.objectives.items()}
    leads = {
        goal: tuple(dict.fromkeys(stands_for[to] for to in strategy.objectives[key].leads_to))
        for key, goal in stands_for.items()
    }
    found = [replace(goal, leads_to=leads.get(goal.id, ())) for goal in own]
    spoken_of, behind = {goal.perspective for goal in own}, min(goal.weight for goal in own) - 1
    offered = [_preset(key, item, priorities) for key, item in strategy.objectives.items()]
    for goal in sorted(offered, key=lambda goal: (-goal.weight, goal.id)):
        if goal.perspective in spoken_of or goal.outcome in by_outcome or not goal.weight:
            continue
        spoken_of.add(goal.perspective)
        weight = max(1, min(goal.weight, behind))
        found.append(replace(goal, weight=weight, leads_to=leads[goal.id], borrowed=True))
    return found


def results_of(outcome: str, place: Place) -> tuple[str, ...]:
    """Metrics that show an outcome, where nobody named them: what may be pursued here first, then
    by how faithfully they show it, how early strategies for such work name them, and how many
    centres have them already."""
    catalogue = place.catalogue
    claims = catalogue.related(outcome, Kind.MEASURES, reverse=True)
    faithful = {claim.start: share(claim.relation) for claim in claims}
    votes = _votes(outcome, place)
    candidates = (faithful.keys() | votes.keys()) & place.universe_set
    if not candidates:
        drivers = catalogue.related(outcome, Kind.DRIVES, reverse=True)
        faithful = {claim.start: share(claim.relation) for claim in drivers}
        candidates = faithful.keys() & place.universe_set

    def order(metric: str) -> tuple[int, int, int, int]:
        entry = catalogue.metrics[metric]
        shows = faithful.get(metric, 0) + A_VOTE * min(votes[metric], MOST_VOTES)
        known = shows + KNOWN[entry.spread]
        return place.highest(metric).rank, -known, place.slowness(metric), entry.code

    return tuple(sorted(candidates, key=order)[:RESULTS])


def _votes(outcome: str, place: Place) -> Counter[str]:
    found: Counter[str] = Counter()
    for strategy in place.catalogue.strategies.values():
        if barred(strategy, place.contexts):
            continue
        for item in strategy.objectives.values():
            if item.outcome == outcome:
                for rank, metric in enumerate(item.result[:NAMED_FIRST]):
                    found[metric] += NAMED_FIRST - rank
    return found
