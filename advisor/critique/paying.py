"""What a move should bring in people or money, by the user's own figures."""

from __future__ import annotations

from advisor.case import Case
from advisor.finding import Finding
from advisor.worth import Lever, Worth, money_says, people_say, worth
from knowledge.vocabulary import Theme

REPEATS = frozenset({"settled-need", "avoidable-demand"})
"""Outcomes that come down to contacts which need not come again."""


def worth_of(case: Case, finding: Finding) -> str:
    """One sentence on the lever that the cure frees or moves; empty without figures of one's own.
    It says what a step of the lever is worth, and never by how many steps it will move."""
    found = {item.lever: item for item in worth(case)}
    for lever in _levers(case, finding):
        item = found.get(lever)
        said = _says(item) if item else ""
        if item and said:
            return f"By your own figures: {item.change[:1].lower()}{item.change[1:]} {said}."
    return ""


def _says(item: Worth) -> str:
    people, money = people_say(item), money_says(item)
    return f"{people}, and {money}" if people and money else people or money


def _levers(case: Case, finding: Finding) -> list[Lever]:
    """Levers that the finding's fix and path touch, the one that the cure should move first."""
    edits = finding.fix.edits if finding.fix else ()
    touched = [
        *(edit.metric for edit in edits if edit.op == "add" and edit.metric),
        *(step.end for step in finding.path),
        *finding.subjects,
    ]
    found = (lever for key in touched for lever in _levers_of(case, key))
    return list(dict.fromkeys(found))


def _levers_of(case: Case, key: str) -> list[Lever]:
    if key in REPEATS:
        return [Lever.REPEATS]
    entry = case.catalogue.metrics.get(key)
    if entry is None:
        return [Lever.ATTRITION] if key == "staff-stability" else []
    if key == "occupancy":
        return [Lever.OCCUPANCY]
    if entry.theme in (Theme.RESOLUTION, Theme.DEMAND):
        return [Lever.REPEATS]
    if entry.theme is Theme.HANDLING and entry.unit == "seconds":
        return [Lever.HANDLE_TIME]
    if key in ("service-level", "wait-tail", "answer-rate"):
        return [Lever.SERVICE_LEVEL]
    return [Lever.ATTRITION] if "attrition" in key else []
