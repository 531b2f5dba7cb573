"""Last year's result, opened again: what has changed since, and what no longer earns its place."""

from advisor.reopening.earlier import Earlier, Recommended, opened, recommended, saved
from advisor.reopening.earning import Review, changed
from advisor.reopening.since import Moved, Since, Uptake, Version, since

__all__ = [
    "Earlier",
    "Moved",
    "Recommended",
    "Review",
    "Since",
    "Uptake",
    "Version",
    "changed",
    "opened",
    "recommended",
    "saved",
    "since",
]
