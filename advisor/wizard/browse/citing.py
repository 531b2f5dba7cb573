"""Who refers to what: a source's citations, and where a metric is asked for."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.wizard.browse.addresses import Address, of_claim
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Asks, Evidence, Quoted
from knowledge.vocabulary import Use


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites a source, with what it takes from it."""

    at: Address
    claim: Claim | None = None
    voice: Evidence | None = None
    quoted: Quoted | None = None
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that asks for a metric, or keeps it out."""

    at: Address
    how: str
    because: str


def citations(catalogue: Catalogue, source: str) -> tuple[Citation, ...]:
    """Claims first, then rules, quoted targets and duties."""
    return _by_source(catalogue).get(source, ())


def mentions(catalogue: Catalogue, metric: str) -> tuple[Mention, ...]:
    """Strategies that go by a metric, and contexts that owe, need or bar it."""
    return _by_metric(catalogue).get(metric, ())


@functools.lru_cache(maxsize=4)
def _by_source(catalogue: Catalogue) -> Mapping[str, tuple[Citation, ...]]:
    groups: dict[str, list[Citation]] = defaultdict(list)
    for source, citation in _cited(catalogue):
        groups[source].append(citation)
    return {source: tuple(found) for source, found in groups.items()}


def _cited(catalogue: Catalogue) -> Iterator[tuple[str, Citation]]:
    for claim in catalogue.claims:
        at = of_claim(claim, catalogue)
        for voice in claim.relation.evidence:
            yield voice.source, Citation(at, claim=claim, voice=voice)
    for code, rule in catalogue.rules.items():
        for voice in rule.evidence:
            yield voice.source, Citation(Address("rule", code), voice=voice)
    for key, metric in catalogue.metrics.items():
        for quoted in metric.quoted:
            yield quoted.source, Citation(Address("metric", key), quoted=quoted)
    for key, context in catalogue.contexts.items():
        for asks in context.asks:
            yield asks.source, Citation(Address("context", key), asks=asks)


@functools.lru_cache(maxsize=4)
def _by_metric(catalogue: Catalogue) -> Mapping[str, tuple[Mention, ...]]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for metric, mention in (*_in_strategies(catalogue), *_in_contexts(catalogue)):
        groups[metric].append(mention)
    return {metric: tuple(found) for metric, found in groups.items()}


def _in_strategies(catalogue: Catalogue) -> Iterator[tuple[str, Mention]]:
    for key, strategy in catalogue.strategies.items():
        at = Address("strategy", key)
        for must in strategy.must_have:
            yield must.metric, Mention(at, "cannot do without it", must.because)
        for objective in strategy.objectives.values():
            for metric in objective.result:
                yield metric, Mention(at, "may go by it", objective.says)


def _in_contexts(catalogue: Catalogue) -> Iterator[tuple[str, Mention]]:
    for key, context in catalogue.contexts.items():
        at = Address("context", key)
        for owed in context.owed:
            yield owed.metric, Mention(at, f"owes it to the {owed.to}", owed.because)
        for asks in context.asks:
            if asks.metric:
                yield asks.metric, Mention(at, f"{asks.who} asks for it", asks.asks)
        for demand in context.demands:
            how = "needs it" if demand.use is Use.PURSUE else "needs it as a guard"
            yield demand.metric, Mention(at, how, demand.because)
        for bar in context.bars:
            how = "keeps it out" if bar.use is Use.NEVER else f"leaves it at {bar.use.value}"
            where = f" ({', '.join(level.label for level in bar.level)})" if bar.level else ""
            yield bar.metric, Mention(at, how + where, bar.because)
