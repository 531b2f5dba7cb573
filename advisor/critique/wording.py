"""A broken rule in words: the message with its facts, the evidence, the path, the fix."""

from __future__ import annotations

from collections.abc import Mapping

from advisor import targets
from advisor.case import Case, Line
from advisor.checks.hit import Fix, Hit
from advisor.checks.remembered import itself, of_place
from advisor.critique.judging import Broken
from advisor.finding import EditSaid, Effect, Finding, FixSaid, Voice, voices
from advisor.route import Step, steps
from knowledge.catalogue import Claim
from knowledge.schema import family_of
from knowledge.vocabulary import RuleFamily

LEFT_OUT = "What the list leaves out"


def finding(
    case: Case, item: Broken, cured: tuple[Fix, Effect] | None, forbids: str | None = None
) -> Finding:
    """In words. A fix is said only where it was found to help; else what stands in its way."""
    rule, hit, subjects, code = item.ready.rule, item.hit, item.hit.subjects, item.ready.code
    message = rule.message.format_map(_Facts(_facts(case, hit)))
    walked = [_told(case, claim) for claim in hit.path()]
    return Finding(
        id=item.id,
        code=code,
        name=rule.name,
        family=family_of(code).label,
        severity=item.severity,
        conditional=hit.conditional,
        cause=_cause(case, item),
        subjects=subjects,
        written=tuple(case.lines[index].written for index in hit.lines),
        level=hit.level,
        message=_conditional(message) if hit.conditional else message,
        why=rule.why,
        cure=rule.cure.text,
        path=tuple(step for step, _voices in walked),
        evidence=(*item.ready.voices, *(voice for _step, voices in walked for voice in voices)),
        fix=_fix_said(cured[0]) if cured else None,
        effect=cured[1] if cured else None,
        forbids=None if cured else forbids,
    )


@of_place(itself)
def _told(_case: Case, claim: Claim) -> tuple[Step, tuple[Voice, ...]]:
    """A step of a path in words, and who speaks of it."""
    return steps((claim,))[0], voices(claim.relation.evidence)


def _cause(case: Case, item: Broken) -> str:
    """What to blame: a metric on the list, or that the list leaves something out."""
    if item.hit.lines and item.hit.subjects:
        return case.catalogue.label(item.hit.subjects[0])
    if family_of(item.ready.code) is RuleFamily.COV:
        return LEFT_OUT
    return item.ready.rule.title


def _facts(case: Case, hit: Hit) -> dict[str, str]:
    """What a message may name of any finding, of a finding about a line, and of this one."""
    found = {
        "subject": case.catalogue.label(hit.subjects[0]) if hit.subjects else "The set",
        "subjects": ", ".join(case.catalogue.label(name) for name in hit.subjects),
        "level": hit.level.label.lower() if hit.level else "this",
        "strategy": case.strategy.name,
    }
    if hit.lines:
        line = case.lines[hit.lines[0]]
        if line.metric is not None:
            found |= _of_line(case, line)
    return {**found, **hit.facts()}


def _of_line(case: Case, line: Line) -> Mapping[str, str]:
    entry, row, target = case.entry(line), line.row, line.target
    weight = format(row.weight, "g") if row.weight is not None else ""
    return {
        "target": targets.text(target) if target else "",
        "asks": "none at all" if target and target.value == 0 else "every single one",
        "open": "too little" if target and target.op == "<=" else "too much",
        "weight": weight,
        "mover": entry.moves.who[0].label if entry.moves else "somebody else",
        "reporter": entry.reported_by.label if entry.reported_by else "those it rates",
        "system": next((item.label for item in entry.systems), "another system").lower(),
        "least": str(entry.least_observations or ""),
        "written": line.written,
        "owner": row.owner or "",
    }


def _conditional(message: str) -> str:
    """The same, said of what nobody stated."""
    acronym = message[1:2].isupper()
    begin = message[:1] if acronym else message[:1].lower()
    return f"If something hangs on it: {begin}{message[1:]}"


def _fix_said(fix: Fix) -> FixSaid:
    edits = tuple(
        EditSaid(op=edit.op, metric=edit.metric, field=edit.field, value=edit.value)
        for edit in fix.edits
    )
    return FixSaid(says=fix.says, edits=edits)


class _Facts(dict[str, str]):
    """A placeholder that no fact fills stays visible, so that a test can find it."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
