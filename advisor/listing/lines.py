"""Pasted text: bullets, numbers, cells, greetings - a name a line, with what stands beside it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

from advisor import targets
from advisor.brief import BriefError
from advisor.listing.sheet import MOST_ROWS, Line, Listing, Sheet, guessed, like_a_figure
from advisor.listing.table import read

# A figure after one of these belongs to the name: "answered within 20 s", "top 10", "cost per 911".
_BINDS = frozenset({
    "within", "in", "under", "over", "after", "before", "first", "last", "next", "top", "per", "by",
    "of", "at", "to", "and", "or", "than", "e.g.", "en", "em", "dans", "sous", "unter", "nach",
    "par", "por", "with", "press", "presses", "pressed", "pressing", "dial", "dialled",
})  # fmt: skip
_RANKS = frozenset({"level", "tier", "priority", "grade", "line"})
# Numbers that one dials, and versions: "NPS 3.0".
_NO_TARGETS = frozenset({
    "101", "111", "112", "211", "311", "911", "988", "999", "2.0", "3.0"
})  # fmt: skip
_TARGET_WORDS = frozenset(
    {"target", "goal", "objetivo", "meta", "cible", "ziel", "zielwert", "soll"}
)
_BULLET = re.compile(
    r"^\s*(?:>+\s+)?(?:"
    r"(?:[-–—*+•‣⁃▪▫●○◦◆◇■□➢➤»·✓✔☑☐→]|->|=>|o(?=\s{2}))\s*(?:\[[ xX]?\]\s+)?(?<=\s)"
    r"|\[[ xX]?\]\s+"
    r"|[(]?\d{1,3}[.)]\s+"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?\s+"
    r"|[(]?[a-zA-Z][)]\s+"
    r")"
)
_QUOTED = re.compile(r"^\s*>+\s+(?!\d)")
_LIKE_A_TARGET = re.compile(
    r"^\s*(?:[<>≤≥=~+-]|at (?:least|most)|min|max|p\d\d|\d|[£$€]"
    r"|(?:below|above) \D{0,2}\d|(?:zero|nil)\s*(?:$|\b(?:by|before|until|till)\b))",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"^((?:at least |min(?:imum)?\.? |[>≥]=? ?)?\d{1,3}(?:[.,]\d+)? ?%) of (?:all |the )?(.+)$",
    re.IGNORECASE,
)
_WIDE = re.compile(r"\s{3,}|\s{2,}(?=[<>≤≥=~£$€]?\s*\d)")
_MARKS = ("\t", "|", ";")

_GREETING = re.compile(
    r"^(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|sehr geehrte[rs]?"
    r"|guten (?:tag|morgen)|bonjour|chère?|hola|estimad[oa]s?|buen(?:os|as) \w+|ol[áa]|prezad[oa]s?"
    r"|bom dia|boa tarde)\b[^\d%]{0,40}$"
    r"|^(?:from|to|cc|bcc|subject|sent|date|von|an|betreff|gesendet|de|para|asunto|assunto|objet|à"
    r")\s*:\s",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:kind|best|warm)(?:est)? regards|regards|best(?: wishes)?|cheers|thanks?(?: you)?"
    r"(?: in advance| very much| a lot)?|many thanks|sincerely|yours \w+|mit freundlichen grüßen"
    r"|(?:viele|beste|liebe) grüße|vg|mfg|lg|danke|cordialement|bien à vous|merci|(?:un )?saludos?"
    r"|gracias|atenciosamente|obrigad[oa]|sent from my .*)\W*$",
    re.IGNORECASE,
)
_SIGNED = 6  # lines that a signature may have
_SENTENCE = 7  # words from which a line that ends as a sentence is one
_PROSE = 14  # words that no name has


def from_text(text: str) -> Listing:
    """Lines of pasted text: a name each, cells parted by tabs, semicolons, pipes or wide gaps.
    Raises BriefError where it is too long."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and "\t" not in lines[0] and lines[0].count(",") >= 2:
        lines = lines[0].split(",")
    if table := _as_table(lines):
        return read(table)
    if len(lines) > MOST_ROWS:
        raise BriefError("list", f"{len(lines)} rows", f"at most {MOST_ROWS} rows")
    mostly_bulleted = _mostly_bulleted(lines)
    found: list[Line] = []
    signed = 0
    for line in lines:
        bare = _bare(line)
        if not any(sign.isalnum() for sign in bare):
            continue
        has_bullet = _has_bullet(line)
        cells = _cells(bare)
        why = ""
        if signed and not has_bullet and len(cells) == 1:
            why, signed = "stands under a greeting", signed - 1
        elif not has_bullet:
            why = _why_none(line.strip(), cells, mostly_bulleted=mostly_bulleted)
            signed = _SIGNED if _CLOSING.match(line.strip()) else 0
        else:
            signed = 0
        found += [
            Line(each.text if not why else line.strip(), each.row, each.why or why)
            for each in read(_sheet([cells])).lines
        ]
    return Listing(tuple(found))


def _mostly_bulleted(lines: Sequence[str]) -> bool:
    """Whether most lines have a bullet, of those before a signature that are no plain words."""
    bulleted = others = 0
    for line in lines:
        if _CLOSING.match(line.strip()):
            break
        if _has_bullet(line):
            bulleted += 1
        elif not _why_none(line.strip(), _cells(line.strip()), mostly_bulleted=False):
            others += 1
    return bulleted > 1 and bulleted > others


def _has_bullet(line: str) -> bool:
    """A sign that a mail puts before what it quotes is one too."""
    return bool(_BULLET.match(line) or _QUOTED.match(line))


def _bare(line: str) -> str:
    """A line without quotation marks of mails and without bullets, of which there may be two."""
    line = _QUOTED.sub("", line)
    for _ in range(2):
        line = _BULLET.sub("", line, count=1)
    return line.strip()


def _why_none(line: str, cells: Sequence[str], *, mostly_bulleted: bool) -> str:
    """Why a line is likely no metric; empty where it may be one."""
    if _GREETING.match(line) or _CLOSING.match(line):
        return "is a greeting"
    if len(cells) > 1:
        return ""
    size = len(line.split())
    if size >= _PROSE or (size >= _SENTENCE and line[-1] in ".!?:;,"):
        return "is a sentence"
    if line.endswith(":") or (mostly_bulleted and size <= _SENTENCE):
        return "looks like a title"
    return ""


def _as_table(lines: Sequence[str]) -> Sheet | None:
    """The lines as a table, where they are parted alike; None where each speaks for itself."""
    for mark in (*_MARKS, ","):
        parted = [_parted(line, mark) for line in lines]
        several = sum(len(cells) > 1 for cells in parted)
        if several * 2 <= len(lines):
            continue
        sheet = _sheet(parted)
        if mark == "," and (guessed(sheet).head is None or len(guessed(sheet).columns) < 2):
            continue
        if mark != "\t" and guessed(sheet).head is None:
            return _sheet([_bulletless(cells) for cells in parted])
        return sheet
    wide = [_WIDE.split(line.strip()) for line in map(_bare, lines)]
    if sum(len(cells) > 1 for cells in wide) * 2 > len(lines):
        sheet = _sheet(wide)
        if len(guessed(sheet).columns) > 1:
            return sheet
    return None


def _bulletless(cells: Sequence[str]) -> list[str]:
    return [_bare(cells[0]), *cells[1:]]


def _parted(line: str, mark: str) -> list[str]:
    if mark == "\t":
        return [cell.strip() for cell in line.split(mark)]
    if mark == "|":
        return [cell.strip() for cell in line.strip(" |").split(mark)]
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error:
        return [line.strip()]


def _sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    kept = []
    for number, cells in enumerate(rows, start=1):
        if any(sign.isalnum() for cell in cells for sign in cell):
            kept.append((number, tuple(cells)))
    return Sheet("", tuple(kept))


def _cells(line: str) -> list[str]:
    for mark in _MARKS:
        if mark in line:
            return [cell.strip() for cell in line.strip(mark + " ").split(mark)]
    name, found, rest = line.partition(":")
    if found and name.strip() and (_LIKE_A_TARGET.match(rest) or like_a_figure(rest)):
        return [name.strip(), rest.strip()]
    if parted := re.match(r"^(.*?\S)\s*((?:<=|>=|<|>|≤|≥|=)\s*[£$€]?\s*\d.*)$", line):
        return [_name(parted[1]), parted[2].rstrip(" )]")]
    if share := _SHARE_OF.match(line.strip()):
        return [share[2], share[1]]
    return _trailing_target(line.strip())


def _name(text: str) -> str:
    """What is left of a name where its target is taken off: no open bracket, no word for it."""
    bare = text.rstrip(" -–:,([")
    words = bare.split()
    if len(words) > 1 and words[-1].casefold().strip("(,:") in _TARGET_WORDS:
        bare = " ".join(words[:-1]).rstrip(" -–:,([")
    return bare


def _trailing_target(line: str) -> list[str]:
    """`Service level 80/20` is a name and a target; `answered within 20 s` is a name."""
    words = line.split()
    for index in range(1, len(words)):
        last = words[index - 1].casefold().strip("(,")
        rest = _unbracketed(" ".join(words[index:]))
        if (
            _LIKE_A_TARGET.match(rest)
            and last not in _BINDS
            and rest not in _NO_TARGETS
            and not (last in _RANKS and len(rest) == 1)
            and any(letter.isalpha() for word in words[:index] for letter in word)
            and targets.read(rest).target is not None
        ):
            return [_name(" ".join(words[:index])), rest]
    return [line]


def _unbracketed(text: str) -> str:
    """Without brackets around it, or half of a pair: `25 a day (bonus)` keeps its own."""
    inside = text.strip("()[] ")
    return text if "(" in inside or "[" in inside else inside


def counted(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows have the width that most have, and that width."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((many, width) for width, many in widths.items()), default=(0, 0))
