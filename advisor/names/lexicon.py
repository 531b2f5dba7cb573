"""Every name that a catalogue knows, by key, so that a name is looked up and not searched."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.names.core import as_contacts, core_of, telling
from advisor.names.near import Index, index
from advisor.names.spelling import Spelling
from advisor.names.wording import bag, family_of_metric, flat, folded, phrase, words
from advisor.names.words import SAME, Family
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric

Role = Literal["is", "ambiguous", "related"]
Senses = tuple["Sense", ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One metric that a name may mean."""

    metric: str
    role: Role
    question: str | None = None
    complement: bool = False
    """The name is of what is left to 100 %."""
    variant: str | None = None
    """The name is of one of the metric's definitions."""


@dataclass(frozen=True)
class Lexicon:
    """The names of one catalogue. Built once, never changed."""

    metrics: Mapping[str, Metric]
    exact: Mapping[str, Senses]
    """As it stands, in lower case, and by letters and digits alone."""
    phrased: Mapping[str, Senses]
    """By the words in their order."""
    worded: Mapping[str, Senses]
    """By the set of words."""
    alike: Mapping[str, Senses]
    """By the set of words, chats and the like read as contacts."""
    cored: Mapping[str, tuple[tuple[Sense, frozenset[str]], ...]]
    """By the set of words without neutral ones; with all words of the catalogue's name."""
    spelling: Spelling
    _rows: tuple[tuple[frozenset[str], str, float], ...]
    _words: frozenset[str]

    @functools.cached_property
    def index(self) -> Index:
        """What names come near; built when the first name is not understood."""
        return index(self._rows, {key: metric.brief for key, metric in self.metrics.items()})

    def named(self, text: str) -> Senses:
        """What a text names, letter by letter if that is a name, else in lower case, else by
        letters and digits: platforms tell `HandleTime`, a total, from `handle time`, a mean."""
        for way in (text, folded(text)):
            senses = self.exact.get(way, ())
            if any(sense.role == "is" for sense in senses):
                return senses
        return self.exact.get(flat(text), ())

    def knows(self, word: str) -> bool:
        """Whether any name of the catalogue holds this word."""
        return word in self._words

    def family(self, metric: str) -> Family:
        """What sort of number a metric is."""
        return family_of_metric(self.metrics[metric].unit)

    def slip(self, text: str) -> Senses:
        """The metric that a whole name is a slip of; empty where there is none, or where another
        metric's name is as near."""
        senses = [
            sense
            for name in self.spelling.wholes(text)
            for sense in self.exact[name]
            if sense.role == "is"
        ]
        return tuple(senses[:1]) if len({sense.metric for sense in senses}) == 1 else ()

    def pieces(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Words with those that nobody knows taken apart where they are run together."""
        return tuple(
            piece
            for word in found
            for piece in ((word,) if self.knows(word) else self.spelling.pieces(word) or (word,))
        )


def _names(key: str, metric: Metric) -> Iterator[tuple[str, Sense, bool]]:
    """Every name with its sense, and whether it counts only as it stands: a field `abandoned_calls`
    can be clear where `abandoned calls` is declared ambiguous."""
    also = metric.also
    declared = {folded(name) for name in also.ambiguous}
    unclear = {flat(name) for name in also.ambiguous}
    own, rest = Sense(key, "is"), Sense(key, "is", complement=True)
    for name in (key, key.replace("-", " ")):
        if flat(name) not in unclear:
            yield name, own, False
    for sense, names in (
        (own, (metric.name, *also.exact, *also.abbreviations, *also.languages())),
        (rest, also.complement),
    ):
        for name in names:
            if folded(name) not in declared:
                yield name, sense, flat(name) in unclear
    for name, question in also.ambiguous.items():
        yield name, Sense(key, "ambiguous", question), False
    for variant, form in metric.variants.items():
        for name in form.names:
            if flat(name) not in unclear:
                yield name, Sense(key, "is", variant=variant), False
    for name in also.related:
        yield name, Sense(key, "related"), False


@dataclass(frozen=True, slots=True)
class _Edition:
    """A catalogue as a key: equal where the version and all metrics are."""

    catalogue: Catalogue

    def __hash__(self) -> int:
        return hash((self.catalogue.version, len(self.catalogue.metrics)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and (
            self.catalogue is other.catalogue
            or (
                self.catalogue.version == other.catalogue.version
                and dict(self.catalogue.metrics) == dict(other.catalogue.metrics)
            )
        )


def lexicon(catalogue: Catalogue) -> Lexicon:
    """The lexicon of a catalogue, custom metrics included; built once for equal catalogues."""
    return _build(_Edition(catalogue))


@functools.lru_cache(maxsize=8)
def _build(edition: _Edition) -> Lexicon:
    metrics = edition.catalogue.metrics
    exact: dict[str, list[Sense]] = defaultdict(list)
    phrased: dict[str, list[Sense]] = defaultdict(list)
    worded: dict[str, list[Sense]] = defaultdict(list)
    alike: dict[str, list[Sense]] = defaultdict(list)
    cored: dict[str, dict[tuple[Sense, frozenset[str]], None]] = defaultdict(dict)
    rows: dict[tuple[frozenset[str], str], float] = {}
    for key in sorted(metrics):
        for name, sense, as_it_stands in _names(key, metrics[key]):
            found = words(name)
            for way in {name, folded(name)} | (set() if as_it_stands else {flat(name)}):
                exact[way].append(sense)
            if as_it_stands or not telling(found):
                continue
            phrased[phrase(found)].append(sense)
            worded[bag(found)].append(sense)
            alike[as_contacts(found)].append(sense)
            held = frozenset(found) - {"average"}
            core = core_of(found)
            if core and sense.role != "related":
                cored[core][sense, held] = None
            trust = 0.8 if sense.role == "related" else 1.0
            rows[held, key] = max(trust, rows.get((held, key), 0.0))
    held_words = frozenset(word for held, _ in rows for word in held)
    spelled = {word for word in held_words if len(word) > 2 and word.isalpha()}
    spelled |= {form for form, word in SAME.items() if word in spelled and len(form) > 2}
    return Lexicon(
        metrics=metrics,
        exact=_settled(exact),
        phrased=_settled(phrased),
        worded=_settled(worded),
        alike=_settled(alike),
        cored={key: tuple(senses) for key, senses in cored.items()},
        spelling=Spelling.of(
            spelled, (name for name in exact if len(name) > 8 and name == flat(name))
        ),
        _rows=tuple((held, key, trust) for (held, key), trust in rows.items()),
        _words=held_words,
    )


def _settled(found: Mapping[str, list[Sense]]) -> dict[str, Senses]:
    """One sense per metric, the strongest; related ones only where nothing else is known, and names
    of a definition only where no metric has the name for itself."""
    settled = {}
    for key, senses in found.items():
        if len(senses) == 1:
            settled[key] = tuple(senses)
            continue
        kept: dict[str, Sense] = {}
        for sense in sorted(senses, key=_strength):
            kept.setdefault(sense.metric, sense)
        least = min(_strength(sense) for sense in kept.values())
        most = 1 if least < 2 else least
        settled[key] = tuple(sense for sense in kept.values() if _strength(sense) <= most)
    return settled


def _strength(sense: Sense) -> int:
    """0 what has the name or shares it, 2 one of its definitions, 3 akin to it."""
    if sense.role == "is":
        return 0 if sense.variant is None else 2
    return 1 if sense.role == "ambiguous" else 3
