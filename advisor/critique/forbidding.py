"""Why a finding has no fix: what stands in the way of every edit that would cure it."""

from __future__ import annotations

from advisor.case import Case
from advisor.checks.hit import Fix
from advisor.checks.uses import names
from advisor.critique.judging import Broken
from advisor.critique.trying import Trials


def forbids(case: Case, item: Broken, trials: Trials) -> str:
    """One sentence: no edit of the list cures it, or every one that does brings worse."""
    tried = list(item.hit.cures())
    if not tried:
        return "This is for people to settle and not for an edit of the list: see what to do."
    ruled_out = [name for fix in tried for name in _added(fix) if name in case.brief.never]
    if ruled_out:
        told = names(case, list(dict.fromkeys(ruled_out)))
        return f"What would cure it is ruled out by this brief: {told}."
    if trials.after(tried[0].edits) is None:
        return "What would cure it does not fit this brief."
    risen = [code for code in trials.worsened(tried[0].edits) if code != item.ready.code]
    if risen:
        title = case.catalogue.rules[risen[0]].title
        return f"Each cure would bring something as grave in its place: {title.lower()}."
    return "Each cure leaves the same to be said of another line: settle what stands above first."


def _added(fix: Fix) -> list[str]:
    return [edit.metric for edit in fix.edits if edit.op == "add" and edit.metric]
