"""Lines of today's list -> what they demand of the pool, or why that is not judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.brief import Target
from advisor.case import Case, Line
from advisor.erlang import Counted
from advisor.pool import Limit, Quantity

QUANTITIES: Mapping[str, Quantity] = {
    "service-level": Quantity.SERVICE_LEVEL,
    "wait-tail": Quantity.STILL_WAITING,
    "average-speed-of-answer": Quantity.SPEED_OF_ANSWER,
    "abandonment-rate": Quantity.ABANDONMENT,
    "occupancy": Quantity.OCCUPANCY,
    "contacts-per-hour": Quantity.CONTACTS_PER_HOUR,
    "cost-per-contact": Quantity.COST_PER_CONTACT,
}
HANDLE_TIME = "average-handle-time"

# Definitions that the formulas count by; others are not judged.
DEFINITIONS: Mapping[str, Counted] = {"of-answered": "answered", "answered-only": "answered"}
PLAIN = frozenset({"per-logged-hour", "per-occupied-hour"})

SHARES = frozenset(
    {
        Quantity.SERVICE_LEVEL,
        Quantity.STILL_WAITING,
        Quantity.ABANDONMENT,
        Quantity.OCCUPANCY,
    }
)
FLOORS = frozenset({Quantity.SERVICE_LEVEL, Quantity.CONTACTS_PER_HOUR})
EXACTLY = 0.01  # 'occupancy = 85 %' is met by 84 to 86
