"""Checks that a rule fills with data: which lines stand there, alone, or in what number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import ANY, Fix, Hit, Missing, Reads, Said, check, line_check
from advisor.checks.remembered import of_case
from advisor.checks.stakes import a_set, aimed, stakes
from advisor.checks.uses import UNPLACED, bought, names
from advisor.checks.where import Where, match, metrics_of
from knowledge.catalogue import Claim
from knowledge.vocabulary import Dimension, Form, Kind, Level, Use

SEVERAL = 4  # lines; of fewer nobody can tell what is usual here
MANY = 12  # lines; no fix leaves fewer than two of so many
FACTS = {
    "weight": "How much of the pay hangs on each number, in percent?",
    "levels": "Whose card is each number on: an agent's, a team's, the centre's?",
    "consequences": "What hangs on each number: pay, trouble, a ranking, the wall, or a report?",
    "why": "Which decision does each of these numbers serve?",
    "owner": "Who answers for each of these numbers, by name?",
    "review": "When will each of these targets be looked at again?",
    "initiative": "What will be done so that the number moves, and what when it does not?",
    "actual": "Where does each of these numbers stand today?",
    "definition": "What exactly is counted for each of these numbers?",
}


def here(case: Case, contexts: Collection[str], sourcing: str | None) -> bool:
    """Whether a rule that is about some situations is about this one."""
    if contexts and not any(key in contexts for key in case.in_force):
        return False
    if sourcing is None:
        return True
    if sourcing == "contract":
        return bought(case)
    return not bought(case) if sourcing == "own" else case.has(Dimension.SOURCING, sourcing)


@line_check()
def stands(
    case: Case,
    line: Line,
    *,
    where: Where,
    contexts: Collection[str] = (),
    sourcing: str | None = None,
    kinds: int = 0,
    used: bool = False,
    channels_only: Collection[str] = (),
    fixes: Collection[str] = (),
    asks_for: str | None = None,
    empty: str | None = None,
) -> Said:
    """A line of this kind stands there.

    With `empty` this note of it was left empty when asked for. `channels_only` narrows to lists
    that are for no other channels, `contexts` and `sourcing` (`contract`, `own`, or a context) to
    situations, `kinds` to lists that cover so many channels or kinds of work, `used` to levels
    where the number may be used at all. `asks_for` names what must have been said before one can
    be told."""
    if not here(case, contexts, sourcing):
        return
    found = match(case, line, where)
    if found is None:
        if asks_for and line.incentivised and getattr(line.row, asks_for) is None:
            yield Missing(asks_for, FACTS[asks_for])
        return
    metric = str(line.metric)
    if kinds and not _mixed(case, kinds):
        return
    if channels_only and not case.contexts[Dimension.CHANNELS] <= set(channels_only):
        return
    if empty:
        said = getattr(line.row, empty)
        if said is None:
            yield Missing(empty, FACTS[empty])
        if said is None or str(said).strip():
            return
    if used and case.use_at(metric, found.level).use is Use.NEVER:
        return
    yield Hit(
        subjects=(metric,),
        lines=(line.index,),
        level=found.level,
        conditional=found.conditional,
        facts=partial(_situation, case, contexts, kinds),
        cures=partial(cures.of_line, case, line, found.level, fixes),
    )


def _noted(case: Case, line: Line, params: dict[str, Any]) -> bool:
    field = params["field"]
    rows = (line.row, *(other.row for other in case.known))
    return any(getattr(row, field) is not None for row in rows)


@check(Reads.PRESSURE, Reads.NOTES, plays=_noted)
def unlike_others(case: Case, *, where: Where, field: str, fixes: Collection[str] = ()) -> Said:
    """Lines of this kind without this note, which most lines that something hangs on have."""
    usual = _mostly_said(case, field)
    if not usual and all(getattr(line.row, field) is None for line in case.known):
        if case.known:
            yield Missing(field, FACTS[field])
        return
    for line in case.known:
        said = getattr(line.row, field)
        if (said is None and not usual) or (said is not None and str(said).strip()):
            continue
        found = match(case, line, where)
        if found is None or found.conditional:
            continue
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            level=found.level,
            cures=partial(cures.of_line, case, line, found.level, fixes),
        )
    if not usual and any(getattr(line.row, field) is None for line in case.known):
        yield Missing(field, FACTS[field])


def _mostly_said(case: Case, field: str) -> bool:
    """Whether two lines in three of those with a target or a consequence have this note."""
    held = [getattr(line.row, field) for line, chased in stakes(case) if chased]
    said = sum(bool(note) and bool(str(note).strip()) for note in held)
    return len(held) >= SEVERAL and said * 3 >= len(held) * 2


def _mixed(case: Case, fewest: int) -> list[str]:
    for dimension in (Dimension.CHANNELS, Dimension.WORK):
        if len(case.contexts[dimension]) >= fewest:
            return sorted(case.contexts[dimension])
    return []


def _situation(case: Case, contexts: Collection[str], kinds: int) -> dict[str, str]:
    found = [key for key in case.in_force if key in contexts]
    mixed = _mixed(case, kinds) if kinds else []
    return {
        **({"context": names(case, found[:1])} if found else {}),
        **({"kinds": names(case, mixed)} if mixed else {}),
    }


def _alone_hangs_on(case: Case, line: Line, params: dict[str, Any]) -> Iterable[str]:
    if params.get("only"):
        return (ANY,) if len(case.lines) <= MANY else ()
    where: Where = params["where"]
    if not where.about(case.catalogue, str(line.metric)):
        return ()
    unless: Where | None = params.get("unless")
    others = metrics_of(unless, case.catalogue) if unless else ()
    return (*params["beside"], *others, str(line.metric))


@line_check(Reads.PRESENT, hangs_on=_alone_hangs_on)
def alone(
    case: Case,
    line: Line,
    *,
    where: Where,
    beside: Collection[str],
    contexts: Collection[str] = (),
    sourcing: str | None = None,
    priced: Collection[str] = (),
    behaviour: str | None = None,
    shares_only: bool = False,
    only: bool = False,
    unless: Where | None = None,
    point: int = 0,
) -> Said:
    """A line of this kind, and none of those beside which alone it can be read, nor any that
    `unless` is about. So many of those that are missing (`point`) are subjects too.

    In the contexts of `priced` money hangs on it whatever was said. With `behaviour` the number
    must be known to provoke it as a share in time; with `shares_only` it must be a share, with no
    second point of the same curve beside it. With `only` there is nothing else on the list."""
    if not case.present.isdisjoint(beside) or not here(case, contexts, sourcing):
        return
    if unless and not case.present.isdisjoint(metrics_of(unless, case.catalogue)):
        return
    found = match(case, line, where)
    if found is None or (only and len(case.lines) > 1):
        return
    wanted = [key for key in beside if case.fits(key)]
    if beside and not wanted:
        return
    if shares_only and not _lone_share(case, line):
        return
    claims = _invited(case, line, behaviour) if behaviour else ()
    if behaviour and not claims:
        return
    sure = any(key in priced for key in case.in_force)
    yield Hit(
        subjects=(str(line.metric), *wanted[:point]),
        lines=(line.index,),
        level=found.level,
        conditional=found.conditional and not sure,
        mild=not only and not a_set(case),
        facts=lambda: {"beside": names(case, wanted[:3]), "first": names(case, wanted[:1])},
        path=lambda: claims,
        cures=partial(_beside, case, wanted, [line]),
    )


def _beside(case: Case, wanted: list[str], lines: list[Line]) -> Iterator[Fix]:
    for metric in wanted:
        yield cures.watching(case, metric)
    if lines:
        yield cures.without_consequence(case, *lines)


@of_case
def _listed(case: Case) -> frozenset[str]:
    """Metrics on the list, plain counts apart."""
    return frozenset(m for m in case.present if case.catalogue.metrics[m].sort.selectable)


def _in_sight(case: Case, line: Line, params: dict[str, Any]) -> bool:
    where: Where = params["where"]
    return line.metric in params["beside"] or where.about(case.catalogue, str(line.metric))


@check(Reads.PRESENT, Reads.PRESSURE, plays=_in_sight)
def all_alone(case: Case, *, where: Where, beside: Collection[str]) -> Said:
    """Lines of this kind, and none of those beside which alone they can be read: one finding."""
    if not case.present.isdisjoint(beside):
        return
    found = [(line, match(case, line, where)) for line in case.known]
    matched = [(line, fits) for line, fits in found if fits is not None]
    wanted = [key for key in beside if case.fits(key)]
    if not matched or not wanted:
        return
    lines = [line for line, _fits in matched]
    subjects = tuple(dict.fromkeys(str(line.metric) for line in lines))
    yield Hit(
        subjects=(*subjects, *wanted),
        lines=tuple(line.index for line in lines),
        conditional=all(fits.conditional for _line, fits in matched),
        facts=lambda: {"counted": names(case, subjects), "beside": names(case, wanted[:1])},
        cures=partial(_beside, case, wanted, lines),
    )


def _lone_share(case: Case, line: Line) -> bool:
    points = [other for other in case.known if other.metric == line.metric and other.target]
    tail = any(other.target and other.target.percentile for other in points)
    within = line.target is not None and line.target.op == "within"
    return not tail and len(points) < 2 and (within or case.entry(line).unit == "percent")


def _invited(case: Case, line: Line, behaviour: str) -> tuple[Claim, ...]:
    """That the number as a share in time provokes the behaviour."""
    form = case.setting(line, None).form
    if form not in (None, Form.THRESHOLD, Form.MINIMUM):
        return ()
    return tuple(
        claim
        for claim in case.catalogue.related(str(line.metric), Kind.PROVOKES)
        if claim.end == behaviour and Form.THRESHOLD in claim.relation.when.form
    )[:1]


def _matched(case: Case, line: Line, params: dict[str, Any]) -> bool:
    return match(case, line, params["where"]) is not None


@check(Reads.PRESSURE, plays=_matched)
def crowded(
    case: Case,
    *,
    where: Where,
    most: int,
    contexts: Collection[str] = (),
    sourcing: str | None = None,
    fixes: Collection[str] = ("report",),
) -> Said:
    """More than `most` metrics of this kind. The cures are of those that matter least here."""
    if not here(case, contexts, sourcing):
        return
    chased = [line for line, held in stakes(case) if held is not False]
    found = [(line, match(case, line, where)) for line in chased]
    lines = [line for line, fits in found if fits is not None and not fits.conditional]
    firsts = list({str(line.metric): line for line in reversed(lines)}.values())[::-1]
    if len(firsts) > most:
        yield Hit(
            subjects=tuple(str(line.metric) for line in firsts),
            level=next((fits.level for _line, fits in found if fits), None)
            if len(where.levels) == 1
            else None,
            facts=lambda: {
                "count": str(len(firsts)),
                "most": str(most),
                "names": names(case, [str(line.metric) for line in firsts]),
            },
            cures=partial(_fewer, case, firsts, most, where, fixes),
        )
    elif len(case.known) > most and any(fits and fits.conditional for _line, fits in found):
        yield Missing("consequences", FACTS["consequences"])


def _fewer(
    case: Case, lines: list[Line], most: int, where: Where, fixes: Collection[str]
) -> Iterable[Fix]:
    """Quiet the surplus: first what is never right on its card, then what is merely for watching,
    then what helps this strategy least."""

    def worth(line: Line) -> tuple[int, int, str]:
        metric = str(line.metric)
        levels = [x for x in line.levels or UNPLACED if not where.levels or x in where.levels]
        use = min((case.use_at(metric, level).use.rank for level in levels), default=0)
        reach = case.influence.by_value(metric).helping.values()
        help_ = max((case.priorities.get(path.end, 0) * path.share for path in reach), default=0)
        return -use, help_, metric

    surplus = sorted(lines, key=worth)[: len(lines) - most]
    if "off-card" in fixes:
        levels = where.levels
        parts = [cures.off_cards(case, line, levels) for line in surplus]
        if all(parts):
            yield Fix(
                f"Take {names(case, [str(line.metric) for line in surplus])} off this card.",
                tuple(edit for part in parts if part for edit in part.edits),
            )
    yield cures.without_consequence(case, *surplus)


@check(Reads.PRESENT, Reads.PRESSURE)
def all_of_one_kind(
    case: Case, *, among: Where, where: Where, fewest: int, best: Collection[str]
) -> Said:
    """At least `fewest` metrics are chased, and all that stand on the list, plain counts apart, are
    of one kind."""
    kind = metrics_of(where, case.catalogue)
    if not _listed(case) <= kind:
        return
    chased = {
        str(line.metric): line.index
        for line in case.known
        if (found := match(case, line, among)) is not None and not found.conditional
    }
    wanted = [key for key in best if case.fits(key)]
    if len(chased) < fewest or not wanted:
        return
    metrics = tuple(chased)
    yield Hit(
        subjects=metrics,
        lines=tuple(chased.values()),
        facts=lambda: {"names": names(case, metrics[:3]), "best": names(case, wanted[:2])},
        cures=partial(_beside, case, wanted, []),
    )


def _with_target(_case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return line.target is not None


@check(Reads.PRESSURE, plays=_with_target)
def same_at_every_level(case: Case, *, where: Where, levels: Collection[Level]) -> Said:
    """One target for one number on each of these cards."""
    found: dict[tuple[str, str], dict[Level, Line]] = {}
    for line in case.known:
        if line.target is None or not aimed(line) or match(case, line, where) is None:
            continue
        wanted = line.target.model_dump_json()
        for level in line.levels or ():
            found.setdefault((str(line.metric), wanted), {})[level] = line
    for (metric, _wanted), at in found.items():
        if all(Level(level) in at for level in levels):
            lines = tuple(dict.fromkeys(line.index for line in at.values()))
            low = at[Level(next(iter(levels)))]
            yield Hit(
                subjects=(metric,),
                lines=lines,
                cures=partial(_on_one_card, case, low, [Level(level) for level in levels]),
            )


def _on_one_card(case: Case, line: Line, levels: list[Level]) -> Iterator[Fix]:
    fair = [level for level in levels if case.use_at(str(line.metric), level).use is Use.PURSUE]
    kept = fair[-1:] or levels[-1:]
    off = cures.off_cards(case, line, [level for level in levels if level not in kept])
    if off:
        yield off
    yield cures.without_target(case, line)
