"""Letters that nobody explained, `TTR`, as the first letters of known names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from advisor.names.wording import folded, spread

_SMALL = frozenset("of to the a an and in on for per by".split())
FEWEST, MOST = 2, 5


def is_letters(text: str) -> bool:
    """Whether a name is nothing but a few letters, and no word."""
    short = FEWEST <= len(text) <= MOST and text.isalpha() and text.isascii()
    return short and (text.isupper() or not set(text.casefold()) & set("aeiou"))


def initials(names: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """First letters, with and without small words -> metrics, those with most such names first.
    `names` are of (name, metric)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, metric in names:
        parts = [part for part in folded(spread(name)).replace("-", " ").split() if part.isalpha()]
        telling = [part for part in parts if part not in _SMALL]
        for each in {tuple(parts), tuple(telling)}:
            if FEWEST <= len(each) <= MOST:
                found["".join(part[0] for part in each)][metric] += 1
    return {
        letters: tuple(sorted(counted, key=lambda key: (-counted[key], key)))
        for letters, counted in found.items()
    }
