"""Where the interests of client and provider part: what the price and the clauses provoke, what
money on the number itself provokes, and whose money a better number costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from advisor.brief import Part
from advisor.case import Case
from advisor.route import Step, steps
from knowledge.catalogue import Claim
from knowledge.vocabulary import Better, Dimension, Kind, Level, Role, Strength, Whose

CLAUSES = (Dimension.SOURCING, Dimension.PRICING, Dimension.ADJUSTERS)
NOTICED = 100  # thousandths: what a path must keep of itself to be put before two parties
MOST_PROVOKED = 2  # behaviours named for one number
OTHERS = frozenset({Role.CLIENT, Role.CUSTOMER})
SIGN = {"+": "raises", "-": "lowers"}


class Parting(Part):
    """One place at which what is good for one side is not good for the other."""

    kind: Literal["clause", "pressure", "money"]
    behaviour: str = ""
    """Its id, where somebody would do something; empty for money."""
    because_of: str
    """The price, the clause or the number that it comes from."""
    who: str
    """Who would do it, or whose money it is."""
    does: str
    because: str
    touches: str
    """What it does to the number, in words."""
    notice: str = ""
    guards: tuple[str, ...] = ()
    """What would show it: metrics that stand in the set."""
    path: tuple[Step, ...] = ()


def of_clauses(case: Case) -> tuple[Parting, ...]:
    """What the price and the clauses in force provoke by being there."""
    return tuple(
        _clause(case, key, claim, "")
        for key in _clauses(case)
        for claim in case.influence.provoked_by_context(key)
    )


def of_metric(case: Case, metric: str, inside: frozenset[str]) -> tuple[Parting, ...]:
    """Where interests part over one number; `inside` are the metrics of the set."""
    touching = tuple(_touching(case, metric))
    known = {item.behaviour for item in touching}
    pressed = (item for item in _pressed(case, metric, inside) if item.behaviour not in known)
    return (*touching, *pressed, *_paid_for(case, metric))


def _clauses(case: Case) -> tuple[str, ...]:
    dimension = {key: case.catalogue.contexts[key].dimension for key in case.in_force}
    return tuple(key for wanted in CLAUSES for key in case.in_force if dimension[key] is wanted)


# --- what the price provokes ---------------------------------------------------------------------


def _touching(case: Case, metric: str) -> Iterator[Parting]:
    for key in _clauses(case):
        for claim in case.influence.provoked_by_context(key):
            for move in case.catalogue.related(claim.end, Kind.MOVES):
                if move.end == metric and move.relation.sign in SIGN:
                    word = SIGN[str(move.relation.sign)]
                    name = case.catalogue.label(metric).lower()
                    only = " - the figure only, and not the thing" if move.relation.inflates else ""
                    told = f"It {word} {name}{only}: {_small(move.relation.because)}"
                    yield _clause(case, key, claim, told)


def _clause(case: Case, key: str, claim: Claim, touches: str) -> Parting:
    entry = case.catalogue.behaviours[claim.end]
    return Parting(
        kind="clause",
        behaviour=claim.end,
        because_of=case.catalogue.label(key),
        who=entry.who.label,
        does=entry.does,
        because=claim.relation.because,
        touches=touches,
        notice=entry.notice,
    )


# --- what money on the number provokes -----------------------------------------------------------


def _pressed(case: Case, metric: str, inside: frozenset[str]) -> Iterator[Parting]:
    """What happens once money hangs on the number between the two, strongest first."""
    found = case.influence.provoked(metric, case.expected(metric, Level.CLIENT))
    order = list(Strength)
    real = [claim for claim in found if _spoils(case, claim)]
    real.sort(key=lambda claim: (order.index(claim.relation.strength or Strength.WEAK), claim.end))
    for claim in real[:MOST_PROVOKED]:
        entry = case.catalogue.behaviours[claim.end]
        spoilt = [
            case.catalogue.label(move.end).lower()
            for move in case.influence.heads(claim)
            if case.influence.wrong_way(move)
        ]
        guards = tuple(key for key in case.guards_against(metric, claim) if key in inside)
        yield Parting(
            kind="pressure",
            behaviour=claim.end,
            because_of=case.catalogue.label(metric),
            who="The client" if entry.who in OTHERS else "The provider",
            does=entry.does,
            because=claim.relation.because,
            touches=f"It spoils {_and(spoilt[:3])}." if spoilt else "",
            notice=entry.notice,
            guards=guards,
        )


def _spoils(case: Case, claim: Claim) -> bool:
    return claim.relation.strength is not Strength.WEAK and any(
        case.influence.wrong_way(move) for move in case.influence.heads(claim)
    )


# --- whose money a better number costs -----------------------------------------------------------


def _paid_for(case: Case, metric: str) -> Iterator[Parting]:
    """Money of one side that a better number costs. Where it also brings money to the same side,
    that stands beside it: the two are not netted."""
    entry = case.catalogue.metrics[metric]
    if entry.better is Better.BAND:
        return
    reach = case.influence.by_value(metric)
    for key, path in sorted(reach.harming.items()):
        outcome = case.catalogue.outcomes[key]
        if outcome.whose is None or path.share < NOTICED:
            continue
        other = reach.helping.get(key)
        also = (
            f" It also helps, by another way: through {_way(case, other.nodes)}."
            if other is not None and other.share >= NOTICED
            else ""
        )
        yield Parting(
            kind="money",
            because_of=case.catalogue.label(metric),
            who=_whose(outcome.whose),
            does=f"A better figure costs {outcome.name[:1].lower()}{outcome.name[1:]}.",
            because=path.claims[0].relation.because,
            touches=f"The way: {_way(case, path.nodes)}.{also}",
            path=steps(path.claims),
        )


def _whose(whose: Whose) -> str:
    return {Whose.PROVIDER: "The provider", Whose.CLIENT: "The client", Whose.BOTH: "Both"}[whose]


def _way(case: Case, nodes: tuple[str, ...]) -> str:
    return " → ".join(case.catalogue.label(node).lower() for node in nodes[1:])


def _small(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _and(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
