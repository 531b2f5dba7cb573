"""What holds in a place, whatever stands on today's list: which metrics apply, how each may be
used at each level, and what must be guarded by what.

A place is a catalogue and the contexts in force. It is remembered, so that a hundred variants of
one brief ask the graph only once.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.influence import Influence, pressure_of
from advisor.setting import Setting, applies, in_force
from knowledge.catalogue import Catalogue, Claim
from knowledge.guarding import catches
from knowledge.schema import Bar, Relation, UseAt, When
from knowledge.vocabulary import (
    Consequence,
    Delay,
    Dimension,
    Kind,
    Level,
    Mover,
    Overlap,
    Pressure,
    Reporter,
    Sort,
    Strength,
    Use,
)

CARDS = (Level.AGENT, Level.TEAM, Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION)

# What a pursued metric must be expected to gather: a target that stands long enough is asked for,
# hung up and, in the end, paid for. Recommended sets are guarded as if it had.
EXPECTED = frozenset({Consequence.ASKED_FIRST, Consequence.DISPLAYED, Consequence.PAID})

# A guard may be slower than its target as long as it answers within the month that pay is cut by.
SLOWEST_GUARD = Delay.WEEKS

# What a sign of a behaviour must keep of itself to count as one: two medium steps by an outcome.
FAINTEST_SIGN = 175

# A measure of a whole outcome shows one behaviour among much else.
OF_MANY = 700


@dataclass(frozen=True, slots=True)
class UseHere:
    """The highest defensible use of a metric at a level, in this context, with the reason."""

    use: Use
    because: str


# Places mostly agree on what they remember by the hundred: one object for all of them.
_use_here = functools.lru_cache(maxsize=4096)(UseHere)

ELSEWHERE = frozenset({Mover.ORGANISATION, Mover.CLIENT, Mover.CUSTOMER})
THEIRS = "The client's house moves it, and it stands on the client's card. The provider knows it."
COUNTED = UseHere(Use.PLAN, "A count that plans are made from.")
UNNAMED = UseHere(Use.NEVER, "The dossier names no use at this level.")


@dataclass(frozen=True, slots=True)
class ExpectedDuty:
    """What pursuing a metric at a level obliges one to guard against, and by what."""

    level: Level
    provoking: Claim
    move: Claim
    guards: tuple[str, ...]


class Place:
    """A catalogue and the contexts in force. Frozen by convention; remembers what it worked out."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        self.catalogue = catalogue
        self.contexts = contexts
        self.influence = Influence(catalogue, contexts)
        self._valid: dict[tuple[str, str, bool], bool] = {}
        self._against: dict[tuple[str, str, When], Mapping[str, int]] = {}
        self._expected: dict[str, tuple[ExpectedDuty, ...]] = {}

    def read_as(self, catalogue: Catalogue) -> Place:
        """The same place where the evidence is read otherwise: what rests on no strength, because
        the entries are the same, is taken over."""
        other = Place(catalogue, self.contexts)
        for name in ("universe", "universe_set", "_uses", "_highest", "overlaps"):
            other.__dict__[name] = getattr(self, name)
        other._valid = self._valid
        return other

    def has(self, dimension: Dimension, *values: str) -> bool:
        """Whether one of the values of a dimension is in force. Unknown is not in force."""
        return bool(self.contexts[dimension] & set(values))

    @functools.cached_property
    def in_force(self) -> tuple[str, ...]:
        """Ids of all contexts in force."""
        return tuple(sorted(key for values in self.contexts.values() for key in values))

    @functools.cached_property
    def cards(self) -> tuple[Level, ...]:
        """Levels that have a card here: the client's only where there is a client, and where one
        stands on the client's side, none for the agents and team leaders of another house."""
        if self.contexts[Dimension.SOURCING] == frozenset({"client"}):
            return (Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION, Level.CLIENT)
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
        return self._uses[metric][level]

    @functools.cached_property
    def _uses(self) -> Mapping[str, Mapping[Level, UseHere]]:
        return {key: self._uses_of(key) for key in self.catalogue.metrics}

    def _uses_of(self, metric: str) -> Mapping[Level, UseHere]:
        entry = self.catalogue.metrics[metric]
        found = dict.fromkeys(Level, UNNAMED)
        if not entry.sort.selectable:
            found[Level.PLANNING] = COUNTED
        return found | {level: self._use(metric, level, use) for level, use in entry.use.items()}

    def _use(self, metric: str, level: Level, given: UseAt) -> UseHere:
        moves = self.catalogue.metrics[metric].moves
        if level is Level.ORGANISATION and self._sold and moves and ELSEWHERE.issuperset(moves.who):
            return _use_here(max(given.use, Use.WATCH, key=lambda use: use.rank), THEIRS)
        holds = applies(given.when, self._merely)
        # Why it would be more elsewhere is no reason for being less here.
        found = (
            _use_here(given.use, given.because)
            if holds
            else _use_here(given.otherwise, self._elsewhere(given.when))
        )
        for bar in self._bars.get(metric, ()):
            if (not bar.level or level in bar.level) and bar.use.rank > found.use.rank:
                found = _use_here(bar.use, bar.because)
        return found

    def _elsewhere(self, when: When) -> str:
        named = [
            " or ".join(self.catalogue.label(key) for key in keys)
            for keys in when.contexts.values()
        ]
        return f"It is for another situation ({'; '.join(named)}), which nobody said is yours."

    @functools.cached_property
    def _sold(self) -> bool:
        """Whether the centre works for another house, and is not that house's own."""
        return self.contexts[Dimension.SOURCING] == frozenset({"bpo"})

    @functools.cached_property
    def _merely(self) -> Setting:
        return Setting(contexts=self.contexts)

    @functools.cached_property
    def _bars(self) -> Mapping[str, list[Bar]]:
        """What the contexts in force forbid, by metric."""
        found: dict[str, list[Bar]] = {}
        for key in self.in_force:
            for bar in self.catalogue.contexts[key].bars:
                found.setdefault(bar.metric, []).append(bar)
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
        stated = sorted(self._guarding(metric))
        return tuple(guard for guard in stated if self.valid_guard(guard, metric, level))

    def guards_against(self, metric: str, provoking: Claim) -> Mapping[str, int]:
        """Valid guards that would show a behaviour which a metric provokes, by how clearly, in
        thousandths: what the behaviour spoils, what measures that, and guards that the catalogue
        states for this metric and that catch it. One is enough: a behaviour that is seen is seen,
        whatever else it spoils."""
        key = (metric, provoking.end, provoking.relation.when)
        if key not in self._against:
            level = next(iter(provoking.relation.when.level), None)
            self._against[key] = {
                guard: clearly
                for guard, clearly in sorted(self._showing(metric, provoking.end).items())
                if clearly >= FAINTEST_SIGN and self.valid_guard(guard, metric, level)
            }
        return self._against[key]

    def _showing(self, metric: str, behaviour: str) -> Mapping[str, int]:
        """What the behaviour moves itself, and what the catalogue states, come first. Where there
        is none that could bark, a measure of an outcome that it spoils will do."""
        shown: dict[str, int] = {
            guard: Strength.MEDIUM.share
            for guard, behaviours in self._stated.get(metric, ())
            if behaviour in behaviours
        }
        flattered = {
            claim.end
            for claim in self.catalogue.related(behaviour, Kind.MOVES)
            if not self.influence.wrong_way(claim)
        }
        faint: dict[str, int] = {}
        for move in self.influence.moved_by(behaviour):
            if not self.influence.wrong_way(move):
                continue
            moved = share(move.relation)
            direct = move.end in self.catalogue.metrics
            if direct:
                shown[move.end] = max(moved, shown.get(move.end, 0))
            for shows in self.catalogue.related(move.end, Kind.MEASURES, reverse=True):
                if shows.start in flattered:
                    continue  # what the behaviour makes look better cannot show it
                left = moved * share(shows.relation) // 1000
                if direct:
                    shown[shows.start] = max(left, shown.get(shows.start, 0))
                elif self.catalogue.metrics[shows.start].sort is not Sort.FLOOR:
                    left = left * OF_MANY // 1000
                    faint[shows.start] = max(left, faint.get(shows.start, 0))
        barking = any(
            clearly >= FAINTEST_SIGN and self.valid_guard(guard, metric)
            for guard, clearly in shown.items()
        )
        return shown if barking else {**faint, **shown}

    @functools.cached_property
    def _stated(self) -> Mapping[str, list[tuple[str, frozenset[str]]]]:
        """Stated guards with what they catch, by the metric that they guard; those of another
        situation left out."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for (guard, guarded), behaviours in catches(self.catalogue).items():
            if guard in self._guarding(guarded):
                found.setdefault(guarded, []).append((guard, behaviours))
        return found

    def _guarding(self, metric: str) -> frozenset[str]:
        """What the catalogue states as a guard of a metric in this situation."""
        return frozenset(
            claim.start
            for claim in self.catalogue.related(metric, Kind.GUARDS, reverse=True)
            if in_force(claim.relation.when, self._merely)
        )

    def expected_duties(self, metric: str) -> tuple[ExpectedDuty, ...]:
        """Every behaviour to be guarded against that comes with pursuing a metric, level by level:
        with the worst that it spoils, and the guards that show it nearly as clearly as any."""
        if metric not in self._expected:
            self._expected[metric] = tuple(
                ExpectedDuty(
                    level, provoking, move, _clearest(self.guards_against(metric, provoking))
                )
                for level in self.cards
                if self.use_at(metric, level).use is Use.PURSUE
                for provoking, move in self._worst(
                    self.duties(metric, self.expected(metric, level))
                )
            )
        return self._expected[metric]

    def _worst(self, duties: tuple[tuple[Claim, Claim], ...]) -> tuple[tuple[Claim, Claim], ...]:
        """Of each behaviour the strongest claim by which it is provoked, and the worst it does."""
        worst: dict[str, tuple[Claim, Claim]] = {}
        for duty in duties:
            known = worst.get(duty[0].end)
            if known is None or _weight(duty) > _weight(known):
                worst[duty[0].end] = duty
        return tuple(worst.values())

    def valid_guard(self, guard: str, metric: str, level: Level | None = None) -> bool:
        """Whether a guard can bark: it applies here, is another number, answers soon enough, and
        is not reported by those whose haste it should show."""
        front = level in (Level.AGENT, Level.TEAM)
        known = self._valid.get((guard, metric, front))
        if known is None:
            known = self._valid[guard, metric, front] = self._barks(guard, metric, front=front)
        return known

    @functools.cached_property
    def _watchable(self) -> frozenset[str]:
        return frozenset(k for k in self.universe if self.highest(k).rank <= Use.WATCH.rank)

    def _barks(self, guard: str, metric: str, *, front: bool) -> bool:
        watcher, watched = self.catalogue.metrics[guard], self.catalogue.metrics[metric]
        if guard == metric or guard not in self._watchable:
            return False
        overlap = self.overlap(guard, metric)
        if overlap is Overlap.SAME_NUMBER:
            return False
        if overlap is Overlap.SAME_THING and not any(
            claim.end == metric for claim in self.catalogue.related(guard, Kind.GUARDS)
        ):
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
        return _overlaps(self.catalogue)

    @functools.cached_property
    def rivals(self) -> Mapping[str, frozenset[str]]:
        """By metric, those that show the same thing: one of them has the seat."""
        found: dict[str, set[str]] = {}
        for (one, other), overlap in self.overlaps.items():
            if overlap is not Overlap.PART_OF_WHOLE:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
        return {metric: frozenset(others) for metric, others in found.items()}


def _clearest(guards: Mapping[str, int]) -> tuple[str, ...]:
    """Those at least half as clear as the clearest."""
    best = max(guards.values(), default=0)
    return tuple(guard for guard, clearly in guards.items() if clearly * 2 >= best)


def _weight(duty: tuple[Claim, Claim]) -> int:
    return share(duty[0].relation) * share(duty[1].relation)


def share(relation: Relation) -> int:
    """The share of a path that a relation keeps, in thousandths; 0 where it has no strength."""
    return relation.strength.share if relation.strength else 0


@functools.lru_cache(maxsize=4)
def _overlaps(catalogue: Catalogue) -> Mapping[tuple[str, str], Overlap]:
    return {
        (min(claim.start, claim.end), max(claim.start, claim.end)): claim.relation.overlap
        for claim in catalogue.claims
        if claim.relation.overlap is not None
    }


@functools.lru_cache(maxsize=16)
def _place(catalogue: Catalogue, contexts: tuple[tuple[Dimension, frozenset[str]], ...]) -> Place:
    return Place(catalogue, dict(contexts))


def place_of(catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> Place:
    """The place of a catalogue and contexts, one object for all who ask."""
    return _place(catalogue, tuple(contexts.items()))
