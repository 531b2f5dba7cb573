"""Checks of number: too many lines of a kind, none of another, one number for everybody."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from advisor.brief import Target
from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.beside import beside_them
from advisor.checks.hit import Fix, Hit, Missing, Reads, Said, check
from advisor.checks.lines import FACTS, here
from advisor.checks.partners import kept_first
from advisor.checks.uses import UNPLACED, names
from advisor.checks.where import Where, match, matching, metrics_of
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Level, Use


def _matched(case: Case, line: Line, params: dict[str, Any]) -> bool:
    return match(case, line, params["where"]) is not None


@check(Reads.PRESSURE, plays=_matched)
def crowded(
    case: Case,
    *,
    where: Where,
    most: int,
    contexts: Collection[str] = (),
    sourcing: str | None = None,
    fixes: Collection[str] = ("report",),
) -> Said:
    """More than `most` metrics of this kind. The cures are of those that matter least here."""
    if not here(case, contexts, sourcing):
        return
    found = matching(case, where)
    lines = [line for line, fits in found if not fits.conditional]
    firsts = list({str(line.metric): line for line in reversed(lines)}.values())[::-1]
    if len(firsts) > most:
        yield Hit(
            subjects=tuple(str(line.metric) for line in firsts),
            level=next((fits.level for _line, fits in found), None)
            if len(where.levels) == 1
            else None,
            facts=lambda: {
                "count": str(len(firsts)),
                "most": str(most),
                "names": names(case, [str(line.metric) for line in firsts]),
            },
            cures=partial(_fewer, case, firsts, most, where, fixes),
        )
    elif len(case.known) > most and any(fits.conditional for _line, fits in found):
        yield Missing("consequences", FACTS["consequences"])


def _fewer(
    case: Case, lines: list[Line], most: int, where: Where, fixes: Collection[str]
) -> Iterable[Fix]:
    """Quiet the surplus: first what is never right on its card, then what is merely for watching,
    then what helps this strategy least."""

    def worth(line: Line) -> tuple[int, int, str]:
        metric = str(line.metric)
        levels = [x for x in line.levels or UNPLACED if not where.levels or x in where.levels]
        use = min((case.use_at(metric, level).use.rank for level in levels), default=0)
        reach = case.influence.by_value(metric).helping.values()
        help_ = max((case.priorities.get(path.end, 0) * path.share for path in reach), default=0)
        return -use, help_, metric

    surplus = sorted(lines, key=worth)[: len(lines) - most]
    if "off-card" in fixes:
        levels = where.levels
        parts = [cures.off_cards(case, line, levels) for line in surplus]
        if all(parts):
            yield Fix(
                f"Take {names(case, [str(line.metric) for line in surplus])} off this card.",
                tuple(edit for part in parts if part for edit in part.edits),
            )
    yield cures.without_consequence(case, *surplus)


@functools.lru_cache(maxsize=64)
def _of_another(where: Where, catalogue: Catalogue) -> frozenset[str]:
    """Metrics of any other kind, plain counts apart."""
    kind = metrics_of(where, catalogue)
    return frozenset(
        key for key, entry in catalogue.metrics.items() if entry.sort.selectable and key not in kind
    )


@check(Reads.PRESENT, Reads.PRESSURE)
def all_of_one_kind(
    case: Case, *, among: Where, where: Where, fewest: int, best: Collection[str]
) -> Said:
    """At least `fewest` metrics are chased, and all that stand on the list, plain counts apart, are
    of one kind."""
    if not case.present.isdisjoint(_of_another(where, case.catalogue)):
        return
    chased = {
        str(line.metric): line.index
        for line, found in matching(case, among)
        if not found.conditional
    }
    wanted = [key for key in best if case.fits(key)]
    if len(chased) < fewest or not wanted:
        return
    metrics = tuple(chased)
    yield Hit(
        subjects=metrics,
        lines=tuple(chased.values()),
        facts=lambda: {
            "names": names(case, metrics[:3]),
            "best": names(case, kept_first(case, wanted)[:2]),
        },
        cures=partial(beside_them, case, wanted, []),
    )


def _with_target(_case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return line.target is not None


@check(Reads.PRESSURE, plays=_with_target)
def same_at_every_level(case: Case, *, where: Where, levels: Collection[Level]) -> Said:
    """One target for one number on each of these cards."""
    found: dict[str, list[Line]] = {}
    for line, _fits in matching(case, where):
        if line.target is not None:
            found.setdefault(str(line.metric), []).append(line)
    for metric, lines_of in found.items():
        cards: set[str] = set().union(*(line.levels or () for line in lines_of))
        if not cards.issuperset(levels):
            continue  # nearly always
        for at in _by_target(lines_of):
            if not at.keys() >= set(levels):
                continue
            low = at[Level(next(iter(levels)))]
            yield Hit(
                subjects=(metric,),
                lines=tuple(dict.fromkeys(line.index for line in at.values())),
                cures=partial(_on_one_card, case, low, [Level(level) for level in levels]),
            )


def _by_target(lines: list[Line]) -> Iterator[Mapping[Level, Line]]:
    """For each target of one number, the cards on which it stands and by which line."""
    found: list[tuple[Target | None, dict[Level, Line]]] = []
    for line in lines:
        at = next((cards for target, cards in found if target == line.target), None)
        if at is None:
            found.append((line.target, at := {}))
        at |= dict.fromkeys(line.levels or (), line)
    return (cards for _target, cards in found)


def _on_one_card(case: Case, line: Line, levels: list[Level]) -> Iterator[Fix]:
    fair = [level for level in levels if case.use_at(str(line.metric), level).use is Use.PURSUE]
    kept = fair[-1:] or levels[-1:]
    off = cures.off_cards(case, line, [level for level in levels if level not in kept])
    if off:
        yield off
    yield cures.without_target(case, line)
