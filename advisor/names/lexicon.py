"""The lexicon of a catalogue, made of every name that its metrics have."""

from __future__ import annotations

import functools
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from advisor.names.core import NEUTRAL, as_contacts, core_of, telling
from advisor.names.senses import Lexicon, Sense, Senses
from advisor.names.shelf import shelved
from advisor.names.spelling import Spelling
from advisor.names.wording import bag, flat, folded, phrase, words
from advisor.names.words import ENGLISH, SAME
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric

# First words of a remark on a name.
_REMARKS = frozenset("including excluding incl excl per by with without not no of logged".split())


def _names(key: str, metric: Metric) -> Iterator[tuple[str, Sense, bool]]:
    """Every English name with its sense, and whether it counts only as it stands: a field
    `abandoned_calls` can be clear where `abandoned calls` is declared ambiguous."""
    also = metric.also
    declared = {folded(name) for name in also.ambiguous}
    unclear = {flat(name) for name in also.ambiguous}
    own, rest = Sense(key, "is"), Sense(key, "is", complement=True)
    for name in (key, key.replace("-", " ")):
        if flat(name) not in unclear:
            yield name, own, False
    for sense, names in (
        (own, (metric.name, *also.exact, *also.abbreviations)),
        (rest, also.complement),
    ):
        for name in names:
            if folded(name) not in declared:
                yield name, sense, flat(name) in unclear
    for name, question in also.ambiguous.items():
        yield name, Sense(key, "ambiguous", question), False
    for variant, form in metric.variants.items():
        for name in form.names:
            if flat(name) not in unclear and not _is_remark(name):
                yield name, Sense(key, "is", variant=variant), False
    for name in also.related:
        yield name, Sense(key, "related"), False


def _is_remark(name: str) -> bool:
    """Whether what people write for a definition only stands beside a name: `per leg`, `blind`."""
    first, *more = name.casefold().split()
    return not more or first in _REMARKS or more[-1] == "only"


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
    gc.disable()  # a hundred thousand small objects that all stay: a third of the time
    try:
        metrics = edition.catalogue.metrics
        if edition.catalogue.custom:
            return _entered(metrics)  # a user's own: known to this brief alone
        return shelved(metrics, lambda: _entered(metrics))
    finally:
        gc.enable()
        gc.freeze()  # they need not be looked through later either


def _entered(metrics: Mapping[str, Metric]) -> Lexicon:
    tables = _Tables()
    for key in sorted(metrics):
        for name, sense, as_it_stands in _names(key, metrics[key]):
            tables.enter(name, sense, as_it_stands)
    native = frozenset(word for held, _ in tables.rows for word in held)
    for key in sorted(metrics):
        unclear = {flat(name) for name in metrics[key].also.ambiguous}
        declared = {folded(name) for name in metrics[key].also.ambiguous}
        for name in metrics[key].also.languages():
            if folded(name) not in declared:
                tables.enter(name, Sense(key, "is"), flat(name) in unclear, foreign=True)
    return tables.closed(metrics, native)


class _Tables:
    """The tables of a lexicon while they are filled."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Sense]] = defaultdict(list)
        self.phrased: dict[str, list[Sense]] = defaultdict(list)
        self.worded: dict[str, list[Sense]] = defaultdict(list)
        self.alike: dict[str, list[Sense]] = defaultdict(list)
        self.cored: dict[str, dict[tuple[Sense, frozenset[str]], None]] = defaultdict(dict)
        self.rows: dict[tuple[frozenset[str], str], float] = {}

    def enter(self, name: str, sense: Sense, as_it_stands: bool, foreign: bool = False) -> None:
        """One name. Words of another language say less than those of the catalogue's own: where
        these lead elsewhere, the foreign name counts as it stands and not by its words."""
        found = words(name)
        for way in {name, folded(name)} | (set() if as_it_stands else {flat(name)}):
            self.exact[way].append(sense)
        if as_it_stands or not telling(found):
            return
        held, core = frozenset(found) - {"average"}, core_of(found)
        if len(held) == 1 and held <= NEUTRAL:
            return  # `per interval` makes no name of `interval`
        by_words, as_contact = bag(found), as_contacts(found)
        trust = 0.8 if sense.role == "related" else 1.0
        self.rows[held, sense.metric] = max(trust, self.rows.get((held, sense.metric), 0.0))
        if foreign and self._leads_elsewhere(by_words, core, sense.metric):
            return
        self.phrased[phrase(found)].append(sense)
        self.worded[by_words].append(sense)
        self.alike[as_contact].append(sense)
        if core and sense.role != "related" and sense.variant is None:
            self.cored[core][sense, held] = None

    def _leads_elsewhere(self, by_words: str, core: str, metric: str) -> bool:
        same = [*self.worded.get(by_words, ()), *(sense for sense, _ in self.cored.get(core, ()))]
        return any(sense.metric != metric and sense.role != "related" for sense in same)

    def closed(self, metrics: Mapping[str, Metric], native: frozenset[str]) -> Lexicon:
        """The lexicon. `native` are the words of the catalogue's own language."""
        held = native | {word for known, _ in self.rows for word in known}
        return Lexicon(
            metrics=metrics,
            exact=_settled(self.exact),
            phrased=_settled(self.phrased),
            worded=_settled(self.worded),
            alike=_settled(self.alike),
            cored={key: tuple(senses) for key, senses in self.cored.items()},
            spelling=Spelling.of(
                _spelled(held, SAME),
                _spelled(native, ENGLISH),
                (name for name in self.exact if len(name) > 8 and name == flat(name)),
            ),
            rows=tuple((known, key, trust) for (known, key), trust in self.rows.items()),
            words=frozenset(held),
            native=native,
        )


def _spelled(known: Iterable[str], forms: Mapping[str, str]) -> set[str]:
    """Words of three letters or more, with all their forms."""
    spelled = {word for word in known if len(word) > 2 and word.isalpha()}
    return spelled | {form for form, word in forms.items() if word in spelled and len(form) > 2}


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
