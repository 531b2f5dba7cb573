"""The advice as a workbook: scorecards, findings, change plan, a dictionary of the chosen metrics.

What people wrote stands in it as text: nothing is ever taken for a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.drawing.image import Image  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from advisor.advice import Advice
from advisor.brief import Brief
from advisor.exports.letters import lines
from advisor.exports.marks import Marks, marks
from advisor.recommend import Chosen
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Better

LONGEST = 32_000  # characters of a cell
HIGHEST = 409  # points of a row
TYPE, TITLE = 11, 16  # points
LINE = 1.36  # height of a line, in its size
DIGIT = 0.47  # width of a letter's room in a column, in the size of the type; its edges left out
ABOUT = (30, 100, 28)  # letters of the columns of the first sheet
TALLEST = 44  # pixels of the logo
TARGET = {"keep": "Keep it", "ask": "To be found", "band": "Agree a band"}

SAME = (
    "The same design and the same knowledge give the same answer. No target in it is invented: "
    "where none was given, it says how to find one."
)

Cells = Sequence[str | int | None]
Columns = Sequence[tuple[str, int]]
"""Head and width in letters."""

CARDS: Columns = (
    ("Card", 20), ("Metric", 26), ("Use", 10), ("Target", 14), ("How to find it", 40),
    ("Limit", 36), ("Look", 12), ("When it is crossed", 36), ("Why here", 40), ("Owner", 16),
    ("Initiative", 20), ("Next review", 14),
)  # fmt: skip
FINDINGS: Columns = (
    ("How grave", 20), ("Rule", 10), ("Lines", 24), ("What is wrong", 48), ("Why it matters", 48),
    ("What to do", 44), ("The first step", 44), ("Only if money hangs on it", 14),
)  # fmt: skip
PLAN: Columns = (
    ("Order", 8), ("Metric", 30), ("What", 10), ("Today", 44), ("Then", 44), ("Who decides", 16),
    ("Counted in shadow, weeks", 14), ("Stops in week, at the earliest", 14), ("Why", 60),
)  # fmt: skip
DICTIONARY: Columns = (
    ("Metric", 24), ("Use", 12), ("What it is", 36), ("The question it answers", 30),
    ("How it is counted", 36), ("Unit", 12), ("Better", 12),
    ("Other forms, and when they mislead", 84),
    ("When it lies", 40), ("How to find a target", 40), ("How many before it says something", 18),
    ("Needs", 20),
)  # fmt: skip
BETTER: Mapping[Better, str] = {Better.UP: "up", Better.DOWN: "down", Better.BAND: "neither end"}


def workbook(advice: Advice, catalogue: Catalogue, brief: Brief) -> bytes:
    """The workbook as XLSX. `brief` is the design as it stands, its logo in it as a data address:
    owners and dates are taken from there."""
    whose = marks(brief.brand)
    book = Workbook()
    about = book.active
    assert isinstance(about, Worksheet)
    _about(about, advice, brief, whose, catalogue)
    for name, columns, rows in (
        ("Scorecards", CARDS, _cards(advice, brief)),
        ("Findings", FINDINGS, _findings(advice)),
        ("Change plan", PLAN, _plan(advice, catalogue)),
        ("Dictionary", DICTIONARY, _dictionary(advice, catalogue)),
    ):
        _table(book.create_sheet(name), columns, rows, whose)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


# --- sheets --------------------------------------------------------------------------------------


def _about(
    sheet: Worksheet, advice: Advice, brief: Brief, whose: Marks, catalogue: Catalogue
) -> None:
    sheet.title = "About"
    sheet.sheet_view.showGridLines = False
    for column, width in zip("ABC", ABOUT, strict=True):
        sheet.column_dimensions[column].width = width
    verdict = advice.critique.verdict if brief.today else "No list was given."
    told: list[Cells] = [
        (brief.title or "A metric set", whose.name),
        ("", ""),
        ("Strategy", catalogue.strategies[advice.strategy].name),
        ("Verdict on today's list", verdict),
        *(("Assumed", line) for line in advice.assumed),
        ("", ""),
        ("Fingerprint", advice.fingerprint),
        ("Knowledge", advice.knowledge_version),
        ("Method", advice.method_version),
        ("", SAME),
    ]  # fmt: skip
    for at, row in enumerate(told, start=1):
        _write(sheet, at, row)
        sheet.cell(at, 1).font = _font(bold=True, size=TITLE if at == 1 else TYPE)
        _tall(sheet, at, row, ABOUT, heads=1, size=TITLE if at == 1 else TYPE)
    sheet.cell(1, 2).font = _font(bold=True, size=TITLE, colour=whose.colour)
    if whose.logo:
        logo = Image(io.BytesIO(whose.logo))
        share = min(TALLEST / logo.height, 1.0)
        logo.width, logo.height = round(logo.width * share), round(logo.height * share)
        sheet.row_dimensions[1].height = max(sheet.row_dimensions[1].height, TALLEST * 0.75 + 4)
        sheet.add_image(logo, "C1")
    _on_paper(sheet)


def _cards(advice: Advice, brief: Brief) -> Iterable[Cells]:
    rows = {
        item.metric: brief.today[at]
        for at, item in reversed(list(enumerate(advice.resolved)))
        if item.metric and at < len(brief.today)
    }
    for card in advice.scorecard.cards:
        for line in card.lines:
            row, target, limit = rows.get(line.metric), line.target, line.limit
            kept = row.target if row and isinstance(row.target, str) else ""
            yield (
                card.level.label,
                line.name,
                line.use.value,
                (kept or TARGET[target.kind] if target.kind == "keep" else TARGET[target.kind])
                if target
                else "",
                target.because if target else "",
                limit.limit if limit else "",
                limit.rhythm if limit else "",
                limit.act if limit else "",
                line.because,
                (row.owner if row else "") or "",
                (row.initiative if row else "") or "",
                (row.review if row else "") or "",
            )
        for barred in card.never:
            yield (card.level.label, barred.name, "never", *([""] * 5), barred.because)


def _findings(advice: Advice) -> Iterable[Cells]:
    for item in advice.critique.findings:
        yield (
            item.severity.label,
            item.code,
            ", ".join(item.written),
            item.message,
            item.why,
            item.cure,
            item.fix.says if item.fix else "",
            "yes" if item.conditional else "",
        )


def _plan(advice: Advice, catalogue: Catalogue) -> Iterable[Cells]:
    for item in sorted(advice.diff, key=lambda step: step.order):
        yield (
            item.order,
            catalogue.label(item.metric),
            item.what,
            item.today,
            item.then,
            "you" if item.decided_by == "me" else item.decided_by,
            item.shadow_weeks,
            item.stops,
            item.because,
        )


def _dictionary(advice: Advice, catalogue: Catalogue) -> Iterable[Cells]:
    for item in advice.recommendation.metrics:
        entry = catalogue.metrics.get(item.metric)
        if entry is None:
            continue  # the user's own: its definition is the user's to give
        forms = [f"{form.differs} {form.misleads}" for form in entry.variants.values()]
        yield (
            entry.name,
            _use(item),
            entry.brief,
            entry.answers or "",
            entry.formula or "",
            entry.unit,
            BETTER[entry.better] if entry.better else "",
            "\n".join(forms),
            entry.lies or "",
            entry.aim or "",
            entry.least_observations,
            ", ".join(system.label for system in entry.systems),
        )


def _use(item: Chosen) -> str:
    return {"pursue": "pursue", "watch": "watch", "plan": "for planners"}[item.tier]


# --- cells ---------------------------------------------------------------------------------------


def _table(sheet: Worksheet, columns: Columns, rows: Iterable[Cells], whose: Marks) -> None:
    """Heads that stay in view, filters, and cells that wrap."""
    _write(sheet, 1, [head for head, _width in columns])
    thin = Side(style="thin", color="CBD5DD")
    for at, (_head, width) in enumerate(columns, start=1):
        head = sheet.cell(1, at)
        head.font = _font(bold=True, colour=whose.on_colour)
        head.fill = PatternFill("solid", fgColor=_hex(whose.colour))
        sheet.column_dimensions[head.column_letter].width = width
    widths = [width for _head, width in columns]
    _tall(sheet, 1, [head for head, _width in columns], widths, heads=len(columns))
    last = 1
    for last, row in enumerate(rows, start=2):
        _write(sheet, last, row)
        _tall(sheet, last, row, widths)
        for cell in sheet[last]:
            cell.border = Border(bottom=thin)
    sheet.freeze_panes = "C2" if columns is CARDS else "B2"
    sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(columns)).column_letter}{last}"
    sheet.print_title_rows = "1:1"
    _on_paper(sheet)


def _on_paper(sheet: Worksheet) -> None:
    """As wide as one large sheet, so that all columns stand side by side and can be read."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth = "landscape", 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.4
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _tall(
    sheet: Worksheet,
    at: int,
    row: Cells,
    widths: Sequence[int],
    *,
    heads: int = 0,
    size: float = TYPE,
) -> None:
    """As high as its longest cell: not every program works that out when it opens a file. The
    first `heads` cells are bold."""
    most = 1
    for number, (value, letters) in enumerate(zip(row, widths, strict=False)):
        if isinstance(value, str):
            room = letters * DIGIT * TYPE / size
            bold = number < heads
            most = max(most, sum(lines(each, room, bold=bold) for each in value.split("\n")))
    sheet.row_dimensions[at].height = min(most * size * LINE + 3, HIGHEST)


def _font(*, bold: bool = False, size: float = TYPE, colour: str = "#10171D") -> Font:
    return Font(name="Calibri", bold=bold, size=size, color=_hex(colour))


def _write(sheet: Worksheet, at: int, row: Cells) -> None:
    for column, value in enumerate(row, start=1):
        cell = sheet.cell(at, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = _font()
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
            cell.data_type = "s"  # what begins with = stays text
        else:
            cell.value = value
            cell.alignment = Alignment(horizontal="left", vertical="top")


def _hex(colour: str) -> str:
    return colour.lstrip("#").upper()
