"""Evidence once: the sources that a report cites, numbered in the order of their first mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from advisor.finding import Voice, strongest
from knowledge.catalogue import Catalogue
from knowledge.schema import Source
from knowledge.vocabulary import Finds, Grade

NOBODY = ("none", "none known")
FIRMEST = 3  # voices in support of one statement; those who found otherwise are all heard


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a source says; `finds` is empty where it agrees."""

    mark: str
    grade: str
    finds: str
    says: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with all that it is cited for."""

    number: int
    title: str
    origin: str
    """Authors and year; empty where neither is known."""
    link: str
    gains: str
    """Who gains if it is believed; empty where nobody is known to."""
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class References:
    """The appendix, and the marks that lead to it."""

    sources: tuple[Cited, ...]
    marks: Mapping[Voice, str]
    """`3`, or `3b` where a source says several things."""

    def of(self, voices: Iterable[Voice]) -> tuple[str, ...]:
        """Marks of those who agree, in the order of the appendix."""
        return self._of(voice for voice in voices if not Finds(voice.finds).against)

    def against(self, voices: Iterable[Voice]) -> tuple[str, ...]:
        """Marks of those who looked and found nothing, or the opposite."""
        return self._of(voice for voice in voices if Finds(voice.finds).against)

    def _of(self, voices: Iterable[Voice]) -> tuple[str, ...]:
        wanted = set(voices)
        return tuple(mark for voice, mark in self.marks.items() if voice in wanted)


def heard(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Whose word a report gives for one statement: all who found otherwise, and the firmest."""
    told = strongest(voices)
    otherwise = sum(voice.finds != Finds.SUPPORTS for voice in told)
    return told[: otherwise + FIRMEST]


def references(voices: Iterable[Voice], catalogue: Catalogue) -> References:
    """The appendix to all that is cited; a voice that is cited twice stands there once."""
    by_source: dict[str, list[Voice]] = {}
    for voice in dict.fromkeys(voices):
        by_source.setdefault(voice.source, []).append(voice)
    marks: dict[Voice, str] = {}
    sources = []
    for number, (key, said) in enumerate(by_source.items(), start=1):
        marks |= {voice: _mark(number, at, said) for at, voice in enumerate(said)}
        sources.append(_cited(number, key, [(marks[voice], voice) for voice in said], catalogue))
    return References(tuple(sources), marks)


def _mark(number: int, at: int, said: Sequence[Voice]) -> str:
    """Letters after the twenty-sixth are doubled."""
    if len(said) == 1:
        return str(number)
    return f"{number}{ascii_lowercase[at % 26] * (at // 26 + 1)}"


def _cited(number: int, key: str, said: Sequence[tuple[str, Voice]], catalogue: Catalogue) -> Cited:
    source = catalogue.sources.get(key)
    return Cited(
        number=number,
        title=source.title if source else key,
        origin=_origin(source) if source else "",
        link=(source.link or "") if source else "",
        gains=source.interest if source and source.interest not in NOBODY else "",
        said=tuple(
            Said(
                mark=mark,
                grade=Grade(voice.grade).value,
                finds="" if Finds(voice.finds) is Finds.SUPPORTS else Finds(voice.finds).label,
                says=voice.says,
            )
            for mark, voice in said
        ),
    )


def _origin(source: Source) -> str:
    """The first two authors and the year."""
    more = " and others" if source.authors[2:] else ""
    whose = ", ".join(source.authors[:2]) + more
    return ", ".join(part for part in (whose, str(source.year or "")) if part)
