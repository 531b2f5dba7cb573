"""Checks of reasons: why a number and its target are there, and when anybody last asked."""

from __future__ import annotations

import re
from collections.abc import Collection

from advisor import targets
from advisor.brief import Target
from advisor.case import Case, Line
from advisor.checks.hit import Hit, Missing, Said, check
from advisor.checks.stakes import stake
from knowledge.schema import Quoted
from knowledge.vocabulary import Standing

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BINDING = ("law", "regulat", "licence", "license", "statut")


@check
def borrowed(case: Case, *, standings: Collection[Standing]) -> Said:
    """A target is one that people quote, has no better standing than these, and has no reason of
    one's own."""
    for line in case.known:
        bound = any(word in (line.row.origin or "").casefold() for word in BINDING)
        if line.target is None or (line.row.why or "").strip() or bound:
            continue
        found = _quoted(case, line, line.target)
        if found is not None and found.standing in standings:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={
                    "target": targets.text(line.target),
                    "origin": found.origin,
                    "validity": found.validity,
                },
            )


def _quoted(case: Case, line: Line, target: Target) -> Quoted | None:
    """The first quoted target of the dossier with the same figures."""
    entry = case.entry(line)
    for item in entry.quoted:
        known = targets.read(item.target, better=entry.better, unit=entry.unit).target
        if known is not None and _figures(known) == _figures(target):
            return item
    return None


def _figures(target: Target) -> tuple[float | str | None, ...]:
    return (target.value, target.high, target.unit, target.within, target.percentile)


@check
def copied(case: Case, *, words: Collection[str]) -> Said:
    """What stands as the reason, or as where it comes from, names somebody else's number."""
    for line in case.known:
        said = f"{line.row.why or ''} {line.row.origin or ''}".casefold()
        word = next((word for word in words if word in said), None)
        if word is not None and stake(line) is not False:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"reason": (line.row.why or line.row.origin or word).strip()},
                conditional=stake(line) is None,
            )


@check
def stale(case: Case, *, years: int) -> Said:
    """A chased number has stood for so many years, and nothing says that it was reviewed."""
    unsaid = False
    for line in case.known:
        since = _year(line.row.since)
        if not stake(line):
            continue
        if since is None:
            unsaid = True
            continue
        last = max(since, _year(line.row.review) or since)
        silent = line.row.review is None or YEAR.search(line.row.review) is not None
        if silent and _now(case) - last >= years:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"since": str(since), "age": str(_now(case) - last)},
            )
    if unsaid:
        yield Missing("since", "Since when have these targets stood, and when were they reviewed?")


def _year(written: str | None) -> int | None:
    found = YEAR.search(written or "")
    return int(found.group()) if found else None


def _now(case: Case) -> int:
    """The year of the newest entry of the shipped catalogue: advice does not change with the
    clock, so a release of the knowledge is the 'today' that it is given on."""
    return max(int(metric.checked[:4]) for metric in case.shipped.metrics.values())


@check
def unreasoned(case: Case) -> Said:
    """Money or trouble hangs on numbers for which, when asked, nobody gave a reason."""
    paid = [line for line in case.known if line.incentivised]
    lines = [line for line in paid if line.row.why is not None and not line.row.why.strip()]
    for line in lines:
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
        )
    if any(line.row.why is None for line in paid):
        yield Missing("why", "Which decision does each of these numbers serve?")
