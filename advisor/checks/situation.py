"""Checks of the situation: what it speaks against, what it was not made for, what money buys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Missing, Reads, Said, check, line_check
from advisor.checks.pressure import PERSONAL
from advisor.checks.uses import (
    bar_here,
    bought,
    by_contract,
    costliest,
    names,
    pressed,
    share_of,
)
from advisor.place import Place
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Dimension, Strength, Use


@line_check(pressed_only=True)
def barred_here(case: Case, line: Line) -> Said:
    """A line is pursued though something in this situation speaks against it."""
    for use in pressed(line):
        barred = bar_here(case, use.metric, use.level)
        if barred is None:
            continue
        context, bar = barred
        cure = ["drop"] if bar.use is Use.NEVER else ["report", "drop"]
        told = {"context": context, "because": bar.because}
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            conditional=use.conditional,
            facts=partial(_named, case, told),
            cures=partial(cures.of_line, case, line, use.level, cure),
        )


def _named(case: Case, told: dict[str, str]) -> dict[str, str]:
    return {**told, "context": names(case, [told["context"]])}


def _made_for_some(catalogue: Catalogue, params: dict[str, Any]) -> list[str]:
    dimension = str(params["dimension"])
    return [key for key, entry in catalogue.metrics.items() if getattr(entry, dimension)]


@line_check(about=_made_for_some)
def foreign(case: Case, line: Line, *, dimension: Dimension) -> Said:
    """A line is made for other channels, or for other work, than those that were named."""
    made_for = getattr(case.entry(line), dimension)
    if not made_for or not case.contexts[Dimension(dimension)].isdisjoint(made_for):
        return
    named = getattr(case.brief.context, dimension)
    if not named:
        yield Missing(dimension, "Which channels and which kind of work is this list for?")
        return
    yield Hit(
        subjects=(str(line.metric),),
        lines=(line.index,),
        facts=lambda: {
            "made_for": names(case, made_for[:3]),
            "named": names(case, sorted(named)),
        },
        cures=lambda: (cures.dropping(case, line),),
    )


@check(Reads.PRESENT)
def price_provokes(case: Case, *, contexts: Collection[str]) -> Said:
    """What the money follows provokes a behaviour, and nothing in the set would show it. It speaks
    more mildly where what the situation would have watched does not exist for this work."""
    told = set[str]()
    for key, demanded, provoked in case.place.once(_prices):
        if key not in contexts:
            continue
        claims = [claim for claim, _showing in provoked if claim.end not in told]
        shown = [*demanded]
        for claim, showing in provoked:
            shown += showing if claim.end not in told else ()
        if not claims or not case.present.isdisjoint(shown):
            continue
        told |= {claim.end for claim in claims}
        claims = sorted(claims, key=lambda claim: (-share_of(claim), claim.end))
        wanted = demanded[:2] or shown[:1]
        yield Hit(
            mild=bool(case.catalogue.contexts[key].demands) and not demanded,
            mark=tuple(claim.end for claim in claims[:3]),
            facts=partial(_price_told, case, key, claims, wanted),
            path=partial(costliest, case, claims[0]),
            cures=partial(_guarded, case, wanted, shown),
        )


Price: TypeAlias = tuple[str, list[str], list[tuple[Claim, list[str]]]]


def _prices(place: Place) -> list[Price]:
    """By context in force: what it demands, and what it provokes with what would show that."""
    found = []
    for key in place.in_force:
        demands = place.catalogue.contexts[key].demands
        claims = [
            claim
            for claim in place.influence.provoked_by_context(key)
            if claim.relation.strength is not Strength.WEAK
        ]
        demanded = [item.metric for item in demands if item.metric in place.universe_set]
        found.append((key, demanded, [(claim, _showing(place, claim)) for claim in claims]))
    return found


def _price_told(case: Case, key: str, claims: Sequence[Claim], wanted: list[str]) -> dict[str, str]:
    return {
        "price": names(case, [key]),
        "behaviour": names(case, [claim.end for claim in claims[:3]]),
        "because": claims[0].relation.because,
        "guard": names(case, wanted) if wanted else "a count by somebody else",
    }


def _guarded(case: Case, wanted: list[str], shown: list[str]) -> Iterator[Fix]:
    if wanted:
        yield cures.watching_all(case, wanted)
    for metric in dict.fromkeys(shown):
        yield cures.watching(case, metric)


def _showing(place: Place, claim: Claim) -> list[str]:
    """Metrics that the behaviour moves for real, the strongest first."""
    heads = sorted(place.influence.heads(claim), key=lambda move: (-share_of(move), move.end))
    return [move.end for move in heads if move.end in place.universe_set]


@line_check(pressed_only=True)
def client_reaches_agents(case: Case, line: Line) -> Said:
    """Under a contract, the client sets a goal for single people of its provider."""
    if not bought(case):
        return
    for use in pressed(line, PERSONAL):
        row = line.row
        if row.origin is None and row.may_change is None and case.brief.seat != "client":
            yield Missing("from", "Who set the goals that single agents have: you or the client?")
            continue
        if not by_contract(line) and case.brief.seat != "client":
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            conditional=use.conditional,
            cures=partial(cures.of_line, case, line, use.level, ["off-card", "report"]),
        )
