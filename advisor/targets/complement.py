"""Figures of what is left to 100 %: `85 % retention` is 15 % attrition."""

from __future__ import annotations

from advisor.brief import Target
from knowledge.vocabulary import Better

_OTHER_WAY = {"<=": ">=", ">=": "<="}
_TURNED = {Better.UP: Better.DOWN, Better.DOWN: Better.UP}


def turned(better: Better | None) -> Better | None:
    """Which way is better for what is left."""
    return better if better is None else _TURNED.get(better, better)


def rest(target: Target) -> Target:
    """The same demand on what is left to 100 %. A target that is no share of 0 to 100 % stays as it
    is; of a change only the direction turns."""
    op = _OTHER_WAY.get(target.op, target.op)
    if target.change:
        return target.model_copy(update={"op": op, "value": -target.value})
    whole = target.unit == "percent" and 0 <= target.value <= 100 and target.op != "within"
    if not whole or (target.high is not None and target.high > 100):
        return target
    if target.op == "band" and target.high is not None:
        return target.model_copy(update={"value": 100 - target.high, "high": 100 - target.value})
    return target.model_copy(update={"op": op, "value": 100 - target.value})
