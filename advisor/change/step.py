"""The values of a change plan: steps from today's list to the set, their order in time, and the
pages to take to whoever decides. Weeks are counted from the day on which one starts, week 0."""

from __future__ import annotations

from typing import Literal

from advisor.brief import Part

What = Literal["drop", "change", "add", "keep"]
Decider = Literal["me", "my boss", "the client", "the regulator"]
Side = Literal["level", "use", "definition", "target"]

ORDER: tuple[What, ...] = ("drop", "change", "add", "keep")
DECIDERS: tuple[Decider, ...] = ("me", "my boss", "the client", "the regulator")


class Alteration(Part):
    """One side of a line that changes: the old state beside the new one."""

    what: Side
    asks: str
    """What is to be done, in a few words."""
    before: str
    after: str
    because: str


class Pay(Part):
    """What happens to the money or the trouble that hangs on a line. A suggestion of ours: never
    a pay cut by the way."""

    hangs: str
    """What hangs on it today, and where."""
    meanwhile: str
    """What is paid until the new card stands."""
    then: str
    """What the money can hang on from there; empty where nothing moves."""
    hangs_on: tuple[str, ...] = ()
    """The metrics of `then`."""


class Change(Part):
    """One step from today's list to the recommended set."""

    metric: str
    what: What
    because: str
    decided_by: Decider
    order: int
    written: tuple[str, ...] = ()
    """Lines of today's list as they were written."""
    today: str
    """How it stands today, in words."""
    then: str
    """How it will stand, in words."""
    alters: tuple[Alteration, ...] = ()
    assumed: str | None = None
    """Why this decider is taken to decide; None where somebody said so."""
    tells: tuple[Decider, ...] = ()
    """Who must know of it without deciding."""
    at_once: bool = False
    """It does harm with something hanging on it, so that stops in week 0."""
    shadow_weeks: int | None = None
    """How long it is counted before anything hangs on it; None where nothing new is counted."""
    shadow: str | None = None
    """Why so long, and what else must be there first."""
    stops: int | None = None
    """Week in which what hangs on it today stops, at the earliest."""
    waits_for: tuple[str, ...] = ()
    """Metrics that have to stand before it stops."""
    pay: Pay | None = None
    says: str | None = None
    """What a team leader can say about it to the team."""
    says_after: str | None = None
    """What has to be settled before it is said."""


class PhaseLine(Part):
    """What happens to one metric in a phase."""

    metric: str
    says: str


class Phase(Part):
    """A stretch of the plan."""

    week: int
    """Week in which it begins."""
    title: str
    says: str
    lines: tuple[PhaseLine, ...] = ()


class Asked(Part):
    """One line on a decider's page."""

    metric: str
    what: What
    today: str
    then: str
    alters: tuple[Alteration, ...]
    because: str
    otherwise: str
    """What goes on, or stays unseen, if nothing changes; empty where nothing is known of it."""
    worth: str
    """What a step of it is worth by the user's own figures; empty where it cannot be said."""
    week: int
    """Week by which the answer is needed."""


class Need(Part):
    """What a decider has to do or to give, and by when."""

    week: int
    says: str


class Page(Part):
    """One page for one decider, which stands by itself."""

    decider: Decider
    title: str
    opens: str
    decide: tuple[Asked, ...]
    know: tuple[Asked, ...]
    pay: tuple[str, ...]
    needs: tuple[Need, ...]
    assumed: tuple[str, ...]
    """Why they are taken to decide, where nobody said so; and whose they are."""


class Plan(Part):
    """The steps in time, and a page for each who decides."""

    phases: tuple[Phase, ...]
    pages: tuple[Page, ...]
    pay_week: int | None
    """Pay changes with the first pay period that begins after this week; None where none does."""
    unread: tuple[str, ...]
    """Lines that were not understood: they stay as they are until somebody says what they count."""
