"""The folders as lists, each in groups that a reader would look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.wizard.browse.addresses import Address
from knowledge.catalogue import Catalogue
from knowledge.schema import Source, family_of
from knowledge.vocabulary import Dimension, Lens, Role, RuleFamily, SourceKind, Theme

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list."""

    at: Address
    name: str
    brief: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """One question of a newcomer."""

    theme: Theme
    count: int
    examples: tuple[str, ...]


def themes(catalogue: Catalogue) -> list[ThemeCard]:
    """Every question that has metrics, with those that most is known of."""
    return [
        ThemeCard(theme, len(lines), _best_known(lines, catalogue))
        for theme in Theme
        if (lines := of_theme(theme, catalogue))
    ]


def _best_known(lines: list[Line], catalogue: Catalogue) -> tuple[str, ...]:
    def known(line: Line) -> tuple[bool, int]:
        key = line.at.id
        claims = len(catalogue.leaving(key)) + len(catalogue.arriving(key))
        return catalogue.metrics[key].sort.selectable, claims

    best = sorted(lines, key=known, reverse=True)[:_EXAMPLES]
    return tuple(line.name for line in best)


def of_theme(theme: Theme, catalogue: Catalogue) -> list[Line]:
    """The metrics of a theme: those one might pursue first, then counts and raw numbers."""
    found = [
        (not metric.sort.selectable, metric.name, key, metric)
        for key, metric in catalogue.metrics.items()
        if metric.theme is theme
    ]
    return [
        Line(Address("metric", key), name, metric.brief, metric.sort.label.partition(":")[0])
        for _raw, name, key, metric in sorted(found, key=lambda item: item[:3])
    ]


def groups(folder: str, catalogue: Catalogue) -> list[tuple[str, list[Line]]]:
    """All entries of a folder, in groups with a heading; empty groups are left out."""
    found = {
        "metrics": _metrics,
        "behaviours": _behaviours,
        "outcomes": _outcomes,
        "strategies": _strategies,
        "contexts": _contexts,
        "rules": _rules,
        "sources": _sources,
    }[folder](catalogue)
    return [(words, sorted(lines, key=_by_name)) for words, lines in found.items() if lines]


def _by_name(line: Line) -> str:
    return line.name.casefold()


def _metrics(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    return {theme.label: of_theme(theme, catalogue) for theme in Theme}


def _behaviours(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    return {
        role.label: [
            Line(Address("behaviour", key), one.name, one.does)
            for key, one in catalogue.behaviours.items()
            if one.who is role
        ]
        for role in Role
    }


def _outcomes(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    return {
        lens.label: [
            Line(Address("outcome", key), one.name, one.brief)
            for key, one in catalogue.outcomes.items()
            if one.lens is lens
        ]
        for lens in Lens
    }


def _strategies(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    leaning: list[tuple[str, Lens | None]] = [
        (f"Leaning to {lens.label.lower()}", lens) for lens in Lens
    ]
    return {
        words: [
            Line(Address("strategy", key), one.name, one.sentence)
            for key, one in catalogue.strategies.items()
            if one.lens is lens
        ]
        for words, lens in [*leaning, ("Balanced", None)]
    }


def _contexts(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    return {
        dimension.label: [
            Line(Address("context", key), catalogue.contexts[key].name, one.question)
            for key in catalogue.of_dimension(dimension)
            for one in [catalogue.contexts[key]]
        ]
        for dimension in Dimension
    }


def _rules(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    return {
        f"{family.label} ({family.value})": [
            Line(Address("rule", code), f"{code}: {one.title}", one.why, one.severity.label)
            for code, one in catalogue.rules.items()
            if family_of(code) is family
        ]
        for family in RuleFamily
    }


def _sources(catalogue: Catalogue) -> Mapping[str, list[Line]]:
    return {
        kind.label.capitalize(): [
            Line(Address("source", key), one.title, _by_whom(one), one.read.label)
            for key, one in catalogue.sources.items()
            if one.kind is kind
        ]
        for kind in SourceKind
    }


def _by_whom(source: Source) -> str:
    return ", ".join((*source.authors, *([str(source.year)] if source.year else [])))
