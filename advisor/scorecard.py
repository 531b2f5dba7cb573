"""The scorecard: the strategy map and one card per level.

Perspectives and the map of cause and effect after Kaplan and Norton (1992, 2004).
"""

from __future__ import annotations

from advisor.brief import Brief, Part, Row
from advisor.case import Case
from advisor.recommend import Chosen, Limit, Recommendation, TargetAdvice
from knowledge.vocabulary import Consequence, Dimension, Level, Perspective, Use


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
    shown = [item for item in recommendation.metrics if stands(item, level)]
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


def stands(item: Chosen, level: Level) -> bool:
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


def why_in(case: Case, item: Chosen) -> str:
    """What a metric of the set is there for, in a sentence."""
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


# --- taking the set over -------------------------------------------------------------------------

WATCHED_AT = (Level.PROGRAMME, Level.ORGANISATION, Level.TEAM)


ASKED_AT = frozenset({Level.PROGRAMME, Level.ORGANISATION})
"""Whose boss asks: a number that only a team or its people pursue is for them."""


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
    asked_first = item.tier == "pursue" and not ASKED_AT.isdisjoint(pursued)
    kept = item.tier == "pursue" and item.target is not None and item.target.kind == "keep"
    return row.model_copy(
        update={
            "metric": item.metric,
            "levels": (pursued if item.tier == "pursue" else watched) or None,
            "consequences": (Consequence.ASKED_FIRST,) if asked_first else (),
            "target": row.target if kept else None,
            "weight": None,
            "why": row.why or why_in(case, item),
        }
    )
