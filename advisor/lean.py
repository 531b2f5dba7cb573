"""Where a set points people's attention, over the five lenses.

A lean is a choice, never in itself a fault. Attention follows consequence: what pays or punishes
someone weighs more than what is merely reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.brief import Part
from advisor.case import Case, Line
from advisor.paths import Reach
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
ABOUT: Mapping[Lens, str] = {
    Lens.CUSTOMER: "what customers get",
    Lens.EFFICIENCY: "what it costs",
    Lens.REVENUE: "what it earns",
    Lens.RISK: "what may go wrong",
    Lens.PEOPLE: "the people who do the work",
}
"""Each lens within a sentence."""
NOTEWORTHY = 20  # percent of the attention, from which a second lens is named
NAMED = 2  # metrics named for a lens

UNSAID = 2
TARGETED = 2


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


def leans(case: Case, wanted: Sequence[tuple[str, int]]) -> Leans:
    """All three leans; `wanted` is the recommended set as (metric, pull)."""
    aimed = [
        (metric, weight, towards(case.influence.by_value(metric), case))
        for metric, weight in wanted
    ]
    return Leans(
        stated=_stated(case),
        today=of_today(case),
        recommended=_lean(aimed) if aimed else None,
    )


def of_today(case: Case) -> Lean | None:
    """Where today's list points; None where no line of it was understood."""
    pulled = [(str(line.metric), pull(line), attention(case, line)) for line in case.known]
    return _lean(pulled) if pulled else None


def points_to(case: Case) -> str:
    """Where today's list points most, and next where other metrics do that: a sentence; empty
    where it points nowhere."""
    lean = of_today(case)
    if lean is None or not any(lean.shares.values()):
        return ""
    first, second = sorted(Lens, key=lambda lens: -lean.shares[lens])[:2]
    by, also = (lean.because.get(lens, ())[:NAMED] for lens in (first, second))
    told = f"Most of its pull goes to {ABOUT[first]} ({_labels(case, by)})"
    if lean.shares[second] >= NOTEWORTHY and not set(also) <= set(by):
        told += f", then to {ABOUT[second]} ({_labels(case, also)})"
    return f"{told}."


def _labels(case: Case, metrics: Iterable[str]) -> str:
    return ", ".join(map(case.catalogue.label, metrics))


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


def _lean(pulled: Iterable[tuple[str, int, Mapping[Lens, int]]]) -> Lean:
    weights = dict.fromkeys(Lens, 0)
    strongest: dict[Lens, dict[str, int]] = {lens: {} for lens in Lens}
    for metric, weight, shares in pulled:
        for lens, share in shares.items():
            weights[lens] += weight * share
            known = strongest[lens].get(metric, 0)
            strongest[lens][metric] = max(known, weight * share)
    because = {
        lens: sorted(found, key=lambda key: (-found[key], key))[:3]
        for lens, found in strongest.items()
    }
    return _shares(weights, because)


def attention(case: Case, line: Line) -> dict[Lens, int]:
    """Where a line of today's list points: the way that its target pushes it."""
    if not case.entry(line).sort.selectable:
        return {}
    pressure = case.setting(line, None).pressure
    return towards(case.influence.by_value(str(line.metric), pressure), case)


def towards(reach: Reach, case: Case) -> dict[Lens, int]:
    """Per lens the strongest helping path, in thousandths. Only what comes close to the strongest
    of all counts, so that a far echo is not a direction."""
    best: dict[Lens, int] = {}
    for path in reach.helping.values():
        lens = case.catalogue.outcomes[path.end].lens
        best[lens] = max(best.get(lens, 0), path.share)
    top = max(best.values(), default=0)
    return {lens: share for lens, share in sorted(best.items()) if share * 2 >= top}


def _shares(weights: Mapping[Lens, int], because: Mapping[Lens, list[str]]) -> Lean:
    customer, efficiency = weights[Lens.CUSTOMER], weights[Lens.EFFICIENCY]
    both = customer + efficiency
    return Lean(
        shares=percent(weights),
        axis=round(100 * (customer - efficiency) / both) if both else None,
        because={lens: tuple(because[lens]) for lens in Lens if because[lens]},
    )


def percent(weights: Mapping[Lens, int]) -> dict[Lens, int]:
    """Whole percent of each that sum to 100, by the method of largest remainders; all 0 where
    nothing weighs anything. Of equal remainders, the earlier lens gets more."""
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(Lens, 0)
    shares = {lens: 100 * weights[lens] // total for lens in Lens}
    short = 100 - sum(shares.values())
    nearest = sorted(Lens, key=lambda lens: -(100 * weights[lens] % total))
    return {lens: shares[lens] + (lens in nearest[:short]) for lens in Lens}
