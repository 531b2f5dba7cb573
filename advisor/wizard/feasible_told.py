"""Whether the targets can hold, as the critique tells it: verdicts, what would fit, each step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.feasibility import Feasibility, Judged, Verdict
from advisor.feasibility.table import as_rows, shown
from advisor.wizard.words import Sign

SIGNS: Mapping[Verdict, Sign] = {
    Verdict.HOLDS: Sign("green", "check_circle", Verdict.HOLDS.value),
    Verdict.TIGHT: Sign("orange", "warning", Verdict.TIGHT.value),
    Verdict.CANNOT: Sign("red", "dangerous", Verdict.CANNOT.value),
    Verdict.NOT_JUDGED: Sign("", "help", Verdict.NOT_JUDGED.value),
}
ORDER = (Verdict.CANNOT, Verdict.TIGHT, Verdict.HOLDS)
IN_VIEW = 2  # clashes; more of the same size say much the same


def given(found: Feasibility, currency: str | None) -> Mapping[str, Any] | None:
    """What the template is given; None where there is nothing to tell."""
    if not found.judged and not found.clashes and found.ladder is None:
        return None
    clashes = [clash.says for clash in found.clashes]
    ladder = found.ladder
    return {
        "sign": SIGNS[found.verdict],
        "says": found.says,
        "clashes": clashes[:IN_VIEW],
        "clashing": clashes[IN_VIEW:],
        "judged": [
            *(_judged(item) for kind in ORDER for item in found.judged if item.verdict is kind),
            *_not_judged([item for item in found.judged if item.verdict is Verdict.NOT_JUDGED]),
        ],
        "missing": found.missing,
        "steps": ladder.says if ladder else (),
        "rows": as_rows(ladder) if ladder else [],
        "rests": (*found.used, *(shown(figure, currency) for figure in found.figures)),
    }


def _judged(item: Judged) -> Mapping[str, Any]:
    return {
        "sign": SIGNS[item.verdict],
        "names": item.written,
        "verdict": item.verdict.value,
        "says": item.says,
        "label": "Room to spare" if item.verdict is Verdict.HOLDS else "What would fit",
        "fit": item.fit.says if item.fit else "",
    }


def _not_judged(items: Iterable[Judged]) -> Iterable[Mapping[str, Any]]:
    """Lines that share a reason are named together."""
    by_reason: dict[str, list[str]] = {}
    for item in items:
        by_reason.setdefault(item.says, []).append(item.written)
    for says, names in by_reason.items():
        yield {
            "sign": SIGNS[Verdict.NOT_JUDGED],
            "names": ", ".join(names),
            "verdict": Verdict.NOT_JUDGED.value,
            "says": says,
            "fit": "",
        }
