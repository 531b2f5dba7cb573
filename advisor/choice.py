"""The model of the choice: which metrics are pursued or watched, as rows that must hold.

Per metric: pursued under one objective, as its result or one of its drivers, or as a gate because
it is owed, or watched, or neither. Where a dossier defends several levels, the agent's and the
team leader's card decide for themselves. What we wish of a set gives way before what was asked
for. Every row carries the words for the case that it clashes.

A 0/1 portfolio choice with side constraints, in the terms of multi-criteria decision analysis
(Golabi, Kirkwood and Sicherman, Management Science 27, 1981, choose a portfolio of projects by an
additive value in this way); it is solved to a proven optimum in `advisor.solver`.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from advisor import criteria
from advisor.case import Case, Goal
from advisor.criteria import Reason, Slot
from advisor.place import Place, share
from advisor.solver import Model, Row
from knowledge.vocabulary import (
    Dimension,
    Kind,
    Level,
    Overlap,
    Perspective,
    Sort,
    Spread,
    Theme,
    Use,
)

# Sizes per card, counted in uses. Few enough to run: an agent can carry about four numbers.
AGENT_CARD = 4
TEAM_CARD = 5
PURSUED = 8
WATCHED = 8
CONTRACT = 5  # targets that two firms settle with each other
DRIVERS_PER_GOAL = 2
PLANNED = 6
PLANNERS = (Theme.PLANNING, Theme.HANDLING, Theme.ACCESS)

MATTERS = 2  # priority from which some number of the set must show an outcome, or move it
LEADS = 3  # priority from which it must be shown, and on each channel
CLOSE = 500  # thousandths: at least one medium step away

# What it costs to leave a wish of ours open: a rare and costly number is not worth watching for
# an outcome of middling priority.
UNSEEN = -150  # per step of the outcome's priority
EMPTY_CARD = -500
LONELY = -250  # one number alone is chased past what it means

TIES = 2**18
Role = Literal["pursue", "watch", "agent", "team", "gap"]


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


@dataclass(frozen=True, slots=True)
class Choice:
    """The model with what its names mean."""

    model: Model
    variables: Mapping[str, Variable]
    reasons: Mapping[str, tuple[Reason, ...]]
    """Per variable of role pursue: the criteria that make its points."""
    pursued: Mapping[str, Sequence[str]]
    """Per metric that may be pursued: its variables of that role."""
    words: Mapping[str, str]
    """Per row: what it asks, for people."""

    def merit(self, variable: Variable) -> int:
        """Points by which what is pursued is ranked: what it brings, not that it is owed."""
        reasons = self.reasons[variable.name]
        return sum(reason.points for reason in reasons if reason.criterion != "owed")

    def metrics(self, chosen: Iterable[str]) -> frozenset[str]:
        """The metrics that stand on a card where these variables are chosen."""
        found = (self.variables[name] for name in chosen)
        return frozenset(v.metric for v in found if v.role in ("pursue", "watch"))

    def with_rows(self, *rows: Row) -> Choice:
        """The same model with more rows."""
        return replace(self, model=replace(self.model, rows=(*self.model.rows, *rows)))


@functools.lru_cache(maxsize=8)
def build(case: Case) -> Choice:
    """The model of one case; remembered, as several questions are asked of the same one."""
    builder = _Builder(case)
    rows = tuple(builder.rows())
    model = Model(builder.worth, builder.ties, rows)
    pursued = {metric: tuple(names) for metric, names in builder.pursued.items() if names}
    return Choice(model, builder.variables, builder.reasons, pursued, builder.words)


class _Builder:
    """Collects variables first, then rows over them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.variables: dict[str, Variable] = {}
        self.reasons: dict[str, tuple[Reason, ...]] = {}
        self.worth: dict[str, int] = {}
        self.ties: dict[str, int] = {}
        self.words: dict[str, str] = {}
        self.pursued: dict[str, list[str]] = defaultdict(list)
        self.watched: dict[str, str] = {}
        self.fronts: dict[tuple[str, Level], str] = {}
        self.named = frozenset({*case.brief.must, *case.demanded, *case.owed})
        self.fair = case.place.once(_fair)
        for metric in case.universe:
            self._add_metric(metric)

    def _add(self, variable: Variable, points: int) -> str:
        name = variable.name
        self.variables[name] = variable
        self.worth[name] = points
        entry = self.case.catalogue.metrics.get(variable.metric)
        code = entry.code if entry else variable.metric
        self.ties[name] = _tie(f"{code}:{variable.role}:{variable.goal}:{variable.slot}")
        return name

    def _add_metric(self, metric: str) -> None:
        case = self.case
        highest = case.highest(metric)
        if highest is Use.PURSUE:
            for goal, slot, reasons in criteria.placements(case, metric):
                self._pursue(Variable("pursue", metric, goal.id, slot), reasons)
            if metric in case.owed or metric in case.demanded_as_target:
                self._pursue(Variable("pursue", metric), criteria.gate(case, metric))
        if highest in (Use.PURSUE, Use.WATCH):
            points = criteria.watched(case, metric)
            self.watched[metric] = self._add(Variable("watch", metric), points)
        for level, role in ((Level.AGENT, "agent"), (Level.TEAM, "team")):
            if self.pursued[metric] and level in self.fair[metric]:
                variable = Variable("agent" if role == "agent" else "team", metric)
                self.fronts[metric, level] = self._add(variable, criteria.FAIR_AT_THE_FRONT // 2)

    def _pursue(self, variable: Variable, reasons: tuple[Reason, ...]) -> None:
        name = self._add(variable, sum(reason.points for reason in reasons))
        self.reasons[name] = reasons
        self.pursued[variable.metric].append(name)

    # --- rows ---------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        return [
            *self._once(),
            *self._goals(),
            *self._sizes(),
            *self._cards(),
            *self._perspectives(),
            *self._cover(),
            *self._seats(),
            *self._duties(),
            *self._wished(),
        ]

    def _row(
        self, name: str, says: str, terms: Mapping[str, int], low: int | None, high: int | None
    ) -> Row:
        self.words[name] = says
        return Row(name, terms, low, high)

    def _wish(
        self,
        name: str,
        says: str,
        terms: Mapping[str, int],
        low: int,
        price: int,
        *,
        stands_for: int = 1,
    ) -> Row:
        """A row that gives way, at a price, before anything that was asked for does."""
        gap = self._add(Variable("gap", name), price)
        return self._row(name, says, {**terms, gap: stands_for}, low, None)

    def _in_set(self, metric: str) -> dict[str, int]:
        chosen = dict.fromkeys(self.pursued[metric], 1)
        if metric in self.watched:
            chosen[self.watched[metric]] = 1
        return chosen

    def _label(self, metric: str) -> str:
        return self.case.catalogue.metrics[metric].name

    def _once(self) -> list[Row]:
        found = []
        for metric in self.case.universe:
            if terms := self._in_set(metric):
                says = f"{self._label(metric)} is pursued once, or watched, or neither."
                found.append(self._row(f"once:{metric}", says, terms, None, 1))
        for (metric, level), name in self.fronts.items():
            terms = {name: 1, **dict.fromkeys(self.pursued[metric], -1)}
            says = f"{self._label(metric)} stands on a front card only if it is pursued."
            found.append(self._row(f"front:{level}:{metric}", says, terms, None, 0))
        return found

    def _goals(self) -> list[Row]:
        found = []
        for goal in self.case.goals:
            results = self._where(goal=goal.id, slot="result")
            drivers = self._where(goal=goal.id, slot="driver")
            says = f"The objective '{goal.says}' has exactly one result metric."
            if results:
                found.append(self._row(f"result:{goal.id}", says, results, 1, 1))
            if drivers:
                says = f"The objective '{goal.says}' has at most {DRIVERS_PER_GOAL} drivers."
                row = self._row(f"drivers:{goal.id}", says, drivers, None, DRIVERS_PER_GOAL)
                found.append(row)
            found += self._best(goal)
        if drivers := self._where(slot="driver"):
            says = "At least one driver is pursued, so that somebody has a lever."
            found.append(self._row("drivers", says, drivers, 1, None))
        return found

    def _best(self, goal: Goal) -> Iterator[Row]:
        """No lesser number shows an objective while a better one is a lever elsewhere. Its own
        result stands in the row as well: no two of these go together, and so the relaxation has
        no half of each."""
        named = [f"pursue:{metric}:{goal.id}:result" for metric in goal.result]
        for rank, better in enumerate(goal.result):
            worse = [name for name in named[rank + 1 :] if name in self.variables]
            levers = [
                name for name in self.pursued[better] if self.variables[name].slot == "driver"
            ]
            if worse and levers:
                own = [named[rank]] if named[rank] in self.variables else []
                terms = dict.fromkeys((*own, *worse, *levers), 1)
                says = f"What shows '{goal.says}' best shows it, and is no lever elsewhere."
                yield self._row(f"best:{goal.id}:{better}", says, terms, None, 1)

    def _where(
        self,
        *,
        goal: str | None = None,
        slot: Slot | None = None,
        perspective: Perspective | None = None,
    ) -> dict[str, int]:
        return {
            name: 1
            for name in self.reasons
            for variable in (self.variables[name],)
            if (goal is None or variable.goal == goal)
            and (slot is None or variable.slot == slot)
            and (perspective is None or self._stands_for(variable, perspective))
        }

    def _stands_for(self, variable: Variable, perspective: Perspective) -> bool:
        """What is merely owed stands for no perspective."""
        entry = self.case.catalogue.metrics[variable.metric]
        return variable.goal is not None and entry.perspective is perspective

    def _sizes(self) -> list[Row]:
        watched = dict.fromkeys(self.watched.values(), 1)
        cards: tuple[tuple[str, str, dict[str, int], int], ...] = (
            ("pursued", "pursued metrics", self._where(), PURSUED),
            ("watched", "watched metrics", watched, WATCHED),
            ("agent", "metrics on the agent's card", self._front(Level.AGENT), AGENT_CARD),
            ("team", "metrics on the team leader's card", self._front(Level.TEAM), TEAM_CARD),
            ("contract", "targets in the contract", self._contracted(), CONTRACT),
        )
        return [
            self._row(f"size:{name}", f"At most {most} {says}.", terms, None, most)
            for name, says, terms, most in cards
            if terms
        ]

    def _contracted(self) -> dict[str, int]:
        """What is pursued where client and provider settle, if there are two."""
        return {
            name: 1
            for metric, names in self.pursued.items()
            if Level.CLIENT in self.case.cards
            and self.case.use_at(metric, Level.CLIENT).use is Use.PURSUE
            for name in names
        }

    def _cards(self) -> list[Row]:
        """Whoever is measured has numbers that are theirs to move, where the catalogue has some."""
        agent, team = self._front(Level.AGENT), self._front(Level.TEAM)
        found = []
        if agent:
            says = "Something on the agent's card."
            found.append(self._wish("card:agent", says, agent, 1, EMPTY_CARD))
        if len(agent) > 1:
            says = "At least 2 metrics on the agent's card."
            # nothing at all leaves both wishes open: each gap stands for one number
            either = {**agent, "gap:card:agent": 1}
            found.append(self._wish("card:agent:2", says, either, 2, LONELY))
        if len(team) > 1:
            says = "At least 2 metrics on the team leader's card."
            found.append(self._wish("card:team", says, team, 2, EMPTY_CARD, stands_for=2))
        return found

    def _front(self, level: Level) -> dict[str, int]:
        return {name: 1 for (_metric, at), name in self.fronts.items() if at is level}

    def _perspectives(self) -> list[Row]:
        found = []
        for perspective in sorted({goal.perspective for goal in self.case.goals}):
            if terms := self._where(perspective=perspective):
                says = f"Something is pursued in the perspective {perspective.label.lower()}."
                found.append(self._row(f"perspective:{perspective}", says, terms, 1, None))
        return found

    def _cover(self) -> list[Row]:
        """What matters is at least watched: a number that shows an outcome with priority or comes
        close to moving it; and what leads is shown on each channel. Letters answered in time say
        nothing of those who wait on the telephone."""
        found, close = [], self.case.place.once(_close)
        for outcome, priority in self.case.priorities.items():
            name = self.case.catalogue.outcomes[outcome].name
            if priority >= MATTERS and (terms := self._set_of(close.get(outcome, ()))):
                says = f"Something in the set shows or moves: {name}."
                found.append(self._wish(f"cover:{outcome}", says, terms, 1, priority * UNSEEN))
            if priority >= LEADS:
                for channel in sorted(self.case.contexts[Dimension.CHANNELS]):
                    shown = [item for item in self._shown(outcome) if self._on(channel, item)]
                    if terms := self._set_of(shown):
                        where = self.case.catalogue.label(channel).lower()
                        says = f"Something in the set shows: {name} ({where})."
                        name_of = f"cover:{outcome}:{channel}"
                        found.append(self._wish(name_of, says, terms, 1, priority * UNSEEN))
        return found

    def _set_of(self, metrics: Iterable[str]) -> dict[str, int]:
        return {name: 1 for metric in metrics for name in self._in_set(metric)}

    def _shown(self, outcome: str) -> list[str]:
        """Metrics that show an outcome faithfully enough."""
        return sorted(
            claim.start
            for claim in self.case.catalogue.related(outcome, Kind.MEASURES, reverse=True)
            if share(claim.relation) >= CLOSE and claim.start in self.case.universe_set
        )

    def _on(self, channel: str, metric: str) -> bool:
        """Whether a metric says something of a channel."""
        channels = self.case.catalogue.metrics[metric].channels
        return not channels or channel in channels

    def _seats(self) -> list[Row]:
        """One target seat per family of overlapping metrics; the same number stands once."""
        found = []
        joined: list[tuple[str, str]] = []
        for (one, other), overlap in sorted(self.case.overlaps.items()):
            if one not in self.case.universe_set or other not in self.case.universe_set:
                continue
            if overlap is Overlap.SAME_NUMBER:
                terms = {**self._in_set(one), **self._in_set(other)}
                says = f"{self._label(one)} and {self._label(other)} are the same number."
                found.append(self._row(f"same:{one}:{other}", says, terms, None, 1))
            if overlap is Overlap.PART_OF_WHOLE:
                terms = dict.fromkeys((*self.pursued[one], *self.pursued[other]), 1)
                says = f"{self._label(one)} and {self._label(other)} are a part and its whole."
                if terms:
                    found.append(self._row(f"part:{one}:{other}", says, terms, None, 1))
            else:
                joined.append((one, other))
        for family in families(joined):
            terms = {name: 1 for metric in family for name in self.pursued[metric]}
            if terms:
                names = ", ".join(self._label(metric) for metric in family)
                says = f"One target for the same thing: {names}."
                found.append(self._row(f"seat:{family[0]}", says, terms, None, 1))
        return found

    def _duties(self) -> list[Row]:
        """What is pursued is guarded, at each card where it presses."""
        found = []
        for metric in sorted(self.pursued):
            pursuing = dict.fromkeys(self.pursued[metric], 1)
            for duty in self.case.expected_duties(metric) if pursuing else ():
                front = self.fronts.get((metric, duty.level))
                if duty.level in (Level.AGENT, Level.TEAM) and not front:
                    continue
                name = f"guard:{duty.level}:{metric}:{duty.provoking.end}"
                if not duty.guards or name in self.words:
                    continue  # the catalogue knows no guard: the points carry the risk
                behaviour = self.case.catalogue.behaviours[duty.provoking.end].name
                terms = {front: 1} if front else dict(pursuing)
                for guard in duty.guards:
                    terms |= dict.fromkeys(self._in_set(guard), -1)
                named = ", ".join(self._label(guard) for guard in duty.guards)
                says = (
                    f"{self._label(metric)} needs a guard against: {behaviour.lower()} ({named})."
                )
                found.append(self._row(name, says, terms, None, 0))
        return found

    def _wished(self) -> list[Row]:
        """What is owed, demanded, wanted or refused."""
        case, found = self.case, []
        for metric, because in sorted(case.owed.items()):
            says = f"{self._label(metric)} is owed: {because}"
            found.append(self._row(f"owed:{metric}", says, self._in_set(metric), 1, 1))
        for metric, because in sorted(case.demanded.items()):
            if metric not in case.owed:
                says = f"{self._label(metric)} must stand in the set: {because}"
                pursuing = dict.fromkeys(self.pursued[metric], 1)
                wanted = pursuing if metric in case.demanded_as_target else {}
                terms = wanted or self._in_set(metric)
                found.append(self._row(f"demand:{metric}", says, terms, 1, None))
        for metric in case.brief.must:
            says = f"You want {self._label(metric)} in the set."
            found.append(self._row(f"must:{metric}", says, self._in_set(metric), 1, None))
        for metric in case.brief.never:
            says = f"You never want {self._label(metric)}."
            found.append(self._row(f"never:{metric}", says, self._in_set(metric), None, 0))
        return found


@functools.lru_cache(maxsize=1 << 14)
def _tie(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % TIES


def _fair(place: Place) -> Mapping[str, frozenset[Level]]:
    """The levels at the front at which a metric may be pursued: where each duty there has a guard
    to be had."""
    return {
        metric: frozenset(
            level
            for level in (Level.AGENT, Level.TEAM)
            if place.use_at(metric, level).use is Use.PURSUE
            and all(duty.guards for duty in place.expected_duties(metric) if duty.level is level)
        )
        for metric in place.universe
    }


def _close(place: Place) -> Mapping[str, list[str]]:
    """By outcome, the metrics that come close to showing or moving it."""
    leads = place.influence.leads
    found: dict[str, list[str]] = {outcome: [] for outcome in leads.outcomes}
    for row, column in np.argwhere(leads.help >= CLOSE).tolist():
        if leads.metrics[row] in place.universe_set:
            found[leads.outcomes[column]].append(leads.metrics[row])
    return found


def families(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected groups of a list of pairs, each sorted, in order of their first member."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        merged = group.get(one, {one}) | group.get(other, {other})
        for member in merged:
            group[member] = merged
    return sorted(
        sorted(members) for members in {id(found): found for found in group.values()}.values()
    )


def depends_on(case: Case, metrics: Iterable[str]) -> tuple[str, ...]:
    """Planning metrics that the chosen ones rest on: joined by arithmetic, or driving them. What
    nearly every centre has stands before what few have, then what most of the set rests on."""
    chosen, refused = frozenset(metrics), frozenset(case.brief.never)
    found: dict[str, int] = {}
    for metric in sorted(chosen):
        kinds = (Kind.IDENTITY, Kind.PART_OF, Kind.DRIVES)
        joined = {
            claim.start if claim.end == metric else claim.end
            for claim in (*case.catalogue.leaving(metric), *case.catalogue.arriving(metric))
            if claim.relation.kind in kinds
        }
        for other in sorted(joined):
            if other in chosen | refused or other not in case.catalogue.metrics:
                continue
            entry = case.catalogue.metrics[other]
            planned = case.use_at(other, Level.PLANNING).use in (Use.PURSUE, Use.PLAN)
            planning = entry.theme in PLANNERS and case.fits(other)
            if entry.sort is Sort.WORKLOAD or (planning and planned):
                found[other] = found.get(other, 0) + 1

    def order(metric: str) -> tuple[int, int, str]:
        entry = case.catalogue.metrics[metric]
        spread = Spread.WIDESPREAD if entry.sort is Sort.WORKLOAD else entry.spread
        return spread.rank, -found[metric], metric

    return tuple(sorted(found, key=order)[:PLANNED])
