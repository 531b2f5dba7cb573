"""A Target in words, its form, and the way it presses."""

from __future__ import annotations

from advisor.brief import Target
from advisor.targets.words import HOUR, MINUTE
from knowledge.vocabulary import Better, Form, Pressure


def text(target: Target) -> str:
    """The target as one would write it; `read` takes it back, given the metric's unit."""
    value = _said(target.value, target.unit)
    if target.op == "within":
        return f"{_said(target.value, 'percent')} within {_said(target.within or 0, 'seconds')}"
    if target.op == "band":
        return f"between {value} and {_said(target.high or 0, target.unit)}"
    sign = {"<=": "≤", ">=": "≥"}.get(target.op, "=")
    rank = "" if target.percentile is None else f"P{_figures(target.percentile)} "
    top = "" if target.scale_max is None else f" out of {_figures(target.scale_max)}"
    against = " against today" if target.change else ""
    return f"{rank}{sign} {_figures(target.value) if top else value}{top}{against}"


def _said(value: float, unit: str | None) -> str:
    if unit == "seconds":
        for step, name in ((HOUR, "h"), (MINUTE, "min")):
            if abs(value) > step and value % step == 0:
                return f"{_figures(value / step)} {name}"
        return f"{_figures(value)} s"
    if unit == "money":
        return ("-" if value < 0 else "") + f"¤{_figures(abs(value))}"
    return _figures(value) + {"percent": " %", "points": " points"}.get(unit or "", "")


def _figures(value: float) -> str:
    whole, _, rest = f"{value:.6f}".partition(".")
    rest = rest.rstrip("0")
    if len(rest) == 3:
        rest += "0"  # 1.125 might be read as thousands
    return f"{whole}.{rest}" if rest else whole


def form(target: Target, better: Better | None = None) -> Form | None:
    """The form of a target: a share within a limit, a maximum, a minimum or a band. None for an
    exact value where neither way is better: it may be any of them."""
    if target.share is not None or target.op == "within":
        return Form.THRESHOLD
    if target.op == "band":
        return Form.BAND
    if target.op == "=":
        return {Better.UP: Form.MINIMUM, Better.DOWN: Form.MAXIMUM}.get(better or Better.BAND)
    return Form.MAXIMUM if target.op == "<=" else Form.MINIMUM


def pressure(target: Target, better: Better | None = None) -> Pressure | None:
    """The way a target pushes the value; None for a band, which pushes neither way."""
    if target.op == "band":
        return None
    if target.op == "<=":
        return Pressure.DOWN
    if target.op in (">=", "within"):
        return Pressure.UP
    return {Better.UP: Pressure.UP, Better.DOWN: Pressure.DOWN}.get(
        better or Better.BAND, Pressure.ANY
    )
