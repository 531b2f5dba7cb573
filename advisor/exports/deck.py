"""The presenter's slides as an editable deck: every word is text, every box of the map is a shape.

Type is made smaller where a slide is full, and what does not fit then goes on on the next one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.slide import Slide as Sheet
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from advisor.advice import Advice
from advisor.brief import Brief
from advisor.exports.drawing import points_of
from advisor.exports.letters import lines, width
from advisor.exports.marks import Marks, marks
from advisor.reports.picture import strategy_map
from advisor.reports.picture_parts import Picture
from advisor.slides import Beat, Slide, Tone, slides
from knowledge.catalogue import Catalogue

WIDTH, HEIGHT = 13.333, 7.5  # inches: 16 to 9
LEFT, WIDE = 0.7, 11.93
TITLE, BOTTOM = 0.85, 6.85  # where the title begins, and where all of it ends
SIZES = (20, 18, 16, 14, 13)  # points, from what one likes to what one can still read
TITLES = (32, 28, 24)
OPENINGS = (44, 38, 32, 26, 22)
LINES = 1.22  # height of a line, in its size: what Calibri has
INSET = 0.06  # inches between the edge of a box and its words
MOST_LETTERS, LEAST_LETTERS = 14.0, 7.0  # points, on the map
GAP = 0.45  # between two points, in the size of the type
HEAD_SHARE = 0.28  # of the width, for the heads of points
TONES: dict[Tone, tuple[str, str]] = {
    "plain": ("", ""),
    "wrong": ("#A32018", "✕ "),
    "hurts": ("#8A5300", "▲ "),
    "look": ("#1D5C87", "● "),
}
INK, QUIET, PAPER, EDGE = "#10171D", "#3D4852", "#FFFFFF", "#CBD5DD"
BAND = "#F2F5F8"
UNDER = "What today's metrics make people do, and which set fits"


def deck(advice: Advice, catalogue: Catalogue, brief: Brief) -> bytes:
    """The deck as PPTX. `brief` is the design as it stands, its logo in it as a data address."""
    whose = marks(brief.brand)
    found = Presentation()
    found.slide_width, found.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _opening(found, advice, brief, whose)
    for slide in slides(advice, catalogue):
        for part in fitted(slide):
            _slide(found, part, whose, advice.fingerprint)
    if advice.scorecard.map and not advice.recommendation.clash:
        names = {metric: catalogue.label(metric) for metric in _metrics(advice)}
        picture = strategy_map(advice.scorecard, names)
        _map(found, picture, whose, advice.fingerprint)
    told = io.BytesIO()
    found.save(told)
    return told.getvalue()


def _metrics(advice: Advice) -> set[str]:
    return {
        metric
        for box in advice.scorecard.map
        for metric in (box.result, *box.drivers)
        if metric is not None
    }


# --- what fits -----------------------------------------------------------------------------------


def fitted(slide: Slide) -> Iterator[Slide]:
    """The slide, or several where its points do not fit on one at the smallest size."""
    room, kept = _room(slide), list[Beat]()
    rest = list(slide.beats)
    number = 1
    while rest:
        beat = rest.pop(0)
        if kept and _height([*kept, beat], SIZES[-1]) > room:
            yield replace(slide, beats=tuple(kept), about=_more(slide.about, number))
            kept, number = [], number + 1
            slide = replace(slide, lead="")
            room = _room(slide)
        kept.append(beat)
    yield replace(slide, beats=tuple(kept), about=_more(slide.about, number))


def _more(about: str, number: int) -> str:
    return about if number == 1 else f"{about} ({number})"


def _room(slide: Slide) -> float:
    """Inches for the points of a slide."""
    lead = _lines(slide.lead, WIDE, 18) * 18 * LINES / 72 + 0.2 if slide.lead else 0.0
    return BOTTOM - _under(slide.title) - lead


def _title_size(title: str) -> int:
    return next((s for s in TITLES if _lines(title, WIDE, s, bold=True) <= 2), TITLES[-1])


def _under(title: str) -> float:
    """Inches from the top at which a title ends, with some air."""
    size = _title_size(title)
    return TITLE + _lines(title, WIDE, size, bold=True) * size * LINES / 72 + 0.3


def size_of(beats: Sequence[Beat], room: float) -> int:
    """The largest size, in points, at which the points fit; the smallest where none does."""
    return next((size for size in SIZES if _height(beats, size) <= room), SIZES[-1])


def _height(beats: Sequence[Beat], size: int) -> float:
    """Inches that points take at a size."""
    return sum(_beat_height(beat, size) for beat in beats)


def _beat_height(beat: Beat, size: int) -> float:
    head = _head(beat)
    words = WIDE * (1 - HEAD_SHARE) - 0.3 if head else WIDE
    lines = max(
        _lines(beat.says, words, size), _lines(head, WIDE * HEAD_SHARE - 0.2, size, bold=True)
    )
    return (lines * LINES + GAP) * size / 72


def _lines(text: str, width: float, size: int, *, bold: bool = False) -> int:
    """How many lines a text takes in a width in inches."""
    return lines(text, width * 72 / size, bold=bold)


def _head(beat: Beat) -> str:
    """What stands before a point: its head; or, on a path, the arrow and where it ends."""
    return beat.head or (f"{beat.word} → {beat.node}" if beat.node else "")


# --- sheets --------------------------------------------------------------------------------------


def _sheet(found: Deck, title: str, whose: Marks, *, size: int, top: float, high: float) -> Sheet:
    sheet: Sheet = found.slides.add_slide(found.slide_layouts[5])  # a title and nothing else
    line = sheet.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(0), Emu(0), Inches(WIDTH), Inches(0.12))
    _filled(line, whose.colour)
    _unheard(line)
    place = sheet.shapes.title
    assert place is not None
    place.left, place.top = Inches(LEFT), Inches(top)
    place.width, place.height = Inches(WIDE), Inches(high)
    frame = place.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    _bare(frame)
    _say(frame, title, size, INK, bold=True)
    return sheet


def _opening(found: Deck, advice: Advice, brief: Brief, whose: Marks) -> None:
    title = brief.title or "A metric set"
    size = next((s for s in OPENINGS if _lines(title, WIDE, s, bold=True) <= 2), OPENINGS[-1])
    high = _lines(title, WIDE, size, bold=True) * size * LINES / 72
    sheet = _sheet(found, title, whose, size=size, top=max(4.1 - high, 1.7), high=high)
    under = f"For {whose.name}" if whose.name else UNDER
    _text(sheet, under, (LEFT, max(4.3, 1.7 + high + 0.2), WIDE, 0.6), 22, QUIET)
    told = f"Knowledge {advice.knowledge_version}, method {advice.method_version}, "
    _text(sheet, f"{told}fingerprint {advice.fingerprint}", (LEFT, 6.75, WIDE, 0.35), 12, QUIET)
    _logo(sheet, whose, 1.1)


def _slide(found: Deck, slide: Slide, whose: Marks, mark: str) -> None:
    size, top = _title_size(slide.title), _under(slide.title)
    sheet = _sheet(found, slide.title, whose, size=size, top=TITLE, high=top - TITLE - 0.3)
    colour, sign = TONES[slide.tone]
    _text(
        sheet, f"{sign}{slide.about}", (LEFT, 0.35, 8.5, 0.4), 15, colour or whose.colour, bold=True
    )
    if slide.lead:
        high = _lines(slide.lead, WIDE, 18) * 18 * LINES / 72
        _text(sheet, slide.lead, (LEFT, top, WIDE, high), 18, QUIET)
        top += high + 0.2
    _beats(sheet, slide.beats, top, whose)
    _foot(sheet, whose, mark)


def _beats(sheet: Sheet, beats: Sequence[Beat], top: float, whose: Marks) -> None:
    size = size_of(beats, BOTTOM - top)
    for beat in beats:
        high = _beat_height(beat, size)
        head, left, wide = _head(beat), LEFT, WIDE
        if head:
            first = WIDE * HEAD_SHARE
            _text(sheet, head, (LEFT, top, first - 0.2, high), size, whose.colour, bold=True)
            left, wide = LEFT + first, WIDE - first
        _text(sheet, beat.says, (left, top, wide, high), size, INK)
        top += high


def _foot(sheet: Sheet, whose: Marks, mark: str) -> None:
    _text(sheet, f"Fingerprint {mark}", (LEFT, 7.05, 4, 0.3), 10, QUIET)
    if whose.name and not whose.logo:
        _text(sheet, whose.name, (9.2, 0.35, 3.43, 0.4), 14, QUIET, bold=True, right=True)
    _logo(sheet, whose, 0.5)


def _logo(sheet: Sheet, whose: Marks, high: float) -> None:
    if not whose.logo:
        return
    shape = sheet.shapes.add_picture(
        io.BytesIO(whose.logo), Emu(0), Inches(0.3), height=Inches(high)
    )
    most = Inches(3.2)
    if shape.width > most:
        shape.height = Emu(int(shape.height * most / shape.width))
        shape.width = most
    shape.left = Emu(Inches(WIDTH - LEFT) - shape.width)
    _named(shape, f"Logo of {whose.name}" if whose.name else "Logo")


# --- the strategy map ----------------------------------------------------------------------------


def _map(found: Deck, picture: Picture, whose: Marks, mark: str) -> None:
    """Native shapes at the places of the one layout that screen and picture files share."""
    sheet = _sheet(found, "How one thing leads to the next", whose, size=24, top=0.3, high=0.6)
    share = min(WIDE / picture.width, 5.95 / picture.height)
    left = (WIDTH - picture.width * share) / 2
    letters = _letters(picture, share)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * share, 1.0 + y * share

    for band in picture.bands:
        x, y = at(band.x, band.y)
        shape = _box(sheet, (x, y, band.width * share, band.height * share), BAND, None)
        _unheard(shape)
        name = " ".join(words.text for words in band.words)
        _text(sheet, name, (x + 0.05, y + 0.05, 1.6, 0.5), letters, INK, bold=True)
    for link in picture.links:  # below the boxes, round which they go
        _arrow(sheet, [at(*point) for point in points_of(link.path())])
    for box in picture.boxes:
        x, y = at(box.x, box.y)
        shape = _box(sheet, (x, y, box.width * share, box.height * share), PAPER, EDGE)
        _named(shape, box.says)
        frame = shape.text_frame
        _bare(frame)
        frame.margin_left = frame.margin_right = Inches(INSET)
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        for number, words in enumerate(box.words):
            title = words.role == "title"
            colour = whose.colour if words.role == "result" else INK
            _say(frame, words.text.strip(), letters, colour, bold=title, first=number == 0)
    _foot(sheet, whose, mark)


def _letters(picture: Picture, share: float) -> float:
    """The size of type, in points, at which every line of every box fits into its box."""
    found = [MOST_LETTERS]
    for box in picture.boxes:
        room = (box.width * share - 2 * INSET) * 72
        found += [room / width(words.text, bold=words.role == "title") for words in box.words]
        found.append(box.height * share * 72 / (len(box.words) * LINES + 0.4))
    return max(int(2 * min(found)) / 2, LEAST_LETTERS)


def _arrow(sheet: Sheet, points: Sequence[tuple[float, float]]) -> None:
    """A line along points in inches, with a head at its end."""
    (x, y), *rest = ((Inches(x), Inches(y)) for x, y in points)
    end_x, end_y = rest[-1]
    line: Shape | Connector
    if x == end_x or y == end_y:  # a drawing without height or width is none
        line = sheet.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, y, end_x, end_y)
    else:
        path = sheet.shapes.build_freeform(x, y)
        path.add_line_segments(rest, close=False)
        drawn: Shape = path.convert_to_shape()
        drawn.fill.background()
        drawn.shadow.inherit = False
        line = drawn
    line.line.color.rgb, line.line.width = _rgb(QUIET), Pt(1)
    _flat(line)
    _pointed(line)
    _unheard(line)


def _box(
    sheet: Sheet, place: tuple[float, float, float, float], fill: str, edge: str | None
) -> Shape:
    shape = sheet.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(value) for value in place))
    _filled(shape, fill)
    if edge:
        shape.line.color.rgb, shape.line.width = _rgb(edge), Pt(1)
    return shape


# --- words and marks -----------------------------------------------------------------------------


def _text(
    sheet: Sheet,
    text: str,
    place: tuple[float, float, float, float],
    size: float,
    colour: str,
    *,
    bold: bool = False,
    right: bool = False,
) -> None:
    frame = sheet.shapes.add_textbox(*(Inches(value) for value in place)).text_frame
    frame.word_wrap = True
    _bare(frame)
    _say(frame, text, size, colour, bold=bold, right=right)


def _say(
    frame: TextFrame,
    text: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    right: bool = False,
    first: bool = True,
) -> None:
    line = frame.paragraphs[0] if first else frame.add_paragraph()  # type: ignore[no-untyped-call]
    line.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = line.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(colour)


def _bare(frame: TextFrame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def _filled(shape: Shape, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    _flat(shape)


def _flat(shape: Shape | Connector) -> None:
    """Takes the theme's shadow off a shape for programs that look at its style alone."""
    for effect in shape._element.xpath(".//a:effectRef"):
        effect.set("idx", "0")


def _named(shape: BaseShape, says: str) -> None:
    """What somebody hears who does not see the shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", says)


def _unheard(shape: BaseShape) -> None:
    """Takes a shape that says nothing out of what is read aloud."""
    _named(shape, "")


def _pointed(line: Shape | Connector) -> None:
    """An arrow at the end; the library has no word for it."""
    element = line.line._get_or_add_ln()
    element.append(element.makeelement(qn("a:tailEnd"), {"type": "triangle"}))


def _rgb(colour: str) -> RGBColor:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
