"""One priority moved and nothing else: what comes into the set and what goes, at each level.

Each level is the proven best set of the brief with that priority, solved from the answer one step
nearer to what was stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from advisor.brief import Part
from advisor.case import Case
from advisor.explore.asking import Answer, answered, edited, priority, stated
from advisor.explore.leaning import front_moves
from advisor.goals import STATED
from advisor.recommend import FIRST, Recommendation, Tier, recommend
from knowledge.vocabulary import Lens

LEAST, MOST = 0, 5  # what a priority can be
AXIS = (Lens.CUSTOMER, Lens.EFFICIENCY)
RANK: dict[Tier, int] = {"pursue": 2, "watch": 1, "plan": 0}


class Apart(Part):
    """The set at one level, told against the set as stated."""

    enters: tuple[tuple[str, Tier], ...] = ()
    leaves: tuple[tuple[str, Tier], ...] = ()
    """With what it was there for."""
    raised: tuple[tuple[str, Tier], ...] = ()
    """In the set before and now, and more is made of it now."""
    lowered: tuple[tuple[str, Tier], ...] = ()
    fronts: tuple[tuple[str, str], ...] = ()
    """What stays pursued, and gains or loses a target on the card of an agent or team leader."""
    first: tuple[str, ...] | None = None
    """The first priorities, where they are others than as stated."""
    clash: tuple[str, ...] | None = None

    @property
    def same(self) -> bool:
        return self == Apart()

    @property
    def reordered(self) -> bool:
        """Whether nothing is otherwise but what comes first."""
        return self.first is not None and self == Apart(first=self.first)

    @property
    def on_cards(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What comes onto a card and what goes from one; planners' figures follow from that."""
        comes, goes = (
            tuple(metric for metric, tier in found if tier != "plan")
            for found in (self.enters, self.leaves)
        )
        return comes, goes


class Reach(Part):
    """What hangs on one priority."""

    outcome: str
    stated: int
    least: int
    """Below this it cannot count: what must not get worse is an aim at least."""
    at: dict[int, Apart]
    """By level, each from `least` to `MOST` but the stated one."""

    def steps(self, way: int) -> tuple[int, ...]:
        """The levels above (1) or below (-1) the stated one, the nearest first."""
        return levels(self.stated, self.least, way)

    def tips(self, way: int) -> int | None:
        """The nearest level in one direction at which the set is another one."""
        return next((level for level in self.steps(way) if not self.at[level].same), None)


def levels(now: int, least: int, way: int) -> tuple[int, ...]:
    """The levels above (1) or below (-1) one, the nearest first."""
    return tuple(range(now + 1, MOST + 1)) if way > 0 else tuple(range(now - 1, least - 1, -1))


def offered(case: Case, few: int) -> tuple[str, ...]:
    """At most `few` outcomes that a room will want to move: what is aimed at or must not get worse,
    the weightiest aim first; then what somebody set by hand, and the weightiest of either end of
    the headline axis, for which the aims make room."""
    stated = case.brief.strategy
    ranked = sorted(case.goals, key=lambda goal: -goal.weight)
    aims = dict.fromkeys([*(goal.outcome for goal in ranked), *stated.hold])
    owed = dict.fromkeys([*stated.priorities, *(_foremost(case, lens) for lens in AXIS)])
    others = [outcome for outcome in owed if outcome and outcome not in aims]
    return (*list(aims)[: few - len(others)], *others)[:few]


def _foremost(case: Case, lens: Lens) -> str | None:
    """The outcome of a lens that counts for most."""
    of = [key for key, outcome in case.catalogue.outcomes.items() if outcome.lens is lens]
    return max(of, key=lambda key: case.priorities.get(key, 0), default=None)


def reach(case: Case, outcome: str, told: Callable[[], object] | None = None) -> Reach:
    """The set at every level of one priority. `told` hears when a level is done."""
    now = case.priorities[outcome]
    least = STATED if outcome in case.brief.strategy.hold else LEAST
    own = stated(case)
    was = _said(own, case)
    found: dict[int, Apart] = {}
    for way in (1, -1):
        near = own
        for level in levels(now, least, way):
            there = edited(case, *priority(case, outcome, level))
            near = answered(there, near=near)
            found[level] = apart(was, _said(near, there))
            if told is not None:
                told()
    return Reach(outcome=outcome, stated=now, least=least, at=found)


def soonest(
    case: Case, outcomes: Iterable[str], few: int, told: Callable[[], object] | None = None
) -> tuple[str, ...]:
    """At most `few` outcomes, those first that change the set by the smallest rise; what never
    does is left out."""
    own = stated(case)
    was = _said(own, case)
    ranked = sorted(outcomes, key=lambda outcome: (-case.priorities[outcome], outcome))
    found: list[str] = []
    for by in range(1, MOST + 1):
        for outcome in ranked:
            level = case.priorities[outcome] + by
            if len(found) == few or outcome in found or level > MOST:
                continue
            there = edited(case, *priority(case, outcome, level))
            if not apart(was, _said(answered(there, near=own), there)).same:
                found.append(outcome)
            if told is not None:
                told()
    return tuple(found)


def _said(found: Answer | None, case: Case) -> Recommendation:
    return found.said() if found else recommend(case)


def apart(was: Recommendation, now: Recommendation) -> Apart:
    """What differs between two sets; nothing where they are the same on every card."""
    if now.clash is not None:
        return Apart(clash=now.clash) if was.clash is None else Apart()
    then = {item.metric: item for item in was.metrics}
    here = {item.metric: item for item in now.metrics}
    both = [(then[key], item) for key, item in here.items() if key in then]
    moved = [(old, new) for old, new in both if old.tier != new.tier]
    first = _first(now)
    return Apart(
        enters=tuple((key, item.tier) for key, item in here.items() if key not in then),
        leaves=tuple((key, item.tier) for key, item in then.items() if key not in here),
        raised=tuple((n.metric, n.tier) for o, n in moved if RANK[n.tier] > RANK[o.tier]),
        lowered=tuple((n.metric, n.tier) for o, n in moved if RANK[n.tier] < RANK[o.tier]),
        fronts=tuple(
            (new.metric, says)
            for old, new in both
            if old.tier == new.tier == "pursue"
            for says in front_moves(old, new)
        ),
        first=first if first != _first(was) else None,
    )


def _first(found: Recommendation) -> tuple[str, ...]:
    ranked: Sequence[tuple[int, str]] = sorted(
        (item.priority, item.metric) for item in found.tier("pursue") if item.priority
    )
    return tuple(metric for number, metric in ranked if number <= FIRST)
