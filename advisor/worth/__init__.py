"""What a point is worth: people and money by identities and Erlang, from the user's own figures."""

from advisor.worth.levers import worth
from advisor.worth.value import (
    MADE_BY,
    Ask,
    Counted,
    Lever,
    Step,
    Worth,
    first_asks,
    in_common,
    money_says,
    people_say,
)

__all__ = [
    "MADE_BY",
    "Ask",
    "Counted",
    "Lever",
    "Step",
    "Worth",
    "first_asks",
    "in_common",
    "money_says",
    "people_say",
    "worth",
]
