"""Checks of whether targets can hold with this volume and these people, alone and together."""

from __future__ import annotations

from advisor.brief import Edit
from advisor.case import Case
from advisor.checks.hit import Fix, Hit, Missing, Said, check
from advisor.feasibility import Judged, Verdict, feasibility


@check
def out_of_reach(case: Case, *, verdict: str) -> Said:
    """A target that, with the stated load and staff, cannot hold or holds only with luck."""
    found = feasibility(case)
    for item in found.judged:
        if item.metric is not None and item.verdict is Verdict(verdict):
            yield Hit(
                subjects=(item.metric,),
                lines=_lines(case, item),
                facts={"says": item.says},
                fix=_asked_again(case, item) if item.verdict is Verdict.CANNOT else None,
            )
    yield from _missing(case, found.missing)


@check
def clashing(case: Case) -> Said:
    """The fewest targets that no favourable reading of load and staff lets hold together."""
    found = feasibility(case)
    for clash in found.clashes:
        yield Hit(
            subjects=clash.metrics,
            lines=tuple(
                line.index
                for line in case.known
                if line.metric in clash.metrics and line.written in clash.written
            ),
            facts={"says": clash.says},
        )
    yield from _missing(case, found.missing)


def _lines(case: Case, item: Judged) -> tuple[int, ...]:
    return tuple(
        line.index
        for line in case.known
        if line.metric == item.metric and line.written == item.written
    )


def _asked_again(case: Case, item: Judged) -> Fix:
    """Nobody is served by a target that cannot hold: take it off until there is one that can."""
    name = case.catalogue.label(str(item.metric)).lower()
    says = f"Take the target off {name} until it is set from your own load and staff."
    return Fix(says, (Edit("set", item.metric, "target", None),))


def _missing(case: Case, questions: tuple[str, ...]) -> Said:
    """Skipped, with the first question, where there are targets that the load would judge."""
    if questions and any(line.has_target for line in case.known):
        yield Missing("load", questions[0])
