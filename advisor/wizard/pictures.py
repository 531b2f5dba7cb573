"""Drawings of the answer steps: an SVG that the keyboard reaches, a lean, a table of levels.

Python works out every shape; the browser only sets them. Each drawing has a wide and a narrow
variant, and an alternative text; its table twin stands beside it on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from advisor.lean import Lean, Leans
from advisor.reports.picture_parts import Picture
from advisor.wizard.element import asset, nothing
from knowledge.vocabulary import Lens, Level, Use

Shape = dict[str, Any]


_drawing = st.components.v2.component(
    "drawing",
    html='<div class="drawing">\n</div>',
    css=asset("drawing.css"),
    js=asset("drawing.js"),
)
_grid = st.components.v2.component(
    "grid",
    html='<div class="grid" tabindex="0" role="region">\n</div>',
    css=asset("grid.css"),
    js=asset("make.js") + asset("grid.js"),
)


def drawn(
    variants: Sequence[Mapping[str, Any]], alt: str, *, key: str, selected: str | None = None
) -> str | None:
    """Sets a drawing. Returns the id of the group that was picked, if any."""
    found = _drawing(
        key=key,
        data={"variants": tuple(variants), "alt": alt, "selected": selected},
        default={"selected": selected},
        on_selected_change=nothing,
    )
    picked = found.get("selected")
    return str(picked) if picked else None


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> Shape:
    return {"kind": "text", "x": x, "y": y, "text": text, "class": kind, "text-anchor": anchor}


def _rect(x: float, y: float, width: float, height: float, kind: str, round_: float = 0) -> Shape:
    shape = {"kind": "rect", "x": x, "y": y, "width": width, "height": height, "class": kind}
    return {**shape, "rx": round_} if round_ else shape


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Shape:
    return {"kind": "line", "x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": kind}


# --- the strategy map ----------------------------------------------------------------------------


def strategy_map(wide: Picture, narrow: Picture, *, key: str) -> str | None:
    """Draws the map. Returns the id of the objective that was picked, if any."""
    state = st.session_state.get(key) or {}
    return drawn(
        [_map_variant(narrow, 0), _map_variant(wide, 700)],
        wide.alt,
        key=key,
        selected=state.get("selected"),
    )


def map_shapes(picture: Picture) -> Mapping[str, Any]:
    """The map as shapes, for a picture file."""
    return _map_variant(picture, 0)


def _map_variant(picture: Picture, least: int) -> dict[str, Any]:
    shapes: list[Shape] = []
    for band in picture.bands:
        shapes.append(_rect(band.x, band.y, band.width, band.height, "band", 6))
        shapes += [_text(line.x, line.y, line.text, "band-name") for line in band.words]
    for link in picture.links:
        shapes.append(
            {
                "kind": "path",
                "d": link.path(),
                "class": "link",
                "data-start": link.start,
                "data-end": link.end,
            }
        )
    groups = []
    for box in picture.boxes:
        own = [_rect(box.x, box.y, box.width, box.height, "box", 6)]
        own += [_text(line.x, line.y, line.text, line.role) for line in box.words]
        groups.append({"id": box.id, "says": box.says, "shapes": own})
    return {
        "from": least,
        "width": picture.width,
        "height": picture.height,
        "shapes": shapes,
        "groups": groups,
    }


# --- the lean ------------------------------------------------------------------------------------

VOICES = (
    ("stated", "What you say you want"),
    ("today", "What today's list rewards"),
    ("recommended", "What is recommended"),
)


def lean_alt(leans: Leans) -> str:
    """The lean in words."""
    told = [f"{name}: {axis_says(found)}." for _kind, name, found in _told(leans)]
    shares = [
        f"{name}: " + ", ".join(f"{lens.label} {found.shares[lens]} %" for lens in Lens) + "."
        for _kind, name, found in _told(leans)
    ]
    return " ".join(("Where attention points.", *told, *shares))


def lean_table(leans: Leans) -> list[dict[str, str]]:
    """The lean as rows."""
    return [
        {
            "": name,
            "Efficiency or customer": axis_says(found),
            **{lens.label: f"{found.shares[lens]} %" for lens in Lens},
        }
        for _kind, name, found in _told(leans)
    ]


def axis_says(found: Lean) -> str:
    """The place on the axis from efficiency to customer, in words."""
    if found.axis is None:
        return "touches neither"
    if abs(found.axis) < 5:
        return "in the middle"
    return f"{abs(found.axis)} towards {'customer' if found.axis > 0 else 'efficiency'}"


def _told(leans: Leans) -> list[tuple[str, str, Lean]]:
    found = (leans.stated, leans.today, leans.recommended)
    return [(kind, name, item) for (kind, name), item in zip(VOICES, found, strict=True) if item]


def lean_shapes(leans: Leans, *, narrow: bool = False) -> Mapping[str, Any]:
    """The leans as shapes, over the axis from efficiency to customer and over the five lenses."""
    return _lean_variant(leans, 340, 0) if narrow else _lean_variant(leans, 760, 640)


def _lean_variant(leans: Leans, width: float, least: int) -> dict[str, Any]:
    shapes: list[Shape] = []
    beside = least > 0
    left = 210.0 if beside else 10.0
    right = width - (170.0 if beside else 10.0)
    middle = (left + right) / 2
    shapes += [
        _text(left, 16, "◀ Efficiency", "strong"),
        _text(right, 16, "Customer ▶", "strong", "end"),
    ]
    y = 30.0
    for kind, name, found in _told(leans):
        if not beside:
            shapes.append(_text(left, y + 14, f"{name}: {axis_says(found)}", "quiet"))
            y += 18
        place = y + 12
        shapes += [
            _line(left, place, right, place, "track"),
            _line(middle, place - 7, middle, place + 7, "middle"),
        ]
        if found.axis is not None:
            at = middle + (right - left) / 2 * found.axis / 100
            shapes.append({"kind": "circle", "cx": at, "cy": place, "r": 7, "class": kind})
        if beside:
            shapes.append(_text(left - 14, place + 5, name, "", "end"))
            shapes.append(_text(right + 14, place + 5, axis_says(found), "quiet"))
        y += 26
    y += 22
    most = max(found.shares[lens] for _k, _n, found in _told(leans) for lens in Lens) or 1
    room = right - left - (0 if beside else 40)
    for lens in Lens:
        if beside:
            count = len(_told(leans))
            shapes.append(_text(left - 14, y + 7 * count + 4, lens.label, "strong", "end"))
        else:
            shapes.append(_text(left, y + 10, lens.label, "strong"))
            y += 16
        for kind, _name, found in _told(leans):
            share = found.shares[lens]
            length = max(1.5, room * share / most)
            shapes.append(_rect(left, y, length, 10, kind, 2))
            shapes.append(_text(left + length + 6, y + 9.5, f"{share} %", "quiet"))
            y += 14
        y += 10
    return {"from": least, "width": width, "height": y, "shapes": shapes, "groups": []}


# --- tables -------------------------------------------------------------------------------------

MARK = {Use.PURSUE: "●", Use.WATCH: "○", Use.PLAN: "◇", Use.NEVER: "×"}


def levels(
    rows: Iterable[tuple[str, Mapping[Level, Use]]],
    columns: Sequence[Level],
    caption: str,
    *,
    key: str,
) -> None:
    """Metrics by level, each cell a mark and a word."""
    told = [[name, *(_use(uses.get(level, Use.NEVER)) for level in columns)] for name, uses in rows]
    head = ["Metric", *(level.label for level in columns)]
    _grid(key=key, data={"caption": caption, "head": tuple(head), "rows": tuple(told)})


def _use(use: Use) -> dict[str, str]:
    return {"mark": MARK[use], "text": use.value}


def tiers(
    rows: Iterable[tuple[str, Sequence[tuple[str, str]]]],
    columns: Sequence[str],
    caption: str,
    *,
    key: str,
) -> None:
    """Metrics by sets, each cell a mark and the word for it."""
    told = [[name, *({"mark": mark, "text": text} for mark, text in cells)] for name, cells in rows]
    _grid(key=key, data={"caption": caption, "head": ("Metric", *columns), "rows": tuple(told)})


def table(rows: Sequence[Mapping[str, str]], caption: str, *, key: str) -> None:
    """Rows of text, the first column as their names. Nothing in it is taken for markdown; it
    scrolls in itself where it is too wide."""
    told = [
        [first, *({"text": text} for text in rest)] for first, *rest in (r.values() for r in rows)
    ]
    head = list(rows[0]) if rows else []
    _grid(key=key, data={"caption": caption, "head": tuple(head), "rows": tuple(told)})
