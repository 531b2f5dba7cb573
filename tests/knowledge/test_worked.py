"""The definitions that cause fights are worked out with figures, and the figures are right."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator

import pytest

from knowledge.catalogue import load

FIGHTS = (
    *("service-level", "first-contact-resolution", "customer-satisfaction"),
    *("average-handle-time", "occupancy", "abandonment-rate"),
)
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
SUM = re.compile(
    rf"(?P<sum>\(*{NUMBER}(?:\s*\)*\s*[-+*/x]\s*\(*\s*{NUMBER}\)*)+)"
    rf"\s*=\s*(?P<says>{NUMBER})\s*(?P<percent>%)?"
)
OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def value(node: ast.expr) -> float:
    """What a sum of plain numbers comes to."""
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](value(node.left), value(node.right))
    assert isinstance(node, ast.Constant)
    return float(node.value)  # type: ignore[arg-type]


def sums(text: str) -> Iterator[tuple[str, float, float]]:
    """Every `a / b = c` in a text: as written, what it comes to, and by how much it is off."""
    for found in SUM.finditer(text):
        written = found["sum"].replace(",", "").replace("x", "*")
        said = found["says"].replace(",", "")
        exact = value(ast.parse(written, mode="eval").body) * (100 if found["percent"] else 1)
        shown = 0.5 * 10 ** -len(said.partition(".")[2])
        yield found[0], exact, abs(exact - float(said)) / shown


@pytest.mark.parametrize("metric", FIGHTS)
def test_every_form_is_worked_out(metric: str) -> None:
    entry = load().metrics[metric]
    silent = [name for name, variant in entry.variants.items() if not variant.worked]
    assert entry.worked
    assert silent == []
    assert len(entry.variants) >= 3


def test_every_sum_is_right() -> None:
    texts = [
        text
        for entry in load().metrics.values()
        for text in (entry.worked, *(variant.worked for variant in entry.variants.values()))
        if text
    ]
    found = [each for text in texts for each in sums(text)]
    assert len(found) >= 25
    assert [(written, exact) for written, exact, off in found if off > 1.0001] == []


def test_a_wrong_sum_would_be_found() -> None:
    assert [off > 1 for _, _, off in sums("72 / 90 = 80 %, and 60 / 1,000 = 7 %")] == [False, True]
