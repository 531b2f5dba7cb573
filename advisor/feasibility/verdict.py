"""What is said of the targets against the pool, as plain data."""

from __future__ import annotations

from enum import StrEnum

from advisor.brief import Part


class Verdict(StrEnum):
    """How a demand fares."""

    HOLDS = "holds"
    TIGHT = "tight"
    CANNOT = "cannot hold"
    NOT_JUDGED = "not judged here"


class Figure(Part):
    """A number that people can recompute."""

    name: str
    value: float
    """A share from 0 to 1, or in the unit."""
    unit: str
    says: str


class Fit(Part):
    """What would make one target hold, with a little to spare for the forecast."""

    says: str
    positions: int | None = None
    """Positions with which it holds as it is written."""
    heads: float | None = None
    """Paid heads behind them."""
    cost_per_hour: float | None = None
    """What they cost an hour beyond the positions there are; below 0 where they are fewer."""
    target: float | None = None
    """What holds with the positions there are: a share from 0 to 1, seconds, contacts or money."""


class Judged(Part):
    """One target and its verdict."""

    metric: str | None
    """None for positions against paid heads."""
    written: str
    verdict: Verdict
    says: str
    now: float | None = None
    """What the stated inputs give: a share from 0 to 1, seconds, contacts or money."""
    kept: bool | None = None
    """Whether the stated inputs, taken at their word, keep it."""
    fit: Fit | None = None
    missing: tuple[str, ...] = ()
    """What to ask, where it is not judged."""


class Clash(Part):
    """The fewest targets that no favourable reading of the inputs lets hold together."""

    metrics: tuple[str, ...]
    written: tuple[str, ...]
    says: str


class Rung(Part):
    """What so many positions give, everything else as stated."""

    positions: int
    occupancy: float
    """Busy share of their time; 1 where more comes in than they can do."""
    service_level: float | None = None
    """Share answered within the seconds of the ladder."""
    speed_of_answer: float | None = None
    """Mean wait of the answered in seconds; None where it has no end."""
    abandonment: float | None = None
    """Share that hangs up; None where patience is not known."""
    clears_in: float | None = None
    """Days, or hours, until the backlog is down to what the targets allow; None for never."""
    heads: float | None = None
    cost_per_hour: float | None = None
    """Of all these positions, shrinkage paid."""
    cost_per_contact: float | None = None
    keeps: bool | None = None
    """Whether all targets that were judged are kept at the stated volume."""


class Mark(Part):
    """A target as a line across the curve."""

    metric: str
    written: str
    quantity: str
    """The field of a rung that it is about."""
    value: float


class Ladder(Part):
    """What each position more or less does, around those there are."""

    here: int | None
    """Positions there are; None where nobody said."""
    seconds: float | None
    """The answer time that service levels are counted with."""
    clears_in: str | None = None
    """The unit of the time until a backlog is cleared; None where there is no backlog."""
    currency: str | None = None
    rungs: tuple[Rung, ...]
    marks: tuple[Mark, ...]
    says: tuple[str, ...]
    """What the next steps bring and cost, in words."""


class Feasibility(Part):
    """The targets against the pool."""

    verdict: Verdict
    says: str
    used: tuple[str, ...] = ()
    """The inputs that the verdicts rest on."""
    judged: tuple[Judged, ...] = ()
    clashes: tuple[Clash, ...] = ()
    figures: tuple[Figure, ...] = ()
    ladder: Ladder | None = None
    missing: tuple[str, ...] = ()
    """All that is worth asking, once each."""
