"""The whole: a Brief goes in, an Advice comes out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from advisor.behaviour import Expected, behaviours
from advisor.brief import Brief, Part, canonical, document
from advisor.case import Case
from advisor.change import Change, Plan, change_plan, whole_plan
from advisor.critique import Critique, critique
from advisor.explore import Alternative, alternatives
from advisor.feasibility import Feasibility, feasibility
from advisor.lean import Leans, leans
from advisor.recommend import Recommendation, recommend
from advisor.revealed import RevealedStrategies, Unrevealed, reveal
from advisor.scorecard import Scorecard, scorecard
from advisor.stability import Firm, stability
from knowledge.catalogue import Catalogue

METHOD_VERSION = "2"


class Understood(Part):
    """What a name of the list was taken for."""

    written: str
    metric: str | None
    kind: str
    confidence: int
    candidates: tuple[dict[str, Any], ...]
    metrics: tuple[str, ...] = ()
    question: str | None = None
    """What to ask about its target."""


class Advice(Part):
    """Everything that the tool says about one brief."""

    fingerprint: str
    knowledge_version: str
    method_version: str
    brief: dict[str, Any]
    resolved: tuple[Understood, ...]
    assumed: tuple[str, ...]
    priorities: dict[str, int]
    strategy: str
    lean: Leans
    recommendation: Recommendation
    alternatives: tuple[Alternative, ...]
    diff: tuple[Change, ...]
    plan: Plan
    revealed: RevealedStrategies | None
    unrevealed: str | None
    """Why today's list does not tell which strategy it was made for; None where it does."""
    stability: tuple[Firm, ...]
    critique: Critique
    behaviours: tuple[Expected, ...]
    feasibility: Feasibility
    scorecard: Scorecard
    universe: tuple[str, ...]


def advise(
    brief: Brief,
    catalogue: Catalogue,
    *,
    readings: int = 0,
    told: Callable[[int], None] | None = None,
) -> Advice:
    """All advice on a brief. Pure: the same brief and knowledge give the same bytes.

    `readings` is the number of readings for the stability of the choice, and `told` hears how
    many are done. Raises BriefError where the brief names something that does not exist.
    """
    case = Case(brief, catalogue)
    best = recommend(case)
    told_by = reveal(case)
    judged, provoked = critique(case), behaviours(case)
    changes = change_plan(case, best, judged.findings)
    firm = stability(case, best, readings, told=told)
    best = best.with_stability({item.metric: item.says for item in firm})
    return Advice(
        fingerprint=fingerprint(case.brief, catalogue),
        knowledge_version=catalogue.version,
        method_version=METHOD_VERSION,
        brief=document(case.brief),
        resolved=understood(case),
        assumed=tuple(case.assumed),
        priorities=dict(case.priorities),
        strategy=case.strategy_id,
        lean=leans(case, best.pulls),
        recommendation=best,
        alternatives=alternatives(case, best),
        diff=changes,
        plan=whole_plan(case, best, changes, provoked),
        revealed=None if isinstance(told_by, Unrevealed) else told_by,
        unrevealed=told_by.because if isinstance(told_by, Unrevealed) else None,
        stability=firm,
        critique=judged,
        behaviours=provoked,
        feasibility=feasibility(case),
        scorecard=scorecard(case, best),
        universe=case.universe,
    )


def understood(case: Case) -> tuple[Understood, ...]:
    """What each line was taken for."""
    return tuple(
        Understood(
            written=line.written,
            metric=line.metric,
            kind=line.resolved.kind if not line.row.metric else "exact",
            confidence=line.resolved.confidence if not line.row.metric else 100,
            candidates=tuple(
                {"metric": c.metric, "confidence": c.confidence, "question": c.question}
                for c in line.resolved.candidates
            ),
            metrics=line.resolved.metrics,
            question=line.question,
        )
        for line in case.lines
    )


def fingerprint(brief: Brief, catalogue: Catalogue) -> str:
    """Ten hex digits over the canonical brief and both versions."""
    told = json.dumps([canonical(brief), catalogue.version, METHOD_VERSION])
    return hashlib.sha256(told.encode()).hexdigest()[:10]
