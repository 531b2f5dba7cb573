"""Whose a file is: name, colour and logo, as a file can carry them."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.branding import LEAST, LogoError, contrast, picture
from advisor.brief import Brand

BLUE = "#1D5C87"
DOTS = (b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file shows of it."""

    name: str
    colour: str
    """`#rrggbb`; a blue where none was given, or where it could not be read on white."""
    on_colour: str
    """Black or white: what can be read on it."""
    logo: bytes | None
    """PNG or JPEG; None where there is none, or where it is a drawing, which slides and sheets
    cannot hold."""


def marks(brand: Brand | None) -> Marks:
    """The marks of a brand whose logo is in it as a data address."""
    brand = brand or Brand()
    colour = brand.colour or BLUE
    if contrast(colour, "#FFFFFF") < LEAST:
        colour = BLUE
    readable = max(("#FFFFFF", "#10171D"), key=lambda ink: contrast(ink, colour))
    return Marks(brand.name, colour, readable, _dots(brand.logo))


def _dots(address: str | None) -> bytes | None:
    if not address or not address.startswith("data:"):
        return None
    try:
        content = picture(address)
    except LogoError:
        return None
    return content if content.startswith(DOTS) else None
