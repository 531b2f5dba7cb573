"""What a contract must say of a number: what somebody wrote, and where nobody did, what to settle.

A figure is never invented: where none was given, the line holds a question.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from advisor import targets
from advisor.brief import Part, Row, Target
from advisor.brief import Terms as Written
from advisor.case import Case
from advisor.checks.uses import by_contract
from advisor.contract.sides import MOVES
from knowledge.schema import Metric
from knowledge.vocabulary import Dimension, Mover

Name = Literal["counted", "target", "minimum", "credit", "exclusions", "band"]

LABELS: dict[Name, str] = {
    "counted": "How it is counted",
    "target": "Target",
    "minimum": "Minimum",
    "credit": "Credit or bonus",
    "exclusions": "What does not count",
    "band": "Volume band",
}
FORMS = 3  # forms of a definition that are named in a question


class Term(Part):
    """One point of a contract."""

    name: Name
    label: str
    says: str = ""
    """What is agreed, as somebody wrote it; empty where nobody did."""
    asks: str = ""
    """What to settle; empty where it is settled, or needs no settling."""
    needless: str = ""
    """Why nothing is needed here; empty where something is."""


def terms(case: Case, metric: str, row: Row | None, *, money: bool) -> tuple[Term, ...]:
    """All points of one number. `money` is whether money may hang on it at all."""
    entry = case.catalogue.metrics[metric]
    written = (row.contract if row else None) or Written()
    return (
        _counted(entry, row),
        _target(entry, row),
        _term("minimum", written.minimum, _minimum(entry)),
        _credit(case, entry, row, written, money=money),
        _term("exclusions", written.exclusions, _exclusions(entry, row)),
        _band(entry, written),
    )


def _term(name: Name, says: str | None, asks: str) -> Term:
    told = (says or "").strip()
    return Term(name=name, label=LABELS[name], says=told, asks="" if told else asks)


def _counted(entry: Metric, row: Row | None) -> Term:
    definition = row.definition if row else None
    variant = entry.variants.get(definition or "")
    if variant is not None:
        return _term("counted", variant.differs, "")
    if definition:
        return _term("counted", definition, "")
    asks = f"Write the formula into the contract. Ours: {entry.formula}." if entry.formula else ""
    return _term("counted", None, asks)


def _target(entry: Metric, row: Row | None) -> Term:
    given = row.target if row else None
    text = targets.text(given) if isinstance(given, Target) else given
    return _term("target", text, f"Which one? {entry.aim}" if entry.aim else "Which one?")


def _minimum(entry: Metric) -> str:
    asks = "What is the worst figure that both sides can live with, over how long, and by when is "
    asks += "it mended?"
    if entry.least_observations and entry.observation:
        asks += (
            f" Below {entry.least_observations:,} observations ({entry.observation}) it says "
            "little: what is done with a period that has fewer?"
        )
    return asks


def _credit(case: Case, entry: Metric, row: Row | None, written: Written, *, money: bool) -> Term:
    """Money on a number is asked for only where the side that pays can move it."""
    if written.credit:
        return _term("credit", written.credit, "")
    said = (row.consequences or ()) if row else ()
    hangs = [item.label[:1].lower() + item.label[1:] for item in said if item.incentivised]
    today = f"Today: {_and(hangs)}. " if hangs else ""
    if not money:
        together = "it is there to be looked at together."
        if hangs:
            return _term("credit", None, f"{today}Take the money off it: {together}")
        return _needless("credit", f"None: {together}")
    first = entry.moves.who[0] if entry.moves else None
    if first is not None and MOVES[first] in ("client", "neither"):
        return _term(
            "credit",
            None,
            f"{today}None before it is agreed how the client's part is taken out: {first.label} "
            "moves it before the provider can.",
        )
    if case.has(Dimension.ADJUSTERS, "service-credits", "bonus") or hangs:
        return _term(
            "credit",
            None,
            f"{today}How much of the invoice hangs on it, along a slope or at one step, and how is "
            "a bad month earned back?",
        )
    return _term(
        "credit", None, "What follows when it is missed: a plan with a date, or money as well?"
    )


def _exclusions(entry: Metric, row: Row | None) -> str:
    if (row and row.definition) or not entry.variants:
        return "Is anything left out? If so: what, and who decides it?"
    forms = " ".join(item.differs for item in list(entry.variants.values())[:FORMS])
    return f"Which of these forms is meant, and which not? {forms}"


def _band(entry: Metric, written: Written) -> Term:
    if written.band:
        return _term("band", written.band, "")
    if not hangs_on_volume(entry):
        return _needless("band", "None: it does not hang on how busy it is.")
    return _term("band", None, "It hangs on how busy it is: does the band of the contract hold?")


def _needless(name: Name, why: str) -> Term:
    return Term(name=name, label=LABELS[name], needless=why)


def hangs_on_volume(entry: Metric) -> bool:
    """Whether the number moves with how busy it is, as far as planning moves it."""
    return entry.moves is not None and Mover.PLANNING in entry.moves.who


def binds(case: Case, metric: str) -> bool:
    """Whether a line of today's list puts the number into the contract."""
    return any(line.metric == metric and by_contract(line) for line in case.known)


# --- once for all of them ------------------------------------------------------------------------


def once(case: Case, metrics: Iterable[str]) -> tuple[str, ...]:
    """What to settle once for all numbers of the contract."""
    entries = [case.catalogue.metrics[metric] for metric in metrics]
    movers = {mover for entry in entries if entry.moves for mover in entry.moves.who}
    asks = []
    if any(map(hangs_on_volume, entries)):
        asks.append(_volume(case))
    if any(MOVES[mover] in ("client", "both") for mover in movers):
        asks.append(
            "Changes without notice. Does a day count on which the client changed a product, a "
            "letter or a system and told nobody? Who decides that, and within how many days?"
        )
    if entries:
        asks.append(
            "Whose count decides. Who counts, from which raw figures, when does the other side see "
            "them, and who settles it when the two counts differ?"
        )
        asks.append(
            "The next look. When do both sides ask of each number whether it still earns its place?"
        )
    return tuple(asks)


def _volume(case: Case) -> str:
    who = "Who makes the forecast"
    if case.has(Dimension.ADJUSTERS, "client-forecasts"):
        who = "The client makes the forecast. Which version of it counts"
    elif case.has(Dimension.ADJUSTERS, "provider-forecasts"):
        who = "The provider makes the forecast. Which version of it counts"
    there = case.has(Dimension.ADJUSTERS, "volume-band")
    known = "There is a band, and its width is not written here. " if there else ""
    return (
        f"The volume band. {known}{who}, when is it locked, how far may volume leave it - by the "
        "half-hour or by the day - and what holds outside?"
    )


def _and(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
