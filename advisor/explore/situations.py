"""Other situations in which a metric might come in: what a dossier's use, a duty or a demand hangs
on, and which contexts shift the priorities its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.brief import Edit
from advisor.case import Case
from knowledge.vocabulary import Dimension

Changed = tuple[tuple[Edit, ...], str]
SCOPE = (Dimension.CHANNELS, Dimension.WORK)


def scopes(case: Case, metric: str) -> Iterator[Changed]:
    """The channel or the kind of work without which the metric says nothing."""
    entry = case.catalogue.metrics[metric]
    if not entry.sort.selectable:
        return
    for dimension, given in ((Dimension.CHANNELS, entry.channels), (Dimension.WORK, entry.work)):
        if given and not set(given) & set(case.in_force):
            yield _with(case, dimension, given[0])


def situations(
    case: Case, metric: str, crowding: Mapping[str, int], *, near: bool
) -> Iterator[Changed]:
    """Single answers about the situation that might bring a metric in, likely ones first.

    `crowding` has points by outcome of what would have to make room. Unless the metric is `near`
    the set, a shift of a priority is not tried: it cannot do more than a step of that priority.
    """
    entry = case.catalogue.metrics[metric]
    if not entry.sort.selectable:
        return
    seen: set[tuple[Dimension, str]] = set()
    for dimension, key in (
        *_asked_for(case, metric),
        *_named_by_uses(case, metric),
        *_named_by_claims(case, metric),
        *(_shifting(case, metric, crowding) if near else ()),
    ):
        if (dimension, key) not in seen and key not in case.in_force:
            seen.add((dimension, key))
            yield _with(case, dimension, key)
    for key in case.in_force:
        if _works_against(case, metric, key, near=near):
            yield from _without(case, key)


def _asked_for(case: Case, metric: str) -> Iterator[tuple[Dimension, str]]:
    for key, context in case.catalogue.contexts.items():
        if metric in {*(x.metric for x in context.owed), *(x.metric for x in context.demands)}:
            yield context.dimension, key


def _named_by_uses(case: Case, metric: str) -> Iterator[tuple[Dimension, str]]:
    for use in case.catalogue.metrics[metric].use.values():
        for dimension, keys in use.when.contexts.items():
            yield from ((dimension, key) for key in keys)


def _named_by_claims(case: Case, metric: str) -> Iterator[tuple[Dimension, str]]:
    for claim in case.catalogue.leaving(metric):
        for dimension, keys in claim.relation.when.contexts.items():
            yield from ((dimension, key) for key in keys)


def _shifting(
    case: Case, metric: str, crowding: Mapping[str, int]
) -> Iterator[tuple[Dimension, str]]:
    reach = case.influence.by_value(metric)
    most = max(crowding.values(), default=0) or 1
    scored: dict[str, int] = {}
    for key, context in case.catalogue.contexts.items():
        towards = sum(shift.by * reach.help(shift.outcome) for shift in context.shifts)
        room = sum(shift.by * crowding.get(shift.outcome, 0) for shift in context.shifts)
        if context.shifts and towards - 1000 * room // most > 0:
            scored[key] = towards - 1000 * room // most
    for key in sorted(scored, key=lambda item: (-scored[item], item)):
        if case.catalogue.contexts[key].dimension not in SCOPE:
            yield case.catalogue.contexts[key].dimension, key


def _works_against(case: Case, metric: str, key: str, *, near: bool) -> bool:
    context = case.catalogue.contexts[key]
    if context.dimension in SCOPE:
        return False
    barred = any(bar.metric == metric for bar in context.bars)
    crowds = context.shifts if near else ()
    return barred or bool(crowds or context.demands or context.owed)


def _with(case: Case, dimension: Dimension, key: str) -> Changed:
    name = case.catalogue.label(key)
    if dimension in SCOPE:
        held = sorted({*case.contexts[dimension], key})
        edit = Edit("set", None, f"context.{dimension.value}", held)
        return (edit,), f"Add '{name}' to what this line handles."
    field = f"context.{dimension.value}"
    value: object = key
    if dimension.many:
        value = sorted({*case.contexts[dimension], key})
    says = f"In another situation: the answer to '{dimension.label}' is '{name}'."
    return (Edit("set", None, field, value),), says


def _without(case: Case, key: str) -> Iterator[Changed]:
    context = case.catalogue.contexts[key]
    dimension = context.dimension
    field = f"context.{dimension.value}"
    left = sorted(case.contexts[dimension] - {key})
    says = f"In another situation: '{context.name}' is not the answer to '{dimension.label}'."
    yield (Edit("set", None, field, left if dimension.many else None),), says
