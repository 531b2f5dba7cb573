"""What people write -> metrics, with candidates and confidence. Never a silent guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from advisor.names.initials import is_letters
from advisor.names.joined import explained, is_joined, parted, said_twice, shared
from advisor.names.lexicon import lexicon
from advisor.names.lookup import EXACT, EXPLAINED, WORDED, Found, is_field, look
from advisor.names.senses import Lexicon, Sense
from advisor.names.variants import variant_of
from advisor.names.wording import (
    Written,
    apart,
    family_of_target,
    family_of_unit,
    family_of_words,
    folded,
    has_limit,
    is_share_within,
    words,
)
from advisor.names.words import Family
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Theme

NameKind = Literal["exact", "variant", "typo", "compound", "ambiguous", "workload", "unknown"]

MOST_CANDIDATES = 3
LONGEST = 300
"""Letters of a name that are read; the rest is not a name any more."""

# How sure the best candidate must be for a name to be unclear and not unknown.
_UNCLEAR = 40
# Closeness from which a metric is worth offering, and how sure an offer can be at most.
_WORTH, _OFFERED = 0.33, 60
_LETTERS = 35
_MISFIT = 0.85
"""What is left of the closeness of a metric whose number is of another kind than the name's."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, with what stood beside it."""

    written: str
    target: str | None = None
    unit: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A metric that a name may mean."""

    metric: str
    confidence: int
    """0 to 100."""
    question: str | None = None
    """What to ask to decide."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name was taken for. `metric` is None where it is ambiguous, compound or unknown; the
    candidates of an unknown name are the nearest there are, and likely none of them."""

    written: str
    metric: str | None
    kind: NameKind
    confidence: int
    candidates: tuple[Candidate, ...] = ()
    metrics: tuple[str, ...] = ()
    """Two metrics in one name."""
    variant: str | None = None
    """The definition that the name points to, such as `without-wrap`."""
    complement: bool = False
    """The name is of what is left to 100 %: its figures are to be read the other way round."""


def resolve(names: Sequence[Name], catalogue: Catalogue) -> tuple[Resolved, ...]:
    """One answer per name, in the same order. Names beside it only order the candidates of a name
    that is unclear: what the list is about comes first. They never decide, since people often list
    one thing twice."""
    if not names:
        return ()  # without making ready what reads names
    known = lexicon(catalogue)
    alone = [_Reader(name, known).resolved() for name in names]
    themes = Counter(known.metrics[each.metric].theme for each in alone if each.metric)
    return tuple(_beside(found, themes, known) for found in alone)


def _beside(found: Resolved, themes: Counter[Theme], known: Lexicon) -> Resolved:
    if found.kind != "ambiguous" or len(found.candidates) < 2 or not themes:
        return found
    ranked = sorted(
        found.candidates,
        key=lambda each: (-each.confidence, -themes[known.metrics[each.metric].theme]),
    )
    return replace(found, candidates=tuple(ranked))


def _taken_for(
    written: str,
    sense: Sense,
    kind: NameKind,
    confidence: int,
    others: Iterable[Candidate],
    known: Lexicon,
) -> Resolved:
    metric = known.metrics[sense.metric]
    if kind == "exact" and (sense.complement or sense.variant):
        kind = "variant"
    return Resolved(
        written,
        sense.metric,
        kind if metric.sort.selectable else "workload",
        confidence,
        (Candidate(sense.metric, confidence, sense.question), *others)[:MOST_CANDIDATES],
        variant=sense.variant or variant_of(written, metric.variants),
        complement=sense.complement,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one name by itself."""

    name: Name
    known: Lexicon

    def resolved(self) -> Resolved:
        written = self.name.written
        text = " ".join(written[:LONGEST].split())
        whole = look(text, self.known) if text else None
        double = is_joined(text) and folded(text) not in self.known.exact
        if whole is not None and whole.confidence == EXACT and whole.clear and not double:
            return self._decided(whole, self._family(None))
        parts = apart(text)
        family = self._family(parts.family)
        if not parts.core and not parts.notes:
            return Resolved(written, None, "unknown", 0)
        found = self._in_time(parts) or self._with_notes(parts, family) or whole
        if found is not None and found.confidence >= WORDED and found.plain and not double:
            return self._decided(found, family)
        several = self._several(parts.core or text, family)
        if several is not None and (found is None or several.kind == "compound"):
            return several
        if found is not None:
            return self._decided(found, family)
        return self._offered(parts.core or text, family)

    def _family(self, shown: Family | None) -> Family | None:
        """What unit, decoration and target say of the number, the nearest first."""
        return family_of_unit(self.name.unit) or shown or family_of_target(self.name.target)

    def _in_time(self, parts: Written) -> Found | None:
        """What the share within a time is called, where such a target stands beside the name:
        `call answering` with `80 % in 20 s`."""
        sides = said_twice(parts.core) or (parts.core, "")
        if not (is_share_within(self.name.target) or is_share_within(sides[1])):
            return None
        found = look(f"{sides[0]} within 20 seconds", self.known, "percent")
        if found is None:
            return None
        shares = tuple(s for s in found.senses if self._may_be(s.metric, "percent"))
        return replace(found, senses=shares) if len(shares) == 1 else None

    def _with_notes(self, parts: Written, family: Family | None) -> Found | None:
        """The core of a name in the light of what stands in brackets after it."""
        core = look(parts.core, self.known, family) if parts.core else None
        if core is None and (sides := said_twice(parts.core)):
            first, second = sides
            return self._with_notes(Written(first, (second, *parts.notes), family), family) or (
                self._with_notes(Written(second, (first,), family), family)
            )
        for note in parts.notes:
            said = look(note, self.known, family)
            if said is None:
                continue
            core = explained(parts.core, core, note, said)
        return core

    def _decided(self, found: Found, family: Family | None) -> Resolved:
        """A metric where the reading and the hints leave one, else the candidates."""
        senses = self._hinted(found, family)
        plain = [sense for sense in senses if sense.role == "is"]
        if family and found.confidence < EXACT:
            # Not a metric whose unit is another than the one that is shown.
            plain = [sense for sense in plain if self._may_be(sense.metric, family)]
        if len(plain) > 1 and found.confidence < EXACT and has_limit(self.name.written):
            # `answered within a minute` is the share; the count has names of its own.
            chosen = [sense for sense in plain if self.known.metrics[sense.metric].sort.selectable]
            plain = chosen if len(chosen) == 1 else plain
        hinted = len(senses) < len(found.senses)
        if len(plain) != 1 and hinted and len(senses) == 1 and senses[0].role == "ambiguous":
            plain = list(senses)
        if len(plain) == 1:
            kind: NameKind = found.how
            hinted = hinted and plain[0] != found.plain
            confidence = min(found.confidence, EXPLAINED) if hinted else found.confidence
            if len(senses) > 1:
                confidence = min(confidence, 90)
            others = self._candidates(
                [sense for sense in found.senses if sense.metric != plain[0].metric], 40
            )
            if hinted and kind == "exact":
                kind = "variant"
            return _taken_for(self.name.written, plain[0], kind, confidence, others, self.known)
        return self._unclear(self._candidates(senses, _OFFERED), self._close(family))

    def _hinted(self, found: Found, family: Family | None) -> tuple[Sense, ...]:
        """The senses that unit, target and channel leave; all of them where they would leave none,
        or where they contradict a name that is clear by itself."""
        senses = found.senses
        asked = words(self.name.written)
        if found.confidence < EXACT:
            # What is not called a total is hardly one, and a mean is neither total nor count.
            senses = tuple(s for s in senses if self._may_be_called(s.metric, asked)) or senses
        if family in ("percent", "count"):
            fits = tuple(s for s in senses if self._may_be(s.metric, family))
            if not fits and found.plain is not None and found.confidence < EXACT:
                return senses
            senses = fits or self._counterparts(senses, family) or senses
        elif family is not None:
            senses = tuple(s for s in senses if self._may_be(s.metric, family)) or senses
        if len(senses) > 1 and self.name.channel:
            channel = folded(self.name.channel).replace(" ", "-")
            senses = (
                tuple(
                    sense
                    for sense in senses
                    if not (channels := self.known.metrics[sense.metric].channels)
                    or channel in channels
                )
                or senses
            )
        return senses

    def _may_be_called(self, metric: str, asked: tuple[str, ...]) -> bool:
        dossier = self.known.metrics[metric]
        if "total" in words(dossier.name) and "total" not in asked:
            return False
        return "average" not in asked or dossier.unit != "count" or dossier.sort.selectable

    def _may_be(self, metric: str, family: Family) -> bool:
        own = self.known.family(metric)
        return own == family or {own, family} == {"percent", "score"}

    def _counterparts(self, senses: tuple[Sense, ...], family: Family) -> tuple[Sense, ...]:
        """The rate of a count, or the count of a rate: the same words with another number."""
        if family != "percent" or any(
            self.known.family(sense.metric) != "count" for sense in senses
        ):
            return ()
        rate = look(f"{apart(self.name.written).core} rate".replace("%", ""), self.known)
        if rate is None or rate.plain is None:
            return ()
        found = rate.plain
        return (found,) if self._may_be(found.metric, family) else ()

    def _several(self, text: str, family: Family | None) -> Resolved | None:
        """Two or more metrics in one name, or one that is said twice."""
        pieces = parted(text)
        if not pieces:
            return None
        if len(pieces) == 2 and "/" in text:
            ratio = look(text.replace("/", " per "), self.known, family)
            if ratio is not None and ratio.plain is not None and ratio.confidence >= WORDED:
                return self._decided(ratio, family)
        read: list[Found] = []
        for parts in shared(pieces):
            found = [each for part in parts if (each := look(part, self.known, family))]
            read += found
            if len(found) < len(parts):
                continue
            clear = [each.plain for each in found if each.plain is not None]
            if len(clear) == len(parts) and not self._is_ratio(text, clear):
                return self._both(clear, min(WORDED, *(each.confidence for each in found)))
            break
        senses = [sense for each in read for sense in each.senses]
        return self._unclear(self._candidates(senses, 50)) if senses else None

    def _is_ratio(self, text: str, clear: list[Sense]) -> bool:
        """Whether something is divided by a count: `cost / resolved issue`."""
        first, *_, last = [self.known.family(sense.metric) for sense in clear]
        return "/" in text and first == "money" and last == "count"

    def _both(self, clear: list[Sense], confidence: int) -> Resolved:
        metrics = tuple(dict.fromkeys(sense.metric for sense in clear))
        candidates = tuple(Candidate(metric, confidence) for metric in metrics)
        if len(metrics) == 1:
            return _taken_for(self.name.written, clear[0], "variant", confidence, (), self.known)
        kept = candidates[:MOST_CANDIDATES]
        return Resolved(self.name.written, None, "compound", confidence, kept, metrics)

    def _offered(self, text: str, family: Family | None) -> Resolved:
        """What comes near an unknown name: to be asked, never to be taken."""
        if is_field(text):
            return Resolved(self.name.written, None, "unknown", 0)
        return self._unclear(self._close(family))

    def _close(self, family: Family | None) -> list[Candidate]:
        """The metrics whose names share the rarer words of this one. What the unit, or a word for
        it, contradicts comes after."""
        text = apart(self.name.written[:LONGEST]).core
        if is_letters(text) and (like := self.known.initials.get(text.casefold())):
            return [
                Candidate(metric, _LETTERS, self._ask(metric))
                for metric in like[:MOST_CANDIDATES]
                if family is None or self._may_be(metric, family)
            ]
        found = self.known.pieces(words(text))
        said = family or family_of_words(found)
        near = []
        for each in self.known.index.near(found):
            fits = said is None or self._may_be(each.metric, said)
            closeness = each.closeness * (1.0 if fits else _MISFIT)
            near.append((closeness, each.metric))
        near.sort(key=lambda pair: (-pair[0], pair[1]))
        return [
            Candidate(metric, min(_OFFERED - 1, round(_OFFERED * closeness)), self._ask(metric))
            for closeness, metric in near[:MOST_CANDIDATES]
            if closeness >= _WORTH
        ]

    def _candidates(self, senses: Iterable[Sense], confidence: int) -> list[Candidate]:
        unique = {sense.metric: sense for sense in reversed(list(senses))}
        ordered = sorted(
            unique.values(), key=lambda each: ("is ambiguous related".index(each.role), each.metric)
        )
        return [
            Candidate(
                sense.metric,
                confidence - (15 if sense.role == "related" else 0),
                sense.question or self._ask(sense.metric),
            )
            for sense in ordered
        ]

    def _ask(self, metric: str) -> str:
        dossier = self.known.metrics[metric]
        return f"Is {dossier.name.lower()} meant: {dossier.brief}"

    def _unclear(self, candidates: list[Candidate], more: Iterable[Candidate] = ()) -> Resolved:
        unique: dict[str, Candidate] = {}
        for each in (*candidates, *more):
            unique.setdefault(each.metric, each)
        kept = tuple(sorted(unique.values(), key=lambda each: -each.confidence))[:MOST_CANDIDATES]
        if not kept:
            return Resolved(self.name.written, None, "unknown", 0)
        kind: NameKind = "ambiguous" if kept[0].confidence >= _UNCLEAR else "unknown"
        return Resolved(self.name.written, None, kind, kept[0].confidence, kept)
