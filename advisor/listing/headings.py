"""What the heading of a column says: which field of a row, and of which period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Field = Literal[
    "written", "target", "actual", "weight", "level", "unit", "definition", "why", "since",
    "origin", "owner", "may_change", "review", "initiative",
]  # fmt: skip
# What a person would call each, in the order in which they are offered.
FIELDS: dict[Field, str] = {
    "written": "Metric", "target": "Target", "actual": "Actual", "weight": "Weight",
    "level": "Level", "unit": "Unit", "definition": "Definition", "why": "Why it is there",
    "since": "Since when", "origin": "Where from", "owner": "Owner",
    "may_change": "Who may change it", "review": "Last looked at", "initiative": "Initiative",
}  # fmt: skip

# The names of a metric come last: `KPI owner` is the owner.
WORDS: dict[Field, tuple[str, ...]] = {
    "target": (
        "target", "targets", "goal", "goals", "objective", "threshold", "sla", "plan", "budget",
        "objetivo", "meta", "objectif", "cible", "ziel", "zielwert", "soll", "sollwert",
        "zielgröße", "vorgabe", "目標", "目標値",
    ),
    "actual": (
        "actual", "actuals", "result", "results", "current", "achieved", "value", "performance",
        "score", "real", "resultado", "valor", "réalisé", "résultat", "valeur", "ist", "istwert",
        "ergebnis", "wert", "実績", "実績値", "ytd",
    ),
    "weight": (
        "weight", "weights", "weighting", "weightage", "peso", "ponderación", "poids",
        "pondération", "gewicht", "gewichtung", "重み", "bonus share",
    ),
    "level": (
        "level", "who", "nivel", "nível", "niveau", "ebene", "レベル", "measured at",
        "measured for", "applies to", "scope", "role", "gemessen an",
    ),
    "unit": ("unit", "units", "uom", "unit of measure", "unidad", "unidade", "unité", "einheit",
             "maßeinheit", "単位"),
    "definition": (
        "definition", "formula", "calculation", "how measured", "description", "definición",
        "definição", "fórmula", "définition", "formule", "formel", "berechnung", "beschreibung",
        "定義",
    ),
    "why": ("why", "reason", "purpose", "rationale", "zweck", "grund", "motivo", "raison", "but"),
    "since": ("since", "start", "introduced", "seit", "desde", "depuis"),
    "origin": ("source of target", "from", "origin", "herkunft", "origen", "origem", "origine"),
    "owner": (
        "owner", "responsible", "accountable", "responsable", "responsável", "verantwortlich",
        "verantwortlicher", "担当",
    ),
    "may_change": ("may change", "decided by", "approved by", "approver"),
    "review": ("review", "reviewed", "last reviewed", "last review", "überprüft", "revisión"),
    "initiative": ("initiative", "action", "actions", "maßnahme", "maßnahmen", "acción", "ação"),
    "written": (
        "metric", "metrics", "kpi", "kpis", "name", "measure", "measures", "indicator",
        "indicators", "indicador", "indicadores", "métrica", "métricas", "metrica", "indicateur",
        "indicateurs", "kennzahl", "kennzahlen", "bezeichnung", "指標", "指標名",
        "key performance indicator", "service level requirement",
    ),
}  # fmt: skip
# Columns that are worked out of others, or hold remarks.
_ASIDE = re.compile(
    r"\b(variance|gap|vs|versus|difference|status|rag|trend|comment|comments|note|notes|remark|rank"
    r"|category|group|area|perspective|frequency|data source|weighted|achievement|attainment"
    r"|abweichung|zielerreichung|kategorie|bereich|kommentar|bemerkung|frequenz|categoría|categoria"
    r"|área|catégorie|domaine|desvío|écart|no|nr|#)\b|% of|%-"
)
_LONGEST = 48
_FIGURES = re.compile(r"[\d/.]+")
_BARE = re.compile(r"[^\w%# -]+")

_MONTHS = (
    ("jan", "ene"), ("feb", "fev", "fév"), ("mar", "mär", "mrz"), ("apr", "avr", "abr"),
    ("may", "mai"), ("jun", "juin"), ("jul", "juil"), ("aug", "août", "aou", "ago"),
    ("sep", "set"), ("oct", "okt", "out"), ("nov",), ("dec", "dez", "déc", "dic"),
)  # fmt: skip
_BY_NAME = {name: at for at, names in enumerate(_MONTHS, start=1) for name in names}
_WITH_NAME = re.compile(r"^([^\W\d_]{3,10})\.?[ \-/']*(\d{2}|\d{4})?$")
_YEAR_MONTH = re.compile(r"^(20\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.]\d{1,2}.*)?$")
_MONTH_YEAR = re.compile(r"^(0?[1-9]|1[0-2])[-/.](20\d\d)$")
_OTHER = re.compile(
    r"^(?:(?:q|h|t|fy|kw|cw|wk|week|year|jahr)[ -]?\d{1,4}(?:[ -/]+(?:20)?\d\d)?"
    r"|20\d\d(?:[ -/]+q[1-4])?)$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading was taken for. A period without a field is a column of actual values."""

    field: Field | None
    period: str | None = None
    whole: bool = False
    """The words say this and nothing else."""


def heading(cell: str) -> Heading | None:
    """What a cell says as a heading; None where it says nothing that is known."""
    text = " ".join(cell.casefold().split()).strip(" :*")
    if not text or len(text) > _LONGEST:
        return None
    if found := period(text):
        return Heading(None, found)
    said, of = _apart(text)
    words = " ".join(_BARE.sub(" ", _FIGURES.sub(" ", said)).split())
    if not words or len(words.split()) > 6:
        return None
    for field, known in WORDS.items():
        if words in known:
            return Heading(field, of, whole=True)
    if _ASIDE.search(text):
        return None
    around = f" {words} "
    fits = [
        (-len(word), at, field)
        for at, (field, known) in enumerate(WORDS.items())
        for word in known
        if f" {word} " in around
    ]
    named = [fit for fit in fits if fit[2] != "written"] or fits
    return Heading(min(named)[2], of) if named else None


def period(text: str) -> str | None:
    """A month as `2025-01`, or another period as it is written; None where it is none."""
    text = text.casefold().strip()
    if found := _YEAR_MONTH.match(text):
        return f"{found[1]}-{int(found[2]):02}"
    if found := _MONTH_YEAR.match(text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := _WITH_NAME.match(text):
        word = found[1]
        month = _BY_NAME.get(word[:4]) or _BY_NAME.get(word[:3])
        if month is None or word in ("mark", "marker", "market", "margin", "decline", "outbound"):
            return None
        if not found[2]:
            return text.capitalize() if len(word) == 3 or word in _WHOLE else None
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return f"{year}-{month:02}"
    return text.upper() if _OTHER.match(text) else None


_WHOLE = frozenset(
    "january february march april june july august september october november december januar "
    "februar märz april juni juli oktober dezember enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre janvier février mars avril juin juillet août "
    "septembre octobre novembre décembre janeiro fevereiro março maio junho julho setembro outubro "
    "novembro dezembro".split()
)


def _apart(text: str) -> tuple[str, str | None]:
    """A heading such as `actual 2024` as its words and its period."""
    parts = text.split()
    for size in (2, 1):
        if len(parts) > size and (found := period(" ".join(parts[-size:]).strip("()"))):
            return " ".join(parts[:-size]), found
    return text, None
