"""Names with two sides: a name and its explanation in brackets, or two metrics in one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from advisor.names.lookup import EXACT, EXPLAINED, WORDED, Found
from advisor.names.wording import bag, words

_SPLIT = re.compile(
    r"\s*(?:/|\+|;|,|&|\bvs\.?|\bversus\b|\band\b|\bund\b|\bet\b)\s*|\s+(?:y|e)\s+", re.IGNORECASE
)
_SIGN_BETWEEN = re.compile(r"\w\s*[/&+,;]\s*\w")
_SAME_THING = re.compile(r"\s+[-–—|]\s+|\s*:\s+|\s+(?:ou|or|oder|aka)\s+", re.IGNORECASE)
_MOST_PARTS = 4


def is_joined(text: str) -> bool:
    """Whether a sign stands between words that may make two names."""
    return _SIGN_BETWEEN.search(text) is not None


def parted(text: str) -> tuple[str, ...]:
    """The parts of a double name; empty where there is one, or more than four."""
    pieces = tuple(piece for piece in _SPLIT.split(text) if piece and piece.strip())
    return pieces if 2 <= len(pieces) <= _MOST_PARTS else ()


def said_twice(text: str) -> tuple[str, str] | None:
    """The two sides of `name - explanation`, `name: explanation`, `name or other name`."""
    match = _SAME_THING.search(text)
    return None if match is None else (text[: match.start()], text[match.end() :])


def shared(pieces: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The parts of a double name, first with the word that they share: `response/resolution time`,
    `calls offered/answered`."""
    first, last = pieces[0].split(), pieces[-1].split()
    if len(last) > 1 and len(first) == 1:
        yield (*(f"{piece} {last[-1]}" for piece in pieces[:-1]), pieces[-1])
    if len(first) > 1 and len(last) == 1:
        yield (pieces[0], *(f"{first[0]} {piece}" for piece in pieces[1:]))
    yield pieces


def _short(text: str) -> bool:
    return " " not in text and len(text) <= 6


def explained(core_text: str, core: Found | None, note: str, said: Found) -> Found:
    """What a name and the note in its brackets mean together."""
    sure = said.plain
    if core is None:
        confidence = min(said.confidence, EXPLAINED)
        if said.confidence == EXACT:
            return replace(said, confidence=confidence, how="variant")
        guessed = tuple(replace(sense, role="ambiguous") for sense in said.senses)
        return Found(guessed, confidence, "variant")
    common = [sense for sense in core.senses if sense.metric in said.metrics]
    if core.plain is not None:
        same = core.plain.metric in said.metrics
        if same or said.confidence < WORDED or not bag(words(note)):
            return core
        if _short(note) and not _short(core_text):
            return core
        if sure is not None and _short(core_text):
            return replace(said, confidence=min(said.confidence, 90), how="variant")
        both = (*core.senses, *said.senses)
        return Found(tuple(replace(sense, role="ambiguous") for sense in both), 80, "variant")
    if len(common) == 1 or (sure is not None and sure.metric in core.metrics):
        chosen = (
            sure.metric if sure is not None and sure.metric in core.metrics else common[0].metric
        )
        meant = next(sense for sense in core.senses if sense.metric == chosen)
        rest = tuple(sense for sense in core.senses if sense.metric != chosen)
        others = tuple(replace(sense, role="ambiguous") for sense in rest)
        return Found((replace(meant, role="is"), *others), 90, "variant")
    both = (*core.senses, *said.senses) if said.confidence >= WORDED else core.senses
    return Found(tuple(replace(sense, role="ambiguous") for sense in both), 80, "variant")
