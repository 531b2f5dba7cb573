"""Where a set points people's attention, over the five lenses, and which strategy it reveals.

A lean is a choice, never in itself a fault. Attention follows consequence: what pays or punishes
someone weighs more than what is merely reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.brief import Part
from advisor.case import Case, Line
from advisor.paths import Reach
from knowledge.vocabulary import Consequence, Lens, Level

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
    pulled = [(str(line.metric), pull(line), attention(case, line)) for line in case.known]
    aimed = [
        (metric, weight, towards(case.influence.by_value(metric), case))
        for metric, weight in wanted
    ]
    return Leans(
        stated=_stated(case),
        today=_lean(pulled) if pulled else None,
        recommended=_lean(aimed) if aimed else None,
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

    A line speaks for a strategy by what it seeks: what it does for that strategy's outcomes by
    value, less what it does against them, weighed by the consequence that hangs on it. It works
    against a strategy where this, or what the pressure on it provokes, does more harm than help.
    """
    lines = [line for line in case.known if attention(case, line)]
    if len(lines) < FEWEST:
        return None
    sought = {line: _sought(case, line) for line in lines}
    paid = {line: _paid(case, line, sought[line]) for line in lines}
    ranked = sorted(
        case.catalogue.strategies,
        key=lambda key: (-sum(_votes(case, key, sought).values()), key),
    )
    told = {
        key: _told(case, key, _votes(case, key, sought), _votes(case, key, paid)) for key in ranked
    }
    first, stated = _votes(case, ranked[0], sought), _votes(case, case.strategy_id, sought)
    telling = sorted(
        (line for line in lines if first[line] > max(0, stated[line])),
        key=lambda line: (stated[line] - first[line], line.index),
    )
    return RevealedStrategies(
        strategies=tuple(told[key] for key in ranked[:3]),
        sentence=_sentence(case, told[ranked[0]], telling, told[case.strategy_id]),
    )


def _votes(case: Case, strategy: str, marks: Mapping[Line, Mapping[str, int]]) -> dict[Line, int]:
    """Per line what it does for a strategy, weighed by its pull."""
    outcomes = case.catalogue.strategies[strategy].outcomes
    total = sum(outcomes.values()) or 1
    return {
        line: pull(line)
        * sum(weight * found.get(key, 0) for key, weight in outcomes.items())
        // total
        for line, found in marks.items()
    }


def _told(case: Case, key: str, sought: Mapping[Line, int], paid: Mapping[Line, int]) -> Revealed:
    agrees = sorted((x for x in sought if sought[x] > 0), key=lambda x: (-sought[x], x.index))
    against = sorted((x for x in paid if paid[x] < 0), key=lambda x: (paid[x], x.index))
    return Revealed(
        strategy=key,
        name=case.catalogue.strategies[key].name,
        agrees=tuple(line.written for line in agrees[:5]),
        against=tuple(line.written for line in against[:5]),
    )


def _sought(case: Case, line: Line) -> dict[str, int]:
    """What a line does for each outcome by value, less what it does against it, in thousandths."""
    reach = case.influence.by_value(str(line.metric), case.setting(line, None).pressure)
    return {outcome: reach.help(outcome) - reach.harm(outcome) for outcome in case.priorities}


def _paid(case: Case, line: Line, sought: Mapping[str, int]) -> dict[str, int]:
    """The same, less the harm that the pressure on it provokes."""
    marks = dict(sought)
    for level in line.levels or (Level.PROGRAMME,):
        reach = case.influence.by_pressure(str(line.metric), case.setting(line, level))
        for outcome in reach.harming:
            marks[outcome] = min(marks[outcome], sought[outcome] - reach.harm(outcome))
    return marks


def _sentence(case: Case, first: Revealed, telling: Sequence[Line], stated: Revealed) -> str:
    """What they may not have heard before. `telling` are the lines that speak for the revealed
    strategy more than for the stated one."""
    told = f"Judged by what it counts, this list was made for '{first.name}'"
    if not case.stated:
        lines = f" ({', '.join(first.agrees[:3])})" if first.agrees else ""
        return f"{told}{lines}. You have not said yet what you want it to do."
    if first.strategy == case.strategy_id:
        lines = f" ({', '.join(first.agrees[:3])})" if first.agrees else ""
        return f"{told}{lines}, which is also what you say you want."
    if telling:
        told += f" ({', '.join(line.written for line in telling[:3])})"
    told += f". You say you want '{case.strategy.name}'"
    if stated.against:
        told += f", and {', '.join(stated.against[:3])} {_work(stated.against[:3])} against it"
    return f"{told}."


def _work(lines: Sequence[str]) -> str:
    return "works" if len(lines) == 1 else "work"
