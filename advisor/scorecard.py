"""The scorecard: the strategy map, one card per level, and the change plan from today's list.

Perspectives and the map of cause and effect after Kaplan and Norton (1992, 2004).
"""

from __future__ import annotations

from typing import Literal

from advisor.brief import Brief, Part, Row
from advisor.case import Case, Line
from advisor.recommend import Chosen, Limit, Recommendation, TargetAdvice
from knowledge.vocabulary import Consequence, Dimension, Level, Perspective, Use

What = Literal["drop", "change", "add", "keep"]
Decider = Literal["me", "my boss", "the client", "the regulator"]
ORDER: tuple[What, ...] = ("drop", "change", "add", "keep")


class Box(Part):
    """One objective on the strategy map."""

    id: str
    says: str
    perspective: Perspective
    outcome: str
    result: str | None
    drivers: tuple[str, ...]
    leads_to: tuple[str, ...]


class CardLine(Part):
    """One metric on a card."""

    metric: str
    name: str
    use: Use
    because: str
    target: TargetAdvice | None
    limit: Limit | None
    owner: str
    initiative: str
    review: str


class NeverLine(Part):
    """What must not be done with a metric of the set at this level."""

    metric: str
    name: str
    because: str


class Card(Part):
    """What one level carries."""

    level: Level
    title: str
    lines: tuple[CardLine, ...]
    never: tuple[NeverLine, ...]


class Change(Part):
    """One step from today's list to the recommended set."""

    metric: str
    what: What
    because: str
    decided_by: Decider
    order: int


class Scorecard(Part):
    """The map and the cards."""

    map: tuple[Box, ...]
    cards: tuple[Card, ...]


def scorecard(case: Case, recommendation: Recommendation) -> Scorecard:
    """The recommended set as a map of objectives and one card per level."""
    boxes = []
    for goal in case.goals:
        placed = [item for item in recommendation.metrics if item.objective == goal.id]
        boxes.append(
            Box(
                id=goal.id,
                says=goal.says,
                perspective=goal.perspective,
                outcome=goal.outcome,
                result=next((item.metric for item in placed if item.slot == "result"), None),
                drivers=tuple(item.metric for item in placed if item.slot == "driver"),
                leads_to=tuple(key for key in goal.leads_to if _known(case, key)),
            )
        )
    cards = tuple(_card(case, level, recommendation) for level in case.cards)
    return Scorecard(map=tuple(boxes), cards=tuple(card for card in cards if card.lines))


def _known(case: Case, goal: str) -> bool:
    return any(item.id == goal for item in case.goals)


def _card(case: Case, level: Level, recommendation: Recommendation) -> Card:
    shown = [item for item in recommendation.metrics if _stands(item, level)]
    shown.sort(key=lambda item: (item.uses[level].rank, item.priority or 99, item.metric))
    forbidden = [
        item
        for item in recommendation.metrics
        if item.tier != "plan"
        and item.uses.get(level) is Use.NEVER
        and level in case.catalogue.metrics[item.metric].use
    ]
    return Card(
        level=level,
        title=_title(case, level),
        lines=tuple(_line(case, level, item) for item in shown),
        never=tuple(
            NeverLine(
                metric=item.metric,
                name=case.catalogue.metrics[item.metric].name,
                because=item.why_uses.get(level, ""),
            )
            for item in forbidden
        ),
    )


def _stands(item: Chosen, level: Level) -> bool:
    """On the front cards only what is pursued or needed there; planning shows what it plans by."""
    use = item.uses.get(level, Use.NEVER)
    if level is Level.PLANNING:
        return use is not Use.NEVER
    if item.tier == "watch" and level in (Level.AGENT, Level.CLIENT):
        return False
    return use in (Use.PURSUE, Use.WATCH)


def _title(case: Case, level: Level) -> str:
    if level is Level.PROGRAMME and case.has(Dimension.SOURCING, "bpo", "client", "mixed"):
        return "The programme's card: what client and provider look at together"
    return {
        Level.AGENT: "The agent's card",
        Level.TEAM: "The team leader's card",
        Level.PROGRAMME: "The centre's card",
        Level.PLANNING: "Planning",
        Level.ORGANISATION: "The organisation's card",
        Level.CLIENT: "The client's card",
    }[level]


def _line(case: Case, level: Level, item: Chosen) -> CardLine:
    rows = [line.row for line in case.known if line.metric == item.metric]
    row = rows[0] if rows else None
    use = item.uses[level]
    return CardLine(
        metric=item.metric,
        name=case.catalogue.metrics[item.metric].name,
        use=use,
        because=item.why_uses.get(level, ""),
        target=item.target if use is Use.PURSUE else None,
        limit=item.limit if use is Use.WATCH else None,
        owner=(row.owner or "") if row else "",
        initiative=(row.initiative or "") if row else "",
        review=(row.review or "") if row else "",
    )


def change_plan(case: Case, recommendation: Recommendation) -> tuple[Change, ...]:
    """Keep, add, change, drop, in the order in which one would do it: what harms goes first."""
    chosen = {item.metric: item for item in recommendation.metrics}
    found: list[tuple[What, str, str, Decider]] = []
    for metric in sorted(case.today):
        lines = [line for line in case.known if line.metric == metric]
        what, because = _what(case, metric, lines, chosen.get(metric), recommendation)
        found.append((what, metric, because, _decider(case, metric, lines)))
    for item in recommendation.metrics:
        if item.metric not in case.today and item.tier != "plan":
            found.append(
                ("add", item.metric, _why_add(case, item), _decider(case, item.metric, []))
            )
    found.sort(key=lambda step: (ORDER.index(step[0]), step[1]))
    return tuple(
        Change(metric=metric, what=what, because=because, decided_by=decider, order=number)
        for number, (what, metric, because, decider) in enumerate(found, start=1)
    )


def _what(
    case: Case,
    metric: str,
    lines: list[Line],
    item: Chosen | None,
    recommendation: Recommendation,
) -> tuple[What, str]:
    entry = case.catalogue.metrics[metric]
    if item is None:
        if not entry.sort.selectable:
            return "drop", "Keep the count in reports, and take it off every card."
        left = {out.metric: out.because for out in recommendation.left_out}
        return "drop", left.get(metric, "It does not apply to these channels or this kind of work.")
    if item.tier == "plan":
        return "change", "Leave it to planning: no target, and on no card."
    for line in lines:
        for level in line.levels or ():
            use = item.uses.get(level, Use.NEVER)
            if use is Use.NEVER:
                because = item.why_uses.get(level, "It is not for this card.")
                return "change", f"Take it off the {level.label.lower()} card. {because}"
            if use is Use.WATCH and (line.incentivised or line.has_target):
                return "change", f"Watch it at {level.label.lower()} level: no target, no pay."
    return "keep", "It does what this strategy needs, where it stands."


def _why_add(case: Case, item: Chosen) -> str:
    if item.owed:
        return f"Owed: {item.owed}"
    if item.demanded:
        return item.demanded
    if item.tier == "watch":
        names = ", ".join(case.catalogue.metrics[key].name.lower() for key in item.guards)
        return f"Guards {names}." if names else "It shows what the others cost."
    goal = next((goal.says for goal in case.goals if goal.id == item.objective), "")
    word = "Shows whether" if item.slot == "result" else "Moves"
    return f"{word}: {goal}"


def _decider(case: Case, metric: str, lines: list[Line]) -> Decider:
    """Who may change it: what the user said, else what sourcing and duty make likely."""
    for line in lines:
        said = (line.row.may_change or "").casefold()
        if said in ("client", "the client"):
            return "the client"
        if said in ("regulator", "law", "the regulator"):
            return "the regulator"
        if said in ("boss", "my boss", "head office"):
            return "my boss"
        if said == "me":
            return "me"
    if metric in case.owed:
        return "the regulator"
    if any((line.row.origin or "").casefold() == "contract" for line in lines):
        return "the client" if case.brief.seat != "client" else "me"
    return "me"


# --- taking the set over -------------------------------------------------------------------------

WATCHED_AT = (Level.PROGRAMME, Level.ORGANISATION, Level.TEAM)


def taken_over(case: Case, recommendation: Recommendation) -> Brief:
    """The brief with the recommended set as today's list.

    What is pursued stands at the levels where it is pursued, and the boss will ask for it first;
    what is watched stands at one level with nothing hanging on it. What was known of a metric is
    kept, its target only where the advice is to keep it. Lines that are not in the set go.
    """
    before = {str(line.metric): line.row for line in reversed(case.known)}
    rows = tuple(
        _row(case, item, before.get(item.metric))
        for item in recommendation.metrics
        if item.tier != "plan"
    )
    return case.brief.model_copy(update={"today": rows})


def _row(case: Case, item: Chosen, before: Row | None) -> Row:
    row = before or Row(written=case.catalogue.metrics[item.metric].name)
    pursued = tuple(level for level, use in item.uses.items() if use is Use.PURSUE)
    watched = tuple(level for level in WATCHED_AT if item.uses.get(level) is Use.WATCH)[:1]
    asked_first = item.tier == "pursue" and item.uses.get(Level.PROGRAMME) is Use.PURSUE
    kept = item.tier == "pursue" and item.target is not None and item.target.kind == "keep"
    return row.model_copy(
        update={
            "metric": item.metric,
            "levels": (pursued if item.tier == "pursue" else watched) or None,
            "consequences": (Consequence.ASKED_FIRST,) if asked_first else (),
            "target": row.target if kept else None,
            "weight": None,
            "why": row.why or _why_add(case, item),
        }
    )
