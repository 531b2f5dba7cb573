"""The strategy map as a picture: one layout for screen, picture files and slides.

Perspectives run from the top (finance) to the bottom (people), causes lead upwards (Kaplan and
Norton, 2004). The same scorecard gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping

from advisor.reports.picture_narrow import narrow as narrow_map
from advisor.reports.picture_parts import Picture, alt_of
from advisor.reports.picture_wide import wide as wide_map
from advisor.scorecard import Scorecard
from knowledge.vocabulary import Perspective


def strategy_map(
    scorecard: Scorecard, names: Mapping[str, str], *, narrow: bool = False
) -> Picture:
    """The map of a scorecard; `names` gives the name of each metric on it. Narrow is for a phone:
    one box a row, with the links in a gutter."""
    boxes = {box.id: box for box in scorecard.map}
    links = [
        (box.id, end)
        for box in scorecard.map
        for end in dict.fromkeys(box.leads_to)
        if end in boxes and end != box.id
    ]
    alt = alt_of(scorecard.map, names)
    if narrow:
        return narrow_map(boxes, links, names, alt)
    return wide_map(boxes, links, names, alt)


def table(scorecard: Scorecard, names: Mapping[str, str]) -> list[dict[str, str]]:
    """The same as rows: objective, perspective, result, drivers, what it leads to."""
    says = {box.id: box.says for box in scorecard.map}
    return [
        {
            "Objective": box.says,
            "Perspective": box.perspective.label,
            "Shown by": names[box.result] if box.result else "",
            "Moved by": ", ".join(names[key] for key in box.drivers),
            "Leads to": " ".join(says[key] for key in box.leads_to if key in says),
        }
        for perspective in Perspective
        for box in scorecard.map
        if box.perspective is perspective
    ]
