"""Rules joined to what their checks find: which are broken, which hold, which cannot be judged."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import advisor.checks  # noqa: F401 - registers the checks
from advisor.case import Case, Line
from advisor.checks.hit import CHECKS, Check, Hit, Missing
from advisor.checks.stakes import may_press
from advisor.checks.where import REPORTS_TOO, Where
from advisor.critique.identity import identity
from advisor.finding import Passed, Skipped, Voice, voices
from knowledge.catalogue import Catalogue
from knowledge.schema import Rule, family_of
from knowledge.vocabulary import RuleFamily, RuleStatus, Severity

FEW = 4  # unread names; fewer do not hide what a list leaves out
WHICH_NAMES = "Which metrics are meant by the names that were not understood?"
WHERES = ("where", "among", "shows", "unless", "heavy")
"""Parameters of rules that say which lines they are about."""


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A rule in force with its check, its parameters read."""

    code: str
    rule: Rule
    check: Check
    params: dict[str, Any]
    pressed_only: bool
    """It has nothing to say of a line on which nothing hangs."""
    about: frozenset[str]
    """Of a check of lines: the only metrics that it can be about."""
    covers: bool
    """It says what a list leaves out."""
    voices: tuple[Voice, ...]
    """The evidence for it."""

    def lines(self, case: Case) -> list[Line]:
        """All of which a check of lines may have anything to say."""
        among = may_press(case) if self.pressed_only else case.known
        return [line for line in among if line.metric in self.about]

    def severity(self, hit: Hit) -> Severity:
        """The rule's, one step milder for each reason to be less sure."""
        found = self.rule.severity
        for milder in (hit.conditional, hit.mild):
            found = found.milder if milder else found
        return found


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that fires at a place."""

    id: str
    ready: Ready
    hit: Hit

    @property
    def severity(self) -> Severity:
        return self.ready.severity(self.hit)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a check found for one rule: in which rows, by identity, or in the list as a whole."""

    ready: Ready
    by_row: Mapping[int, tuple[Hit, ...]]
    whole: tuple[Hit, ...]

    @property
    def hits(self) -> Iterable[Hit]:
        if self.ready.check.by_line:
            return (hit for hits in self.by_row.values() for hit in hits)
        return self.whole


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules in force say of a case."""

    case: Case
    heard: tuple[Heard, ...]
    broken: tuple[Broken, ...]
    """Most important first."""
    passed: tuple[Passed, ...]
    skipped: tuple[Skipped, ...]


def rules(catalogue: Catalogue) -> tuple[tuple[str, Rule], ...]:
    """Rules that are in force, by code."""
    return tuple(
        (code, rule)
        for code, rule in sorted(catalogue.rules.items())
        if rule.status in (RuleStatus.STABLE, RuleStatus.PREVIEW)
    )


@functools.lru_cache(maxsize=4)
def ready_rules(catalogue: Catalogue) -> tuple[Ready, ...]:
    """Rules in force with their parameters read: a typing error in one is found here."""
    return tuple(
        _ready(code, rule, CHECKS[rule.check], _read(rule.params), catalogue)
        for code, rule in rules(catalogue)
    )


@functools.lru_cache(maxsize=4096)
def about(catalogue: Catalogue, metric: str) -> frozenset[str]:
    """Codes of the rules of single lines that can be about a metric."""
    return frozenset(
        ready.code
        for ready in ready_rules(catalogue)
        if ready.check.by_line and metric in ready.about
    )


def _ready(
    code: str, rule: Rule, check: Check, params: dict[str, Any], catalogue: Catalogue
) -> Ready:
    where = params.get("where")
    narrow = isinstance(where, Where) and where.carries not in REPORTS_TOO
    return Ready(
        code=code,
        rule=rule,
        check=check,
        params=params,
        pressed_only=check.by_line and (check.pressed_only or narrow),
        about=frozenset(check.about(catalogue, params) if check.about else catalogue.metrics),
        covers=family_of(code) is RuleFamily.COV,
        voices=voices(rule.evidence),
    )


def _read(params: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _where(json.dumps(value, sort_keys=True))
        if name in WHERES
        else tuple(value)
        if isinstance(value, list)
        else value
        for name, value in params.items()
    }


@functools.lru_cache(maxsize=1024)
def _where(written: str) -> Where:
    """One object for all rules that are about the same lines, which are then looked up once."""
    return Where.model_validate_json(written)


def judge(case: Case, select: Collection[str] = (), ignore: Collection[str] = ()) -> Judged:
    """Runs the rules, and orders what they find by severity and by what it touches here. `select`
    and `ignore` take codes or families."""
    heard, passed, skipped = [], [], []
    for ready in ready_rules(case.catalogue):
        code, rule = ready.code, ready.rule
        if not _wanted(code, select, ignore):
            continue
        if unheard(case, ready):
            skipped.append(
                Skipped(code=code, title=rule.title, missing="names", question=WHICH_NAMES)
            )
            continue
        found, missing = _hear(case, ready)
        heard.append(found)
        if any(True for _hit in found.hits):
            continue
        if missing:
            skipped.append(
                Skipped(
                    code=code, title=rule.title, missing=missing.fact, question=missing.question
                )
            )
        else:
            passed.append(_fine(code, rule.passes))
    broken = [item for each in heard for item in _broken(case, each)]
    return Judged(case, tuple(heard), _ordered(case, broken), tuple(passed), tuple(skipped))


@functools.cache  # one object for all designs: most rules find nothing in most of them
def _fine(code: str, says: str) -> Passed:
    return Passed(code=code, says=says)


def unheard(case: Case, ready: Ready) -> bool:
    """Whether most names are unclear, so that nothing can be said to be missing."""
    return ready.covers and mostly_unread(case)


def mostly_unread(case: Case) -> bool:
    """Whether most names of the list were not understood."""
    return len(case.unread) >= FEW and len(case.unread) * 2 > len(case.lines)


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    def named(codes: Collection[str]) -> bool:
        return code in codes or code[:3] in codes

    return (not select or named(select)) and not named(ignore)


def _hear(case: Case, ready: Ready) -> tuple[Heard, Missing | None]:
    check, missing = ready.check, None
    by_row: dict[int, tuple[Hit, ...]] = {}
    whole: tuple[Hit, ...] = ()
    if check.by_line:
        for line in ready.lines(case):
            said = tuple(check.function(case, line, **ready.params))
            if not said:
                continue
            hits = tuple(item for item in said if isinstance(item, Hit))
            if hits:
                by_row[id(line.row)] = (*by_row.get(id(line.row), ()), *hits)
            elif missing is None:
                missing = next(item for item in said if isinstance(item, Missing))
    else:
        said = tuple(check.function(case, **ready.params))
        whole = tuple(item for item in said if isinstance(item, Hit))
        missing = next((item for item in said if isinstance(item, Missing)), None)
    return Heard(ready, by_row, whole), missing


def distinct(hits: Iterable[tuple[Case, Hit]]) -> Iterable[tuple[Case, Hit]]:
    """Each place once: two rows of one metric on one card are said once."""
    found: dict[tuple[object, ...], tuple[Case, Hit]] = {}
    for pair in hits:
        hit = pair[1]
        found.setdefault((hit.subjects, hit.level, hit.mark), pair)
    return found.values()


def _broken(case: Case, heard: Heard) -> list[Broken]:
    ready = heard.ready
    return [
        Broken(identity(case, ready.code, hit), ready, hit)
        for _case, hit in distinct((case, hit) for hit in heard.hits)
    ]


# --- order ---------------------------------------------------------------------------------------


def _ordered(case: Case, broken: list[Broken]) -> tuple[Broken, ...]:
    return tuple(
        sorted(
            broken,
            key=lambda item: (
                item.severity.rank,
                -_impact(case, item.hit),
                not item.hit.lines,  # what stands on the list before what is missing from it
                item.ready.code,
                item.id,
            ),
        )
    )


def _impact(case: Case, hit: Hit) -> int:
    """How much a hit touches what this brief cares for: consequence, then the path's damage."""
    pressed = sum(bool(case.lines[index].incentivised) for index in hit.lines)
    path = hit.path()
    share = 1000
    for claim in path:
        share = share * (claim.relation.strength.share if claim.relation.strength else 1000) // 1000
    reached = 0
    if path:
        end = path[-1].end
        goals = {goal.outcome: goal.weight for goal in case.goals}
        reached = max(case.priorities.get(end, 0), goals.get(end, 0) // 5, 1) * share
    return 2000 * pressed + reached
