"""Paths through the graph: from a metric under pressure, or a context in force, to an outcome.

A metric leaves in two ways. By *value*: it moves in the direction of `better` along causal
relations. By *pressure*: pursued with consequences it provokes a behaviour, and the behaviour
moves something. Help and harm are computed from what is better at the end, never typed, and
opposite paths are never netted into one number.

A path keeps, at each relation, the share that its strength states (strong 800, medium 500,
weak 250 of a thousand); what falls under `FAINT` is not shown and not used. This is a reading
aid over a signed digraph in the sense of Harary, Norman and Cartwright (1965), not a simulation:
gains and delays are unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple, TypeAlias

from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import ALWAYS, Metric, When
from knowledge.vocabulary import (
    Better,
    Consequence,
    Dimension,
    Form,
    Kind,
    Level,
    Pressure,
    Strength,
)

LONGEST = 6  # relations, `measures` not counted
WHOLE = 1000
_PUSHED: Mapping[Pressure | None, tuple[int, ...]] = {Pressure.UP: (1,), Pressure.DOWN: (-1,)}
_WAYS: Mapping[Better | None, tuple[int, ...]] = {Better.UP: (1,), Better.DOWN: (-1,)}
KEPT = 6  # walks from one node that are remembered, each under other conditions
FAINT = 25  # thousandths: about three weak steps and a medium one
_LAST = -(-FAINT * WHOLE // max(strength.share for strength in Strength))  # less bears no step more
_NOTHING: frozenset[str] = frozenset()


Use: TypeAlias = tuple[
    Level | None, frozenset[Consequence] | None, Pressure | None, Form | None, str | None, bool
]


@dataclass(frozen=True, slots=True)
class Setting:
    """What `when` is judged against: how a metric is used, and where the centre stands.

    None means unknown. An unknown context does not match a claim that names one; unknown
    consequences match when `assume` says so (a rule that speaks conditionally).
    """

    contexts: Mapping[Dimension, frozenset[str]]
    level: Level | None = None
    consequences: frozenset[Consequence] | None = frozenset()
    pressure: Pressure | None = Pressure.ANY
    """The way the target pushes; ANY where it is not known, None for a band: neither way."""
    form: Form | None = None
    definition: str | None = None
    assume: bool = False

    @property
    def use(self) -> Use:
        """All but the contexts, which are the same for all that one Influence is asked."""
        return (
            self.level,
            self.consequences,
            self.pressure,
            self.form,
            self.definition,
            self.assume,
        )


def applies(when: When, setting: Setting) -> bool:
    """Whether a claim's or a use's `when` holds in a setting: all fields, any value of each."""
    if when is ALWAYS:
        return True  # most claims, and this is asked of every claim in every place
    if when.consequences:
        if setting.consequences is None:
            if not setting.assume:
                return False
        elif setting.consequences.isdisjoint(when.consequences):
            return False
    if when.level and setting.level is not None and setting.level not in when.level:
        return False
    if when.level and setting.level is None and not setting.assume:
        return False
    pushes = (Pressure.ANY, setting.pressure)
    if setting.pressure is not Pressure.ANY and when.pressure not in pushes:
        return False
    if when.form and setting.form is not None and setting.form not in when.form:
        return False
    if when.definition and setting.definition not in when.definition:
        return False
    return in_force(when, setting)


def in_force(when: When, setting: Setting) -> bool:
    """Whether the contexts that a `when` names hold, whatever else it narrows."""
    return not any(
        setting.contexts.get(dimension, _NOTHING).isdisjoint(values)
        for dimension, values in when.contexts.items()
    )


class Path(NamedTuple):
    """A walk from a metric or context to an outcome."""

    start: str
    direction: int
    """+1 if the start rises, -1 if it falls, 0 for a context or for pressure."""
    claims: tuple[Claim, ...]
    share: int
    """What is left of a thousand after all steps."""
    final: int
    """+1 if the end rises, -1 if it falls."""
    helps: bool

    @property
    def end(self) -> str:
        return self.claims[-1].end

    @property
    def by_pressure(self) -> bool:
        """Whether it starts with a behaviour that is provoked."""
        return self.claims[0].relation.kind is Kind.PROVOKES

    @property
    def between(self) -> tuple[str, ...]:
        """Nodes strictly between the two ends."""
        return tuple(claim.end for claim in self.claims[:-1])

    @property
    def nodes(self) -> tuple[str, ...]:
        return (self.start, *(claim.end for claim in self.claims))

    @property
    def moved(self) -> str | None:
        """For a path by pressure: the first thing that the behaviour moves."""
        return self.claims[1].end if self.by_pressure and len(self.claims) > 1 else None


@dataclass(frozen=True, slots=True)
class Reach:
    """The strongest helping and the strongest harming path to each outcome."""

    helping: Mapping[str, Path]
    harming: Mapping[str, Path]

    def help(self, outcome: str) -> int:
        """Share in thousandths, 0 where no path is strong enough."""
        found = self.helping.get(outcome)
        return found.share if found else 0

    def harm(self, outcome: str) -> int:
        """Share in thousandths, 0 where no path is strong enough."""
        found = self.harming.get(outcome)
        return found.share if found else 0


_Claims: TypeAlias = tuple[Claim, ...]
_Half: TypeAlias = tuple[int, _Claims, _Claims, str, int]
"""A path by pressure not yet put together: its share, its head, its tail, its end, which way."""


@dataclass(frozen=True, slots=True, eq=False)
class _Walks:
    """The strongest walks from a node that rises, by which way they end, then by where, and what
    was made of them. From a node that falls the same walks end the other way."""

    share: Mapping[int, dict[str, int]]
    """What is left of a thousand, at every end."""
    walked: Mapping[int, dict[str, _Claims]]
    """The relations, to outcomes only: nothing else is ever shown."""
    met: tuple[tuple[When, bool], ...]
    """The conditions on the way and whether they held. Where they hold alike, the walks are the
    same, whatever else is so in a place."""
    paths: dict[int, tuple[Path, ...]] = field(default_factory=dict)
    tails: dict[int, tuple[tuple[Path, frozenset[str]], ...]] = field(default_factory=dict)
    reached: dict[tuple[int, ...], Reach] = field(default_factory=dict)


class _Step(NamedTuple):
    """One relation as a walk needs it: looked up once, taken thousands of times."""

    claim: Claim
    end: str
    share: int
    factor: int
    counted: int
    """0 for `measures`, which is no step of its own."""
    identity: bool
    when: When


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """What walks in one catalogue share, in whatever place."""

    steps: Mapping[str, tuple[_Step, ...]]
    """Relations that influence by value may take from each node, where their `when` holds."""
    walks: dict[str, tuple[_Walks, ...]] = field(default_factory=dict)
    """What was walked from each node: the latest few."""


@functools.lru_cache(maxsize=4)
def _ground(catalogue: Catalogue) -> _Ground:
    found: dict[str, list[_Step]] = {}
    for claim in catalogue.claims:
        relation = claim.relation
        if relation.strength and relation.sign and relation.sign.factor and walkable(claim):
            step = _Step(
                claim,
                claim.end,
                relation.strength.share,
                relation.sign.factor,
                int(relation.kind is not Kind.MEASURES),
                relation.kind is Kind.IDENTITY,
                relation.when,
            )
            found.setdefault(claim.start, []).append(step)
    return _Ground({node: tuple(steps) for node, steps in found.items()})


def directions(better: Better | None) -> tuple[int, ...]:
    """Which ways a metric moves when it is pursued: a band goes both ways."""
    return _WAYS.get(better, (1, -1))


class Influence:
    """Paths over one catalogue in one set of contexts. Pure: it only remembers what it found."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        self.catalogue = catalogue
        self._ground = _ground(catalogue)
        self._setting = Setting(contexts=contexts)
        self._wanted = {key: directions(end.better) for key, end in catalogue.outcomes.items()}
        self._walks: dict[str, _Walks] = {}
        self._leaving: dict[str, tuple[_Step, ...]] = {}
        self._hold: dict[tuple[str, Use], tuple[bool, ...]] = {}
        self._provoked: dict[tuple[str, tuple[bool, ...]], tuple[Claim, ...]] = {}
        self._moved: dict[str, tuple[Claim, ...]] = {}
        self._pressed: dict[tuple[str, tuple[bool, ...]], Reach] = {}

    def by_value(self, metric: str, pressure: Pressure | None = Pressure.ANY) -> Reach:
        """Where a metric leads when its value moves the way that is better for it, or the way
        that a target pushes it."""
        signs = _PUSHED.get(pressure) or directions(self.catalogue.metrics[metric].better)
        reached = self._walk(metric).reached
        if signs not in reached:
            reached[signs] = _strongest(
                path for sign in signs for path in self._from_value(metric, sign)
            )
        return reached[signs]

    def by_pressure(self, metric: str, setting: Setting) -> Reach:
        """Where a metric leads through the behaviours that it provokes in this use."""
        # most levels are pressed alike: what holds tells more uses apart than need be
        key = (metric, self._holding(metric, setting))
        if key not in self._pressed:
            self._pressed[key] = self._press(metric, self.provoked(metric, setting))
        return self._pressed[key]

    def provoked(self, start: str, setting: Setting) -> tuple[Claim, ...]:
        """Claims by which a metric in a use, or a context, provokes a behaviour."""
        key = (start, self._holding(start, setting))
        if key not in self._provoked:
            claims = self.catalogue.related(start, Kind.PROVOKES)
            self._provoked[key] = tuple(compress(claims, key[1]))
        return self._provoked[key]

    def _holding(self, start: str, setting: Setting) -> tuple[bool, ...]:
        """Which of the claims by which something provokes behaviours hold in a use."""
        key = (start, setting.use)
        if key not in self._hold:
            self._hold[key] = tuple(
                applies(claim.relation.when, setting)
                for claim in self.catalogue.related(start, Kind.PROVOKES)
            )
        return self._hold[key]

    def provoked_by_context(self, context: str) -> tuple[Claim, ...]:
        """Claims by which a context in force provokes a behaviour by being there."""
        return self.provoked(context, self._setting)

    def through(self, provoking: Claim) -> tuple[Path, ...]:
        """All paths that start with one provoked behaviour."""
        return tuple(
            self._path(provoking.start, 0, (*head, *tail), share, end, final)
            for share, head, tail, end, final in self._after(provoking.start, provoking)
        )

    def heads(self, provoking: Claim) -> tuple[Claim, ...]:
        """What the behaviour at the head of a path moves for real (not only the number)."""
        return self.moved_by(provoking.end)

    def moved_by(self, behaviour: str) -> tuple[Claim, ...]:
        """What a behaviour moves for real, in the contexts in force."""
        if behaviour not in self._moved:
            self._moved[behaviour] = tuple(
                claim
                for claim in self.catalogue.related(behaviour, Kind.MOVES)
                if not claim.relation.inflates and in_force(claim.relation.when, self._setting)
            )
        return self._moved[behaviour]

    def wrong_way(self, claim: Claim) -> bool:
        """Whether a `moves` claim moves its end against what is better there."""
        factor = claim.relation.sign.factor if claim.relation.sign else 0
        if claim.end in self.catalogue.outcomes:
            better: Better | None = self.catalogue.outcomes[claim.end].better
        else:
            better = self.catalogue.metrics[claim.end].better
        return factor != 0 if better in (Better.BAND, None) else factor not in directions(better)

    def share(self, start: str, sign: int, end: str, wanted: int) -> int:
        """Share of the strongest path by value from a node that moves with `sign` to a metric
        that then moves as wanted; 0 where there is none."""
        return self._walk(start).share[sign * wanted].get(end, 0)

    def _press(self, metric: str, provoked: Iterable[Claim]) -> Reach:
        """The strongest paths through any of these behaviours."""
        best: dict[bool, dict[str, tuple[int, _Claims, int]]] = {True: {}, False: {}}
        for claim in provoked:
            for share, head, tail, end, final in self._after(metric, claim):
                side = best[final in self._wanted[end]]
                known = side.get(end)
                if known is None or share >= known[0]:  # most are not: put together what may win
                    path = (*head, *tail)
                    if known is None or _stronger(share, path, *known[:2]):
                        side[end] = (share, path, final)
        helping, harming = (
            {
                end: Path(metric, 0, path, share, final, helps)
                for end, (share, path, final) in best[helps].items()
            }
            for helps in (True, False)
        )
        return Reach(helping, harming)

    def _after(self, start: str, provoking: Claim) -> Iterator[_Half]:
        behaviour, first = provoking.end, _step(WHOLE, provoking.relation.strength)
        for move in self.heads(provoking):
            sign = move.relation.sign.factor if move.relation.sign else 0
            left = _step(first, move.relation.strength)
            if not sign or left < FAINT:
                continue
            head = (provoking, move)
            if move.end in self._wanted:
                yield left, head, (), move.end, sign
            for tail, nodes in self._tails_of(move.end, sign):
                total = left * tail.share // WHOLE
                if total >= FAINT and start not in nodes and behaviour not in nodes:
                    yield total, head, tail.claims, tail.end, tail.final

    def _tails_of(self, start: str, sign: int) -> tuple[tuple[Path, frozenset[str]], ...]:
        """The paths by value that are short enough to come after a head, with their nodes."""
        tails = self._walk(start).tails
        if sign not in tails:
            tails[sign] = tuple(
                (path, frozenset(path.nodes))
                for path in self._from_value(start, sign)
                if _length(path.claims) <= LONGEST - 2
            )
        return tails[sign]

    def _from_value(self, start: str, sign: int) -> tuple[Path, ...]:
        """The strongest paths by value from a node that moves, to each outcome, each way."""
        walks = self._walk(start)
        if sign not in walks.paths:
            share, walked = walks.share, walks.walked
            walks.paths[sign] = tuple(
                self._path(start, sign, path, share[final * sign][end], end, final)
                for end in sorted({*walked[1], *walked[-1]})
                for final in (-1, 1)
                if (path := walked[final * sign].get(end))
            )
        return walks.paths[sign]

    def _walk(self, start: str) -> _Walks:
        """The strongest walk to each end, each way: known from another place, or walked anew."""
        found = self._walks.get(start)
        if found is None:
            known = self._ground.walks.get(start, ())
            found = next((walks for walks in known if self._alike(walks)), None)
            if found is None:
                found = self._walk_anew(start)
                self._ground.walks[start] = (found, *known)[:KEPT]
            self._walks[start] = found
        return found

    def _alike(self, walks: _Walks) -> bool:
        return all(applies(when, self._setting) is held for when, held in walks.met)

    def _walk_anew(self, start: str) -> _Walks:
        """By depth first with pruning."""
        shares: dict[int, dict[str, int]] = {1: {}, -1: {}}
        walks: dict[int, dict[str, _Claims]] = {1: {}, -1: {}}
        seen, opened, outcomes = {start}, set[str](), self._wanted

        def go(
            node: str, way: int, share: int, walked: _Claims, length: int, arithmetic: bool
        ) -> None:
            opened.add(node)
            for claim, end, kept, factor, counted, identity, _when in self._steps(node):
                left = share * kept // WHOLE
                longer = length + counted
                if left < FAINT or longer > LONGEST or end in seen or (identity and arithmetic):
                    continue
                turned = way * factor
                known = shares[turned].get(end, 0)
                path = (*walked, claim)
                if left > known:
                    shares[turned][end] = left
                    if end in outcomes:
                        walks[turned][end] = path
                elif left == known and end in outcomes and _before(path, walks[turned][end]):
                    walks[turned][end] = path
                if left >= _LAST:
                    seen.add(end)
                    go(end, turned, left, path, longer, arithmetic or identity)
                    seen.remove(end)

        go(start, 1, WHOLE, (), 0, False)
        narrowed = {
            id(step.when): step.when
            for node in opened
            for step in self._ground.steps.get(node, ())
            if step.when is not ALWAYS
        }
        met = tuple((when, applies(when, self._setting)) for when in narrowed.values())
        return _Walks(shares, walks, met)

    def _steps(self, node: str) -> tuple[_Step, ...]:
        """Relations that influence by value may take from a node, in the contexts in force."""
        if node not in self._leaving:
            found = self._ground.steps.get(node, ())
            self._leaving[node] = tuple(step for step in found if applies(step.when, self._setting))
        return self._leaving[node]

    def _path(
        self, start: str, direction: int, claims: _Claims, share: int, end: str, final: int
    ) -> Path:
        return Path(start, direction, claims, share, final, final in self._wanted[end])


def walkable(claim: Claim) -> bool:
    """Causal claims, measures, and identities that do not hold staffing fixed."""
    kind = claim.relation.kind
    if kind is Kind.IDENTITY:
        return "staffing" not in claim.relation.fixed
    return kind in (Kind.DRIVES, Kind.LEADS, Kind.MEASURES)


def _step(share: int, strength: Strength | None) -> int:
    return share * (strength.share if strength else 0) // WHOLE


def _length(claims: _Claims) -> int:
    return sum(claim.relation.kind is not Kind.MEASURES for claim in claims)


def _stronger(share: int, path: _Claims, other: int, others: _Claims) -> bool:
    """Whether one walk comes before another from the same start, in the order of `_rank`."""
    return share > other if share != other else _before(path, others)


def _before(path: _Claims, other: _Claims) -> bool:
    """The same where both are as strong: the shorter first, then by name."""
    return (len(path), [claim.end for claim in path]) < (len(other), [claim.end for claim in other])


def _rank(path: Path) -> tuple[int, int, tuple[str, ...]]:
    """Strongest first, then shortest, then by name: one order on every machine."""
    return (-path.share, len(path.claims), path.nodes)


def _strongest(paths: Iterable[Path]) -> Reach:
    helping: dict[str, Path] = {}
    harming: dict[str, Path] = {}
    for path in paths:
        side = helping if path.helps else harming
        known = side.get(path.end)
        if (
            known is None
            or path.share > known.share
            or (path.share == known.share and _rank(path) < _rank(known))
        ):
            side[path.end] = path
    return Reach(helping, harming)


def pressure_of(metric: Metric) -> Pressure:
    """The way a target on this metric usually pushes."""
    return {Better.UP: Pressure.UP, Better.DOWN: Pressure.DOWN}.get(
        metric.better or Better.BAND, Pressure.ANY
    )
