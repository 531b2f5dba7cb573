"""Checks of the situation: the work, the channels and the stakes that a number meets."""

from __future__ import annotations

from collections.abc import Collection

from advisor.case import Case
from advisor.checks.fixes import dropping, without_consequence
from advisor.checks.hit import Hit, Missing, Said, check
from advisor.checks.uses import bar_here, names, pressing
from knowledge.vocabulary import Dimension, Level, Theme, Use


@check
def hurried_work(
    case: Case, *, theme: Collection[Theme], levels: Collection[Level], contexts: Collection[str]
) -> Said:
    """Speed or cost presses on people whose work must take the time that it takes."""
    found = [key for key in case.in_force if key in contexts]
    if not found:
        return
    for use in pressing(case, levels):
        if case.entry(use.line).theme in theme:
            yield Hit(
                subjects=(use.metric,),
                lines=(use.line.index,),
                level=use.level,
                facts={"work": names(case, found[:1])},
                fix=without_consequence(case, use.line),
                conditional=use.conditional,
            )


@check
def barred_here(case: Case) -> Said:
    """A line is pursued though something in this situation speaks against it."""
    for use in pressing(case):
        barred = bar_here(case, use.metric, use.level)
        if barred is None:
            continue
        context, bar = barred
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"context": names(case, [context]), "because": bar.because},
            fix=dropping(case, use.line)
            if bar.use is Use.NEVER
            else without_consequence(case, use.line),
            conditional=use.conditional,
        )


@check
def foreign(case: Case, *, dimension: Dimension) -> Said:
    """A line is made for other channels, or for other work, than those that were named."""
    named = getattr(case.brief.context, dimension)
    for line in case.known:
        made_for = getattr(case.entry(line), dimension)
        if not made_for or case.contexts[Dimension(dimension)] & set(made_for):
            continue
        if not named:
            yield Missing(dimension, "Which channels and which kind of work is this list for?")
            continue
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts={"made_for": names(case, made_for[:3]), "named": names(case, sorted(named))},
            fix=dropping(case, line),
        )


@check
def one_length_for_many(case: Case, *, theme: Collection[Theme], fewest: int) -> Said:
    """One target for the length of contacts covers several channels or kinds of work."""
    mixed = [
        dimension
        for dimension in (Dimension.CHANNELS, Dimension.WORK)
        if len(case.contexts[dimension]) >= fewest
    ]
    if not mixed:
        return
    kinds = sorted(case.contexts[mixed[0]])
    for use in pressing(case):
        entry = case.entry(use.line)
        if entry.theme in theme and entry.unit == "seconds" and use.line.has_target:
            yield Hit(
                subjects=(use.metric,),
                lines=(use.line.index,),
                level=use.level,
                facts={"kinds": names(case, kinds)},
            )
