"""What is told of a priority that a room moves: what comes into the set and what goes, in words.

Everything that the slide can show stands in here before anybody asks, so that a key is answered
where it is pressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from advisor.brief import Brief, Edit, apply
from advisor.case import Case
from advisor.differing import Difference, differences
from advisor.explore import Apart, Reach, offered
from advisor.explore.asking import priority
from advisor.recommend import Tier
from advisor.wizard.words import listed
from knowledge.catalogue import Catalogue

OFFERED = 8  # priorities on the slide
FEW = 3  # names in what is said before anybody asks; the rest is counted
SAME = "The set stays as it is."
AS_WHAT: dict[Tier, str] = {
    "pursue": "with a target",
    "watch": "to be watched, with a limit",
    "plan": "for planners only",
}
WAYS = {1: "If it counts more", -1: "If it counts less"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes."""

    head: str
    says: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One priority, with what is said at each of its levels."""

    outcome: str
    name: str
    stated: int
    least: int
    at: dict[str, list[dict[str, str]]]
    """Lines by level, as JSON holds them; at the stated one, where the set tips."""


def begun(case: Case) -> list[dict[str, object]]:
    """What can be offered before anything is worked out."""
    return [_named(case, outcome) for outcome in offered(case, OFFERED)]


def _named(case: Case, outcome: str) -> dict[str, object]:
    name = _capital(case.catalogue.plainly(outcome))
    return {"outcome": outcome, "name": name, "stated": case.priorities[outcome]}


def told(found: Reach, catalogue: Catalogue) -> Counted:
    """The words for a priority at every level."""
    at = {str(level): lines(found, level, catalogue) for level in found.at}
    at[str(found.stated)] = list(_rest(found, catalogue))
    return Counted(
        outcome=found.outcome,
        name=_capital(catalogue.plainly(found.outcome)),
        stated=found.stated,
        least=found.least,
        at={level: [asdict(line) for line in said] for level, said in at.items()},
    )


def lines(found: Reach, level: int, catalogue: Catalogue) -> list[Line]:
    """What is another one at a level; or that nothing is, and how far that holds."""
    apart = found.at[level]
    return [Line("", _same(found, level))] if apart.same else list(_changes(apart, catalogue))


def _same(found: Reach, level: int) -> str:
    """`The set stays as it is up to 5.`"""
    way = 1 if level > found.stated else -1
    ahead = found.steps(way)
    if any(not found.at[step].same for step in ahead[: ahead.index(level)]):
        return f"Here the set is again the same as at {found.stated}."
    changed = next((step for step in ahead[ahead.index(level) :] if not found.at[step].same), None)
    if changed is not None:
        return f"{SAME} At {changed} it becomes another one."
    end = ahead[-1]
    return f"The set stays as it is {'up' if way > 0 else 'down'} to {end}."


def _rest(found: Reach, catalogue: Catalogue) -> Iterator[Line]:
    """Where nothing is moved: how far one would have to go, and to what."""
    for way, head in WAYS.items():
        steps = found.steps(way)
        if not steps:
            end = "It comes first already." if way > 0 else _floor(found)
            yield Line(head, end)
            continue
        tip = found.tips(way)
        if tip is None:
            yield Line(head, _same(found, steps[0]))
            continue
        yield Line(head, f"At {tip}: {_in_short(found.at[tip], catalogue)}")


def _floor(found: Reach) -> str:
    if found.least:
        return "It must not get worse, so it cannot count for less."
    return "It counts for nothing already."


def _changes(apart: Apart, catalogue: Catalogue) -> Iterator[Line]:
    if apart.clash is not None:
        yield Line("", "No set can do all that is asked for there.")
        return
    label = catalogue.label
    if apart.enters:
        yield Line("Comes in", _by_tier(apart.enters, catalogue))
    if apart.reordered:
        yield Line("", "The same metrics, in another order.")
    if apart.leaves:
        yield Line("Goes", _gone(apart.leaves, catalogue))
    if apart.raised:
        yield Line("More is made of", _by_tier(apart.raised, catalogue))
    if apart.lowered:
        yield Line("Less is made of", _by_tier(apart.lowered, catalogue))
    for metric, says in apart.fronts:
        yield Line("On people's cards", f"{label(metric)} {says}.")
    if apart.first is not None:
        yield Line("First is now", f"{listed(map(label, apart.first)) or 'nothing'}.")


def _in_short(apart: Apart, catalogue: Catalogue) -> str:
    """What comes and goes, by a few names; else the first thing that is otherwise."""
    comes, goes = apart.on_cards
    if comes or goes:
        told = (("in comes", comes), ("out goes", goes))
        return f"{'; '.join(f'{verb} {_few(names, catalogue)}' for verb, names in told if names)}."
    if apart.reordered:
        return f"the same metrics; first are now {listed(map(catalogue.label, apart.first or ()))}."
    return " ".join(f"{line.head}: {line.says}".lstrip(": ") for line in _changes(apart, catalogue))


def _gone(found: Sequence[tuple[str, Tier]], catalogue: Catalogue) -> str:
    """What was on a card, and apart from it what was for planners."""
    own = [catalogue.label(metric) for metric, tier in found if tier != "plan"]
    planned = [catalogue.label(metric) for metric, tier in found if tier == "plan"]
    told = [f"{listed(own)}."] if own else []
    return " ".join([*told, f"{listed(planned)}, {AS_WHAT['plan']}."] if planned else told)


def _few(metrics: Sequence[str], catalogue: Catalogue) -> str:
    names = [catalogue.label(metric) for metric in metrics[:FEW]]
    more = len(metrics) - len(names)
    return listed([*names, f"{more} more"] if more else names)


def _by_tier(found: Sequence[tuple[str, Tier]], catalogue: Catalogue) -> str:
    """`A and B, with a target. C, to be watched, with a limit.`"""
    parts = []
    for tier, words in AS_WHAT.items():
        names = [catalogue.label(metric) for metric, to in found if to == tier]
        if names:
            parts.append(f"{listed(names)}, {words}.")
    return " ".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- taken over, and back ------------------------------------------------------------------------


def moved(case: Case, brief: Brief, outcome: object, level: object) -> Brief | None:
    """The brief with that priority; None where nothing that could be asked for is asked."""
    if not isinstance(outcome, str) or outcome not in case.priorities:
        return None
    if not isinstance(level, int) or not 0 <= level <= 5:
        return None
    edits: tuple[Edit, ...] = priority(case, outcome, level)
    return apply(brief, edits)


def last_moved(before: Brief, now: Brief, catalogue: Catalogue) -> Difference | None:
    """The priority that alone differs between two briefs: what can be taken back on the slide."""
    found = [one for one in differences(before, now, catalogue) if one.about != "strategy.preset"]
    only = found[0] if len(found) == 1 else None
    return only if only and only.about.startswith("strategy.priorities.") else None


def outcome_of(found: Difference) -> str:
    """The outcome whose priority differs."""
    return found.about.rpartition(".")[2]
