"""Checks of whether targets can hold with this volume and these people, alone and together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from advisor.brief import Edit
from advisor.case import Case
from advisor.checks.hit import Fix, Hit, Missing, Reads, Said, check
from advisor.checks.uses import names
from advisor.feasibility import Judged, Verdict, verdicts


@check(*Reads)
def out_of_reach(case: Case, *, verdict: str) -> Said:
    """A target that, with the stated load and staff, cannot hold or holds only with luck."""
    found = verdicts(case)
    for item in found.judged:
        if item.metric is not None and item.verdict is Verdict(verdict):
            cannot = item.verdict is Verdict.CANNOT
            yield Hit(
                subjects=(item.metric,),
                lines=_lines(case, item),
                facts=partial(_says, item.says),
                cures=partial(_asked_again, case, (item.metric,)) if cannot else tuple,
            )
    yield from _missing(case, found.missing)


@check(*Reads)
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
