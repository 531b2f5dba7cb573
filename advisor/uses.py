"""Which metrics apply in some contexts, and the highest defensible use of each at each level."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.setting import Setting, applies
from knowledge.catalogue import Catalogue
from knowledge.schema import ALWAYS, Bar, Metric, UseAt, When
from knowledge.vocabulary import Dimension, Level, Mover, Use

CARDS = (Level.AGENT, Level.TEAM, Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION)


@dataclass(frozen=True, slots=True)
class UseHere:
    """The highest defensible use of a metric at a level, in this context, with the reason."""

    use: Use
    because: str


# Places mostly agree on what they remember by the hundred: one object for all of them.
_use_here = functools.lru_cache(maxsize=4096)(UseHere)

COUNTED = UseHere(Use.PLAN, "A count that plans are made from.")
UNNAMED = UseHere(Use.NEVER, "The dossier names no use at this level.")

ELSEWHERE = frozenset({Mover.ORGANISATION, Mover.CLIENT, Mover.CUSTOMER})
THEIRS = "The client's house moves it, and it stands on the client's card. The provider knows it."

Levels = Mapping[Level, UseHere]


class Uses:
    """A catalogue's metrics in the contexts in force. Frozen by convention; remembers what it
    worked out."""

    def __init__(self, catalogue: Catalogue, contexts: Mapping[Dimension, frozenset[str]]) -> None:
        self.catalogue = catalogue
        self.contexts = contexts
        self._merely = Setting(contexts=contexts)

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
    def _own(self) -> Mapping[str, Levels]:
        """Uses that rest on what is in force here; all others are as written."""
        resting = _narrowed(self.catalogue) | self._bars.keys()
        if self._sold:
            resting |= _moved_elsewhere(self.catalogue)
        return {key: self._uses_of(key) for key in sorted(resting)}

    @functools.cached_property
    def _uses(self) -> Mapping[str, Levels]:
        return {**_written(self.catalogue), **self._own}

    def _uses_of(self, metric: str) -> Levels:
        entry = self.catalogue.metrics[metric]
        own = {level: self._use(metric, level, use) for level, use in entry.use.items()}
        return _unnamed(entry) | own

    def _use(self, metric: str, level: Level, given: UseAt) -> UseHere:
        if (
            level is Level.ORGANISATION
            and self._sold
            and _is_elsewhere(self.catalogue.metrics[metric])
        ):
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
            " or ".join(_in_a_sentence(self.catalogue.label(key)) for key in keys)
            for keys in when.contexts.values()
        ]
        return (
            f"It is meant for another situation: {'; '.join(named)}. You have not said that this "
            "is yours."
        )

    @functools.cached_property
    def _sold(self) -> bool:
        """Whether the centre works for another house, and is not that house's own."""
        return self.contexts[Dimension.SOURCING] == frozenset({"bpo"})

    @functools.cached_property
    def _bars(self) -> Mapping[str, list[Bar]]:
        """What the contexts in force forbid, by metric."""
        found: dict[str, list[Bar]] = {}
        for key in self.in_force:
            for bar in self.catalogue.contexts[key].bars:
                if bar.metric in self.catalogue.metrics:
                    found.setdefault(bar.metric, []).append(bar)
        return found

    def highest(self, metric: str) -> Use:
        """The strongest use over all cards."""
        return self._highest[metric]

    @functools.cached_property
    def _highest(self) -> Mapping[str, Use]:
        own = {key: _strongest(uses, self.cards) for key, uses in self._own.items()}
        return {**_highest_written(self.catalogue, self.cards), **own}


def _unnamed(entry: Metric) -> dict[Level, UseHere]:
    found = dict.fromkeys(Level, UNNAMED)
    if not entry.sort.selectable:
        found[Level.PLANNING] = COUNTED
    return found


def _is_elsewhere(entry: Metric) -> bool:
    """Whether nobody in the centre can move it."""
    return entry.moves is not None and ELSEWHERE.issuperset(entry.moves.who)


def _strongest(uses: Levels, cards: Iterable[Level]) -> Use:
    return min((uses[level].use for level in cards), key=lambda use: use.rank)


@functools.lru_cache(maxsize=4)
def _written(catalogue: Catalogue) -> Mapping[str, Levels]:
    """What dossiers say, as if all that narrows it held."""
    return {
        key: _unnamed(entry)
        | {level: _use_here(use.use, use.because) for level, use in entry.use.items()}
        for key, entry in catalogue.metrics.items()
    }


@functools.lru_cache(maxsize=8)
def _highest_written(catalogue: Catalogue, cards: tuple[Level, ...]) -> Mapping[str, Use]:
    return {key: _strongest(uses, cards) for key, uses in _written(catalogue).items()}


@functools.lru_cache(maxsize=4)
def _narrowed(catalogue: Catalogue) -> frozenset[str]:
    """Metrics of which some use holds in some contexts only."""
    return frozenset(
        key
        for key, entry in catalogue.metrics.items()
        if any(use.when is not ALWAYS for use in entry.use.values())
    )


@functools.lru_cache(maxsize=4)
def _moved_elsewhere(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(key for key, entry in catalogue.metrics.items() if _is_elsewhere(entry))


def _in_a_sentence(label: str) -> str:
    """A label without its capital, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
