"""The critique: rules joined to hits, grouped by cause, ordered by what they do here, with cures.

A finding never carries a score. Its fix is an edit of the brief, and is offered only where the
triple (errors, warnings, advice) falls, so that applying fixes always ends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass

import advisor.checks  # noqa: F401 - registers the checks
from advisor.brief import Brief, Edit, apply
from advisor.case import Case, Line
from advisor.checks.hit import Hit, Missing, run
from advisor.finding import (
    AcceptedFinding,
    Critique,
    EditSaid,
    Effect,
    Finding,
    FixSaid,
    Passed,
    Skipped,
    Voice,
    triple,
)
from advisor.route import steps
from knowledge.catalogue import Catalogue
from knowledge.schema import Rule, family_of
from knowledge.vocabulary import RuleFamily, RuleStatus, Severity

IN_VIEW = 7
MOST_EFFECTS = 40  # findings whose fix is tried out; whoever has more begins with these
FEW = 4  # unread names; fewer do not hide what a list leaves out
WHICH_NAMES = "Which metrics are meant by the names that were not understood?"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that fires at a place."""

    id: str
    code: str
    rule: Rule
    hit: Hit
    severity: Severity


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules in force say of a case."""

    broken: tuple[Broken, ...]
    """Most important first."""
    passed: tuple[Passed, ...]
    skipped: tuple[Skipped, ...]


def critique(case: Case, *, select: Collection[str] = (), ignore: Collection[str] = ()) -> Critique:
    """All that the rules say of today's list. `select` and `ignore` take codes or families."""
    judged = judge(case, select, ignore)
    reasons = {item.finding: item for item in case.brief.accepted}
    standing = tuple(item for item in judged.broken if item.id not in reasons)
    tried = [item.id for item in standing if item.hit.fix][:MOST_EFFECTS]
    findings = tuple(
        _finding(
            case,
            item,
            _effect(case, item, standing, select, ignore) if item.id in tried else None,
        )
        for item in standing
    )
    return Critique(
        verdict=_verdict(case, findings),
        next_move=_next_move(case, findings),
        findings=findings,
        passed=judged.passed,
        skipped=judged.skipped,
        accepted=tuple(
            AcceptedFinding(
                finding=_finding(case, item, None),
                reason=reasons[item.id].reason,
                by=reasons[item.id].by,
                on=reasons[item.id].on,
            )
            for item in judged.broken
            if item.id in reasons
        ),
    )


def judge(case: Case, select: Collection[str], ignore: Collection[str]) -> Judged:
    """Runs the rules, and orders what they find by severity and by what it touches here."""
    broken: dict[str, Broken] = {}
    places: set[tuple[object, ...]] = set()
    passed, skipped = [], []
    mostly_unread = len(case.unread) >= FEW and len(case.unread) * 2 > len(case.lines)
    for code, rule in rules(case.catalogue):
        if not _wanted(code, select, ignore):
            continue
        if mostly_unread and family_of(code) is RuleFamily.COV:
            skipped.append(
                Skipped(code=code, title=rule.title, missing="names", question=WHICH_NAMES)
            )
            continue
        said = run(rule.check, case, rule.params)
        hits = [item for item in said if isinstance(item, Hit)]
        missing = [item for item in said if isinstance(item, Missing)]
        for hit in hits:
            severity = rule.severity.milder if hit.conditional else rule.severity
            name = _identity(case, code, hit)
            place = (code, hit.subjects, hit.level, hit.facts.get("behaviour"))
            if place not in places:  # two rows of one metric on one card are said once
                places.add(place)
                broken[name] = Broken(name, code, rule, hit, severity)
        if not hits and missing:
            first = missing[0]
            skipped.append(
                Skipped(code=code, title=rule.title, missing=first.fact, question=first.question)
            )
        elif not hits:
            passed.append(Passed(code=code, says=rule.passes))
    ordered = sorted(
        broken.values(),
        key=lambda item: (
            item.severity.rank,
            -_impact(case, item.hit),
            not item.hit.lines,  # what stands on the list before what is missing from it
            item.code,
            item.id,
        ),
    )
    return Judged(tuple(ordered), tuple(passed), tuple(skipped))


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


def _finding(case: Case, item: Broken, effect: Effect | None) -> Finding:
    """In words. A fix that makes nothing fall is not offered."""
    rule, hit, subjects = item.rule, item.hit, item.hit.subjects
    facts = {
        "subject": case.catalogue.label(subjects[0]) if subjects else "The set",
        "subjects": ", ".join(case.catalogue.label(name) for name in subjects),
        "level": hit.level.label.lower() if hit.level else "this",
        **hit.facts,
    }
    message = rule.message.format_map(_Facts(facts))
    voices = (*rule.evidence, *(voice for claim in hit.path for voice in claim.relation.evidence))
    return Finding(
        id=item.id,
        code=item.code,
        name=rule.name,
        family=family_of(item.code).label,
        severity=item.severity,
        conditional=hit.conditional,
        cause=case.catalogue.label(subjects[0]) if hit.lines and subjects else rule.title,
        subjects=subjects,
        written=tuple(case.lines[index].written for index in hit.lines),
        level=hit.level,
        message=_conditional(message) if hit.conditional else message,
        why=rule.why,
        cure=rule.cure.text,
        path=steps(hit.path),
        evidence=tuple(
            Voice(source=v.source, grade=v.grade, says=v.says, finds=v.finds) for v in voices
        ),
        fix=_fix_said(hit) if effect else None,
        effect=effect,
    )


def _conditional(message: str) -> str:
    """The same, said of what nobody stated."""
    acronym = message[1:2].isupper()
    begin = message[:1] if acronym else message[:1].lower()
    return f"If something hangs on it: {begin}{message[1:]}"


def _fix_said(hit: Hit) -> FixSaid | None:
    if hit.fix is None:
        return None
    edits = tuple(
        EditSaid(op=edit.op, metric=edit.metric, field=edit.field, value=edit.value)
        for edit in hit.fix.edits
    )
    return FixSaid(says=hit.fix.says, edits=edits)


class _Facts(dict[str, str]):
    """A placeholder that no fact fills stays visible, so that a test can find it."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _identity(case: Case, code: str, hit: Hit) -> str:
    """Stable while what it judges stays as it is: a changed subject reopens a finding, a new
    owner or review date does not."""
    about = [_judged_part(case.lines[index]) for index in hit.lines]
    text = json.dumps([about, hit.subjects, hit.facts.get("behaviour", "")], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:6]
    where = ".".join(part for part in (*hit.subjects[:2], hit.level or "") if part) or "set"
    return f"{code}:{where}:{digest}"


def _judged_part(line: Line) -> dict[str, object]:
    kept = {"levels", "consequences", "target", "weight", "definition", "why", "since", "origin"}
    return {"metric": line.metric, **line.row.model_dump(mode="json", include=kept)}


# --- what a fix would do -------------------------------------------------------------------------


def _effect(
    case: Case,
    item: Broken,
    standing: Collection[Broken],
    select: Collection[str],
    ignore: Collection[str],
) -> Effect | None:
    """Findings before and after the fix; None where there is none, or nothing would fall."""
    if item.hit.fix is None:
        return None
    reasons = {found.finding for found in case.brief.accepted}
    after = judge(fixed(case, item.hit.fix.edits), select, ignore).broken
    now = triple(found.severity for found in standing)
    then = triple(found.severity for found in after if found.id not in reasons)
    if then >= now:
        return None
    return Effect(errors=(now[0], then[0]), warnings=(now[1], then[1]), advice=(now[2], then[2]))


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


# --- what to say first ---------------------------------------------------------------------------


def _verdict(case: Case, findings: tuple[Finding, ...]) -> str:
    if not case.brief.today:
        return "There is no list to judge yet."
    if not case.known:
        return "None of these names was understood, so nothing could be judged."
    number = len(case.unread)
    unread = f" {number} of {len(case.lines)} names were not understood." if number else ""
    wrong = sum(item.severity is Severity.ERROR for item in findings)
    hurting = len({item.cause for item in findings if item.severity is Severity.WARNING})
    look = len({item.cause for item in findings if item.severity is Severity.ADVICE})
    counted = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (
                wrong,
                "thing that is wrong whatever the strategy",
                "things that are wrong whatever the strategy",
            ),
            (
                hurting,
                "line or gap that will hurt this strategy here",
                "lines or gaps that will hurt this strategy here",
            ),
        )
        if number
    ]
    if not counted:
        extra = f" {look} more may be worth a look." if look else ""
        if unread:
            return f"Nothing is wrong with what was understood.{extra}{unread}"
        against = "your strategy" if case.stated else f"'{case.strategy.name}', which is assumed"
        return f"Nothing here is wrong, and nothing works against {against}.{extra}"
    return f"This set has {' and '.join(counted)}. First: {findings[0].message}{unread}"


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
