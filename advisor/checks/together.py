"""Checks of whether targets can hold with this volume and these people, alone and together, and
of whether heads fill the positions and work is taken in its turn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from advisor.brief import Edit
from advisor.case import Case, Line
from advisor.checks.hit import Fix, Hit, Missing, Reads, Said, check
from advisor.checks.uses import names
from advisor.feasibility import Judged, Verdict, verdicts
from advisor.feasibility.deferred import METRICS
from advisor.feasibility.demands import QUANTITIES
from advisor.feasibility.flow import AGE, passed_over
from advisor.feasibility.load import READ, SHRINKAGE

READ_OF = READ | METRICS | frozenset(QUANTITIES)
"""Metrics of which what is feasible here reads anything."""


def _read_of(_case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return line.metric in READ_OF


@check(*Reads, plays=_read_of)
def out_of_reach(case: Case, *, verdict: str, positions: bool = False) -> Said:
    """A target that, with the stated load and staff, cannot hold or holds only with luck; with
    `positions`, in place of targets, positions that the paid heads cannot fill however their
    shrinkage is read."""
    found, load = verdicts(case), case.brief.load
    for item in found.judged:
        if (item.metric is None) is positions and item.verdict is Verdict(verdict):
            about = (item.metric,) if item.metric else ()
            cannot = about and item.verdict is Verdict.CANNOT
            yield Hit(
                subjects=about,
                lines=_lines(case, item),
                facts=partial(_says, item.says),
                cures=partial(_asked_again, case, about) if cannot else tuple,
            )
    if not positions:
        yield from _missing(case, found.missing)
    elif load.positions and load.paid_heads and load.shrinkage is None:
        yield Missing("load", SHRINKAGE)


@check(*Reads, plays=_read_of)
def clashing(case: Case) -> Said:
    """The fewest targets that no favourable reading of load and staff lets hold together."""
    found = verdicts(case)
    said: set[str] = set()
    for clash in found.clashes:
        if clash.metrics[0] in said:  # what else it clashes with stands beside the verdicts
            continue
        said.add(clash.metrics[0])
        yield Hit(
            subjects=clash.metrics,
            lines=tuple(
                line.index
                for line in case.known
                if line.metric in clash.metrics and line.written in clash.written
            ),
            facts=partial(_says, clash.says),
            cures=partial(_asked_again, case, clash.metrics),
        )
    yield from _missing(case, found.missing)


def _says(said: str) -> dict[str, str]:
    return {"says": said}


def _lines(case: Case, item: Judged) -> tuple[int, ...]:
    return tuple(
        line.index
        for line in case.known
        if line.metric == item.metric and line.written == item.written
    )


def _asked_again(case: Case, metrics: tuple[str, ...]) -> Iterator[Fix]:
    """Nobody is served by a target that cannot hold: take one off, the least useful first, until
    there is one that can."""
    for metric in sorted(metrics, key=lambda key: (-case.highest(key).rank, key)):
        told = names(case, [metric])
        says = f"Take the target off {told} until it is set from your own load and staff."
        yield Fix(says, (Edit("set", metric, "target", None),))


def _missing(case: Case, questions: tuple[str, ...]) -> Said:
    """Skipped, with the first question, where there are targets that the load would judge."""
    if questions and any(line.has_target for line in case.known):
        yield Missing("load", questions[0])


@check(*Reads, plays=_read_of)
def passed_by(case: Case) -> Said:
    """Open work far older than the pile explains: the oldest is passed over for new."""
    flow = verdicts(case).flow
    lines = tuple(line.index for line in case.known if line.metric == AGE)
    if flow is not None and lines and (says := passed_over(flow)):
        yield Hit(subjects=(AGE,), lines=lines, facts=partial(_says, says))
