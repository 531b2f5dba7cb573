"""A brief held against the catalogue: ids that exist, old ids renamed, the user's own metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from advisor.brief import Brief, BriefError
from knowledge.catalogue import Catalogue, Claim
from knowledge.reading import CatalogueError
from knowledge.schema import Entry, Metric, Relation
from knowledge.vocabulary import Dimension

T = TypeVar("T", bound=Entry)


def custom_catalogue(brief: Brief, catalogue: Catalogue) -> Catalogue:
    """The catalogue with the user's own metrics and relations. Raises BriefError."""
    if not brief.custom.metrics and not brief.custom.relations:
        return catalogue
    metrics: dict[str, Metric] = {}
    claims: list[Claim] = []
    for index, given in enumerate(brief.custom.metrics):
        fields = {key: value for key, value in given.items() if key != "id"}
        if not isinstance(given.get("id"), str):
            raise BriefError(f"custom.metrics.{index}.id", given.get("id"), "an id of your own")
        metrics[given["id"]] = _parsed(Metric, fields, f"custom.metrics.{index}")
    for index, given in enumerate(brief.custom.relations):
        fields = {key: value for key, value in given.items() if key != "from"}
        if not isinstance(given.get("from"), str):
            raise BriefError(f"custom.relations.{index}.from", given.get("from"), "a metric's id")
        relation = _parsed(Relation, fields, f"custom.relations.{index}")
        claims.append(Claim(given["from"], relation))
    try:
        return catalogue.with_custom(metrics, claims)
    except CatalogueError as error:
        raise BriefError(f"custom: {error.field}", "", error.expected) from None


def _parsed(model: type[T], fields: dict[str, object], path: str) -> T:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        where = ".".join((path, *(str(part) for part in wrong["loc"])))
        expected = wrong["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
        if wrong["type"] == "missing":
            expected = "this field, which is missing"
        raise BriefError(where, wrong["input"], expected) from None


def grounded(brief: Brief, catalogue: Catalogue) -> Brief:
    """The brief with present ids for old ones. Raises BriefError for ids that do not exist."""

    def metric(given: str, path: str) -> str:
        return _present(given, path, catalogue, catalogue.metrics, "a metric's id")

    context = {
        dimension.value: _checked_context(brief, dimension, catalogue) for dimension in Dimension
    }
    stated = brief.strategy
    preset = stated.preset and _present(
        stated.preset, "strategy.preset", catalogue, catalogue.strategies, "a strategy's id"
    )
    for place, outcomes in (
        ("strategy.priorities", list(stated.priorities)),
        ("strategy.objectives", [item.outcome for item in stated.objectives if item.outcome]),
    ):
        for outcome in outcomes:
            _present(
                outcome, f"{place}.{outcome}", catalogue, catalogue.outcomes, "an outcome's id"
            )
    hold = tuple(
        _present(name, f"strategy.hold.{index}", catalogue, catalogue.outcomes, "an outcome's id")
        for index, name in enumerate(stated.hold)
    )
    for number, item in enumerate(stated.objectives):
        for name in item.result:
            metric(name, f"strategy.objectives.{number}.result")
    return brief.model_copy(
        update={
            "context": brief.context.model_copy(update=context),
            "strategy": stated.model_copy(update={"preset": preset, "hold": hold}),
            "today": tuple(
                row.model_copy(update={"metric": metric(row.metric, f"today.{index}.metric")})
                if row.metric
                else row
                for index, row in enumerate(brief.today)
            ),
            "must": tuple(metric(name, f"must.{i}") for i, name in enumerate(brief.must)),
            "never": tuple(metric(name, f"never.{i}") for i, name in enumerate(brief.never)),
        }
    )


def _checked_context(
    brief: Brief, dimension: Dimension, catalogue: Catalogue
) -> str | tuple[str, ...] | None:
    given = getattr(brief.context, dimension.value)
    known = {key: item for key, item in catalogue.contexts.items() if item.dimension is dimension}
    path, expected = f"context.{dimension}", f"one of {', '.join(sorted(known))}"
    if isinstance(given, tuple):
        return tuple(
            _present(item, f"{path}.{index}", catalogue, known, expected)
            for index, item in enumerate(given)
        )
    return given and _present(given, path, catalogue, known, expected)


def _present(
    given: str, path: str, catalogue: Catalogue, folder: Mapping[str, object], expected: str
) -> str:
    try:
        found = catalogue.resolve(given)
    except KeyError:
        found = ""
    if found not in folder:
        raise BriefError(path, given, expected)
    return found
