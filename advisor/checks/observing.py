"""Checks of measurability: whether a number can be had, and whether it means anything here."""

from __future__ import annotations

from collections.abc import Collection

from advisor.case import Case
from advisor.checks.fixes import without_consequence
from advisor.checks.hit import Hit, Missing, Said, check
from advisor.checks.stakes import aimed, at, stake
from knowledge.vocabulary import Consequence, Level, Reporter


@check
def no_system(case: Case) -> Said:
    """A line needs a system that the centre does not have."""
    if case.brief.systems is None:
        if case.known:
            yield Missing("systems", "Which systems do your figures come from?")
        return
    for line in case.known:
        missing = case.missing_systems(str(line.metric))
        if missing:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"systems": " and ".join(missing)},
                conditional=stake(line) is None,
            )


@check
def few_observations(
    case: Case, *, levels: Collection[Level], reporters: Collection[Reporter]
) -> Said:
    """Somebody is judged by a number of which one person collects only a handful."""
    for line in case.known:
        entry, level = case.entry(line), at(line, levels)
        sparse = entry.reported_by in reporters and entry.least_observations is not None
        ranked = Consequence.RANKED in (line.consequences or ())
        unsure = line.consequences is None and aimed(line)
        if level is None or not sparse or not (line.incentivised or ranked or unsure):
            continue
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            level=level,
            facts={"least": str(entry.least_observations)},
            fix=without_consequence(case, line),
            conditional=unsure,
        )
