"""Checks of company: lines that can be read only with others beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import ANY, Fix, Hit, Reads, Said, check, line_check
from advisor.checks.lines import here
from advisor.checks.partners import kept_first
from advisor.checks.stakes import a_set
from advisor.checks.uses import names, turned_by
from advisor.checks.where import Where, about_where, match, matching, metrics_of
from knowledge.catalogue import Claim
from knowledge.vocabulary import Dimension, Form, Kind

SPOKEN = ("voice", "outbound")
MANY = 12  # lines; no fix leaves fewer than two of so many


def _alone_hangs_on(case: Case, line: Line, params: dict[str, Any]) -> Iterable[str]:
    if params.get("only"):
        return (ANY,) if len(case.lines) <= MANY else ()
    unless: Where | None = params.get("unless")
    others = metrics_of(unless, case.catalogue) if unless else ()
    return (*turned_by(case, {*params["beside"], *others}), str(line.metric))


@line_check(hangs_on=_alone_hangs_on, about=about_where)
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
        facts=partial(_beside_told, case, wanted),
        path=lambda: claims,
        cures=partial(beside_them, case, wanted, [line]),
    )


def _beside_told(case: Case, wanted: list[str]) -> dict[str, str]:
    best = kept_first(case, wanted)
    return {"beside": names(case, best[:3]), "first": names(case, best[:1])}


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


def _in_sight(case: Case, line: Line, params: dict[str, Any]) -> bool:
    where: Where = params["where"]
    company = (name for key in ("beside", "also", "in_writing") for name in params.get(key, ()))
    return line.metric in company or where.about(case.catalogue, str(line.metric))


@check(Reads.PRESENT, Reads.PRESSURE, plays=_in_sight)
def all_alone(
    case: Case,
    *,
    where: Where,
    beside: Collection[str],
    also: Collection[str] = (),
    in_writing: Collection[str] = (),
) -> Said:
    """Lines of this kind, and none of those beside which alone they can be read: one finding.
    What stands in `also` will do as well, and in `in_writing` where there is no telephone; they are
    not what one would name first."""
    enough = (*beside, *also, *(() if case.has(Dimension.CHANNELS, *SPOKEN) else in_writing))
    if not case.present.isdisjoint(enough):
        return
    matched = matching(case, where)
    wanted = [key for key in beside if case.fits(key)]
    if not matched or not wanted:
        return
    lines = [line for line, _fits in matched]
    subjects = tuple(dict.fromkeys(str(line.metric) for line in lines))
    yield Hit(
        subjects=(*subjects, *wanted),
        lines=tuple(line.index for line in lines),
        conditional=all(fits.conditional for _line, fits in matched),
        facts=lambda: {
            "counted": names(case, subjects),
            "beside": names(case, kept_first(case, wanted)[:1]),
        },
        cures=partial(beside_them, case, wanted, lines),
    )


def beside_them(case: Case, wanted: list[str], lines: list[Line]) -> Iterator[Fix]:
    for metric in kept_first(case, wanted):
        yield cures.watching(case, metric)
    if lines:
        yield cures.without_consequence(case, *lines)
