"""Checks of the level: whose card a number is on, and whether they can answer for it."""

from __future__ import annotations

from collections.abc import Collection

from advisor.case import Case, Line
from advisor.checks.fixes import exchanged, fair_level, moved_to, without_consequence
from advisor.checks.hit import Fix, Hit, Missing, Said, check
from advisor.checks.uses import CONSEQUENCES, bar_here, names, pressing
from knowledge.catalogue import Claim
from knowledge.vocabulary import Level, Overlap, Use


@check
def harmful_at_level(case: Case, *, levels: Collection[Level]) -> Said:
    """A line presses on people at a level where its dossier says never."""
    for use in pressing(case, levels):
        entry, here = case.entry(use.line), case.use_at(use.metric, use.level)
        barred = bar_here(case, use.metric, use.level) is not None
        silent = not entry.sort.selectable or use.level not in entry.use
        if silent or barred or here.use is not Use.NEVER:
            continue
        fair = fair_level(case, use.metric)
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"because": here.because},
            path=_worst(case, use.line, use.level),
            fix=moved_to(case, use.line, fair) if fair else without_consequence(case, use.line),
            conditional=use.conditional,
        )
    if Level.AGENT in levels and any(line.levels is None for line in case.known):
        yield Missing("levels", "Whose card is each number on: an agent's, a team's, the centre's?")


def _worst(case: Case, line: Line, level: Level) -> tuple[Claim, ...]:
    setting = case.setting(line, level, assume=line.consequences is None)
    reach = case.influence.by_pressure(str(line.metric), setting)
    ranked = sorted(
        reach.harming.values(),
        key=lambda path: (-case.priorities.get(path.end, 0) * path.share, path.end),
    )
    return ranked[0].claims if ranked else ()


@check
def count_as_goal(case: Case, *, levels: Collection[Level], stated: bool = False) -> Said:
    """A plain count or state, which planning needs, is a goal at a level where nobody can answer
    for it. With `stated`, only where a target or a consequence was named."""
    for use in pressing(case, levels):
        entry = case.entry(use.line)
        allowed = case.use_at(use.metric, use.level).use.rank <= Use.WATCH.rank
        if entry.sort.selectable or allowed or (stated and use.conditional):
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={
                "because": entry.use[use.level].because if use.level in entry.use else entry.brief,
            },
            path=_worst(case, use.line, use.level),
            fix=without_consequence(case, use.line),
            conditional=use.conditional,
        )


@check
def pursued_beyond_use(case: Case, *, levels: Collection[Level]) -> Said:
    """A line carries a target, pay or punishment at a level where it may only be watched."""
    unsaid = False
    for use in pressing(case, levels):
        line, here = use.line, case.use_at(use.metric, use.level)
        if here.use not in (Use.WATCH, Use.PLAN) or bar_here(case, use.metric, use.level):
            continue
        if here.use is Use.PLAN and not case.entry(line).sort.selectable:
            continue  # a plain count: `count_as_goal` speaks of it
        if line.target is not None and line.target.op == "band":
            continue  # a band that is watched is a limit
        if not line.incentivised and not line.has_target:
            unsaid |= line.consequences is None
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            facts={
                "because": here.because,
                "carries": "pay or punishment" if line.incentivised else "a target",
            },
            path=_worst(case, line, use.level),
            fix=_eased(case, line, use.level),
        )
    if unsaid:
        yield CONSEQUENCES


def _eased(case: Case, line: Line, level: Level) -> Fix:
    """Move it to where it may be pursued if that is somewhere else, else keep it as a report."""
    fair = fair_level(case, str(line.metric))
    pursued = fair and case.use_at(str(line.metric), fair).use is Use.PURSUE
    if fair and pursued and fair is not level:
        return moved_to(case, line, fair)
    return without_consequence(case, line)


@check
def fairer_twin(case: Case, *, levels: Collection[Level]) -> Said:
    """A line is never right at this level, and another number for the same thing is."""
    for use in pressing(case, levels):
        if not case.fits(use.metric) or case.use_at(use.metric, use.level).use is not Use.NEVER:
            continue
        twins = [
            key
            for key in case.universe
            if case.overlap(key, use.metric) is Overlap.SAME_THING
            and case.use_at(key, use.level).use.rank <= Use.WATCH.rank
        ]
        if not twins or case.present & set(twins):
            continue
        unit = case.entry(use.line).unit
        best = min(
            twins,
            key=lambda key: (
                case.use_at(key, use.level).use.rank,
                case.catalogue.metrics[key].unit != unit,
                key,
            ),
        )
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"twin": names(case, [best])},
            fix=exchanged(case, use.line, best, use.level),
            conditional=use.conditional,
        )
