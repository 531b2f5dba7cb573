"""Invariants of the shipped catalogue, one named test each."""

from __future__ import annotations

import pytest

from advisor.influence import Influence
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Dimension, Family, Grade, Kind, Lens, Level, RuleFamily, Use

CONTEXTS = {dimension: frozenset[str]() for dimension in Dimension}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def everywhere(catalogue: Catalogue) -> dict[Dimension, frozenset[str]]:
    """All contexts in force at once, so that no relation is hidden by its `when`."""
    return {dimension: frozenset(catalogue.of_dimension(dimension)) for dimension in Dimension}


def test_it_is_as_broad_as_promised(catalogue: Catalogue) -> None:
    assert sum(metric.sort.selectable for metric in catalogue.metrics.values()) >= 45
    assert len(catalogue.claims) >= 150
    assert len(catalogue.outcomes) >= 12
    assert len(catalogue.behaviours) >= 20
    assert len(catalogue.strategies) >= 6
    assert len(catalogue.rules) >= 30
    assert {item.lens for item in catalogue.outcomes.values()} == set(Lens)


def test_every_relation_has_a_voice(catalogue: Catalogue) -> None:
    assert all(claim.relation.evidence for claim in catalogue.claims)


def test_every_selectable_metric_reaches_an_outcome(catalogue: Catalogue) -> None:
    influence = Influence(catalogue, everywhere(catalogue))
    lost = [
        key
        for key, metric in catalogue.metrics.items()
        if metric.sort.selectable
        and not influence.by_value(key).helping
        and not influence.by_value(key).harming
        and not catalogue.related(key, Kind.GUARDS)
    ]
    assert lost == []


def test_what_may_be_pursued_has_a_behaviour_or_a_reason_why_none(catalogue: Catalogue) -> None:
    silent = [
        key
        for key, metric in catalogue.metrics.items()
        if any(use.use is Use.PURSUE for use in metric.use.values())
        and not catalogue.related(key, Kind.PROVOKES)
        and not metric.harmless
    ]
    assert silent == []


def test_every_behaviour_is_provoked_and_moves_something(catalogue: Catalogue) -> None:
    idle = [
        key
        for key in catalogue.behaviours
        if not catalogue.related(key, Kind.PROVOKES, reverse=True)
        or not catalogue.related(key, Kind.MOVES)
    ]
    assert idle == []


def test_every_outcome_is_reached(catalogue: Catalogue) -> None:
    assert [key for key in catalogue.outcomes if not catalogue.arriving(key)] == []


def test_no_source_is_an_orphan(catalogue: Catalogue) -> None:
    cited = {voice.source for claim in catalogue.claims for voice in claim.relation.evidence}
    cited |= {voice.source for rule in catalogue.rules.values() for voice in rule.evidence}
    cited |= {quoted.source for metric in catalogue.metrics.values() for quoted in metric.quoted}
    assert sorted(set(catalogue.sources) - cited) == []


def test_strategies_differ_sharply(catalogue: Catalogue) -> None:
    """No two have the same three outcomes on top, and none names a sourcing."""
    tops = [
        frozenset(sorted(item.outcomes, key=lambda key, i=item: (-i.outcomes[key], key))[:3])
        for item in catalogue.strategies.values()
    ]
    assert len(set(tops)) == len(tops)


def test_exactly_one_strategy_stands_for_each_lens(catalogue: Catalogue) -> None:
    standing = [item.lens for item in catalogue.strategies.values() if item.stands_for_lens]
    assert sorted(standing, key=str) == sorted([None, *Lens], key=str)


def test_handle_time_is_never_an_agents_target(catalogue: Catalogue) -> None:
    assert catalogue.metrics["average-handle-time"].use[Level.AGENT].use is Use.NEVER


def test_causal_claims_rest_on_more_than_opinion_somewhere(catalogue: Catalogue) -> None:
    """A quarter or more of what influence walks rests on arithmetic, study, law or standard."""
    firm = (Grade.IDENTITY, Grade.STUDY, Grade.LAW, Grade.STANDARD)
    walked = [
        claim
        for claim in catalogue.claims
        if claim.relation.kind.family in (Family.CAUSAL, Family.BEHAVIOURAL)
    ]
    resting = [
        claim for claim in walked if any(voice.grade in firm for voice in claim.relation.evidence)
    ]
    assert len(resting) * 4 >= len(walked)


def test_disputes_are_kept(catalogue: Catalogue) -> None:
    assert sum(claim.relation.disputed for claim in catalogue.claims) >= 10


def test_rules_span_the_families(catalogue: Catalogue) -> None:
    families = {code[:3] for code in catalogue.rules}
    assert families >= {family.value for family in RuleFamily} - {"FEA"}
