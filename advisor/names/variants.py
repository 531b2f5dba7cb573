"""Which of a metric's definitions a name points to."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from advisor.names.wording import folded, spread
from knowledge.schema import Variant

# What a phrase in the dossier cannot say: words with others between them, or at a certain place.
_SAID = {
    "without-wrap": r"\b(?:call|conversation|chat|episode)s? (?:length|duration|time)\b"
    r"|\b(?:length|duration) of (?:a |the )?calls?\b"
    r"|\b(?:without|excl\w*|minus) (?:wrap|acw|after)",
    "agent-coded": r"\b(?:logged|marked|coded|recorded|ticked|flagged|entered|reported)\b.{0,12}"
    r"\b(?:agents?|advis[eo]rs?|reps?)\b|\b(?:agent|self)[ -](?:reported|marked|logged)\b",
    "customer-confirmed": r"\b(?:customer|caller)[ -](?:reported|stated|verified)\b"
    r"|\bconfirmed by (?:the )?(?:customers?|callers?)\b|\bby survey\b",
    "net-of-unsolvable": r"^net\b",
    "top-box": r"\b(?:top[ -]?(?:2|two)[ -]?box|t2b)\b",
    "in-days": r"\bdays of (?:backlog|work)\b|\bin days\b",
    "share-in-time": r"\b(?:within|under) \d|\bin time\b|\bon time\b",
    "share-over-limit": r"\b(?:over|longer than|more than|above|exceeding) (?:\d|ten|five|thirty)",
    "booked-total": r"\btotal .*(?:revenue|sales).*\bper month\b",
}
_WORD = re.compile(r"[^\W_]+")
_PATTERNS = {variant: re.compile(pattern) for variant, pattern in _SAID.items()}


def variant_of(written: str, variants: Mapping[str, Variant]) -> str | None:
    """The one variant, out of a metric's, that the written name speaks of: by a phrase of its own,
    by its id or by a pattern; None where none does or where it speaks of two."""
    plain = folded(spread(written)).replace("_", " ")
    apart = _spaced(plain)
    found = [
        variant
        for variant, form in variants.items()
        if any(phrase in apart for phrase in _phrases(variant, form.names))
        or ((pattern := _PATTERNS.get(variant)) is not None and pattern.search(plain))
    ]
    return found[0] if len(found) == 1 else None


@functools.lru_cache(maxsize=2_048)
def _phrases(variant: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_spaced(folded(name)) for name in (variant, *names))


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "
