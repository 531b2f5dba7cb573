"""What a finding is called, and whether somebody accepted it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

from advisor.case import Case, Line
from advisor.checks.hit import Hit
from advisor.checks.remembered import of_line

JUDGED = frozenset(
    {"levels", "consequences", "target", "weight", "definition", "why", "since", "origin"}
)


def identity(case: Case, code: str, hit: Hit) -> str:
    """`CODE:where:digest`, and where what it says hangs on other lines too, its parts behind that.
    Stable while what it judges stays as it is: a changed subject reopens a finding, a new owner or
    review date does not."""
    called = _called(case, code, hit, () if hit.parts else hit.mark)
    parts = ".".join(sorted(_short(part)[:4] for part in hit.parts))
    return f"{called}:{parts}" if parts else called


def accepted_as(case: Case, code: str, hit: Hit, accepted: Collection[str]) -> str | None:
    """Under which of the accepted names somebody accepted a finding; None where nobody did. Who
    accepted more than it is about now has accepted it."""
    near = [item for item in accepted if item.startswith(f"{code}:")]
    if not near:
        return None
    name = identity(case, code, hit)
    if name in near or not hit.parts:
        return name if name in near else None
    before = _called(case, code, hit, hit.mark)  # in briefs that are older
    if before in near:
        return before
    called, _colon, parts = name.rpartition(":")
    return next((item for item in near if _holds(item, called, parts.split("."))), None)


def _holds(item: str, called: str, parts: Collection[str]) -> bool:
    same, _colon, more = item.rpartition(":")
    return same == called and set(parts) <= set(more.split("."))


def _called(case: Case, code: str, hit: Hit, mark: tuple[str, ...]) -> str:
    about = [_judged_part(case, case.lines[index]) for index in hit.lines]
    digest = _short(json.dumps([about, hit.subjects, mark], sort_keys=True))
    where = ".".join(part for part in (*hit.subjects[:2], hit.level or "") if part) or "set"
    return f"{code}:{where}:{digest}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


@of_line
def _judged_part(_case: Case, line: Line) -> dict[str, object]:
    return {"metric": line.metric, **line.row.model_dump(mode="json", include=set(JUDGED))}
