"""What a set can be measured with: counted today, ready to be counted, or waiting for a system;
who usually has that system, and how to come by a first count by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from advisor.brief import Part
from advisor.case import Case
from advisor.recommend import Chosen, Recommendation
from knowledge.schema import Metric
from knowledge.vocabulary import Dimension, Effort, Reporter, System, Use

State = Literal["counted", "ready", "waits", "unknown"]

KEPT_BY: Mapping[System, str] = {
    System.ACD: "whoever runs the telephones or the contact platform, often IT",
    System.IVR: "IT, or the supplier of the telephone platform",
    System.CARRIER: "the phone company, on its bill and its traffic report",
    System.WFM: "planning",
    System.QM: "the quality team",
    System.CRM: "sales, service or IT; the customer's history is in it",
    System.TICKETING: "IT or the back office",
    System.SURVEY: "marketing or customer research",
    System.SPEECH: "the quality team, or the supplier of the recordings",
    System.BOT: "the digital team",
    System.DIALLER: "the outbound team, or IT",
    System.HR: "personnel",
    System.FINANCE: "controlling or accounts",
    System.ORDERS: "the department whose system it is: orders, billing, claims, accounts",
}
"""Who usually keeps a system: our judgement. In bought work many of these are the client's."""

BY_HAND: Mapping[System, str] = {
    System.ACD: "Ask for the raw call log of one ordinary week, a line a contact: every switch "
    "keeps one, even where nobody reads it. Count in a spreadsheet.",
    System.IVR: "Ring in yourself at ten different hours with the ten commonest matters, and note "
    "how far you get.",
    System.CARRIER: "Ask the phone company for one week of attempts and busy tones on your number.",
    System.WFM: "Lay the written roster beside the sign-in sheet for one week, half-hour by "
    "half-hour.",
    System.QM: "Two people listen to the same contacts, drawn by dice and not by choice, and mark "
    "them without seeing each other's marks.",
    System.CRM: "Draw contacts by dice from the log, look each customer up by hand, and tick a "
    "sheet of paper.",
    System.TICKETING: "Sort the open cases by date on one fixed morning a week, and count them.",
    System.SURVEY: "Ring customers of last week back, drawn by dice, and ask them one question.",
    System.SPEECH: "Listen to recordings drawn by dice, and keep a tally of what you look for.",
    System.BOT: "Read conversations of one day from the first line to the last, and mark how each "
    "ended.",
    System.DIALLER: "Ask for the list of attempts of one day with their results, and count.",
    System.HR: "Ask for one list: who came, who left, who was away, with dates. No names are "
    "needed.",
    System.FINANCE: "Ask the ledger once for last month's figure and what is in it.",
    System.ORDERS: "Follow orders or accounts, drawn by dice, by hand to their end.",
}
"""A first count where a system is not there: our judgement."""

BY_ASKING: Mapping[Reporter, str] = {
    Reporter.CUSTOMER: BY_HAND[System.SURVEY],
    Reporter.ASSESSOR: BY_HAND[System.QM],
}
"""Where the number comes from a person, the count begins with that person."""


class Need(Part):
    """One system."""

    system: System
    label: str
    there: bool | None
    """None where nobody said which systems there are."""
    kept_by: str


class Item(Part):
    """One number of the set, and what it takes to count it."""

    metric: str
    name: str
    tier: str
    state: State
    written: str
    """The line of today's list that counts it already; empty where none does."""
    counts: str
    """What is counted."""
    needs: tuple[Need, ...]
    effort: str
    by_hand: tuple[str, ...]
    """A first count without what is missing; empty where nothing is."""
    enough: str
    """How many before the figure says something; empty where nobody knows."""

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Systems that a number on today's list would need and that nobody has ticked."""
        found = (need.label for need in self.needs if need.there is False)
        return tuple(found) if self.state == "counted" else ()


class Checklist(Part):
    """The set, by what it takes to count it, and the systems that are missing."""

    items: tuple[Item, ...]
    missing: tuple[tuple[Need, tuple[str, ...]], ...]
    """Each system that is missing, with the names of what waits for it; the most wanted first."""
    asked: bool
    """Whether somebody said which systems there are."""
    bought: bool
    """Whether some of the systems may be the other side's."""

    def at(self, state: State) -> tuple[Item, ...]:
        """The numbers of one state."""
        return tuple(item for item in self.items if item.state == state)


def checklist(case: Case, best: Recommendation) -> Checklist:
    """What can be measured of the pursued and the watched."""
    items = tuple(_item(case, item) for item in best.metrics if item.tier != "plan")
    waiting: dict[System, list[str]] = {}
    needs: dict[System, Need] = {}
    for item in items:
        for need in item.needs if item.state == "waits" else ():
            if need.there is False:
                waiting.setdefault(need.system, []).append(item.name)
                needs[need.system] = need
    order = sorted(waiting, key=lambda system: (-len(waiting[system]), system.rank))
    return Checklist(
        items=items,
        missing=tuple((needs[system], tuple(waiting[system])) for system in order),
        asked=case.brief.systems is not None,
        bought=case.has(Dimension.SOURCING, "bpo", "client", "mixed", "shared-service"),
    )


def _item(case: Case, chosen: Chosen) -> Item:
    entry = case.catalogue.metrics[chosen.metric]
    needs = tuple(_need(case, system) for system in entry.systems)
    line = next((line for line in case.known if line.metric == chosen.metric), None)
    return Item(
        metric=chosen.metric,
        name=entry.name,
        tier=Use(chosen.tier).label.split(":")[0],
        state=_state(needs, listed=line is not None, asked=case.brief.systems is not None),
        written=line.written if line else "",
        counts=_capital(entry.formula or entry.brief),
        needs=needs,
        effort=(entry.effort or Effort.MEDIUM).label,
        by_hand=() if line else _by_hand(entry, needs),
        enough=_enough(entry),
    )


def _need(case: Case, system: System) -> Need:
    there = None if case.brief.systems is None else system in case.brief.systems
    return Need(system=system, label=system.label, there=there, kept_by=KEPT_BY[system])


def _state(needs: tuple[Need, ...], *, listed: bool, asked: bool) -> State:
    """A line of today's list is counted already, by whatever means."""
    if listed:
        return "counted"
    if not asked:
        return "unknown"
    return "ready" if all(need.there for need in needs) else "waits"


def _by_hand(entry: Metric, needs: tuple[Need, ...]) -> tuple[str, ...]:
    missing = [need.system for need in needs if not need.there]
    asked = BY_ASKING.get(entry.reported_by) if entry.reported_by and missing else None
    told = [asked] if asked else []
    return tuple(dict.fromkeys([*told, *(BY_HAND[system] for system in missing)]))


def _enough(entry: Metric) -> str:
    if not entry.least_observations:
        return ""
    each = f", each of them {entry.observation}" if entry.observation else ""
    return (
        f"From {entry.least_observations:,} observations on{each}, the figure says something; "
        "fewer show where to look, and not how good you are."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
