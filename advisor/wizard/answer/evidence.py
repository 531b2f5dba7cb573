"""Why a metric is in the set, as claims with their sources: the path that it reaches its objective
by, or what it catches as a guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.case import Case
from advisor.recommend import Chosen
from advisor.route import Step
from advisor.wizard.browse.addresses import of_triple
from advisor.wizard.browse.saying import sentence
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Evidence, Source
from knowledge.vocabulary import Finds, Grade, Kind

MOST = 3  # voices in view for each claim; those against it are always in view
GUARDED = 2  # metrics that a guard is explained by
NOBODY = ("none", "none known")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so, who gains if it is believed, and how much of it was read."""

    grade: str
    against: str
    """What it finds instead, where it does not support the claim."""
    says: str
    source: str
    href: str | None
    gains: str
    read: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One claim, in a sentence."""

    says: str
    because: str
    disputed: bool
    voices: tuple[Voice, ...]
    more: int
    """Voices that are not in view."""
    href: str | None
    """Its page in the catalogue; None for a claim of the user's own."""


def reasons(case: Case, item: Chosen) -> tuple[Reason, ...]:
    """The claims behind one metric of the set, from the metric on; none where it is owed."""
    claims = _path(case.catalogue, item.path) if item.path else _guarding(case, item)
    return tuple(_reason(claim, case) for claim in claims)


def _path(catalogue: Catalogue, steps: Sequence[Step]) -> list[Claim]:
    found = []
    for step in steps:
        said = [
            claim
            for claim in catalogue.leaving(step.start)
            if claim.end == step.end and claim.relation.kind.label == step.kind
        ]
        exact = [claim for claim in said if claim.relation.because == step.because]
        found += (exact or said)[:1]
    return found


def _guarding(case: Case, item: Chosen) -> list[Claim]:
    """For a guard: what chasing the other provokes, and that this one shows it."""
    found: list[Claim] = []
    stated = {claim.end: claim for claim in case.catalogue.related(item.metric, Kind.GUARDS)}
    for other in item.guards[:GUARDED]:
        for duty in case.expected_duties(other):
            if item.metric in duty.guards:
                found.append(duty.provoking)
                break
        if other in stated:
            found.append(stated[other])
    return list(dict.fromkeys(found))


def _reason(claim: Claim, case: Case) -> Reason:
    relation = claim.relation
    order = list(Grade)
    ranked = sorted(
        relation.evidence,
        key=lambda one: (one.finds is Finds.SUPPORTS, order.index(one.grade)),
    )
    against = sum(one.finds is not Finds.SUPPORTS for one in ranked)
    shown = ranked[: max(MOST, against)]
    at = of_triple(claim.start, relation.kind.label, claim.end, case.shipped)
    return Reason(
        says=sentence(claim, case.catalogue),
        because=relation.because,
        disputed=relation.disputed,
        voices=tuple(_voice(one, case.catalogue) for one in shown),
        more=len(ranked) - len(shown),
        href=f"/browse{at.href}" if at else None,
    )


def _voice(one: Evidence, catalogue: Catalogue) -> Voice:
    source = catalogue.sources.get(one.source)
    return Voice(
        grade=_capital(one.grade.label),
        against="" if one.finds is Finds.SUPPORTS else one.finds.label,
        says=one.says,
        source=_titled(source) if source else one.source,
        href=f"/browse?source={one.source}" if source else None,
        gains=_gains(source) if source else "",
        read=_capital(source.read.label) if source else "",
    )


def _titled(source: Source) -> str:
    whose = [*source.authors[:2], *(["others"] if len(source.authors) > 2 else [])]
    when = [str(source.year)] if source.year else []
    return f"{source.title} ({', '.join([*whose, *when])})"


def _gains(source: Source) -> str:
    if source.interest in NOBODY:
        return "Nobody is known to gain if it is believed."
    return f"Who gains if it is believed: {source.interest}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
