"""Checks of what is behind the targets: heads that fill the positions, work taken in its turn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from advisor.case import Case
from advisor.checks.hit import Hit, Missing, Reads, Said, check
from advisor.feasibility import Verdict, verdicts
from advisor.feasibility.flow import AGE, passed_over
from advisor.feasibility.load import SHRINKAGE


@check()
def unfilled(case: Case) -> Said:
    """Positions that the paid heads cannot fill at the stated shrinkage, however it is read."""
    load = case.brief.load
    for item in verdicts(case).judged:
        if item.metric is None and item.verdict is Verdict.CANNOT:
            yield Hit(facts=partial(_says, item.says))
    if load.positions and load.paid_heads and load.shrinkage is None:
        yield Missing("load", SHRINKAGE)


@check(*Reads)
def passed_by(case: Case) -> Said:
    """Open work far older than the pile explains: the oldest is passed over for new."""
    flow = verdicts(case).flow
    lines = tuple(line.index for line in case.known if line.metric == AGE)
    if flow is not None and lines and (says := passed_over(flow)):
        yield Hit(subjects=(AGE,), lines=lines, facts=partial(_says, says))


def _says(said: str) -> Mapping[str, str]:
    return {"says": said}
