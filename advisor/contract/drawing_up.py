"""The contract as a whole: which number stands where, with its terms, and the two cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from advisor.brief import Part, Row
from advisor.case import Case
from advisor.checks.uses import bought
from advisor.contract import parting, sides
from advisor.contract.parting import Parting
from advisor.contract.sides import Held
from advisor.contract.terms import Term, binds, once, terms
from advisor.recommend import Chosen, Recommendation
from advisor.scorecard import Card, Scorecard
from knowledge.vocabulary import Dimension, Kind, Level, Use

Place = Literal["contract", "shared", "outside"]

OWN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "bpo": ("The provider's own card", ("provider-margin", "staff-stability", "wellbeing")),
    "client": ("The client's own card", ("avoidable-demand", "cost-to-serve")),
    "mixed": ("The organisation's own card", ("avoidable-demand", "cost-to-serve")),
}
"""The second card of each chair, and the outcomes that only its own house answers for."""


class Clause(Part):
    """What a chair, a price or a clause means for who decides and who holds the data."""

    name: str
    controls: str
    data: str


class Line(Part):
    """One number, from both chairs."""

    metric: str
    name: str
    place: Place
    written: str
    """As today's list writes it; empty where it is not on it."""
    because: str
    """Why it stands there."""
    advice: str = ""
    """What to change about where it stands today; empty where nothing."""
    control: Held
    data: Held
    terms: tuple[Term, ...] = ()
    parts: tuple[Parting, ...] = ()

    @property
    def open(self) -> tuple[Term, ...]:
        """The points that are still to be settled."""
        return tuple(term for term in self.terms if term.asks)


class Proposed(Part):
    """A number that the second card lacks."""

    metric: str
    name: str
    outcome: str
    """What nobody would see without it."""
    because: str
    never: str
    """Why it is no business of an agent's card."""


class Contract(Part):
    """What two sides have to agree on, and what each keeps for itself."""

    clauses: tuple[Clause, ...]
    provoked: tuple[Parting, ...]
    """What the price and the clauses provoke by being there."""
    once: tuple[str, ...]
    """What to settle once for all numbers of the contract."""
    lines: tuple[Line, ...]
    programme: Card | None
    own: Card | None
    own_title: str
    proposed: tuple[Proposed, ...]

    def at(self, place: Place) -> tuple[Line, ...]:
        """The lines of one place."""
        return tuple(line for line in self.lines if line.place == place)


def has_two_sides(case: Case) -> bool:
    """Whether one company buys this work from another."""
    return bought(case)


def drawn_up(
    case: Case, best: Recommendation, cards: Scorecard, rows: Sequence[Row] | None = None
) -> Contract:
    """The contract for the recommended set and today's contractual lines.

    `rows` are the lines of today's list as they stand now, where something was written down since
    that no choice depends on; else those of the case. The shape needs no two sides: who has none
    sees what they would have to settle.
    """
    today = tuple(case.brief.today if rows is None else rows)
    named = {str(line.metric): today[line.index] for line in reversed(case.known)}
    chosen = {item.metric: item for item in best.metrics if item.tier != "plan"}
    bound = dict.fromkeys(str(line.metric) for line in case.known if binds(case, str(line.metric)))
    order = {"contract": 0, "shared": 1, "outside": 2}
    lines = [
        _line(case, metric, chosen.get(metric), named.get(metric), best.ids, metric in bound)
        for metric in dict.fromkeys([*chosen, *bound])
    ]
    sourcing = next((key for key in OWN if case.has(Dimension.SOURCING, key)), "bpo")
    title, outcomes = OWN[sourcing]
    programme, own = (_card(cards, level) for level in (Level.PROGRAMME, Level.ORGANISATION))
    return Contract(
        clauses=_clauses(case),
        provoked=parting.of_clauses(case),
        once=once(case, [line.metric for line in lines if line.place == "contract"]),
        lines=tuple(sorted(lines, key=lambda line: order[line.place])),
        programme=programme,
        own=_beside(own, programme),
        own_title=title,
        proposed=_proposed(case, outcomes, own),
    )


def _clauses(case: Case) -> tuple[Clause, ...]:
    found = [case.catalogue.contexts[key] for key in case.in_force]
    return tuple(
        Clause(name=item.name, controls=item.controls or "", data=item.data or "")
        for dimension in parting.CLAUSES
        for item in found
        if item.dimension is dimension and (item.controls or item.data)
    )


def _line(
    case: Case,
    metric: str,
    item: Chosen | None,
    row: Row | None,
    inside: frozenset[str],
    bound: bool,
) -> Line:
    entry = case.catalogue.metrics[metric]
    there = case.use_at(metric, Level.CLIENT)
    money = there.use is Use.PURSUE and item is not None and item.tier == "pursue"
    place: Place = "contract" if bound or money or (item is not None and item.owed) else "shared"
    if place == "shared" and there.use in (Use.NEVER, Use.PLAN):
        place = "outside"
    return Line(
        metric=metric,
        name=entry.name,
        place=place,
        written=row.written if row else "",
        because=_inside(case, metric) if place == "outside" else there.because,
        advice=_advice(there.use, item, row, bound) if place == "contract" else "",
        control=sides.control(entry),
        data=sides.data(entry),
        terms=terms(case, metric, row, money=money) if place == "contract" else (),
        parts=parting.of_metric(case, metric, inside) if place == "contract" else (),
    )


def _inside(case: Case, metric: str) -> str:
    """Why it stands on a card inside the house."""
    uses = [case.use_at(metric, level) for level in (Level.ORGANISATION, Level.PROGRAMME)]
    return next((use.because for use in uses if use.use in (Use.PURSUE, Use.WATCH)), "")


def _advice(use: Use, item: Chosen | None, row: Row | None, bound: bool) -> str:
    """What is to change about where a line of the contract stands today; empty where nothing."""
    if not bound:
        return "Bring it in: the contract does not name it today."
    if item is None:
        return "It is not in the set: take it out at the next review."
    if item.tier == "watch" or use is Use.WATCH:
        kept = "Keep it in the report that both sides read"
        said = row.consequences if row else None
        if said is None:
            return f"{kept}. If money hangs on it, take the money off."
        money = any(consequence.incentivised for consequence in said)
        return f"{kept}, and take the money off it." if money else f"{kept}, without money."
    if use is not Use.PURSUE:
        return "It is not for the client's report: take it out at the next review."
    return ""


# --- the two cards -------------------------------------------------------------------------------


def _card(cards: Scorecard, level: Level) -> Card | None:
    return next((card for card in cards.cards if card.level is level), None)


def _beside(own: Card | None, programme: Card | None) -> Card | None:
    """The second card without what the first one shows as well or better; None where nothing is
    left."""
    if own is None or programme is None:
        return own
    shown = {line.metric: line.use.rank for line in programme.lines}
    lines = tuple(x for x in own.lines if x.use.rank < shown.get(x.metric, x.use.rank + 1))
    return own.model_copy(update={"lines": lines}) if lines else None


def _proposed(case: Case, outcomes: Sequence[str], own: Card | None) -> tuple[Proposed, ...]:
    """For each outcome of the own house that its card does not show, the number that shows it
    best and may stand there."""
    shown = {line.metric for line in own.lines} if own else set()
    found = []
    for outcome in outcomes:
        measures = [
            claim.start
            for claim in case.catalogue.related(outcome, Kind.MEASURES, reverse=True)
            if claim.start in case.universe_set
        ]
        if shown & set(measures):
            continue
        usable = [
            key
            for key in measures
            if case.use_at(key, Level.ORGANISATION).use in (Use.PURSUE, Use.WATCH)
        ]
        if usable:
            found.append(_proposal(case, outcome, min(usable, key=lambda key: _best(case, key))))
    return tuple(found)


def _best(case: Case, metric: str) -> tuple[int, int, int]:
    entry = case.catalogue.metrics[metric]
    use = case.use_at(metric, Level.ORGANISATION).use
    return use.rank, entry.effort.rank if entry.effort else 0, entry.code


def _proposal(case: Case, outcome: str, metric: str) -> Proposed:
    entry = case.catalogue.metrics[metric]
    agent = entry.use.get(Level.AGENT)
    return Proposed(
        metric=metric,
        name=entry.name,
        outcome=case.catalogue.outcomes[outcome].name,
        because=case.use_at(metric, Level.ORGANISATION).because,
        never=agent.because if agent and agent.use is Use.NEVER else "",
    )
