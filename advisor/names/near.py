"""What comes near a name that is not known: to be asked, never to be taken.

Every name of the catalogue is a set of words with weights by rarity; what is asked for shares
weight with it (Dice's coefficient, words that are alike counting in part). What the names miss, the
briefs of the metrics may say."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz, process

from advisor.names.core import ENTITIES, GENERIC, NEUTRAL
from advisor.names.wording import words

SAME_STEM, SHORTENED, ALIKE = 0.6, 0.5, 0.8
"""How much a word counts that is not the one asked for: with another ending, cut short, misspelt
(times how alike they are)."""
SAME_ENTITY = 0.8
"""How much one word for a contact counts for another: `chat` for `call`."""
_LEAST_ALIKE = 74
GENERAL = NEUTRAL | GENERIC
_KEPT = 0.5
"""How much of its weight a general word keeps: `customer`, `total`."""
_WHOLE = 0.48
"""The least that a name counts which stands in the words as a whole."""
_VAGUE = 0.8
"""What is left of the closeness where all words are general ones."""
_SAID_IN_BRIEF = 0.5
_BY_NAME, _BY_ALL = 0.8, 0.2


_Told: TypeAlias = Mapping[str, tuple[float, Mapping[str, float]]]
"""Word -> its weight, and the known words that may be it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A metric that shares words with what was asked for."""

    metric: str
    closeness: float
    """0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The words of all names and briefs. Built once, never changed."""

    rows: tuple[tuple[str, frozenset[str], float, float], ...]
    """Metric, words, their weight, and how far the name is trusted."""
    holding: Mapping[str, tuple[int, ...]]
    """Word -> rows."""
    weights: Mapping[str, float]
    told: Mapping[str, Mapping[str, float]]
    """Word -> metrics whose names (1) or brief (less) hold it."""
    vocabulary: tuple[str, ...]
    by_letter: Mapping[str, tuple[str, ...]]
    rarest: float
    """Weight of a word that nobody knows."""

    def near(self, found: Iterable[str]) -> list[Near]:
        """The metrics nearest to these words, best first."""
        asked = [word for word in dict.fromkeys(found) if word != "average"]
        named = [word for word in asked if len(word) > 1 and word not in GENERIC]
        if not named or (len(asked) == 1 and asked[0] in GENERAL):
            return []
        alike = {word: self.similar(word) for word in asked}
        mine = {word: self._weight(word, known) for word, known in alike.items()}
        # General words bring no names of their own where others do: they only tell these apart.
        telling = [word for word in asked if word not in GENERAL and alike[word]] or asked
        beside = {word: mine[word] for word in asked if word not in telling}
        told = {word: (mine[word], alike[word]) for word in telling}
        whole = sum(mine.values())
        vague = _VAGUE if GENERAL.issuperset(named) else 1.0
        by_name = self._by_name(told, beside, whole)
        return sorted(
            (
                Near(metric, vague * (_BY_NAME * by_name.get(metric, 0.0) + _BY_ALL * part / whole))
                for metric, part in self._by_all(told, beside).items()
            ),
            key=lambda each: (-each.closeness, each.metric),
        )

    def _by_name(self, told: _Told, beside: Mapping[str, float], whole: float) -> dict[str, float]:
        """Dice's coefficient of the nearest name of each metric, 0 to 1."""
        shared: dict[int, float] = defaultdict(float)
        for weight, alike in told.values():
            rows: dict[int, float] = {}
            for known, part in alike.items():
                for row in self.holding.get(known, ()):
                    if rows.get(row, 0.0) < part:
                        rows[row] = part
            for row, part in rows.items():
                shared[row] += weight * part
        best: dict[str, float] = defaultdict(float)
        for row, common in shared.items():
            metric, held, theirs, trust = self.rows[row]
            for word, weight in beside.items():
                common += weight * _in(word, held)
            dice = min(1.0, trust * 2.0 * common / (whole + theirs))
            if common >= theirs - 1e-9 and not held <= GENERAL:
                dice = max(dice, _WHOLE * trust)
            if best[metric] < dice:
                best[metric] = dice
        return best

    def _by_all(self, told: _Told, beside: Mapping[str, float]) -> dict[str, float]:
        """The weight of the words that anything said of each metric holds."""
        covered: dict[str, float] = defaultdict(float)
        for weight, alike in told.values():
            metrics: dict[str, float] = {}
            for known, part in alike.items():
                for metric, said in self.told[known].items():
                    if metrics.get(metric, 0.0) < part * said:
                        metrics[metric] = part * said
            for metric, part in metrics.items():
                covered[metric] += weight * part
        for metric in covered:
            for word, weight in beside.items():
                covered[metric] += weight * self.told.get(word, {}).get(metric, 0.0)
        return covered

    def _weight(self, word: str, alike: Mapping[str, float]) -> float:
        if word in self.weights:
            return self.weights[word]
        return max((self.weights[known] for known in alike), default=self.rarest)

    def similar(self, word: str) -> dict[str, float]:
        """Known words that may be this one, and how far each counts, 0 to 1."""
        found: dict[str, float] = {}
        if word in self.weights:
            found[word] = 1.0
        if word in ENTITIES:
            found |= dict.fromkeys(ENTITIES & self.weights.keys() - {word}, SAME_ENTITY)
            return found
        if len(word) >= 5:
            stem = word[: max(4, len(word) - 3)]
            for known in self._starting(stem):
                if known != word and len(known) <= len(word) + 4:
                    found[known] = SAME_STEM
        if word in self.weights or not word.isalpha() or len(word) < 2:
            return found
        same_letter = self.by_letter.get(word[0], ())
        if len(word) <= 7:
            longer = [known for known in same_letter if _shortens(word, known)]
            for known in sorted(longer, key=lambda each: self.weights[each])[:4]:
                found.setdefault(known, SHORTENED)
        if len(word) >= 4:
            for known, score, _ in process.extract(
                word, same_letter, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=3
            ):
                found[known] = max(found.get(known, 0.0), ALIKE * score / 100)
        return found

    def _starting(self, stem: str) -> Iterable[str]:
        at = bisect_left(self.vocabulary, stem)
        while at < len(self.vocabulary) and self.vocabulary[at].startswith(stem):
            yield self.vocabulary[at]
            at += 1


def _in(word: str, held: frozenset[str]) -> float:
    """How far a general word is among the words of a name."""
    if word in held:
        return 1.0
    return SAME_ENTITY if word in ENTITIES and held & ENTITIES else 0.0


def _shortens(short: str, known: str) -> bool:
    """Whether a word is another cut short: its beginning, or its letters with some left out."""
    if len(known) <= len(short):
        return False
    if known.startswith(short):
        return True
    letters = iter(known)
    return (
        len(short) >= 3
        and sum(letter in "aeiou" for letter in short) <= len(short) // 3
        and all(letter in letters for letter in short)
    )


def index(names: Iterable[tuple[frozenset[str], str, float]], briefs: Mapping[str, str]) -> Index:
    """The index of names (their words, metric, trust) and of briefs by metric."""
    rows = [row for row in names if row[0]]
    holding: dict[str, list[int]] = defaultdict(list)
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for at, (held, metric, _) in enumerate(rows):
        for word in held:
            holding[word].append(at)
            told[word][metric] = 1.0
    for metric, brief in briefs.items():
        for word in words(brief):
            if len(word) > 2:
                told[word].setdefault(metric, _SAID_IN_BRIEF)
    many = len({metric for _, metric, _ in rows}) + 1.0
    weights = {
        word: (_KEPT if word in GENERAL else 1.0) * math.log(1.0 + many / len(where))
        for word, where in told.items()
    }
    vocabulary = tuple(sorted(weights))
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        if len(word) > 3:
            by_letter[word[0]].append(word)
    return Index(
        rows=tuple(
            (metric, held, sum(weights[word] for word in held), trust)
            for held, metric, trust in rows
        ),
        holding={word: tuple(where) for word, where in holding.items()},
        weights=weights,
        told=told,
        vocabulary=vocabulary,
        by_letter={letter: tuple(found) for letter, found in by_letter.items()},
        rarest=max(weights.values(), default=1.0),
    )
