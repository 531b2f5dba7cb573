"""Checks of overlap: the same thing asked for twice."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Reads, Said, check
from advisor.checks.remembered import of_case
from advisor.checks.stakes import aimed, stakes
from advisor.checks.uses import UNPLACED, names
from knowledge.vocabulary import Overlap, Sort


def _in_a_pair(case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return any(line.metric in pair[:2] for pair in _overlapping(case))


@check(Reads.PRESSURE, plays=_in_a_pair)
def doubled(case: Case, *, kinds: Collection[Overlap]) -> Said:
    """Two lines that overlap in one of these ways are both chased."""
    held = {str(line.metric): line for line, chased in reversed(stakes(case)) if chased}
    pairs = sorted(
        (one, other)
        for one, other, overlap in _overlapping(case)
        if overlap in kinds and one in held and other in held
    )
    for one, other in pairs:
        kept, spare = sorted((held[one], held[other]), key=lambda line: _claim(case, line))
        yield Hit(
            subjects=(str(spare.metric), str(kept.metric)),
            lines=(spare.index, kept.index),
            facts=partial(_kept_told, case, kept),
            cures=partial(_one_less, case, spare),
        )


@of_case
def _overlapping(case: Case) -> tuple[tuple[str, str, Overlap], ...]:
    """Pairs of metrics on the list that overlap, and how."""
    return tuple(
        (one, other, overlap)
        for (one, other), overlap in case.overlaps.items()
        if one in case.today and other in case.today
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


@check(Reads.PRESSURE, Reads.NOTES)
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
