"""What the choice decides: one variable for each way in which a metric may stand in the set."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.case import Case
from advisor.contribution import Placed, Slot
from advisor.criteria import FAIR_AT_THE_FRONT, Weighed
from advisor.place import Place
from knowledge.vocabulary import Level, Use

TIES = 2**18
Role = Literal["pursue", "watch", "agent", "team", "gap"]
FRONT: tuple[tuple[Level, Role], ...] = ((Level.AGENT, "agent"), (Level.TEAM, "team"))


@dataclass(frozen=True, slots=True)
class Variable:
    """One 0/1 decision. A gap is a wish of ours that the set leaves open, in place of a metric."""

    role: Role
    metric: str
    goal: str | None = None
    slot: Slot | None = None

    @property
    def name(self) -> str:
        named = f"{self.role}:{self.metric}"
        return f"{named}:{self.goal}:{self.slot}" if self.goal else named


@functools.lru_cache(maxsize=1 << 14)  # models of one catalogue mostly decide the same
def _named(
    code: int | str, role: Role, metric: str, goal: str | None, slot: Slot | None
) -> tuple[Variable, str, int]:
    """A variable, its name, and the number by which it comes before others that are as good."""
    variable = Variable(role, metric, goal, slot)
    key = f"{code}:{role}:{goal}:{slot}"
    return variable, variable.name, int(hashlib.sha256(key.encode()).hexdigest(), 16) % TIES


class Variables:
    """All variables of a case, with what rows ask of them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.weighed = Weighed(case)
        self.named: dict[str, Variable] = {}
        self.worth: dict[str, int] = {}
        self.ties: dict[str, int] = {}
        self.placed: dict[str, Placed | None] = {}
        """What is pursued: by variable, its place; None for a gate."""
        self.levers: dict[str, int] = {}
        """Of these the drivers."""
        self.pursued: dict[str, Sequence[str]] = {}
        """By metric, where there are any: the variables that pursue it."""
        self.watched: dict[str, str] = {}
        self.fronts: dict[tuple[str, Level], str] = {}
        self._in_set: dict[str, Mapping[str, int]] = {}
        for metric in case.universe:
            self._add_metric(metric)

    def _add_metric(self, metric: str) -> None:
        case, fair = self.case, self.case.place.once(_Fair)
        highest = case.highest(metric)
        if highest is Use.PURSUE:
            places: list[Placed | None] = [*self.weighed.placed.get(metric, ())]
            if self.weighed.owed(metric):
                places.append(None)
            if places:
                self.pursued[metric] = [self._pursue(metric, placed) for placed in places]
        if highest in (Use.PURSUE, Use.WATCH):
            self.watched[metric] = self.add("watch", metric, self.weighed.watched[metric])
        if metric in self.pursued:
            for level, role in FRONT:
                if level in fair.at(metric):
                    points = FAIR_AT_THE_FRONT // 2
                    self.fronts[metric, level] = self.add(role, metric, points)

    def _pursue(self, metric: str, placed: Placed | None) -> str:
        points = self.weighed.points(metric, placed)
        goal, slot = (placed.goal.id, placed.slot) if placed else (None, None)
        name = self.add("pursue", metric, points, goal, slot)
        self.placed[name] = placed
        if slot == "driver":
            self.levers[name] = 1
        return name

    def add(
        self,
        role: Role,
        metric: str,
        points: int,
        goal: str | None = None,
        slot: Slot | None = None,
    ) -> str:
        """The name of a new variable; of a gap, `metric` is the row that it leaves open."""
        entry = self.case.catalogue.metrics.get(metric)
        variable, name, tie = _named(entry.code if entry else metric, role, metric, goal, slot)
        self.named[name], self.worth[name], self.ties[name] = variable, points, tie
        return name

    def of(self, metric: str) -> Sequence[str]:
        """The variables that pursue a metric."""
        return self.pursued.get(metric, ())

    def in_set(self, metric: str) -> Mapping[str, int]:
        """The variables that put a metric on a card, each once."""
        if metric not in self._in_set:
            watch = (self.watched[metric],) if metric in self.watched else ()
            self._in_set[metric] = dict.fromkeys((*self.of(metric), *watch), 1)
        return self._in_set[metric]

    def any_of(self, metrics: Iterable[str]) -> dict[str, int]:
        """The variables that put one of these metrics on a card."""
        found: dict[str, int] = {}
        for metric in metrics:
            found.update(self.in_set(metric))
        return found

    def front(self, level: Level) -> dict[str, int]:
        """The variables that put a metric on a card at the front."""
        return {name: 1 for (_metric, at), name in self.fronts.items() if at is level}


class _Fair:
    """The levels at the front at which a metric may be pursued: where each duty there has a guard
    to be had."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._known: dict[str, frozenset[Level]] = {}

    def at(self, metric: str) -> frozenset[Level]:
        if metric not in self._known:
            self._known[metric] = frozenset(
                level
                for level, _role in FRONT
                if self._place.use_at(metric, level).use is Use.PURSUE
                and all(
                    duty.guards
                    for duty in self._place.expected_duties(metric)
                    if duty.level is level
                )
            )
        return self._known[metric]
