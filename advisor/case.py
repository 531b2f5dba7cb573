"""The Case: a brief understood against the catalogue, and the questions asked of it.

Criteria and checks ask here and nowhere else. What had to be assumed stands in `assumed`.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Mapping
from typing import Any

from advisor import targets
from advisor.brief import Brief
from advisor.goals import STATED, Goal, goals
from advisor.grounding import custom_catalogue, grounded
from advisor.influence import pressure_of
from advisor.place import Place, place_of
from advisor.setting import Setting
from advisor.suiting import barred, called_for
from advisor.today import Line, merely_reported, understood
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric, Strategy
from knowledge.vocabulary import Dimension, Lens, Level, Theme, Use

__all__ = ["BINDING", "LIKELY", "SCALES", "Case", "Goal", "Line"]

# Confidence from which an unclear name may be meant.
LIKELY = 30

# Where a line may come from that one cannot simply drop.
BINDING = frozenset({"contract", "law", "regulator"})


NO_CHANNEL = "No channel was named: the telephone is assumed."

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
        self._say_what_is_borrowed()

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
            self.assumed.append(NO_CHANNEL)
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

    def _say_what_is_borrowed(self) -> None:
        if not self.brief.strategy.objectives:
            return  # goals are worked out where they are asked for
        borrowed = [goal.says.rstrip(".") for goal in self.goals if goal.borrowed]
        if borrowed:
            self.assumed.append(
                f"Your objectives leave some perspectives out. '{self.strategy.name}' stands in "
                f"behind them: {'; '.join(borrowed)}."
            )

    @property
    def stated(self) -> bool:
        """Whether the user said what the centre is for; otherwise a strategy is assumed."""
        said = self.brief.strategy
        own = any(item.outcome for item in said.objectives)
        return bool(said.preset or said.lean or said.priorities or own)

    def _lines(self) -> tuple[Line, ...]:
        self.assumed += [
            f"'{row.written}' says itself that it is merely reported."
            for row in self.brief.today
            if merely_reported(row)
        ]
        return understood(self.brief, self.catalogue)

    @functools.cached_property
    def memory(self) -> dict[Any, Any]:
        """What others worked out of this very case, by the key of whoever did."""
        return {}

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
        return goals(self.brief.strategy, self.strategy, self.priorities, self.place)

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
