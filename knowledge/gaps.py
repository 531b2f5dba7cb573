"""What the catalogue has, what it rests on, and what it still lacks: read by contributors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from knowledge.catalogue import Catalogue, Claim
from knowledge.guarding import caught
from knowledge.schema import Dated
from knowledge.vocabulary import Dimension, Family, Finds, Grade, Kind, Use

FIRM = (Grade.IDENTITY, Grade.STUDY, Grade.STANDARD, Grade.LAW)
WALKED = (Family.CAUSAL, Family.BEHAVIOURAL)
FRESH = timedelta(days=365)
"""How long a check of an entry holds. Laws, prices and links move within a year."""


def counts(catalogue: Catalogue) -> dict[str, int]:
    """How many entries of each folder, and of claims by family."""
    families = Counter(claim.relation.kind.family for claim in catalogue.claims)
    selectable = sum(metric.sort.selectable for metric in catalogue.metrics.values())
    return {
        "metrics": len(catalogue.metrics),
        "metrics, selectable": selectable,
        "metrics, workload and raw": len(catalogue.metrics) - selectable,
        "relations": len(catalogue.claims),
        **{f"relations, {family}": families[family] for family in Family},
        "relations, disputed": sum(claim.relation.disputed for claim in catalogue.claims),
        "behaviours": len(catalogue.behaviours),
        "outcomes": len(catalogue.outcomes),
        "strategies": len(catalogue.strategies),
        "contexts": len(catalogue.contexts),
        "rules": len(catalogue.rules),
        "sources": len(catalogue.sources),
        "quoted targets": sum(len(metric.quoted) for metric in catalogue.metrics.values()),
        "duties that a law or regulator sets": sum(
            len(context.asks) for context in catalogue.contexts.values()
        ),
    }


def best_voice(claim: Claim) -> Grade:
    """The grade of the firmest voice that does not speak against a claim."""
    voices = [voice for voice in claim.relation.evidence if not voice.finds.against]
    return min((voice.grade for voice in voices or claim.relation.evidence), key=lambda g: g.rank)


def walked(catalogue: Catalogue) -> tuple[Claim, ...]:
    """The causal and behavioural claims: those that the advice is made of."""
    return tuple(claim for claim in catalogue.claims if claim.relation.kind.family in WALKED)


def firm_share(catalogue: Catalogue) -> float:
    """Share (0 to 1) of causal and behavioural claims whose firmest voice in favour is a study, a
    law, a standard or arithmetic."""
    claims = walked(catalogue)
    return sum(best_voice(claim) in FIRM for claim in claims) / (len(claims) or 1)


def plain_share(catalogue: Catalogue) -> float:
    """The same, counting only voices that support the claim as it stands, and none that find it
    weaker or speak of it from afar."""
    claims = walked(catalogue)
    plain = (
        any(v.grade in FIRM and v.finds is Finds.SUPPORTS for v in claim.relation.evidence)
        for claim in claims
    )
    return sum(plain) / (len(claims) or 1)


def shares(catalogue: Catalogue) -> dict[str, str]:
    """How the claims divide by the grade of their firmest voice, in per cent."""
    groups: dict[str, Iterable[Claim]] = {
        "all relations": catalogue.claims,
        "causal and behavioural": walked(catalogue),
    }
    found = {}
    for name, group in groups.items():
        graded = Counter(best_voice(claim) for claim in group)
        total = sum(graded.values()) or 1
        for grade in Grade:
            found[f"{name}, on {grade}"] = f"{100 * graded[grade] / total:.1f} %"
    found["causal and behavioural, firm"] = f"{100 * firm_share(catalogue):.1f} %"
    found["causal and behavioural, plainly firm"] = f"{100 * plain_share(catalogue):.1f} %"
    return found


def cited(catalogue: Catalogue) -> frozenset[str]:
    """Ids of all sources that something rests on."""
    return frozenset(
        [voice.source for claim in catalogue.claims for voice in claim.relation.evidence]
        + [voice.source for rule in catalogue.rules.values() for voice in rule.evidence]
        + [quoted.source for metric in catalogue.metrics.values() for quoted in metric.quoted]
        + [asks.source for context in catalogue.contexts.values() for asks in context.asks]
    )


def gaps(catalogue: Catalogue) -> dict[str, list[str]]:
    """Ids by what is missing; empty lists are left out."""
    provoked = {claim.end for claim in catalogue.claims if claim.relation.kind is Kind.PROVOKES}
    reached = {claim.end for claim in catalogue.claims}
    pursued = {
        key
        for key, metric in catalogue.metrics.items()
        if any(use.use is Use.PURSUE for use in metric.use.values())
    }
    provoking = {claim.start for claim in catalogue.claims if claim.relation.kind is Kind.PROVOKES}
    named = {
        "source that nothing cites": set(catalogue.sources) - cited(catalogue),
        "behaviour that nothing provokes": set(catalogue.behaviours) - provoked,
        "behaviour that moves nothing": {
            key for key, item in catalogue.behaviours.items() if not item.relations
        },
        "guard that nothing moves": {
            f"{claim.start} -> {claim.end}"
            for claim in catalogue.claims
            if claim.relation.kind is Kind.GUARDS and not caught(catalogue, claim)
        },
        "outcome that nothing reaches": set(catalogue.outcomes) - reached,
        "pursued metric without a behaviour or a reason why none": {
            key for key in pursued - provoking if not catalogue.metrics[key].harmless
        },
        "selectable metric without a relation": {
            key
            for key, metric in catalogue.metrics.items()
            if metric.sort.selectable and not metric.relations and key not in reached
        },
        "workload or raw entry that feeds nothing": {
            key
            for key, metric in catalogue.metrics.items()
            if not metric.sort.selectable and not metric.feeds
        },
        "sector without what is peculiar to it": {
            key
            for key, context in catalogue.contexts.items()
            if context.dimension is Dimension.SECTOR and context.peculiar is None
        },
    }
    return {name: sorted(found) for name, found in named.items() if found}


def stale(catalogue: Catalogue, today: date) -> list[str]:
    """Entries as `folder/id` that nobody has checked for longer than `FRESH`, oldest first."""
    folders: dict[str, Mapping[str, Dated]] = {
        "metrics": catalogue.metrics,
        "behaviours": catalogue.behaviours,
        "outcomes": catalogue.outcomes,
        "strategies": catalogue.strategies,
        "contexts": catalogue.contexts,
        "rules": catalogue.rules,
        "sources": catalogue.sources,
    }
    found = [
        (entry.checked, f"{folder}/{key}")
        for folder, entries in folders.items()
        for key, entry in entries.items()
        if date.fromisoformat(entry.checked) + FRESH < today
    ]
    return [place for _checked, place in sorted(found)]
