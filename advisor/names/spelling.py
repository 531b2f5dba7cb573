"""Slips of the pen, and words that were run together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor.names.wording import flat, one


def _by_first(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        by_letter[name[0]].append(name)
    return {letter: tuple(found) for letter, found in by_letter.items()}


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words and whole names that a slip may be of."""

    words: frozenset[str]
    by_letter: Mapping[str, tuple[str, ...]]
    runs: Mapping[str, tuple[str, ...]]
    """Names as one run of letters and digits."""

    @classmethod
    def of(cls, words: Iterable[str], native: Iterable[str], wholes: Iterable[str]) -> Spelling:
        """The spelling of words of all languages, of those that slips may be of, and of runs."""
        return cls(frozenset(words), _by_first(native), _by_first(wholes))

    def word(self, word: str) -> str | None:
        """The known word that an unknown one is a slip of: one slip from five letters on, two from
        nine on, the first letter right; None where there is none, or where two are equally near."""
        if len(word) < 5 or not word.isalpha():
            return None
        most = 1 if len(word) < 9 else 2
        near_by = self.by_letter.get(word[0], ())
        found = process.extract(word, near_by, scorer=OSA.distance, score_cutoff=most, limit=4)
        near = {one(known) for known, distance, _ in found if distance == found[0][1]}
        return near.pop() if len(near) == 1 else None

    def wholes(self, text: str) -> tuple[str, ...]:
        """The whole names that a text is a slip of: one slip from ten letters on, two from sixteen
        on; those that are nearest."""
        whole = flat(text)
        if len(whole) < 10:
            return ()
        most = 1 if len(whole) < 16 else 2
        near_by = self.runs.get(whole[0], ())
        found = process.extract(whole, near_by, scorer=OSA.distance, score_cutoff=most, limit=6)
        return tuple(
            name
            for name, distance, _ in found
            if distance == found[0][1] and abs(len(name) - len(whole)) < 2
        )

    def pieces(self, word: str) -> tuple[str, ...]:
        """The known words that an unknown one is run together from, as in `holdcalls`; the fewest,
        each of three letters or more. Empty where it is not."""
        if not 6 <= len(word) <= 32:
            return ()
        best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(3, len(word) + 1):
            for start in range(end - 2):
                before, piece = best[start], word[start:end]
                if before is None or piece not in self.words:
                    continue
                so_far = best[end]
                if so_far is None or len(before) + 1 < len(so_far):
                    best[end] = (*before, piece)
        whole = best[-1] or ()
        return tuple(one(piece) for piece in whole) if len(whole) > 1 else ()
