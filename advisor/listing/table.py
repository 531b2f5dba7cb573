"""Cells into lines, by a layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from advisor import targets
from advisor.brief import BriefError, Observed, Row
from advisor.listing.headings import FIELDS, Field
from advisor.listing.sheet import (
    LONGEST_NAME,
    MOST_ROWS,
    Layout,
    Line,
    Listing,
    Sheet,
    guessed,
)
from knowledge.vocabulary import Consequence, Level

LEVELS: dict[str, Level] = {
    word: level
    for level, words in {
        Level.AGENT: "agent agents advisor advisors associate associates individual rep reps csr "
        "employee agente asesor atendente conseiller mitarbeiter mitarbeiterin berater person",
        Level.TEAM: "team teams leader leaders supervisor supervisors coach equipo equipe équipe "
        "teamleiter teamleitung チーム",
        Level.PROGRAMME: "centre center programme program queue site operation operations manager "
        "line skill lob department account centro site plateau standort abteilung hotline linie",
        Level.PLANNING: "planning wfm planner planners workforce einsatzplanung planung",
        Level.ORGANISATION: "organisation organization company board enterprise unternehmen "
        "empresa entreprise group konzern",
        Level.CLIENT: "client contract vertrag contrato contrat auftraggeber cliente",
    }.items()
    for word in words.split()
}
_TOTALS = frozenset({
    "total", "totals", "sum", "subtotal", "sub total", "grand total", "overall total",
    "total score", "total weight", "summe", "gesamt", "gesamtsumme", "zwischensumme", "suma",
    "soma", "totale", "somme", "合計",
})  # fmt: skip
_NOTE = re.compile(r"^\s*(?:\*|†|notes?\b|source\s*:|hinweis|nota\b|quelle\s*:)", re.IGNORECASE)
_UNIT_IN_NAME = re.compile(
    r"[(\[]\s*(s|secs?|seconds?|sek\.?|sekunden|segundos|secondes|mins?|minutes?|minuten|minutos"
    r"|h|hrs?|hours?|stunden|days?|tage|%)\s*[)\]]",
    re.IGNORECASE,
)
# What hangs on a line, in brackets behind its name or beside its target: `25 a day (bonus)`.
_HANGS = {
    Consequence.PAID: re.compile(
        r"\b(?:bonus(?:es)?|incentivi[sz]ed|incentives?|variable pay|prämie|bonificación|bônus"
        r"|primes?)\b"
    ),
    Consequence.PUNISHED: re.compile(
        r"\b(?:penalt(?:y|ies)|malus|service credits?|pönale|vertragsstrafe|pénalités?"
        r"|penalizaci(?:ón|ones)|multas?)\b"
    ),
}
_NOT = re.compile(r"\b(?:no|not|non|without|kein|keine|ohne|sans|sin|sem)\b")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BARE_FIGURE = re.compile(r"^\s*(?:[<>≤≥=]{1,2}\s*)?\d+(?:[.,]\d+)?\s*$")
_PLAIN: tuple[Field, ...] = (
    "definition", "why", "since", "origin", "owner", "may_change", "review", "initiative",
)  # fmt: skip


def best(sheets: Sequence[Sheet]) -> int:
    """The sheet that looks most like a list of metrics: with headings, and with most rows."""
    found = []
    for at, sheet in enumerate(sheets):
        layout = guessed(sheet)
        known = len(layout.columns) if layout.head is not None else 0
        found.append((known, sum(1 for _ in sheet.rows[layout.body :]), -at))
    return -max(found)[2] if found else 0


def read(sheet: Sheet, layout: Layout | None = None) -> Listing:
    """The lines of a sheet, under a layout or the one that is guessed. Raises BriefError where
    it is too long."""
    layout = layout or guessed(sheet)
    above = [
        Line(_joined(cells), None, "stands above the headings")
        for _number, cells in sheet.rows[: layout.head or 0]
    ]
    body = sheet.rows[layout.body :]
    if len(body) > MOST_ROWS:
        where = f"sheet '{sheet.name}'" if sheet.name else "list"
        raise BriefError(where, f"{len(body)} rows", f"at most {MOST_ROWS} rows")
    name = layout.columns.get("written", 0)
    titles = _cell(sheet.rows[layout.head][1], name) if layout.head is not None else ""
    several = [len([cell for cell in cells if cell]) > 1 for _number, cells in body]
    most = sum(several) * 2 > len(body)
    lines = [
        _line(cells, layout, alone_is_odd=most and any(several[at + 1 :]))
        for at, (_number, cells) in enumerate(body)
        if _cell(cells, name) != titles or not titles
    ]
    return Listing((*above, *lines), sheet.notes)


def _line(cells: Sequence[str], layout: Layout, *, alone_is_odd: bool) -> Line:
    text = _joined(cells)
    written = _cell(cells, layout.columns.get("written", 0))
    if not any(sign.isalnum() for sign in written):
        return Line(text, None, "has no name")
    row = _row(written, cells, layout)
    if written.casefold().strip(" :") in _TOTALS:
        return Line(text, row, "is a sum")
    if _NOTE.match(written):
        return Line(text, row, "is a note")
    alone = sum(1 for cell in cells if cell) == 1
    if alone and alone_is_odd and len(layout.columns) > 1:
        return Line(text, row, "stands alone in its row")
    return Line(text, row)


def _row(written: str, cells: Sequence[str], layout: Layout) -> Row:
    said = {
        field: value for field, at in layout.columns.items() if (value := _cell(cells, at)).strip()
    }
    unit = said.get("unit") or (m[1] if (m := _UNIT_IN_NAME.search(written)) else "")
    fields: dict[str, Any] = {field: said[field] for field in _PLAIN if field in said}
    observed = (
        Observed(when=when, value=_with_unit(value, unit))
        for at, when in sorted(layout.history.items())
        if (value := _cell(cells, at))
    )
    past = tuple(sorted(observed, key=_in_time))
    if len(past) > 1:
        fields["history"] = past
    actual = _with_unit(said.get("actual", ""), unit)
    if past and (not actual or layout.columns["actual"] in layout.history):
        actual = past[-1].value
    if actual:
        fields["actual"] = actual
    if "target" in said:
        fields["target"] = _with_unit(said["target"], unit)
    levels = _levels(said.get("level", ""))
    if levels:
        fields["levels"] = levels
    hanging = _hanging(written, said.get("target", ""))
    if hanging:
        fields["consequences"] = hanging
    weight = _weight(said.get("weight", ""))
    if weight is not None:
        fields["weight"] = weight
    return Row(written=written[:LONGEST_NAME], **fields)


def _hanging(written: str, target: str) -> tuple[Consequence, ...]:
    """What the line itself says hangs on it; a name such as `bonus errors` says nothing of it."""
    remarks = [*_IN_BRACKETS.findall(written), target]
    heard = [text.casefold() for text in remarks if not _NOT.search(text.casefold())]
    return tuple(kind for kind, sign in _HANGS.items() if any(map(sign.search, heard)))


def _in_time(point: Observed) -> str:
    """Only months with their year can be put in order; others stay as the sheet has them."""
    return point.when if re.match(r"20\d\d(-\d\d)?$", point.when) else ""


def _with_unit(value: str, unit: str) -> str:
    """A bare figure with the unit that stands beside it or in the name, where that reads."""
    if not unit or not _BARE_FIGURE.match(value):
        return value
    with_unit = f"{value.strip()} {unit.strip()}"
    found = targets.read(with_unit).target
    return with_unit if found is not None and found.unit else value


def _levels(text: str) -> tuple[Level, ...]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return tuple(dict.fromkeys(LEVELS[word] for word in words if word in LEVELS))


def _weight(text: str) -> float | None:
    """Percent from `20 %`, `20` or `0.2`."""
    match = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*(%?)\s*", text)
    if not match:
        return None
    value = float(match[1].replace(",", "."))
    value = round(value * 100, 6) if value <= 1 and not match[2] else value
    return value if value <= 100 else None


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _joined(cells: Sequence[str]) -> str:
    return " · ".join(cell for cell in cells if cell)


def says(sheet: Sheet, layout: Layout) -> tuple[tuple[str, str], ...]:
    """Each heading and what it was taken for, in the order of the columns; without periods."""
    titles = layout.titles(sheet)
    taken = {at: FIELDS[field] for field, at in layout.columns.items() if at not in layout.history}
    return tuple((titles[at], taken[at]) for at in sorted(taken) if at < len(titles))
