"""Which of a metric's definitions a name points to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.names.wording import folded, spread

# A variant's id -> what people write for it beyond the words of the id itself.
_SAID = {
    "without-wrap": r"\b(?:call|conversation|chat|episode)s? (?:length|duration|time)\b"
    r"|\b(?:length|duration) of (?:a |the )?calls?\b"
    r"|\b(?:without|excl\w*|minus) (?:wrap|acw|after)",
    "agent-coded": r"\b(?:logged|marked|coded|recorded|ticked|flagged|entered|reported)\b.{0,12}"
    r"\b(?:agents?|advis[eo]rs?|reps?)\b|\b(?:agent|self)[ -](?:reported|marked|logged)\b",
    "agent-logged": r"\blogged by (?:the )?agents?\b",
    "customer-confirmed": r"\b(?:customer|caller)[ -](?:reported|stated|verified)\b"
    r"|\bconfirmed by (?:the )?(?:customers?|callers?)\b|\bby survey\b",
    "net-of-unsolvable": r"^net\b",
    "voluntary-only": r"\bvoluntary\b",
    "monthly-times-twelve": r"\bannuali[sz]ed\b",
    "top-box": r"\b(?:top[ -]?(?:2|two)[ -]?box|t2b)\b",
    "formal-only": r"\bformal\b",
    "cold-only": r"\b(?:blind|cold)\b",
    "machine-scored": r"\b(?:auto|automated|automatic|ai)[ -](?:qa|qm|quality|scored?)\b",
    "pass-or-fail": r"\b(?:pass rate|pass/fail)\b",
    "in-days": r"\bdays of (?:backlog|work)\b|\bin days\b",
    "share-in-time": r"\b(?:within|under) \d|\bin time\b|\bon time\b",
    "share-over-limit": r"\b(?:over|longer than|more than|above|exceeding) (?:\d|ten|five|thirty)",
    "per-paid-hour": r"\bpaid hours?\b",
    "per-logged-hour": r"\blogged[ -](?:in )?hours?\b",
    "booked-total": r"\btotal .*(?:revenue|sales).*\bper month\b",
}
_PATTERNS = {variant: re.compile(pattern) for variant, pattern in _SAID.items()}


def variant_of(written: str, variants: Iterable[str]) -> str | None:
    """The one variant, out of a metric's, that the written name speaks of; None where none does or
    where it speaks of two."""
    plain = folded(spread(written)).replace("_", " ")
    apart = f" {' '.join(re.findall(r'[a-z0-9]+', plain))} "
    found = [
        variant
        for variant in variants
        if f" {variant.replace('-', ' ')} " in apart
        or ((pattern := _PATTERNS.get(variant)) is not None and pattern.search(plain))
    ]
    return found[0] if len(found) == 1 else None
