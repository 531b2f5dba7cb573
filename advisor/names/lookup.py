"""One phrase -> the metrics that it may mean: ever looser readings, of which the first that fits
counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from advisor.names.core import ENTITIES, WHO, as_contacts, core_of, may_drop, telling
from advisor.names.senses import Lexicon, Sense
from advisor.names.wording import (
    bag,
    bared,
    family_of_words,
    folded,
    phrase,
    spread,
    words,
)
from advisor.names.words import FAMILIES, LIMIT, Family

How = Literal["exact", "variant", "typo"]

# How sure each way of reading is, 0 to 100.
EXACT, WORDED, CORED, SLIPPED = 100, 92, 84, 86
EXPLAINED = 85
"""Not the name, but what stands beside it, says so: a note, a unit, a target."""

# A last word that makes a name a field of a record and not a number.
_FIELD = frozenset(
    "id date datetime timestamp name zone key type status flag address phone uuid guid code tag "
    "tags title url description comment notes category reason group".split()
)
_FIELD_START = frozenset(("is", "has", "date", "id"))
_MOMENT = frozenset(
    ("start time", "end time", "login time", "logout time", "created at", "updated at")
)
# Where a name ends and what it is broken down by, or about, begins.
_TRAILING = frozenset(("per", "across"))
_ABOUT = re.compile(r"\s(?:about|regarding|concerning|relating to|related to)\s.*", re.IGNORECASE)
_BY = re.compile(
    r"\s(?:by|for each)\s+(?:agent|advis[eo]r|queue|team|channel|interval|hour|day|week|month|skill"
    r"|site|reason|type|campaign|priority|group|language|product|programme|program|client)s?\b.*",
    re.IGNORECASE,
)
_LETTERS = 3
_FAMILY_WORDS: dict[Family, tuple[str, ...]] = {
    "percent": ("rate",),
    "time": ("time",),
    "count": ("count",),
    "score": ("score", "rate"),
    "money": ("cost",),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The senses of a phrase, and how they were found."""

    senses: tuple[Sense, ...]
    confidence: int
    how: How

    @property
    def plain(self) -> Sense | None:
        """The one metric that it is, where no other is one too and it is not declared unclear."""
        own = [sense for sense in self.senses if sense.role == "is"]
        return own[0] if len(own) == 1 else None

    @property
    def clear(self) -> bool:
        """Whether it is a name, and not only akin to one."""
        return any(sense.role != "related" for sense in self.senses)

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that it may mean."""
        return tuple(sense.metric for sense in self.senses)


def look(text: str, lexicon: Lexicon, family: Family | None = None) -> Found | None:
    """The best reading of a phrase without brackets, or None. `family` is what its unit says."""
    by_letters = lexicon.named(text)
    if by_letters:
        return Found(by_letters, EXACT, "exact")
    if is_field(text):
        return None
    for beside in (_ABOUT, _BY):
        head = beside.sub("", text)
        if head != text and (of_head := look(head, lexicon, family)) is not None:
            return replace(of_head, confidence=min(of_head.confidence, CORED), how="variant")
    found = words(text)
    straight = _by_words(found, lexicon, family)
    if straight is not None:
        return straight
    bare = bared(text, lexicon.knows)
    parted = lexicon.pieces(bare or found)
    if parted != found:
        by_parts = _by_words(parted, lexicon, family)
        if by_parts is not None and bare is None:
            return replace(by_parts, confidence=min(by_parts.confidence, CORED))
        if by_parts is not None:
            # What was left out may have been a word that matters.
            guessed = tuple(replace(sense, role="ambiguous") for sense in by_parts.senses)
            return Found(guessed, CORED - 10, "variant")
    mended = lexicon.mended(found)
    if mended != found:
        slipped = _by_words(mended, lexicon, family)
        if slipped is not None:
            return replace(slipped, confidence=min(slipped.confidence, SLIPPED), how="typo")
    if any(not lexicon.knows(word) for word in found) and (senses := lexicon.slip(text)):
        return Found(senses, SLIPPED - 2, "typo")
    return None


def is_field(text: str) -> bool:
    """Whether a phrase names a field of a record, such as an id or a date, and not a number."""
    parts = folded(spread(text)).replace("_", " ").split()
    if not parts:
        return True
    return (
        parts[-1] in _FIELD
        or (len(parts) > 1 and (parts[0] in _FIELD_START or parts[-1] in ("at", "on")))
        or " ".join(parts) in _MOMENT
    )


def _by_words(found: tuple[str, ...], lexicon: Lexicon, family: Family | None) -> Found | None:
    if not telling(found):
        return None
    whole = _as_worded(found, lexicon, family)
    if whole is not None:
        return whole
    if "total" in found:
        return _without("total", "count", found, lexicon)
    if LIMIT in found:
        # `ASA < 20 s`: the limit is the target of a time.
        return _without(LIMIT, "time", found, lexicon)
    said = family_of_words(found)
    for shorter, confidence in _looser(found, said):
        senses = tuple(_by_core(shorter, said, lexicon))
        if senses:
            return Found(senses, confidence, "variant")
    return None if said else _with_number(found, lexicon, family)


def _as_worded(found: tuple[str, ...], lexicon: Lexicon, family: Family | None) -> Found | None:
    """All the words are those of a known name."""
    if family == "percent" and "rate" not in found:
        # `Abandoned %` is the rate, although `abandoned` alone is the count.
        as_rate = lexicon.worded.get(bag((*found, "rate")))
        if as_rate:
            return Found(as_rate, WORDED, "variant")
    by_words = lexicon.phrased.get(phrase(found)) or lexicon.worded.get(bag(found))
    if by_words:
        return Found(by_words, WORDED, "variant")
    by_words = lexicon.alike.get(as_contacts(found))
    if by_words and not all(word in ENTITIES or word in WHO for word in found):
        return Found(by_words, CORED, "variant")
    return None


def _without(
    left_out: str, family: Family, found: tuple[str, ...], lexicon: Lexicon
) -> Found | None:
    """Without one word, where what is left is a number of this family."""
    rest = _by_words(tuple(word for word in found if word != left_out), lexicon, None)
    if rest is None:
        return None
    fitting = tuple(sense for sense in rest.senses if lexicon.family(sense.metric) == family)
    return Found(fitting, CORED, "variant") if fitting else None


def _with_number(found: tuple[str, ...], lexicon: Lexicon, family: Family | None) -> Found | None:
    """With the word for its number, which the name leaves out: sure only where a unit says it."""
    for word in _FAMILY_WORDS[family] if family else ("rate", "time", "score"):
        senses = tuple(_by_core((*found, word), FAMILIES[word], lexicon))
        if senses and family is None:
            senses = tuple(replace(sense, role="ambiguous") for sense in senses)
        if senses:
            return Found(senses, CORED - 6, "variant")
    return None


def _looser(found: tuple[str, ...], said: Family | None) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words with less and less beside them, and how sure each reading is."""
    yield found, CORED
    cut = next((at for at, word in enumerate(found) if at and word in _TRAILING), None)
    head = family_of_words(found[:cut]) if cut is not None else None
    if cut is not None and head != "money" and (head or "level" in found[:cut]):
        yield found[:cut], CORED  # but what a thing costs is another number for each thing
    if said is not None:
        yield tuple(word for word in found if word not in _FAMILY_WORDS[said]), CORED - 4


def _by_core(found: tuple[str, ...], said: Family | None, lexicon: Lexicon) -> Iterator[Sense]:
    """The metrics with these words at the core whose number is what the name says it is."""
    seen = set()
    core = core_of(found)
    senses = lexicon.cored.get(core, ())
    for sense, held in sorted(senses, key=lambda item: item[0].role != "is"):
        if sense.metric in seen or not may_drop(found, held, lexicon.metrics[sense.metric]):
            continue
        if said and not _fits(said, lexicon.family(sense.metric)):
            continue
        if len(core) <= _LETTERS and held != {core}:
            continue  # a few letters say too little without the words beside them
        seen.add(sense.metric)
        yield sense


def _fits(said: Family, family: Family) -> bool:
    """Whether a number said to be of one family may be of the other; scores come in percent too."""
    return said == family or {said, family} == {"percent", "score"}
