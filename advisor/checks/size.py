"""Checks of size: how many numbers somebody is asked to chase."""

from __future__ import annotations

from collections.abc import Collection

from advisor.case import Case
from advisor.checks.hit import Hit, Missing, Said, check
from advisor.checks.stakes import at, stake
from knowledge.vocabulary import Level


@check
def crowded(case: Case, *, most: int, levels: Collection[Level] = (), paid: bool = False) -> Said:
    """More than `most` numbers are chased (with `paid`: carry pay, a gate or trouble) on a card of
    these levels, or in the whole set."""
    lines = [line for line in case.known if not levels or at(line, levels) is not None]
    held = [line for line in lines if (line.incentivised if paid else stake(line))]
    metrics = tuple(dict.fromkeys(str(line.metric) for line in held))
    if len(metrics) > most:
        yield Hit(
            subjects=metrics,
            level=Level(next(iter(levels))) if levels else None,
            facts={"count": str(len(metrics)), "most": str(most)},
        )
    elif len(lines) > most and any(line.consequences is None for line in lines):
        yield Missing("consequences", "Which of these numbers does somebody chase, and how?")


@check
def lone(case: Case) -> Said:
    """The list is one number long."""
    if len(case.lines) == len(case.known) == 1 and stake(case.known[0]) is not False:
        line = case.known[0]
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            conditional=stake(line) is None,
        )
