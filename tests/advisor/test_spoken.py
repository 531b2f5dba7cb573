"""A list that speaks of other channels than the telephone is asked about, and no other is."""

from __future__ import annotations

import pytest

from advisor.brief import from_document
from advisor.case import Case
from advisor.spoken import Spoken, assumed, spoken
from knowledge.catalogue import load

CATALOGUE = load()


def of(*names: str, channels: list[str] | None = None) -> Spoken | None:
    context = {"channels": channels} if channels is not None else {}
    today = [{"written": name} for name in names]
    return spoken(Case(from_document({"context": context, "today": today}), CATALOGUE))


@pytest.mark.parametrize(
    ("names", "channels"),
    [
        (("Emails answered", "E-mail quality", "Live chat"), ("email", "chat")),
        (("MAILS_TRAITES", "TICKETS_TRAITES", "Appels traités"), ("email", "ticket")),
        (("Appels sortants", "Calls handled"), ("outbound",)),
        (("Chatbot containment", "AHT"), ("self-service",)),
        (("Llamadas salientes",), ("outbound",)),
        (("Connect rate",), ("outbound",)),  # a metric of one channel, by what it is
    ],
)
def test_channels_are_heard(names: tuple[str, ...], channels: tuple[str, ...]) -> None:
    found = of(*names)
    assert found is not None
    assert found.channels == channels
    assert found.says.endswith("so the telephone is assumed.")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Emails answered", "AHT"], "Your list speaks of email;"),
        (["Service level", "AHT"], "No channel was named"),
    ],
)
def test_that_the_telephone_is_assumed_is_said_once(names: list[str], said: str) -> None:
    brief = from_document({"today": [{"written": name} for name in names]})
    told = [says for says in assumed(Case(brief, CATALOGUE)) if "telephone is assumed" in says]
    assert len(told) == 1
    assert told[0].startswith(said)


def test_it_says_what_it_heard() -> None:
    found = of("Emails answered", "Email quality", "Chats handled")
    assert found is not None
    assert found.says.startswith("Your list speaks of email and chat; nothing is said")


def test_a_line_that_is_not_about_calls_is_enough() -> None:
    found = of("Backlog", "AHT")
    assert found is not None
    assert (found.channels, found.lines) == ((), ("Backlog",))
    assert "'Backlog', which is not about calls" in found.says


@pytest.mark.parametrize(
    "names",
    [
        ("AHT", "Service level", "Abandonment rate", "CSAT"),
        ("Voicemails left", "Voice mail messages", "AHT"),
        ("Post-call survey score", "Chatter index", "Ticketing skills"),
        (),
    ],
)
def test_a_list_of_the_telephone_is_left_alone(names: tuple[str, ...]) -> None:
    assert of(*names) is None


def test_where_channels_are_said_nothing_is_asked() -> None:
    assert of("Emails answered", channels=["voice"]) is None
