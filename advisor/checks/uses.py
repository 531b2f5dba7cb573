"""How lines of today's list press on people: where, and how sure one may be of it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from advisor.case import Case, Line
from advisor.checks.hit import Missing
from advisor.checks.remembered import itself, of_every_line, of_line, of_place
from advisor.paths import Path
from advisor.setting import Setting
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Bar
from knowledge.vocabulary import (
    Better,
    Consequence,
    Dimension,
    Kind,
    Level,
    Pressure,
    Strength,
    Use,
)

UNPLACED = (Level.PROGRAMME,)
NOTICED = 125  # thousandths: what is left of a path that one would notice
SHARP = frozenset({Consequence.PAID, Consequence.GATE, Consequence.PUNISHED, Consequence.RANKED})
BOUGHT = ("bpo", "client", "mixed")
CONSEQUENCES = Missing(
    "consequences", "What hangs on each number: pay, trouble, a ranking, the wall, or a report?"
)


class Pressing(NamedTuple):
    """A line at one of its levels, where something hangs on it or nobody said."""

    line: Line
    metric: str
    level: Level
    conditional: bool
    """Nobody stated a consequence, and there is no target either."""


def pressing(case: Case, levels: Collection[Level] = ()) -> Iterator[Pressing]:
    """Known lines at the levels asked for (all where none is), but not what is merely reported."""
    for uses in all_pressing(case):
        for use in uses:
            if not levels or use.level in levels:
                yield use


@of_every_line
def all_pressing(_case: Case, line: Line) -> tuple[Pressing, ...]:
    """The uses of each known line that press on somebody."""
    return pressed(line)


def pressed(line: Line, levels: Collection[Level] = ()) -> tuple[Pressing, ...]:
    """One line at the levels asked for, unless it is merely reported."""
    if line.pressed is False and not line.has_target:
        return ()
    unsure = line.pressed is None and not line.has_target
    return tuple(
        Pressing(line, str(line.metric), level, unsure)
        for level in line.levels or UNPLACED
        if not levels or level in levels
    )


def placed(case: Case, levels: Collection[Level] = ()) -> tuple[Line, ...]:
    """Known lines at some of the levels (all where none is asked for), pressing or not."""
    return tuple(
        line
        for line in case.known
        if not levels or any(level in levels for level in line.levels or UNPLACED)
    )


def used(metric: str, setting: Setting) -> Hashable:
    """What tells uses of metrics apart in one place."""
    return metric, setting.use


@of_line
def provoked(case: Case, line: Line, level: Level) -> tuple[Claim, ...]:
    """What a line provokes at a level, with medium strength or more; unsaid consequences are
    assumed. Where nobody said which way a plain count is pushed, and the money is known to push it
    one way, only that way counts."""
    return _provoked(case, str(line.metric), pressing_here(case, line, level))


@of_place(used)
def _provoked(case: Case, metric: str, setting: Setting) -> tuple[Claim, ...]:
    found = tuple(
        claim
        for claim in case.influence.provoked(metric, setting)
        if claim.relation.strength is not Strength.WEAK
    )
    if setting.pressure is not Pressure.ANY or case.catalogue.metrics[metric].better is not None:
        return found
    backed = {
        claim.end for key in case.in_force for claim in case.influence.provoked_by_context(key)
    }
    ways = {claim.relation.when.pressure for claim in found if claim.end in backed}
    return (
        tuple(claim for claim in found if claim.relation.when.pressure in ways) if ways else found
    )


@of_line
def asked_fairly(case: Case, line: Line, level: Level) -> bool:
    """Whether a line is asked for where it may be pursued, and no pay, trouble or ranking hangs on
    it: what it provokes is then a matter for guards."""
    hanging = line.consequences
    here = case.use_at(str(line.metric), level).use is Use.PURSUE
    return here and hanging is not None and SHARP.isdisjoint(hanging)


@of_line
def pressing_here(case: Case, line: Line, level: Level) -> Setting:
    """How a line presses at a level. What is bad at both ends and asked for fairly, with no target,
    is to stay where it is: it is pushed neither way."""
    setting = case.setting(line, level, assume=line.consequences is None)
    banded = case.entry(line).better is Better.BAND and not line.has_target
    if banded and asked_fairly(case, line, level):
        return replace(setting, pressure=None)
    return setting


@of_line
def watchers(case: Case, line: Line, level: Level) -> dict[str, frozenset[str]]:
    """Metrics that would show what each provoked behaviour costs, by behaviour. One is enough:
    whatever the behaviour spoils, it shows in any of them."""
    return _watchers(case, str(line.metric), pressing_here(case, line, level))


@of_place(used)
def _watchers(case: Case, metric: str, setting: Setting) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    expected = {claim.end for claim in _provoked(case, metric, setting)}
    for provoking, _move in case.duties(metric, setting):
        if provoking.end in expected:
            near = frozenset(case.guards_against(metric, provoking))
            found[provoking.end] = found.get(provoking.end, frozenset()) | near
    return found


def turned_by(case: Case, wanted: Collection[str]) -> Iterable[str]:
    """What decides whether any of some metrics is on the list: each that may come where none is
    there, the last that may go where it is alone."""
    here = case.present.intersection(wanted)
    if not here:
        return wanted
    return here if len(here) == 1 else ()


def unseen_hangs_on(
    case: Case, line: Line, behaviours: Collection[str] | None = None
) -> Iterator[str]:
    """Metrics that decide whether some of what a line provokes, or any, is seen."""
    for level in line.levels or UNPLACED:
        for behaviour, guards in watchers(case, line, level).items():
            if behaviours is None or behaviour in behaviours:
                yield from turned_by(case, guards)


def unsaid_hangs_on(case: Case, line: Line, _params: dict[str, Any]) -> Iterable[str]:
    """The same of a line of which nobody said what hangs on it."""
    unsaid = line.consequences is None and not line.has_target
    return unseen_hangs_on(case, line) if unsaid else ()


def provoking(catalogue: Catalogue, metric: str) -> frozenset[str]:
    """Behaviours that a metric may provoke more than weakly, somewhere and in some use."""
    return frozenset(
        claim.end
        for claim in catalogue.related(metric, Kind.PROVOKES)
        if claim.relation.strength is not Strength.WEAK
    )


def bar_here(case: Case, metric: str, level: Level) -> tuple[str, Bar] | None:
    """The context in force whose bar leaves just this use of a metric at a level, and the bar."""
    here = case.use_at(metric, level)
    for key in case.in_force:
        for bar in case.catalogue.contexts[key].bars:
            placed = not bar.level or level in bar.level
            if bar.metric == metric and placed and bar.use is here.use:
                return key, bar
    return None


def bought(case: Case) -> bool:
    """Whether a client buys this work from somebody else."""
    return case.has(Dimension.SOURCING, *BOUGHT)


def by_contract(line: Line) -> bool:
    """Whether a line stands between client and provider, as far as anybody said."""
    row = line.row
    return (
        Level.CLIENT in (line.levels or ())
        or row.may_change == "client"
        or any(word in (row.origin or "").casefold() for word in ("contract", "client"))
    )


def costliest(case: Case, claim: Claim) -> tuple[Claim, ...]:
    """The way through a provoked behaviour that costs this strategy most."""
    worst = min(
        _harming(case, claim),
        key=lambda path: (-case.priorities.get(path.end, 0) * path.share, path.nodes),
        default=None,
    )
    return worst.claims if worst else (claim,)


@of_place(itself)
def _harming(case: Case, claim: Claim) -> tuple[Path, ...]:
    return tuple(path for path in case.influence.through(claim) if not path.helps)


def share_of(claim: Claim) -> int:
    """What a step leaves of a thousand."""
    return (claim.relation.strength or Strength.WEAK).share


def names(case: Case, keys: Collection[str]) -> str:
    """Names for a sentence: 'a, b and c'."""
    told = [_lower(case.catalogue.label(key)) for key in keys]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def _lower(name: str) -> str:
    """The name as it stands inside a sentence; abbreviations keep their capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
