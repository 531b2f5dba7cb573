"""Tokens of a target -> one letter per part, and its figures with their units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from advisor.targets.words import DAY, HOUR, MINUTE, Token, number
from knowledge.vocabulary import Better

Op: TypeAlias = Literal["<=", ">=", "=", "band", "within"]

GENERAL = "What is the value, and is it a minimum or a maximum?"
SCALED = {"minutes": MINUTE, "hours": HOUR, "days": DAY}
_UNITS = {"score": "points", **dict.fromkeys(SCALED, "seconds")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit. `scale` is what one of the unit as written is, in `unit`."""

    value: float
    unit: str | None = None
    scale: float = 1.0
    signed: bool = False


class Ask(Exception):
    """A target is not understood. The text is the question to put to the person."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the metric: which way is better, and the unit of a bare number."""

    better: Better | None
    unit: str | None

    @property
    def measured_in(self) -> str | None:
        return _UNITS.get(self.unit or "", self.unit)

    def toward(self, value: float) -> Op:
        if self.better is Better.UP and value != 0:
            return ">="
        return "<=" if self.better is Better.DOWN else "="

    def filled(self, figure: Quantity) -> Quantity:
        """A bare number in the metric's unit."""
        if figure.unit is not None:
            return figure
        scale = SCALED.get(self.unit or "", 1.0)
        return replace(figure, value=figure.value * scale, unit=self.measured_in, scale=scale)


def shaped(found: list[Token], metric: Hints) -> tuple[str, list[Quantity]]:
    """The letters of a target with `Q` for each figure, and the figures. Raises Ask."""
    letters, at = "", 0
    figures: list[Quantity] = []
    while at < len(found):
        kind = found[at].kind
        before = letters[-1:]
        if kind == "#":
            figure, at = _figure(found, at, metric)
            letters, figures = letters + "Q", [*figures, figure]
            continue
        at += 1
        follows = found[at].kind if at < len(found) else ""
        if found[at - 1].written in ("-", "+") and before != "Q" and follows in ("#", "$"):
            skip = follows == "$"
            figure, at = _figure(found, at + skip, metric)
            sign = -1 if kind == "R" else 1
            unit = "money" if skip else figure.unit
            figure = replace(figure, value=sign * figure.value, unit=unit, signed=True)
            letters, figures = letters + "Q", [*figures, figure]
        elif kind == "$" and follows == "#":
            figure, at = _figure(found, at, metric)
            letters, figures = letters + "Q", [*figures, replace(figure, unit="money")]
        elif kind in "ao":
            between = before == "Q" and follows == "#"
            letters += {"a": "R", "o": "O"}[kind] if between else ""
        elif kind == "+":
            letters += "G" if before == "Q" else "+"
        else:
            letters += kind
    return _tidied(letters), figures


def _figure(found: list[Token], at: int, metric: Hints) -> tuple[Quantity, int]:
    """The figure that starts at a number, and where it ends."""
    if at >= len(found) or found[at].kind != "#":
        raise Ask(GENERAL)
    token = found[at]
    clock = ":" in token.written
    at += 1
    if clock:
        said = found[at].value if at < len(found) and found[at].kind == "t" else None
        return Quantity(_clock(token.written, metric, said), "seconds"), at + (said is not None)
    value = _value(token)
    kinds = "".join(token.kind for token in found[at : at + 3])
    if kinds[:1] == "k":
        value, at, kinds = value * found[at].value, at + 1, kinds[1:]
    if kinds[:2] in ("R%", "Rp", "Rt"):  # 50-point, 16-minute
        at, kinds = at + 1, kinds[1:]
    if kinds[:1] == "%":
        return Quantity(value, "percent"), at + 1
    if kinds[:1] == "p":
        return Quantity(value, "points"), at + 1
    if kinds[:1] == "$":
        return Quantity(value, "money"), at + 1
    if kinds[:1] == "t":
        return _duration(value, found, at)
    return Quantity(value), at


def _duration(value: float, found: list[Token], at: int) -> tuple[Quantity, int]:
    """`6 min 10 s`, `1 h 30`: parts in falling order, the unit of the last may be left out."""
    scale = found[at].value
    total, at = value * scale, at + 1
    smaller = scale
    while at < len(found) and found[at].kind == "#":
        part = _value(found[at])
        if at + 1 < len(found) and found[at + 1].kind == "t":
            step, used = found[at + 1].value, 2
        elif at + 1 == len(found) and smaller in (HOUR, MINUTE):
            step, used = smaller / 60, 1
        else:
            break
        if step >= smaller or part * step >= smaller:
            break
        total, smaller, at = total + part * step, step, at + used
    return Quantity(total, "seconds", scale), at


def _value(token: Token) -> float:
    if token.value or not token.written[0].isdecimal():
        return token.value
    value = number(token.written)
    if value is None:
        raise Ask(f"How is '{token.written}' meant: thousands, or a decimal fraction?")
    return value


def _clock(written: str, metric: Hints, said: float | None) -> float:
    """`4:30` is minutes and seconds, or hours and minutes where the metric counts hours. A unit
    that is `said` behind it, in seconds, is the unit of its first part."""
    parts = [int(part) for part in written.split(":")]
    long = said == HOUR if said else metric.unit in ("hours", "days")
    unfit = said not in (None, MINUTE, HOUR) or (len(parts) == 3 and said == MINUTE)
    if len(written) > 12 or any(part >= 60 for part in parts[1:]) or unfit:
        raise Ask(f"How many seconds are '{written}'?")
    if len(parts) == 2:
        parts = [*parts, 0] if long else [0, *parts]
    hours, minutes, seconds = parts
    return hours * HOUR + minutes * MINUTE + seconds


def _tidied(letters: str) -> str:
    """`in less than` is within, and a comparison behind its figure goes in front of it."""
    letters = letters.replace("IL", "I").replace("LI", "I").replace("GE", "G")
    for mark in "LG":
        for behind in (f"Q{mark}I", f"Q{mark}S", f"Q{mark}C"):
            letters = letters.replace(behind, f"{mark}Q{behind[2]}")
        if letters.endswith(f"Q{mark}"):
            letters = letters[:-2] + f"{mark}Q"
    return letters
