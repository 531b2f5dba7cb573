"""A drawing of the screen as a picture file: SVG, and PNG at twice its size.

A drawing is a width, a height, and shapes: rectangles, lines, circles, paths (`M`, `L`, `C`) and
texts, each with the class by which the screen colours it. The alternative text goes into the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, TypeAlias

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

Shape: TypeAlias = Mapping[str, Any]
Point: TypeAlias = tuple[float, float]

INK, PAPER, QUIET, LINE = "#10171D", "#FFFFFF", "#3D4852", "#CBD5DD"
BAND, FIRST, SECOND = "#F2F5F8", "#1D5C87", "#9A4B00"
MARGIN = 16.0
HEAD = 30.0  # height of the line that says whose it is
SCALE = 2
FONTS = (
    "Arial.ttf", "arial.ttf", "LiberationSans-Regular.ttf", "DejaVuSansCondensed.ttf",
    "DejaVuSans.ttf", "Helvetica.ttc",
)  # fmt: skip
BOLD = (
    "Arial Bold.ttf", "arialbd.ttf", "LiberationSans-Bold.ttf", "DejaVuSansCondensed-Bold.ttf",
    "DejaVuSans-Bold.ttf",
)  # fmt: skip
STEPS = 16  # pieces of a curve

FILL = {"band": BAND, "box": PAPER, "stated": PAPER, "today": SECOND, "recommended": FIRST}
STROKE = {"box": LINE, "stated": INK, "today": SECOND, "recommended": FIRST, "link": QUIET,
          "track": LINE, "middle": QUIET}  # fmt: skip
TEXT = {"result": FIRST, "quiet": QUIET}
STRONG = frozenset({"band-name", "title", "strong"})
_PATH = re.compile(r"([MLC])([^MLC]*)")


def shapes_of(drawing: Mapping[str, Any]) -> tuple[Shape, ...]:
    """All shapes of a drawing, those of its groups last, as the screen sets them."""
    own: Sequence[Shape] = drawing["shapes"]
    groups: Sequence[Mapping[str, Any]] = drawing["groups"]
    return (*own, *(shape for group in groups for shape in group["shapes"]))


def svg(drawing: Mapping[str, Any], alt: str, *, title: str = "", name: str = "") -> bytes:
    """The drawing as SVG, with a title and whose it is above it."""
    width, height = drawing["width"] + 2 * MARGIN, drawing["height"] + 2 * MARGIN + HEAD
    told = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="img" aria-label="{escape(alt)}" '
            'font-family="Helvetica, Arial, DejaVu Sans, sans-serif" font-size="13">'
        ),
        f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>",
        (
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
            f'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="{QUIET}"/></marker>'
            "</defs>"
        ),
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        (
            f'<text x="{MARGIN:g}" y="28" font-size="15" font-weight="600" fill="{INK}">'
            f"{escape(title)}</text>"
        ),
        (
            f'<text x="{width - MARGIN:g}" y="28" text-anchor="end" fill="{QUIET}">'
            f"{escape(name)}</text>"
        ),
        f'<g transform="translate({MARGIN:g} {MARGIN + HEAD:g})">',
        *(_element(shape) for shape in shapes_of(drawing)),
        "</g></svg>",
    ]
    return "".join(told).encode()


def _element(shape: Shape) -> str:
    kind, look = str(shape["kind"]), str(shape.get("class", ""))
    places = {
        key: value
        for key, value in shape.items()
        if key not in ("kind", "class", "text") and not key.startswith("data-")
    }
    told = "".join(
        f' {key}="{escape(f"{value:g}" if isinstance(value, float) else str(value))}"'
        for key, value in places.items()
    )
    if kind == "text":
        weight = ' font-weight="600"' if look in STRONG else ""
        style = ' font-style="italic"' if look == "empty" else ""
        return (
            f'<text{told} fill="{TEXT.get(look, INK)}"{weight}{style}>'
            f"{escape(str(shape['text']))}</text>"
        )
    fill = "none" if kind in ("path", "line") else FILL.get(look, PAPER)
    stroke = f' stroke="{STROKE[look]}" stroke-width="1.3"' if look in STROKE else ""
    arrow = ' marker-end="url(#head)"' if look == "link" else ""
    return f'<{kind}{told} fill="{fill}"{stroke}{arrow}/>'


# --- dots ----------------------------------------------------------------------------------------


def png(drawing: Mapping[str, Any], alt: str, *, title: str = "", name: str = "") -> bytes:
    """The drawing as PNG, at twice its size."""
    width, height = drawing["width"] + 2 * MARGIN, drawing["height"] + 2 * MARGIN + HEAD
    image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), PAPER)
    pen = ImageDraw.Draw(image)
    for text, x, anchor, look, size in (
        (title, MARGIN, "start", "strong", 15),
        (name, width - MARGIN, "end", "quiet", 13),
    ):
        _text(pen, text, (x, 28), anchor, look, size)
    for shape in shapes_of(drawing):
        _draw(pen, shape)
    told = PngInfo()
    told.add_itxt("Title", title)
    told.add_itxt("Description", alt)
    found = io.BytesIO()
    image.save(found, "PNG", pnginfo=told, optimize=True)
    return found.getvalue()


def _at(x: float, y: float) -> Point:
    return (x + MARGIN) * SCALE, (y + MARGIN + HEAD) * SCALE


def _draw(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    look = str(shape.get("class", ""))
    stroke, fill = STROKE.get(look), FILL.get(look)
    match shape["kind"]:
        case "rect":
            start = _at(shape["x"], shape["y"])
            end = _at(shape["x"] + shape["width"], shape["y"] + shape["height"])
            pen.rounded_rectangle((*start, *end), shape.get("rx", 0) * SCALE, fill, stroke, SCALE)
        case "circle":
            x, y = _at(shape["cx"], shape["cy"])
            r = shape["r"] * SCALE
            pen.ellipse((x - r, y - r, x + r, y + r), fill, stroke, SCALE)
        case "line":
            ends = (*_at(shape["x1"], shape["y1"]), *_at(shape["x2"], shape["y2"]))
            pen.line(ends, stroke or INK, SCALE)
        case "path":
            points = [_at(*point) for point in points_of(str(shape["d"]))]
            pen.line(points, stroke or INK, round(1.3 * SCALE), joint="curve")
            if look == "link":
                _head(pen, points)
        case "text":
            x, y = shape["x"] + MARGIN, shape["y"] + MARGIN + HEAD
            anchor = str(shape.get("text-anchor", "start"))
            _text(pen, str(shape["text"]), (x, y), anchor, look, 13)


def points_of(path: str) -> list[Point]:
    """The points of a path of straight lines and curves; a curve becomes a few straight pieces."""
    found: list[Point] = []
    for command, numbers in _PATH.findall(path):
        values = [float(value) for value in numbers.replace(",", " ").split()]
        if command == "C":
            found += _curve(found[-1], values)
        else:
            found.append((values[0], values[1]))
    return found


def _curve(start: Point, values: Sequence[float]) -> Iterator[Point]:
    """A cubic curve of Bézier from a point over two to a fourth."""
    ends = (start, *zip(values[::2], values[1::2], strict=True))
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(w * p[0] for w, p in zip(weights, ends, strict=True)),
            sum(w * p[1] for w, p in zip(weights, ends, strict=True)),
        )


def _head(pen: ImageDraw.ImageDraw, points: Sequence[Point]) -> None:
    (x0, y0), (x, y) = points[-2], points[-1]
    length = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 1e-6)
    dx, dy = (x - x0) / length * 7 * SCALE, (y - y0) / length * 7 * SCALE
    wing = ((x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2))
    pen.polygon([(x, y), *wing], fill=QUIET)


def _text(
    pen: ImageDraw.ImageDraw, text: str, at: Point, anchor: str, look: str, size: float
) -> None:
    font = _font(size * SCALE * 0.93, strong=look in STRONG)
    place = {"start": "ls", "middle": "ms", "end": "rs"}[anchor]
    pen.text((at[0] * SCALE, at[1] * SCALE), text, TEXT.get(look, INK), font, place)


def _font(size: float, *, strong: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font of the machine that has every letter; else the one that comes with the library."""
    for name in BOLD if strong else FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
