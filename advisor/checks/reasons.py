"""Checks of reasons: why a number and its target are there, and when anybody last asked."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from typing import Any

from advisor import targets
from advisor.brief import Target
from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Hit, Missing, Said, line_check
from advisor.checks.remembered import of_line
from advisor.checks.stakes import stake
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric, Quoted
from knowledge.vocabulary import Level, Standing

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BINDING = ("law", "regulat", "licence", "license", "statut")
NO_FIGURE = ("no-target",)


def _known_figures(catalogue: Catalogue, params: dict[str, Any]) -> list[str]:
    """Metrics for which figures are quoted, or rules known, at all."""
    if params.get("words"):
        return list(catalogue.metrics)
    legal = bool(params.get("law"))
    return [
        key
        for key, entry in catalogue.metrics.items()
        if any(not legal or item.legal for item in entry.quoted)
    ]


@line_check(about=_known_figures, pressed_only=True)
def borrowed(
    case: Case,
    line: Line,
    *,
    standings: Collection[Standing] = (),
    law: str | None = None,
    words: Collection[str] = (),
) -> Said:
    """A number is somebody else's. Its target is one that people quote, has no better standing
    than `standings`, and has no reason of one's own. With `law`, it is said to come from a law or a
    regulator: with `law: known` its figure is that of a rule which may not reach this centre, with
    `law: unknown` rules are known for the number and none has this figure. With `words`, what
    stands as the reason, or as where it comes from, holds one of them."""
    if words:
        yield from _copied(case, line, words)
        return
    if line.target is None or _bound(line) is not bool(law):
        return
    if law:
        rule = _lawful(case, line, known=True)
        if law == "unknown":
            rule = None if rule else _lawful(case, line, known=False)
        if rule is not None:
            yield _as_quoted(case, line, rule)
        return
    if (line.row.why or "").strip():
        return
    found = _quoted(case, line)
    if found is not None and found.standing in standings:
        yield _as_quoted(case, line, found)


def _copied(case: Case, line: Line, words: Collection[str]) -> Said:
    said = f"{line.row.why or ''} {line.row.origin or ''}".casefold()
    word = next((word for word in words if word in said), None)
    if word is not None and stake(line) is not False:
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            conditional=stake(line) is None,
            facts=lambda: {"reason": (line.row.why or line.row.origin or word).strip()},
            cures=partial(cures.of_line, case, line, Level.PROGRAMME, ["report"]),
        )


def _bound(line: Line) -> bool:
    return any(word in (line.row.origin or "").casefold() for word in BINDING)


def _as_quoted(case: Case, line: Line, found: Quoted) -> Hit:
    return Hit(
        subjects=(str(line.metric),),
        lines=(line.index,),
        facts=lambda: {
            "origin": found.origin,
            "validity": found.validity,
            "reach": found.reach,
            "quoted": found.target,
        },
        cures=partial(cures.of_line, case, line, Level.PROGRAMME, NO_FIGURE),
    )


def _lawful(case: Case, line: Line, *, known: bool) -> Quoted | None:
    """Of the rules that are known for a number, the one with this figure; or, where none has it,
    the first."""
    legal = [item for item in case.entry(line).quoted if item.legal]
    target = line.target
    found = next((x for x in legal if target and _same(case.entry(line), x, target)), None)
    return found if known or found is not None else next(iter(legal), None)


@of_line
def _quoted(case: Case, line: Line) -> Quoted | None:
    """The first quoted target of the dossier with the same figures."""
    entry, target = case.entry(line), line.target
    return next((x for x in entry.quoted if target and _same(entry, x, target)), None)


def _same(entry: Metric, item: Quoted, target: Target) -> bool:
    known = targets.read(item.target, better=entry.better, unit=entry.unit).target
    return known is not None and _figures(known) == _figures(target)


def _figures(target: Target) -> tuple[float | str | None, ...]:
    return (target.value, target.high, target.unit, target.within, target.percentile)


@line_check(pressed_only=True)
def stale(case: Case, line: Line, *, years: int) -> Said:
    """A chased number has stood for so many years, and nothing says that it was reviewed."""
    since = _year(line.row.since)
    if not stake(line):
        return
    if since is None:
        yield Missing("since", "Since when have these targets stood, and when were they reviewed?")
        return
    last = max(since, _year(line.row.review) or since)
    silent = line.row.review is None or YEAR.search(line.row.review) is not None
    if silent and _now(case) - last >= years:
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts=lambda: {"since": str(since), "age": str(_now(case) - last)},
        )


def _year(written: str | None) -> int | None:
    found = YEAR.search(written or "")
    return int(found.group()) if found else None


def _now(case: Case) -> int:
    """The year of the newest entry of the shipped catalogue: advice does not change with the
    clock, so a release of the knowledge is the 'today' that it is given on."""
    return max(int(metric.checked[:4]) for metric in case.shipped.metrics.values())
