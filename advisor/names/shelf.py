"""A lexicon kept between starts: entering thirty thousand names takes longer than a person who asks
for one should wait.

It is known by the digest of what it was made from: every name of the catalogue, and the stamp of
the modules that read names. Anything else on the shelf is not looked at.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeAlias

from advisor.names.senses import Lexicon, Sense, Senses
from advisor.names.spelling import Spelling
from knowledge import snapshot
from knowledge.schema import Metric

_SHELF = "names"
_Table: TypeAlias = tuple[tuple[str, ...], tuple[int, ...]]
"""Keys, and beside them the places of their senses."""


def shelved(metrics: Mapping[str, Metric], made: Callable[[], Lexicon]) -> Lexicon:
    """The lexicon of some metrics from the shelf; where it is not there, made and put there."""
    stamp = _stamp(metrics)
    plain = snapshot.found(_SHELF, stamp) if stamp else None
    if plain is not None:
        return _lexicon(metrics, plain)
    lexicon = made()
    if stamp:
        snapshot.put(_SHELF, stamp, _plain(lexicon))
    return lexicon


def _stamp(metrics: Mapping[str, Metric]) -> str:
    """Empty where the modules have no times of their own to be known by."""
    code = snapshot.stamp(files("advisor"), ("names",))
    if not code:
        return ""
    told = [
        (
            key,
            metrics[key].name,
            metrics[key].also.model_dump(),
            [form.names for form in metrics[key].variants.values()],
            list(metrics[key].variants),
        )
        for key in sorted(metrics)
    ]
    return sha256((code + json.dumps(told)).encode()).hexdigest()


def _plain(lexicon: Lexicon) -> dict[str, Any]:
    """A lexicon in values that `marshal` knows."""
    known: dict[Senses, int] = {}

    def table(found: Mapping[str, Senses]) -> _Table:
        return tuple(found), tuple(known.setdefault(each, len(known)) for each in found.values())

    tables = {name: table(getattr(lexicon, name)) for name in _TABLES}
    cored = [
        (key, [(known.setdefault((sense,), len(known)), held) for sense, held in senses])
        for key, senses in lexicon.cored.items()
    ]
    spelling = lexicon.spelling
    return {
        **tables,
        "cored": cored,
        "senses": [[astuple(sense) for sense in senses] for senses in known],
        "spelling": (spelling.words, dict(spelling.by_letter), dict(spelling.runs)),
        "rows": lexicon.rows,
        "words": lexicon.words,
        "native": lexicon.native,
    }


_TABLES = ("exact", "phrased", "worded", "alike")


def _lexicon(metrics: Mapping[str, Metric], plain: Mapping[str, Any]) -> Lexicon:
    one = functools.lru_cache(maxsize=None)(Sense)  # most senses stand under many names
    senses: Sequence[Senses] = [tuple(one(*sense) for sense in each) for each in plain["senses"]]
    tables: dict[str, Mapping[str, Senses]] = {
        name: dict(zip(plain[name][0], map(senses.__getitem__, plain[name][1]), strict=True))
        for name in _TABLES
    }
    return Lexicon(
        metrics=metrics,
        **tables,
        cored={
            key: tuple((senses[place][0], held) for place, held in found)
            for key, found in plain["cored"]
        },
        spelling=Spelling(*plain["spelling"]),
        rows=plain["rows"],
        words=plain["words"],
        native=plain["native"],
    )
