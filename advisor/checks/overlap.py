"""Checks of overlap: the same thing asked for twice."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Reads, Said, check
from advisor.checks.stakes import aimed, stake, stakes
from advisor.checks.uses import UNPLACED, names
from advisor.place import Place
from knowledge.vocabulary import Overlap, Sort


def _partners(place: Place) -> Mapping[str, Mapping[str, Overlap]]:
    """By metric, those that overlap with it, and how."""
    found: dict[str, dict[str, Overlap]] = {}
    for (one, other), overlap in place.overlaps.items():
        found.setdefault(one, {})[other] = overlap
        found.setdefault(other, {})[one] = overlap
    return found


def _may_overlap(case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return line.metric in case.place.once(_partners) and bool(stake(line))


@check(Reads.PRESSURE, plays=_may_overlap)
def doubled(case: Case, *, kinds: Collection[Overlap]) -> Said:
    """Two lines that overlap in one of these ways are both chased."""
    held = {str(line.metric): line for line, chased in reversed(stakes(case)) if chased}
    partners = case.place.once(_partners)
    pairs = sorted(
        (one, other)
        for one in held.keys() & partners.keys()
        for other in held.keys() & partners[one].keys()
        if one < other and partners[one][other] in kinds
    )
    for one, other in pairs:
        kept, spare = sorted((held[one], held[other]), key=lambda line: _claim(case, line))
        yield Hit(
            subjects=(str(spare.metric), str(kept.metric)),
            lines=(spare.index, kept.index),
            facts=partial(_kept_told, case, kept),
            cures=partial(_one_less, case, spare),
        )


def _kept_told(case: Case, kept: Line) -> dict[str, str]:
    return {"kept": names(case, [str(kept.metric)])}


def _one_less(case: Case, spare: Line) -> Iterator[Fix]:
    yield cures.without_consequence(case, spare)
    yield cures.dropping(case, spare)


def _claim(case: Case, line: Line) -> tuple[int, int, str]:
    """The better claim to the one seat sorts first: the stronger use, then results first."""
    metric = str(line.metric)
    order = list(Sort)
    return case.highest(metric).rank, order.index(case.entry(line).sort), metric


def _aimed(_case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return aimed(line)


@check(Reads.PRESSURE, Reads.NOTES, plays=_aimed)
def repeated(case: Case) -> Said:
    """One number stands twice on a card, with two targets that are not two points of one curve."""
    by_metric: dict[str, list[Line]] = {}
    for line in case.known:
        if aimed(line):
            by_metric.setdefault(str(line.metric), []).append(line)
    for lines in by_metric.values():
        for one, other in itertools.combinations(lines, 2):
            cards = other.levels or UNPLACED
            level = next((x for x in one.levels or UNPLACED if x in cards), None)
            if level is None or _two_points(one, other):
                continue
            yield Hit(
                subjects=(str(one.metric),),
                lines=(one.index, other.index),
                level=level,
                facts=partial(_both_told, one, other),
                cures=partial(_no_targets, case, one),
            )


def _two_points(one: Line, other: Line) -> bool:
    points = all(line.target and line.target.op == "within" for line in (one, other))
    ranks = {line.target.percentile for line in (one, other) if line.target}
    return points or len(ranks) > 1 or one.resolved.variant != other.resolved.variant


def _both_told(one: Line, other: Line) -> dict[str, str]:
    return {"one": _target(one), "other": _target(other)}


def _no_targets(case: Case, line: Line) -> Iterator[Fix]:
    yield cures.without_target(case, line)
    yield cures.dropping(case, line)


def _target(line: Line) -> str:
    written = line.row.target
    return written if isinstance(written, str) else "another"
