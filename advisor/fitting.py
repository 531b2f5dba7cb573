"""Which strategies to show first: those that fit what was said of the situation, with the reason.

An order of cards, not a verdict: nothing is left out, and no number is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.brief import Brief
from advisor.suiting import barred, called_for
from knowledge.catalogue import Catalogue
from knowledge.schema import Fit, Strategy
from knowledge.vocabulary import Dimension

FIRST = 4  # the priority from which an outcome is among what a strategy puts first
LETS_GO = 2  # the priority up to which a strategy can let an outcome give

# Ranks for the order, never shown: what hurts says more than one trait of the situation.
HURTS, HELD, LET, KEPT, ELSEWHERE, BARRED = 3, 2, 1, -2, -5, -10


@dataclass(frozen=True, slots=True)
class Fitting:
    """One strategy: why it comes early, and what speaks against it."""

    strategy: str
    because: tuple[str, ...]
    provided: str
    """What must be so for it to fit, as the situation suggests and nobody said; may be empty."""
    against: tuple[str, ...]


def fitting(brief: Brief, catalogue: Catalogue) -> tuple[Fitting, ...]:
    """All strategies, the best fitting first; where nothing was said, those that stand for a lean
    come first."""
    contexts = {
        dimension: _several(getattr(brief.context, dimension.value)) for dimension in Dimension
    }
    found = []
    for key, strategy in catalogue.strategies.items():
        rank, because, provided, against = _of(brief, strategy, contexts)
        order = (-rank, not strategy.stands_for_lens, key)
        found.append((order, Fitting(key, tuple(because), provided, tuple(against))))
    return tuple(each for _order, each in sorted(found, key=lambda pair: pair[0]))


def _of(
    brief: Brief, strategy: Strategy, contexts: Mapping[Dimension, frozenset[str]]
) -> tuple[int, list[str], str, list[str]]:
    rank, because, provided, against = 0, [], "", []
    for pain in brief.hurts:
        if _first(strategy, pain.outcomes):
            rank += HURTS
            because.append(f"It goes first at what hurts: {_lower(pain.label)}.")
    suits, bars = called_for(strategy, contexts), barred(strategy, contexts)
    if bars:
        rank += BARRED
        against.append(f"Out of place where this holds: {bars.because}")
    elif suits:
        rank += _met(suits, contexts)
        provided = f"It fits if this holds: {suits.because}"
    elif _elsewhere(strategy, contexts):
        rank += ELSEWHERE
    gives, should = brief.strategy.gives, brief.strategy.should_give
    if gives and gives is not should and _first(strategy, gives.outcomes):
        rank += HELD
        because.append(f"Here {gives.label} would no longer be what gives on a Monday.")
    if should and _first(strategy, should.outcomes):
        rank += KEPT
        against.append(f"Here {should.label} is not what gives on a Monday.")
    elif should and _highest(strategy, should.outcomes) <= LETS_GO:
        rank += LET
        because.append(f"Here {should.label} may give on a Monday, as you want.")
    return rank, because, provided, against


def _highest(strategy: Strategy, outcomes: tuple[str, ...]) -> int:
    return max(strategy.outcomes.get(key, 0) for key in outcomes)


def _first(strategy: Strategy, outcomes: tuple[str, ...]) -> bool:
    return _highest(strategy, outcomes) >= FIRST


def _met(fit: Fit, contexts: Mapping[Dimension, frozenset[str]]) -> int:
    """How many of the traits that a strategy names were said: a closer likeness comes first."""
    traits = fit.contexts.items()
    return sum(bool(contexts[dimension] & set(values)) for dimension, values in traits)


def _elsewhere(strategy: Strategy, contexts: Mapping[Dimension, frozenset[str]]) -> bool:
    """Whether each situation that it is meant for is another one than was said."""
    return bool(strategy.suits) and all(
        any(
            contexts[dimension] and not contexts[dimension] & set(values)
            for dimension, values in fit.contexts.items()
        )
        for fit in strategy.suits
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _several(value: str | tuple[str, ...] | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset({value}) if isinstance(value, str) else frozenset(value)
