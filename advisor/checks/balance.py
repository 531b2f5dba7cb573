"""Checks of balance: what all the numbers together look at, and what none of them does."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from advisor.case import LIKELY, Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Reads, Said, check
from advisor.checks.remembered import of_every_line
from advisor.checks.uses import CONSEQUENCES, UNPLACED, names, pressed, pressing, provoked, share_of
from advisor.checks.where import Where, metrics_of
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Level, Overlap, Sort, Use


def _on_these_cards(_case: Case, line: Line, params: dict[str, Any]) -> bool:
    return any(level in params["levels"] for level in line.levels or UNPLACED)


@check(Reads.PRESENT, Reads.PRESSURE, plays=_on_these_cards)
def nothing_shows(
    case: Case,
    *,
    heavy: Where,
    shows: Where,
    best: Collection[str],
    levels: Collection[Level],
) -> Said:
    """On the cards of these levels lines that `heavy` is about press, and none there measures what
    `shows` is about, or is a check of safety or the law."""
    showing, about = _showing(shows, case.catalogue), metrics_of(heavy, case.catalogue)
    seen = (line for line in case.known if line.metric in showing)
    if any(level in levels for line in seen for level in line.levels or UNPLACED):
        return
    uses = [use for use in pressing(case, levels) if use.metric in about]
    if not uses:
        return
    unclear = (line for line in case.unread if set(line.levels or levels) & set(levels))
    if any(_may_show(case, line, shows) for line in unclear):
        return  # what was not understood may be the very thing
    subjects = tuple(dict.fromkeys(use.metric for use in uses))
    wanted = [key for key in best if case.fits(key)]
    yield Hit(
        subjects=subjects,
        lines=tuple(dict.fromkeys(use.line.index for use in uses)),
        level=uses[0].level,
        conditional=all(use.conditional for use in uses),
        facts=lambda: {
            "counted": names(case, subjects[:3]),
            "best": names(case, (wanted or [*best])[:1]),
        },
        cures=partial(_on_the_card, case, wanted, [use.line for use in uses], uses[0].level),
    )


def _pays_or_shows(case: Case, line: Line, params: dict[str, Any]) -> bool:
    metric, heavy = str(line.metric), params["heavy"]
    hasty = bool(line.incentivised) and heavy.about(case.catalogue, metric)
    return hasty or metric in _showing(params["shows"], case.catalogue)


@check(Reads.PRESENT, Reads.PRESSURE, plays=_pays_or_shows)
def only_haste_pays(case: Case, *, heavy: Where, shows: Where) -> Said:
    """Pay or punishment hangs on lines that `heavy` is about alone, though others, which measure
    what customers get, stand on the same list."""
    paid = [line for line in case.known if line.incentivised]
    showing, about = _showing(shows, case.catalogue), metrics_of(heavy, case.catalogue)
    haste = [line for line in paid if line.metric in about]
    if not haste or any(line.metric in showing for line in paid):
        return
    results = [line for line in case.known if line.metric in showing]
    if not results:
        return
    if any(line.consequences is None for line in results):
        yield CONSEQUENCES
        return
    metrics = tuple(dict.fromkeys(str(line.metric) for line in haste))
    yield Hit(
        subjects=metrics,
        lines=tuple(line.index for line in haste),
        facts=lambda: {
            "counted": names(case, metrics[:3]),
            "results": names(case, list(dict.fromkeys(str(x.metric) for x in results))[:3]),
        },
        cures=lambda: (cures.without_consequence(case, *haste),),
    )


@functools.lru_cache(maxsize=64)
def _showing(shows: Where, catalogue: Catalogue) -> frozenset[str]:
    """What measures what `shows` is about, and every check of safety or the law."""
    floors = {key for key, entry in catalogue.metrics.items() if entry.sort is Sort.FLOOR}
    return metrics_of(shows, catalogue) | floors


def _may_show(case: Case, line: Line, shows: Where) -> bool:
    """Whether an unclear name could stand for something that does."""
    likely = (c.metric for c in line.resolved.candidates if c.confidence >= LIKELY)
    return not _showing(shows, case.catalogue).isdisjoint(likely)


def _on_the_card(case: Case, wanted: list[str], lines: list[Line], level: Level) -> Iterator[Fix]:
    """The first of the wanted metrics that may be pursued or watched on this card, as a watch;
    else the sting off what presses."""
    for key in wanted:
        if case.use_at(key, level).use.rank <= Use.WATCH.rank:
            yield cures.on_the_card(case, key, level)
    yield cures.without_consequence(case, *{line.index: line for line in lines}.values())


@check(Reads.PRESSURE, plays=_on_these_cards)
def same_push(case: Case, *, behaviours: Collection[str], levels: Collection[Level]) -> Said:
    """Two or more lines on one card push people the same way."""
    by_level: dict[Level, dict[str, list[tuple[Line, Claim]]]] = {Level(x): {} for x in levels}
    for pushes in _pushes(case):
        for line, level, claim in pushes:
            if level in by_level and claim.end in behaviours:
                by_level[level].setdefault(claim.end, []).append((line, claim))
    for level, found in by_level.items():
        ranked = {
            key: (len(_distinct(case, pairs)), sum(share_of(claim) for _line, claim in pairs))
            for key, pairs in found.items()
            if len(pairs) > 1
        }
        most = max(sorted(ranked), key=lambda key: ranked[key], default=None)
        if most is None or ranked[most][0] < 2:
            continue
        lines = _distinct(case, found[most])
        sure = [line for line in lines if line.consequences is not None]
        yield Hit(
            subjects=tuple(str(line.metric) for line in lines),
            lines=tuple(line.index for line in lines),
            level=level,
            conditional=len(sure) < 2,
            mark=(most,),
            facts=partial(_pushed, case, lines, most),
            path=partial(_first, found[most]),
            cures=partial(_one_push, case, lines, level),
        )


@of_every_line
def _pushes(case: Case, line: Line) -> tuple[tuple[Line, Level, Claim], ...]:
    """What each line provokes, level by level."""
    return tuple(
        (line, use.level, claim)
        for use in pressed(line)
        for claim in provoked(case, line, use.level)
    )


def _pushed(case: Case, lines: list[Line], behaviour: str) -> dict[str, str]:
    metrics = [str(line.metric) for line in lines]
    return {"names": names(case, metrics), "behaviour": names(case, [behaviour])}


def _first(pairs: list[tuple[Line, Claim]]) -> tuple[Claim, ...]:
    return (pairs[0][1],)


def _one_push(case: Case, lines: list[Line], level: Level) -> Iterator[Fix]:
    """Keep the one with the best claim to this card."""
    ranked = sorted(lines, key=lambda line: case.use_at(str(line.metric), level).use.rank)
    yield cures.without_consequence(case, *ranked[1:])
    yield cures.without_consequence(case, *ranked)


def _distinct(case: Case, pairs: list[tuple[Line, Claim]]) -> list[Line]:
    """Lines of different metrics that are not the same number in other words."""
    kept: list[Line] = []
    for line, _claim in pairs:
        metrics = [str(other.metric) for other in kept]
        same = any(case.overlap(m, str(line.metric)) is Overlap.SAME_NUMBER for m in metrics)
        if line.metric not in metrics and not same:
            kept.append(line)
    return kept
