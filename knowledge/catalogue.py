"""Read the folders, cross-check them, and hand out one frozen Catalogue.

`load()` is what everybody calls: cached, pure, the same object for all.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from knowledge import snapshot
from knowledge.reading import CatalogueError, name_of, parse, read
from knowledge.schema import (
    Behaviour,
    Context,
    Entry,
    Metric,
    Outcome,
    Relation,
    Rule,
    Source,
    Strategy,
)
from knowledge.snapshot import Snapshot
from knowledge.soundness import problems
from knowledge.vocabulary import Dimension, Kind

if TYPE_CHECKING:
    import networkx as nx

E = TypeVar("E", bound=Entry)
K = TypeVar("K")
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


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation with the entry that it starts from."""

    start: str
    relation: Relation

    @property
    def end(self) -> str:
        return self.relation.to


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that is known, frozen; equal only to itself. Ids are unique over metrics, behaviours,
    outcomes, contexts and strategies."""

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
    stated: Catalogue | None = None
    """Where the evidence is read otherwise: the catalogue as it stands."""
    reread: Mapping[int, Claim | None] = field(default_factory=dict)
    """What is read otherwise, by its place among the stated claims; None: it does not hold."""
    _renamed: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every relation of the catalogue, in a stable order."""
        if self.stated is not None:
            return self._reread(self.stated.claims)
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
        """Claims of one kind that start at an id (or end there); symmetric kinds go both ways."""
        if self.stated is not None:
            return self._reread(self.stated.related(start, kind, reverse=reverse))
        if kind.symmetric:
            near = (*self._from.get(start, ()), *self._to.get(start, ()))
            return tuple(claim for claim in near if claim.relation.kind is kind)
        return (self._to_by_kind if reverse else self._from_by_kind).get((start, kind), ())

    @functools.cached_property
    def _from_by_kind(self) -> Mapping[tuple[str, Kind], tuple[Claim, ...]]:
        return _grouped(self.claims, lambda claim: (claim.start, claim.relation.kind))

    @functools.cached_property
    def _to_by_kind(self) -> Mapping[tuple[str, Kind], tuple[Claim, ...]]:
        return _grouped(self.claims, lambda claim: (claim.end, claim.relation.kind))

    def leaving(self, start: str) -> tuple[Claim, ...]:
        """All claims that start at an id."""
        return self._from.get(start, ())

    def arriving(self, end: str) -> tuple[Claim, ...]:
        """All claims that end at an id."""
        return self._to.get(end, ())

    @functools.cached_property
    def graph(self) -> Graph:
        """The whole graph, frozen: nodes carry `folder` and `label`, edges carry `claim`."""
        import networkx as nx  # late: most of what is asked needs no graph

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

    def plainly(self, outcome: str) -> str:
        """What is wanted of an outcome, in words that go into a sentence: how priorities are named
        wherever people read of them."""
        return self.outcomes[outcome].plainly if outcome in self.outcomes else self.label(outcome)

    def of_dimension(self, dimension: Dimension) -> tuple[str, ...]:
        """Ids of the contexts of one dimension, in order of name."""
        return tuple(
            key for key in sorted(self.contexts) if self.contexts[key].dimension is dimension
        )

    @functools.cached_property
    def by_code(self) -> Mapping[int, str]:
        """Metric ids by the integer code that links carry."""
        return {metric.code: key for key, metric in self.metrics.items()}

    def read_as(self, changes: Mapping[int, Claim | None]) -> Catalogue:
        """This catalogue with some claims, by their place in `claims`, read otherwise, or not at
        all (None). The entries keep their own text. A user's own claims are part of them."""
        return replace(self, stated=self, reread=changes)

    def _reread(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        read = (self._instead.get(id(claim), claim) for claim in claims)
        return tuple(claim for claim in read if claim is not None)

    @functools.cached_property
    def _instead(self) -> Mapping[int, Claim | None]:
        stated = self.stated.claims if self.stated else ()
        return {id(stated[place]): claim for place, claim in self.reread.items()}

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
        for problem in problems(grown):
            if problem.file.removeprefix("metrics/").removesuffix(".yaml") in touched:
                raise CatalogueError("custom", None, problem.field, problem.expected)
        return grown


def _relations(entry: Metric | Behaviour | Outcome | Context) -> tuple[Relation, ...]:
    return entry.relations


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], K]) -> Mapping[K, tuple[Claim, ...]]:
    groups: dict[K, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return {name: tuple(found) for name, found in groups.items()}


def _texts(root: Traversable) -> Mapping[str, str]:
    """Text of every entry, by `folder/name`."""
    return {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for folder in FOLDERS
        if (root / folder).is_dir()
        for path in sorted((root / folder).iterdir(), key=lambda item: item.name)
        if path.name.endswith(".yaml")
    }


def read_folders(
    root: Traversable, *, snapshots: bool = False
) -> tuple[Catalogue, tuple[CatalogueError, ...]]:
    """The catalogue of a folder and all that is wrong with it; entries that do not parse are left
    out, so that one mistake does not hide the rest. `snapshots` may use and leave one."""
    known = snapshot.kept() if snapshots else Snapshot()
    stamp = snapshot.stamp(root, FOLDERS)
    if stamp and stamp == known.stamp:
        read_before = ((file, "", document) for file, (_, document) in known.documents.items())
        return _assembled(read_before, known.version, [])
    texts = _texts(root)
    version = hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]
    unread: list[CatalogueError] = []
    documents = _parsed(texts, known.documents, unread)
    parsed = ((file, texts[file], document) for file, (_, document) in documents.items())
    catalogue, wrong = _assembled(parsed, version, unread)
    if known.version != version:  # the content of a snapshot was checked when it was made
        wrong = (*wrong, *problems(catalogue))
    if snapshots and not wrong:
        snapshot.keep(Snapshot(stamp, version, documents))
    return catalogue, wrong


def _parsed(
    texts: Mapping[str, str],
    known: Mapping[str, tuple[bytes, Any]],
    unread: list[CatalogueError],
) -> dict[str, tuple[bytes, Any]]:
    """What every text says, with its digest; only what is not known yet is parsed."""
    found = {}
    for file, text in texts.items():
        digest = hashlib.sha256(text.encode()).digest()
        try:
            same = file in known and known[file][0] == digest
            found[file] = (digest, known[file][1] if same else parse(text, file))
        except CatalogueError as error:
            unread.append(error)
    return found


def _assembled(
    documents: Iterable[tuple[str, str, Any]], version: str, unread: list[CatalogueError]
) -> tuple[Catalogue, tuple[CatalogueError, ...]]:
    """The catalogue of (file, text, document); what does not fit its model joins `unread`."""
    found: dict[str, dict[str, Any]] = {folder: {} for folder in FOLDERS}
    for file, text, document in documents:
        folder = file.partition("/")[0]
        try:
            found[folder][name_of(file)] = read(FOLDERS[folder], text, file, document)
        except CatalogueError as error:
            unread.append(error)
    renamed = {
        old: new
        for folder in ("metrics", "behaviours", "outcomes", "strategies", "contexts", "sources")
        for new, entry in found[folder].items()
        for old in entry.formerly
    }
    catalogue = Catalogue(
        metrics=found["metrics"],
        behaviours=found["behaviours"],
        outcomes=found["outcomes"],
        strategies=found["strategies"],
        contexts=found["contexts"],
        rules=found["rules"],
        sources=found["sources"],
        version=version,
        _renamed=renamed,
    )
    return catalogue, tuple(unread)


@functools.cache
def load() -> Catalogue:
    """The shipped catalogue. Raises CatalogueError for the first thing that is wrong with it."""
    gc.disable()  # many small objects that all stay: looking for garbage among them is a third
    try:
        catalogue, wrong = read_folders(files("knowledge"), snapshots=True)
    finally:
        gc.enable()
    if wrong:
        raise wrong[0]
    gc.freeze()  # nor later: every look through what stays costs a fifth of a choice
    return catalogue
