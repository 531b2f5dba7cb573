"""What people write as a target -> a Target. What cannot be parsed is asked, not guessed.

A text becomes tokens of one letter (`target_words`), figures with their units become one `Q`, and
what is left (`target_figures`) is looked up in a table of shapes: `QIQ` is `80 % in 20 s`.

A bare figure leans the way that is better for the metric; on a metric with a band, or an unknown
one, it is taken as the value to be at, and presses either way. A bare number has the metric's
unit. Times become seconds. A time for a percentage, or a percentage for a time, is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from advisor.brief import Target
from advisor.targets.figures import GENERAL, SCALED, Ask, Hints, Op, Quantity, shaped
from advisor.targets.words import NUMBERS, Token, plain, tokens, words_of
from knowledge.vocabulary import Better

LONGEST = 200
NO_TARGET = frozenset(
    "|-|--|n/a|na|n.a.|none|no target|no goal|not set|keine|kein ziel|sin objetivo|sem meta|aucun"
    "|aucune".split("|")
)
SCALES = (5, 7, 10)
FIGURE = re.compile(r"\d[\d.,:]*")
SHARE_BY_COLON = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a target text was taken for; with a question where it was not understood."""

    written: str
    target: Target | None
    question: str | None = None


def read(written: str, *, better: Better | None = None, unit: str | None = None) -> Reading:
    """The target in a text. `better` and `unit` are the metric's, where it is known."""
    text = written.strip()
    if text.casefold() in NO_TARGET or text in "–—":
        return Reading(written, None)
    try:
        return Reading(written, _target(text, Hints(better, unit)))
    except Ask as question:
        return Reading(written, None, str(question))


def holds_figure(written: str) -> bool:
    """Whether a text holds a number, in digits or as a word: what it means may still be open. The
    word for one is too often an article to be a figure."""
    numbers = NUMBERS.keys() - {"one"}
    return any(word[0].isdecimal() or word in numbers for word in words_of(plain(written)))


def _target(text: str, metric: Hints) -> Target:
    cleaned = plain(text) if len(text) <= LONGEST else ""
    if metric.unit == "percent" and SHARE_BY_COLON.fullmatch(cleaned):
        cleaned = cleaned.replace(":", "/")
    found = tokens(cleaned)
    if isinstance(found, str) or not cleaned:
        raise Ask(_unknown(text, found if isinstance(found, str) else ""))
    if any(token.kind == "Z" for token in found):
        raise Ask(_counted(text, found))
    letters, figures = shaped(found, metric)
    change = "C" in letters
    shape = letters.replace("C", "")
    build = SHAPES.get(shape)
    if build is None:
        raise Ask(_several(text, figures) if len(figures) > 1 else f"'{text}': {GENERAL}")
    return _checked(build(figures, metric, shape), metric, change)


# --- questions -----------------------------------------------------------------------------------


def _unknown(text: str, word: str) -> str:
    said = text if len(text) <= 60 else text[:57] + "..."
    figures = len(FIGURE.findall(text))
    if not figures:
        return f"'{said}' holds no figure: which value is meant, at least or at most?"
    if figures > 2 or not word:
        return f"'{said}': which one figure is the target, and is it a minimum or a maximum?"
    return f"'{said}': what does '{word}' say? Write one figure, its unit, and at least or at most."


def _counted(text: str, found: list[Token]) -> str:
    words = {token.written for token in found if token.kind == "Z"}
    return f"How many {'seconds' if words & {'ring', 'rings'} else 'clock hours'} are '{text}'?"


def _several(text: str, figures: list[Quantity]) -> str:
    return f"'{text}' holds {len(figures)} figures: which one is the target of this line?"


# --- shapes --------------------------------------------------------------------------------------

Build: TypeAlias = Callable[[list[Quantity], Hints, str], Target]
_OPS: dict[str, Op] = {"L": "<=", "I": "<=", "G": ">=", "=": "="}


def _single(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    figure = figures[0]
    if shape == "Q" and figure.signed:
        return _signed(figure, metric)
    figure = metric.filled(figure)
    op = _OPS.get(shape[0]) or metric.toward(figure.value)
    return Target(op=op, value=figure.value, unit=figure.unit)


def _signed(figure: Quantity, metric: Hints) -> Target:
    """`+30` is a score where scores run below zero; `-10 %` is a change."""
    if figure.unit is None and metric.measured_in in (None, "points"):
        if metric.unit is None and figure.value < 0:
            raise Ask("Is that a level, or a change against today?")
        op = metric.toward(figure.value) if metric.unit else ">="
        return Target(op=op, value=figure.value, unit="points")
    if figure.unit is None:
        raise Ask("Is that a level, or a change against today?")
    return _change(figure)


def _change(figure: Quantity) -> Target:
    op: Op = "<=" if figure.value < 0 else ">="
    return Target(op=op, value=figure.value, unit=figure.unit, change=True)


def _moved(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    word = shape.replace("Q", "")
    if word == "V" and metric.better not in (Better.UP, Better.DOWN):
        raise Ask("Improve in which direction: up or down?")
    down = word == "D" or (word == "V" and metric.better is Better.DOWN)
    figure = metric.filled(replace(figures[0], value=abs(figures[0].value)))
    return _change(replace(figure, value=-figure.value if down else figure.value))


def _moved_to(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    figure = metric.filled(figures[0])
    return Target(op="<=" if shape[0] == "D" else ">=", value=figure.value, unit=figure.unit)


def _within(figures: list[Quantity], metric: Hints, _shape: str) -> Target:
    share, limit = figures if figures[0].unit != "seconds" else figures[::-1]
    if share.unit not in (None, "percent") or limit.unit not in (None, "seconds"):
        raise Ask("Which share of contacts, within how many seconds?")
    if not 0 < share.value <= 100 or limit.value <= 0:
        raise Ask("Which share of contacts, from 0 to 100 %, within how many seconds?")
    scale = 1.0 if limit.unit else SCALED.get(metric.unit or "", 1.0)
    return Target(
        op="within",
        value=share.value,
        unit="percent",
        share=share.value,
        within=limit.value * scale,
    )


def _slash(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    """`80/20` is a share within seconds, `4.2/5` a score on a scale."""
    first, second = figures
    if first.unit or second.unit:
        return _within(figures, metric, shape)
    if first.value <= second.value and second.value in SCALES:
        return _scored(figures, metric, shape)
    if first.value >= 50 and not (second.value == 100 and metric.unit != "percent"):
        return _within(figures, metric, shape)
    raise Ask("Is that a share within seconds, or a score and the top of its scale?")


def _scored(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    score, top = figures
    if score.unit not in (None, "points") or top.unit not in (None, "points") or top.value <= 0:
        raise Ask("Which score, and what is the top of its scale?")
    if score.value > top.value:
        raise Ask("The score lies above the top of its scale: which are they?")
    op = _OPS.get(shape[0]) or ("<=" if metric.better is Better.DOWN else ">=")
    return Target(op=op, value=score.value, unit="points", scale_max=top.value)


def _band(figures: list[Quantity], metric: Hints, _shape: str) -> Target:
    low, high = figures
    if low.unit is None and high.unit is not None:
        low = replace(low, value=low.value * high.scale, unit=high.unit)
    low, high = metric.filled(low), metric.filled(high)
    if low.unit != high.unit or low.value >= high.value:
        raise Ask("Between which two values, the lower one first?")
    return Target(op="band", value=low.value, high=high.value, unit=low.unit)


def _around(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    middle, width = metric.filled(figures[0]), figures[1]
    if width.unit == "percent" and middle.unit != "percent":
        half = abs(middle.value) * width.value / 100
    else:
        scale = middle.scale if width.unit is None else 1.0
        half = width.value * scale
        if width.unit not in (None, middle.unit, "points"):
            raise Ask("How wide is the band, in the unit of its middle?")
    ends = [replace(middle, value=middle.value + side * half) for side in (-1, 1)]
    return _band(ends, metric, shape)


def _percentile(figures: list[Quantity], metric: Hints, shape: str) -> Target:
    rank_first = shape.index("P") < shape.rindex("Q") and not shape.endswith("QP")
    rank, limit = figures if rank_first else figures[::-1]
    if not 0 < rank.value < 100 or rank.unit:
        raise Ask("Which percentile, from 0 to 100, and which limit?")
    op: Op = ">=" if "G" in shape or ("L" not in shape and metric.better is Better.UP) else "<="
    filled = metric.filled(limit)
    return Target(op=op, value=filled.value, unit=filled.unit, percentile=rank.value)


def _shapes() -> dict[str, Build]:
    table: list[tuple[str, Build]] = [
        ("Q LQ GQ =Q IQ", _single),
        ("UQ DQ VQ QU QD QV", _moved),
        ("URQ DRQ", _moved_to),
        ("QIQ GQIQ =QIQ QLQ GQLQ GQSQ QQ IQQ", _within),
        ("QSQ", _slash),
        ("QOQ GQOQ LQOQ =QOQ", _scored),
        ("QRQ BQEQ BQRQ =QRQ", _band),
        ("QMQ =QMQ", _around),
        ("PQQ QPQ PQLQ PQGQ PQIQ PQ=Q PQOQ QPLQ QPGQ QPOQ QPIQ QPRQ", _percentile),
    ]
    return {shape: build for shapes, build in table for shape in shapes.split()}


SHAPES = _shapes()


def _checked(target: Target, metric: Hints, change: bool) -> Target:
    """The target, unless it is in a unit in which the metric cannot be."""
    if change and target.change is None:
        target = target.model_copy(update={"change": True})
    if target.op == "within" or target.change or metric.measured_in is None:
        return target
    times, money = target.unit == "seconds", target.unit == "money"
    if times and metric.measured_in == "percent":
        raise Ask("This is measured in percent: which share, within that time?")
    if times != (metric.measured_in == "seconds") and (
        times or target.unit in ("percent", "money")
    ):
        raise Ask(f"This is measured in {metric.unit}: what is the target in {metric.unit}?")
    if money and metric.measured_in not in ("money", "ratio", "count"):
        raise Ask(f"This is measured in {metric.unit}: what is the target in {metric.unit}?")
    return target
