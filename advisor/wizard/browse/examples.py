"""The examples of a rule in words: the situation, the lines, and what the rule says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.change.standing import HANGS, cards
from knowledge.catalogue import Catalogue
from knowledge.schema import Rule
from knowledge.vocabulary import Consequence, Level

NOTES: Mapping[str, str] = {
    "target": "target {}",
    "actual": "stands at {}",
    "weight": "{} % of a bonus or scorecard",
    "definition": "counted as {}",
    "why": "the reason given: {}",
    "since": "since {}",
    "from": "it comes from {}",
    "owner": "{} answers for it",
    "review": "looked at again {}",
    "initiative": "to move it: {}",
}
NEEDS: Mapping[str, str] = {
    "consequences": "what hangs on each number",
    "load": "how much work there is, and how many people for it",
    "definition": "how it is counted",
    "why": "why it is measured",
    "strategy": "the strategy",
    "context": "the situation",
    "actual": "where it stands today",
    "channels": "the channels",
    "work": "the kind of work",
    "systems": "the systems",
    "from": "where it comes from",
    "weight": "how much of the pay hangs on it",
    "since": "since when it stands",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an example: a metric with a page of its own, or a name as it was written."""

    metric: str | None
    written: str
    says: str


@dataclass(frozen=True, slots=True)
class Example:
    """One brief of a rule."""

    situation: Mapping[str, Any]
    """All but the list, as it stands in the file."""
    lines: tuple[Line, ...]
    said: tuple[str, ...]
    """What the rule says of it; nothing where it is silent."""


def examples(code: str, rule: Rule, catalogue: Catalogue) -> tuple[tuple[Example, ...], ...]:
    """Where the rule speaks, and where it is silent."""
    return tuple(
        tuple(_example(code, brief, catalogue) for brief in briefs)
        for briefs in (rule.bad, rule.good)
    )


def _example(code: str, brief: Mapping[str, Any], catalogue: Catalogue) -> Example:
    return Example(
        situation={key: given for key, given in brief.items() if key != "today"},
        lines=tuple(_line(row, catalogue) for row in brief.get("today", ())),
        said=_said(code, brief, catalogue),
    )


def _line(row: Mapping[str, Any], catalogue: Catalogue) -> Line:
    key = row.get("metric")
    told = [_hanging(row)]
    if levels := row.get("levels"):
        told.insert(0, f"on the card of {cards(Level(level) for level in levels)}")
    for name, words in NOTES.items():
        if name in row:
            told.append(words.format(row[name] or "none"))
    return Line(
        metric=key if key in catalogue.metrics else None,
        written=str(row.get("written") or (catalogue.label(key) if key else "")),
        says="; ".join(told),
    )


def _hanging(row: Mapping[str, Any]) -> str:
    given = row.get("consequences")
    if given is None:
        return "nobody said what hangs on it"
    return ", ".join(HANGS[Consequence(one)] for one in given) or "merely reported"


def _said(code: str, brief: Mapping[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    """The rule's own words about this brief, from the critique itself."""
    from advisor.brief import from_document
    from advisor.case import Case
    from advisor.critique import critique

    found = critique(Case(from_document(dict(brief)), catalogue), select=(code,))
    return tuple(dict.fromkeys(item.message for item in found.findings))
