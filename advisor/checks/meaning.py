"""Checks of meaning: what a number counts, and whether it can be had at all."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Missing, Reads, Said, check, line_check
from advisor.checks.stakes import definition, stake
from advisor.checks.uses import names
from knowledge.catalogue import Catalogue


def _incentivised(_case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return bool(line.incentivised)


@check(Reads.PRESSURE, Reads.NOTES, plays=_incentivised)
def undefined_pay(case: Case, *, variants: int) -> Said:
    """Money or trouble hangs on numbers that have at least so many definitions, and none of them
    was named."""
    lines = [
        line
        for line in case.known
        if line.incentivised and not definition(line) and len(case.entry(line).variants) >= variants
    ]
    if lines:
        subjects = tuple(dict.fromkeys(str(line.metric) for line in lines))
        yield Hit(
            subjects=subjects,
            facts=lambda: {"counted": names(case, subjects[:4])},
            cures=lambda: _all_defined(case, lines),
        )
    elif case.known and all(line.consequences is None for line in case.known):
        yield Missing("consequences", "Which of these numbers pay someone or get them in trouble?")


def _all_defined(case: Case, lines: list[Line]) -> tuple[Fix, ...]:
    found = [cures.defined(case, line) for line in lines]
    edits = tuple(edit for fix in found if fix for edit in fix.edits)
    told = names(case, list(dict.fromkeys(str(line.metric) for line in lines)))
    return (Fix(f"Write down what counts for {told}: begin with the catalogue's formula.", edits),)


def _misleads(catalogue: Catalogue, params: dict[str, Any]) -> list[str]:
    wanted, apart = frozenset(params.get("variants", ())), frozenset(params.get("apart", ()))
    return [
        key
        for key, entry in catalogue.metrics.items()
        if any(name not in apart and (not wanted or name in wanted) for name in entry.variants)
    ]


@line_check(about=_misleads, pressed_only=True)
def flattering(
    case: Case, line: Line, *, variants: Collection[str] = (), apart: Collection[str] = ()
) -> Said:
    """A number that is chased is counted in a way of which we know how it misleads: one of
    `variants` where they are named, none of `apart`."""
    variant = definition(line) or ""
    known = case.entry(line).variants.get(variant)
    if known is None or variant in apart or (variants and variant not in variants):
        return
    if stake(line):
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts=lambda: {"misleads": known.misleads, "differs": known.differs},
            cures=lambda: tuple(
                fix
                for fix in (cures.defined(case, line), cures.without_consequence(case, line))
                if fix
            ),
        )


@line_check()
def no_system(case: Case, line: Line) -> Said:
    """A line needs a system that the centre does not have."""
    if case.brief.systems is None:
        yield Missing("systems", "Which systems do your figures come from?")
        return
    missing = case.missing_systems(str(line.metric))
    if missing:
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            conditional=not stake(line),
            facts=lambda: {"systems": " and ".join(missing)},
            cures=lambda: (cures.dropping(case, line),),
        )
