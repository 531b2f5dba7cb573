"""Checks of overlap: the same thing asked for twice."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from advisor.case import Case, Line
from advisor.checks.fixes import without_consequence
from advisor.checks.hit import Hit, Said, check
from advisor.checks.stakes import aimed, stake
from advisor.checks.uses import UNPLACED, names
from knowledge.vocabulary import Overlap, Sort


@check
def doubled(case: Case, *, kinds: Collection[Overlap]) -> Said:
    """Two lines that overlap in one of these ways are both chased."""
    held = {str(line.metric): line for line in reversed(case.known) if stake(line)}
    for one, other in itertools.combinations(sorted(held), 2):
        if case.overlap(one, other) not in kinds:
            continue
        kept, spare = sorted((held[one], held[other]), key=lambda line: _claim(case, line))
        yield Hit(
            subjects=(str(spare.metric), str(kept.metric)),
            lines=(spare.index, kept.index),
            facts={"kept": names(case, [str(kept.metric)])},
            fix=without_consequence(case, spare),
        )


def _claim(case: Case, line: Line) -> tuple[int, int, str]:
    """The better claim to the one seat sorts first: the stronger use, then results first."""
    metric = str(line.metric)
    order = list(Sort)
    return case.highest(metric).rank, order.index(case.entry(line).sort), metric


@check
def repeated(case: Case) -> Said:
    """One number stands twice on a card, with two targets that are not two points of one curve."""
    for one, other in itertools.combinations(case.known, 2):
        level = next((x for x in one.levels or UNPLACED if x in (other.levels or UNPLACED)), None)
        if one.metric != other.metric or level is None or not (aimed(one) and aimed(other)):
            continue
        points = all(line.target and line.target.op == "within" for line in (one, other))
        ranks = {line.target.percentile for line in (one, other) if line.target}
        if points or len(ranks) > 1 or one.resolved.variant != other.resolved.variant:
            continue
        yield Hit(
            subjects=(str(one.metric),),
            lines=(one.index, other.index),
            level=level,
            facts={"one": _target(one), "other": _target(other)},
        )


def _target(line: Line) -> str:
    written = line.row.target
    return written if isinstance(written, str) else "another"
