"""Which lines a rule is about, as data: what a number counts, where it stands, what it carries."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from advisor import targets
from advisor.brief import Part, Target
from advisor.case import Case, Line
from advisor.checks.remembered import of_case, of_line, origin_of
from advisor.checks.stakes import FLOOR, aimed, definition, stake
from advisor.checks.uses import UNPLACED, by_contract
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric
from knowledge.vocabulary import (
    Better,
    Consequence,
    Delay,
    Kind,
    Level,
    Mover,
    Reporter,
    Sort,
    Strength,
    System,
    Theme,
)

FULL = 100.0
MONTHS = Delay.MONTHS.rank
Asks = Literal["all", "none", "more", "less", "one-end"]


class Carries(StrEnum):
    """How much must hang on a line for a rule to be about it."""

    ANYTHING = "anything"
    """Nothing need hang on it."""
    CHASED = "chased"
    """A target, or a consequence beyond a report; conditional where nobody said."""
    PRESSED = "pressed"
    """A consequence beyond a report, whatever the target; conditional where nobody said."""
    WATCHED = "watched"
    """Nothing but a report, and somebody said so."""
    TARGET = "target"
    """A target that was understood."""
    INCENTIVE = "incentive"
    """Pay, a gate or punishment, and somebody said so."""


REPORTS_TOO = (Carries.ANYTHING, Carries.WATCHED)


class Where(Part):
    """Every field that is given must hold; of a list, one value."""

    metrics: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    """Metrics that it is not about."""
    themes: frozenset[Theme] = frozenset()
    themes_apart: frozenset[Theme] = frozenset()
    sorts: frozenset[Sort] = frozenset()
    sorts_apart: frozenset[Sort] = frozenset()
    units: frozenset[str] = frozenset()
    better: frozenset[Better] = frozenset()
    reporters: frozenset[Reporter] = frozenset()
    """Where the number comes from."""
    movers: frozenset[Mover] = frozenset()
    """Who moves it first."""
    systems: frozenset[System] = frozenset()
    """It needs one of these."""
    measures: frozenset[str] = frozenset()
    """Outcomes of which it shows one, more than weakly."""
    slow: bool = False
    """It answers after months, or later."""
    sparse: bool = False
    """It takes many observations to mean something."""
    channels: frozenset[str] = frozenset()
    """It is made for one of these channels, or for any."""

    levels: frozenset[Level] = frozenset()
    above_floor: bool = False
    """It stands on a card above agents and teams."""
    carries: Carries = Carries.CHASED
    consequences: frozenset[Consequence] = frozenset()
    """One of these hangs on it."""
    said: bool = False
    """Only a consequence that somebody stated makes it sure; a target alone does not."""
    by_contract: bool = False
    ruled_out: bool = False
    """The same brief says that it must never be used."""

    asks: frozenset[Asks] = frozenset()
    """What the target wants: all or none of it, more or less of it, or an end only of a band."""
    target_units: frozenset[str] = frozenset()
    definitions: frozenset[str] = frozenset()
    definitions_apart: frozenset[str] = frozenset()
    target_over: float | None = None
    seconds_under: float | None = None
    """The target is a time of fewer seconds, or a share within fewer."""
    no_time: bool = False
    """Neither the name nor the definition holds a figure."""
    weight_over: float | None = None
    weight_under: float | None = None

    # told by identity: it is asked for thousands of times
    __hash__ = object.__hash__
    __eq__ = object.__eq__

    @functools.cached_property
    def of_target(self) -> bool:
        """Whether it says anything of targets."""
        figures = (self.target_over, self.seconds_under)
        return bool(self.asks or self.target_units) or any(x is not None for x in figures)

    @functools.cached_property
    def of_row(self) -> bool:
        """Whether it says anything of what else is written beside a line."""
        weights = (self.weight_over, self.weight_under)
        said = (self.by_contract, self.ruled_out, self.no_time)
        defined = self.definitions or self.definitions_apart
        return bool(defined) or any(said) or any(x is not None for x in weights)

    def about(self, catalogue: Catalogue, metric: str) -> bool:
        """Whether it is about a metric at all, whatever hangs on it."""
        return metric in metrics_of(self, catalogue)


@functools.lru_cache(maxsize=1024)
def metrics_of(where: Where, catalogue: Catalogue) -> frozenset[str]:
    """Metrics that a rule is about, whatever hangs on them."""
    return frozenset(
        key for key, entry in catalogue.metrics.items() if _counts(where, catalogue, key, entry)
    )


def _counts(where: Where, catalogue: Catalogue, key: str, entry: Metric) -> bool:
    moves = entry.moves
    return (
        (not where.metrics or key in where.metrics)
        and key not in where.apart
        and (not where.themes or entry.theme in where.themes)
        and entry.theme not in where.themes_apart
        and (not where.sorts or entry.sort in where.sorts)
        and entry.sort not in where.sorts_apart
        and (not where.units or entry.unit in where.units)
        and (not where.better or entry.better in where.better)
        and (not where.reporters or entry.reported_by in where.reporters)
        and (not where.movers or (moves is not None and moves.who[0] in where.movers))
        and (not where.systems or not where.systems.isdisjoint(entry.systems))
        and (not where.channels or not where.channels.isdisjoint(entry.channels))
        and (not where.measures or _measures(catalogue, key, where.measures))
        and (not where.slow or (moves is not None and moves.answers_in.rank >= MONTHS))
        and (not where.sparse or entry.least_observations is not None)
    )


def _measures(catalogue: Catalogue, metric: str, outcomes: frozenset[str]) -> bool:
    return any(
        claim.end in outcomes and claim.relation.strength is not Strength.WEAK
        for claim in catalogue.related(metric, Kind.MEASURES)
    )


@dataclass(frozen=True, slots=True)
class Match:
    """A line that a rule is about: the card, and whether that rests on what nobody stated."""

    level: Level
    conditional: bool


def match(case: Case, line: Line, where: Where) -> Match | None:
    """Whether a rule is about a known line, and at which of its levels."""
    if line.metric not in metrics_of(where, case.catalogue):
        return None
    if where.carries not in REPORTS_TOO and stake(line) is False:
        return None  # most lines, and soon told
    return _match(case, line, where)


@of_line
def _match(case: Case, line: Line, where: Where) -> Match | None:
    level = _level(line, where)
    conditional = _conditional(line, where)
    if level is None or conditional is None:
        return None
    if where.of_target and not _target_fits(case, line, where):
        return None
    if where.of_row and not _row_fits(case, line, where):
        return None
    return Match(level, conditional)


Matches = tuple[tuple[Line, Match], ...]


@of_case
def matching(case: Case, where: Where) -> Matches:
    """The lines that a rule is about, each with how."""
    origin = origin_of(case)
    if origin is None or origin.shifted:
        return _among(case, case.known, where)
    before, new = matching(origin.case, where), _among(case, origin.new, where)
    if any(match(origin.case, line, where) for line in origin.gone.values()):
        before = tuple(pair for pair in before if id(pair[0].row) not in origin.gone)
    return tuple(sorted((*before, *new), key=_place)) if new else before


def _place(pair: tuple[Line, Match]) -> int:
    return pair[0].index


def _among(case: Case, lines: Iterable[Line], where: Where) -> Matches:
    about = metrics_of(where, case.catalogue)
    found = [(line, match(case, line, where)) for line in lines if line.metric in about]
    return tuple((line, fits) for line, fits in found if fits is not None)


def about_where(catalogue: Catalogue, params: dict[str, Any]) -> frozenset[str]:
    """Declares that a check can speak only of metrics that the rule's `where` is about."""
    return metrics_of(params["where"], catalogue)


def _level(line: Line, where: Where) -> Level | None:
    levels = line.levels or UNPLACED
    if where.above_floor and line.levels and all(level in FLOOR for level in levels):
        return None
    return next((level for level in levels if not where.levels or level in where.levels), None)


def _conditional(line: Line, where: Where) -> bool | None:
    """Whether what the rule needs was not stated; None where it was denied."""
    hanging = line.consequences
    if where.consequences:
        if hanging is None:
            return True if where.said and aimed(line) else None
        if where.consequences.isdisjoint(hanging):
            return None
    if where.carries is Carries.ANYTHING:
        return where.said and hanging is None
    if where.carries is Carries.PRESSED:
        return None if line.pressed is False else line.pressed is None
    if where.carries is Carries.INCENTIVE:
        return False if line.incentivised else None
    if where.carries is Carries.WATCHED:
        return False if stake(line) is False else None
    if where.carries is Carries.TARGET:
        return where.said and hanging is None if line.target is not None else None
    held = stake(line)
    if held is False:
        return None
    return held is None or (where.said and hanging is None)


def _target_fits(case: Case, line: Line, where: Where) -> bool:
    target = line.target
    if where.target_units and (target is None or target.unit not in where.target_units):
        return False
    if where.target_over is not None and (
        target is None or target.change or target.value <= where.target_over
    ):
        return False
    if where.seconds_under is not None:
        asked = target.within if target and target.op == "within" else _seconds(target)
        if asked is None or asked >= where.seconds_under:
            return False
    return not where.asks or not where.asks.isdisjoint(_asked(case, line))


def _seconds(target: Target | None) -> float | None:
    if target is None or target.change or target.unit != "seconds":
        return None
    return target.value


def _asked(case: Case, line: Line) -> frozenset[Asks]:
    """What a target wants of its number."""
    target, better = line.target, case.entry(line).better
    if target is None or target.op == "band":
        return frozenset()
    found: set[Asks] = set()
    if not target.change:
        if target.value == 0 and target.op != ">=" and better is not Better.UP:
            found.add("none")
        full = target.unit == "percent" and target.value >= FULL and target.op != "<="
        if full and better is not Better.DOWN:
            found.add("all")
        if target.op in ("<=", ">=") and better is Better.BAND and target.value:
            found.add("one-end")
    rising = target.value > 0 if target.change else target.op in (">=", "within")
    falling = target.value < 0 if target.change else target.op == "<="
    if rising:
        found.add("more")
    if falling:
        found.add("less")
    return frozenset(found)


def _row_fits(case: Case, line: Line, where: Where) -> bool:
    variant, weight = definition(line), line.row.weight
    return (
        (not where.definitions or variant in where.definitions)
        and variant not in where.definitions_apart
        and (where.weight_over is None or (weight is not None and weight > where.weight_over))
        and (where.weight_under is None or (weight is not None and weight < where.weight_under))
        and (not where.by_contract or by_contract(line))
        and (not where.ruled_out or line.metric in case.brief.never)
        and (not where.no_time or _timeless(line))
    )


def _timeless(line: Line) -> bool:
    target, said = line.target, f"{line.row.written} {line.row.definition or ''}"
    within = target is not None and (target.op == "within" or target.change)
    return not within and not targets.holds_figure(said)
