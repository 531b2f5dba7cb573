"""Which side of a contract moves a number, and which side holds what it is counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from advisor.brief import Part
from knowledge.schema import Metric
from knowledge.vocabulary import Mover, Reporter, System

Chair = Literal["provider", "client", "both", "neither"]

MOVES: Mapping[Mover, Chair] = {
    Mover.AGENT: "provider",
    Mover.TEAM_LEADER: "provider",
    Mover.PLANNING: "provider",
    Mover.MANAGEMENT: "provider",
    Mover.PROCESS: "both",
    Mover.ORGANISATION: "client",
    Mover.CLIENT: "client",
    Mover.CUSTOMER: "neither",
}
"""Whose hand a mover is where the work is bought. Product, process and tools are mostly decided by
the client and lived by the provider, so a process is in the hands of both."""

HOLDS: Mapping[System, Chair] = {
    System.ACD: "provider",
    System.WFM: "provider",
    System.QM: "provider",
    System.HR: "provider",
    System.DIALLER: "provider",
    System.CRM: "client",
    System.ORDERS: "client",
    System.SURVEY: "client",
    System.IVR: "client",
    System.CARRIER: "client",
    System.BOT: "client",
    System.TICKETING: "client",
    System.FINANCE: "both",
    System.SPEECH: "both",
}
"""Who usually holds a system where the work is bought: our judgement, from how the contexts of
sourcing describe it. Each side has a ledger of its own."""

WORDS: Mapping[Chair, str] = {
    "provider": "Provider",
    "client": "Client",
    "both": "Both",
    "neither": "Neither side",
}


class Held(Part):
    """Who has something in hand."""

    chair: Chair
    by: tuple[tuple[Chair, str], ...]
    """Each hand, in words: who moves it first comes first."""
    first: str = ""
    """Who moves it first, in words."""
    says: str


def control(entry: Metric) -> Held:
    """Who moves the number. Whoever is named first moves it first."""
    who = entry.moves.who if entry.moves else ()
    hands = _gathered([(MOVES[mover], mover.label) for mover in who])
    if not hands:
        return Held(chair="neither", by=(), says="Nobody has said who can move it.")
    chair = _together(chair for chair, _word in hands)
    first = f"{who[0].label[:1].upper()}{who[0].label[1:]} moves it first"
    rest = [mover.label for mover in who[1:]]
    says = f"{first}, then {_listed(rest)}." if rest else f"{first}."
    return Held(chair=chair, by=hands, first=who[0].label, says=says)


def data(entry: Metric) -> Held:
    """Who holds what it is counted from."""
    hands = _gathered([(HOLDS[system], system.label) for system in entry.systems])
    chair = _together(chair for chair, _word in hands)
    return Held(chair=chair, by=hands, says=_counted(entry, chair))


def _counted(entry: Metric, chair: Chair) -> str:
    if entry.reported_by is Reporter.PROVIDER:
        return "The provider reports it itself: the client needs a copy of what it is counted from."
    if entry.reported_by is Reporter.AGENT:
        return "Agents key it in themselves: agree on a sample that the other side checks."
    if entry.reported_by is Reporter.ASSESSOR:
        return "Somebody scores it: both sides score the same few contacts now and then."
    if chair == "provider":
        return "Agree that the client gets the raw figures, by interval and not by month."
    if chair == "client":
        return (
            "Agree that the provider sees it as soon as the client does, or it cannot steer by it."
        )
    return "Both sides must be able to count it: write down whose count decides."


def _gathered(hands: Sequence[tuple[Chair, str]]) -> tuple[tuple[Chair, str], ...]:
    found: dict[Chair, list[str]] = {}
    for chair, word in hands:
        found.setdefault(chair, []).append(word)
    return tuple((chair, ", ".join(words)) for chair, words in found.items())


def _together(chairs: Iterable[Chair]) -> Chair:
    """One side where only one has a hand in it; what is in nobody's hand weighs nothing."""
    found = {chair for chair in chairs if chair != "neither"}
    if not found:
        return "neither"
    return found.pop() if len(found) == 1 else "both"


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
