"""Which words of a name say what is measured, and which only say where, when or of whom."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.names.wording import bag, words
from advisor.names.words import LIMIT
from knowledge.schema import Metric

# Words that tell where or when a number is taken and not which number it is.
NEUTRAL = frozenset(
    "contact case chat email phone telephone voice session today current daily weekly monthly "
    "hourly yearly overall actual achieved standard kpi metric report trend centre queue team "
    "customer agent staff live realtime inbound outbound "
    "average interval group skill campaign expected performance indicator".split()
)
# Words that alone name nothing.
GENERIC = frozenset(
    "rate time count total score volume level index value first last new per cost length number "
    "maximum minimum long short result open good bad work channel priority reason topic type "
    "status age withinlimit".split()
)
# What a contact is called; a name may hold one where the catalogue has another.
ENTITIES = frozenset("contact case chat email session voice phone telephone".split())
# Neutral words that change the metric in some themes: churn of agents is not churn of customers.
WHO = frozenset({"agent", "staff", "customer"})
_STAFF = frozenset({"agent", "staff"})
_DIRECTION = frozenset({"outbound"})
_STAFF_THEMES = frozenset({"handling", "planning", "quality", "access", "resolution"})
_DIRECTION_THEMES = frozenset({"handling", "quality", "sales", "collections", "planning"})


def telling(found: Iterable[str]) -> bool:
    """Whether the words name something, and are not only letters and general words."""
    return any(len(word) > 1 and word not in GENERIC for word in found)


def core_of(found: Iterable[str]) -> str:
    """The key of the words that are left without neutral ones; empty where they name nothing."""
    left = {word for word in found if word not in NEUTRAL}
    return " ".join(sorted(left)) if left - GENERIC else ""


def may_drop(found: Iterable[str], held: Iterable[str], metric: Metric) -> bool:
    """Whether two names that differ in neutral words may be the same metric: what the catalogue's
    name has more may only be what a contact is called."""
    asked, known = set(found), set(held)
    if (known - asked) & NEUTRAL - ENTITIES - {"average"}:
        return False
    extra = asked - known
    theme = metric.theme.value
    if extra & _STAFF and theme not in _STAFF_THEMES:
        return False
    if "customer" in extra and theme == "people":
        return False
    return not extra & _DIRECTION or theme in _DIRECTION_THEMES


def as_contacts(found: Iterable[str]) -> str:
    """The set of words as a key, chats and the like read as contacts."""
    return bag("contact" if word in ENTITIES else word for word in found)


def is_within_a_time(metric: Metric) -> bool:
    """Whether a metric is a share within a time: one of its own names says so."""
    return any(LIMIT in words(name) for name in (metric.name, *metric.also.exact))
