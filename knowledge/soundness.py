"""Cross-checks of the whole catalogue, each one invariant. An error names file and field."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.reading import CatalogueError
from knowledge.schema import (
    Behaviour,
    Context,
    Entry,
    Evidence,
    Metric,
    Objective,
    Outcome,
    Strategy,
    family_of,
)
from knowledge.vocabulary import Dimension, Grade, Kind, Read

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

# What a relation of each kind may start from and end at.
ENDS: Mapping[Kind, tuple[tuple[type[Entry], ...], tuple[type[Entry], ...]]] = MappingProxyType(
    {
        Kind.PART_OF: ((Metric,), (Metric,)),
        Kind.IDENTITY: ((Metric,), (Metric,)),
        Kind.DRIVES: ((Metric, Outcome), (Metric, Outcome)),
        Kind.LEADS: ((Metric, Outcome), (Metric, Outcome)),
        Kind.PROVOKES: ((Metric, Context), (Behaviour,)),
        Kind.MOVES: ((Behaviour,), (Metric, Outcome)),
        Kind.MEASURES: ((Metric,), (Metric, Outcome)),
        Kind.GUARDS: ((Metric,), (Metric,)),
        Kind.OVERLAPS: ((Metric,), (Metric,)),
    }
)


def problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """All that is wrong with how the entries fit together."""
    for check in (
        _unique_ids,
        _codes,
        _references,
        _relation_ends,
        _relation_keys,
        _evidence,
        _acyclic,
        _aliases,
        _rule_codes,
    ):
        yield from check(catalogue)


def _unique_ids(catalogue: Catalogue) -> Iterator[CatalogueError]:
    taken: dict[str, str] = {}
    for folder, entries in _nodes(catalogue):
        for key, entry in entries.items():
            for name in (key, *entry.formerly):
                if name in taken:
                    yield CatalogueError(
                        f"{folder}/{key}.yaml", None, "", f"the id {name} is taken by {taken[name]}"
                    )
                taken[name] = f"{folder}/{key}.yaml"


def _codes(catalogue: Catalogue) -> Iterator[CatalogueError]:
    taken: dict[int, str] = {}
    for key, metric in catalogue.metrics.items():
        if metric.code in taken:
            yield CatalogueError(
                f"metrics/{key}.yaml",
                None,
                "code",
                f"{metric.code} is the code of {taken[metric.code]}",
            )
        taken[metric.code] = key


def _nodes(
    catalogue: Catalogue,
) -> tuple[tuple[str, Mapping[str, Metric | Behaviour | Outcome | Context | Strategy]], ...]:
    return (
        ("metrics", catalogue.metrics),
        ("behaviours", catalogue.behaviours),
        ("outcomes", catalogue.outcomes),
        ("contexts", catalogue.contexts),
        ("strategies", catalogue.strategies),
    )


class _Known:
    """Which ids exist, and the complaint about one that does not."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.of: Mapping[Dimension, frozenset[str]] = {
            dimension: frozenset(
                key for key, item in catalogue.contexts.items() if item.dimension is dimension
            )
            for dimension in Dimension
        }

    def missing(
        self, file: str, field: str, given: Iterable[str], known: Iterable[str], what: str
    ) -> Iterator[CatalogueError]:
        there = frozenset(known)
        for name in given:
            if name not in there:
                yield CatalogueError(file, None, field, f"expected the id of {what}, got {name!r}")

    def metrics(self, file: str, field: str, given: Iterable[str]) -> Iterator[CatalogueError]:
        return self.missing(file, field, given, self.catalogue.metrics, "a metric")

    def contexts(
        self, file: str, field: str, given: Mapping[Dimension, tuple[str, ...]]
    ) -> Iterator[CatalogueError]:
        for dimension, names in given.items():
            what = f"a context of dimension {dimension}"
            yield from self.missing(file, f"{field}.{dimension}", names, self.of[dimension], what)


def _references(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Every id that an entry names exists, in the folder where it should."""
    known = _Known(catalogue)
    for key, metric in catalogue.metrics.items():
        yield from _metric_references(known, f"metrics/{key}.yaml", metric)
    for claim in catalogue.claims:
        field = f"relations({claim.end}).when"
        file = _file(catalogue, claim.start)
        yield from known.contexts(file, field, claim.relation.when.contexts)
    for key, context in catalogue.contexts.items():
        file = f"contexts/{key}.yaml"
        shifted = (item.outcome for item in context.shifts)
        yield from known.missing(file, "shifts", shifted, catalogue.outcomes, "an outcome")
        for field in ("owed", "demands", "bars"):
            named = (item.metric for item in getattr(context, field))
            yield from known.metrics(file, field, named)
        asked = [asks.metric for asks in context.asks if asks.metric]
        yield from known.metrics(file, "asks", asked)
        cited = (asks.source for asks in context.asks)
        yield from known.missing(file, "asks", cited, catalogue.sources, "a source")
    for key, strategy in catalogue.strategies.items():
        yield from _strategy_references(known, f"strategies/{key}.yaml", strategy)


def _metric_references(known: _Known, file: str, metric: Metric) -> Iterator[CatalogueError]:
    said = {Dimension.CHANNELS: metric.channels, Dimension.WORK: metric.work}
    yield from known.contexts(file, "", said)
    replaced = (metric.replaced_by,) if metric.replaced_by else ()
    yield from known.metrics(file, "feeds", metric.feeds)
    yield from known.metrics(file, "consider", metric.consider)
    yield from known.metrics(file, "replaced_by", replaced)
    cited = (quoted.source for quoted in metric.quoted)
    yield from known.missing(file, "quoted", cited, known.catalogue.sources, "a source")
    for level, use in metric.use.items():
        yield from known.contexts(file, f"use.{level}.when", use.when.contexts)


def _strategy_references(known: _Known, file: str, strategy: Strategy) -> Iterator[CatalogueError]:
    outcomes = known.catalogue.outcomes
    yield from known.missing(file, "outcomes", strategy.outcomes, outcomes, "an outcome")
    yield from known.metrics(file, "must_have", (item.metric for item in strategy.must_have))
    for name, objective in strategy.objectives.items():
        yield from _objective_references(known, file, f"objectives.{name}", objective, strategy)
    for fit in (*strategy.suits, *strategy.unsuits):
        yield from known.contexts(file, "suits", fit.contexts)


def _objective_references(
    known: _Known, file: str, field: str, objective: Objective, strategy: Strategy
) -> Iterator[CatalogueError]:
    outcomes = known.catalogue.outcomes
    served = [objective.outcome]
    yield from known.missing(file, f"{field}.outcome", served, outcomes, "an outcome")
    yield from known.metrics(file, f"{field}.result", objective.result)
    led = objective.leads_to
    yield from known.missing(
        file, f"{field}.leads_to", led, strategy.objectives, "an objective of this strategy"
    )


def _relation_ends(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Every relation ends at an entry that exists and that its kind may join."""
    everything = {
        key: entry for _folder, entries in _nodes(catalogue)[:4] for key, entry in entries.items()
    }
    for claim in catalogue.claims:
        starts, ends = ENDS[claim.relation.kind]
        file, field = _file(catalogue, claim.start), f"relations({claim.end})"
        if claim.end not in everything:
            yield CatalogueError(file, None, field, f"expected an id that exists: {claim.end!r}")
        elif claim.end == claim.start:
            yield CatalogueError(file, None, field, "a relation may not end where it starts")
        elif not (
            isinstance(everything[claim.start], starts) and isinstance(everything[claim.end], ends)
        ):
            names = " or ".join(model.__name__.lower() for model in ends)
            begin = " or ".join(model.__name__.lower() for model in starts)
            yield CatalogueError(
                file, None, field, f"{claim.relation.kind} goes from a {begin} to a {names}"
            )


def _relation_keys(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Equal claims are one relation with several voices; symmetric ones are stated once."""
    seen: set[tuple[str, Kind, str, str]] = set()
    for claim in catalogue.claims:
        relation = claim.relation
        narrowed = relation.when.model_dump_json()
        ends = (claim.start, claim.end)
        if relation.kind.symmetric:
            ends = (min(ends), max(ends))
        key = (ends[0], relation.kind, ends[1], narrowed)
        if key in seen:
            yield CatalogueError(
                _file(catalogue, claim.start),
                None,
                f"relations({claim.end})",
                f"the relation {relation.kind} stands twice with the same `when`: "
                "merge it into one with several voices",
            )
        seen.add(key)


def _voices(catalogue: Catalogue) -> Iterator[tuple[str, str, Evidence]]:
    for claim in catalogue.claims:
        for voice in claim.relation.evidence:
            yield _file(catalogue, claim.start), f"relations({claim.end}).evidence", voice
    for code, rule in catalogue.rules.items():
        for voice in rule.evidence:
            yield f"rules/{code}.yaml", "evidence", voice


def _evidence(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Every source exists, and `study` is claimed only of what was read."""
    for file, place, voice in _voices(catalogue):
        source = catalogue.sources.get(voice.source)
        if source is None:
            yield CatalogueError(
                file, None, place, f"expected the id of a source, got {voice.source!r}"
            )
        elif voice.grade is Grade.STUDY and source.read is Read.SECOND_HAND:
            yield CatalogueError(
                file, None, place, f"grade study, but {voice.source} was only read second-hand"
            )


def _acyclic(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Parts of parts never lead back to the whole."""
    wholes: dict[str, set[str]] = {}
    for claim in catalogue.claims:
        if claim.relation.kind is Kind.PART_OF:
            wholes.setdefault(claim.start, set()).add(claim.end)
    try:
        graphlib.TopologicalSorter(wholes).prepare()
    except graphlib.CycleError as error:
        cycle = error.args[1]
        told = " -> ".join(cycle)
        yield CatalogueError(
            f"metrics/{cycle[0]}.yaml", None, "relations", f"parts in a circle: {told}"
        )


def _aliases(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """No two metrics share a name, unless each declares it ambiguous."""
    taken: dict[str, str] = {}
    for key, metric in catalogue.metrics.items():
        names = {
            name.casefold()
            for name in (
                metric.name,
                *metric.also.exact,
                *metric.also.abbreviations,
                *metric.also.complement,
                *metric.also.languages(),
            )
        }
        declared = {name.casefold() for name in metric.also.ambiguous}
        for name in sorted(names - declared):
            if taken.setdefault(name, key) != key:
                yield CatalogueError(
                    f"metrics/{key}.yaml",
                    None,
                    "also",
                    f"the name {name!r} is taken by {taken[name]}: declare it ambiguous in both",
                )


def _rule_codes(catalogue: Catalogue) -> Iterator[CatalogueError]:
    for code in catalogue.rules:
        try:
            family_of(code)
        except ValueError:
            yield CatalogueError(
                f"rules/{code}.yaml", None, "", "expected a file name of a family and three digits"
            )


def _file(catalogue: Catalogue, key: str) -> str:
    for folder, entries in _nodes(catalogue):
        if key in entries:
            return f"{folder}/{key}.yaml"
    return key
