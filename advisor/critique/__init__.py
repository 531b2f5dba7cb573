"""The critique: rules joined to hits, grouped by cause, ordered by what they do here, with cures.

A finding never carries a score. Its fix is an edit of the brief, and is offered only where the
triple (errors, warnings, advice) falls, so that applying fixes always ends.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from advisor.case import Case
from advisor.checks.partners import choose_within
from advisor.critique.forbidding import forbids
from advisor.critique.grouping import IN_VIEW, groups
from advisor.critique.identity import accepted_as
from advisor.critique.judging import judge, rules
from advisor.critique.settling import Settled
from advisor.critique.trying import Trials
from advisor.critique.variant import fixed, resolved_brief
from advisor.critique.verdict import aim, next_move, to_tick, verdict
from advisor.critique.wording import finding
from advisor.finding import AcceptedFinding, Critique, Finding
from advisor.recommend import recommend


def critique(
    case: Case,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    recommended: Callable[[], Collection[str]] | None = None,
) -> Critique:
    """All that the rules say of today's list. `select` and `ignore` take codes or families.

    `recommended` gives the metrics of the recommended set where somebody has them; they are worked
    out otherwise, so that the answer is the same. It is asked only where a cure has a choice."""
    choose_within(case, recommended or (lambda: recommend(case).ids))
    judged = judge(case, select, ignore)
    reasons = {item.finding: item for item in case.brief.accepted}
    named = {
        item.id: accepted_as(case, item.ready.code, item.hit, reasons) for item in judged.broken
    }
    standing = tuple(item for item in judged.broken if named[item.id] is None)
    trials = Trials(judged, select, ignore)
    cured = trials.best(standing)
    offered = {
        item.hit.subjects[:1]: cured[item.id][0] for item in standing[::-1] if item.id in cured
    }
    findings = []
    for item in standing:
        ready = offered.get(item.hit.subjects[:1])
        stands = None if item.id in cured else forbids(case, item, trials, ready)
        findings.append(finding(case, item, cured.get(item.id), stands))
    settled = Settled.of(case, (item.hit for item in judged.broken if named[item.id] is not None))
    told = tuple(sorted(findings, key=lambda x: (x.severity.rank, settled.holds(x))))
    move = next_move(case, [item for item in told if not settled.holds(item)])
    return Critique(
        verdict=verdict(case, told),
        judged=(len(case.known), len(case.lines)),
        aim=aim(case),
        to_tick=to_tick(case),
        next_move=move.finding if move else None,
        move=move,
        findings=told,
        passed=judged.passed,
        skipped=judged.skipped,
        accepted=tuple(
            AcceptedFinding(
                finding=finding(case, item, None).model_copy(update={"id": name}),
                reason=reasons[name].reason,
                by=reasons[name].by,
                on=reasons[name].on,
            )
            for item in judged.broken
            if (name := named[item.id]) is not None
        ),
    )


__all__ = [
    "IN_VIEW",
    "Critique",
    "Finding",
    "critique",
    "fixed",
    "groups",
    "resolved_brief",
    "rules",
]
