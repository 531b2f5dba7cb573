"""Files to leave behind, read back by the libraries of those who open them."""

from __future__ import annotations

import base64
import io
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from advisor.advice import Advice, advise
from advisor.brief import Brand, Brief
from advisor.exports.deck import BOTTOM, deck, fitted, size_of
from advisor.exports.drawing import png, points_of, shapes_of, svg
from advisor.exports.letters import SLACK, lines, width
from advisor.exports.marks import BLUE, marks
from advisor.exports.workbook import workbook
from advisor.slides import Beat, Slide, slides
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load

NAME = "Northline & Söhne"


def _logo() -> str:
    found = io.BytesIO()
    Image.new("RGB", (300, 90), "#8A1F5C").save(found, "PNG")
    return f"data:image/png;base64,{base64.b64encode(found.getvalue()).decode()}"


@pytest.fixture(scope="module")
def brief() -> Brief:
    given = example("telecom-bpo")
    first = given.today[0].model_copy(
        update={"written": "=1+1", "owner": "=HYPERLINK(1)", "initiative": "+cmd"}
    )
    brand = Brand(name=NAME, colour="#8A1F5C", logo=_logo())
    return given.model_copy(update={"today": (first, *given.today[1:]), "brand": brand})


@pytest.fixture(scope="module")
def advice(brief: Brief) -> Advice:
    return advise(brief, load())


# --- the workbook --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(advice: Advice, brief: Brief) -> Any:
    return load_workbook(io.BytesIO(workbook(advice, load(), brief)))


def column(book: Any, sheet: str, head: str) -> list[Any]:
    heads = [cell.value for cell in book[sheet][1]]
    at = heads.index(head)
    return [row[at].value for row in book[sheet].iter_rows(min_row=2)]


def test_every_line_of_every_card_is_on_the_sheet(book: Any, advice: Advice) -> None:
    told = list(zip(column(book, "Scorecards", "Card"), column(book, "Scorecards", "Metric"),
                    column(book, "Scorecards", "Use"), strict=True))  # fmt: skip
    for card in advice.scorecard.cards:
        for line in card.lines:
            assert (card.level.label, line.name, line.use.value) in told
        for barred in card.never:
            assert (card.level.label, barred.name, "never") in told


def test_findings_plan_and_dictionary_are_whole(
    book: Any, advice: Advice, shipped: Catalogue
) -> None:
    assert column(book, "Findings", "What is wrong") == [
        item.message for item in advice.critique.findings
    ]
    steps = sorted(advice.diff, key=lambda step: step.order)
    assert column(book, "Change plan", "Metric") == [shipped.label(x.metric) for x in steps]
    chosen = [shipped.metrics[item.metric] for item in advice.recommendation.metrics]
    assert column(book, "Dictionary", "Metric") == [entry.name for entry in chosen]
    assert column(book, "Dictionary", "How it is counted") == [entry.formula for entry in chosen]


def test_what_people_wrote_is_text_and_never_a_formula(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert any("=1+1" in str(value) for value in column(book, "Findings", "Lines"))


def test_every_row_is_as_high_as_its_text(book: Any) -> None:
    """Some programs do not work that out when they open a file: what is too low is cut."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            high = sheet.row_dimensions[row[0].row].height
            for cell in row:
                if isinstance(cell.value, str):
                    letters = sheet.column_dimensions[cell.column_letter].width
                    least = sum(
                        -(-len(part) // (2 * int(letters))) for part in cell.value.split("\n")
                    )
                    assert high >= min(409, least * 13), (sheet.title, cell.coordinate)


def test_all_columns_stand_side_by_side_on_paper(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.page_setup.orientation == "landscape"


def test_whose_it_is_stands_on_it(book: Any) -> None:
    assert book["About"]["B1"].value == NAME
    assert len(book["About"]._images) == 1
    assert book["Scorecards"]["A1"].fill.fgColor.rgb[-6:] == "8A1F5C"


# --- the deck ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(advice: Advice, brief: Brief) -> Any:
    return Presentation(io.BytesIO(deck(advice, load(), brief)))


def words(page: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_every_slide_of_the_room_is_in_it_word_for_word(
    pages: Any, advice: Advice, shipped: Catalogue
) -> None:
    titles = [page.shapes.title.text_frame.text for page in pages.slides]
    told = "\n".join(words(page) for page in pages.slides)
    for slide in slides(advice, shipped):
        assert slide.title in titles
        for beat in slide.beats:
            assert beat.says in told
            assert beat.head in told


def test_nothing_stands_outside_a_page_and_whose_it_is_stands_on_each(pages: Any) -> None:
    for page in pages.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= pages.slide_width + 1
            assert shape.top + shape.height <= pages.slide_height + 1
        assert any("Logo of" in str(item.get("descr")) for item in page.element.iter())


def test_the_strategy_map_is_made_of_shapes(pages: Any, advice: Advice) -> None:
    last = pages.slides[len(pages.slides) - 1]
    says = [str(item.get("descr")) for item in last.element.iter() if item.get("descr")]
    for box in advice.scorecard.map:
        assert any(box.says.rstrip(".") in text for text in says)


def box(shape: Any) -> tuple[float, float, float, float]:
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


@pytest.mark.parametrize("title", ["Care", "A title of many words " * 6])
def test_nothing_is_written_over_anything_else(advice: Advice, brief: Brief, title: str) -> None:
    renamed = brief.model_copy(update={"title": title})
    found = Presentation(io.BytesIO(deck(advice, load(), renamed)))
    for page in list(found.slides)[:-1]:  # the map is on the last, and its words are in its boxes
        written = [
            box(each) for each in page.shapes if each.has_text_frame and each.text_frame.text
        ]
        for number, one in enumerate(written):
            for other in written[number + 1 :]:
                apart = one[3] <= other[1] + 1 or other[3] <= one[1] + 1
                aside = one[2] <= other[0] + 1 or other[2] <= one[0] + 1
                assert apart or aside, (one, other)


# Advance widths as the font's own file has them, in units of which an em has 2048.
ADVANCES = {
    False: {" ": 463, "a": 981, "e": 1019, "i": 470, "m": 1636, "n": 1076, "o": 1080, "t": 686,
            "w": 1464, "M": 1751, "W": 1822, "0": 1038, ".": 517, "%": 1464},
    True: {" ": 463, "a": 1011, "e": 1031, "i": 503, "m": 1666, "n": 1099, "o": 1101, "t": 710,
           "w": 1526, "M": 1790, "W": 1856, "0": 1038, ".": 547, "%": 1493},
}  # fmt: skip


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_of_the_type(bold: bool) -> None:
    for letter, units in ADVANCES[bold].items():
        assert width(letter, bold=bold) / SLACK == pytest.approx(units / 2048, abs=0.001), letter


def test_every_text_of_the_deck_has_the_room_that_its_type_takes(pages: Any) -> None:
    for page in pages.slides:
        for shape in page.shapes:
            if not shape.has_text_frame or not shape.text_frame.text:
                continue
            high = 0.0
            for line in shape.text_frame.paragraphs:
                (run,) = line.runs
                size, bold = run.font.size.pt, bool(run.font.bold)
                high += lines(run.text, shape.width / 12700 / size, bold=bold) * size * 1.22
            assert high <= shape.height / 12700 + 1, shape.text_frame.text


def points_along(arrow: Any) -> list[tuple[float, float]]:
    """Where an arrow goes, on the sheet."""
    if hasattr(arrow, "begin_x"):
        ends = (arrow.begin_x, arrow.begin_y), (arrow.end_x, arrow.end_y)
        return [
            tuple(one + (other - one) * at / 20 for one, other in zip(*ends, strict=True))
            for at in range(21)
        ]
    (path,) = arrow._element.xpath(".//a:path")
    across, down = arrow.width / int(path.get("w")), arrow.height / int(path.get("h"))
    return [
        (arrow.left + int(point.get("x")) * across, arrow.top + int(point.get("y")) * down)
        for point in path.xpath(".//a:pt")
    ]


def test_arrows_of_the_map_go_round_its_boxes(pages: Any, advice: Advice) -> None:
    last = pages.slides[len(pages.slides) - 1]
    boxes = [
        box(each) for each in last.shapes if each.has_text_frame and "\n" in each.text_frame.text
    ]
    assert len(boxes) >= len(advice.scorecard.map) - 1
    arrows = [each for each in last.shapes if each._element.xpath(".//a:tailEnd")]
    assert len(arrows) == sum(len(one.leads_to) for one in advice.scorecard.map)
    for x, y in (point for arrow in arrows for point in points_along(arrow)):
        for left, top, right, bottom in boxes:
            assert not (left + 9000 < x < right - 9000 and top + 9000 < y < bottom - 9000)


def test_a_full_slide_goes_on_on_the_next_and_loses_nothing() -> None:
    beats = tuple(Beat(f"Point {n}. " + "Some words that take their room. " * 6) for n in range(30))
    parts = list(fitted(Slide("x", "About", "A title", "A lead", beats=beats)))
    assert len(parts) > 1
    assert [beat for part in parts for beat in part.beats] == list(beats)
    assert len({part.about for part in parts}) == len(parts)


def test_type_shrinks_before_a_slide_is_split() -> None:
    few, many = (tuple(Beat("Words. " * 20) for _n in range(count)) for count in (2, 9))
    room = BOTTOM - 2
    assert size_of(few, room) > size_of(many, room)


# --- pictures ------------------------------------------------------------------------------------

DRAWING = {
    "width": 200.0,
    "height": 100.0,
    "shapes": [
        {"kind": "rect", "x": 0.0, "y": 0.0, "width": 200.0, "height": 100.0, "class": "band"},
        {"kind": "path", "d": "M10 90C10 50 150 50 150 20L150 10", "class": "link"},
        {"kind": "circle", "cx": 50.0, "cy": 50.0, "r": 7, "class": "today"},
        {"kind": "line", "x1": 0.0, "y1": 5.0, "x2": 200.0, "y2": 5.0, "class": "track"},
    ],
    "groups": [
        {"id": "a", "shapes": [{"kind": "text", "x": 5.0, "y": 20.0, "text": "A < B & C",
                                "class": "title"}]}
    ],
}  # fmt: skip


def test_an_svg_says_and_holds_what_the_drawing_does() -> None:
    root = ET.fromstring(svg(DRAWING, 'An "alt" & more', title="Title", name=NAME))
    assert root.get("aria-label") == 'An "alt" & more'
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"A < B & C", "Title", NAME} <= set(texts)
    drawn = [e for e in root.iter() if str(e.get("class"))]
    assert len(drawn) >= len(shapes_of(DRAWING))


def test_a_png_is_twice_as_large_coloured_and_says_what_it_shows() -> None:
    image = Image.open(io.BytesIO(png(DRAWING, "The alt", title="T", name="N")))
    assert image.size[0] > 2 * DRAWING["width"]  # type: ignore[operator]
    assert image.info["Description"] == "The alt"
    seen = {
        image.getpixel((x, y))
        for x in range(0, image.size[0], 3)
        for y in range(0, image.size[1], 3)
    }
    assert (0x9A, 0x4B, 0x00) in seen


def test_a_curve_ends_where_it_should() -> None:
    points = points_of("M0 0C0 10 20 10 20 20L20 30")
    assert points[0] == (0, 0)
    assert points[-1] == (20, 30)
    assert points[-2] == pytest.approx((20, 20))
    middle = points[len(points) // 2 - 1]
    assert middle == pytest.approx((10, 10))  # by symmetry


# --- marks ---------------------------------------------------------------------------------------


def test_a_colour_that_cannot_be_read_on_white_gives_way() -> None:
    assert marks(Brand(colour="#FFFF66")).colour == BLUE
    assert marks(Brand(colour="#8A1F5C")).colour == "#8A1F5C"
    assert marks(None).on_colour == "#FFFFFF"


def test_a_logo_that_is_a_drawing_or_damaged_is_left_out() -> None:
    drawing = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"/>').decode()
    assert marks(Brand(logo=f"data:image/svg+xml;base64,{drawing}")).logo is None
    assert marks(Brand(logo="data:image/png;base64,AAAA")).logo is None
    assert marks(Brand(logo="a-name-in-the-store")).logo is None
    assert marks(Brand(logo=_logo())).logo
