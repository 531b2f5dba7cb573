"""What a strategy map is made of: boxes, lines of text, bands and links with coordinates.

All coordinates are in points with the origin at the top left.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.scorecard import Box
from knowledge.vocabulary import Perspective

Role = Literal["band", "title", "result", "driver", "empty"]
Point = tuple[float, float]

LETTER = 6.9  # mean width of a letter at 13 points
LINE, PAD = 18.0, 11.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Placed:
    """One objective with its metrics."""

    id: str
    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]
    says: str
    """All of it in one sentence, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class Band:
    """One perspective, across the picture, with its name in one or two lines."""

    name: str
    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Cause and effect: from one objective to the one that it leads to."""

    start: str
    end: str
    points: tuple[Point, ...]

    def path(self) -> str:
        """As the `d` of an SVG path: straight along an axis, else a curve with upright ends."""
        (x, y), *rest = self.points
        told = [f"M{x:g} {y:g}"]
        for to_x, to_y in rest:
            if to_x == x or to_y == y:
                told.append(f"L{to_x:g} {to_y:g}")
            else:
                middle = (y + to_y) / 2
                told.append(f"C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {to_y:g}")
            x, y = to_x, to_y
        return "".join(told)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that a screen, a picture file or a slide needs to draw the map."""

    width: float
    height: float
    bands: tuple[Band, ...]
    boxes: tuple[Placed, ...]
    links: tuple[Link, ...]
    alt: str


def alt_of(boxes: Sequence[Box], names: Mapping[str, str]) -> str:
    says = {box.id: box.says for box in boxes}
    told = [says_of(box, names, says) for p in Perspective for box in boxes if box.perspective is p]
    return f"Strategy map with {len(boxes)} objectives. {' '.join(told)}"


def says_of(box: Box, names: Mapping[str, str], says: Mapping[str, str]) -> str:
    parts = [f"{box.perspective.label}: {box.says.rstrip('.')}."]
    if box.result:
        parts.append(f"Shown by {names[box.result]}.")
    if box.drivers:
        parts.append(f"Moved by {', '.join(names[key] for key in box.drivers)}.")
    ends = [f"'{says[key].rstrip('.')}'" for key in box.leads_to if key in says]
    if ends:
        parts.append(f"Leads to {' and '.join(ends)}.")
    return " ".join(parts)


def lines_of(box: Box, names: Mapping[str, str], width: float) -> list[tuple[str, Role]]:
    letters = int((width - 2 * PAD) / LETTER)
    found: list[tuple[str, Role]] = [(line, "title") for line in textwrap.wrap(box.says, letters)]
    said: list[tuple[str, Role]] = []
    if box.result:
        said.append((f"Result: {names[box.result]}", "result"))
    said += [(f"Driver: {names[key]}", "driver") for key in box.drivers]
    for text, role in said or [("No metric of the set stands here", "empty")]:
        found += [(line, role) for line in textwrap.wrap(text, letters, subsequent_indent="  ")]
    return found


def height_of(lines: Sequence[tuple[str, Role]]) -> float:
    return len(lines) * LINE + 2 * PAD + 4


def box_at(
    box: Box, lines: Sequence[tuple[str, Role]], at: Point, size: Point, says: str
) -> Placed:
    x, y = at
    words, baseline = [], y + PAD + 12
    for number, (text, role) in enumerate(lines):
        if role != "title" and number and lines[number - 1][1] == "title":
            baseline += 4
        words.append(Words(x + PAD, baseline, text, role))
        baseline += LINE
    return Placed(box.id, x, y, size[0], size[1], tuple(words), says)
