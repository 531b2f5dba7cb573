"""The strategy map keeps its promises for any scorecard: nothing overlaps, links touch what they
join and run behind nothing, and every word fits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.advice import advise
from advisor.brief import Brief, StatedStrategy
from advisor.reports.picture import strategy_map, table
from advisor.reports.picture_parts import LETTER, Link, Picture, Placed
from advisor.scorecard import Box, Scorecard
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Perspective

METRICS = {
    "handle": "Average handle time",
    "wait": "Wait of the slowest callers",
    "long": "Share of handled contacts that came by a menu",
    "fcr": "First contact resolution",
}
TITLES = (
    "Customers stay.",
    "Customers do not have to come back, tell it again or change channel.",
    "People know enough and may decide enough to finish what they start, on every day of the year.",
)
Point = tuple[float, float]


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    """Up to nine objectives over the perspectives, leading anywhere, even in circles."""
    keys = [f"o{number}" for number in range(draw(st.integers(1, 9)))]
    boxes = [
        Box(
            id=key,
            says=draw(st.sampled_from(TITLES)),
            perspective=draw(st.sampled_from(list(Perspective))),
            outcome="ease",
            result=draw(st.none() | st.sampled_from(sorted(METRICS))),
            drivers=tuple(draw(st.lists(st.sampled_from(sorted(METRICS)), max_size=3))),
            leads_to=tuple(draw(st.lists(st.sampled_from([*keys, "gone"]), max_size=3))),
        )
        for key in keys
    ]
    return Scorecard(map=tuple(boxes), cards=())


both_forms = pytest.mark.parametrize("narrow", [False, True])
any_scorecard: Callable[..., Callable[..., None]] = given(scorecard=scorecards())


def overlap(one: Placed, other: Placed) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def on_border(point: Point, box: Placed) -> bool:
    x, y = point
    across = box.x <= x <= box.x + box.width
    along = box.y <= y <= box.y + box.height
    return (across and y in (box.y, box.y + box.height)) or (
        along and x in (box.x, box.x + box.width)
    )


def walked(link: Link) -> Iterator[Point]:
    """Points along the drawn path, worked out from the SVG path itself."""
    number = r"-?[\d.]+(?:e-?\d+)?"
    x = y = 0.0
    for command, given_ in re.findall(r"([MLC])([^MLC]*)", link.path()):
        values = [float(value) for value in re.findall(number, given_)]
        if command == "M":
            x, y = values
            continue
        if command == "L":
            values = [x, y, values[0], values[1], values[0], values[1]]
        x1, y1, x2, y2, x3, y3 = values
        for step in range(1, 40):
            t = step / 40
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield a * x + b * x1 + c * x2 + d * x3, a * y + b * y1 + c * y2 + d * y3
        x, y = x3, y3


@both_forms
@settings(max_examples=60)
@any_scorecard
def test_no_two_boxes_overlap_and_each_stands_in_its_band(
    narrow: bool, scorecard: Scorecard
) -> None:
    found = strategy_map(scorecard, METRICS, narrow=narrow)
    assert {box.id for box in found.boxes} == {box.id for box in scorecard.map}
    for one, other in itertools.combinations(found.boxes, 2):
        assert not overlap(one, other)
    bands = {band.name: band for band in found.bands}
    for box in scorecard.map:
        band = bands[box.perspective.label]
        placed = next(item for item in found.boxes if item.id == box.id)
        assert band.y <= placed.y
        assert placed.y + placed.height <= band.y + band.height
        assert placed.x >= 0
        assert placed.x + placed.width <= found.width
    order = [band.name for band in found.bands]
    assert order == [p.label for p in Perspective if p.label in bands]
    for upper, lower in itertools.pairwise(found.bands):
        assert upper.y + upper.height <= lower.y
    assert found.bands[-1].y + found.bands[-1].height <= found.height


@both_forms
@settings(max_examples=60)
@any_scorecard
def test_links_join_borders_and_run_through_no_box(narrow: bool, scorecard: Scorecard) -> None:
    found = strategy_map(scorecard, METRICS, narrow=narrow)
    boxes = {box.id: box for box in found.boxes}
    said = {(b.id, end) for b in scorecard.map for end in b.leads_to if end in boxes}
    assert {(link.start, link.end) for link in found.links} == {p for p in said if p[0] != p[1]}
    for link in found.links:
        assert on_border(link.points[0], boxes[link.start])
        assert on_border(link.points[-1], boxes[link.end])
        for x, y in walked(link):
            assert 0 <= x <= found.width
            for box in found.boxes:
                inside = box.x < x < box.x + box.width and box.y < y < box.y + box.height
                assert not inside, (link, box.id)


@both_forms
@settings(max_examples=60)
@any_scorecard
def test_every_word_is_there_once_and_fits(narrow: bool, scorecard: Scorecard) -> None:
    found = strategy_map(scorecard, METRICS, narrow=narrow)
    for box in scorecard.map:
        placed = next(item for item in found.boxes if item.id == box.id)
        for line in placed.words:
            assert line.x + len(line.text) * LETTER <= placed.x + placed.width + 1
            assert placed.y < line.y < placed.y + placed.height
        baselines = [line.y for line in placed.words]
        assert all(lower - upper >= 16 for upper, lower in itertools.pairwise(baselines))
        told = " ".join(" ".join(line.text for line in placed.words).split())
        assert box.says in told
        for metric in (box.result, *box.drivers):
            assert metric is None or METRICS[metric] in told
            assert metric is None or METRICS[metric] in placed.says


@any_scorecard
def test_the_same_scorecard_gives_the_same_picture(scorecard: Scorecard) -> None:
    assert strategy_map(scorecard, METRICS) == strategy_map(scorecard, METRICS)


@any_scorecard
def test_the_table_and_the_alternative_text_tell_all_that_the_picture_shows(
    scorecard: Scorecard,
) -> None:
    rows = table(scorecard, METRICS)
    assert len(rows) == len(scorecard.map)
    alt = strategy_map(scorecard, METRICS).alt
    for box in scorecard.map:
        row = next(
            row
            for row in rows
            if row["Objective"] == box.says
            and row["Perspective"] == box.perspective.label
            and row["Shown by"] == (METRICS[box.result] if box.result else "")
            and row["Moved by"] == ", ".join(METRICS[key] for key in box.drivers)
        )
        assert box.says.rstrip(".") in alt
        assert row["Perspective"] in alt


def crossings(picture: Picture) -> int:
    """Pairs of links that cross away from their ends, by where they stand at the same height."""
    paths = [
        (link, {round(y): x for x, y in walked(link)})
        for link in picture.links
        if link.points[0][1] != link.points[-1][1]
    ]
    found = 0
    for (one, a), (other, b) in itertools.combinations(paths, 2):
        heights = sorted(set(a) & set(b))
        signs = {a[y] > b[y] for y in heights if abs(a[y] - b[y]) > 2}
        found += len(signs) > 1 and not {one.start, one.end} & {other.start, other.end}
    return found


def test_the_maps_of_all_shipped_strategies_are_drawn_without_crossings(
    shipped: Catalogue,
) -> None:
    names = {key: metric.name for key, metric in shipped.metrics.items()}
    for preset in sorted(shipped.strategies):
        advice = advise(Brief(strategy=StatedStrategy(preset=preset)), shipped)
        assert advice.scorecard.map
        assert crossings(strategy_map(advice.scorecard, names)) == 0, preset
