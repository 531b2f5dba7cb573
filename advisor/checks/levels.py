"""Checks of the level: whose card a number is on, and whether they can answer for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Missing, Said, line_check
from advisor.checks.uses import (
    CONSEQUENCES,
    bar_here,
    names,
    pressed,
    provoked,
    share_of,
    unsaid_hangs_on,
    watchers,
)
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Level, Overlap, Use

WHOSE = Missing("levels", "Whose card is each number on: an agent's, a team's, the centre's?")


@line_check(hangs_on=unsaid_hangs_on, pressed_only=True)
def harmful_at_level(case: Case, line: Line, *, levels: Collection[Level]) -> Said:
    """A line presses on people at a level where its dossier says never."""
    entry = case.entry(line)
    for use in pressed(line, levels):
        here = case.use_at(use.metric, use.level)
        silent = not entry.sort.selectable or use.level not in entry.use
        if silent or here.use is not Use.NEVER or bar_here(case, use.metric, use.level):
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            conditional=use.conditional,
            mild=use.conditional and _worst_shown(case, line, use.level),
            facts=partial(_told, here.because),
            path=partial(_worst, case, line, use.level),
            cures=partial(_elsewhere, case, line, use.level),
        )
    if Level.AGENT in levels and line.levels is None:
        yield WHOSE


def _worst_shown(case: Case, line: Line, level: Level) -> bool:
    """Whether the list shows what this number would bring most."""
    shown = watchers(case, line, level)
    claims = [claim for claim in provoked(case, line, level) if claim.end in shown]
    worst = max(claims, key=lambda claim: (share_of(claim), claim.end), default=None)
    return worst is not None and not case.present.isdisjoint(shown[worst.end])


def _told(because: str, carries: str = "") -> dict[str, str]:
    return {"because": because, "carries": carries}


def _elsewhere(case: Case, line: Line, level: Level) -> Iterator[Fix]:
    """Off this card if it stands on a fair one too, else to where it is fair; else a report."""
    others = [other for other in line.levels or () if other is not level]
    if any(case.use_at(str(line.metric), other).use is Use.PURSUE for other in others):
        off = cures.off_cards(case, line, (level,))
        if off:
            yield off
    fair = cures.fair_level(case, str(line.metric))
    if fair:
        yield cures.moved_to(case, line, fair)
    yield cures.without_consequence(case, line)
    yield cures.dropping(case, line)


def _worst(case: Case, line: Line, level: Level) -> tuple[Claim, ...]:
    setting = case.setting(line, level, assume=line.consequences is None)
    reach = case.influence.by_pressure(str(line.metric), setting)
    ranked = sorted(
        reach.harming.values(),
        key=lambda path: (-case.priorities.get(path.end, 0) * path.share, path.end),
    )
    return ranked[0].claims if ranked else ()


def _counts(catalogue: Catalogue, _params: dict[str, Any]) -> list[str]:
    return [key for key, entry in catalogue.metrics.items() if not entry.sort.selectable]


@line_check(about=_counts, pressed_only=True)
def count_as_goal(
    case: Case, line: Line, *, levels: Collection[Level], stated: bool = False
) -> Said:
    """A plain count or state, which planning needs, is a goal at a level where nobody can answer
    for it. With `stated`, only where a target or a consequence was named."""
    entry = case.entry(line)
    if entry.sort.selectable:
        return
    for use in pressed(line, levels):
        allowed = case.use_at(use.metric, use.level).use.rank <= Use.WATCH.rank
        if allowed or (stated and use.conditional):
            continue
        because = entry.use[use.level].because if use.level in entry.use else entry.brief
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            conditional=use.conditional,
            facts=partial(_told, because),
            path=partial(_worst, case, line, use.level),
            cures=partial(cures.of_line, case, line, use.level, ["report", "drop"]),
        )


@line_check(pressed_only=True)
def pursued_beyond_use(case: Case, line: Line, *, levels: Collection[Level]) -> Said:
    """A line carries a target, pay or punishment at a level where it may only be watched."""
    if line.target is not None and line.target.op == "band":
        return  # a band that is watched is a limit
    for use in pressed(line, levels):
        here = case.use_at(use.metric, use.level)
        if here.use not in (Use.WATCH, Use.PLAN) or bar_here(case, use.metric, use.level):
            continue
        if here.use is Use.PLAN and not case.entry(line).sort.selectable:
            continue  # a plain count: `count_as_goal` speaks of it
        if not line.incentivised and not line.has_target:
            if line.consequences is None:
                yield CONSEQUENCES
            continue
        carries = "pay or punishment" if line.incentivised else "a target"
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            facts=partial(_told, here.because, carries),
            path=partial(_worst, case, line, use.level),
            cures=partial(cures.eased, case, line, use.level),
        )


def _twins_hang_on(case: Case, line: Line, _params: dict[str, Any]) -> Iterable[str]:
    return case.place.rivals.get(str(line.metric), ())


@line_check(hangs_on=_twins_hang_on, pressed_only=True)
def fairer_twin(case: Case, line: Line, *, levels: Collection[Level]) -> Said:
    """A line is never right at this level, and another number for the same thing is."""
    for use in pressed(line, levels):
        if not case.fits(use.metric) or case.use_at(use.metric, use.level).use is not Use.NEVER:
            continue
        twins = [
            key
            for key in sorted(case.place.rivals.get(use.metric, ()))
            if key in case.universe_set
            and case.overlap(key, use.metric) is Overlap.SAME_THING
            and case.use_at(key, use.level).use.rank <= Use.WATCH.rank
        ]
        if not twins or not case.present.isdisjoint(twins):
            continue
        unit, level = case.entry(line).unit, use.level
        ranked = sorted(
            twins,
            key=lambda key: (
                case.use_at(key, level).use.rank,
                case.catalogue.metrics[key].unit != unit,
                key,
            ),
        )
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            conditional=use.conditional,
            facts=partial(_twin_told, case, ranked[0]),
            cures=partial(_exchange, case, line, ranked, use.level),
        )


def _twin_told(case: Case, twin: str) -> dict[str, str]:
    return {"twin": names(case, [twin])}


def _exchange(case: Case, line: Line, twins: Sequence[str], level: Level) -> Iterator[Fix]:
    for twin in twins:
        yield cures.exchanged(case, line, twin, level)
    yield cures.without_consequence(case, line)
