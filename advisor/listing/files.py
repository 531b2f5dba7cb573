"""Files that are uploaded: CSV in any of its habits, and Excel workbooks."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from advisor.brief import BriefError
from advisor.listing.lines import counted
from advisor.listing.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, letter

LARGEST = 5_000_000  # bytes
_UNPACKED = 100_000_000  # bytes of all parts of a workbook
_RATIO = 200  # a part that unpacks to so many times its size is no worksheet of a person
_MOST_SHEETS = 20
_LOOKED_AT = MOST_ROWS + 60  # rows: titles and blanks are more than the list
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_DELIMITERS = ("\t", ";", "|", ",")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def open_file(name: str, data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file that hold anything; a CSV has one. Raises BriefError with the file's
    name where it cannot be read."""
    if len(data) > LARGEST:
        raise BriefError("", f"{len(data):,} bytes", f"at most {LARGEST:,} bytes", name)
    if not data.strip():
        raise BriefError("", "an empty file", "a list of metrics", name)
    if data.startswith(b"PK"):
        return _workbook(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BriefError(
            "", "an old (.xls) or locked workbook", "an Excel workbook saved as .xlsx, or CSV", name
        )
    if name.casefold().endswith(".xlsx"):
        raise BriefError("", "a file that is no workbook", "an Excel workbook (.xlsx)", name)
    return (_text(name, data),)


def _text(name: str, data: bytes) -> Sheet:
    text = _decoded(data)
    if "\0" in text:
        raise BriefError("", "a file that is not text", "a CSV file or an Excel workbook", name)
    text = "\n".join(text.splitlines())
    if text[:4].casefold() == "sep=":
        text = text.partition("\n")[2]
    tried = [_parsed(text, mark) for mark in _DELIMITERS]
    read = max((rows for rows in tried if rows is not None), key=counted, default=None)
    if read is None:
        raise BriefError("", "lines that do not read as a table", "a CSV file", name)
    kept = tuple(
        (number, tuple(cell.strip() for cell in cells[:MOST_COLUMNS]))
        for number, cells in enumerate(read, start=1)
        if _filled(cells)
    )
    return Sheet("", kept)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _parsed(text: str, mark: str) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        return None


def _filled(cells: Iterable[str]) -> bool:
    return any(sign.isalnum() for cell in cells for sign in cell)


def _workbook(name: str, data: bytes) -> tuple[Sheet, ...]:
    expected = "an Excel workbook (.xlsx)"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _UNPACKED or any(
                part.file_size > 1_000_000 and part.file_size > _RATIO * max(part.compress_size, 1)
                for part in parts
            ):
                raise BriefError("", "a workbook that unpacks to too much", expected, name)
        from openpyxl import load_workbook  # type: ignore[import-untyped]  # late: only an upload

        # Values as they were saved: formulas are never run.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        read = {sheet.title: _worksheet(sheet) for sheet in shown[:_MOST_SHEETS]}
        if any(None in row for rows in read.values() for _number, row in rows):
            formulas = load_workbook(io.BytesIO(data), read_only=True)
            unsaved = {title: _unsaved(formulas[title]) for title in read}
        else:
            unsaved = {}
    except BriefError:
        raise
    except Exception:  # whatever a damaged archive makes the reader raise
        raise BriefError("", "a file that does not open", expected, name) from None
    found = (_kept(title, rows, unsaved.get(title, {})) for title, rows in read.items())
    return tuple(sheet for sheet in found if sheet.rows)


_Rows = list[tuple[int, list[str | None]]]


def _worksheet(sheet: Any) -> _Rows:
    limits = {"max_row": _LOOKED_AT, "max_col": MOST_COLUMNS}
    return [
        (number, [_said(cell.value, getattr(cell, "number_format", "")) for cell in row])
        for number, row in enumerate(sheet.iter_rows(**limits), start=1)
    ]


def _unsaved(sheet: Any) -> dict[tuple[int, int], bool]:
    """Where formulas stand."""
    limits = {"max_row": _LOOKED_AT, "max_col": MOST_COLUMNS, "values_only": True}
    return {
        (number, at): True
        for number, row in enumerate(sheet.iter_rows(**limits), start=1)
        for at, value in enumerate(row)
        if isinstance(value, str) and value.startswith("=")
    }


def _kept(title: str, rows: _Rows, formulas: dict[tuple[int, int], bool]) -> Sheet:
    missing = [
        f"{letter(at)}{number}"
        for number, cells in rows
        for at, cell in enumerate(cells)
        if cell is None and (number, at) in formulas
    ]
    broken = [
        f"{letter(at)}{number}"
        for number, cells in rows
        for at, cell in enumerate(cells)
        if cell in _ERRORS
    ]
    notes: list[str] = []
    if missing:
        notes.append(
            f"Sheet '{title}': no value is saved for the formula in {_some(missing)}. Open the "
            "file in Excel, save it, and upload it again; or type the value here."
        )
    if broken:
        notes.append(f"Sheet '{title}': an error of Excel in {_some(broken)} was left out.")
    kept = []
    for number, cells in rows:
        texts = tuple("" if cell is None or cell in _ERRORS else cell for cell in cells)
        if _filled(texts):
            kept.append((number, _cut(texts)))
    return Sheet(title, tuple(kept), tuple(notes))


def _some(places: Sequence[str]) -> str:
    return ", ".join(places[:5]) + (" and others" if len(places) > 5 else "")


def _cut(cells: Sequence[str]) -> tuple[str, ...]:
    """Without the empty cells at the end."""
    size = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
    return tuple(cells[:size])


def _said(value: object, form: str) -> str | None:
    """A cell as a person sees it; None where it is empty."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if "%" in (form or ""):
            return f"{format(round(value * 100, 6), '.10g')} %"
        return format(round(value, 6), ".10g") if isinstance(value, float) else str(value)
    if isinstance(value, time):
        return f"{value.hour * 3600 + value.minute * 60 + value.second} s"
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds())} s"
    if isinstance(value, datetime | date):
        return f"{value.year}-{value.month:02}" if value.day == 1 else f"{value:%Y-%m-%d}"
    text = " ".join(str(value).split())
    return text or None
