"""The critique: rules joined to hits, grouped by cause, ordered by what they do here, with cures.

A finding never carries a score. Its fix is an edit of the brief, and is offered only where the
triple (errors, warnings, advice) falls, so that applying fixes always ends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

import advisor.checks  # noqa: F401 - registers the checks
from advisor.brief import Brief, Edit, Part, apply
from advisor.case import Case
from advisor.checks.hit import Hit, Missing, run
from advisor.recommend import Step, steps
from knowledge.catalogue import Catalogue
from knowledge.schema import Rule, family_of
from knowledge.vocabulary import Level, RuleStatus, Severity

IN_VIEW = 7


class Voice(Part):
    """One piece of evidence of a finding."""

    source: str
    grade: str
    says: str
    finds: str


class EditSaid(Part):
    """An edit of the brief, as data."""

    op: str
    metric: str | None = None
    field: str | None = None
    value: Any = None

    def edit(self) -> Edit:
        return Edit(self.op, self.metric, self.field, self.value)  # type: ignore[arg-type]


class FixSaid(Part):
    """A cure that a button can apply."""

    says: str
    edits: tuple[EditSaid, ...]


class Effect(Part):
    """Findings before and after a fix."""

    errors: tuple[int, int]
    warnings: tuple[int, int]
    advice: tuple[int, int]


class Finding(Part):
    """One place where the set is wrong, will hurt, or is worth a look."""

    id: str
    code: str
    name: str
    family: str
    severity: Severity
    conditional: bool
    cause: str
    """What groups it with others: the metric to blame, or the gap."""
    subjects: tuple[str, ...]
    written: tuple[str, ...]
    level: Level | None
    message: str
    why: str
    cure: str
    path: tuple[Step, ...]
    evidence: tuple[Voice, ...]
    fix: FixSaid | None
    effect: Effect | None


class Passed(Part):
    """A rule that was judged and does not fire."""

    code: str
    says: str


class Skipped(Part):
    """A rule that could not be judged, and the question to ask."""

    code: str
    title: str
    missing: str
    question: str


class AcceptedFinding(Part):
    """A finding that somebody decided to live with."""

    finding: Finding
    reason: str
    by: str
    on: str


class Critique(Part):
    """Four lists and a verdict. No score."""

    verdict: str
    next_move: str | None
    """Id of the finding whose fix to make first."""
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    skipped: tuple[Skipped, ...]
    accepted: tuple[AcceptedFinding, ...]

    def counts(self) -> tuple[int, int, int]:
        """(errors, warnings, advice)."""
        return _triple(self.findings)


def critique(case: Case, *, select: Collection[str] = (), ignore: Collection[str] = ()) -> Critique:
    """All that the rules say of today's list. `select` and `ignore` take codes or families."""
    found, passed, skipped = _judge(case, select, ignore)
    reasons = {item.finding: item for item in case.brief.accepted}
    accepted = tuple(
        AcceptedFinding(
            finding=finding,
            reason=reasons[finding.id].reason,
            by=reasons[finding.id].by,
            on=reasons[finding.id].on,
        )
        for finding in found
        if finding.id in reasons
    )
    standing = [finding for finding in found if finding.id not in reasons]
    judged = tuple(_with_effect(case, finding, standing, select, ignore) for finding in standing)
    return Critique(
        verdict=_verdict(case, judged),
        next_move=_next_move(case, judged),
        findings=judged,
        passed=passed,
        skipped=skipped,
        accepted=accepted,
    )


def _judge(
    case: Case, select: Collection[str], ignore: Collection[str]
) -> tuple[list[Finding], tuple[Passed, ...], tuple[Skipped, ...]]:
    found: list[tuple[tuple[Any, ...], Finding]] = []
    passed, skipped = [], []
    for code, rule in rules(case.catalogue):
        if not _wanted(code, select, ignore):
            continue
        said = run(rule.check, case, rule.params)
        hits = [item for item in said if isinstance(item, Hit)]
        missing = [item for item in said if isinstance(item, Missing)]
        found += [_ranked(case, code, rule, hit) for hit in hits]
        if not hits and missing:
            first = missing[0]
            skipped.append(
                Skipped(code=code, title=rule.title, missing=first.fact, question=first.question)
            )
        elif not hits:
            passed.append(Passed(code=code, says=rule.passes))
    unique = {finding.id: (rank, finding) for rank, finding in sorted(found, key=_by_rank)}
    return [finding for _rank, finding in unique.values()], tuple(passed), tuple(skipped)


def rules(catalogue: Catalogue) -> tuple[tuple[str, Rule], ...]:
    """Rules that are in force, by code."""
    return tuple(
        (code, rule)
        for code, rule in sorted(catalogue.rules.items())
        if rule.status in (RuleStatus.STABLE, RuleStatus.PREVIEW)
    )


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    def named(codes: Collection[str]) -> bool:
        return code in codes or code[:3] in codes

    return (not select or named(select)) and not named(ignore)


def _by_rank(pair: tuple[tuple[Any, ...], Finding]) -> tuple[Any, ...]:
    return pair[0]


def _ranked(case: Case, code: str, rule: Rule, hit: Hit) -> tuple[tuple[Any, ...], Finding]:
    finding = _finding(case, code, rule, hit)
    severity = list(Severity).index(finding.severity)
    return (severity, -_impact(case, hit), code, finding.id), finding


def _impact(case: Case, hit: Hit) -> int:
    """How much a hit touches what this brief cares for: consequence, then the path's damage."""
    pressed = sum(bool(case.lines[index].incentivised) for index in hit.lines)
    share = 1000
    for claim in hit.path:
        share = share * (claim.relation.strength.share if claim.relation.strength else 1000) // 1000
    reached = 0
    if hit.path:
        end = hit.path[-1].end
        goals = {goal.outcome: goal.weight for goal in case.goals}
        reached = max(case.priorities.get(end, 0), goals.get(end, 0) // 5, 1) * share
    return 2000 * pressed + reached


def _finding(case: Case, code: str, rule: Rule, hit: Hit) -> Finding:
    subjects = hit.subjects
    facts = {
        "subject": case.catalogue.label(subjects[0]) if subjects else "The set",
        "subjects": ", ".join(case.catalogue.label(item) for item in subjects),
        "level": hit.level.label.lower() if hit.level else "this",
        **hit.facts,
    }
    message = rule.message.format_map(_Facts(facts))
    if hit.conditional:
        message = f"If something hangs on it: {message}"
    voices = (*rule.evidence, *(voice for claim in hit.path for voice in claim.relation.evidence))
    fix = hit.fix
    return Finding(
        id=_identity(case, code, hit),
        code=code,
        name=rule.name,
        family=family_of(code).label,
        severity=rule.severity.milder if hit.conditional else rule.severity,
        conditional=hit.conditional,
        cause=case.catalogue.label(subjects[0]) if hit.lines and subjects else rule.title,
        subjects=subjects,
        written=tuple(case.lines[index].written for index in hit.lines),
        level=hit.level,
        message=message,
        why=rule.why,
        cure=rule.cure.text,
        path=steps(hit.path),
        evidence=tuple(
            Voice(source=v.source, grade=v.grade, says=v.says, finds=v.finds) for v in voices
        ),
        fix=FixSaid(
            says=fix.says,
            edits=tuple(
                EditSaid(op=e.op, metric=e.metric, field=e.field, value=e.value) for e in fix.edits
            ),
        )
        if fix
        else None,
        effect=None,
    )


class _Facts(dict[str, str]):
    """A placeholder that no fact fills stays visible, so that a test can find it."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _identity(case: Case, code: str, hit: Hit) -> str:
    """Stable while the subject's rows stay as they are: a changed subject reopens a finding."""
    rows = [row.model_dump(mode="json") for row in case.brief.today]
    about = [rows[index] for index in hit.lines]
    text = json.dumps([about, hit.subjects, hit.facts.get("behaviour", "")], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:6]
    where = ".".join(part for part in (*hit.subjects[:2], hit.level or "") if part) or "set"
    return f"{code}:{where}:{digest}"


# --- what a fix would do -------------------------------------------------------------------------


def _with_effect(
    case: Case,
    finding: Finding,
    standing: Iterable[Finding],
    select: Collection[str],
    ignore: Collection[str],
) -> Finding:
    """The finding with the effect of its fix; without the fix where nothing would fall."""
    if finding.fix is None:
        return finding
    edits = tuple(item.edit() for item in finding.fix.edits)
    after, _passed, _skipped = _judge(fixed(case, edits), select, ignore)
    reasons = {item.finding for item in case.brief.accepted}
    now, then = _triple(standing), _triple(item for item in after if item.id not in reasons)
    if then >= now:
        return finding.model_copy(update={"fix": None})
    effect = Effect(errors=(now[0], then[0]), warnings=(now[1], then[1]), advice=(now[2], then[2]))
    return finding.model_copy(update={"effect": effect})


def fixed(case: Case, edits: tuple[Edit, ...]) -> Case:
    """The case after some edits."""
    return Case(apply(resolved_brief(case), edits), case.shipped)


def resolved_brief(case: Case) -> Brief:
    """The brief with the metric of every line that was understood written in."""
    rows = tuple(
        line.row
        if line.row.metric or not line.metric
        else line.row.model_copy(update={"metric": line.metric})
        for line in case.lines
    )
    return case.brief.model_copy(update={"today": rows})


def _triple(findings: Iterable[Finding]) -> tuple[int, int, int]:
    counted = [finding.severity for finding in findings]
    return (
        counted.count(Severity.ERROR),
        counted.count(Severity.WARNING),
        counted.count(Severity.ADVICE),
    )


# --- what to say first ---------------------------------------------------------------------------


def _verdict(case: Case, findings: tuple[Finding, ...]) -> str:
    if not case.brief.today:
        return "There is no list to judge yet."
    if not case.known:
        return "None of these names was understood, so nothing could be judged."
    errors, warnings, advice = _triple(findings)
    counted = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (
                errors,
                "thing that is wrong whatever the strategy",
                "things that are wrong whatever the strategy",
            ),
            (
                warnings,
                "thing that will hurt this strategy here",
                "things that will hurt this strategy here",
            ),
        )
        if number
    ]
    if not counted:
        extra = f" {advice} more may be worth a look." if advice else ""
        return f"Nothing in this set is wrong, and nothing works against your strategy.{extra}"
    return f"This set has {' and '.join(counted)}. First: {findings[0].message}"


def _next_move(case: Case, findings: tuple[Finding, ...]) -> str | None:
    """The finding whose fix this person may make and which does most."""
    able = [finding for finding in findings if finding.fix and finding.effect]
    mine = [finding for finding in able if _mine(case, finding)]
    pool = mine or able
    if not pool:
        return None
    return min(pool, key=_after_fix).id


def _after_fix(finding: Finding) -> tuple[int, int, int]:
    effect = finding.effect
    assert effect is not None
    return (effect.errors[1], effect.warnings[1], effect.advice[1])


def _mine(case: Case, finding: Finding) -> bool:
    """Whether the person in this seat may change every row that the finding is about."""
    rows = [row for row in case.brief.today if row.metric in finding.subjects]
    return all(row.may_change in (None, "", "me", case.brief.seat) for row in rows)


__all__ = ["Critique", "Finding", "critique", "fixed", "resolved_brief", "rules"]
