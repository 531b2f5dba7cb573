"""What the maker of a link asks of its reader: three parameters of the address beside the design.

Only values of closed lists and a date come through, so nothing that stands in an address is ever
shown. What cannot be read counts as not said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

Whom = Literal["boss", "client", "team", "colleague"]
What = Literal["approve", "decide", "know"]

WHOM: tuple[Whom, ...] = get_args(Whom)
WHAT: tuple[What, ...] = get_args(What)
FIRST_YEAR, LAST_YEAR = 2000, 2100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """Whom the link is for, what is asked, and by when; None where nobody said."""

    whom: Whom | None = None
    what: What | None = None
    by: date | None = None

    @property
    def said(self) -> bool:
        return self != Request()

    def query(self) -> dict[str, str]:
        """The parameters of the address; nothing for what was not said."""
        found = {"for": self.whom, "ask": self.what, "by": self.by and self.by.isoformat()}
        return {name: value for name, value in found.items() if value}


def read(params: Mapping[str, Any]) -> Request:
    """What an address asks. Never raises."""
    whom, what = params.get("for"), params.get("ask")
    return Request(
        whom=next((known for known in WHOM if known == whom), None),
        what=next((known for known in WHAT if known == what), None),
        by=_day(params.get("by")),
    )


def _day(given: object) -> date | None:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
