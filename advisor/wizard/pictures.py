"""Drawings of the answer steps: an SVG that the keyboard reaches, a lean, a table of levels.

Python works out every shape; the browser only sets them. Each drawing has a wide and a narrow
variant, and an alternative text; its table twin stands beside it on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from advisor.lean import Lean, Leans
from advisor.reports.picture_parts import Picture
from knowledge.vocabulary import Lens, Level, Use

Shape = dict[str, Any]

_JS = """
const NS = 'http://www.w3.org/2000/svg';
const make = (tag, attributes, parent) => {
  const found = document.createElementNS(NS, tag);
  for (const key in attributes) found.setAttribute(key, attributes[key]);
  parent.appendChild(found);
  return found;
};
const draw = (shapes, parent, arrow) => {
  for (const shape of shapes) {
    const { kind, text, ...attributes } = shape;
    const found = make(kind, attributes, parent);
    if (text !== undefined) found.textContent = text;
    if (attributes.class && attributes.class.includes('link')) {
      found.setAttribute('marker-end', 'url(#' + arrow + ')');
    }
  }
};
export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.drawing');
  let shown = null;
  const paint = () => {
    const width = place.clientWidth;
    const fitting = data.variants.filter((one) => one.from <= width);
    const variant = fitting[fitting.length - 1] || data.variants[0];
    if (variant === shown) return;
    shown = variant;
    place.replaceChildren();
    const picking = variant.groups.length > 0;
    const svg = make('svg', {
      viewBox: '0 0 ' + variant.width + ' ' + variant.height,
      width: '100%', role: picking ? 'group' : 'img', 'aria-label': data.alt,
    }, place);
    svg.style.maxWidth = Math.round(variant.width * 1.15) + 'px';
    const arrow = 'arrow-' + variant.from;
    const marker = make('marker', {
      id: arrow, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8,
      orient: 'auto', markerUnits: 'userSpaceOnUse',
    }, make('defs', {}, svg));
    make('path', { d: 'M0 0L8 4L0 8z', class: 'head' }, marker);
    draw(variant.shapes, svg, arrow);
    variant.groups.forEach((group, index) => {
      const chosen = group.id === data.selected;
      const first = data.selected ? chosen : index === 0;
      const node = make('g', {
        class: chosen ? 'node chosen' : 'node', role: 'button', tabindex: first ? 0 : -1,
        'aria-label': group.says, 'aria-pressed': String(chosen),
      }, svg);
      draw(group.shapes, node, arrow);
      const pick = () => setStateValue('selected', chosen ? null : group.id);
      const near = (on) => svg.querySelectorAll('.link').forEach((line) => {
        const touches = line.dataset.start === group.id || line.dataset.end === group.id;
        line.classList.toggle('near', on && touches);
      });
      node.onclick = pick;
      node.onmouseenter = node.onfocus = () => near(true);
      node.onmouseleave = node.onblur = () => near(false);
      node.onkeydown = (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          pick();
        }
        const step = {
          ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1,
        }[event.key];
        if (!step) return;
        event.preventDefault();
        const all = [...svg.querySelectorAll('.node')];
        const next = all[(index + step + all.length) % all.length];
        all.forEach((one) => { one.setAttribute('tabindex', -1); });
        next.setAttribute('tabindex', 0);
        next.focus();
      };
    });
  };
  paint();
  const watch = new ResizeObserver(paint);
  watch.observe(place);
  return () => watch.disconnect();
}
"""

_CSS = """
.drawing { width: 100%; }
svg { display: block; font-family: var(--st-font); font-size: 13px; }
text { fill: var(--st-text-color); }
.band { fill: var(--st-secondary-background-color); }
.band-name { font-weight: 600; }
.box { fill: var(--st-background-color); stroke: var(--st-border-color); }
.title { font-weight: 600; }
.result { fill: var(--st-link-color); }
.empty { font-style: italic; opacity: 0.8; }
.link { fill: none; stroke: var(--st-text-color); stroke-width: 1.3; opacity: 0.55; }
.link.near { stroke: var(--st-link-color); stroke-width: 2.6; opacity: 1; }
.head { fill: var(--st-text-color); }
.node { cursor: pointer; outline: none; }
.node:hover .box { stroke: var(--st-link-color); }
.node:focus .box { stroke: var(--st-link-color); stroke-width: 3; }
.node.chosen .box { stroke: var(--st-link-color); stroke-width: 2.5; }
.quiet { opacity: 0.85; font-size: 12px; }
.strong { font-weight: 600; }
.track { stroke: var(--st-border-color); stroke-width: 2; }
.middle { stroke: var(--st-text-color); stroke-width: 1; opacity: 0.6; }
.stated { fill: var(--st-background-color); stroke: var(--st-text-color); stroke-width: 1.5; }
.today { fill: var(--second); stroke: var(--second); }
.recommended { fill: var(--first); stroke: var(--first); }
.drawing { --first: var(--st-link-color); --second: var(--st-orange-color); }
"""

_drawing = st.components.v2.component(
    "drawing", html='<div class="drawing">\n</div>', css=_CSS, js=_JS
)


def _nothing() -> None:
    """A state value of a component must have somebody who listens."""


def drawn(
    variants: Sequence[Mapping[str, Any]], alt: str, *, key: str, selected: str | None = None
) -> str | None:
    """Sets a drawing. Returns the id of the group that was picked, if any."""
    found = _drawing(
        key=key,
        data={"variants": list(variants), "alt": alt, "selected": selected},
        default={"selected": selected},
        on_selected_change=_nothing,
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


def _map_variant(picture: Picture, least: int) -> dict[str, Any]:
    shapes: list[Shape] = []
    for band in picture.bands:
        shapes.append(_rect(band.x, band.y, band.width, band.height, "band", 6))
        beside = least > 0
        words = band.name.split(" and ") if beside else [band.name]
        for number, word in enumerate(words):
            told = f"{word} and" if beside and number + 1 < len(words) else word
            top = band.y + band.height / 2 + 4 if beside else band.y + 19
            shapes.append(_text(band.x + 12, top + 18 * number, told, "band-name"))
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


def lean(leans: Leans, *, key: str) -> None:
    """Three leans over the axis from efficiency to customer, and over the five lenses."""
    drawn(
        [_lean_variant(leans, 340, 0), _lean_variant(leans, 760, 640)],
        lean_alt(leans),
        key=key,
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


# --- the levels ----------------------------------------------------------------------------------

_TABLE = """<style>
.levels { overflow-x: auto; }
.levels table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
.levels th, .levels td { padding: 0.35rem 0.6rem; text-align: left;
  border-bottom: 1px solid var(--st-border-color); white-space: nowrap; }
.levels tbody th { font-weight: 400; white-space: normal; min-width: 9rem; position: sticky;
  left: 0; background: var(--st-background-color); }
.levels .pursue { font-weight: 700; color: var(--st-link-color); }
.levels .never { opacity: 0.7; }
</style>"""
_MARK = {Use.PURSUE: "●", Use.WATCH: "○", Use.PLAN: "◇", Use.NEVER: "×"}


def levels(
    rows: Iterable[tuple[str, Mapping[Level, Use]]], columns: Sequence[Level], caption: str
) -> None:
    """Metrics by level, each cell a mark and a word; scrolls in itself where it is too wide."""
    head = "".join(f'<th scope="col">{escape(level.label)}</th>' for level in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(_cell(uses.get(level, Use.NEVER)) for level in columns)
        + "</tr>"
        for name, uses in rows
    )
    st.html(
        f'{_TABLE}<div class="levels" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table><thead><tr><th scope="col">Metric</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(use: Use) -> str:
    return f'<td class="{use.value}"><span aria-hidden="true">{_MARK[use]}</span> {use.value}</td>'
