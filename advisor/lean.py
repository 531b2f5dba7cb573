"""Where a set points people's attention, over the five lenses, and which strategy it reveals.

A lean is a choice, never in itself a fault. Attention follows consequence: what pays or punishes
someone weighs more than what is merely reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.brief import Part
from advisor.case import Case, Line
from advisor.influence import Path
from knowledge.vocabulary import Consequence, Lens

# What a consequence does to the attention that a metric gets; the strongest counts.
PULL: Mapping[Consequence, int] = {
    Consequence.REPORTED: 1,
    Consequence.DISPLAYED: 2,
    Consequence.CELEBRATED: 2,
    Consequence.ASKED_FIRST: 3,
    Consequence.RANKED: 3,
    Consequence.GATE: 4,
    Consequence.PAID: 4,
    Consequence.PUNISHED: 4,
}
UNSAID = 2
TARGETED = 2
FEWEST = 3  # lines; below this a list is too short to reveal a strategy


class Lean(Part):
    """Shares of attention in percent, summing to 100 where anything points anywhere."""

    shares: dict[Lens, int]
    axis: int | None
    """-100 all efficiency, +100 all customer; None where neither is touched."""
    because: dict[Lens, tuple[str, ...]]
    """Metrics that point there most."""


class Leans(Part):
    """The lean that is stated, today's, and the recommended one."""

    stated: Lean
    today: Lean | None
    recommended: Lean | None


class Revealed(Part):
    """A strategy that would have chosen today's list, with the lines for and against."""

    strategy: str
    name: str
    agrees: tuple[str, ...]
    against: tuple[str, ...]


class RevealedStrategies(Part):
    """Strategies in order of how well they explain today's list."""

    strategies: tuple[Revealed, ...]
    sentence: str


def leans(case: Case, wanted: Sequence[tuple[str, int]]) -> Leans:
    """All three leans; `wanted` is the recommended set as (metric, pull)."""
    today = [(str(line.metric), pull(line)) for line in case.known]
    return Leans(
        stated=_stated(case),
        today=_lean(case, today) if today else None,
        recommended=_lean(case, wanted) if wanted else None,
    )


def pull(line: Line) -> int:
    """How much attention a line draws, 1 to 4; an unsaid consequence counts as middling."""
    if line.consequences is None:
        return UNSAID + bool(line.has_target)
    strongest = max((PULL[item] for item in line.consequences), default=1)
    return max(strongest, TARGETED if line.has_target else 1)


def _stated(case: Case) -> Lean:
    weights = dict.fromkeys(Lens, 0)
    because: dict[Lens, list[str]] = {lens: [] for lens in Lens}
    for outcome, priority in case.priorities.items():
        lens = case.catalogue.outcomes[outcome].lens
        weights[lens] += priority * priority  # what comes first pulls more than in proportion
        if priority >= 3:
            because[lens].append(outcome)
    return _shares(weights, because)


def _lean(case: Case, pulled: Iterable[tuple[str, int]]) -> Lean:
    weights = dict.fromkeys(Lens, 0)
    strongest: dict[Lens, dict[str, int]] = {lens: {} for lens in Lens}
    for metric, weight in pulled:
        for lens, share in attention(case, metric).items():
            weights[lens] += weight * share
            known = strongest[lens].get(metric, 0)
            strongest[lens][metric] = max(known, weight * share)
    because = {
        lens: sorted(found, key=lambda key: (-found[key], key))[:3]
        for lens, found in strongest.items()
    }
    return _shares(weights, because)


def attention(case: Case, metric: str) -> dict[Lens, int]:
    """Where a metric points by itself: per lens the strongest helping path, in thousandths. Only
    what comes close to its strongest counts, so that a far echo is not a direction."""
    if not case.catalogue.metrics[metric].sort.selectable:
        return {}
    best: dict[Lens, Path] = {}
    for path in case.influence.by_value(metric).helping.values():
        lens = case.catalogue.outcomes[path.end].lens
        if lens not in best or path.share > best[lens].share:
            best[lens] = path
    top = max((path.share for path in best.values()), default=0)
    return {lens: path.share for lens, path in sorted(best.items()) if path.share * 2 >= top}


def _shares(weights: Mapping[Lens, int], because: Mapping[Lens, list[str]]) -> Lean:
    total = sum(weights.values())
    shares = {lens: round(100 * weights[lens] / total) if total else 0 for lens in Lens}
    customer, efficiency = weights[Lens.CUSTOMER], weights[Lens.EFFICIENCY]
    both = customer + efficiency
    return Lean(
        shares=shares,
        axis=round(100 * (customer - efficiency) / both) if both else None,
        because={lens: tuple(because[lens]) for lens in Lens if because[lens]},
    )


# --- revealed strategy ---------------------------------------------------------------------------


def revealed(case: Case) -> RevealedStrategies | None:
    """Which strategies would have chosen today's list; None where it is too short to tell.

    A line speaks for a strategy by what it does for that strategy's outcomes, less what it does
    against them, weighed by the consequence that hangs on it.
    """
    lines = [line for line in case.known if attention(case, str(line.metric))]
    if len(lines) < FEWEST:
        return None
    found = []
    for key, strategy in sorted(case.catalogue.strategies.items()):
        total = sum(strategy.outcomes.values()) or 1
        votes = {
            line: pull(line) * _vote(case, str(line.metric), strategy.outcomes) // total
            for line in lines
        }
        agrees = sorted((x for x in lines if votes[x] > 0), key=lambda x: (-votes[x], x.index))
        against = sorted((x for x in lines if votes[x] < 0), key=lambda x: (votes[x], x.index))
        score = sum(votes.values())
        found.append(
            (
                -score,
                key,
                Revealed(
                    strategy=key,
                    name=strategy.name,
                    agrees=tuple(line.written for line in agrees[:5]),
                    against=tuple(line.written for line in against[:5]),
                ),
            )
        )
    ranked = tuple(item for _score, _key, item in sorted(found, key=lambda x: (x[0], x[1])))
    return RevealedStrategies(strategies=ranked[:3], sentence=_sentence(case, ranked[0]))


def _vote(case: Case, metric: str, outcomes: Mapping[str, int]) -> int:
    """What a metric does for a strategy's outcomes, less what it does against them."""
    reach = case.influence.by_value(metric)
    for_it = sum(weight * reach.help(outcome) for outcome, weight in outcomes.items())
    against = sum(weight * reach.harm(outcome) for outcome, weight in outcomes.items())
    return for_it - against


def _sentence(case: Case, first: Revealed) -> str:
    lines = ", ".join(first.agrees[:3])
    told = f"Judged by what it counts, this list was made for '{first.name}'"
    if lines:
        told += f" ({lines})"
    if first.strategy == case.strategy_id:
        return f"{told}, which is also what you say you want."
    return f"{told}. You say you want '{case.strategy.name}'."
