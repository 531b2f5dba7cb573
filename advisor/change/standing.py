"""How a metric stands on today's list, and how it will stand in the set, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor import targets
from advisor.brief import Target
from advisor.case import Line
from advisor.checks.stakes import aimed
from advisor.recommend import Chosen
from advisor.scorecard import stands
from knowledge.vocabulary import Consequence, Level, Use

HANGS: dict[Consequence, str] = {
    Consequence.REPORTED: "reported",
    Consequence.ASKED_FIRST: "asked for first",
    Consequence.DISPLAYED: "on the wall",
    Consequence.RANKED: "people are ranked by it",
    Consequence.CELEBRATED: "celebrated",
    Consequence.PAID: "pays someone",
    Consequence.GATE: "a gate before the bonus",
    Consequence.PUNISHED: "gets people into trouble",
}
ABSENT = "Not on the list"
OFF = "Off every card"
COUNTED = "Counted for planning, on no card"
DONE: dict[Use, str] = {Use.PURSUE: "pursued", Use.WATCH: "watched", Use.PLAN: "planned by"}


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def sentence(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def full(text: str) -> str:
    """With a capital at the start and a full stop at the end."""
    text = sentence(text.strip())
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def cards(levels: Iterable[Level]) -> str:
    """`agent and team leader`."""
    return listed(level.label.lower() for level in levels)


def target_text(line: Line) -> str:
    """A line's target, as it was written where it was written."""
    given = line.row.target
    if isinstance(given, Target):
        return targets.text(given)
    return str(given or "").strip()


def paid(line: Line) -> bool:
    """Whether money hangs on a line: pay, a gate before it, or a weight in a bonus."""
    money = {Consequence.PAID, Consequence.GATE}
    return bool(line.row.weight or money & (line.consequences or frozenset()))


def today(lines: Sequence[Line]) -> str:
    """Where it stands, what hangs on it, and its target; what nobody said is said to be so."""
    told = dict.fromkeys(_line(line) for line in lines)
    return "; ".join(told) if told else ABSENT


def _line(line: Line) -> str:
    parts = []
    if line.levels:
        parts.append(f"{cards(line.levels)} card")
    if line.consequences is not None:
        hanging = [HANGS[item] for item in Consequence if item in line.consequences]
        parts.append(", ".join(hanging) or "merely reported")
    if line.row.weight:
        parts.append(f"{format(line.row.weight, 'g')} % of a bonus or scorecard")
    if aimed(line):
        parts.append(f"target {target_text(line)}")
    if not parts:
        return "On the list; nobody said where it stands or what hangs on it"
    if line.consequences is None:
        parts.append("what hangs on it nobody said")
    return sentence(", ".join(parts))


def then(item: Chosen | None) -> str:
    """Where it is pursued and watched in the set."""
    if item is None:
        return OFF
    told = []
    for use in (Use.PURSUE, Use.WATCH):
        levels = [level for level in item.uses if level in there(item) and item.uses[level] is use]
        if levels:
            told.append(f"{DONE[use]} at {cards(levels)}")
    if not told:
        return "For planners: no target, and on no card"
    return sentence("; ".join(told))


def there(item: Chosen) -> frozenset[Level]:
    """Cards on which it is pursued or watched."""
    if item.tier == "plan":
        return frozenset()
    looked_at = (Use.PURSUE, Use.WATCH)
    return frozenset(
        level for level, use in item.uses.items() if use in looked_at and stands(item, level)
    )


def on_card(items: Iterable[Chosen], level: Level) -> list[Chosen]:
    """What has a target on a card, first things first."""
    found = [item for item in items if item.uses.get(level) is Use.PURSUE]
    return sorted(found, key=lambda item: (item.priority or 99, item.metric))
