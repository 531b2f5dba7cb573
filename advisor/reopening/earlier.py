"""A result as it was saved: a brief, and where the file holds it, the set that was recommended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from advisor import share
from advisor.advice import Advice
from advisor.brief import Brief, BriefError, Part, document, from_document, from_json
from advisor.grounding import custom_catalogue, grounded
from advisor.recommend import Recommendation, Tier
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Level, Use

MOST_METRICS = 500


class Recommended(Part):
    """What was said of one metric of the set."""

    tier: Tier
    uses: dict[Level, Use]
    guards: tuple[str, ...] = ()


class Earlier(Part):
    """An earlier brief and, where it was kept, what was recommended on it."""

    brief: Brief
    made: str = ""
    """The day, as it was written; empty where the file does not say."""
    fingerprint: str = ""
    knowledge_version: str = ""
    method_version: str = ""
    set: dict[str, Recommended] | None = None
    """By metric; None where the file or link holds the design alone."""


def recommended(best: Recommendation) -> dict[str, Recommended]:
    """What is worth keeping of a recommendation."""
    return {
        item.metric: Recommended(tier=item.tier, uses=item.uses, guards=item.guards)
        for item in best.metrics
    }


def saved(advice: Advice, brief: Brief, made: str) -> dict[str, Any]:
    """A result to keep for next year, as JSON would hold it: a part of what `advise` writes, and
    the day. `brief` is the design with its notes and its logo."""
    chosen = advice.recommendation.metrics
    return {
        "made": made,
        "fingerprint": advice.fingerprint,
        "knowledge_version": advice.knowledge_version,
        "method_version": advice.method_version,
        "brief": document(brief),
        "recommendation": {
            "metrics": [
                item.model_dump(mode="json", include={"metric", "tier", "uses", "guards"})
                for item in chosen
            ]
        },
    }


def opened(given: bytes | str, catalogue: Catalogue, file: str = "") -> Earlier:
    """A result, a design, or a link to one. Raises BriefError or LinkError."""
    if isinstance(given, str) and share.is_link(given):
        return Earlier(brief=_known(share.from_link(given, catalogue), catalogue))
    try:
        found = json.loads(given)
    except (ValueError, RecursionError):
        found = None  # the reader of briefs says what is wrong, and where
    if not isinstance(found, dict) or "brief" not in found:
        return Earlier(brief=_known(from_json(given, file), catalogue))
    return _result(found, catalogue, file)


def _result(found: Mapping[str, Any], catalogue: Catalogue, file: str) -> Earlier:
    brief = _known(from_document(found["brief"], file), catalogue)
    told = found.get("recommendation")
    metrics = told.get("metrics") if isinstance(told, dict) else None
    if metrics is not None and not isinstance(metrics, list):
        raise BriefError("recommendation.metrics", metrics, "a list of metrics", file)
    chosen = None if metrics is None else _set(metrics, catalogue, file)
    return Earlier(
        brief=brief,
        set=chosen,
        **{
            name: str(found.get(name) or "")[:40]
            for name in ("made", "fingerprint", "knowledge_version", "method_version")
        },
    )


def _set(metrics: list[Any], catalogue: Catalogue, file: str) -> dict[str, Recommended]:
    """The set by the ids of today: what was renamed since is found under its new name."""
    found = {}
    for number, item in enumerate(metrics[:MOST_METRICS]):
        place = f"recommendation.metrics.{number}"
        if not isinstance(item, dict) or not isinstance(item.get("metric"), str):
            raise BriefError(place, item, "a metric with its tier", file)
        try:
            told = Recommended(
                tier=item.get("tier"),
                uses=item.get("uses") or {},
                guards=tuple(_present(str(key), catalogue) for key in item.get("guards") or ()),
            )
        except ValidationError as error:
            what = error.errors(include_url=False)[0]
            raise BriefError(place, what["input"], what["msg"], file) from None
        found[_present(item["metric"], catalogue)] = told
    return found


def _present(given: str, catalogue: Catalogue) -> str:
    try:
        return catalogue.resolve(given)
    except KeyError:
        return given  # gone since, or the user's own


def _known(brief: Brief, catalogue: Catalogue) -> Brief:
    return grounded(brief, custom_catalogue(brief, catalogue))
