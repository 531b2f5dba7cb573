"""What names mean: every name that a catalogue knows, by key, so that a name is looked up and not
searched."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.names.initials import initials
from advisor.names.near import Index, index
from advisor.names.spelling import Spelling
from advisor.names.wording import family_of_metric, flat, folded, one
from advisor.names.words import Family
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
    rows: tuple[tuple[frozenset[str], str, float], ...]
    words: frozenset[str]
    native: frozenset[str]

    @functools.cached_property
    def index(self) -> Index:
        """What names come near; built when the first name is not understood."""
        return index(self.rows, {key: metric.brief for key, metric in self.metrics.items()})

    @functools.cached_property
    def initials(self) -> Mapping[str, tuple[str, ...]]:
        """First letters of English names -> metrics; built when first asked for."""
        return initials(
            (name, key)
            for key, metric in self.metrics.items()
            for name in (metric.name, *metric.also.exact)
        )

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
        return word in self.words

    def mended(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Words with those that no English name holds put right, where they are a slip."""
        return tuple(
            word if word in self.native else one(self.spelling.word(word) or word) for word in found
        )

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
