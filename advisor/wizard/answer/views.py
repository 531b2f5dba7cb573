"""What each kind of reader is shown of the same answer: which lines of which cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from advisor.change import Change
from advisor.recommend import Chosen, LeftOut, Limit
from advisor.scorecard import Card, stands, why_in
from advisor.wizard.answer.evidence import Reason, reasons
from advisor.wizard.answer.request import Whom
from advisor.wizard.answer.worked import Worked
from knowledge.vocabulary import Level, Spread, Use

View = Literal["Executive", "Operations", "Agent"]

VIEWS: tuple[View, ...] = get_args(View)
FOR: Mapping[Whom | None, View] = {
    None: "Executive",
    "boss": "Executive",
    "client": "Executive",
    "colleague": "Operations",
    "team": "Agent",
}
FLOOR: Final = (Level.PROGRAMME, Level.TEAM, Level.PLANNING)
MOST_FIRST = 3
MOST_LEFT_OUT = 6
HARMS = ("trade-off", "gaming")


@dataclass(frozen=True, slots=True)
class Line:
    """One metric as one reader sees it."""

    item: Chosen
    name: str
    use: Use
    brief: str
    why: str
    at_level: str
    """Why it has this use at the level that is shown; empty where no level is."""
    where: tuple[str, ...]
    """Levels on whose cards it stands."""
    target: str
    limit: Limit | None
    guarded_by: tuple[str, ...]
    missing: tuple[str, ...]
    """Systems that it needs and that are not there."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """The biggest trade-off that the set accepts."""

    name: str
    says: str
    kept_by: tuple[str, ...]


def first(worked: Worked) -> tuple[Line, ...]:
    """What comes first, in its order, as those see it who have a target on it."""
    ranked = sorted(
        (item for item in worked.best.tier("pursue") if item.priority in range(1, MOST_FIRST + 1)),
        key=lambda item: item.priority or 0,
    )
    return tuple(
        line(worked, item, tuple(at for at, use in item.uses.items() if use is Use.PURSUE))
        for item in ranked
    )


def for_executives(worked: Worked, whom: Whom | None) -> tuple[Line, ...]:
    """What stands on the organisation's card, or the client's for a client; the next one where
    there is none, and the centre's last."""
    above = [Level.ORGANISATION, Level.CLIENT]
    if whom == "client":
        above.reverse()
    for level in (*above, Level.PROGRAMME):
        found = [item for item in ordered(worked) if stands(item, level)]
        if found:
            return tuple(line(worked, item, (level,)) for item in found)
    return ()


def for_operations(worked: Worked) -> tuple[tuple[Card, tuple[Line, ...]], ...]:
    """The cards of centre, team leader and planning; the evidence of a metric stands once."""
    items = {item.metric: item for item in worked.best.metrics}
    by_level = {card.level: card for card in worked.cards.cards}
    told: set[str] = set()
    found = []
    for level in FLOOR:
        card = by_level.get(level)
        if card is None:
            continue
        lines = []
        for entry in card.lines:
            fresh = entry.metric not in told
            told.add(entry.metric)
            lines.append(line(worked, items[entry.metric], (level,), evidence=fresh))
        found.append((card, tuple(lines)))
    return tuple(found)


def for_agents(worked: Worked) -> tuple[Line, ...]:
    """What stands on the agent's card."""
    return tuple(
        line(worked, item, (Level.AGENT,)) for item in ordered(worked) if stands(item, Level.AGENT)
    )


def never(worked: Worked) -> tuple[tuple[str, str], ...]:
    """(name, why) of what must never be held against one agent: metrics of the set, and of today's
    list."""
    catalogue = worked.case.catalogue
    found: dict[str, str] = {}
    for item in ordered(worked):
        if item.tier != "plan" and item.uses.get(Level.AGENT) is Use.NEVER:
            found[item.metric] = item.why_uses.get(Level.AGENT, "")
    cards = {item.metric for item in ordered(worked)}  # what only planners see is on none
    for metric in sorted(worked.case.today - cards):
        told = worked.case.use_at(metric, Level.AGENT)
        if told.use is Use.NEVER:
            found[metric] = told.because
    return tuple((catalogue.label(key), because) for key, because in found.items() if because)


def spoken(worked: Worked) -> tuple[Change, ...]:
    """The changes that may be told to the people on the floor, in the words for it."""
    return tuple(item for item in worked.changes if item.says and not item.says_after)


def settling(worked: Worked) -> tuple[str, ...]:
    """Names of what is not told before it is settled what becomes of the pay."""
    label = worked.case.catalogue.label
    return tuple(label(item.metric) for item in worked.changes if item.says and item.says_after)


def ordered(worked: Worked) -> tuple[Chosen, ...]:
    """The set, what is pursued first, in the order of priority."""
    return (*worked.best.tier("pursue"), *worked.best.tier("watch"))


def line(worked: Worked, item: Chosen, levels: tuple[Level, ...], *, evidence: bool = True) -> Line:
    """One metric for somebody who looks at these levels."""
    case = worked.case
    entry = case.catalogue.metrics[item.metric]
    here = [level for level in levels if item.uses.get(level, Use.NEVER) is not Use.NEVER]
    use = min((item.uses[level] for level in here), key=lambda one: one.rank, default=Use.NEVER)
    label = case.catalogue.label
    return Line(
        item=item,
        name=entry.name,
        use=use,
        brief=entry.brief,
        why=why_in(case, item) if item.tier != "plan" else "",
        at_level=item.why_uses.get(here[0], "") if len(levels) == 1 and here else "",
        where=tuple(
            level.label
            for level, at in item.uses.items()
            if at in (Use.PURSUE, Use.WATCH) and stands(item, level)
        ),
        target=item.target.because if item.target and use is Use.PURSUE else "",
        limit=item.limit if use is Use.WATCH else None,
        guarded_by=tuple(label(key) for key in item.guarded_by),
        missing=item.missing_systems,
        reasons=reasons(case, item) if evidence else (),
    )


# --- what it costs, and what is not in it --------------------------------------------------------


def price(worked: Worked) -> Price | None:
    """The harm that weighs most among what is pursued; None where there is none."""
    found = [
        (point.points, item.metric, point.says, item)
        for item in worked.best.tier("pursue")
        for point in item.points
        if point.criterion in HARMS
    ]
    if not found:
        return None
    label = worked.case.catalogue.label
    _points, metric, says, item = min(found, key=lambda one: one[:3])
    return Price(label(metric), says, tuple(label(key) for key in item.guarded_by))


def left_out(worked: Worked) -> Iterator[tuple[str, LeftOut]]:
    """(name, reason) of what people will ask about first: what stands on today's list, then what
    nearly every centre counts."""
    catalogue, today = worked.case.catalogue, worked.case.today
    asked = [item for item in worked.best.left_out if item.metric in today]
    asked += [
        item
        for item in worked.best.left_out
        if item.metric not in today
        and catalogue.metrics[item.metric].spread is Spread.WIDESPREAD
        and catalogue.metrics[item.metric].sort.selectable
    ]
    for item in asked[:MOST_LEFT_OUT]:
        yield catalogue.label(item.metric), item


def called(worked: Worked, metric: str) -> str:
    """A metric by its name and by what people write for it: `Average handle time (AHT)`."""
    entry = worked.case.catalogue.metrics[metric]
    short = next(iter(entry.also.abbreviations), "")
    return f"{entry.name} ({short})" if short and short not in entry.name else entry.name
