"""Why a metric moves when the chair changes, in operational terms.

The reason nearest to the metric is given: what is owed or demanded there, a use that the dossier or
a context allows only there, a priority that the chair shifts, whose guard it is, who shows the same
thing, which numbers it is planned from. Where none of these speaks of it, it moved because seats
are few, and what took its seat, or gave one up, is named by solving again.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.case import Case
from advisor.explore.asking import Answer, answered, edited, listed, priority, share_says
from advisor.recommend import Chosen, Recommendation
from advisor.solver import Row
from knowledge.vocabulary import Kind, Level, Use

SAID_AT = (Level.PROGRAMME, Level.TEAM, Level.AGENT, Level.ORGANISATION, Level.CLIENT)

Reason = tuple[str, str | None]
State = Literal["pursue", "watch", "plan", "out"]


@dataclass(frozen=True)
class Sides:
    """The same strategy in two chairs: the cases, and the best set of each."""

    here: Case
    there: Case
    best: Recommendation
    other: Recommendation
    answer: Answer
    """The model of the other chair."""

    @functools.cached_property
    def was(self) -> dict[str, Chosen]:
        return {item.metric: item for item in self.best.metrics}

    @functools.cached_property
    def now(self) -> dict[str, Chosen]:
        return {item.metric: item for item in self.other.metrics}

    def tier(self, metric: str, *, there: bool) -> State:
        found = (self.now if there else self.was).get(metric)
        return found.tier if found else "out"

    def why(self, metric: str) -> Reason:
        """Why a metric moved, and who took its seat or whose seat it took."""
        tiers = {self.tier(metric, there=True), self.tier(metric, there=False)}
        if tiers == {"plan", "out"}:
            return self._planned(metric), None
        rises = self.rises(metric)
        seat = self._kin(metric, rises=rises)
        because = (
            self._direct(metric)
            or self._rival(metric, seat, rises=rises)
            or self._following(metric)
        )
        return (because, seat) if because else self._crowded(metric, seat, rises=rises)

    def rises(self, metric: str) -> bool:
        """Whether it counts for more there."""
        return _RANK[self.tier(metric, there=True)] > _RANK[self.tier(metric, there=False)]

    def _direct(self, metric: str) -> str | None:
        """The reason that speaks of the metric itself."""
        rises = self.rises(metric)
        return (
            self._asked(metric)
            or self._use(metric, rises=rises)
            or self._guarding(metric, rises=rises)
            or self._shift(metric, rises=rises)
        )

    def _following(self, metric: str) -> str | None:
        """What it follows: a metric that moved for a reason of its own, and with which, kept as it
        is here, this one would not have moved either; or all of these together."""
        label = self.here.catalogue.label
        for other, reason in self._leaders.items():
            if other != metric and self._stays_with(metric, (other,)):
                needs = "needs a seat there" if self.rises(other) else "gives a seat up there"
                return f"{label(other)} {needs}: {_inside(reason)}."
        others = tuple(other for other in self._leaders if other != metric)
        if len(others) > 1 and self._stays_with(metric, others):
            names = listed([label(key) for key in others])
            return f"It follows the seats that {names} take or give up there."
        return None

    def _stays_with(self, metric: str, others: tuple[str, ...]) -> bool:
        kept = self._kept(*others)
        return kept is not None and kept.tiers.get(metric, "out") == self._was(metric)

    @functools.cached_property
    def _leaders(self) -> dict[str, str]:
        """What moved because it is owed, asked for or allowed in one chair only."""
        found: dict[str, str] = {}
        for metric in sorted({*self.was, *self.now}):
            tiers = {self.tier(metric, there=True), self.tier(metric, there=False)}
            if len(tiers) == 2 and tiers != {"plan", "out"}:
                reason = self._asked(metric) or self._use(metric, rises=self.rises(metric))
                if reason:
                    found[metric] = reason
        return found

    def level(self, metric: str) -> str | None:
        """What changes in the use of a metric whose tier stays: at a level that has a card in both
        chairs, where the catalogue gives the reason."""
        one, two = self.was[metric], self.now[metric]
        if one.tier == "plan":
            return None
        for level in SAID_AT:
            before, after = one.uses.get(level), two.uses.get(level)
            if before is None or after is None or before is after:
                continue
            told = self.there.use_at(metric, level)
            if told.use is not self.here.use_at(metric, level).use:
                return f"At {level.label.lower()} level it {_USES[after]} there: {told.because}"
        return None

    def _asked(self, metric: str) -> str | None:
        for case, where in ((self.there, "There"), (self.here, "Only here")):
            other = self.here if case is self.there else self.there
            owed, demanded = case.owed.get(metric), case.demanded.get(metric)
            if owed and metric not in other.owed:
                return f"{where} it is owed ({_source(case, metric)}): {owed}"
            if demanded and metric not in {*other.demanded, *other.owed}:
                return f"{where} it is asked for ({_source(case, metric)}): {demanded}"
        return None

    def _use(self, metric: str, *, rises: bool) -> str | None:
        """What the dossier or a context allows in one chair only."""
        before, after = self.here.highest(metric), self.there.highest(metric)
        if before is after or (after.rank < before.rank) is not rises:
            return None
        for level in SAID_AT:
            one, two = self.here.use_at(metric, level), self.there.use_at(metric, level)
            if one.use is not two.use and (two.use.rank < one.use.rank) is rises:
                at = f"At {level.label.lower()} level it {_USES[two.use]} there"
                if self._holds(self.here, metric, level) and not rises:
                    return f"{at}. What allows more holds only here: {one.because}"
                return f"{at}: {two.because}"
        return None

    def _holds(self, case: Case, metric: str, level: Level) -> bool:
        """Whether the dossier's own use holds in a chair."""
        given = case.catalogue.metrics[metric].use.get(level)
        return given is not None and case.use_at(metric, level).use is given.use

    def _shift(self, metric: str, *, rises: bool) -> str | None:
        """A priority that one of the chairs shifts: with that one as it is here, the metric would
        not have moved."""
        moved = [
            outcome
            for outcome, value in self.there.priorities.items()
            if value != self.here.priorities[outcome]
        ]
        cards = {"pursue", "watch"} & {self._was(metric), self.tier(metric, there=True)}
        if not moved or not cards:
            return None
        if self._without(tuple(moved)).get(metric, "out") != self._was(metric):
            return None
        for outcome in moved:
            if self._without((outcome,)).get(metric, "out") == self._was(metric):
                return self._weighs(outcome)
        helps = self.there.influence.by_value(metric).help
        sign = 1 if rises else -1
        return self._weighs(max(moved, key=lambda key: (helps(key) * sign * self._by(key), key)))

    def _was(self, metric: str) -> str:
        tier = self.tier(metric, there=False)
        return tier if tier in ("pursue", "watch") else "out"

    def _by(self, outcome: str) -> int:
        return self.there.priorities[outcome] - self.here.priorities[outcome]

    def _without(self, outcomes: tuple[str, ...]) -> Mapping[str, str]:
        """Tiers there if these outcomes had the priority that they have here."""
        if outcomes not in self._undone:
            edits = [
                edit
                for outcome in outcomes
                for edit in priority(self.there, outcome, self.here.priorities[outcome])
            ]
            found = answered(edited(self.there, *edits), near=self.answer)
            self._undone[outcomes] = dict(found.tiers) if found else {}
        return self._undone[outcomes]

    @functools.cached_property
    def _undone(self) -> dict[tuple[str, ...], Mapping[str, str]]:
        return {}

    def _weighs(self, outcome: str) -> str:
        """That an outcome weighs otherwise there, with the context that says so."""
        name = self.there.catalogue.plainly(outcome)
        word = "more" if self._by(outcome) > 0 else "less"
        told = f"'{name}' weighs {word} there"
        for case, other in ((self.there, self.here), (self.here, self.there)):
            known = {item[:2] for item in other.shifts}
            for context, shifted, _by, because in case.shifts:
                if shifted == outcome and (context, shifted) not in known:
                    source = case.catalogue.label(context)
                    if case is self.there:
                        return f"{told} ({source}): {because}"
                    more = "more" if self._by(outcome) < 0 else "less"
                    return f"{source} makes '{name}' weigh {more} here, and not there: {because}"
        return f"{told}."

    def _guarding(self, metric: str, *, rises: bool) -> str | None:
        """Whose guard it has become, or whose it was."""
        label = self.here.catalogue.label
        item = (self.now if rises else self.was).get(metric)
        for guarded in item.guards if item else ():
            tiers = self.tier(guarded, there=True), self.tier(guarded, there=False)
            if tiers[0] != tiers[1] and "pursue" in tiers:
                if rises and tiers[0] == "pursue":
                    return f"It keeps {label(guarded)} honest, which is pursued there."
                if not rises and tiers[1] == "pursue":
                    return f"It kept {label(guarded)} honest, which is not pursued there."
        return None

    def _kin(self, metric: str, *, rises: bool) -> str | None:
        """Of what moved the other way: what shows the same thing, or what shares its objective."""
        item = (self.now if rises else self.was).get(metric)
        others = [
            key
            for key in sorted({*self.was, *self.now})
            if _RANK[self.tier(key, there=rises)] < _RANK[self.tier(key, there=not rises)]
        ]
        for other in others:
            if self.there.overlap(metric, other):
                return other
        for other in others:
            match = (self.was if rises else self.now).get(other)
            if item and match and item.objective and item.objective == match.objective:
                return other
        return None

    def _rival(self, metric: str, seat: str | None, *, rises: bool) -> str | None:
        label = self.here.catalogue.label
        if seat is None or not self.there.overlap(metric, seat):
            return None
        cause = self._direct(seat)
        why = f": {cause[:1].lower()}{cause[1:]}" if cause else "."
        way = "has the seat no more" if rises else "has the seat there"
        return f"{label(seat)} shows the same thing and {way}{why}"

    def _planned(self, metric: str) -> str:
        """Planners' figures come and go with what they explain."""
        catalogue, joined = self.here.catalogue, set()
        rises = self.rises(metric)
        for claim in (*catalogue.leaving(metric), *catalogue.arriving(metric)):
            other = claim.start if claim.end == metric else claim.end
            kinds = (Kind.IDENTITY, Kind.PART_OF, Kind.DRIVES)
            if claim.relation.kind in kinds and self._came(other, there=rises):
                joined.add(catalogue.label(other))
        if not joined:
            word = "More" if rises else "Less"
            return f"{word} of the set rests on this planning figure there."
        names = listed(sorted(joined))
        one = len(joined) == 1
        way = ("comes in" if one else "come in") if rises else ("goes out" if one else "go out")
        return f"Planners need it for {names}, which {way} there."

    def _came(self, metric: str, *, there: bool) -> bool:
        on, off = self.tier(metric, there=there), self.tier(metric, there=not there)
        return on in ("pursue", "watch") and off not in ("pursue", "watch")

    def _crowded(self, metric: str, seat: str | None, *, rises: bool) -> Reason:
        """Seats are few: who took its seat, or who gave one up, by solving with it kept as it was;
        and what keeping it would cost there."""
        label = self.here.catalogue.label
        kept = self._kept(metric)
        if kept is None:
            return _no_room(rises), seat
        lost = self._lost(kept, metric, rises=rises)
        seat = seat or next(iter(lost), None)
        cost = share_says(self.answer.loses(kept))
        if seat is None:
            return f"Seats are few there: leaving it as it is here would cost {cost}.", None
        cause = self._direct(seat)
        why = f" ({_inside(cause)})" if cause else ""
        if rises:
            told = f"It takes the seat of {label(seat)}{why}"
            return f"{told}: leaving it where it is here would cost {cost}.", seat
        return f"{label(seat)} takes its seat there{why}: keeping it would cost {cost}.", seat

    def _kept(self, *metrics: str) -> Answer | None:
        """The best set there in which metrics stay what they are here; None where there is none."""
        if metrics not in self._held:
            rows = [self._stay(metric) for metric in metrics]
            found = [row for row in rows if row.terms]
            self._held[metrics] = self.answer.forced(*found) if found else None
        return self._held[metrics]

    def _stay(self, metric: str) -> Row:
        tier = self.tier(metric, there=False)
        if tier in ("pursue", "watch"):
            return Row(f"kept:{metric}", self.answer.seat(metric, tier), 1, None)
        return Row(f"kept:{metric}", self.answer.seat(metric), None, 0)

    @functools.cached_property
    def _held(self) -> dict[tuple[str, ...], Answer | None]:
        return {}

    def _lost(self, kept: Answer, metric: str, *, rises: bool) -> list[str]:
        """What would make room, or come in, if it stayed: most wanted first."""
        one, two = (kept, self.answer) if rises else (self.answer, kept)
        gone = [
            key
            for key, tier in one.tiers.items()
            if key != metric and _RANK[tier] > _RANK[two.tiers.get(key, "out")]
        ]
        moved = [key for key in gone if self.tier(key, there=True) != self.tier(key, there=False)]
        return sorted(moved)


_RANK = {"pursue": 3, "watch": 2, "plan": 1, "out": 0}
_USES = {
    Use.PURSUE: "may have a target",
    Use.WATCH: "is for watching",
    Use.PLAN: "is for planning",
    Use.NEVER: "has no place",
}


def _no_room(rises: bool) -> str:
    which = "Without it" if rises else "With it"
    return f"{which} no set there could satisfy all that is asked for."


def _inside(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")


def _source(case: Case, metric: str) -> str:
    """The context in force, or the strategy, that asks for a metric."""
    for key in case.in_force:
        context = case.catalogue.contexts[key]
        if metric in {*(x.metric for x in context.owed), *(x.metric for x in context.demands)}:
            return context.name
    return case.strategy.name
