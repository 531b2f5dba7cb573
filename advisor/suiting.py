"""Which strategies a situation suits: what each says of where it belongs, and where it does not."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.schema import Fit, Strategy
from knowledge.vocabulary import Dimension

Contexts = Mapping[Dimension, frozenset[str]]


def barred(strategy: Strategy, contexts: Contexts) -> Fit | None:
    """What rules a strategy out here, if something does: nothing is recovered where nothing is
    owed. The kind of work is enough; else all that the strategy names must hold."""
    for fit in strategy.unsuits:
        named = fit.contexts
        work = contexts[Dimension.WORK]
        if work and work <= set(named.get(Dimension.WORK, ())):
            return fit
        if all(contexts[dimension] & set(values) for dimension, values in named.items()):
            return fit
    return None


def called_for(strategy: Strategy, contexts: Contexts) -> Fit | None:
    """What speaks for a strategy here, if something does: all that it names and that was said."""
    for fit in strategy.suits:
        said = {d: values for d, values in fit.contexts.items() if contexts[d]}
        if said and all(contexts[d] & set(values) for d, values in said.items()):
            return fit
    return None
