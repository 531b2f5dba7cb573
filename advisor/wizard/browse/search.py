"""Search as one types: over names, aliases and languages, then what the resolver makes of it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from advisor.names import Name, resolve
from advisor.wizard.browse.addresses import Address
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric

MOST = 16
_FEW = 3  # hits below which a slip of the pen is looked for
_LETTERS = 4  # that a slip needs
_TONGUES = {
    "es": "Spanish",
    "pt": "Portuguese",
    "fr": "French",
    "de": "German",
    "ja": "Japanese",
}
_GAPS = re.compile(r"[\s\-_/.,;:'\"()]+")


@dataclass(frozen=True, slots=True)
class Key:
    """One name of an entry, and what to say of it where it is not the entry's own."""

    folded: str
    note: str
    standing: int = 0
    """0 its own name, 1 another for it, 2 one that also means something else, 3 a cousin's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found."""

    at: Address
    name: str
    brief: str
    keys: tuple[Key, ...]
    text: str = field(init=False)
    """All its names in one: what is not in here need not be looked for name by name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "\n".join(key.folded for key in self.keys))


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and by which name if not by its own."""

    at: Address
    name: str
    brief: str
    note: str


def fold(text: str) -> str:
    """Lower case, without accents, words parted by one blank."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    return _GAPS.sub(" ", bare.casefold()).strip()


def search(text: str, catalogue: Catalogue) -> tuple[Hit, ...]:
    """What a text may mean, best first; at most MOST."""
    wanted = fold(text)
    if not wanted:
        return ()
    ranked = []
    parts = wanted.split()
    for place, entry in enumerate(_index(catalogue)):
        if not all(part in entry.text for part in parts):
            continue
        fitting = [
            (rank, key.standing, len(key.folded), key.note)
            for key in entry.keys
            if (rank := _rank(wanted, key)) < _NOT
        ]
        if fitting:
            best = min(fitting)
            ranked.append((best[:3], place, entry, best[3]))
    ranked.sort(key=lambda item: (_tier(item[2].at), item[0], item[1]))
    hits = [Hit(entry.at, entry.name, entry.brief, note) for _r, _p, entry, note in ranked]
    if len(hits) < _FEW and len(wanted) >= _LETTERS:
        known = {hit.at for hit in hits}
        hits += [hit for hit in _meant(text, catalogue) if hit.at not in known]
    return tuple(hits[:MOST])


_WORDS, _COUSIN, _NOT = 4, 5, 9


def _rank(wanted: str, key: Key) -> int:
    """0 for the name itself, up to 4 for its words in any order; a cousin's name comes after all
    of these, and _NOT is another name."""
    rank = _closeness(wanted, key.folded)
    return _COUSIN if rank < _COUSIN and key.standing == 3 else rank


def _closeness(wanted: str, name: str) -> int:
    if wanted not in name:
        spaced = f" {name}"
        several = " " in wanted and all(f" {word}" in spaced for word in wanted.split())
        return _WORDS if several else _NOT
    if wanted == name:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if len(wanted) > 2 else _NOT


def _tier(at: Address) -> int:
    """What most people look for comes first."""
    return {"metric": 0, "source": 2}.get(at.kind, 1)


def _meant(text: str, catalogue: Catalogue) -> Iterator[Hit]:
    (found,) = resolve([Name(text)], catalogue)
    for candidate in found.candidates:
        metric = catalogue.metrics[candidate.metric]
        note = candidate.question or ("perhaps this is meant" if found.kind != "exact" else "")
        yield Hit(Address("metric", candidate.metric), metric.name, metric.brief, note)


@functools.lru_cache(maxsize=4)
def _index(catalogue: Catalogue) -> tuple[Entry, ...]:
    found = [
        Entry(Address("metric", key), metric.name, metric.brief, tuple(_names(metric)))
        for key, metric in catalogue.metrics.items()
    ]
    named = (
        ("behaviour", {key: (one.name, one.does) for key, one in catalogue.behaviours.items()}),
        ("outcome", {key: (one.name, one.brief) for key, one in catalogue.outcomes.items()}),
        ("strategy", {key: (one.name, one.sentence) for key, one in catalogue.strategies.items()}),
        ("context", {key: (one.name, one.question) for key, one in catalogue.contexts.items()}),
    )
    for kind, entries in named:
        for key, (name, brief) in entries.items():
            found.append(Entry(Address(kind, key), name, brief, (Key(fold(name), ""),)))
    for code, rule in catalogue.rules.items():
        keys = (Key(fold(code), ""), Key(fold(rule.title), ""), Key(fold(rule.name), ""))
        found.append(Entry(Address("rule", code), f"{code}: {rule.title}", rule.why, keys))
    for key, source in catalogue.sources.items():
        authors = ", ".join(source.authors)
        own = (Key(fold(source.title), ""), Key(fold(authors), ""))
        origin = ", ".join(filter(None, (authors, str(source.year or ""))))
        found.append(Entry(Address("source", key), source.title, origin, own))
    return tuple(sorted(found, key=lambda entry: entry.name.casefold()))


def _names(metric: Metric) -> Iterator[Key]:
    also = metric.also
    yield Key(fold(metric.name), "")
    for name in (*also.abbreviations, *also.exact):
        yield Key(fold(name), f"also called {name}", 1)
    for tongue, words in _TONGUES.items():
        for name in getattr(also, tongue):
            yield Key(fold(name), f"{words}: {name}", 1)
    for name, question in also.ambiguous.items():
        yield Key(fold(name), f"{name}: {question}", 2)
    for variant in metric.variants.values():
        for name in variant.names:
            yield Key(fold(name), f"a form of it: {name}", 1)
    for name in also.related:
        yield Key(fold(name), f"akin to {name}", 3)
