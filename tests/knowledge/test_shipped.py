"""What the shipped catalogue holds."""

from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue, load
from knowledge.gaps import counts, firm_share
from knowledge.vocabulary import Dimension, Lens, Level, Role, RuleFamily, Use


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def test_it_is_as_broad_as_promised(catalogue: Catalogue) -> None:
    floors = {
        "metrics, selectable": 180,
        "relations": 700,
        "behaviours": 75,
        "outcomes": 12,
        "strategies": 18,
        "quoted targets": 70,
        "relations, disputed": 20,
        "duties that a law or regulator sets": 10,
    }
    found = counts(catalogue)
    assert {name: found[name] for name, least in floors.items() if found[name] < least} == {}
    assert {item.lens for item in catalogue.outcomes.values()} == set(Lens)
    assert len(catalogue.of_dimension(Dimension.SOURCING)) == 5
    assert len(catalogue.of_dimension(Dimension.SECTOR)) >= 14
    assert all(catalogue.of_dimension(dimension) for dimension in Dimension)


def test_every_role_behaves(catalogue: Catalogue) -> None:
    """Agents are not the only ones: leaders, planners, managers, providers, clients, customers."""
    assert {item.who for item in catalogue.behaviours.values()} == set(Role)


def test_every_sector_says_what_is_peculiar_to_it(catalogue: Catalogue) -> None:
    bare = [
        key
        for key in catalogue.of_dimension(Dimension.SECTOR)
        if catalogue.contexts[key].peculiar is None
    ]
    assert bare == []


def test_every_relation_has_a_voice(catalogue: Catalogue) -> None:
    assert all(claim.relation.evidence for claim in catalogue.claims)


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


def test_the_claims_that_advice_is_made_of_rest_on_more_than_opinion(
    catalogue: Catalogue,
) -> None:
    """Two in five causal and behavioural claims have a study, a law, a standard or arithmetic
    among the voices that do not speak against them."""
    assert firm_share(catalogue) >= 0.4


def test_rules_span_the_families(catalogue: Catalogue) -> None:
    families = {code[:3] for code in catalogue.rules}
    assert families >= {family.value for family in RuleFamily} - {"FEA"}
