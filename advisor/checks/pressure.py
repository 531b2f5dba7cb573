"""Checks of what a number does to people: the behaviour it provokes, and who watches for it."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Said, line_check
from advisor.checks.partners import kept, kept_first
from advisor.checks.stakes import a_set
from advisor.checks.uses import (
    UNPLACED,
    asked_fairly,
    costliest,
    names,
    pressing_here,
    provoked,
    provoking,
    share_of,
    unseen_hangs_on,
    watchers,
)
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Dimension, Effort, Kind, Level, Spread, Theme, Use

PERSONAL = (Level.AGENT, Level.TEAM)
FAMILIAR = {Spread.WIDESPREAD: 150, Spread.KNOWN: 100, Spread.RARE: 50}
EFFORT = {Effort.LOW: 120, Effort.MEDIUM: 100, Effort.HIGH: 70}
NAMED = 2
SOLD = (Theme.SALES, Theme.COLLECTIONS)
STATED = 300  # thousandths: what it is worth that the catalogue states the guard for this metric


def _brings(catalogue: Catalogue, params: dict[str, Any]) -> list[str]:
    """Metrics that may provoke any of these behaviours."""
    wanted = frozenset(params["behaviours"])
    return [key for key in catalogue.metrics if not wanted.isdisjoint(provoking(catalogue, key))]


def _unsure_hangs_on(case: Case, line: Line, params: dict[str, Any]) -> Iterable[str]:
    levels = line.levels or UNPLACED
    fair = any(case.use_at(str(line.metric), level).use is Use.PURSUE for level in levels)
    if not fair and all(_speaks(case, line, level) for level in levels):
        return ()
    return unseen_hangs_on(case, line, params["behaviours"])


def _of_theme(catalogue: Catalogue, params: dict[str, Any]) -> list[str]:
    theme: Collection[Theme] = params.get("theme", ())
    return [
        key
        for key, entry in catalogue.metrics.items()
        if (not theme or entry.theme in theme) and provoking(catalogue, key)
    ]


def _sight_hangs_on(case: Case, line: Line, _params: dict[str, Any]) -> Iterable[str]:
    return unseen_hangs_on(case, line)


def _guarded(catalogue: Catalogue, _params: dict[str, Any]) -> list[str]:
    return [key for key in catalogue.metrics if catalogue.related(key, Kind.GUARDS, reverse=True)]


def _stated_hangs_on(case: Case, line: Line, _params: dict[str, Any]) -> Iterable[str]:
    return _stated(case, str(line.metric))


def _stated(case: Case, metric: str) -> set[str]:
    return {claim.start for claim in case.catalogue.related(metric, Kind.GUARDS, reverse=True)}


@line_check(hangs_on=_unsure_hangs_on, about=_brings)
def provokes(
    case: Case, line: Line, *, behaviours: Collection[str], levels: Collection[Level] = ()
) -> Said:
    """A line will bring some of these behaviours. Without a target and without a word on what
    hangs on it, or where it is asked for fairly, it speaks only if nothing would show them."""
    seen: dict[str, tuple[Level, Claim]] = {}
    for level in line.levels or UNPLACED:
        if levels and level not in levels:
            continue
        sure = _speaks(case, line, level)
        for claim in provoked(case, line, level):
            if claim.end not in behaviours or not (sure or _unseen(case, line, level, claim)):
                continue
            known = seen.get(claim.end)
            if known is None or share_of(claim) > share_of(known[1]):
                seen[claim.end] = (level, claim)
    if not seen:
        return
    ranked = sorted(seen.values(), key=lambda pair: (-share_of(pair[1]), pair[1].end))
    level, worst = ranked[0]
    ends = [claim.end for _level, claim in ranked[:3]]
    yield Hit(
        subjects=(str(line.metric),),
        lines=(line.index,),
        level=level,
        conditional=line.consequences is None,
        mild=_fair_and_seen(case, line, level, worst),
        mark=tuple(ends),
        parts=tuple(seen),
        facts=lambda: {
            "behaviour": names(case, ends),
            "because": worst.relation.because,
            "does": case.catalogue.behaviours[worst.end].does,
        },
        path=lambda: costliest(case, worst),
        cures=partial(_relief, case, line, level),
    )


def _speaks(case: Case, line: Line, level: Level) -> bool:
    """Whether it is worth a word even where something shows the behaviour."""
    said = line.consequences is not None or line.has_target
    return said and not asked_fairly(case, line, level)


def _fair_and_seen(case: Case, line: Line, level: Level, claim: Claim) -> bool:
    """Whether the number may be pursued at this level, and something shows what it brings or the
    list is of people's cards alone, so that nobody knows what shows it."""
    fair = case.use_at(str(line.metric), level).use is Use.PURSUE
    return fair and (not a_set(case) or not _unseen(case, line, level, claim))


def _unseen(case: Case, line: Line, level: Level, claim: Claim) -> bool:
    shown = watchers(case, line, level)
    return claim.end in shown and case.present.isdisjoint(shown[claim.end])


def _relief(case: Case, line: Line, level: Level) -> Iterator[Fix]:
    """Less may hang on it. Where the number is nobody's own goal, nothing at all."""
    lowered = cures.lowered(case, line)
    if lowered:
        yield lowered
    if case.use_at(str(line.metric), level).use is Use.PURSUE:
        return
    if level in PERSONAL:
        yield cures.without_consequence(case, line)
    else:
        yield from cures.eased(case, line, level)


@line_check(hangs_on=_sight_hangs_on, about=_of_theme)
def unguarded(
    case: Case, line: Line, *, theme: Collection[Theme] = (), prefer: Collection[str] = ()
) -> Said:
    """A line provokes harm at the head of its path, and nothing on the list would show it. Of
    guards that would, the preferred are offered, and then those that the recommended set holds."""
    if theme and case.entry(line).theme not in theme:
        return
    missing: dict[str, frozenset[str]] = {}
    at: dict[str, Level] = {}
    for level in line.levels or UNPLACED:
        for behaviour, guards in watchers(case, line, level).items():
            if guards and case.present.isdisjoint(guards):
                missing.setdefault(behaviour, guards)
                at.setdefault(behaviour, level)
    if not missing:
        return
    shares = {key: _strongest(case, line, at[key], key) for key in missing}
    first = min(missing, key=lambda key: (-shares[key], key))
    ordered = sorted(missing, key=lambda key: (key != first, key))[:3]
    cover = functools.cache(lambda: _covered(case, line, missing, shares, first, prefer))
    yield Hit(
        subjects=(str(line.metric),),
        lines=(line.index,),
        level=at[first],
        conditional=line.consequences is None,
        mild=not a_set(case),
        mark=tuple(ordered),
        parts=tuple(missing),
        facts=lambda: {
            "behaviour": names(case, ordered),
            "harms": names(case, [_duty(case, line, at[first], first)[1].end]),
            "guard": names(case, cover()[:NAMED]),
        },
        path=lambda: _duty(case, line, at[first], first),
        cures=lambda: _guarding(case, line, at[first], cover()),
    )


def _guarding(case: Case, line: Line, level: Level, cover: tuple[str, ...]) -> Iterator[Fix]:
    yield cures.watching_all(case, cover)
    lowered = cures.lowered(case, line)
    if lowered:
        yield lowered
    yield from cures.eased(case, line, level)


def _covered(
    case: Case,
    line: Line,
    missing: Mapping[str, frozenset[str]],
    shares: Mapping[str, int],
    first: str,
    prefer: Collection[str],
) -> tuple[str, ...]:
    """Few guards that together show all that is missing: those that the situation demands or the
    rule prefers, those that the recommended set holds, then those that show most of it most
    clearly, of what everybody knows and can have."""
    clearness = {key: _clearness(case, line, key) for key in missing}
    weights = {key: shares[key] * (2 if key == first else 1) for key in missing}
    left, cover = dict(missing), []
    held = kept(case) if any(len(guards) > 1 for guards in missing.values()) else ()
    while left:
        worth = {
            guard: sum(weights[key] * clearness[key].get(guard, 0) for key in left)
            * _ease(case, guard)
            for guard in {guard for guards in left.values() for guard in guards}
        }
        best = min(
            worth,
            key=lambda guard: (
                guard not in case.demanded,
                guard not in prefer,
                guard not in held,
                -worth[guard],
                case.slowness(guard),
                guard,
            ),
        )
        cover.append(best)
        left = {key: guards for key, guards in left.items() if best not in guards}
    return tuple(cover)


def _clearness(case: Case, line: Line, behaviour: str) -> Mapping[str, int]:
    """How clearly each valid guard shows a behaviour that the line provokes, in thousandths."""
    found: dict[str, int] = {}
    for level in line.levels or UNPLACED:
        for claim in provoked(case, line, level):
            if claim.end == behaviour:
                for guard, clear in case.guards_against(str(line.metric), claim).items():
                    found[guard] = max(clear, found.get(guard, 0))
    stated = set(case.guards_of(str(line.metric)))
    return {guard: clear + STATED * (guard in stated) for guard, clear in found.items()}


def _ease(case: Case, guard: str) -> int:
    """What a guard is worth for being known and cheap to have, in hundredths."""
    entry = case.catalogue.metrics[guard]
    dear = EFFORT[entry.effort] if entry.effort else 100
    out_of_reach = 50 if case.missing_systems(guard) else 100
    selling = case.has(Dimension.WORK, "sales", "retention", "collections")
    aside = 20 if entry.theme in SOLD and not selling else 100
    return FAMILIAR[entry.spread] * dear * out_of_reach * aside // 1_000_000


def _strongest(case: Case, line: Line, level: Level, behaviour: str) -> int:
    return max(share_of(c) for c in provoked(case, line, level) if c.end == behaviour)


def _duty(case: Case, line: Line, level: Level, behaviour: str) -> tuple[Claim, Claim]:
    duties = case.duties(str(line.metric), pressing_here(case, line, level))
    found = [duty for duty in duties if duty[0].end == behaviour]
    return max(found, key=lambda duty: (share_of(duty[0]), share_of(duty[1]), duty[1].end))


@line_check(hangs_on=_stated_hangs_on, about=_guarded)
def deaf_guard(case: Case, line: Line) -> Said:
    """The only guards in the set come too late, or are reported by those whom they should watch."""
    if line.pressed is False and not line.has_target:
        return
    metric = str(line.metric)
    here = sorted(_stated(case, metric) & case.present)
    if not here:
        return
    for level in line.levels or UNPLACED:
        if any(case.valid_guard(guard, metric, level) for guard in here):
            continue
        if not watchers(case, line, level):
            continue
        better = sorted(
            case.guards_of(metric, level), key=lambda guard: (case.slowness(guard), guard)
        )
        if not better:
            continue
        yield Hit(
            subjects=(metric, here[0]),
            lines=(line.index,),
            level=level,
            conditional=line.pressed is None,
            facts=partial(_deaf_told, case, here, better),
            cures=partial(_each_watched, case, better),
        )
        break


def _deaf_told(case: Case, here: list[str], better: list[str]) -> dict[str, str]:
    return {"deaf": names(case, here[:2]), "guard": names(case, kept_first(case, better)[:1])}


def _each_watched(case: Case, guards: list[str]) -> Iterator[Fix]:
    for guard in kept_first(case, guards):
        yield cures.watching(case, guard)
