"""Every name that a catalogue knows, by key, so that a name is looked up and not searched."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor.names.core import GENERIC, NEUTRAL, as_contacts, core_of, telling
from advisor.names.wording import bag, family_of_metric, flat, folded, one, phrase, words
from advisor.names.words import SAME, Family
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric

Role = Literal["is", "ambiguous", "related"]

WHOLE = 0.36
"""The least closeness of a known name that stands within a longer one."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One metric that a name may mean."""

    metric: str
    role: Role
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A metric whose names share words with what was asked for."""

    metric: str
    closeness: float
    """0 to 1."""


@dataclass(frozen=True)
class Lexicon:
    """The names of one catalogue. Built once, never changed."""

    metrics: Mapping[str, Metric]
    exact: Mapping[str, tuple[Sense, ...]]
    """As it stands, in lower case, and by letters and digits alone."""
    phrased: Mapping[str, tuple[Sense, ...]]
    """By the words in their order."""
    worded: Mapping[str, tuple[Sense, ...]]
    """By the set of words."""
    alike: Mapping[str, tuple[Sense, ...]]
    """By the set of words, chats and the like read as contacts."""
    cored: Mapping[str, tuple[tuple[Sense, frozenset[str]], ...]]
    """By the set of words without neutral ones; with all words of the catalogue's name."""
    _weights: Mapping[str, float] = field(repr=False)
    _bags: tuple[tuple[frozenset[str], str, float], ...] = field(repr=False)
    _holding: Mapping[str, tuple[int, ...]] = field(repr=False)
    _spelled: Mapping[str, tuple[str, ...]] = field(repr=False)
    _pieces: frozenset[str] = field(repr=False)
    _whole: Mapping[str, tuple[str, ...]] = field(repr=False)

    def named(self, text: str) -> tuple[Sense, ...]:
        """What a text names, letter by letter if that is a name, else in lower case, else by
        letters and digits: platforms tell `HandleTime`, a total, from `handle time`, a mean."""
        for way in (text, folded(text)):
            senses = self.exact.get(way, ())
            if any(sense.role == "is" for sense in senses):
                return senses
        return self.exact.get(flat(text), ())

    def knows(self, word: str) -> bool:
        """Whether any name of the catalogue holds this word."""
        return word in self._holding

    def family(self, metric: str) -> Family:
        """What sort of number a metric is."""
        return family_of_metric(self.metrics[metric].unit)

    def spell(self, word: str) -> str | None:
        """The known word that an unknown one is a slip of: one slip from five letters on, two from
        nine on, the first letter right; None where there is none, or where two are equally near."""
        if len(word) < 5 or not word.isalpha():
            return None
        most = 1 if len(word) < 9 else 2
        near_by = self._spelled.get(word[0], ())
        found = process.extract(word, near_by, scorer=OSA.distance, score_cutoff=most, limit=4)
        near = {one(known) for known, distance, _ in found if distance == found[0][1]}
        return near.pop() if len(near) == 1 else None

    def slip(self, text: str) -> tuple[Sense, ...]:
        """The metric that a whole name is a slip of: one slip from ten letters on, two from
        sixteen on; empty where there is none, or where another metric's name is as near."""
        whole = flat(text)
        if len(whole) < 10:
            return ()
        most = 1 if len(whole) < 16 else 2
        near_by = self._whole.get(whole[0], ())
        found = process.extract(whole, near_by, scorer=OSA.distance, score_cutoff=most, limit=6)
        senses = [
            sense
            for name, distance, _ in found
            if distance == found[0][1] and abs(len(name) - len(whole)) < 2
            for sense in self.exact[name]
            if sense.role == "is"
        ]
        return tuple(senses[:1]) if len({sense.metric for sense in senses}) == 1 else ()

    def pieces(self, word: str) -> tuple[str, ...]:
        """The known words that an unknown one is run together from, as in `holdcalls`; the fewest,
        each of three letters or more. Empty where it is not."""
        if not 6 <= len(word) <= 24:
            return ()
        best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(3, len(word) + 1):
            for start in range(end - 2):
                before, piece = best[start], word[start:end]
                if before is None or piece not in self._pieces:
                    continue
                so_far = best[end]
                if so_far is None or len(before) + 1 < len(so_far):
                    best[end] = (*before, piece)
        whole = best[-1] or ()
        return tuple(one(piece) for piece in whole) if len(whole) > 1 else ()

    def near(self, found: Iterable[str], limit: int = 3) -> tuple[Near, ...]:
        """The metrics whose names share most with these words, best first.

        Closeness is shared weight over all weight (a weighted Jaccard index), a word's weight being
        its rarity among all names; a name that stands in the words as a whole counts as close."""
        asked = frozenset(word for word in found if word != "average")
        rare = math.log(len(self._bags) + 1.0)
        mine = {word: self._weights.get(word, rare) for word in asked}
        whole = sum(mine.values())
        rarer = {word for word in asked - NEUTRAL - GENERIC if len(word) > 1}
        best: dict[str, float] = {}
        for index in {index for word in rarer for index in self._holding.get(word, ())}:
            held, metric, trust = self._bags[index]
            common = sum(mine[word] for word in asked & held)
            union = whole + sum(self._weights[word] for word in held) - common
            closeness = trust * common / union
            if held <= asked:
                closeness = max(closeness, WHOLE * trust)
            best[metric] = max(best.get(metric, 0.0), closeness)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Near(metric, closeness) for metric, closeness in ranked[:limit])


def _names(key: str, metric: Metric) -> Iterator[tuple[str, Sense, bool]]:
    """Every name with its sense, and whether it counts only as it stands: a field `abandoned_calls`
    can be clear where `abandoned calls` is declared ambiguous."""
    also = metric.also
    declared = {folded(name) for name in also.ambiguous}
    unclear = {flat(name) for name in also.ambiguous}
    for name in (key, key.replace("-", " ")):
        if flat(name) not in unclear:
            yield name, Sense(key, "is"), False
    own = (metric.name, *also.exact, *also.abbreviations, *also.languages())
    for name in own:
        if folded(name) not in declared:
            yield name, Sense(key, "is"), flat(name) in unclear
    for name, question in also.ambiguous.items():
        yield name, Sense(key, "ambiguous", question), False
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
    bags: dict[tuple[frozenset[str], str], float] = {}
    known: set[str] = set()
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
            if sense.role != "related" and core_of(found):
                cored[core_of(found)][sense, held] = None
            trust = 0.8 if sense.role == "related" else 1.0
            bags[held, key] = max(trust, bags.get((held, key), 0.0))
            known |= {word for word in found if len(word) > 2 and word.isalpha()}
    known |= {form for form, word in SAME.items() if word in known and len(form) > 2}
    rows = tuple((held, key, trust) for (held, key), trust in bags.items() if held)
    holding: dict[str, list[int]] = defaultdict(list)
    for index, (held, _, _) in enumerate(rows):
        for word in held:
            holding[word].append(index)
    return Lexicon(
        metrics=metrics,
        exact=_settled(exact),
        phrased=_settled(phrased),
        worded=_settled(worded),
        alike=_settled(alike),
        cored={key: tuple(senses) for key, senses in cored.items()},
        _weights={
            word: math.log((len(rows) + 1.0) / len(where)) for word, where in holding.items()
        },
        _bags=rows,
        _holding={word: tuple(where) for word, where in holding.items()},
        _spelled=_by_first(known),
        _pieces=frozenset(known),
        _whole=_by_first(name for name in exact if len(name) > 8 and name == flat(name)),
    )


def _by_first(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names in order, by their first letter."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        by_letter[name[0]].append(name)
    return {letter: tuple(found) for letter, found in by_letter.items()}


def _settled(found: Mapping[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    """One sense per metric, the strongest; related ones only where nothing else is known."""
    settled = {}
    for key, senses in found.items():
        if len(senses) == 1:
            settled[key] = tuple(senses)
            continue
        kept: dict[str, Sense] = {}
        for sense in sorted(senses, key=lambda item: "is ambiguous related".index(item.role)):
            kept.setdefault(sense.metric, sense)
        strong = [sense for sense in kept.values() if sense.role != "related"]
        settled[key] = tuple(strong or kept.values())
    return settled
