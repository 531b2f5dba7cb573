"""What the answer page shows of a brief, worked out in two stages: the set, then all about it.

The same functions as `advisor.advice` in the same order; what no reader of a link asks for, such as
the other good sets, is left out, so that the answer is there in half the time.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.advice import fingerprint
from advisor.behaviour import behaviours
from advisor.case import Case
from advisor.change import Change, Plan, change_plan, whole_plan
from advisor.critique import Critique, critique
from advisor.feasibility import Feasibility, feasibility
from advisor.recommend import Recommendation
from advisor.scorecard import Scorecard, scorecard
from advisor.worth import Worth, worth


@dataclass(frozen=True, slots=True)
class Worked:
    """All that the page shows of one brief."""

    case: Case
    best: Recommendation
    critique: Critique
    changes: tuple[Change, ...]
    plan: Plan
    cards: Scorecard
    staffing: Feasibility
    levers: tuple[Worth, ...]
    fingerprint: str


def worked(case: Case, best: Recommendation) -> Worked:
    """The second stage: `best` is the recommended set of `case`."""
    judged = critique(case)
    changes = change_plan(case, best, judged.findings)
    return Worked(
        case=case,
        best=best,
        critique=judged,
        changes=changes,
        plan=whole_plan(case, best, changes, behaviours(case)),
        cards=scorecard(case, best),
        staffing=feasibility(case),
        levers=worth(case),
        fingerprint=fingerprint(case.brief, case.shipped),
    )
