"""The words and signs of targets, in five languages: a text -> tokens of one letter each.

    #  number       %  percent       t  time (value: seconds)   $  currency   p  points
    L  at most      G  at least      =  exactly                 I  within     k  multiplier
    R  to           B  between       E  and                     M  plus-minus S  /
    O  out of       P  percentile    +  plus                    U D V  raise, reduce, improve
    C  against today                 Z  a thing to be asked about
    ?  where it holds: what follows is left out if it has no figure

`R` is also the sign of a negative number, and `a` and `o` are little words (`80 a 90`, `8 of 10`)
that mean something only between two figures.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Token(NamedTuple):
    """One word, sign or number."""

    kind: str
    value: float
    written: str


MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

# Kind -> the words that mean it, separated by commas. Accents and case do not count.
_WORDS: dict[str, str] = {
    "%": "%, percent, per cent, pct, prozent, por ciento, por cento, pour cent, pourcent, v h",
    "p": "points, point, pts, pt, puntos, pontos, punkte, stars, star",
    "$": "$, £, €, ¥, ¤, ₹, usd, gbp, eur, euro, euros, chf, brl, r$, dollars, pounds",
    "L": "<, <=, ≤, =<, ⩽, max, maximum, maximal, maximo, maxima, maximale, no maximo, como maximo,"
    " at most, no more than, not more than, not exceed, not to exceed, less than, fewer than,"
    " lower than, shorter than, under, below, up to, or less, or lower, or fewer, or under,"
    " or below, menos de, menos que, menor que, inferior a, por debajo de, abaixo de, a lo sumo,"
    " no mas de, hasta, ate, au plus, au maximum, moins de, moins que, inferieur a, jusqu'a,"
    " unter, weniger als, hochstens, nicht mehr als, bis zu, o menos, ou menos, ou moins,"
    " oder weniger",
    "G": ">, >=, ≥, =>, ⩾, minimum, minimal, minimo, minima, minimale, no minimo, como minimo,"
    " at least, no less than, not less than, more than, over, above, greater than, higher than,"
    " or more, or higher, or above, or over, or better, al menos, por lo menos, mas de, mayor que,"
    " superior a, pelo menos, mais de, acima de, ao menos, au moins, au minimum, plus de,"
    " superieur a, mindestens, wenigstens, mehr als, uber, grosser als, o mas, ou mais, ou plus,"
    " oder mehr",
    "=": "=, ==, exactly, equal to, exactamente, exactement, genau",
    "I": "in, within, inside, @, en, em, dans, dentro de, dans les, sous, innerhalb,"
    " innerhalb von, binnen",
    "R": "-, to, bis, ~, through",
    "a": "a",
    "o": "of, de, von, sur, em cada",
    "O": "out of, sobre",
    "B": "between, entre, zwischen",
    "E": "and, &, y, e, et, und",
    "M": "±, +/-, plus or minus, plus/minus",
    "S": "/",
    "P": "p, percentile, th percentile, st percentile, nd percentile, rd percentile, perzentil,"
    " percentil, centile",
    "+": "+",
    "U": "increase, increase by, raise, raise by, grow by, up by, aumentar, augmenter, steigern",
    "D": "reduce, reduce by, decrease, decrease by, cut, cut by, lower, lower by, down by,"
    " reduction, reduction of, reducir, reduzir, reduire, senken, reduzieren, disminuir, senken um",
    "V": "improve, improve by, improvement, improvement of, mejorar, melhorar, ameliorer",
    "C": "change, against today, on last year, vs last year, against last year",
    "?": "for, on, across, as, since, by, at, during",
    "Z": "rings, ring, working day, working days, business day, business days, working hours,"
    " business hours, werktage, werktagen, dias habiles, dias uteis, jours ouvres",
    # What carries no meaning of its own; a rate is taken per what its metric is counted per.
    "": "the, an, call, contact, chat, email, agents, per supervisor, per team leader, of forecast,"
    " of the forecast, disconnect, of all, of calls, of the calls, of contacts, of chats,"
    " of e-mails, of emails,"
    " of tickets, of cases, of inbound calls, of live calls, calls, contacts, chats, emails,"
    " tickets, cases, be, is, are, answered, handled, target, goal, average, mean, avg, about,"
    " around, approx, approximately, circa, ca, um, les, las, los, des, der, die, das, do, da,"
    " dos, das, llamadas, chamadas, appels, anrufe, de las llamadas, das chamadas, des appels,"
    " de llamadas, der anrufe, average hold, on average, per call, per contact, per chat,"
    " per ticket, per case, per agent, per hour, per day, per week, per month, per year, a day,"
    " a week, a month, a year, an hour, a shift, per shift,"
    " per h, per hr, per fte, per head, yearly, monthly, weekly, daily, annually, mensual, al mes,"
    " por mes, mensal, ao mes, mensuel, mensuelle, par mois, monatlich, pro monat, im monat,"
    " por dia, al dia, par jour, pro tag, semanal, hebdomadaire, wochentlich, diario, diaria,"
    " taglich, anual, annuel, jahrlich, of answered calls, of the time,"
    " by an operator, by an agent, by staff, rate, score, csat, fcr, aht, asa, nps, ces, qa, sla,"
    " service level, abandoned, abandonment, abandon, resolved, first, reply, response, occupancy,"
    " adherence, \", ', :, !, ., \\,",
}
_TIMES = {
    1.0: "s, sec, secs, second, seconds, seg, segs, segundo, segundos, sek, sekunde, sekunden,"
    " seconde, secondes",
    MINUTE: "m, min, mins, minute, minutes, minuto, minutos, minuten, mn",
    HOUR: "h, hr, hrs, hour, hours, hora, horas, heure, heures, stunde, stunden, std",
    DAY: "d, day, days, dia, dias, jour, jours, tag, tage, tagen",
}
NUMBERS = {
    "zero": 0, "nil": 0, "cero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_MULTIPLIERS = {"k": 1e3, "thousand": 1e3, "million": 1e6, "mio": 1e6}


def _split(words: str) -> list[str]:
    return [word.strip().replace("\\,", ",") for word in re.split(r"(?<!\\),", words)]


def _table() -> dict[tuple[str, ...], tuple[str, float]]:
    found: dict[tuple[str, ...], tuple[str, float]] = {}
    groups = [(kind, 0.0, _split(words)) for kind, words in _WORDS.items()]
    groups += [("t", seconds, _split(words)) for seconds, words in _TIMES.items()]
    groups += [("k", factor, [word]) for word, factor in _MULTIPLIERS.items()]
    groups += [("#", float(value), [word]) for word, value in NUMBERS.items()]
    for kind, value, words in groups:
        for word in words:
            found[tuple(_TOKEN.findall(word))] = (kind, value)
    return found


_NUMBER = r"\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_TOKEN = re.compile(
    rf"\d+:\d\d(?::\d\d)?(?!\d)|{_NUMBER}|[^\W\d_]+|\+/-|<=|>=|=<|=>|==|r\$|[^\w\s]|_"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TABLE = _table()
_LONGEST = max(map(len, _TABLE))

_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "‐": "-", "−": "-", "٪": "%", "٫": ".", "٬": ",", "≠": "?", "≮": "?",
     "≯": "?"}
)  # fmt: skip


# `12/h` is a rate as `12 per hour` is one.
_RATE = re.compile(
    r"(?<=[\d$€£¥a-z])\s*/\s*(hour|hr|h|day|d|week|month|year|shift|agent|fte|head|call|contact"
    r"|chat|ticket|case)\b\.?"
)
_RATE_IN_FULL = {"h": "hour", "hr": "hour", "d": "day"}
_PART = r"(?:day|week|month|quarter|year|shift)"
_DAY_NAMED = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this |next |the )?(?:end of (?:the )?)?"
    rf"(?:{_PART}|q[1-4]|h[12]|fy ?\d\d|20\d\d)(?:[ -]?end)?"
    r"|(?:end of |mid[ -])?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]*(?: \d{1,2}(?:st|nd|rd|th)?)?|today|tomorrow|eod|eow|eom|eoy"
    r"|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)"
)
# The day by which a target is to be met says nothing of its value.
_BY_WHEN = re.compile(rf",?\s+(?:by|before|until|till)\s+{_DAY_NAMED}(?:,? (?:of )?20\d\d)?\s*$")


def plain(written: str) -> str:
    """One spelling of a text: width, case, accents, digits of any script; brackets, and the day by
    which it is to be met, left out."""
    text = written
    if not text.isascii():
        text = "".join(map(_plain, text.translate(_SIGNS)))
    text = _BY_WHEN.sub("", _BRACKETS.sub(" ", text.casefold()))
    text = _RATE.sub(lambda found: f" per {_RATE_IN_FULL.get(found[1], found[1])}", text)
    return " ".join(text.split())


def _plain(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.decomposition(letter).startswith(("<super>", "<sub>", "<fraction>", "<circle>")):
        return "?"  # 10² is not 102, and 1½ is not 11/2
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part)).translate(_SIGNS)


def words_of(text: str) -> list[str]:
    """The words, numbers and signs of a plain text."""
    return _TOKEN.findall(text)


def tokens(text: str) -> list[Token] | str:
    """The tokens of a plain text, or the word that is not known."""
    words = words_of(text)
    found: list[Token] = []
    at = 0
    while at < len(words):
        if words[at][0].isdecimal():
            found.append(Token("#", 0.0, words[at]))
            at += 1
            continue
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            known = _TABLE.get(tuple(words[at : at + length]))
            if known:
                break
        if known is None:
            return str(words[at])
        kind, value = known
        written = " ".join(words[at : at + length])
        at += length
        if kind == "t" and (not found or found[-1].kind not in "#kRt"):
            if written != "min":
                return written
            kind = "G"  # min. 85 %
        if kind == "?":
            if found and not any(word[0].isdecimal() for word in words[at:]):
                break
            return written
        if kind:
            found.append(Token(kind, value, written))
    return found


def number(written: str) -> float | None:
    """A figure in either way of writing it, or a clock in parts; None where it has two readings."""
    digits = written.replace(" ", "").replace("'", "").replace("’", "")
    if len(digits) > 15:
        return None
    point, comma = digits.rfind("."), digits.rfind(",")
    if point < 0 and comma < 0:
        return float(digits)
    mark, other = (".", ",") if point > comma else (",", ".")
    whole, _, rest = digits.rpartition(mark)
    grouped = len(rest) == 3 and 0 < len(whole.split(mark)[0]) <= 3 and whole[0] != "0"
    if mark in whole:  # 1,234,567
        parts = whole.split(mark)
        even = all(len(part) == 3 for part in parts[1:]) and other not in digits
        return float("".join(parts) + rest) if grouped and even else None
    if other in whole:  # 1.200,50
        parts = whole.split(other)
        even = 0 < len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
        return float("".join(parts) + "." + rest) if even else None
    if grouped:  # 1,608 is written in thousands; 1.608 may be either
        return float(whole + rest) if mark == "," else None
    return float(whole + "." + rest)
