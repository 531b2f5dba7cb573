"""The dial between two lenses: the set at five named stops, and where it tips in between.

What is owed, what is demanded and the floors of safety and compliance keep the place that they
have as stated: they stand outside what a strategy may weigh.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.brief import Part
from advisor.case import Case
from advisor.choice import Choice
from advisor.explore.asking import Answer, best_of, edited, listed, modelled, priority, seat, stated
from advisor.lean import ABOUT
from advisor.recommend import Chosen, Recommendation, recommend
from advisor.solver import Row
from knowledge.vocabulary import Lens, Level, Sort, Use

STATED = 2  # index of the stop that is the brief as it stands
STEPS = (-2, -1, 0, 1, 2)


class Stop(Part):
    """One stop of the dial, told against the next stop towards what was stated."""

    name: str
    priorities: dict[str, int]
    """Of the outcomes of the two lenses."""
    metrics: tuple[str, ...] = ()
    """Pursued, first priority first."""
    watched: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    """What changes from here on, a sentence each: what comes, what goes, what changes level."""
    still: str | None = None
    """Why no target moves from the nearer stop to this one; None where one does."""
    clash: tuple[str, ...] | None = None


def dial(case: Case, left: Lens, right: Lens) -> tuple[Stop, ...]:
    """The set at five stops between two lenses, each a step of every priority of both.

    What is owed, demanded or a floor stands at each stop as it does in the middle.
    """
    names = (
        f"all the way to {left.label.lower()}",
        f"towards {left.label.lower()}",
        "as you stated it",
        f"towards {right.label.lower()}",
        f"all the way to {right.label.lower()}",
    )
    own = stated(case)
    turns = [_Turn(case, left, right, step, step) for step in STEPS]
    at = [turn.set(own) for turn in turns]
    found = []
    for number, (name, turn, here) in enumerate(zip(names, turns, at, strict=True)):
        if here is None:
            clash = recommend(turn.case).clash or ()
            found.append(Stop(name=name, priorities=turn.priorities, clash=clash))
            continue
        nearer = number + (number < STATED) - (number > STATED)
        before = at[nearer] if nearer != number else here
        tips: tuple[str, ...] = ()
        still = None
        if before and before != here:
            half = turn.half.set(own)
            gaining, losing = (left, right) if number < STATED else (right, left)
            tips = _Tipping(case, before, here, half, gaining, losing).says()
        if before and nearer != number and not tips:
            still = _still(case, here)
        now, then = _pursued(here), _pursued(before) if before else ()
        found.append(
            Stop(
                name=name,
                priorities=turn.priorities,
                metrics=now,
                watched=tuple(item.metric for item in here.tier("watch")),
                enters=tuple(key for key in now if key not in then),
                leaves=tuple(key for key in then if key not in now),
                tips=tips,
                still=still,
            )
        )
    return tuple(found)


def _pursued(found: Recommendation) -> tuple[str, ...]:
    return tuple(item.metric for item in found.tier("pursue"))


@dataclass(frozen=True)
class _Turn:
    """The dial turned: the right lens raised by `rights`, the left one lowered by `lefts`."""

    stated: Case
    left: Lens
    right: Lens
    lefts: int
    rights: int

    @functools.cached_property
    def priorities(self) -> dict[str, int]:
        moved = {}
        for outcome, now in self.stated.priorities.items():
            lens = self.stated.catalogue.outcomes[outcome].lens
            if lens in (self.left, self.right):
                by = self.rights if lens is self.right else -self.lefts
                moved[outcome] = max(0, min(5, now + by))
        return moved

    @functools.cached_property
    def case(self) -> Case:
        if all(self.stated.priorities[key] == value for key, value in self.priorities.items()):
            return self.stated
        edits = [
            edit
            for outcome, value in self.priorities.items()
            for edit in priority(self.stated, outcome, value)
        ]
        return edited(self.stated, *edits)

    @property
    def half(self) -> _Turn:
        """The same turn before the other lens weighs less by the last step."""
        if self.rights > 0:
            return replace(self, lefts=self.lefts - 1)
        return replace(self, rights=self.rights + 1)

    def set(self, own: Answer | None) -> Recommendation | None:
        """The set there, with all that does not move held where it stands as stated."""
        if own is None or self.case is self.stated:
            return own.said() if own else None
        choice = modelled(self.case)
        pinned = best_of(self.case, choice.with_rows(*_pins(own, choice)))
        found = pinned or best_of(self.case, choice)
        return found.said() if found else None


def _bound(case: Case, metric: str) -> bool:
    """Whether it is owed, demanded or a floor: no weight moves it."""
    floor = case.catalogue.metrics[metric].sort is Sort.FLOOR
    return floor or metric in case.owed or metric in case.demanded


def _still(case: Case, here: Recommendation) -> str:
    """Why no target moves: how many seats are taken whatever weighs more, and by what."""
    pursued = _pursued(here)
    bound = [metric for metric in pursued if _bound(case, metric)]
    free = len(pursued) - len(bound)
    named = listed([case.catalogue.label(metric) for metric in bound])
    if not bound:
        return "Nothing more moves: for these targets nothing else does more at this end."
    if not free:
        fill = f"what law, contract, strategy or this work ask for ({named})"
        return f"Nothing more can move: {fill} fills the cards."
    stand, them = ("stands", "it") if len(bound) == 1 else ("stand", "them")
    return (
        f"Nothing more moves. {len(bound)} of the {len(pursued)} targets {stand} at every stop, as "
        f"law, contract, strategy or this work ask for {them} ({named}). "
        f"For the other {free} nothing else does more at this end."
    )


def _pins(own: Answer, there: Choice) -> Iterator[Row]:
    """Rows that keep what is owed, demanded or a floor where it stands as stated."""
    case = own.case
    for metric, tier in sorted(own.tiers.items()):
        if _bound(case, metric) and (held := seat(there, metric, tier) or seat(there, metric)):
            yield Row(f"pinned:{metric}", held, 1, None)


@dataclass(frozen=True)
class _Tipping:
    """What changes from one stop to the next, in sentences."""

    case: Case
    before: Recommendation
    here: Recommendation
    half: Recommendation | None
    gaining: Lens
    losing: Lens

    def says(self) -> tuple[str, ...]:
        label = self.case.catalogue.label
        then = {item.metric: item for item in self.before.tier("pursue")}
        now = {item.metric: item for item in self.here.tier("pursue")}
        new = [item for key, item in now.items() if key not in then]
        old = [item for key, item in then.items() if key not in now]
        told = []
        for fresh in list(new):
            if gone := self._place(fresh, old):
                new.remove(fresh)
                old.remove(gone)
                told.append(
                    f"{label(fresh.metric)} takes the place of "
                    f"{label(gone.metric)}{self._kept(gone.metric)}. {self._by(fresh.metric)}"
                )
        if new:
            names = listed([label(item.metric) for item in new])
            says = f"{names} {'gets' if len(new) == 1 else 'get'} a target."
            told.append(f"{says} {self._by(new[0].metric)}" if len(new) == 1 else says)
        told += [
            f"{label(item.metric)} has no target any more{self._kept(item.metric)}." for item in old
        ]
        told += [
            f"{label(key)} {moved}."
            for key, item in now.items()
            if key in then and (moved := _moved(then[key], item))
        ]
        return tuple(told)

    def _place(self, fresh: Chosen, old: list[Chosen]) -> Chosen | None:
        """Whose place it took: what shows the same thing, else what served the same objective."""
        for gone in old:
            if self.case.overlap(fresh.metric, gone.metric):
                return gone
        return next((gone for gone in old if gone.objective == fresh.objective), None)

    def _kept(self, metric: str) -> str:
        tiers = {item.metric: item.tier for item in self.here.metrics}
        return ", which is still watched" if tiers.get(metric) == "watch" else ""

    def _by(self, metric: str) -> str:
        """Whether more weight on the one lens does it, or less on the other is needed too."""
        if self.half is None:
            return ""
        if metric in _pursued(self.half):
            return f"More weight on {ABOUT[self.gaining]} is enough for that."
        return f"That also takes less weight on {ABOUT[self.losing]}."


def _moved(then: Chosen, now: Chosen) -> str | None:
    """What a metric that stays pursued gains or loses at the front first."""
    return next(front_moves(then, now), None)


def front_moves(then: Chosen, now: Chosen) -> Iterator[str]:
    """What a metric that stays pursued gains or loses at the front, a phrase each."""
    for level, card in ((Level.AGENT, "the agent's card"), (Level.TEAM, "the team leader's card")):
        was, is_now = then.uses.get(level), now.uses.get(level)
        if was is not is_now and Use.PURSUE in (was, is_now):
            way = "also gets a target on" if is_now is Use.PURSUE else "loses its target on"
            yield f"{way} {card}"
