"""What the catalogue has, and what it still lacks: read by contributors, never an error."""

from __future__ import annotations

from collections import Counter

from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Family, Grade, Kind, Use


def counts(catalogue: Catalogue) -> dict[str, int]:
    """How many entries of each folder, and how the claims divide by family and grade."""
    families = Counter(claim.relation.kind.family for claim in catalogue.claims)
    graded = Counter(
        min((voice.grade for voice in claim.relation.evidence), key=list(Grade).index)
        for claim in catalogue.claims
    )
    return {
        "metrics": len(catalogue.metrics),
        "metrics, selectable": sum(m.sort.selectable for m in catalogue.metrics.values()),
        "relations": len(catalogue.claims),
        **{f"relations, {family}": families[family] for family in Family},
        **{f"relations, best voice {grade}": graded[grade] for grade in Grade},
        "relations, disputed": sum(claim.relation.disputed for claim in catalogue.claims),
        "behaviours": len(catalogue.behaviours),
        "outcomes": len(catalogue.outcomes),
        "strategies": len(catalogue.strategies),
        "contexts": len(catalogue.contexts),
        "rules": len(catalogue.rules),
        "sources": len(catalogue.sources),
        "quoted targets": sum(len(metric.quoted) for metric in catalogue.metrics.values()),
    }


def gaps(catalogue: Catalogue) -> dict[str, list[str]]:
    """Ids by what is missing; empty lists are left out."""
    cited = {voice.source for claim in catalogue.claims for voice in claim.relation.evidence}
    cited |= {voice.source for rule in catalogue.rules.values() for voice in rule.evidence}
    cited |= {quoted.source for metric in catalogue.metrics.values() for quoted in metric.quoted}
    provoked = {claim.end for claim in catalogue.claims if claim.relation.kind is Kind.PROVOKES}
    reached = {claim.end for claim in catalogue.claims}
    pursued = {
        key
        for key, metric in catalogue.metrics.items()
        if any(use.use is Use.PURSUE for use in metric.use.values())
    }
    provoking = {claim.start for claim in catalogue.claims if claim.relation.kind is Kind.PROVOKES}
    named = {
        "source that nothing cites": set(catalogue.sources) - cited,
        "behaviour that nothing provokes": set(catalogue.behaviours) - provoked,
        "behaviour that moves nothing": {
            key for key, item in catalogue.behaviours.items() if not item.relations
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
    }
    return {name: sorted(found) for name, found in named.items() if found}
