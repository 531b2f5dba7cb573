"""Whose design it is: a colour that can be read, and a logo that cannot act.

A logo is checked by its content, never by its name. A drawing (SVG) is taken apart and put together
again from shapes alone; what could act or fetch something is refused, and said.
"""

from __future__ import annotations

import base64
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import dataclass

LARGEST = 200_000  # bytes of a logo
WIDEST = 6_000  # pixels: a small file may unpack to a huge picture
LEAST = 3.0  # WCAG 2.2, success criteria 1.4.3 (large text) and 1.4.11 (what is not text)
PAPER = {"light": "#FFFFFF", "dark": "#12181E"}
SVG = "http://www.w3.org/2000/svg"

_SHAPES = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan defs use symbol clipPath mask "
    "linearGradient radialGradient stop title desc pattern marker style".split()
)
_DROPPED = frozenset({"metadata"})
_ACTS = re.compile(r"(?i)\\|@import|expression\s*\(|javascript:|url\s*\(\s*['\"]?\s*(?!['\"]?\s*#)")
_HREFS = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})


class LogoError(ValueError):
    """A file that cannot be a logo here; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour where it can be read; None where something else has to stand in."""

    light: str | None
    dark: str | None
    says: str
    """What to tell whoever chose it; empty where it reads well everywhere."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours `#rrggbb`, 1 to 21, after WCAG 2.2 (relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def accent(colour: str | None) -> Accent:
    """Where a colour `#rrggbb` can be told from the background."""
    if colour is None:
        return Accent(None, None, "")
    ratios = {name: contrast(colour, paper) for name, paper in PAPER.items()}
    fits = {name: colour if ratio >= LEAST else None for name, ratio in ratios.items()}
    faint = [name for name, found in fits.items() if found is None]
    says = "".join(
        f"On a {name} background this colour is too faint to read ({ratios[name]:.1f} to 1, and "
        f"{LEAST:g} to 1 is needed): the usual blue stands in there. "
        for name in faint
    )
    return Accent(fits["light"], fits["dark"], says.strip())


def logo(content: bytes) -> str:
    """A picture as a data address that an image can show. Raises LogoError."""
    if len(content) > LARGEST:
        raise LogoError(
            f"It has {len(content) // 1000:,} kB, and {LARGEST // 1000} kB is the most. Save a "
            "smaller one: 600 pixels wide is enough for a projector."
        )
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _address("image/png", _within(content, _png_size(content)))
    if content.startswith(b"\xff\xd8\xff"):
        return _address("image/jpeg", _within(content, _jpeg_size(content)))
    if b"<svg" in content[:LARGEST].lower():
        return _address("image/svg+xml", drawing(content))
    raise LogoError("It is neither PNG nor JPEG nor SVG, whatever its name says. Save it as PNG.")


def picture(address: str) -> bytes:
    """The bytes in a data address, checked again as `logo` does. Raises LogoError."""
    found = re.fullmatch(r"data:image/(?:png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=]+)", address)
    if found is None:
        raise LogoError("It is not a picture that can be shown here.")
    try:
        content = base64.b64decode(found[1], validate=True)
    except ValueError:
        raise LogoError("The picture in the file is damaged.") from None
    logo(content)
    return content


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


# --- pictures of dots ----------------------------------------------------------------------------


def _within(content: bytes, size: tuple[int, int] | None) -> bytes:
    if size is None:
        raise LogoError("The picture is damaged: it does not say how large it is.")
    if not all(0 < side <= WIDEST for side in size):
        raise LogoError(f"It is {size[0]} by {size[1]} pixels, and {WIDEST} is the most.")
    return content


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24 or b"IEND" not in content[-16:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the first frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


# --- drawings ------------------------------------------------------------------------------------


def drawing(content: bytes) -> bytes:
    """An SVG of shapes alone. Raises LogoError where it could act, or fetch something."""
    if re.search(rb"(?i)<!(doctype[^>]*\[|entity)", content):
        raise LogoError("This SVG defines entities of its own. Save it as plain SVG, or as PNG.")
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, ValueError, LookupError):
        raise LogoError("This SVG cannot be read: it is damaged. Save it as PNG.") from None
    if root.tag != f"{{{SVG}}}svg":
        raise LogoError("This file is no SVG, whatever its name says. Save it as PNG.")
    try:
        _clean(root)
        ET.register_namespace("", SVG)
        ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
        cleaned: bytes = ET.tostring(root, encoding="utf-8")
    except RecursionError:
        raise LogoError("This SVG is nested too deeply. Save it as PNG.") from None
    return cleaned


def _clean(element: ET.Element) -> None:
    for name in list(element.attrib):
        local = name.rpartition("}")[2]
        value = element.attrib[name]
        if local.lower().startswith("on"):
            raise LogoError(f"This SVG acts ({local}). Save it without scripts, or as PNG.")
        if name in _HREFS and not value.strip().startswith("#"):
            raise LogoError("This SVG points outside itself. Save it with all in it, or as PNG.")
        if name.startswith("{") and name not in _HREFS:
            del element.attrib[name]  # notes of the program that drew it
        elif _ACTS.search(value):
            raise LogoError("This SVG fetches something. Save it with all in it, or as PNG.")
    if element.tag == f"{{{SVG}}}style" and _ACTS.search(element.text or ""):
        raise LogoError("This SVG fetches something. Save it with all in it, or as PNG.")
    for child in list(element):
        space, _, local = str(child.tag).rpartition("}")
        if space.lstrip("{") != SVG or local in _DROPPED:
            element.remove(child)
        elif local not in _SHAPES:
            raise LogoError(f"This SVG holds more than shapes (<{local}>). Save it as PNG.")
        else:
            _clean(child)
