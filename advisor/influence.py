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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Metric, When
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
FAINT = 25  # thousandths: about three weak steps and a medium one


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
    if when.consequences:
        if setting.consequences is None:
            if not setting.assume:
                return False
        elif not setting.consequences & set(when.consequences):
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
    return all(
        setting.contexts.get(dimension, frozenset()) & set(values)
        for dimension, values in when.contexts.items()
    )


@dataclass(frozen=True, slots=True)
class Path:
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


_Walk: TypeAlias = tuple[int, tuple[Claim, ...]]
"""What is left of a thousand, and the relations walked."""


class _Step(NamedTuple):
    """One relation as a walk needs it: looked up once, taken thousands of times."""

    claim: Claim
    end: str
    share: int
    factor: int
    counted: int
    """0 for `measures`, which is no step of its own."""
    identity: bool


def directions(better: Better | None) -> tuple[int, ...]:
    """Which ways a metric moves when it is pursued: a band goes both ways."""
    return {Better.UP: (1,), Better.DOWN: (-1,)}.get(better or Better.BAND, (1, -1))


class Influence:
    """Paths over one catalogue in one set of contexts. Pure: it only remembers what it found."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        self.catalogue = catalogue
        self._setting = Setting(contexts=contexts)
        self._walks: dict[tuple[str, int], Mapping[tuple[str, int], _Walk]] = {}
        self._paths: dict[tuple[str, int], tuple[Path, ...]] = {}
        self._leaving: dict[str, tuple[_Step, ...]] = {}
        self._reached: dict[tuple[str, tuple[int, ...]], Reach] = {}
        self._provoked: dict[tuple[str, Use], tuple[Claim, ...]] = {}
        self._moved: dict[str, tuple[Claim, ...]] = {}
        self._pressed: dict[tuple[str, Use], Reach] = {}

    def by_value(self, metric: str, pressure: Pressure | None = Pressure.ANY) -> Reach:
        """Where a metric leads when its value moves the way that is better for it, or the way
        that a target pushes it."""
        signs = _PUSHED.get(pressure) or directions(self.catalogue.metrics[metric].better)
        if (metric, signs) not in self._reached:
            self._reached[metric, signs] = _strongest(
                path for sign in signs for path in self._from_value(metric, sign)
            )
        return self._reached[metric, signs]

    def by_pressure(self, metric: str, setting: Setting) -> Reach:
        """Where a metric leads through the behaviours that it provokes in this use."""
        key = (metric, setting.use)
        if key not in self._pressed:
            provoked = self.provoked(metric, setting)
            self._pressed[key] = _strongest(
                path for claim in provoked for path in self._after(metric, claim)
            )
        return self._pressed[key]

    def provoked(self, start: str, setting: Setting) -> tuple[Claim, ...]:
        """Claims by which a metric in a use, or a context, provokes a behaviour."""
        key = (start, setting.use)
        if key not in self._provoked:
            self._provoked[key] = tuple(
                claim
                for claim in self.catalogue.related(start, Kind.PROVOKES)
                if applies(claim.relation.when, setting)
            )
        return self._provoked[key]

    def provoked_by_context(self, context: str) -> tuple[Claim, ...]:
        """Claims by which a context in force provokes a behaviour by being there."""
        return self.provoked(context, self._setting)

    def through(self, provoking: Claim) -> tuple[Path, ...]:
        """All paths that start with one provoked behaviour."""
        return tuple(self._after(provoking.start, provoking))

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
        found = self._walk(start, sign).get((end, wanted))
        return found[0] if found else 0

    def _after(self, start: str, provoking: Claim) -> Iterator[Path]:
        share = _step(WHOLE, provoking.relation.strength)
        for move in self.heads(provoking):
            sign = move.relation.sign.factor if move.relation.sign else 0
            left = _step(share, move.relation.strength)
            if not sign or left < FAINT:
                continue
            head = (provoking, move)
            if move.end in self.catalogue.outcomes:
                yield self._path(start, 0, head, left, sign)
            for tail in self._from_value(move.end, sign):
                total = left * tail.share // WHOLE
                clear = start not in tail.nodes and provoking.end not in tail.nodes
                if total >= FAINT and clear and _length(tail.claims) <= LONGEST - 2:
                    yield self._path(start, 0, (*head, *tail.claims), total, tail.final)

    def _from_value(self, start: str, sign: int) -> tuple[Path, ...]:
        """The strongest paths by value from a node that moves, to each outcome, each way."""
        if (start, sign) not in self._paths:
            found = self._walk(start, sign)
            self._paths[start, sign] = tuple(
                self._path(start, sign, path, left, final)
                for (end, final), (left, path) in sorted(found.items(), key=lambda item: item[0])
                if end in self.catalogue.outcomes
            )
        return self._paths[start, sign]

    def _walk(self, start: str, sign: int) -> Mapping[tuple[str, int], _Walk]:
        """The strongest walk to each end, each way, by depth first with pruning."""
        if (start, sign) in self._walks:
            return self._walks[start, sign]
        best: dict[tuple[str, int], _Walk] = {}
        seen = {start}

        def go(node: str, way: int, share: int, walked: tuple[Claim, ...], length: int) -> None:
            for step in self._steps(node):
                left = share * step.share // WHOLE
                longer = length + step.counted
                if left < FAINT or longer > LONGEST or step.end in seen:
                    continue
                if step.identity and any(c.relation.kind is Kind.IDENTITY for c in walked):
                    continue
                path, turned = (*walked, step.claim), way * step.factor
                known = best.get((step.end, turned))
                if known is None or _stronger(left, path, *known):
                    best[step.end, turned] = (left, path)
                seen.add(step.end)
                go(step.end, turned, left, path, longer)
                seen.remove(step.end)

        go(start, sign, WHOLE, (), 0)
        self._walks[start, sign] = best
        return best

    def _steps(self, node: str) -> tuple[_Step, ...]:
        """Relations that influence by value may take from a node, in the contexts in force."""
        if node not in self._leaving:
            self._leaving[node] = tuple(
                _Step(
                    claim,
                    claim.end,
                    claim.relation.strength.share,
                    claim.relation.sign.factor,
                    int(claim.relation.kind is not Kind.MEASURES),
                    claim.relation.kind is Kind.IDENTITY,
                )
                for claim in self.catalogue.leaving(node)
                if walkable(claim)
                and claim.relation.strength
                and claim.relation.sign
                and claim.relation.sign.factor
                and applies(claim.relation.when, self._setting)
            )
        return self._leaving[node]

    def _path(
        self, start: str, direction: int, claims: tuple[Claim, ...], share: int, final: int
    ) -> Path:
        end = claims[-1].end
        outcome = self.catalogue.outcomes.get(end)
        better = outcome.better if outcome else self.catalogue.metrics[end].better
        helps = final in directions(better)
        return Path(start, direction, claims, share, final, helps)


def walkable(claim: Claim) -> bool:
    """Causal claims, measures, and identities that do not hold staffing fixed."""
    kind = claim.relation.kind
    if kind is Kind.IDENTITY:
        return "staffing" not in claim.relation.fixed
    return kind in (Kind.DRIVES, Kind.LEADS, Kind.MEASURES)


def _step(share: int, strength: Strength | None) -> int:
    return share * (strength.share if strength else 0) // WHOLE


def _length(claims: tuple[Claim, ...]) -> int:
    return sum(claim.relation.kind is not Kind.MEASURES for claim in claims)


def _stronger(share: int, path: tuple[Claim, ...], other: int, others: tuple[Claim, ...]) -> bool:
    """Whether one walk comes before another from the same start, in the order of `_rank`."""
    if share != other:
        return share > other
    return (len(path), [claim.end for claim in path]) < (
        len(others),
        [claim.end for claim in others],
    )


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
