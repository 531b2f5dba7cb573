"""The smallest single changes after which a metric is in the set, each found by solving again.

Tried in the order of smallness: what the user wrote down, one step of one priority, a system, more
steps of one priority, another channel or kind of work, another situation; insisting comes last.
Within a kind the likely changes are tried first, and their number is limited, never the time.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.brief import BriefError, Edit
from advisor.case import Case
from advisor.choice import PURSUED, WATCHED, Choice
from advisor.explore.asking import REAL, Answer, best_of, edited, modelled, priority
from advisor.explore.situations import scopes, situations
from advisor.solver import Row

WAYS = 3  # single changes that are shown, insisting apart
PER_KIND = 2
FURTHER = 12  # re-solves for priorities that move by more than a step
SITUATIONS = 8  # situations that are tried
HIGHEST = 5  # priority

WayKind = Literal["wish", "priority", "system", "scope", "situation"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that might bring a metric in."""

    kind: WayKind
    edits: tuple[Edit, ...]
    says: str


def ways_in(
    case: Case, metric: str, own: Answer, forced: Answer | None, *, insisting: str | None
) -> tuple[dict[str, str], ...]:
    """`{edit, says}` of single changes that bring a metric in, smallest first; empty where there
    is none among those tried. `insisting` says what it means to put it on the list of musts."""
    found: list[tuple[Change, str]] = []
    weighing = _Weighing(case, metric, own, forced)
    refused = metric in case.brief.never  # then nothing else can bring it in
    for changes in (
        _wishes(case, own),
        weighing.one_step(),
        _systems(case, metric),
        weighing.further(),
        (Change("scope", edits, says) for edits, says in scopes(case, metric)),
        _elsewhere(case, metric, own, forced),
    ):
        of_kind = 0
        for change in changes:
            if refused and change.kind != "wish":
                break
            if any(change.edits[-1].field == known.edits[-1].field for known, _says in found):
                continue  # a smaller step on the same thing is known
            after = weighing.after(change)
            if after is None or metric not in after.tiers:
                continue
            found.append((change, _then(after, metric)))
            of_kind += 1
            if of_kind == PER_KIND or len(found) == WAYS:
                break
        if len(found) == WAYS:
            break
    told = [_told(change, f"{change.says} {then}") for change, then in found]
    if insisting:
        must = Edit("set", None, "must", [*case.brief.must, metric])
        told.append(_told(Change("wish", (must,), insisting), insisting))
    return tuple(told)


def _told(change: Change, says: str) -> dict[str, str]:
    written = (f"{edit.field} = {json.dumps(edit.value)}" for edit in change.edits)
    return {"edit": "; ".join(written), "says": says}


def _then(after: Answer, metric: str) -> str:
    if after.tiers[metric] == "pursue":
        return "Then it is pursued."
    return "Then it is watched, with a limit and no target."


def _wishes(case: Case, own: Answer) -> Iterator[Change]:
    """Lines that the user wrote, taken back."""
    label = case.catalogue.label
    for never in case.brief.never:
        kept = [item for item in case.brief.never if item != never]
        says = f"Take {label(never)} off the list of what you never want."
        yield Change("wish", (Edit("set", None, "never", kept),), says)
    for must in case.brief.must:
        if must in own.tiers:
            kept = [item for item in case.brief.must if item != must]
            says = f"Give up {label(must)}, which you insist on."
            yield Change("wish", (Edit("set", None, "must", kept),), says)


def _systems(case: Case, metric: str) -> Iterator[Change]:
    if missing := case.missing_systems(metric):
        needed = case.catalogue.metrics[metric].systems
        systems = sorted({item.value for item in (*(case.brief.systems or ()), *needed)})
        says = f"Get what it is measured with: {', '.join(missing)}."
        yield Change("system", (Edit("set", None, "systems", systems),), says)


def _elsewhere(case: Case, metric: str, own: Answer, forced: Answer | None) -> Iterator[Change]:
    near = forced is not None and own.loses(forced) < REAL
    found = situations(case, metric, _crowding(case, own, forced), near=near)
    for edits, says in itertools.islice(found, SITUATIONS):
        yield Change("situation", edits, says)


def _crowding(case: Case, own: Answer, forced: Answer | None) -> dict[str, int]:
    """Points by outcome of what would have to make room."""
    outcomes = {goal.id: goal.outcome for goal in case.goals}
    found: dict[str, int] = {}
    for variable in own.pursued if forced else ():
        if forced and variable.name not in forced.solution.chosen:
            outcome = outcomes[str(variable.goal)]
            found[outcome] = found.get(outcome, 0) + max(0, own.choice.merit(variable))
    return found


class _Weighing:
    """Changes of one priority, in one step or in more, and what each did to the gap."""

    def __init__(self, case: Case, metric: str, own: Answer, forced: Answer | None) -> None:
        self.case, self.metric, self.own, self.forced = case, metric, own, forced
        self.helped: dict[tuple[str, int], int] = {}

    def after(self, change: Change) -> Answer | None:
        """The best set after a change; None where it does not fit, where nothing can hold, or
        where the points show without solving that the metric cannot be in."""
        if change.kind == "priority":
            outcome = str(change.edits[-1].field).rsplit(".", 1)[-1]
            case, choice = _weighed(self.case, outcome, int(change.edits[-1].value))
            self._note(change, choice)
            if self._hopeless(choice):
                return None
        else:
            try:
                case = edited(self.case, *change.edits)
            except BriefError:
                return None
            choice = modelled(case)
        return best_of(case, choice, near=self.own)

    def _note(self, change: Change, after: Choice) -> None:
        """By how much a step narrowed the gap between the set with the metric and the best."""
        outcome = str(change.edits[-1].field).rsplit(".", 1)[-1]
        step = int(change.edits[-1].value) - self.case.priorities[outcome]
        if self.forced and abs(step) == 1:
            self.helped[outcome, step] = self._gap(self.own.choice) - self._gap(after)

    def _hopeless(self, after: Choice) -> bool:
        """Whether even the most that any set can gain by a change does not make up for the price.

        A bound, and no guess: no set has more on its cards than these hold, and the best set keeps
        at least what it has. It says nothing where other demands hold after the change.
        """
        if self.forced is None or not _same_demands(self.own.choice, after):
            return False
        old, new = self.own.choice.model.points, after.model.points
        gained = {key: new.get(key, 0) - old.get(key, 0) for key in {**old, **new}}
        cards: dict[str, dict[str, int]] = {"pursue": {}, "watch": {}}
        most = own = 0
        for name, by in gained.items():
            variable = after.variables.get(name) or self.own.choice.variables[name]
            if variable.role in cards:
                card = cards[variable.role]
                card[variable.metric] = max(card.get(variable.metric, 0), by)
            else:
                most += max(0, by)
            if name in self.own.solution.chosen or name not in old:
                own += by  # a wish that is new may be one that the best set leaves open
        for role, size in (("pursue", PURSUED), ("watch", WATCHED)):
            most += sum(sorted(cards[role].values())[-size:])
        return self.own.solution.points - self.forced.solution.points > most - own

    def _gap(self, at: Choice) -> int:
        if self.forced is None:
            return 0
        points = at.model.points
        best = sum(points.get(name, 0) for name in self.own.solution.chosen)
        return best - sum(points.get(name, 0) for name in self.forced.solution.chosen)

    def one_step(self) -> Iterator[Change]:
        """Every priority one step up or down, the likely ones first."""
        if not self.own.seat(self.metric):
            return  # no priority gives it a seat
        reach = self.case.influence.by_value(self.metric)
        crowding = _crowding(self.case, self.own, self.forced)
        scores = {
            **{(outcome, 1): reach.help(outcome) for outcome in self.case.priorities},
            **{(outcome, -1): crowding.get(outcome, 0) for outcome in self.case.priorities},
        }
        for outcome, step in sorted(scores, key=lambda key: (-scores[key], key)):
            if 0 <= self.case.priorities[outcome] + step <= HIGHEST:
                yield self._moved(outcome, step)

    def further(self) -> Iterator[Change]:
        """More steps of the priorities whose first step narrowed the gap: two of each that might do
        with two, then three, and so on."""
        gap, tried = self._gap(self.own.choice), 0
        should = {key: -(-gap // by) for key, by in self.helped.items() if by > 0}
        for steps in range(2, HIGHEST + 1):
            for outcome, step in sorted(should, key=lambda key: (should[key], key)):
                to = self.case.priorities[outcome] + step * steps
                if should[outcome, step] <= steps + 1 and 0 <= to <= HIGHEST:
                    if tried == FURTHER:
                        return
                    tried += 1
                    yield self._moved(outcome, step * steps)

    def _moved(self, outcome: str, step: int) -> Change:
        now = self.case.priorities[outcome]
        name = self.case.catalogue.plainly(outcome)
        way = "Raise" if step > 0 else "Lower"
        says = f"{way} the priority of '{name}' from {now} to {now + step}."
        return Change("priority", priority(self.case, outcome, now + step), says)


@functools.lru_cache(maxsize=48)
def _weighed(case: Case, outcome: str, value: int) -> tuple[Case, Choice]:
    """A case with one other priority, and its model: every question about one brief needs them."""
    other = edited(case, *priority(case, outcome, value))
    return other, modelled(other)


def _same_demands(before: Choice, after: Choice) -> bool:
    """Whether two models differ in nothing but points and wishes."""

    def held(choice: Choice) -> dict[str, Row]:
        wishes = {v.metric for v in choice.variables.values() if v.role == "gap"}
        return {row.name: row for row in choice.model.rows if row.name not in wishes}

    decided = [
        {name for name, v in choice.variables.items() if v.role != "gap"}
        for choice in (before, after)
    ]
    return decided[0] == decided[1] and held(before) == held(after)
