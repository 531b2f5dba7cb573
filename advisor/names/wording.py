"""How a name is written: signs, cases, units, plurals, abbreviations and words of several languages
brought to one form, so that two spellings of one name become the same key."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from advisor.names.tongues import japanese
from advisor.names.words import DECORATION, FAMILIES, LIMIT, SAME, STOP, UNITS, Family

_COUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b")
_LIMIT = re.compile(
    r"(?:\b(?:within|in|under|inside|below|less than|no more than|up to|in under)\b|<=?|≤)\s*"
    r"(?:the |a |an )?(?:first )?"
    rf"(?:(?:[<≤]?\s*\d+(?:[.,]\d+)?(?:\s*(?:-|to|–)\s*\d+)?|{'|'.join(_COUNTS)}|x|n|y)\s*-?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|rings?)\b)"
)
_LIMIT_NAMED = re.compile(
    r"\b(?:within|in|inside)\s+(?:the\s+|a\s+|an\s+)?(?:agreed\s+|set\s+|certain\s+|given\s+|target\s+"
    r"|specified\s+|defined\s+|promised\s+|required\s+|acceptable\s+)?"
    r"(?:threshold|target|goal|limit|time frame|timeframe|time|sla?|service level|standard)\b"
)
# Words that are written apart, joined or with a hyphen, as one.
_JOINED = re.compile(
    r"\b(?:(?P<callback>call[\s-]?backs?)|(?P<wrap>wrap[\s-]?ups?)"
    r"|(?P<handoff>hand[\s-]?(?:offs?|overs?))|(?P<selfservice>self[\s-]?serv(?:e|ice))"
    r"|(?P<voicemail>voice[\s-]?mails?)|(?P<login>log(?:ged)?[\s-]?(?:in|on))|(?P<within>w/in)"
    r"|(?P<centre>(?:contact|call) cent(?:er|re))|(?P<promoter>net promoter)"
    r"|(?P<first>first[\s-]time)|(?P<aftercall>post[\s-]call|after[\s-](?:call|contact)))\b"
    r"|(?P<email>\be-mail|\bwhite[\s-]mail|(?:^|(?<=\bof ))post$|\bpost(?= (?:backlog|volumes?"
    r"|handling|response|reply|turnaround|items?|received|answered|outstanding|queue)\b))"
    r"|(?P<reopen>\bre-open)"
)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SCALE = re.compile(r"\b\d{1,3}[ -]points?\b(?: scale)?", re.IGNORECASE)  # how, not what
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BRACKETS = re.compile(r"[(\[{（【「]([^()\[\]{}（）【】「」]*)[)\]}）】」]")
# Timers and counters of some platforms: tAbandon, nOffered, oServiceLevel.
_PREFIX = {"t": "time", "n": "count", "o": ""}


_ACCENTS = dict.fromkeys(range(0x300, 0x370))  # of Latin letters; Japanese has others


@functools.lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Lower case, one form of each sign, no accents on Latin letters, single spaces."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.replace("’", "'")).translate(_ACCENTS)
        text = unicodedata.normalize("NFC", apart)
    text = text.replace("'", " ")
    if "oint" in text:
        text = _SCALE.sub(" ", text)
    return " ".join(text.casefold().split())


_TIMER = re.compile(r"(?P<sort>[tno])(?P<what>[A-Z][a-z].*)")
_INITIALS = re.compile(r"[a-z][A-Z]{2,}\d*")  # eNPS


def spread(text: str) -> str:
    """Camel case and snake case as words; a platform's prefix for timers and counters as a word."""
    text = text.strip()
    if " " in text or _INITIALS.fullmatch(text):
        return text
    text = text.rsplit(".", 1)[-1] if re.fullmatch(r"\w+(\.\w+)+", text) else text
    parts: list[str] = []
    for piece in text.split("_"):
        timer = _TIMER.fullmatch(piece)
        parts += _CAMEL.split(timer["what"] if timer else piece)
        parts += [_PREFIX[timer["sort"]]] if timer else []
    return " ".join(part for part in parts if part)


@functools.lru_cache(maxsize=65_536)
def flat(text: str) -> str:
    """All letters and digits of a name in one run: equal for every way to separate words."""
    return "".join(_WORD.findall(folded(text.replace("&", " and ").replace("%", " percent "))))


_LIMITED = re.compile(r"\d|[<≤]|\b(?:within|in|under|inside|below|than|up) ")


@functools.lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name in order, each in its one form, without empty words."""
    plain = folded(spread(text))
    if not plain.isascii() and is_cjk(plain):
        plain = japanese(plain)
    plain = _JOINED.sub(lambda match: match.lastgroup or "", plain)
    if _LIMITED.search(plain):
        plain = _LIMIT.sub(f" {LIMIT} ", plain)
        plain = _LIMIT_NAMED.sub(f" {LIMIT} ", plain)
    plain = plain.replace("%", " rate ").replace("#", " count ")
    return tuple(one(word) for word in _WORD.findall(plain) if word not in STOP)


@functools.lru_cache(maxsize=65_536)
def one(word: str) -> str:
    """The one form of a word: a trade word's own, or the singular."""
    if word in SAME:
        return SAME[word]
    single = word
    if len(word) > 4 and word.endswith("ies"):
        single = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        single = word[:-1]
    return SAME.get(single, single)


def phrase(found: Iterable[str]) -> str:
    """The words as a key in their order; `average` does not count."""
    return " ".join(word for word in found if word != "average")


def bag(found: Iterable[str]) -> str:
    """The words as a key: order, repetition and `average` do not count."""
    return " ".join(sorted({word for word in found if word != "average"}))


def has_limit(text: str) -> bool:
    """Whether a name gives a limit in figures or counted units: `within 20 seconds`."""
    return _LIMIT.search(folded(spread(text))) is not None


def limit_in(text: str) -> str | None:
    """The limit that a name gives, as it stands there and in figures: `within 20 seconds`, also
    where it says `within twenty seconds`."""
    match = _LIMIT.search(folded(spread(text)))
    limit = _COUNT.sub(lambda word: str(_COUNTS[word[0]]), match[0]) if match else ""
    return limit if any(sign.isdigit() for sign in limit) else None


_UNIT_AFTER = re.compile(
    r"(?:\s+in\s+(?P<of>milliseconds|ms|seconds|secs?|minutes|mins?|hours|hrs|days)"
    r"|(?<!per)(?<!\d)\s+(?P<bare>milliseconds|ms|seconds|secs?|minutes|mins|pct|cnt))$"
)
_CLOCK = re.compile(
    r"\s*,?\s*(?:within|in|during)\s+(?:business|working|office|calendar|opening|service)\s+hours$"
)


def without_unit(text: str) -> tuple[str, Family | None]:
    """A name without the unit or the clock that it ends in, `handle_time_seconds`, and its family.
    Unchanged where it ends in none."""
    plain = _CLOCK.sub("", folded(spread(text)))
    match = None if _LIMIT.search(plain) else _UNIT_AFTER.search(plain)
    if match is None:
        return (plain, None) if plain != folded(spread(text)) else (text, None)
    return plain[: match.start()], family_of_unit(match["of"] or match["bare"])


def is_cjk(text: str) -> bool:
    """Whether there is Japanese in it."""
    return _CJK.search(text) is not None


_TARGET_AFTER = re.compile(
    r"(?<!\d)\s*(?:\b(?:min(?:imum)?|max(?:imum)?|target|goal|at least|at most)\b\.?\s*)?[:=<>≤≥]*"
    r"\s*\d+(?:[.,]\d+)?\s*(?:%|/\s*\d+|s|secs?|seconds?|mins?|minutes?)?$",
    re.IGNORECASE,
)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# The place of a name in its list, and the period of its number.
_BEFORE = re.compile(
    r"^(?:[*•·>#+-]+\s*|(?:kpi|sla|metric|measure|indicator|no)\.?\s*[-#]?\s*\d{1,3}(?:\.\d+)*"
    r"\s*[-:.)–—]*\s+|[a-z]{1,4}-\d{1,3}\s*[-:.)–—]*\s+|\d{1,2}(?:\.\d{1,2})*\s*[.):]\s*(?=[^\d\s])"
    r"|(?:kpi|metric|measure|sla)\s*[:–—-]\s+)+(?=.{2})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,|–—-]+(?:mtd|ytd|qtd|wtd|wow|mom|p[. ]?a\.?|per annum|(?:this|last|current|previous)"
    r" (?:day|week|month|quarter|year)|(?:last|past|rolling) \d+ (?:days?|weeks?|months?)"
    rf"|(?:{_MONTH})[a-z]*[-’' ]?\d{{2,4}}(?: vs\.? (?:{_MONTH})[a-z]*[-’' ]?\d{{2,4}})?"
    r"|q[1-4](?:[ -/]?\d{2,4})?|fy ?\d{2,4}|20\d\d)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A name taken apart."""

    core: str
    """Outside brackets."""
    notes: tuple[str, ...]
    """Inside brackets, without units and the like."""
    family: Family | None
    """What its decoration says of the number: `(sec)` or `%`."""


def apart(text: str) -> Written:
    """A name without its brackets, what stood in them, and the unit that it showed."""
    family: Family | None = None
    notes = []
    for inside in _BRACKETS.findall(text):
        unit = family_of_unit(inside)
        if unit is not None:
            family = unit
        elif inside.strip() and not _is_decoration(inside):
            notes.append(inside.strip(" \"'“”"))
    core = " ".join(_BRACKETS.sub(" ", text).split()).strip(" .,:;-–*\"'")
    core = _AFTER.sub("", _BEFORE.sub("", core)) or core
    core, ending = without_unit(core)
    target = _TARGET_AFTER.search(core)
    if target and " " in core and not _LIMIT.search(folded(core)):
        # `Service level 80/20`
        ending = family_of_target(target[0]) or ending
        core = core[: target.start()].strip() or core
    if "%" in core:
        ending = "percent"
    return Written(core, tuple(notes), family or ending)


def bared(text: str, known: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The words of a field's name without what its system put around them: short unknown words and
    a number at the end, as in `XX_AVG_TALK_TIME2`. None for ordinary text and where none are."""
    if " " in text.strip():
        return None
    kept = tuple(word for word in words(text.rstrip("0123456789")) if known(word) or len(word) > 3)
    return kept if kept and kept != words(text) else None


def _is_decoration(text: str) -> bool:
    found = [word.strip(",.;") for word in folded(text).split()]
    return all(word in DECORATION or word in UNITS for word in found)


def family_of_unit(text: str | None) -> Family | None:
    """`sec`, `%`, `#`, `in minutes` -> the family of the number, or None."""
    if not text:
        return None
    plain = folded(text).removeprefix("in ").strip(" .")
    return UNITS.get(plain)


_FIRST_NUMBER = re.compile(
    r"(?P<money>[$€£¥]\s*)?\d[\d.,]*\s*"
    r"(?:(?P<percent>%|percent|per cent|prozent|pct|(?:/|in\b)\s*\d{1,3}$)"
    r"|(?P<time>(?:s|secs?|seconds?|mins?|minutes?|m|h|hrs?|hours?|days?)\b|:\d\d)"
    r"|(?P<currency>[$€£¥]|usd\b|eur\b|gbp\b))?"
)


def family_of_target(text: str | None) -> Family | None:
    """What the first number of a target says; a share within seconds, `80/20`, is a percentage."""
    match = _FIRST_NUMBER.search(folded(text)) if text else None
    if match is None:
        return None
    if match["money"] or match["currency"]:
        return "money"
    if match["percent"]:
        return "percent"
    return "time" if match["time"] else None


_SHARE_WITHIN = re.compile(
    r"\d\s*(?:%|percent|per cent)\s*(?:\w+ ){0,2}(?:within|in|under|<=?|≤|/)\s*\d"
    r"|^\s*\d\d\s*/\s*\d+\b"
)


def is_share_within(text: str | None) -> bool:
    """Whether a target is a share within a time: `80 % within 20 s`, `80/20`."""
    return text is not None and _SHARE_WITHIN.search(folded(text)) is not None


def family_of_words(found: Iterable[str]) -> Family | None:
    """What the words of a name say of the number."""
    for word in found:
        if word in FAMILIES:
            return FAMILIES[word]
    return None


def family_of_metric(unit: str) -> Family:
    """The family of a unit of the catalogue."""
    if unit in ("percent", "ratio"):
        return "percent"
    if unit in ("seconds", "minutes", "hours", "days"):
        return "time"
    if unit == "money":
        return "money"
    return "count" if unit == "count" else "score"
