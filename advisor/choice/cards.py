"""What stands on which card: each metric once, few enough to run, and something for everybody."""

from __future__ import annotations

from advisor.choice.asking import Asked
from knowledge.vocabulary import Level, Use

# Sizes per card, counted in uses. Few enough to run: an agent can carry about four numbers.
AGENT_CARD = 4
TEAM_CARD = 5
PURSUED = 8
WATCHED = 8
CONTRACT = 5  # targets that two firms settle with each other

# What it costs to leave a wish of ours open.
EMPTY_CARD = -500
LONELY = -250  # one number alone is chased past what it means


def once(asked: Asked) -> None:
    """A metric stands in the set once, and at the front where it is pursued."""
    variables = asked.variables
    for metric in asked.case.universe:
        if terms := variables.in_set(metric):
            says = "{} is pursued once, or watched, or neither."
            asked.row(f"once:{metric}", terms, None, 1, says, asked.label(metric))
    for (metric, level), name in variables.fronts.items():
        terms = {name: 1, **dict.fromkeys(variables.of(metric), -1)}
        says = "{} stands on a front card only if it is pursued."
        asked.row(f"front:{level}:{metric}", terms, None, 0, says, asked.label(metric))


def sizes(asked: Asked) -> None:
    """Few enough numbers on each card."""
    variables = asked.variables
    agent, team = variables.front(Level.AGENT), variables.front(Level.TEAM)
    for name, words, terms, most in (
        ("pursued", "pursued metrics", dict.fromkeys(variables.placed, 1), PURSUED),
        ("watched", "watched metrics", dict.fromkeys(variables.watched.values(), 1), WATCHED),
        ("agent", "metrics on the agent's card", agent, AGENT_CARD),
        ("team", "metrics on the team leader's card", team, TEAM_CARD),
        ("contract", "targets in the contract", _contracted(asked), CONTRACT),
    ):
        if terms:
            asked.row(f"size:{name}", terms, None, most, "At most {} {}.", most, words)


def _contracted(asked: Asked) -> dict[str, int]:
    """What is pursued where client and provider settle, if there are two."""
    case = asked.case
    if Level.CLIENT not in case.cards:
        return {}
    return {
        name: 1
        for metric, names in asked.variables.pursued.items()
        if case.use_at(metric, Level.CLIENT).use is Use.PURSUE
        for name in names
    }


def fronts(asked: Asked) -> None:
    """Whoever is measured has numbers that are theirs to move, where the catalogue has some."""
    agent, team = asked.variables.front(Level.AGENT), asked.variables.front(Level.TEAM)
    if agent:
        asked.wish("card:agent", agent, 1, EMPTY_CARD, "Something on the agent's card.")
    if len(agent) > 1:
        says = "At least 2 metrics on the agent's card."
        # nothing at all leaves both wishes open: each gap stands for one number
        either = {**agent, "gap:card:agent": 1}
        asked.wish("card:agent:2", either, 2, LONELY, says)
    if len(team) > 1:
        says = "At least 2 metrics on the team leader's card."
        asked.wish("card:team", team, 2, EMPTY_CARD, says, stands_for=2)
