"""The wide map: perspectives as layers, objectives side by side.

Layers are ordered by barycentre sweeps after Sugiyama, Tagawa and Toda (1981): a link that passes
a layer gets a place in it, so that no link runs behind a box.
"""

from __future__ import annotations

import itertools
import textwrap
from collections import defaultdict
from collections.abc import Mapping

from advisor.reports.picture_parts import (
    LINE,
    Band,
    Link,
    Picture,
    Placed,
    Point,
    Words,
    box_at,
    height_of,
    lines_of,
    says_of,
)
from advisor.scorecard import Box
from knowledge.vocabulary import Perspective

WIDTH = 1120.0
MOST_IN_ROW = 4
SWEEPS = 4
STARTS = 32
GAP = 26.0
LEFT, ABOVE = 112.0, 14.0
LETTERS = 12  # of a perspective's name in one line
BETWEEN = 58.0
BROADEST = 330.0
DUMMY = 20.0

Passing = tuple[str, str, int]
"""The place of a link in a row that it passes."""
Node = str | Passing


def wide(
    boxes: Mapping[str, Box], links: list[tuple[str, str]], names: Mapping[str, str], alt: str
) -> Picture:
    rows, band_of = _rows(boxes)
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    full: list[list[Node]] = [list(row) for row in rows]
    for start, end in links:
        low, high = sorted((row_of[start], row_of[end]))
        for number in range(low + 1, high):
            full[number].append((start, end, number))
    full = _ordered(full, links, row_of)
    says = {key: box.says for key, box in boxes.items()}
    placed: dict[str, Placed] = {}
    lanes: dict[Passing, tuple[float, float, float]] = {}
    bands: list[Band] = []
    y = ABOVE
    for number, row in enumerate(full):
        own = [node for node in row if isinstance(node, str)]
        dummies = len(row) - len(own)
        room = WIDTH - LEFT - 2 * GAP - DUMMY * dummies - GAP * (len(row) - 1)
        width = min(BROADEST, room / max(len(own), 1))
        lines = {key: lines_of(boxes[key], names, width) for key in own}
        height = max(height_of(told) for told in lines.values())
        used = width * len(own) + DUMMY * dummies + GAP * (len(row) - 1)
        x = LEFT + (WIDTH - LEFT - used) / 2
        for node in row:
            if isinstance(node, str):
                told = says_of(boxes[node], names, says)
                placed[node] = box_at(boxes[node], lines[node], (x, y), (width, height), told)
            else:
                lanes[node] = (x + DUMMY / 2, y - ABOVE, y + height + ABOVE)
            x += GAP + (width if isinstance(node, str) else DUMMY)
        _grow(bands, band_of[number], y - ABOVE, height + 2 * ABOVE)
        y += height + BETWEEN
    return Picture(
        WIDTH,
        y - BETWEEN + ABOVE,
        tuple(bands),
        tuple(placed.values()),
        _routed(links, placed, lanes, row_of),
        alt,
    )


def _rows(boxes: Mapping[str, Box]) -> tuple[list[list[str]], list[Perspective]]:
    """Rows from top to bottom, and the perspective of each; a crowded one takes several."""
    rows, band_of = [], []
    for perspective in Perspective:
        own = [key for key, box in boxes.items() if box.perspective is perspective]
        for first in range(0, len(own), MOST_IN_ROW):
            rows.append(own[first : first + MOST_IN_ROW])
            band_of.append(perspective)
    return rows, band_of


def _grow(bands: list[Band], perspective: Perspective, y: float, height: float) -> None:
    """A band per perspective, over all its rows."""
    if bands and bands[-1].name == perspective.label:
        first = bands.pop()
        y, height = first.y, y + height - first.y
    lines = textwrap.wrap(perspective.label, LETTERS)
    top = y + height / 2 + 4 - LINE * (len(lines) - 1) / 2
    words = tuple(Words(12.0, top + LINE * n, line, "band") for n, line in enumerate(lines))
    bands.append(Band(perspective.label, 0.0, y, WIDTH, height, words))


def _ordered(
    rows: list[list[Node]], links: list[tuple[str, str]], row_of: Mapping[str, int]
) -> list[list[Node]]:
    """Rows in which linked nodes stand near each other: swept from several starts, the order with
    the fewest crossings, then with the shortest links."""
    steps: list[tuple[Node, Node]] = []
    for start, end in links:
        low, high = (start, end) if row_of[start] < row_of[end] else (end, start)
        if row_of[low] != row_of[high]:
            passed: list[Node] = [(start, end, n) for n in range(row_of[low] + 1, row_of[high])]
            chain: list[Node] = [low, *passed, high]
            steps += itertools.pairwise(chain)
    turns = itertools.islice(itertools.product((False, True), repeat=len(rows)), STARTS)
    swept = (
        _swept(
            [row[::-1] if turn else row[:] for row, turn in zip(rows, turned, strict=True)],
            steps,
            links,
        )
        for turned in turns
    )
    return min(swept, key=lambda found: _tangle(found, steps))


def _places(rows: list[list[Node]]) -> dict[Node, float]:
    """Where each node stands in its row, from 0 to 1."""
    return {node: (index + 0.5) / len(row) for row in rows for index, node in enumerate(row)}


def _tangle(rows: list[list[Node]], steps: list[tuple[Node, Node]]) -> tuple[int, float]:
    """Crossings between neighbouring rows, and how far links run sideways."""
    place = _places(rows)
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    crossed = sum(
        row_of[a] == row_of[c] and (place[a] - place[c]) * (place[b] - place[d]) < 0
        for (a, b), (c, d) in itertools.combinations(steps, 2)
    )
    return crossed, round(sum(abs(place[a] - place[b]) for a, b in steps), 6)


def _swept(
    rows: list[list[Node]], steps: list[tuple[Node, Node]], links: list[tuple[str, str]]
) -> list[list[Node]]:
    near: dict[Node, list[Node]] = defaultdict(list)
    for one, other in steps:
        near[one].append(other)
        near[other].append(one)
    for sweep in range(SWEEPS):
        for number in range(len(rows)) if sweep % 2 == 0 else reversed(range(len(rows))):
            place = _places(rows)
            centre = {
                node: sum(place[other] for other in near[node]) / len(near[node])
                if near[node]
                else place[node]
                for node in rows[number]
            }
            rows[number].sort(key=centre.__getitem__)
            _put_beside(rows[number], links)
    return rows


def _put_beside(row: list[Node], links: list[tuple[str, str]]) -> None:
    """A cause stands left of its effect where both are in one row."""
    for start, end in links:
        if start in row and end in row:
            row.remove(start)
            row.insert(row.index(end), start)


def _routed(
    links: list[tuple[str, str]],
    placed: Mapping[str, Placed],
    lanes: Mapping[Passing, tuple[float, float, float]],
    row_of: Mapping[str, int],
) -> tuple[Link, ...]:
    ports = _ports(links, placed, row_of)
    found = []
    for start, end in links:
        one, two = placed[start], placed[end]
        rise = row_of[end] - row_of[start]
        if rise == 0:
            found.append(Link(start, end, _beside(one, two)))
            continue
        points = [(ports[start, end, "out"], one.y if rise < 0 else one.y + one.height)]
        for number in range(row_of[start] + (1 if rise > 0 else -1), row_of[end], _sign(rise)):
            x, top, bottom = lanes[start, end, number]
            points += [(x, top), (x, bottom)] if rise > 0 else [(x, bottom), (x, top)]
        points.append((ports[start, end, "in"], two.y + two.height if rise < 0 else two.y))
        found.append(Link(start, end, tuple(points)))
    return tuple(found)


def _sign(number: int) -> int:
    return 1 if number > 0 else -1


def _beside(one: Placed, two: Placed) -> tuple[Point, ...]:
    """Between two boxes of one row: straight where they are neighbours, else over the top."""
    if abs(one.x - two.x) <= one.width + GAP + 1:
        middle = one.y + one.height / 2
        left_to_right = one.x < two.x
        return (
            (one.x + one.width if left_to_right else one.x, middle),
            (two.x if left_to_right else two.x + two.width, middle),
        )
    x1, x2 = one.x + one.width / 2, two.x + two.width / 2
    return ((x1, one.y), (x1, one.y - ABOVE), (x2, one.y - ABOVE), (x2, two.y))


def _ports(
    links: list[tuple[str, str]], placed: Mapping[str, Placed], row_of: Mapping[str, int]
) -> dict[tuple[str, str, str], float]:
    """Where each link leaves and arrives along a box, in the order of the other ends."""
    sides: dict[tuple[str, bool], list[tuple[float, tuple[str, str, str]]]] = defaultdict(list)
    for start, end in links:
        if row_of[start] != row_of[end]:
            up = row_of[end] < row_of[start]
            sides[start, up].append((placed[end].x, (start, end, "out")))
            sides[end, not up].append((placed[start].x, (start, end, "in")))
    found = {}
    for (key, _top), wanted in sides.items():
        for number, (_x, name) in enumerate(sorted(wanted), start=1):
            found[name] = placed[key].x + placed[key].width * number / (len(wanted) + 1)
    return found
