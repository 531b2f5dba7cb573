"""Checks of what stands between client and provider: the price, the clauses, the reach."""

from __future__ import annotations

from collections.abc import Collection

from advisor.case import Case
from advisor.checks.fixes import watching, watching_all, without_consequence
from advisor.checks.hit import Hit, Missing, Said, check
from advisor.checks.pressure import PERSONAL
from advisor.checks.uses import bought, by_contract, costliest, names, pressing, share_of
from knowledge.catalogue import Claim
from knowledge.vocabulary import Dimension, Form, Kind, Level, Mover, Strength, Use

OTHERS = (Mover.ORGANISATION, Mover.CLIENT, Mover.CUSTOMER)


@check
def price_provokes(case: Case, *, contexts: Collection[str]) -> Said:
    """What the money follows provokes a behaviour, and nothing in the set would show it."""
    told = set[str]()
    for key in case.in_force:
        if key not in contexts:
            continue
        entry = case.catalogue.contexts[key]
        demanded = [item.metric for item in entry.demands if item.metric in case.universe_set]
        claims = [
            claim
            for claim in case.influence.provoked_by_context(key)
            if claim.relation.strength is not Strength.WEAK and claim.end not in told
        ]
        shown = [*demanded, *(metric for claim in claims for metric in _showing(case, claim))]
        if not claims or case.present & set(shown):
            continue
        told |= {claim.end for claim in claims}
        claims = sorted(claims, key=lambda claim: (-share_of(claim), claim.end))
        worst = claims[0]
        wanted = demanded[:2] or shown[:1]
        yield Hit(
            facts={
                "price": names(case, [key]),
                "behaviour": names(case, [claim.end for claim in claims[:3]]),
                "because": worst.relation.because,
                "guard": names(case, wanted) if wanted else "a count by somebody else",
            },
            path=costliest(case, worst),
            fix=watching_all(case, wanted) if wanted else None,
        )


def _showing(case: Case, claim: Claim) -> list[str]:
    """Metrics that the behaviour moves for real, the strongest first."""
    heads = sorted(case.influence.heads(claim), key=lambda move: (-share_of(move), move.end))
    return [move.end for move in heads if move.end in case.universe_set]


@check
def free_of_the_rest(case: Case, *, behaviour: str, beside: Collection[str]) -> Said:
    """A clause that counts a share in time, under a contract, with nothing that limits the wait
    of the rest."""
    if not bought(case) or case.present & set(beside):
        return
    wanted = [key for key in beside if case.fits(key)]
    for use in pressing(case):
        share = [
            claim
            for claim in case.catalogue.related(use.metric, Kind.PROVOKES)
            if claim.end == behaviour and Form.THRESHOLD in claim.relation.when.form
        ]
        form = case.setting(use.line, use.level).form
        if not share or form not in (None, Form.THRESHOLD, Form.MINIMUM) or not wanted:
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"beside": names(case, wanted[:1])},
            path=(share[0],),
            fix=watching(case, wanted[0]),
            conditional=use.line.consequences is None,
        )


@check
def moved_by_others(case: Case, *, under_contract: bool, levels: Collection[Level]) -> Said:
    """Pay or punishment hangs on a number that others move first."""
    if bought(case) is not under_contract:
        return
    for use in pressing(case, levels):
        moves = case.entry(use.line).moves
        if moves is None or moves.who[0] not in OTHERS or not use.line.incentivised:
            continue
        if case.use_at(use.metric, use.level).use is Use.NEVER:
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"mover": moves.who[0].label},
            fix=without_consequence(case, use.line),
        )


@check
def client_reaches_agents(case: Case) -> Said:
    """Under a contract, the client sets a goal for single people of its provider."""
    if not bought(case):
        return
    for use in pressing(case, PERSONAL):
        row = use.line.row
        if row.origin is None and row.may_change is None and case.brief.seat != "client":
            yield Missing("from", "Who set the goals that single agents have: you or the client?")
            continue
        if not by_contract(use.line) and case.brief.seat != "client":
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            fix=without_consequence(case, use.line),
            conditional=use.conditional,
        )


@check
def counted_across(case: Case, *, systems: Collection[str]) -> Said:
    """A provider's money hangs on a number that only the client's systems hold."""
    if not case.has(Dimension.SOURCING, "bpo"):
        return
    for use in pressing(case):
        held = [item.label for item in case.entry(use.line).systems if item in systems]
        if held and use.line.incentivised and use.level not in PERSONAL:
            yield Hit(
                subjects=(use.metric,),
                lines=(use.line.index,),
                level=use.level,
                facts={"system": held[0].lower()},
            )
