"""Where no set satisfies everything: the smallest clashing group, and what giving up each means."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from advisor.brief import Edit, Part
from advisor.case import Case
from advisor.choice import Choice, build
from advisor.explore.asking import edited
from advisor.recommend import recommend
from advisor.solver import clash, solve
from knowledge.vocabulary import Use

Whose = Literal["yours", "situation", "craft"]

ENOUGH = "Then a set exists."
NOT_ENOUGH = "That alone is not enough: another clash remains."

# By kind of row, what living without it would mean. `{name}` is the metric's.
SITUATION = {
    "owed": "Find out whether {name} is really owed. If it is, something else has to give.",
    "demand": "Do without {name}, although this situation or strategy asks for it.",
}
CRAFT = {
    "size": "Carry more numbers than people can attend to. Most of them will be ignored.",
    "card": "Leave people at the front without a number that is theirs to move.",
    "guard": "Put a target on {name} with nobody watching what it costs elsewhere.",
    "result": "Give up this objective: nothing would show whether it is reached.",
    "drivers": "Spread one objective over more levers, or have no lever at all.",
    "perspective": "Leave one side of the business without any target.",
    "cover": "Accept that something with priority is not seen at all, or lower its priority.",
    "same": "Count {name} twice, under two names.",
    "part": "Put a target on {name} and on a part of it, which pays for the same thing twice.",
    "seat": "Put several targets on the same thing, which pays for it several times.",
    "front": "Hand a number to people at the front that the centre itself does not pursue.",
    "once": "Both pursue and watch {name}, which is one decision and not two.",
}


class Relaxed(Part):
    """One demand of the smallest group that cannot hold together, and what giving it up means."""

    says: str
    """The demand."""
    gives_up: str
    """What one would have to accept."""
    whose: Whose
    """Who can give it up: the user; nobody here, as the situation asks for it; or nobody, as it is
    what makes a set workable."""
    works: bool
    """Whether a set exists once it is given up: solved without it."""
    then: str
    edit: dict[str, str] | None = None
    """The change of the brief, where the demand is the user's own."""


def impasse(case: Case) -> tuple[Relaxed, ...]:
    """The smallest clashing group, the user's own demands first; empty where a set exists."""
    stated = recommend(case)
    if stated.clash is None:
        return ()
    if outside := _outside(case):
        return _given_up_wishes(case, outside, stated.clash)
    choice = build(case)
    found = [_relaxed(case, choice, name) for name in clash(choice.model)]
    order: tuple[Whose, ...] = ("yours", "situation", "craft")
    return tuple(sorted(found, key=lambda item: order.index(item.whose)))


def _outside(case: Case) -> list[str]:
    """Wishes for what belongs on no card here: each is a clash by itself."""
    return [
        metric
        for metric in case.brief.must
        if metric not in case.universe_set or case.highest(metric).rank > Use.WATCH.rank
    ]


def _given_up_wishes(case: Case, outside: list[str], words: tuple[str, ...]) -> tuple[Relaxed, ...]:
    found = []
    for metric, says in zip(outside, words, strict=True):
        kept = [item for item in case.brief.must if item != metric]
        edit = Edit("set", None, "must", kept)
        works = recommend(edited(case, edit)).clash is None
        name = case.catalogue.label(metric)
        found.append(
            Relaxed(
                says=says,
                gives_up=f"Take {name} off the list of what must be in.",
                whose="yours",
                works=works,
                then=ENOUGH if works else NOT_ENOUGH,
                edit={"field": "must", "value": ", ".join(kept)},
            )
        )
    return tuple(found)


def _relaxed(case: Case, choice: Choice, name: str) -> Relaxed:
    rows = tuple(row for row in choice.model.rows if row.name != name)
    works = solve(replace(choice.model, rows=rows)) is not None
    kind, *rest = name.split(":")
    metric = next((part for part in rest if part in case.catalogue.metrics), "")
    label = case.catalogue.label(metric) if metric else ""
    whose: Whose = "craft"
    edit = None
    if kind in ("must", "never"):
        whose = "yours"
        listed = case.brief.must if kind == "must" else case.brief.never
        edit = {"field": kind, "value": ", ".join(item for item in listed if item != metric)}
        gives_up = (
            f"Take {label} off the list of what must be in."
            if kind == "must"
            else f"Allow {label} after all."
        )
    elif kind in SITUATION:
        whose = "situation"
        gives_up = SITUATION[kind].format(name=label)
    else:
        gives_up = CRAFT.get(kind, "Do without this rule of a workable set.").format(name=label)
    return Relaxed(
        says=choice.words[name],
        gives_up=gives_up,
        whose=whose,
        works=works,
        then=ENOUGH if works else NOT_ENOUGH,
        edit=edit,
    )
