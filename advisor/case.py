"""The Case: a brief understood against the catalogue, and the questions asked of it.

Criteria and checks ask here and nowhere else. What had to be assumed stands in `assumed`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor import names, targets
from advisor.brief import Brief, Row, Target
from advisor.grounding import custom_catalogue, grounded
from advisor.influence import Influence, Setting, applies, pressure_of
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Metric, Objective, Relation, Strategy
from knowledge.vocabulary import (
    Consequence,
    Delay,
    Dimension,
    Kind,
    Lens,
    Level,
    Overlap,
    Perspective,
    Pressure,
    Reporter,
    Strength,
    Theme,
    Use,
)

CARDS = (Level.AGENT, Level.TEAM, Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION)

# What a pursued metric must be expected to gather: a target that stands long enough is asked for,
# hung up and, in the end, paid for. Recommended sets are guarded as if it had.
EXPECTED = frozenset({Consequence.ASKED_FIRST, Consequence.DISPLAYED, Consequence.PAID})

# Where a line may come from that one cannot simply drop.
BINDING = frozenset({"contract", "law", "regulator"})

# A guard may be slower than its target as long as it answers within the month that pay is cut by.
SLOWEST_GUARD = Delay.WEEKS


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
        return self.row.target is not None and self.row.target != ""

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


@dataclass(frozen=True, slots=True)
class UseHere:
    """The highest defensible use of a metric at a level, in this context, with the reason."""

    use: Use
    because: str


@dataclass(frozen=True, slots=True)
class ExpectedDuty:
    """What pursuing a metric at a level obliges one to guard against, and by what."""

    level: Level
    provoking: Claim
    move: Claim
    guards: tuple[str, ...]


class Case:
    """A brief understood. Frozen by convention; remembers what it worked out."""

    def __init__(self, brief: Brief, catalogue: Catalogue) -> None:
        """Raises BriefError where the brief names something that the catalogue does not have."""
        self.shipped = catalogue
        self.catalogue = custom_catalogue(brief, catalogue)
        self.brief = grounded(brief, self.catalogue)
        self.assumed: list[str] = []
        self.contexts = self._contexts()
        self.influence = Influence(self.catalogue, self.contexts)
        self.strategy_id, self.strategy = self._strategy()
        self.lines = self._lines()
        self._valid: dict[tuple[str, str, bool], bool] = {}
        self._expected: dict[str, tuple[ExpectedDuty, ...]] = {}

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
        return said

    def _strategy(self) -> tuple[str, Strategy]:
        stated, presets = self.brief.strategy, self.catalogue.strategies
        if stated.preset:
            return stated.preset, presets[stated.preset]
        lens = None if stated.lean in (None, "balanced") else Lens(str(stated.lean))
        found = next(
            key
            for key in sorted(presets)
            if presets[key].stands_for_lens and presets[key].lens is lens
        )
        name = presets[found].name
        if stated.lean is not None:
            self.assumed.append(f"Only a lean was stated: '{name}' stands for it.")
        elif not stated.priorities and not any(item.outcome for item in stated.objectives):
            self.assumed.append(f"No strategy was stated: '{name}' is assumed.")
        return found, presets[found]

    def _lines(self) -> tuple[Line, ...]:
        rows = self.brief.today
        asked = [
            names.Name(
                row.written,
                row.target if isinstance(row.target, str) else None,
                None,
                next(iter(sorted(self.contexts[Dimension.CHANNELS])), None),
            )
            for row in rows
        ]
        found = names.resolve(asked, self.catalogue)
        return tuple(
            self._line(index, row, resolved)
            for index, (row, resolved) in enumerate(zip(rows, found, strict=True))
        )

    def _line(self, index: int, row: Row, resolved: names.Resolved) -> Line:
        metric = row.metric or resolved.metric
        entry = self.catalogue.metrics.get(metric) if metric else None
        if row.target is None or isinstance(row.target, Target):
            return Line(index, row, resolved, metric, row.target, None)
        reading = targets.read(
            row.target, better=entry.better if entry else None, unit=entry.unit if entry else None
        )
        return Line(index, row, resolved, metric, reading.target, reading.question)

    @functools.cached_property
    def known(self) -> tuple[Line, ...]:
        """Lines whose metric is known."""
        return tuple(line for line in self.lines if line.metric is not None)

    @functools.cached_property
    def today(self) -> frozenset[str]:
        """Metrics of today's list."""
        return frozenset(line.metric for line in self.known if line.metric)

    def entry(self, line: Line) -> Metric:
        """The dossier of a known line."""
        return self.catalogue.metrics[str(line.metric)]

    def has(self, dimension: Dimension, *values: str) -> bool:
        """Whether one of the values of a dimension is in force. Unknown is not in force."""
        return bool(self.contexts[dimension] & set(values))

    @functools.cached_property
    def in_force(self) -> tuple[str, ...]:
        """Ids of all contexts in force."""
        return tuple(sorted(key for values in self.contexts.values() for key in values))

    # --- what matters -------------------------------------------------------------------------

    @functools.cached_property
    def priorities(self) -> Mapping[str, int]:
        """Priority 0 to 5 of each outcome: the preset's, shifted by the contexts in force, and
        where the user set one, the user's."""
        found = {key: self.strategy.outcomes.get(key, 0) for key in sorted(self.catalogue.outcomes)}
        for shift in self.shifts:
            found[shift[1]] = max(0, min(5, found[shift[1]] + shift[2]))
        return {**found, **self.brief.strategy.priorities}

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
        """Metrics that show an outcome, the most faithful first."""
        claims = self.catalogue.related(outcome, Kind.MEASURES, reverse=True)
        claims = claims or self.catalogue.related(outcome, Kind.DRIVES, reverse=True)
        ranked = sorted(claims, key=lambda claim: (-_share(claim.relation), claim.start))
        return tuple(claim.start for claim in ranked if claim.start in self.catalogue.metrics)[:4]

    # --- what may be used how -----------------------------------------------------------------

    @functools.cached_property
    def cards(self) -> tuple[Level, ...]:
        """Levels that have a card here: the client's only where there is a client."""
        sourced = self.has(Dimension.SOURCING, "bpo", "client", "mixed")
        return (*CARDS, Level.CLIENT) if sourced else CARDS

    @functools.cached_property
    def universe(self) -> tuple[str, ...]:
        """Metrics that apply to these channels and this work. Sourcing never plays a part."""
        return tuple(key for key in sorted(self.catalogue.metrics) if self.fits(key))

    @functools.cached_property
    def universe_set(self) -> frozenset[str]:
        """The universe, to look things up in."""
        return frozenset(self.universe)

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
        return {key: found[key] for key in found if key in self.universe_set}

    def fits(self, metric: str) -> bool:
        """Whether somebody might select it here: sort, channels and work, and nothing else."""
        entry = self.catalogue.metrics[metric]
        return (
            entry.sort.selectable
            and entry.status != "deprecated"
            and (not entry.channels or self.has(Dimension.CHANNELS, *entry.channels))
            and (not entry.work or self.has(Dimension.WORK, *entry.work))
        )

    def use_at(self, metric: str, level: Level) -> UseHere:
        """The highest defensible use at a level: the dossier's, capped by contexts in force."""
        return self._uses[metric, level]

    @functools.cached_property
    def _uses(self) -> Mapping[tuple[str, Level], UseHere]:
        return {
            (key, level): self._use(key, level) for key in self.catalogue.metrics for level in Level
        }

    def _use(self, metric: str, level: Level) -> UseHere:
        entry = self.catalogue.metrics[metric]
        given = entry.use.get(level)
        if given is None and level is Level.PLANNING and not entry.sort.selectable:
            return UseHere(Use.PLAN, "A count that plans are made from.")
        if given is None:
            return UseHere(Use.NEVER, "The dossier names no use at this level.")
        holds = applies(given.when, Setting(contexts=self.contexts))
        found = UseHere(given.use if holds else given.otherwise, given.because)
        for key in self.in_force:
            for bar in self.catalogue.contexts[key].bars:
                if bar.metric == metric and bar.use.rank > found.use.rank:
                    found = UseHere(bar.use, bar.because)
        return found

    def highest(self, metric: str) -> Use:
        """The strongest use over all cards."""
        return self._highest[metric]

    @functools.cached_property
    def _highest(self) -> Mapping[str, Use]:
        return {
            key: min((self.use_at(key, level).use for level in self.cards), key=lambda u: u.rank)
            for key in self.catalogue.metrics
        }

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

    def expected(self, metric: str, level: Level) -> Setting:
        """How a recommended metric will press once its target has stood for a while."""
        banded = self.catalogue.metrics[metric].better == "band"
        push: Pressure | None = None if banded else pressure_of(self.catalogue.metrics[metric])
        return Setting(contexts=self.contexts, level=level, consequences=EXPECTED, pressure=push)

    def duties(self, metric: str, setting: Setting) -> tuple[tuple[Claim, Claim], ...]:
        """(provokes, moves) pairs at the head of a harming path that call for a guard: both of
        medium strength or more, the second moving something real the wrong way."""
        return tuple(
            (claim, move)
            for claim in self.influence.provoked(metric, setting)
            if claim.relation.strength is not Strength.WEAK
            for move in self.influence.heads(claim)
            if move.relation.strength is not Strength.WEAK and self.influence.wrong_way(move)
        )

    def guards_of(self, metric: str, level: Level | None = None) -> tuple[str, ...]:
        """Valid guards that the catalogue states for a metric."""
        claims = self.catalogue.related(metric, Kind.GUARDS, reverse=True)
        return tuple(c.start for c in claims if self.valid_guard(c.start, metric, level))

    def guards_against(self, metric: str, duty: tuple[Claim, Claim]) -> tuple[str, ...]:
        """Metrics that would show the cost of one duty: stated guards, what the behaviour moves,
        and what measures that."""
        provoking, move = duty
        level = next(iter(provoking.relation.when.level), None)
        near = set(self.guards_of(metric, level))
        if move.end in self.catalogue.metrics:
            near.add(move.end)
        near |= {
            claim.start
            for claim in self.catalogue.related(move.end, Kind.MEASURES, reverse=True)
            if _share(claim.relation) >= Strength.MEDIUM.share
        }
        return tuple(sorted(key for key in near if self.valid_guard(key, metric, level)))

    def expected_duties(self, metric: str) -> tuple[ExpectedDuty, ...]:
        """Every duty that comes with pursuing a metric, level by level, with its valid guards."""
        if metric not in self._expected:
            self._expected[metric] = tuple(
                ExpectedDuty(level, provoking, move, self.guards_against(metric, (provoking, move)))
                for level in self.cards
                if self.use_at(metric, level).use is Use.PURSUE
                for provoking, move in self.duties(metric, self.expected(metric, level))
            )
        return self._expected[metric]

    def valid_guard(self, guard: str, metric: str, level: Level | None = None) -> bool:
        """Whether a guard can bark: it applies here, is another number, answers soon enough, and
        is not reported by those whose haste it should show."""
        front = level in (Level.AGENT, Level.TEAM)
        known = self._valid.get((guard, metric, front))
        if known is None:
            known = self._valid[guard, metric, front] = self._barks(guard, metric, front=front)
        return known

    def _barks(self, guard: str, metric: str, *, front: bool) -> bool:
        watcher, watched = self.catalogue.metrics[guard], self.catalogue.metrics[metric]
        if guard == metric or not self.fits(guard) or self.highest(guard).rank > Use.WATCH.rank:
            return False
        overlap = self.overlap(guard, metric)
        stated = any(c.end == metric for c in self.catalogue.related(guard, Kind.GUARDS))
        if overlap is Overlap.SAME_NUMBER or (overlap is Overlap.SAME_THING and not stated):
            return False  # from another source it may watch, where the catalogue says so
        if watcher.moves and watched.moves:
            slowest = max(watched.moves.answers_in.rank, SLOWEST_GUARD.rank)
            if watcher.moves.answers_in.rank > slowest:
                return False
        return watcher.reported_by is not Reporter.AGENT or not front

    def slowness(self, metric: str) -> int:
        """0 for an answer within hours up to 4 for quarters."""
        moves = self.catalogue.metrics[metric].moves
        return moves.answers_in.rank if moves else len(Delay)

    def overlap(self, one: str, other: str) -> Overlap | None:
        """How two metrics overlap, if they do."""
        return self.overlaps.get((min(one, other), max(one, other)))

    @functools.cached_property
    def overlaps(self) -> Mapping[tuple[str, str], Overlap]:
        """Overlaps by the sorted pair of ids."""
        return {
            (min(claim.start, claim.end), max(claim.start, claim.end)): claim.relation.overlap
            for claim in self.catalogue.claims
            if claim.relation.overlap is not None
        }

    def lines_of(self, *, theme: Iterable[Theme] = ()) -> tuple[Line, ...]:
        """Known lines, of some themes or of all."""
        wanted = frozenset(theme)
        return tuple(line for line in self.known if not wanted or self.entry(line).theme in wanted)


def _several(value: str | tuple[str, ...] | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset({value}) if isinstance(value, str) else frozenset(value)


def _share(relation: Relation) -> int:
    return relation.strength.share if relation.strength else 0
