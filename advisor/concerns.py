"""What a manager would call at stake in a week, and what may hurt in it: plain words for outcomes.

Fifteen outcomes are too many to weigh against each other, and some of their names say nothing to
somebody who runs a floor. A concern stands for the outcomes that rise and fall together in a week.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.vocabulary import Labelled


class Concern(Labelled):
    """What may give when not everything can be had."""

    MATTER = "matter", "settling it for good"
    ACCESS = "access", "answering soon"
    SAFETY = "safety", "checks and fairness"
    PEOPLE = "people", "looking after our people"
    COST = "cost", "the budget"
    EARNINGS = "earnings", "selling"

    @property
    def gives(self) -> str:
        """What one sees on a bad Monday when this is what gives."""
        return _GIVES[self]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Ids of the outcomes that it stands for; each outcome belongs to one concern at most."""
        return _STANDS_FOR[self]


_STANDS_FOR: Mapping[Concern, tuple[str, ...]] = {
    Concern.MATTER: ("settled-need", "ease", "satisfaction", "loyalty"),
    Concern.ACCESS: ("access",),
    Concern.SAFETY: ("harm", "fair-treatment", "compliance"),
    Concern.PEOPLE: ("wellbeing", "staff-stability", "capability"),
    Concern.COST: ("cost-to-serve", "avoidable-demand"),
    Concern.EARNINGS: ("revenue",),
}


_GIVES: Mapping[Concern, str] = {
    Concern.MATTER: "Each contact is rushed",
    Concern.ACCESS: "People wait longer",
    Concern.SAFETY: "Checks are skipped",
    Concern.PEOPLE: "Breaks and coaching are cancelled",
    Concern.COST: "We pay for overtime or extra help",
    Concern.EARNINGS: "Nobody offers anything",
}


class Pain(Labelled):
    """What hurts now."""

    GIVE_UP = "give-up", "People give up waiting"
    BACKLOG = "backlog", "The pile grows"
    COME_BACK = "come-back", "People come back with the same thing"
    COMPLAINTS = "complaints", "Complaints"
    CUSTOMERS_LEAVE = "customers-leave", "Customers leave us"
    MISTAKES = "mistakes", "Mistakes that cost somebody dearly"
    PEOPLE_LEAVE = "people-leave", "Our people leave"
    WORN_OUT = "worn-out", "People are worn out or off sick"
    NEW_PEOPLE = "new-people", "Too many are new"
    COST = "cost", "It costs too much"
    SALES = "sales", "Too little is sold or collected"
    CLIENT = "client", "The client is unhappy"

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Ids of the outcomes that would have to come first for it to stop."""
        return _ASKS_FOR[self]


_ASKS_FOR: Mapping[Pain, tuple[str, ...]] = {
    Pain.GIVE_UP: ("access",),
    Pain.BACKLOG: ("access", "settled-need"),
    Pain.COME_BACK: ("avoidable-demand", "settled-need"),
    Pain.COMPLAINTS: ("settled-need", "fair-treatment"),
    Pain.CUSTOMERS_LEAVE: ("loyalty",),
    Pain.MISTAKES: ("harm",),
    Pain.PEOPLE_LEAVE: ("staff-stability",),
    Pain.WORN_OUT: ("wellbeing",),
    Pain.NEW_PEOPLE: ("capability",),
    Pain.COST: ("cost-to-serve",),
    Pain.SALES: ("revenue",),
    Pain.CLIENT: ("settled-need", "compliance"),
}
