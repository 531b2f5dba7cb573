"""Checks of pay: how much hangs on one number, on which kind, and who writes it down."""

from __future__ import annotations

from collections.abc import Collection

from advisor.brief import Edit
from advisor.case import Case
from advisor.checks.fixes import without_consequence
from advisor.checks.hit import Fix, Hit, Missing, Said, check
from advisor.checks.uses import names, pressing
from knowledge.vocabulary import Consequence, Level, Reporter, Sort


@check
def heavy_weight(case: Case, *, levels: Collection[Level], most: float) -> Said:
    """More than `most` percent of somebody's pay or score hangs on one number."""
    for use in pressing(case, levels):
        weight = use.line.row.weight
        if weight is not None and weight > most and len(case.known) > 1:
            yield Hit(
                subjects=(use.metric,),
                lines=(use.line.index,),
                level=use.level,
                facts={"weight": format(weight, "g")},
                conditional=use.line.incentivised is None,
            )
        elif weight is None and use.line.incentivised:
            yield Missing("weight", "How much of the pay hangs on each number, in percent?")


@check
def floor_traded(case: Case) -> Said:
    """A floor of safety or law pays by points, so that it can be weighed against speed."""
    for use in pressing(case):
        paid = use.line.consequences or frozenset()
        if case.entry(use.line).sort is not Sort.FLOOR or Consequence.PAID not in paid:
            continue
        kept = sorted({*paid, Consequence.GATE} - {Consequence.PAID})
        edit = Edit("set", use.metric, "consequences", [item.value for item in kept])
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            fix=Fix(f"Make {names(case, [use.metric])} a gate before any bonus.", (edit,)),
        )


@check
def own_log(
    case: Case,
    *,
    levels: Collection[Level],
    reporters: Collection[Reporter],
    variants: Collection[str],
) -> Said:
    """A number is written down by those whom it rates. `variants` are definitions of which the
    same is true."""
    for use in pressing(case, levels):
        entry = case.entry(use.line)
        variant = use.line.row.definition or use.line.resolved.variant
        if entry.reported_by not in reporters and variant not in variants:
            continue
        reporter = Reporter.AGENT.label if variant in variants else None
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"reporter": reporter or (entry.reported_by or Reporter.AGENT).label},
            fix=without_consequence(case, use.line),
            conditional=use.conditional,
        )
