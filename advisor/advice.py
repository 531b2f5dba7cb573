"""The whole: a Brief goes in, an Advice comes out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import Any, TypeAlias

from pydantic import PrivateAttr

from advisor.behaviour import Expected, behaviours
from advisor.brief import Brief, Part, canonical, document, from_document
from advisor.case import Case
from advisor.change import Change, Plan, change_plan, whole_plan
from advisor.critique import Critique, critique
from advisor.explore import Alternative, alternatives
from advisor.feasibility import Feasibility, feasibility
from advisor.lean import Leans, leans
from advisor.recommend import Recommendation, recommend
from advisor.revealed import RevealedStrategies, Unrevealed, reveal
from advisor.scorecard import Scorecard, scorecard
from advisor.spoken import assumed
from advisor.stability import Firm, stability
from knowledge.catalogue import Catalogue

METHOD_VERSION = "2"

During: TypeAlias = Callable[[str], AbstractContextManager[Any]]


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


class Parts:
    """The parts of the advice on one brief, each worked out when it is first asked for.

    Each stands under its name in `Advice`. `case` is asked for at each part, so that whoever holds
    the parts need not hold the case as well; `choose` gives the set where somebody knows it.
    """

    def __init__(
        self,
        case: Callable[[], Case],
        *,
        choose: Callable[[], Recommendation] | None = None,
        readings: int = 0,
        told: Callable[[int], None] | None = None,
    ) -> None:
        self._case, self._readings, self._told = case, readings, told
        self._choose = choose or (lambda: recommend(case()))

    @cached_property
    def fingerprint(self) -> str:
        case = self._case()
        return fingerprint(case.brief, case.shipped)

    @cached_property
    def knowledge_version(self) -> str:
        return self._case().shipped.version

    @cached_property
    def method_version(self) -> str:
        return METHOD_VERSION

    @cached_property
    def brief(self) -> dict[str, Any]:
        return document(self._case().brief)

    @cached_property
    def resolved(self) -> tuple[Understood, ...]:
        return understood(self._case())

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        return assumed(self._case())

    @cached_property
    def priorities(self) -> dict[str, int]:
        return dict(self._case().priorities)

    @cached_property
    def strategy(self) -> str:
        return self._case().strategy_id

    @cached_property
    def lean(self) -> Leans:
        return leans(self._case(), self.chosen.pulls)

    @cached_property
    def chosen(self) -> Recommendation:
        """The set, before anything is said of how firm it is."""
        return self._choose()

    @cached_property
    def recommendation(self) -> Recommendation:
        return self.chosen.with_stability({item.metric: item.says for item in self.stability})

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        return alternatives(self._case(), self.recommendation)

    @cached_property
    def diff(self) -> tuple[Change, ...]:
        return change_plan(self._case(), self.chosen, self.critique.findings)

    @cached_property
    def plan(self) -> Plan:
        return whole_plan(self._case(), self.recommendation, self.diff, self.behaviours)

    @cached_property
    def _read(self) -> RevealedStrategies | Unrevealed:
        return reveal(self._case())

    @property
    def revealed(self) -> RevealedStrategies | None:
        return None if isinstance(self._read, Unrevealed) else self._read

    @property
    def unrevealed(self) -> str | None:
        return self._read.because if isinstance(self._read, Unrevealed) else None

    @cached_property
    def stability(self) -> tuple[Firm, ...]:
        return stability(self._case(), self.chosen, self._readings, told=self._told)

    @cached_property
    def critique(self) -> Critique:
        return critique(self._case(), recommended=lambda: self.chosen.ids)

    @cached_property
    def behaviours(self) -> tuple[Expected, ...]:
        return behaviours(self._case())

    @cached_property
    def feasibility(self) -> Feasibility:
        return feasibility(self._case())

    @cached_property
    def scorecard(self) -> Scorecard:
        return scorecard(self._case(), self.recommendation)

    @cached_property
    def universe(self) -> tuple[str, ...]:
        return self._case().universe


class Unfolding(Advice):
    """Advice of which nothing is worked out before somebody asks for it.

    BriefError is raised where a part is asked for that cannot be had.
    """

    _parts: Parts = PrivateAttr()
    _during: During = PrivateAttr()

    @classmethod
    def of(cls, parts: Parts, during: During = nullcontext) -> Unfolding:
        """`during` is entered with the name of a part while that is worked out."""
        nothing: dict[str, Any] = {}
        made: Unfolding = cls.model_construct(**nothing)
        made._parts, made._during = parts, during
        return made

    def __getattr__(self, name: str) -> Any:
        if name not in Advice.model_fields:
            return super().__getattr__(name)  # type: ignore[misc]
        with self._during(name):
            found = getattr(self._parts, name)
        self.__dict__[name] = found
        return found

    def whole(self) -> Advice:
        """All of it, as what can be written down."""
        return Advice(**{name: getattr(self, name) for name in Advice.model_fields})


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
    return Unfolding.of(Parts(lambda: case, readings=readings, told=told)).whole()


def with_notes(advice: Advice, brief: Brief, catalogue: Catalogue) -> Advice:
    """The advice on the same brief without its notes (see `unnoted`), with these in it."""
    noted = {"brand": brief.brand, "decisions": brief.decisions}
    whole = from_document(advice.brief).model_copy(update=noted)
    told = {"brief": document(whole), "fingerprint": fingerprint(whole, catalogue)}
    return advice.model_copy(update=told)


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
