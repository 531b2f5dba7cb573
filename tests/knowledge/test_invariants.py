"""What must hold of the shipped catalogue whatever is added to it, one named test each."""

from __future__ import annotations

import graphlib
from dataclasses import replace

import pytest

from advisor.place import Place, place_of
from knowledge.catalogue import Catalogue, load
from knowledge.gaps import cited
from knowledge.guarding import caught
from knowledge.vocabulary import Dimension, Family, Kind, Use


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def everywhere(catalogue: Catalogue) -> Place:
    """All contexts in force at once, so that no relation is hidden by its `when`; without their
    bars, which nowhere hold all together."""
    contexts = {d: frozenset(catalogue.of_dimension(d)) for d in Dimension}
    unbarred = {k: c.model_copy(update={"bars": ()}) for k, c in catalogue.contexts.items()}
    return place_of(replace(catalogue, contexts=unbarred), contexts)


def test_every_metric_reaches_an_outcome(catalogue: Catalogue, everywhere: Place) -> None:
    """What can be selected does so along causal relations, or guards a metric that does; what
    cannot is part of one that can."""
    reach = {
        key: everywhere.influence.by_value(key)
        for key, metric in catalogue.metrics.items()
        if metric.sort.selectable
    }
    arrives = {key for key, found in reach.items() if found.helping or found.harming}
    lost = [
        key
        for key in reach
        if key not in arrives
        and not any(claim.end in arrives for claim in catalogue.related(key, Kind.GUARDS))
    ]
    feeding = [
        key
        for key, metric in catalogue.metrics.items()
        if not metric.sort.selectable and not _feeds(catalogue, key, frozenset(reach))
    ]
    assert (lost, feeding) == ([], [])


def _feeds(catalogue: Catalogue, key: str, goals: frozenset[str]) -> bool:
    seen: set[str] = set()
    todo = [key]
    while todo:
        metric = todo.pop()
        if metric in goals:
            return True
        if metric not in seen:
            seen.add(metric)
            todo += catalogue.metrics[metric].feeds
    return False


def test_what_may_be_pursued_has_a_harm_or_a_written_none(
    catalogue: Catalogue, everywhere: Place
) -> None:
    silent = [
        key
        for key, metric in catalogue.metrics.items()
        if any(use.use is Use.PURSUE for use in metric.use.values())
        and not metric.harmless
        and not any(
            everywhere.influence.wrong_way(move)
            for claim in catalogue.related(key, Kind.PROVOKES)
            for move in catalogue.related(claim.end, Kind.MOVES)
        )
    ]
    assert silent == []


def test_every_harming_path_of_medium_strength_can_be_guarded(
    catalogue: Catalogue, everywhere: Place
) -> None:
    """Where the pursuit of a metric provokes harm of medium strength or more, some valid guard
    shows it: not merely one that is stated, but one that the harm moves."""
    open_ends = [
        (metric, duty.level.value, duty.provoking.end, duty.move.end)
        for metric in catalogue.metrics
        for duty in everywhere.expected_duties(metric)
        if not duty.guards
    ]
    assert open_ends == []


def test_every_stated_guard_is_moved_by_what_it_guards_against(catalogue: Catalogue) -> None:
    mute = [
        (claim.start, claim.end)
        for claim in catalogue.claims
        if claim.relation.kind is Kind.GUARDS and not caught(catalogue, claim)
    ]
    assert mute == []


def test_a_guard_catches_only_what_its_metric_provokes(catalogue: Catalogue) -> None:
    strange = [
        (claim.start, claim.end, behaviour)
        for claim in catalogue.claims
        for behaviour in claim.relation.catches
        if behaviour
        not in {provoking.end for provoking in catalogue.related(claim.end, Kind.PROVOKES)}
    ]
    assert strange == []


def test_definitional_relations_have_no_cycle(catalogue: Catalogue) -> None:
    made_of: dict[str, set[str]] = {}
    for claim in catalogue.claims:
        if claim.relation.kind.family is Family.DEFINITIONAL:
            made_of.setdefault(claim.end, set()).add(claim.start)
    graphlib.TopologicalSorter(made_of).prepare()  # raises CycleError, and names the cycle


def test_symmetric_relations_are_stated_once(catalogue: Catalogue) -> None:
    pairs = [
        frozenset((claim.start, claim.end))
        for claim in catalogue.claims
        if claim.relation.kind.symmetric
    ]
    assert sorted(map(sorted, pairs)) == sorted(map(sorted, set(pairs)))


def test_there_are_no_orphans(catalogue: Catalogue) -> None:
    idle = [
        key
        for key in catalogue.behaviours
        if not catalogue.related(key, Kind.PROVOKES, reverse=True)
        or not any(not move.relation.inflates for move in catalogue.related(key, Kind.MOVES))
    ]
    unreached = [key for key in catalogue.outcomes if not catalogue.arriving(key)]
    unwanted = [
        key
        for key in catalogue.outcomes
        if not any(item.outcomes.get(key) for item in catalogue.strategies.values())
    ]
    sources = sorted(set(catalogue.sources) - cited(catalogue))
    assert (idle, unreached, unwanted, sources) == ([], [], [], [])


def test_no_name_means_two_metrics_unless_both_say_so(catalogue: Catalogue) -> None:
    owners: dict[str, set[str]] = {}
    for key, metric in catalogue.metrics.items():
        also = metric.also
        own = (*also.exact, *also.abbreviations, *also.complement, *also.languages())
        for name in (metric.name, *own):
            if name.casefold() not in {each.casefold() for each in also.ambiguous}:
                owners.setdefault(name.casefold(), set()).add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_the_pool_is_the_same_for_every_sourcing(catalogue: Catalogue) -> None:
    pools = {
        place_of(
            catalogue,
            {d: frozenset({s} if d is Dimension.SOURCING else ()) for d in Dimension},
        ).universe
        for s in catalogue.of_dimension(Dimension.SOURCING)
    }
    assert len(pools) == 1
