"""Walking everywhere at once gives what walking from one node, path by path, gives."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from advisor.evidence import Evidence
from advisor.influence import directions
from advisor.paths import FAINT, LONGEST, Path, walkable
from advisor.place import Place
from advisor.setting import Setting, applies
from advisor.sights import caught as seen
from knowledge.catalogue import Catalogue, Claim
from knowledge.guarding import caught
from knowledge.vocabulary import Dimension, Kind, Use

HERE = {
    Dimension.CHANNELS: frozenset({"voice", "chat"}),
    Dimension.WORK: frozenset({"service"}),
    Dimension.SOURCING: frozenset({"bpo"}),
    Dimension.PRICING: frozenset({"per-handle-minute"}),
    Dimension.STAKES: frozenset({"money"}),
}


@pytest.fixture(scope="module", params=["as stated", "read otherwise"])
def place(request: pytest.FixtureRequest, shipped: Catalogue) -> Place:
    here = Place(shipped, {dimension: HERE.get(dimension, frozenset()) for dimension in Dimension})
    if request.param == "as stated":
        return here
    evidence = Evidence(shipped)
    return here.read_as(evidence.read(evidence.draw(random.Random(request.param))))


def onward(place: Place, node: str) -> Iterator[Claim]:
    for claim in place.catalogue.claims:
        relation = claim.relation
        signed = relation.sign is not None and relation.sign.factor
        walked = relation.strength and signed and walkable(claim)
        if claim.start == node and walked and applies(relation.when, Setting(place.contexts)):
            yield claim


def every_path(place: Place, start: str) -> Iterator[tuple[tuple[Claim, ...], int, int]]:
    """(claims, share, way of the end where the start rises), every one there is."""
    todo: list[tuple[tuple[Claim, ...], int, int]] = [((), 1000, 1)]
    while todo:
        walked, share, way = todo.pop()
        nodes = {start, *(claim.end for claim in walked)}
        for claim in onward(place, walked[-1].end if walked else start):
            path = (*walked, claim)
            kinds = [step.relation.kind for step in path]
            left = share * (claim.relation.strength.share if claim.relation.strength else 0) // 1000
            turned = way * (claim.relation.sign.factor if claim.relation.sign else 0)
            if (
                left >= FAINT
                and claim.end not in nodes
                and kinds.count(Kind.IDENTITY) <= 1
                and len(kinds) - kinds.count(Kind.MEASURES) <= LONGEST
            ):
                yield path, left, turned
                todo.append((path, left, turned))


def order(path: tuple[Claim, ...], share: int) -> tuple[int, int, list[str]]:
    return (-share, len(path), [claim.end for claim in path])


def test_the_strongest_path_is_found_to_every_outcome(place: Place) -> None:
    catalogue = place.catalogue
    for metric in random.Random(1).sample(sorted(catalogue.metrics), 12):
        signs = directions(catalogue.metrics[metric].better)
        best: dict[tuple[str, bool], tuple[tuple[Claim, ...], int]] = {}
        most: dict[tuple[str, int], int] = {}
        for path, share, way in every_path(place, metric):
            end = path[-1].end
            most[end, way] = max(share, most.get((end, way), 0))
            if end not in catalogue.outcomes:
                continue
            for sign in signs:
                helps = way * sign in directions(catalogue.outcomes[end].better)
                known = best.get((end, helps))
                if known is None or order(path, share) < order(*known):
                    best[end, helps] = (path, share)
        reach, leads = place.influence.by_value(metric), place.influence.leads
        row = leads.metrics.index(metric)
        for helps, paths, shares in (
            (True, reach.helping, leads.help[row]),
            (False, reach.harming, leads.harm[row]),
        ):
            expected = {end: found for (end, side), found in best.items() if side is helps}
            ends = {
                end: ([claim.end for claim in path.claims], path.share)
                for end, path in paths.items()
            }
            assert ends == {
                end: ([claim.end for claim in path], share)
                for end, (path, share) in expected.items()
            }
            found = dict(zip(leads.outcomes, shares.tolist(), strict=True))
            assert found == {
                outcome: expected[outcome][1] if outcome in expected else 0
                for outcome in leads.outcomes
            }
        for column, outcome in enumerate(leads.outcomes):
            claims = best[outcome, True][0] if (outcome, True) in best else ()
            kinds = [claim.relation.kind for claim in claims]
            assert leads.steps[row, column] == len(kinds)
            assert leads.causes[row, column] == len(kinds) - kinds.count(Kind.MEASURES)
        for (end, way), share in most.items():
            assert place.influence.share(metric, 1, end, way) == share
            assert place.influence.share(metric, -1, end, -way) == share


def test_what_is_led_to_is_what_leads_there(place: Place) -> None:
    better = {key: directions(entry.better) for key, entry in place.catalogue.metrics.items()}
    for end in random.Random(2).sample(place.universe, 20):
        found = place.influence.towards(end)
        assert found == {
            start: share
            for start, ways in better.items()
            if len(ways) == len(better[end]) == 1
            and (share := place.influence.share(start, ways[0], end, better[end][0]))
        }


def test_what_pressure_spoils_is_the_strongest_of_its_paths(place: Place) -> None:
    outcomes = sorted(place.catalogue.outcomes)
    for metric, found in zip(place.universe, place.spoiled.tolist(), strict=True):
        paths: list[Path] = [
            path
            for level in place.cards
            if place.use_at(metric, level).use is Use.PURSUE
            for claim in place.influence.provoked(metric, place.expected(metric, level))
            for path in place.influence.through(claim)
        ]
        worst = dict.fromkeys(outcomes, 0)
        for path in paths:
            if not path.helps:
                worst[path.end] = max(path.share, worst[path.end])
        assert dict(zip(outcomes, found, strict=True)) == worst


def test_stated_guards_catch_what_the_catalogue_says_they_do(place: Place) -> None:
    found = {
        (metric, behaviour, guard)
        for (metric, behaviour), guards in seen(place.catalogue, place.influence.net).items()
        for guard in guards
    }
    assert found == {
        (claim.end, behaviour, claim.start)
        for claim in place.catalogue.claims
        if claim.relation.kind is Kind.GUARDS
        for behaviour in caught(place.catalogue, claim)
    }
