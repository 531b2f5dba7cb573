"""The neighbourhood as shapes: columns from cause to effect, or one row after another on a phone.

Coordinates are in points with the origin at the top left. A place is a link to its page.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.wizard.browse.neighbours import TITLES, Layer, Near, Neighbourhood, Tie

Shape = dict[str, Any]
Href = Callable[[str], str]

_LETTER = 7.1  # mean width of a letter at 13 points
_LINE, _PAD, _GAP, _HEAD = 17.0, 9.0, 7.0, 26.0
_WIDE, _BETWEEN, _LEAST = 1100.0, 58.0, 760
_NARROW, _SPINE, _GUTTER = 360.0, 9.0, 26.0
_SWEEPS = 3
_BESIDE_EACH_OTHER: tuple[tuple[Layer, Layer], ...] = (("after", "people"), ("people", "after"))


@dataclass(frozen=True, slots=True)
class Box:
    """One entry, placed."""

    node: Near
    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def variants(found: Neighbourhood, href: Href) -> list[dict[str, Any]]:
    """The narrow and the wide drawing."""
    return [_narrow(found, href), _wide(found, href)]


def alt(found: Neighbourhood) -> str:
    """The picture in words."""
    middle = found.layer("self")[0]
    told = [f"The neighbourhood of {middle.name}."]
    for layer in ("before", "beside", "people", "after"):
        names = [node.name for node in found.layer(layer)]
        if names:
            told.append(f"{TITLES[layer]}: {', '.join(names)}.")
    return " ".join((*told, "Each is a link; the table below has the same."))


# --- wide ----------------------------------------------------------------------------------------


def _wide(found: Neighbourhood, href: Href) -> dict[str, Any]:
    columns: list[tuple[Layer, ...]] = [("before", "beside"), ("self",), ("people",), ("after",)]
    used = [column for column in columns if any(found.layer(layer) for layer in column)]
    width = min(270.0, (_WIDE - _BETWEEN * (len(used) - 1)) / len(used))
    whole = width * len(used) + _BETWEEN * (len(used) - 1)
    order = _ordered(found)
    heights = [_column_height(column, order, width) for column in used]
    tall = max(heights)
    boxes: dict[str, Box] = {}
    heads: list[Shape] = []
    for number, column in enumerate(used):
        x = number * (width + _BETWEEN)
        y = (tall - heights[number]) / 2
        for layer in column:
            if not order[layer]:
                continue
            if TITLES[layer]:
                heads.append(_text(x, y + 15, TITLES[layer], "strong"))
                y += _HEAD
            for node in order[layer]:
                boxes[node.id] = Box(node, x, y, width, _lines(node.name, width))
                y += boxes[node.id].height + _GAP
            y += _GAP
    links = [
        {**_link(tie), "d": _across(boxes[tie.start], boxes[tie.end])}
        for tie in found.ties
        if tie.start in boxes and tie.end in boxes
    ]
    return _variant(_LEAST, whole, tall, [*links, *heads], boxes, href)


def _column_height(
    column: Sequence[Layer], order: Mapping[Layer, Sequence[Near]], width: float
) -> float:
    high = 0.0
    for layer in column:
        if order[layer]:
            lines = [len(_lines(node.name, width)) for node in order[layer]]
            high += sum(count * _LINE + 2 * _PAD + _GAP for count in lines) + _GAP
            high += _HEAD if TITLES[layer] else 0
    return high


def _ordered(found: Neighbourhood) -> dict[Layer, list[Near]]:
    """Each layer in an order that crosses few lines: barycentres of the layer beside it."""
    order = {layer: list(found.layer(layer)) for layer in TITLES}
    for _ in range(_SWEEPS):
        for layer, other in _BESIDE_EACH_OTHER:
            place = {node.id: at for at, node in enumerate(order[other])}
            order[layer].sort(key=lambda node: _barycentre(node.id, place, found.ties))
    return order


def _barycentre(key: str, place: Mapping[str, int], ties: Sequence[Tie]) -> float:
    near = [place[tie.start] for tie in ties if tie.end == key and tie.start in place]
    near += [place[tie.end] for tie in ties if tie.start == key and tie.end in place]
    return sum(near) / len(near) if near else len(place) / 2


def _across(start: Box, end: Box) -> str:
    """A curve that leaves and arrives level."""
    if start.x < end.x:
        x1, x2 = start.x + start.width, end.x
    elif start.x > end.x:
        x1, x2 = start.x, end.x + end.width
    else:
        side = start.x + start.width
        bow = side + _BETWEEN * 0.7
        return (
            f"M{side:g} {start.middle:g}C{bow:g} {start.middle:g} {bow:g} {end.middle:g} "
            f"{side:g} {end.middle:g}"
        )
    bend, y1, y2 = (x1 + x2) / 2, start.middle, end.middle
    return f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"


# --- narrow --------------------------------------------------------------------------------------


def _narrow(found: Neighbourhood, href: Href) -> dict[str, Any]:
    boxes: dict[str, Box] = {}
    heads: list[Shape] = []
    names = {node.id: node.name for node in found.nodes}
    y = 0.0
    for layer in ("before", "self", "beside", "people", "after"):
        nodes = found.layer(layer)
        if not nodes:
            continue
        if TITLES[layer]:
            heads.append(_text(_GUTTER, y + 15, TITLES[layer], "strong"))
            y += _HEAD
        for node in nodes:
            name = f"{node.name} (through {names[node.through].lower()})" if node.through else ""
            width = _NARROW - _GUTTER - 2
            boxes[node.id] = Box(node, _GUTTER, y, width, _lines(name or node.name, width))
            y += boxes[node.id].height + _GAP
        y += _GAP
    middle = found.layer("self")[0].id
    links = [
        {**_link(tie), "d": _beside(boxes[tie.start], boxes[tie.end])}
        for tie in found.ties
        if middle in (tie.start, tie.end)
    ]
    return _variant(0, _NARROW, y, [*links, *heads], boxes, href)


def _beside(start: Box, end: Box) -> str:
    """Out to the spine, along it, and in again."""
    return (
        f"M{start.x:g} {start.middle:g}L{_SPINE:g} {start.middle:g}"
        f"L{_SPINE:g} {end.middle:g}L{end.x:g} {end.middle:g}"
    )


# --- both ----------------------------------------------------------------------------------------


def _variant(
    least: int,
    width: float,
    height: float,
    shapes: Sequence[Shape],
    boxes: Mapping[str, Box],
    href: Href,
) -> dict[str, Any]:
    groups = []
    for box in boxes.values():
        node = box.node
        kind = f"box{' people' * node.behaviour}{' self' * (node.layer == 'self')}"
        own: list[Shape] = [
            {
                "kind": "rect",
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
                "rx": 6,
                "class": kind,
            }
        ]
        for at, line in enumerate(box.lines):
            role = "title" if node.layer == "self" else ""
            own.append(_text(box.x + _PAD, box.y + _PAD + 12.5 + at * _LINE, line, role))
        groups.append(
            {
                "id": node.id,
                "says": f"{node.name}. {node.says}",
                "href": href(node.id),
                "shapes": own,
            }
        )
    return {
        "from": least,
        "width": width,
        "height": height,
        "shapes": list(shapes),
        "groups": groups,
    }


def _link(tie: Tie) -> Shape:
    return {
        "kind": "path",
        "class": f"link {tie.style}",
        "data-start": tie.start,
        "data-end": tie.end,
    }


def _text(x: float, y: float, text: str, kind: str) -> Shape:
    return {"kind": "text", "x": x, "y": y, "text": text, "class": kind}


def _lines(name: str, width: float) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, int((width - 2 * _PAD) / _LETTER)))
