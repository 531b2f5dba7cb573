"""Read the folders, cross-check them, and hand out one frozen Catalogue.

`load()` is what everybody calls: cached, pure, the same object for all.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeAlias, TypeVar

import networkx as nx

from knowledge.reading import CatalogueError, name_of, read
from knowledge.schema import (
    Behaviour,
    Context,
    Entry,
    Evidence,
    Metric,
    Outcome,
    Relation,
    Rule,
    Source,
    Strategy,
    family_of,
)
from knowledge.vocabulary import Dimension, Grade, Kind, Read

E = TypeVar("E", bound=Entry)
Graph: TypeAlias = "nx.MultiDiGraph[str]"

FOLDERS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "metrics": Metric,
        "behaviours": Behaviour,
        "outcomes": Outcome,
        "strategies": Strategy,
        "contexts": Context,
        "rules": Rule,
        "sources": Source,
    }
)

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


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation with the entry that it starts from."""

    start: str
    relation: Relation

    @property
    def end(self) -> str:
        return self.relation.to


@dataclass(frozen=True)
class Catalogue:
    """All that is known, frozen. Ids are unique over metrics, behaviours, outcomes, contexts."""

    metrics: Mapping[str, Metric]
    behaviours: Mapping[str, Behaviour]
    outcomes: Mapping[str, Outcome]
    strategies: Mapping[str, Strategy]
    contexts: Mapping[str, Context]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    version: str
    """Twelve hex digits over the content of all files."""
    custom: frozenset[str] = frozenset()
    """Ids of metrics that the user brought."""
    _renamed: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every relation of the catalogue, in a stable order."""
        found = []
        for folder in (self.metrics, self.behaviours, self.outcomes, self.contexts):
            for start in sorted(folder):
                found += [Claim(start, relation) for relation in _relations(folder[start])]
        return tuple(found)

    @functools.cached_property
    def _from(self) -> Mapping[str, tuple[Claim, ...]]:
        return _grouped(self.claims, lambda claim: claim.start)

    @functools.cached_property
    def _to(self) -> Mapping[str, tuple[Claim, ...]]:
        return _grouped(self.claims, lambda claim: claim.end)

    def related(self, start: str, kind: Kind, *, reverse: bool = False) -> tuple[Claim, ...]:
        """Claims of one kind that start at an id (or end there); symmetric kinds count both ways."""
        near = (self._to if reverse else self._from).get(start, ())
        if kind.symmetric:
            near = (*self._from.get(start, ()), *self._to.get(start, ()))
        return tuple(claim for claim in near if claim.relation.kind is kind)

    def leaving(self, start: str) -> tuple[Claim, ...]:
        """All claims that start at an id."""
        return self._from.get(start, ())

    def arriving(self, end: str) -> tuple[Claim, ...]:
        """All claims that end at an id."""
        return self._to.get(end, ())

    @functools.cached_property
    def graph(self) -> Graph:
        """The whole graph, frozen: nodes carry `folder` and `label`, edges carry `claim`."""
        graph: Graph = nx.MultiDiGraph()
        named: tuple[tuple[str, Mapping[str, Metric | Behaviour | Outcome | Context]], ...] = (
            ("metrics", self.metrics),
            ("behaviours", self.behaviours),
            ("outcomes", self.outcomes),
            ("contexts", self.contexts),
        )
        for folder, entries in named:
            for node in sorted(entries):
                graph.add_node(node, folder=folder, label=entries[node].name)
        for claim in self.claims:
            graph.add_edge(claim.start, claim.end, claim=claim)
        nx.freeze(graph)
        return graph

    def resolve(self, given: str) -> str:
        """The present id of an id, also of one that was renamed. Raises KeyError."""
        if given in self._renamed:
            return self._renamed[given]
        for folder in (
            self.metrics,
            self.behaviours,
            self.outcomes,
            self.strategies,
            self.contexts,
            self.rules,
            self.sources,
        ):
            if given in folder:
                return given
        raise KeyError(given)

    def label(self, given: str) -> str:
        """What a person reads for the id of a metric, behaviour, outcome, strategy or context."""
        for folder in (
            self.metrics,
            self.behaviours,
            self.outcomes,
            self.strategies,
            self.contexts,
        ):
            if given in folder:
                return folder[given].name
        return given

    def of_dimension(self, dimension: Dimension) -> tuple[str, ...]:
        """Ids of the contexts of one dimension, in order of name."""
        return tuple(
            key for key in sorted(self.contexts) if self.contexts[key].dimension is dimension
        )

    @functools.cached_property
    def by_code(self) -> Mapping[int, str]:
        """Metric ids by the integer code that links carry."""
        return {metric.code: key for key, metric in self.metrics.items()}

    def with_custom(
        self, metrics: Mapping[str, Metric], relations: Iterable[Claim] = ()
    ) -> Catalogue:
        """This catalogue with the user's own metrics and relations, which are marked as theirs.

        Raises CatalogueError where an id is taken, or a relation does not fit.
        """
        for key in metrics:
            if any(key in folder for folder in (self.metrics, self.behaviours, self.outcomes)):
                raise CatalogueError("custom", None, key, "expected an id that is not taken")
        merged = {**self.metrics, **metrics}
        for claim in relations:
            if claim.start not in merged:
                raise CatalogueError(
                    "custom", None, claim.start, "expected relations to start at a metric"
                )
            start = merged[claim.start]
            merged[claim.start] = start.model_copy(
                update={"relations": (*start.relations, claim.relation)}
            )
        grown = replace(self, metrics=merged, custom=frozenset(metrics))
        touched = {*metrics, *(claim.start for claim in relations)}
        for problem in _problems(grown):
            if problem.file.removeprefix("metrics/").removesuffix(".yaml") in touched:
                raise CatalogueError("custom", None, problem.field, problem.expected)
        return grown


def _relations(entry: Metric | Behaviour | Outcome | Context) -> tuple[Relation, ...]:
    return entry.relations


def _grouped(
    claims: Iterable[Claim], key: Callable[[Claim], str]
) -> Mapping[str, tuple[Claim, ...]]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return {name: tuple(found) for name, found in groups.items()}


def _texts(root: Traversable, folder: str) -> Iterator[tuple[str, str]]:
    place = root / folder
    if not place.is_dir():
        return
    for path in sorted(place.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".yaml"):
            yield path.name, path.read_text(encoding="utf-8")


def read_folders(root: Traversable) -> tuple[Catalogue, tuple[CatalogueError, ...]]:
    """The catalogue of a folder and all that is wrong with it; entries that do not parse are left
    out, so that one mistake does not hide the rest."""
    digest = hashlib.sha256()
    problems: list[CatalogueError] = []

    def entries(folder: str, model: type[E]) -> dict[str, E]:
        found = {}
        for name, text in _texts(root, folder):
            digest.update(f"{folder}/{name}\0{text}\0".encode())
            try:
                found[name.removesuffix(".yaml")] = read(model, text, f"{folder}/{name}")
            except CatalogueError as error:
                problems.append(error)
        return found

    metrics = entries("metrics", Metric)
    behaviours = entries("behaviours", Behaviour)
    outcomes = entries("outcomes", Outcome)
    strategies = entries("strategies", Strategy)
    contexts = entries("contexts", Context)
    rules = entries("rules", Rule)
    sources = entries("sources", Source)
    renamed = {
        old: new
        for folder in (metrics, behaviours, outcomes, strategies, contexts)
        for new, entry in folder.items()
        for old in entry.formerly
    }
    catalogue = Catalogue(
        metrics=metrics,
        behaviours=behaviours,
        outcomes=outcomes,
        strategies=strategies,
        contexts=contexts,
        rules=rules,
        sources=sources,
        version=digest.hexdigest()[:12],
        _renamed=renamed,
    )
    return catalogue, (*problems, *_problems(catalogue))


@functools.cache
def load() -> Catalogue:
    """The shipped catalogue. Raises CatalogueError for the first thing that is wrong with it."""
    catalogue, problems = read_folders(files("knowledge"))
    if problems:
        raise problems[0]
    return catalogue


# --- cross-checks: each one invariant of the whole -----------------------------------------------


def _problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
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


def _references(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Every id that an entry names exists, in the folder where it should."""

    def unknown(
        file: str, field: str, given: Iterable[str], known: Mapping[str, object], what: str
    ) -> Iterator[CatalogueError]:
        for name in given:
            if name not in known:
                yield CatalogueError(
                    file, None, field, f"expected the id of a {what}, got {name!r}"
                )

    def of(dimension: Dimension) -> Mapping[str, Context]:
        return {
            key: item for key, item in catalogue.contexts.items() if item.dimension is dimension
        }

    for key, metric in catalogue.metrics.items():
        file = f"metrics/{key}.yaml"
        yield from unknown(file, "channels", metric.channels, of(Dimension.CHANNELS), "channel")
        yield from unknown(file, "work", metric.work, of(Dimension.WORK), "kind of work")
        yield from unknown(file, "feeds", metric.feeds, catalogue.metrics, "metric")
        yield from unknown(file, "consider", metric.consider, catalogue.metrics, "metric")
        if metric.replaced_by:
            yield from unknown(
                file, "replaced_by", [metric.replaced_by], catalogue.metrics, "metric"
            )
        for quoted in metric.quoted:
            yield from unknown(file, "quoted", [quoted.source], catalogue.sources, "source")
        for level, use in metric.use.items():
            for dimension, names in use.when.contexts().items():
                where = f"use.{level}.when.{dimension}"
                yield from unknown(file, where, names, of(dimension), f"{dimension} context")
    for claim in catalogue.claims:
        for dimension, names in claim.relation.when.contexts().items():
            yield from unknown(
                _file(catalogue, claim.start),
                f"relations({claim.end}).when.{dimension}",
                names,
                of(dimension),
                f"{dimension} context",
            )
    for key, context in catalogue.contexts.items():
        file = f"contexts/{key}.yaml"
        yield from unknown(
            file, "shifts", (item.outcome for item in context.shifts), catalogue.outcomes, "outcome"
        )
        for field_name in ("owed", "demands", "bars"):
            named = [item.metric for item in getattr(context, field_name)]
            yield from unknown(file, field_name, named, catalogue.metrics, "metric")
    for key, strategy in catalogue.strategies.items():
        file = f"strategies/{key}.yaml"
        yield from unknown(file, "outcomes", strategy.outcomes, catalogue.outcomes, "outcome")
        yield from unknown(
            file,
            "must_have",
            (item.metric for item in strategy.must_have),
            catalogue.metrics,
            "metric",
        )
        for name, objective in strategy.objectives.items():
            where = f"objectives.{name}"
            yield from unknown(
                file, f"{where}.outcome", [objective.outcome], catalogue.outcomes, "outcome"
            )
            yield from unknown(
                file, f"{where}.result", objective.result, catalogue.metrics, "metric"
            )
            yield from unknown(
                file, f"{where}.leads_to", objective.leads_to, strategy.objectives, "objective"
            )
        for fits in (strategy.suits, strategy.unsuits):
            for fit in fits:
                for name in ("sector", "work", "stage", "exit", "stakes"):
                    yield from unknown(file, name, getattr(fit, name), of(Dimension(name)), name)


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
    for file, field, voice in _voices(catalogue):
        source = catalogue.sources.get(voice.source)
        if source is None:
            yield CatalogueError(
                file, None, field, f"expected the id of a source, got {voice.source!r}"
            )
        elif voice.grade is Grade.STUDY and source.read is Read.SECOND_HAND:
            yield CatalogueError(
                file, None, field, f"grade study, but {voice.source} was only read second-hand"
            )


def _acyclic(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Parts of parts never lead back to the whole."""
    parts: nx.DiGraph[str] = nx.DiGraph(
        (claim.start, claim.end)
        for claim in catalogue.claims
        if claim.relation.kind is Kind.PART_OF
    )
    if not nx.is_directed_acyclic_graph(parts):
        cycle = " -> ".join(start for start, _end in nx.find_cycle(parts))
        first = cycle.split(" -> ")[0]
        yield CatalogueError(
            f"metrics/{first}.yaml", None, "relations", f"a cycle of parts: {cycle}"
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


__all__ = ["FOLDERS", "Catalogue", "CatalogueError", "Claim", "load", "name_of", "read_folders"]
