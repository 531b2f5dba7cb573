"""Who may change what a finding is about."""

from __future__ import annotations

from advisor.case import Case
from advisor.finding import Finding

MINE = (None, "", "me", "i", "we", "us")
BOUND = {
    "client": "the client",
    "contract": "the client",
    "regulator": "the regulator",
    "law": "the regulator",
    "boss": "your boss",
    "my boss": "your boss",
    "head office": "head office",
    "head-office": "head office",
    "me": None,
}


def decider(case: Case, finding: Finding) -> str | None:
    """Whom to ask; None where the person in this seat may make the change."""
    edited = {edit.metric for edit in finding.fix.edits} if finding.fix else set()
    about = edited | set(finding.subjects[:1])
    for line in case.known:
        if line.metric not in about:
            continue
        said = (line.row.may_change or "").strip().casefold()
        if said in MINE or said == case.brief.seat:
            continue
        return BOUND.get(said, line.row.may_change)
    return None
