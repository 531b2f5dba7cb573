"""The Case: a brief understood against the catalogue, and the questions asked of it.

Criteria and checks ask here and nowhere else. What had to be assumed stands in `assumed`.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor import names, targets
from advisor.brief import Brief, Row, Target
from advisor.grounding import custom_catalogue, grounded
from advisor.influence import pressure_of
from advisor.place import Place, place_of, share
from advisor.setting import Setting
from advisor.suiting import barred, called_for
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric, Objective, Strategy
from knowledge.vocabulary import (
    Consequence,
    Dimension,
    Kind,
    Lens,
    Level,
    Perspective,
    Theme,
    Use,
)

# Confidence from which an unclear name may be meant.
LIKELY = 30

# An outcome of a stated objective, or one that must not get worse, has this priority at least.
STATED = 3

# Remarks beside a name by which people say that nothing hangs on it.
_MERELY = re.compile(
    r"\b(no (\w+ )?(goal|target)s?|not targeted|for information|information only|"
    r"(just|only|merely) (tracked|monitored|reported)|(tracked|monitored|reported) only)\b",
    re.IGNORECASE,
)

# Where a line may come from that one cannot simply drop.
BINDING = frozenset({"contract", "law", "regulator"})


@dataclass(frozen=True, slots=True)
class Line:
    """One row of today's list, understood."""

    index: int
    row: Row
    resolved: names.Resolved
    metric: str | None
    target: Target | None
    question: str | None
    """What to ask where the target was not understood."""

    @property
    def complement(self) -> bool:
        """Whether its name, and so the figures beside it, are of what is left to 100 %."""
        return self.resolved.complement and self.metric == self.resolved.metric

    @property
    def levels(self) -> tuple[Level, ...] | None:
        return self.row.levels

    @property
    def consequences(self) -> frozenset[Consequence] | None:
        """None where nobody said."""
        return None if self.row.consequences is None else frozenset(self.row.consequences)

    @property
    def written(self) -> str:
        return self.row.written or (self.metric or "")

    @property
    def has_target(self) -> bool:
        """Whether it has a target, understood or not; `n/a` is none."""
        return self.target is not None or self.question is not None

    @property
    def pressed(self) -> bool | None:
        """Whether something hangs on it beyond a report; None where nobody said."""
        if self.consequences is None:
            return None
        return bool(self.consequences - {Consequence.REPORTED})

    @property
    def incentivised(self) -> bool | None:
        """Paid, a gate, or punished; None where nobody said."""
        if self.consequences is None:
            return None
        return any(item.incentivised for item in self.consequences)


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective in force, with the weight that this brief gives it."""

    id: str
    says: str
    perspective: Perspective
    outcome: str
    result: tuple[str, ...]
    weight: int
    """Weight of the objective (1 to 5) times the priority of its outcome (1 to 5)."""
    leads_to: tuple[str, ...]


SCALES = (
    (10, "under-ten-seats"),
    (30, "ten-to-thirty-seats"),
    (100, "thirty-to-hundred-seats"),
    (float("inf"), "over-hundred-seats"),
)
"""People on at once below which the scale is this: the load says it where no words do."""


class Case:
    """A brief understood. Frozen by convention; remembers what it worked out."""

    def __init__(self, brief: Brief, catalogue: Catalogue) -> None:
        """Raises BriefError where the brief names something that the catalogue does not have."""
        self.shipped = catalogue
        self.catalogue = custom_catalogue(brief, catalogue)
        self.brief = grounded(brief, self.catalogue)
        self.assumed: list[str] = []
        self.contexts = self._contexts()
        self._stand(place_of(self.catalogue, self.contexts))
        self.strategy_id, self.strategy = self._strategy()
        self.lines = self._lines()

    def _stand(self, place: Place) -> None:
        """What holds in the place can be asked of the case."""
        self.place = place
        self.influence, self.in_force, self.cards = place.influence, place.in_force, place.cards
        self.universe, self.universe_set = place.universe, place.universe_set
        self.has, self.fits = place.has, place.fits
        self.use_at, self.highest = place.use_at, place.highest
        self.overlap, self.overlaps, self.slowness = place.overlap, place.overlaps, place.slowness
        self.duties, self.expected = place.duties, place.expected
        self.expected_duties, self.valid_guard = place.expected_duties, place.valid_guard
        self.guards_of, self.guards_against = place.guards_of, place.guards_against

    def read_as(self, place: Place, priorities: Mapping[str, int]) -> Case:
        """The same brief where its evidence is read otherwise, in a place of the same contexts,
        and other priorities (0 to 5 of each outcome) are in force."""
        other = copy.copy(self)
        for name, kind in vars(Case).items():
            if isinstance(kind, functools.cached_property):
                other.__dict__.pop(name, None)
        other.catalogue = place.catalogue
        other._stand(place)
        other.__dict__["priorities"] = dict(priorities)
        return other

    # --- what the user said -------------------------------------------------------------------

    def _contexts(self) -> Mapping[Dimension, frozenset[str]]:
        said = {
            dimension: _several(getattr(self.brief.context, dimension.value))
            for dimension in Dimension
        }
        if not said[Dimension.CHANNELS]:
            said[Dimension.CHANNELS] = frozenset({"voice"})
            self.assumed.append("No channel was named: the telephone is assumed.")
        if not said[Dimension.WORK]:
            said[Dimension.WORK] = frozenset({"service"})
            self.assumed.append("No kind of work was named: ordinary customer service is assumed.")
        people = self.brief.load.positions
        if people and not said[Dimension.SCALE]:
            scale = next(name for below, name in SCALES if people < below)
            if scale in self.catalogue.contexts:
                said[Dimension.SCALE] = frozenset({scale})
        return said

    def _strategy(self) -> tuple[str, Strategy]:
        stated, presets = self.brief.strategy, self.catalogue.strategies
        if stated.preset:
            return stated.preset, presets[stated.preset]
        lens = None if stated.lean in (None, "balanced") else Lens(str(stated.lean))
        found = self._stand_in(lens)
        name = presets[found].name
        if stated.lean is not None:
            self.assumed.append(f"Only a lean was stated: '{name}' stands for it.")
        elif not self.stated:
            self.assumed.append(f"No strategy was stated: '{name}' is assumed.")
        return found, presets[found]

    def _stand_in(self, lens: Lens | None) -> str:
        """The preset that stands for a lean, unless it is for other work; then another one of that
        lean, or else the one that the situation calls for."""
        presets = self.catalogue.strategies

        def order(key: str) -> tuple[bool, bool, bool, bool, str]:
            preset = presets[key]
            other = preset.lens is not lens
            unusual = not preset.stands_for_lens
            uncalled = called_for(preset, self.contexts) is None
            first, second = (uncalled, unusual) if other else (unusual, uncalled)
            return barred(preset, self.contexts) is not None, other, first, second, key

        return min(presets, key=order)

    @property
    def stated(self) -> bool:
        """Whether the user said what the centre is for; otherwise a strategy is assumed."""
        said = self.brief.strategy
        own = any(item.outcome for item in said.objectives)
        return bool(said.preset or said.lean or said.priorities or own)

    def _lines(self) -> tuple[Line, ...]:
        rows = self.brief.today
        asked = [
            names.Name(
                row.written,
                row.target if isinstance(row.target, str) else None,
                None,
                next(iter(sorted(self.brief.context.channels)), None),  # said, not assumed
            )
            for row in rows
        ]
        found = names.resolve(asked, self.catalogue)
        return tuple(
            self._line(index, row, resolved)
            for index, (row, resolved) in enumerate(zip(rows, found, strict=True))
        )

    def _line(self, index: int, row: Row, resolved: names.Resolved) -> Line:
        if row.consequences is None and _MERELY.search(row.written):
            row = row.model_copy(update={"consequences": ()})
            self.assumed.append(f"'{row.written}' says itself that it is merely reported.")
        metric = row.metric or resolved.metric
        entry = self.catalogue.metrics.get(metric) if metric else None
        if row.target is None or isinstance(row.target, Target):
            return Line(index, row, resolved, metric, row.target, None)
        better, unit = (entry.better, entry.unit) if entry else (None, None)
        other_way = resolved.complement and metric == resolved.metric
        reading = targets.read(
            row.target, better=targets.turned(better) if other_way else better, unit=unit
        )
        target = reading.target
        if other_way and target is not None:
            target = targets.rest(target)
        return Line(index, row, resolved, metric, target, reading.question)

    @functools.cached_property
    def known(self) -> tuple[Line, ...]:
        """Lines whose metric is known."""
        return tuple(line for line in self.lines if line.metric is not None)

    @functools.cached_property
    def today(self) -> frozenset[str]:
        """Metrics of today's list."""
        return frozenset(line.metric for line in self.known if line.metric)

    @functools.cached_property
    def unread(self) -> tuple[Line, ...]:
        """Lines whose name was not understood."""
        return tuple(line for line in self.lines if line.metric is None)

    @functools.cached_property
    def present(self) -> frozenset[str]:
        """Metrics that are on the list or may be: what an unclear name could mean is not said to
        be missing."""
        maybe = {
            metric
            for line in self.unread
            for metric in (
                *line.resolved.metrics,
                *(c.metric for c in line.resolved.candidates if c.confidence >= LIKELY),
            )
        }
        return self.today | maybe

    def entry(self, line: Line) -> Metric:
        """The dossier of a known line."""
        return self.catalogue.metrics[str(line.metric)]

    # --- what matters -------------------------------------------------------------------------

    @functools.cached_property
    def priorities(self) -> Mapping[str, int]:
        """Priority 0 to 5 of each outcome: the preset's, shifted by the contexts in force, and
        where the user set one, the user's. What must not get worse is an aim at least."""
        found = {key: self.strategy.outcomes.get(key, 0) for key in sorted(self.catalogue.outcomes)}
        for shift in self.shifts:
            found[shift[1]] = max(0, min(5, found[shift[1]] + shift[2]))
        found |= self.brief.strategy.priorities
        return found | {key: max(STATED, found[key]) for key in self.brief.strategy.hold}

    @functools.cached_property
    def shifts(self) -> tuple[tuple[str, str, int, str], ...]:
        """(context, outcome, by, because) of every shift that acts."""
        own = self.brief.strategy.priorities
        return tuple(
            (key, shift.outcome, shift.by, shift.because)
            for key in self.in_force
            for shift in self.catalogue.contexts[key].shifts
            if shift.outcome not in own
        )

    @functools.cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The objectives in force: the user's, or the preset's, or one per priority."""
        stated = self.brief.strategy
        own = [item for item in stated.objectives if item.outcome]
        if own:
            found = [
                self._goal(
                    f"own-{number}",
                    item.says,
                    item.perspective or self.catalogue.outcomes[str(item.outcome)].perspective,
                    str(item.outcome),
                    item.result or self._measures(str(item.outcome)),
                    item.weight,
                    (),
                    max(STATED, self.priorities[str(item.outcome)]),
                )
                for number, item in enumerate(own, start=1)
            ]
        elif stated.preset or stated.lean or not stated.priorities:
            found = [self._of_preset(key, item) for key, item in self.strategy.objectives.items()]
        else:
            found = self._of_priorities()
        kept = tuple(goal for goal in found if goal.weight > 0)
        return kept or tuple(self._of_preset(k, o, 1) for k, o in self.strategy.objectives.items())

    def _of_preset(self, key: str, item: Objective, priority: int | None = None) -> Goal:
        return self._goal(
            key,
            item.says,
            item.perspective,
            item.outcome,
            item.result,
            item.weight,
            item.leads_to,
            priority,
        )

    def _of_priorities(self) -> list[Goal]:
        ranked = sorted(self.priorities.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            self._goal(
                key,
                self.catalogue.outcomes[key].name,
                self.catalogue.outcomes[key].perspective,
                key,
                self._measures(key),
                3,
                (),
            )
            for key, priority in ranked[:5]
            if priority >= 3
        ]

    def _goal(
        self,
        key: str,
        says: str,
        perspective: Perspective,
        outcome: str,
        result: tuple[str, ...],
        weight: int,
        leads_to: tuple[str, ...],
        priority: int | None = None,
    ) -> Goal:
        strength = weight * (self.priorities[outcome] if priority is None else priority)
        return Goal(key, says, perspective, outcome, result, strength, leads_to)

    def _measures(self, outcome: str) -> tuple[str, ...]:
        """Metrics that show an outcome: the most faithful first, then those that may be pursued
        here, then results before drivers, then the cheapest to collect, the fastest, and the
        longest known."""
        claims = self.catalogue.related(outcome, Kind.MEASURES, reverse=True)
        claims = claims or self.catalogue.related(outcome, Kind.DRIVES, reverse=True)
        faithful = {
            claim.start: share(claim.relation)
            for claim in claims
            if claim.start in self.universe_set
        }

        def order(metric: str) -> tuple[int, int, int, int, int, int]:
            entry = self.catalogue.metrics[metric]
            return (
                -faithful[metric],
                self.highest(metric).rank,
                entry.sort.rank,
                entry.effort.rank if entry.effort else 0,
                self.slowness(metric),
                entry.code,
            )

        return tuple(sorted(faithful, key=order)[:4])

    # --- what may be used how -----------------------------------------------------------------

    @functools.cached_property
    def owed(self) -> Mapping[str, str]:
        """What is owed to law, a regulator or a contract, with the reason: by the contexts in
        force, or because a line of today's list says that it comes from there."""
        found = {
            item.metric: item.because
            for key in self.in_force
            for item in self.catalogue.contexts[key].owed
            if item.metric in self.universe_set
        }
        for line in self.known:
            source = (line.row.origin or "").strip().casefold()
            metric = str(line.metric)
            bound = source in BINDING and metric in self.universe_set
            if bound and self.highest(metric).rank <= Use.WATCH.rank:
                found.setdefault(
                    metric,
                    f"Your {source} asks for it. It stays where the {source} looks, and is not "
                    "handed down to people.",
                )
        return found

    @functools.cached_property
    def demanded(self) -> Mapping[str, str]:
        """What a context in force or the strategy cannot do without, with the reason."""
        found = {
            item.metric: item.because
            for key in self.in_force
            for item in self.catalogue.contexts[key].demands
        }
        found |= {item.metric: item.because for item in self.strategy.must_have}
        usable = (key for key in found if key in self.universe_set)
        return {key: found[key] for key in usable if self.highest(key).rank <= Use.WATCH.rank}

    @functools.cached_property
    def demanded_as_target(self) -> frozenset[str]:
        """Of these, what a context in force wants pursued: watching it will not do."""
        return frozenset(
            item.metric
            for key in self.in_force
            for item in self.catalogue.contexts[key].demands
            if item.use is Use.PURSUE
        )

    def missing_systems(self, metric: str) -> tuple[str, ...]:
        """Systems that the metric needs and that are not there; empty where nobody said."""
        if self.brief.systems is None:
            return ()
        needed = self.catalogue.metrics[metric].systems
        return tuple(sorted(item.label for item in needed if item not in self.brief.systems))

    # --- pressure and guards ------------------------------------------------------------------

    def setting(self, line: Line, level: Level | None, *, assume: bool = False) -> Setting:
        """How a line of today's list presses on people at a level."""
        better = self.entry(line).better
        known = line.target
        return Setting(
            contexts=self.contexts,
            level=level,
            consequences=line.consequences,
            pressure=targets.pressure(known, better) if known else pressure_of(self.entry(line)),
            form=targets.form(known, better) if known else None,
            definition=line.row.definition or line.resolved.variant,
            assume=assume,
        )

    def lines_of(self, *, theme: Iterable[Theme] = ()) -> tuple[Line, ...]:
        """Known lines, of some themes or of all."""
        wanted = frozenset(theme)
        return tuple(line for line in self.known if not wanted or self.entry(line).theme in wanted)


def _several(value: str | tuple[str, ...] | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset({value}) if isinstance(value, str) else frozenset(value)
