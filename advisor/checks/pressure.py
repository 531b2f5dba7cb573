"""Checks of what a number does to people: the behaviour it provokes, and who watches for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from advisor.case import Case, Line
from advisor.checks.fixes import watching_all, without_consequence
from advisor.checks.hit import Fix, Hit, Said, check
from advisor.checks.uses import UNPLACED, costliest, names, provoked, share_of, watchers
from knowledge.catalogue import Claim
from knowledge.vocabulary import Kind, Level, Theme, Use

PERSONAL = (Level.AGENT, Level.TEAM)
STATED = 500  # thousandths: what it is worth that the catalogue states the guard for this metric


@check
def provokes(case: Case, *, behaviours: Collection[str], levels: Collection[Level] = ()) -> Said:
    """A line will bring some of these behaviours. Without a target and without a word on what
    hangs on it, it speaks only if nothing in the set would show them."""
    for line in case.known:
        seen: dict[str, tuple[Level, Claim]] = {}
        for level in line.levels or UNPLACED:
            if levels and level not in levels:
                continue
            shown = watchers(case, line, level)
            for claim in provoked(case, line, level):
                unseen = claim.end in shown and not shown[claim.end] & case.present
                sure = line.consequences is not None or line.has_target
                if claim.end in behaviours and (sure or unseen):
                    known = seen.get(claim.end)
                    if known is None or share_of(claim) > share_of(known[1]):
                        seen[claim.end] = (level, claim)
        if not seen:
            continue
        ranked = sorted(seen.values(), key=lambda pair: (-share_of(pair[1]), pair[1].end))
        level, worst = ranked[0]
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            level=level,
            facts={
                "behaviour": names(case, [claim.end for _level, claim in ranked[:3]]),
                "because": worst.relation.because,
                "does": case.catalogue.behaviours[worst.end].does,
            },
            path=costliest(case, worst),
            fix=_relief(case, line, level),
            conditional=line.consequences is None,
        )


def _relief(case: Case, line: Line, level: Level) -> Fix | None:
    """Taking the consequence away is a cure where the number is nobody's own goal."""
    own = case.use_at(str(line.metric), level).use is Use.PURSUE
    return None if own or level not in PERSONAL else without_consequence(case, line)


@check
def unguarded(case: Case, *, theme: Collection[Theme] = (), prefer: Collection[str] = ()) -> Said:
    """A line provokes harm at the head of its path, and nothing in the set would show it. Of
    guards that show as much, the preferred ones are offered."""
    for line in case.lines_of(theme=theme):
        missing: dict[str, frozenset[str]] = {}
        at: dict[str, Level] = {}
        for level in line.levels or UNPLACED:
            for behaviour, guards in watchers(case, line, level).items():
                if guards and not guards & case.present:
                    missing.setdefault(behaviour, guards)
                    at.setdefault(behaviour, level)
        if not missing:
            continue
        shares = {key: _strongest(case, line, at[key], key) for key in missing}
        first = min(missing, key=lambda key: (-shares[key], key))
        shares[first] *= 2
        cover = tuple(_cover(case, str(line.metric), missing, _closeness(case, shares), prefer))
        duty = _duty(case, line, at[first], first)
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            level=at[first],
            facts={
                "behaviour": names(case, sorted(missing, key=lambda key: (key != first, key))[:3]),
                "harms": names(case, [duty[1].end]),
                "guard": names(case, cover),
            },
            path=duty,
            fix=watching_all(case, cover),
            conditional=line.consequences is None,
        )


def _strongest(case: Case, line: Line, level: Level, behaviour: str) -> int:
    return max(share_of(c) for c in provoked(case, line, level) if c.end == behaviour)


def _duty(case: Case, line: Line, level: Level, behaviour: str) -> tuple[Claim, Claim]:
    setting = case.setting(line, level, assume=line.consequences is None)
    duties = case.duties(str(line.metric), setting)
    found = [duty for duty in duties if duty[0].end == behaviour]
    return max(found, key=lambda duty: (share_of(duty[0]), share_of(duty[1]), duty[1].end))


def _cover(
    case: Case,
    metric: str,
    missing: Mapping[str, frozenset[str]],
    near: Mapping[str, int],
    prefer: Collection[str],
) -> Iterator[str]:
    """Few guards that together show all that is missing: those that show most, then those that the
    situation demands, then the preferred, then those closest to what is spoilt, then the fastest.
    """
    stated = set(case.guards_of(metric))
    left = dict(missing)
    while left:
        best = min(
            {guard for guards in left.values() for guard in guards},
            key=lambda guard: (
                -sum(guard in guards for guards in left.values()),
                guard not in case.demanded,
                guard not in prefer,
                -near.get(guard, 0) - STATED * (guard in stated),
                case.slowness(guard),
                guard,
            ),
        )
        yield best
        left = {key: guards for key, guards in left.items() if best not in guards}


def _closeness(case: Case, behaviours: Mapping[str, int]) -> Mapping[str, int]:
    """How directly each metric shows what the behaviours spoil, each by its weight, summed."""
    found: dict[str, int] = {}
    for behaviour, weight in behaviours.items():
        for move in case.influence.moved_by(behaviour):
            moved = weight * share_of(move) // 1000
            found[move.end] = found.get(move.end, 0) + moved
            for shows in case.catalogue.related(move.end, Kind.MEASURES, reverse=True):
                left = moved * share_of(shows) // 1000
                found[shows.start] = found.get(shows.start, 0) + left
    return found


@check
def deaf_guard(case: Case) -> Said:
    """The only guards in the set come too late, or are reported by those whom they should watch."""
    for line in case.known:
        if line.pressed is False and not line.has_target:
            continue
        metric = str(line.metric)
        for level in line.levels or UNPLACED:
            stated = {c.start for c in case.catalogue.related(metric, Kind.GUARDS, reverse=True)}
            here = sorted(stated & case.present)
            valid = [guard for guard in here if case.valid_guard(guard, metric, level)]
            if not here or valid or not watchers(case, line, level):
                continue
            better = min(
                case.guards_of(metric, level),
                key=lambda guard: (case.slowness(guard), guard),
                default=None,
            )
            if better is None:
                continue
            yield Hit(
                subjects=(metric, here[0]),
                lines=(line.index,),
                level=level,
                facts={"deaf": names(case, here[:2]), "guard": names(case, [better])},
                fix=watching_all(case, (better,)),
                conditional=line.pressed is None,
            )
            break
