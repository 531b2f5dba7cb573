"""A list as people have it - pasted lines, CSV, a worksheet - into rows of a brief.

Columns are recognised by their headings in several languages; without headings the first column
holds the names and a column whose cells read as targets holds the targets.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from advisor import targets
from advisor.brief import BriefError, Row
from knowledge.vocabulary import Level

MOST_ROWS = 300
MOST_COLUMNS = 40
LARGEST = 5_000_000  # bytes
LONGEST_NAME = 200

HEADINGS: dict[str, tuple[str, ...]] = {
    "written": (
        "metric", "metrics", "kpi", "kpis", "name", "measure", "indicator", "indicador",
        "indicadores", "métrica", "metrica", "indicateur", "kennzahl", "kennzahlen", "指標",
    ),
    "target": ("target", "goal", "objective", "objetivo", "meta", "objectif", "cible", "ziel",
               "zielwert", "sla", "目標"),
    "actual": ("actual", "result", "current", "achieved", "real", "resultado", "réalisé", "ist",
               "istwert", "実績"),
    "weight": ("weight", "weighting", "peso", "poids", "gewicht", "gewichtung", "重み"),
    "level": ("level", "who", "nivel", "nível", "niveau", "ebene", "レベル"),
    "why": ("why", "reason", "purpose"),
    "owner": ("owner", "responsible", "responsable", "responsável", "verantwortlich"),
}  # fmt: skip
LEVELS: dict[str, Level] = {
    "agent": Level.AGENT, "advisor": Level.AGENT, "associate": Level.AGENT,
    "individual": Level.AGENT, "agente": Level.AGENT,
    "team": Level.TEAM, "team leader": Level.TEAM, "supervisor": Level.TEAM,
    "equipo": Level.TEAM, "équipe": Level.TEAM,
    "centre": Level.PROGRAMME, "center": Level.PROGRAMME, "programme": Level.PROGRAMME,
    "program": Level.PROGRAMME, "queue": Level.PROGRAMME, "site": Level.PROGRAMME,
    "operation": Level.PROGRAMME, "manager": Level.PROGRAMME,
    "planning": Level.PLANNING, "wfm": Level.PLANNING,
    "organisation": Level.ORGANISATION, "organization": Level.ORGANISATION,
    "company": Level.ORGANISATION, "board": Level.ORGANISATION,
    "client": Level.CLIENT, "contract": Level.CLIENT,
}  # fmt: skip

# A figure after one of these belongs to the name: "answered within 20 s", "top 10", "cost per 911".
_BINDS = frozenset({
    "within", "in", "under", "over", "after", "before", "first", "last", "next", "top", "per", "by",
    "of", "at", "to", "and", "or", "than", "e.g.", "en", "em", "dans", "sous", "unter", "nach",
    "par", "por",
})  # fmt: skip
_RANKS = frozenset({"level", "tier", "priority", "grade", "line"})
# Numbers that one dials, and versions: "NPS 3.0".
_NO_TARGETS = frozenset({
    "101", "111", "112", "211", "311", "911", "988", "999", "2.0", "3.0"
})  # fmt: skip
_BULLET = re.compile(r"^\s*(?:[-*•‣▪●○]|\d{1,3}[.)])\s+")
_LIKE_A_TARGET = re.compile(
    r"^\s*(?:[<>≤≥=~+-]|at (?:least|most)|min|max|p\d\d|\d|[£$€])", re.IGNORECASE
)


def from_text(text: str) -> tuple[Row, ...]:
    """Rows from pasted text: a name a line, cells parted by tabs, semicolons or pipes."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and "\t" not in lines[0] and lines[0].count(",") >= 2:
        lines = lines[0].split(",")
    return from_table(_cells(_BULLET.sub("", line)) for line in lines)


def _cells(line: str) -> list[str]:
    for mark in ("\t", "|", ";"):
        if mark in line:
            return [cell.strip() for cell in line.strip(mark + " ").split(mark)]
    name, found, rest = line.partition(":")
    if found and _LIKE_A_TARGET.match(rest):
        return [name.strip(), rest.strip()]
    parted = re.match(r"^(.*?\S)\s*((?:<=|>=|<|>|≤|≥|=)\s*[£$€]?\s*\d.*)$", line)
    if parted:
        return [parted[1].rstrip(" -–(["), parted[2].rstrip(" )]")]
    return _trailing_target(line.strip())


def _trailing_target(line: str) -> list[str]:
    """`Service level 80/20` is a name and a target; `answered within 20 s` is a name."""
    words = line.split()
    for index in range(1, len(words)):
        last = words[index - 1].casefold().strip("(,")
        rest = " ".join(words[index:]).strip("()[] ")
        if (
            _LIKE_A_TARGET.match(rest)
            and last not in _BINDS
            and rest not in _NO_TARGETS
            and not (last in _RANKS and len(rest) == 1)
            and any(letter.isalpha() for word in words[:index] for letter in word)
            and targets.read(rest).target is not None
        ):
            return [" ".join(words[:index]).rstrip(" -–:,(["), rest]
    return [line]


def from_csv(data: bytes) -> tuple[Row, ...]:
    """Rows from a CSV file in UTF-8 or Windows encoding. Raises BriefError."""
    _small(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BriefError("", "a file that is not text", "a CSV file", "upload")
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    lines = io.StringIO("\n".join(text.replace("\r\n", "\n").split("\r")))
    try:
        return from_table(csv.reader(lines, dialect))
    except csv.Error:
        raise BriefError(
            "", "a file that does not read as a table", "a CSV file", "upload"
        ) from None


def from_xlsx(data: bytes) -> tuple[Row, ...]:
    """Rows from the first worksheet that has any. Raises BriefError."""
    _small(data)
    expected = "an Excel workbook (.xlsx)"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > 20 * LARGEST:
                raise BriefError("", "a workbook that unpacks to too much", expected, "upload")
        from openpyxl import load_workbook  # type: ignore[import-untyped]  # late: only an upload

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        if isinstance(error, BriefError):
            raise
        raise BriefError("", "a file that does not open", expected, "upload") from None
    for sheet in book.worksheets:
        limits = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS}
        rows = from_table(
            ["" if cell is None else str(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True, **limits)
        )
        if rows:
            return rows
    return ()


def _small(data: bytes) -> None:
    if len(data) > LARGEST:
        raise BriefError("", f"{len(data):,} bytes", f"a file of at most {LARGEST:,}", "upload")


def from_table(table: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Rows from cells; the first row may hold headings. Raises BriefError where it is too long."""
    rows = [[cell.strip() for cell in row] for row in table]
    rows = [row for row in rows if any(letter.isalnum() for cell in row for letter in cell)]
    if not rows:
        return ()
    columns = _headings(rows[0])
    body = rows[1:] if columns else rows
    columns = columns or _guessed(rows)
    if len(body) > MOST_ROWS:
        raise BriefError("", f"{len(body)} rows", f"at most {MOST_ROWS} rows", "list")
    found = (_row(cells, columns) for cells in body)
    return tuple(row for row in found if row.written)


def _headings(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        for name, words in HEADINGS.items():
            if cell.casefold().rstrip(":") in words and name not in found:
                found[name] = index
    return found if "written" in found else {}


def _guessed(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    width = max(len(row) for row in rows)
    columns = {"written": 0}
    for index in range(1, width):
        cells = [row[index] for row in rows if len(row) > index and row[index]]
        targets = sum(bool(_LIKE_A_TARGET.match(cell)) for cell in cells)
        if cells and targets * 2 >= len(cells) and "target" not in columns:
            columns["target"] = index
    return columns


def _row(cells: Sequence[str], columns: dict[str, int]) -> Row:
    said = {
        name: cells[index] for name, index in columns.items() if index < len(cells) and cells[index]
    }
    level = LEVELS.get(said.pop("level", "").casefold())
    weight = _weight(said.pop("weight", ""))
    written = said.pop("written", "")[:LONGEST_NAME]
    fields: dict[str, Any] = {**said}
    if level:
        fields["levels"] = (level,)
    if weight is not None:
        fields["weight"] = weight
    return Row(written=written, **fields)


def _weight(text: str) -> float | None:
    """Percent from `20 %`, `20` or `0.2`."""
    match = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*(%?)\s*", text)
    if not match:
        return None
    value = float(match[1].replace(",", "."))
    value = value * 100 if value <= 1 and not match[2] else value
    return value if value <= 100 else None
