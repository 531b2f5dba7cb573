"""Other good sets that differ in kind from the best, and what each gains and gives up.

Two kinds count: another objective comes first, or at least three of the pursued are others. A
metric is no other one where it overlaps with one that it replaces: a twin in the same seat is a
matter of taste. Of each kind the set nearest to the best is found by solving with rows that ask
for the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from advisor.brief import Part
from advisor.case import Case
from advisor.explore.asking import FEW, REAL, Answer, listed, stated
from advisor.recommend import Recommendation
from advisor.solver import Row

OTHERS = 3  # pursued metrics in which another set differs

AltKind = Literal["another first objective", "other metrics"]


class Alternative(Part):
    """Another good set, and what it gives up."""

    kind: AltKind
    metrics: tuple[str, ...]
    """Pursued, first priority first."""
    watched: tuple[str, ...]
    first: str
    """The objective that its first priority serves, in words."""
    gains: tuple[str, ...]
    """Pursued here and not in the best set."""
    gives_up: tuple[str, ...]
    """Pursued in the best set and not here."""
    unseen: tuple[str, ...]
    """On a card of the best set and on none here."""
    leans_to: tuple[str, ...]
    """Ids of objectives for which it does more."""
    leans_from: tuple[str, ...]
    percent: int
    """What it keeps of what the best set does, in percent."""
    sacrifice: bool
    """Whether it gives up more than a few percent."""
    says: str


def alternatives(case: Case, best: Recommendation, *, count: int = 2) -> tuple[Alternative, ...]:
    """Up to `count` sets that differ in kind from the best and from each other, nearest first.

    Empty where every set that differs in kind gives up ten percent or more of what the best does.
    """
    if best.proof is None:
        return ()
    own = stated(case)
    found: list[Answer] = []
    while own is not None and len(found) < count:
        near = [other for other in _nearest(own, [own, *found]) if own.loses(other) < REAL]
        if not near:
            break
        known = {_kind(own, other) for other in found}
        found.append(min(near, key=lambda x: (_kind(own, x) in known, own.loses(x))))
    found.sort(key=lambda other: own.loses(other) if own else 0)
    return tuple(_alternative(case, own, other) for other in found if own)


def _nearest(own: Answer, before: Sequence[Answer]) -> Iterator[Answer]:
    """Of each kind the best set that differs in kind from all before."""
    for rows, differs in ((list(_another_first(own)), True), ([], False)):
        for number, known in enumerate(before):
            alike = (_kind(own, known) == "another first objective") is differs
            rows += _others(own, known, OTHERS if alike else 1, number)
        if answer := own.forced(*rows):
            yield answer


def _kind(own: Answer, other: Answer) -> AltKind:
    return "other metrics" if _first(own) == _first(other) else "another first objective"


def _first(answer: Answer) -> str | None:
    return answer.pursued[0].goal if answer.pursued else None


def _others(own: Answer, known: Answer, least: int, number: int) -> Iterator[Row]:
    """At least so many of the pursued go, and as many come that are no near twins of any."""
    gone = {v.metric for v in known.pursued}
    kin = gone | {other for pair in own.case.overlaps if gone & set(pair) for other in pair}
    placed = [v for v in own.choice.variables.values() if v.role == "pursue" and v.goal]
    kept = {v.name: 1 for v in placed if v.metric in kin}
    fresh = {v.name: 1 for v in placed if v.metric not in kin}
    yield Row(f"kept:{number}", kept, None, len(gone) - least)
    yield Row(f"fresh:{number}", fresh, least, None)


def _another_first(own: Answer) -> Iterator[Row]:
    """What stands under the first objective is pursued only below something of another one."""
    placed = [v for v in own.choice.variables.values() if v.role == "pursue" and v.goal]
    above: list[str] = []
    for variable in sorted(placed, key=own.order):
        if variable.goal == _first(own):
            terms = {variable.name: 1, **dict.fromkeys(above, -1)}
            yield Row(f"below:{variable.name}", terms, None, 0)
        else:
            above.append(variable.name)


def _alternative(case: Case, own: Answer, other: Answer) -> Alternative:
    before = {v.metric for v in own.pursued}
    after = [v.metric for v in other.pursued]
    gains = tuple(metric for metric in after if metric not in before)
    gives = tuple(v.metric for v in own.pursued if v.metric not in after)
    unseen = tuple(sorted(own.tiers.keys() - other.tiers.keys()))
    more, less = _leaning(own, other)
    lost = own.loses(other)
    goals = {goal.id: goal.says for goal in case.goals}
    return Alternative(
        kind=_kind(own, other),
        metrics=tuple(after),
        watched=tuple(sorted(key for key, tier in other.tiers.items() if tier == "watch")),
        first=goals.get(str(_first(other)), ""),
        gains=gains,
        gives_up=gives,
        unseen=unseen,
        leans_to=more,
        leans_from=less,
        percent=int(100 - lost),
        sacrifice=lost >= FEW,
        says=_says(case, own, other, (more, less)),
    )


def _leaning(own: Answer, other: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Objectives for which another set does more, and those for which it does less."""
    one, two = _by_goal(own), _by_goal(other)
    moved = {goal: two.get(goal, 0) - one.get(goal, 0) for goal in {**one, **two}}
    least = max(1, own.worth // 50)
    more = sorted((goal for goal in moved if moved[goal] >= least), key=lambda g: -moved[g])
    less = sorted((goal for goal in moved if moved[goal] <= -least), key=lambda g: moved[g])
    return tuple(more), tuple(less)


def _by_goal(answer: Answer) -> dict[str, int]:
    found: dict[str, int] = {}
    for variable in answer.pursued:
        goal = str(variable.goal)
        found[goal] = found.get(goal, 0) + answer.choice.merit(variable)
    return found


def _says(
    case: Case,
    own: Answer,
    other: Answer,
    leaning: tuple[tuple[str, ...], tuple[str, ...]],
) -> str:
    label = case.catalogue.label
    goals = {goal.id: f"'{goal.says.rstrip('.')}'" for goal in case.goals}
    before, after = ([v.metric for v in answer.pursued] for answer in (own, other))
    told = []
    if _kind(own, other) == "another first objective":
        first = other.pursued[0]
        told.append(f"Puts {goals[str(first.goal)]} first, shown by {label(first.metric)}.")
    new = listed([label(key) for key in after if key not in before])
    old = listed([label(key) for key in before if key not in after])
    told.append(f"Pursues {new} instead of {old}.")
    more, less = (listed([goals[key] for key in ids]) for ids in leaning)
    if more:
        told.append(f"Leans further to {more}.")
    if less:
        told.append(f"Does less for {less}.")
    blind = [label(key) for key in before if key not in other.tiers]
    if blind:
        told.append(f"Gives up seeing {listed(blind)}.")
    return " ".join((*told, *own.closes(other)))
