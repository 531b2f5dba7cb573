"""What a move should bring in people or money, by the user's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.case import Case
from advisor.finding import Finding
from advisor.influence import directions
from advisor.worth import MADE_BY, Lever, Worth, money_says, people_say, worth
from knowledge.vocabulary import Kind

OUTCOMES: Mapping[str, Lever] = {
    "settled-need": Lever.REPEATS,
    "avoidable-demand": Lever.REPEATS,
    "staff-stability": Lever.ATTRITION,
}
"""Outcomes that come down to contacts which need not come again, and to people who stay."""


def worth_of(case: Case, finding: Finding) -> str:
    """One sentence on the lever that the cure moves the right way; empty without one's own figures.
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
    """Levers that the cure moves the right way: by a number that it puts on the list, and by the
    harm that stops with the pressure. What the cure takes a target off moves nothing."""
    edits = finding.fix.edits if finding.fix else ()
    added = [edit.metric for edit in edits if edit.op == "add" and edit.metric]
    found = [MADE_BY[metric] for metric in added if metric in MADE_BY]
    found += [lever for end, way in _moved(finding) if (lever := _spoilt(case, end, way))]
    return list(dict.fromkeys(found))


def _moved(finding: Finding) -> Iterator[tuple[str, int]]:
    """What the path of a finding moves, and which way: 1 up, -1 down."""
    way = 1
    for step in finding.path:
        way = -way if step.sign == "-" else way
        if step.kind != Kind.PROVOKES.label:
            yield step.end, way


def _spoilt(case: Case, key: str, way: int) -> Lever | None:
    """The lever of which this is a step the wrong way."""
    lever = MADE_BY.get(key) or OUTCOMES.get(key)
    known = case.catalogue.outcomes.get(key) or case.catalogue.metrics.get(key)
    if lever is None or known is None:
        return None
    return None if way in directions(known.better) else lever
