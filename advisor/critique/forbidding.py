"""Why a finding has no fix: what stands in the way of every edit that would cure it."""

from __future__ import annotations

from advisor.case import Case
from advisor.checks.hit import Fix
from advisor.checks.uses import names
from advisor.critique.judging import Broken
from advisor.critique.trying import Trials


def forbids(case: Case, item: Broken, trials: Trials, ready: Fix | None = None) -> str:
    """One or two sentences: no edit of the list cures it, or every one that does brings worse.
    `ready` is the fix that another finding offers for the same line."""
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
    if ready is not None:
        return f"No edit ends it by itself. One that is ready for the same line: {ready.says}"
    return "No edit of the list ends it, as the same could still be said: see what to do."


def _added(fix: Fix) -> list[str]:
    return [edit.metric for edit in fix.edits if edit.op == "add" and edit.metric]
