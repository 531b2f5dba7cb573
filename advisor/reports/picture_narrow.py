"""The narrow map, for a phone: one objective below the other, links in a gutter beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from advisor.reports.picture_parts import (
    Band,
    Link,
    Picture,
    Placed,
    Words,
    box_at,
    height_of,
    lines_of,
    says_of,
)
from advisor.scorecard import Box
from knowledge.vocabulary import Perspective

WIDTH = 360.0
LANE = 9.0
Pair = tuple[str, str]


def narrow(
    boxes: Mapping[str, Box], links: Sequence[Pair], names: Mapping[str, str], alt: str
) -> Picture:
    says = {key: box.says for key, box in boxes.items()}
    order = [key for p in Perspective for key, box in boxes.items() if box.perspective is p]
    lanes = _lanes(links, order)
    gutter = 14 + LANE * (1 + max(lanes.values(), default=-1))
    width = WIDTH - gutter - 8
    placed: dict[str, Placed] = {}
    bands = []
    y = 0.0
    for perspective in Perspective:
        own = [key for key, box in boxes.items() if box.perspective is perspective]
        if not own:
            continue
        top = y
        y += 28
        for key in own:
            lines = lines_of(boxes[key], names, width)
            size = (width, height_of(lines))
            told = says_of(boxes[key], names, says)
            placed[key] = box_at(boxes[key], lines, (gutter, y), size, told)
            y += size[1] + 10
        name = Words(gutter, top + 19, perspective.label, "band")
        bands.append(Band(perspective.label, 0.0, top, WIDTH, y - top, (name,)))
        y += 12
    return Picture(
        WIDTH,
        max(y - 12, 1.0),
        tuple(bands),
        tuple(placed.values()),
        _in_gutter(links, placed, lanes),
        alt,
    )


def _lanes(links: Sequence[Pair], order: Sequence[str]) -> dict[Pair, int]:
    """A lane for each link, 0 next to the boxes; in one lane no two overlap, short ones first."""
    spans = {link: sorted((order.index(link[0]), order.index(link[1]))) for link in links}
    taken: list[list[list[int]]] = []
    found = {}
    for link in sorted(links, key=lambda link: (spans[link][1] - spans[link][0], link)):
        low, high = spans[link]
        free = (
            number
            for number, used in enumerate(taken)
            if all(high <= other[0] or low >= other[1] for other in used)
        )
        found[link] = next(free, len(taken))
        if found[link] == len(taken):
            taken.append([])
        taken[found[link]].append(spans[link])
    return found


def _in_gutter(
    links: Sequence[Pair], placed: Mapping[str, Placed], lanes: Mapping[Pair, int]
) -> tuple[Link, ...]:
    touching: dict[str, list[Pair]] = defaultdict(list)
    for link in links:
        touching[link[0]].append(link)
        touching[link[1]].append(link)

    def port(key: str, link: Pair) -> float:
        """Upward links above, near ends above far ones; then downward, so that none cross."""

        def rank(other: Pair) -> tuple[bool, float]:
            far = placed[other[1] if other[0] == key else other[0]].y
            return far > placed[key].y, -far

        order = sorted(touching[key], key=rank)
        return placed[key].y + placed[key].height * (order.index(link) + 1) / (len(order) + 1)

    found = []
    for start, end in links:
        link = (start, end)
        edge, first, last = placed[start].x, port(start, link), port(end, link)
        x = edge - 10 - LANE * lanes[link]
        found.append(Link(start, end, ((edge, first), (x, first), (x, last), (edge, last))))
    return tuple(found)
