"""A colour that can be read, a logo that cannot act."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest

from advisor.branding import LARGEST, LogoError, accent, contrast, drawing, logo, picture

XML = "http://www.w3.org/2000/svg"


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0\0\0" * 2)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", data), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="{XML}" {attributes}>{inside}</svg>'.encode()


# Published: white on black is 21, #767676 is the lightest grey that has 4.5 on white (WebAIM).
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#767676", "#FFFFFF", 4.54), ("#FFFFFF", "#FFFFFF", 1.0)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_faint_colour_stands_back_where_it_cannot_be_read_and_says_so() -> None:
    pale, night = accent("#FFE680"), accent("#10243F")
    assert (pale.light, pale.dark) == (None, "#FFE680")
    assert "light background" in pale.says
    assert (night.light, night.dark) == ("#10243F", None)
    assert "dark background" in night.says
    assert accent("#2D7BB5").says == ""
    assert accent(None).says == ""


def test_pictures_are_known_by_their_content() -> None:
    assert logo(png()).startswith("data:image/png;base64,")
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00\xff\xd9"
    assert logo(jpeg).startswith("data:image/jpeg;base64,")
    assert picture(logo(png())) == png()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n",  # a head alone
        png(60_000, 60_000),
        b"\xff\xd8\xff" + b"\0" * 50,
        png() + b"\0" * LARGEST,
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(content: bytes) -> None:
    with pytest.raises(LogoError):
        logo(content)


@pytest.mark.parametrize(
    "hostile",
    [
        svg("<script>alert(1)</script>"),
        svg('<rect onload="alert(1)"/>'),
        svg("", 'onload="alert(1)"'),
        svg("<foreignObject><body/></foreignObject>"),
        svg('<image href="http://example.org/x.png"/>'),
        svg('<use href="http://example.org/x.svg#a"/>'),
        svg('<a href="#x"><rect/></a>'),
        svg('<rect fill="url(http://example.org/x)"/>'),
        svg('<rect style="fill: u\\72l(http://example.org/x)"/>'),
        svg("<style>@import 'http://example.org/x.css';</style>"),
        svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
        f'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="{XML}">&a;</svg>'.encode(),
        b"<svg><rect/></svg>",  # without its namespace it is only called so
        b'<svg xmlns="http://www.w3.org/2000/svg"><g>',
        svg("<g>" * 3000 + "</g>" * 3000),
    ],
)
def test_a_drawing_that_could_act_or_fetch_is_refused(hostile: bytes) -> None:
    with pytest.raises(LogoError):
        logo(hostile)


def test_a_drawing_keeps_its_shapes_and_loses_the_notes_of_its_program() -> None:
    given = svg(
        '<metadata>who</metadata><i:pages/><defs><linearGradient id="a"/></defs>'
        '<rect i:label="x" fill="url(#a)"/><use href="#b"/>',
        'xmlns:i="http://www.inkscape.org/namespaces/inkscape"',
    )
    found = drawing(given).decode()
    assert 'fill="url(#a)"' in found
    assert "<use" in found
    assert "who" not in found
    assert "inkscape" not in found
    assert drawing(found.encode()).decode() == found


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/logo.png",
        "data:text/html;base64,PGI+",
        "data:image/png;base64,???",
        "data:image/svg+xml;base64," + base64.b64encode(svg("<script/>")).decode(),
    ],
)
def test_a_logo_in_a_file_is_checked_again(address: str) -> None:
    with pytest.raises(LogoError):
        picture(address)
