"""Which metrics may guard another, in some contexts, and which would show a behaviour."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.influence import Influence
from advisor.setting import Setting, in_force
from advisor.sights import caught
from advisor.uses import Uses
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Delay, Kind, Level, Overlap, Reporter, Sort, Strength, Use

FRONT = (Level.AGENT, Level.TEAM)

# A guard may be slower than its target as long as it answers within the month that pay is cut by.
SLOWEST_GUARD = Delay.WEEKS

# What a sign of a behaviour must keep of itself to count as one: two medium steps by an outcome.
FAINTEST_SIGN = 175

# A measure of a whole outcome shows one behaviour among much else.
OF_MANY = 700


@dataclass(frozen=True, slots=True)
class _Sign:
    """A metric that shows what a behaviour spoils, by numbers of claims."""

    guard: str
    move: int
    """What is spoiled."""
    how: int | None
    """How the metric measures that; None where it is the metric itself."""
    whole: bool
    """Whether it is a whole outcome, of which the behaviour is one cause among many."""
    flattering: tuple[int, ...]
    """By which the behaviour makes the metric look better: then it shows nothing."""


class Guards:
    """What may guard what. Frozen by convention; remembers what it worked out."""

    def __init__(self, uses: Uses, influence: Influence) -> None:
        self.uses, self.influence, self.catalogue = uses, influence, uses.catalogue
        self._valid: dict[tuple[str, str, bool], bool] = {}
        self._showing: dict[str, tuple[_Sign, ...]] = {}
        self._guarded: dict[str, frozenset[str]] = {}
        self._forget()

    def _forget(self) -> None:
        """What rests on the strength of claims."""
        self._share: list[int] = self.influence.net.share.tolist()
        self._alive: list[bool] = self.influence.net.alive.tolist()
        self._against: dict[tuple[str, str, bool], Mapping[str, int]] = {}
        self.__dict__.pop("_stated", None)

    def read_as(self, influence: Influence) -> Guards:
        """The same where the evidence is read otherwise."""
        other = copy.copy(self)
        other.influence, other.catalogue = influence, influence.catalogue
        other._forget()
        return other

    def guards_of(self, metric: str, level: Level | None = None) -> tuple[str, ...]:
        """Valid guards that the catalogue states for a metric."""
        stated = sorted(self._guarding(metric))
        return tuple(guard for guard in stated if self.valid_guard(guard, metric, level))

    def _guarding(self, metric: str) -> frozenset[str]:
        """What the catalogue states as a guard of a metric in this situation."""
        if metric not in self._guarded:
            here = Setting(self.uses.contexts)
            claims = self.catalogue.related(metric, Kind.GUARDS, reverse=True)
            self._guarded[metric] = frozenset(
                claim.start for claim in claims if in_force(claim.relation.when, here)
            )
        return self._guarded[metric]

    def guards_against(self, metric: str, provoking: Claim) -> Mapping[str, int]:
        """Valid guards that would show a behaviour which a metric provokes, by how clearly, in
        thousandths: what the behaviour spoils, what measures that, and guards that the catalogue
        states for this metric and that catch it. One is enough: a behaviour that is seen is seen,
        whatever else it spoils."""
        front = next(iter(provoking.relation.when.level), None) in FRONT
        key = (metric, provoking.end, front)
        if key not in self._against:
            shown = self._shown(metric, provoking.end)
            self._against[key] = {
                guard: shown[guard]
                for guard in sorted(shown)
                if shown[guard] >= FAINTEST_SIGN and self._may_guard(guard, metric, front=front)
            }
        return self._against[key]

    def _shown(self, metric: str, behaviour: str) -> Mapping[str, int]:
        """What the behaviour moves itself, and what the catalogue states, come first. Where there
        is none that could bark, a measure of an outcome that it spoils will do."""
        stated = self._guarding(metric).intersection(self._stated.get((metric, behaviour), ()))
        shown = dict.fromkeys(stated, Strength.MEDIUM.share)
        faint: dict[str, int] = {}
        for sign in self._signs(behaviour):
            side = faint if sign.whole else shown
            clearly = self._clearly(sign)
            if clearly > side.get(sign.guard, 0):
                side[sign.guard] = clearly
        barking = any(
            clearly >= FAINTEST_SIGN and self._may_guard(guard, metric, front=False)
            for guard, clearly in shown.items()
        )
        return shown if barking else {**faint, **shown}

    def _clearly(self, sign: _Sign) -> int:
        """What a sign keeps of a behaviour, in thousandths."""
        if any(map(self._alive.__getitem__, sign.flattering)):
            return 0
        moved = self._share[sign.move]
        if sign.how is None:
            return moved
        left = moved * self._share[sign.how] // 1000
        return left * OF_MANY // 1000 if sign.whole else left

    def _signs(self, behaviour: str) -> tuple[_Sign, ...]:
        """What shows that a behaviour spoils something, whatever provokes it."""
        if behaviour not in self._showing:
            net, stated = self.influence.net, (self.catalogue.stated or self.catalogue).claims
            better: dict[str, tuple[int, ...]] = {}
            for number in net.leaving(behaviour, Kind.MOVES):
                if not self.influence.wrong_way(stated[number]):
                    end = stated[number].end
                    better[end] = (*better.get(end, ()), number)
            self._showing[behaviour] = tuple(
                sign
                for number in self.influence.spoiling(behaviour)
                for sign in self._signs_of(number, better)
            )
        return self._showing[behaviour]

    def _signs_of(self, move: int, better: Mapping[str, tuple[int, ...]]) -> Iterator[_Sign]:
        stated, metrics = (self.catalogue.stated or self.catalogue).claims, self.catalogue.metrics
        end = stated[move].end
        whole = end not in metrics
        if not whole:
            yield _Sign(end, move, None, whole, ())
        for how in self.influence.net.measuring.get(end, ()):
            guard = stated[how].start
            # a floor shows whether it is kept, and nothing beside it
            if not whole or metrics[guard].sort is not Sort.FLOOR:
                yield _Sign(guard, move, how, whole, better.get(guard, ()))

    @functools.cached_property
    def _stated(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """Stated guards that catch a behaviour, by the metric that provokes it and itself."""
        return caught(self.catalogue, self.influence.net)

    def valid_guard(self, guard: str, metric: str, level: Level | None = None) -> bool:
        """Whether a guard can bark: it applies here, is another number, answers soon enough, and
        is not reported by those whose haste it should show."""
        return self._may_guard(guard, metric, front=level in FRONT)

    def _may_guard(self, guard: str, metric: str, *, front: bool) -> bool:
        key = (guard, metric, front)
        known = self._valid.get(key)
        if known is None:
            known = self._valid[key] = guard in self._watchable and self._barks(
                guard, metric, front=front
            )
        return known

    @functools.cached_property
    def _watchable(self) -> frozenset[str]:
        uses = self.uses
        return frozenset(k for k in uses.universe if uses.highest(k).rank <= Use.WATCH.rank)

    def _barks(self, guard: str, metric: str, *, front: bool) -> bool:
        watcher, watched = self.catalogue.metrics[guard], self.catalogue.metrics[metric]
        if guard == metric:
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

    def overlap(self, one: str, other: str) -> Overlap | None:
        """How two metrics overlap, if they do."""
        return self.overlaps.get((min(one, other), max(one, other)))

    @property
    def overlaps(self) -> Mapping[tuple[str, str], Overlap]:
        """Overlaps by the sorted pair of ids."""
        return _overlaps(self.catalogue.stated or self.catalogue)

    @property
    def rivals(self) -> Mapping[str, frozenset[str]]:
        """By metric, those that show the same thing: one of them has the seat."""
        return _rivals(self.catalogue.stated or self.catalogue)


@functools.lru_cache(maxsize=4)
def _overlaps(catalogue: Catalogue) -> Mapping[tuple[str, str], Overlap]:
    return {
        (min(claim.start, claim.end), max(claim.start, claim.end)): claim.relation.overlap
        for claim in catalogue.claims
        if claim.relation.overlap is not None
    }


@functools.lru_cache(maxsize=4)
def _rivals(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for (one, other), overlap in _overlaps(catalogue).items():
        if overlap is not Overlap.PART_OF_WHOLE:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {metric: frozenset(others) for metric, others in found.items()}
