"""What is read, and what it was read as: sheets, their layout, and lines with their reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advisor.brief import Row
from advisor.listing.headings import Field, heading, period

MOST_ROWS = 300
MOST_COLUMNS = 40
LONGEST_NAME = 200
_LOOKED_AT = 30  # rows among which the headings stand
# A figure in a word, `zero by Friday`, or behind one.
_IN_WORDS = re.compile(
    r"(?:zero|nil)\s*(?:$|\b(?:by|before|until|till)\b)|(?:below|above) \D{0,2}\d"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as text, with the number that each row has in its file."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()
    """What could not be read, in words."""

    @property
    def width(self) -> int:
        return max((len(cells) for _number, cells in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands. `head` and `body` count the rows of the sheet that are kept."""

    columns: Mapping[Field, int]
    history: Mapping[int, str] = field(default_factory=dict)
    """Column -> period of its actual values."""
    head: int | None = None
    body: int = 0

    def titles(self, sheet: Sheet) -> tuple[str, ...]:
        """What each column is called, by its heading or by its letter."""
        cells = sheet.rows[self.head][1] if self.head is not None else ()
        return tuple(
            (cells[at] if at < len(cells) else "") or self.history.get(at) or f"Column {letter(at)}"
            for at in range(sheet.width)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a metric, or, with the reason in `why`, likely none."""

    text: str
    row: Row | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """All lines in their order."""

    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(line.row for line in self.lines if line.row is not None and not line.why)

    @property
    def aside(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.why)


def letter(column: int) -> str:
    """The name that a spreadsheet gives to a column, from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def guessed(sheet: Sheet) -> Layout:
    """The layout by its headings, which may stand below a title; else by what the cells hold."""
    found = [
        (len(columns), -at, columns, history)
        for at, (_number, cells) in enumerate(sheet.rows[:_LOOKED_AT])
        if (both := _headings(cells)) is not None
        for columns, history in (both,)
    ]
    if not found:
        return Layout(_by_content(sheet))
    _size, at, columns, history = max(found, key=lambda each: each[:2])
    head = -at
    body = head + 1
    below = sheet.rows[body][1] if body < len(sheet.rows) else ()
    months = _months(below, columns)
    if months:
        return Layout(columns, {**history, **months}, head, body + 1)
    return Layout(columns, history, head, body)


def _headings(cells: Sequence[str]) -> tuple[dict[Field, int], dict[int, str]] | None:
    columns: dict[Field, int] = {}
    history: dict[int, str] = {}
    whole: set[Field] = set()
    periods: dict[Field, str] = {}
    for at, cell in enumerate(cells):
        said = heading(cell)
        if said is None:
            continue
        if said.period and said.field in (None, "actual"):
            history[at] = said.period
        if said.field is None:
            continue
        newer = (said.period or "") > periods.get(said.field, "")
        if said.field not in columns or newer or (said.whole and said.field not in whole):
            columns[said.field] = at
            periods[said.field] = said.period or ""
            whole |= {said.field} if said.whole else set()
    filled = [cell for cell in cells if cell]
    if "written" not in columns:
        return None
    if len(columns) == 1 and not ("written" in whole and len(filled) <= 1 + len(history)):
        return None
    return columns, history if len(history) > 1 else {}


def _months(cells: Sequence[str], columns: Mapping[Field, int]) -> dict[int, str]:
    """The periods in a second row of headings, under a heading that spans them."""
    name = columns["written"]
    if name < len(cells) and cells[name]:
        return {}
    found = {at: said for at, cell in enumerate(cells) if cell and (said := period(cell))}
    filled = sum(1 for cell in cells if cell)
    return found if len(found) > 1 and len(found) == filled else {}


def _by_content(sheet: Sheet) -> dict[Field, int]:
    """Without headings: the first column of words holds the names, the first of figures targets."""
    columns: dict[Field, int] = {}
    for at in range(sheet.width):
        cells = [row[at] for _number, row in sheet.rows if at < len(row) and row[at]]
        figures = sum(like_a_figure(cell) for cell in cells)
        worded = sum(any(sign.isalpha() for sign in cell) for cell in cells)
        if "written" not in columns:
            if worded * 2 > len(cells) and figures * 2 < len(cells):
                columns["written"] = at
        elif cells and figures * 2 >= len(cells):
            columns["target" if "target" not in columns else "actual"] = at
            if "actual" in columns:
                break
    return columns or {"written": 0}


def like_a_figure(cell: str) -> bool:
    """Whether a cell begins as targets and actual values do."""
    start = cell.lstrip(" <>≤≥=~+-£$€").casefold()
    return (
        start[:1].isdigit()
        or start.startswith(("at least", "at most", "min", "max", "p9"))
        or _IN_WORDS.match(start) is not None
    )
