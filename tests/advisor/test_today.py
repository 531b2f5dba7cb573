"""Today's list, understood: what a name says beside what stands next to it."""

from __future__ import annotations

import pytest

from advisor.brief import Brief
from advisor.listing import from_text
from advisor.today import Line, understood
from knowledge.catalogue import load

CATALOGUE = load()


def line(text: str) -> Line:
    (only,) = understood(Brief(today=from_text(text).rows), CATALOGUE)
    return only


@pytest.mark.parametrize(
    ("text", "share", "seconds"),
    [
        ("Calls answered within 60 seconds 95%", 95, 60),
        ("95% of calls answered within 60 seconds", 95, 60),
        ("Answered in under 2 minutes: 80 %", 80, 120),
        ("% of calls answered in 20 seconds: 80", 80, 20),
        ("Emails answered within 24 hours | 90%", 90, 86_400),
        ("Tickets resolved in 4 hours | at least 85 %", 85, 14_400),
        ("Complaints answered within 10 days | 100%", 100, 864_000),
        ("Calls answered in five minutes | 90%", 90, 300),
    ],
)
def test_a_share_is_within_the_limit_of_its_name(text: str, share: float, seconds: float) -> None:
    found = line(text)
    assert found.metric is not None
    assert found.question is None
    assert found.target is not None
    assert (found.target.op, found.target.share) == ("within", share)
    assert found.target.within == seconds


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("Repeat calls within 7 days | 10%", "<=", 10),
        ("Service level within 20 seconds | +5 %", ">=", 5),
        ("ASA under 30 seconds", "<=", 30),
        ("ASA < 30 s", "<=", 30),
        ("Average handle time below 5 minutes", "<=", 300),
    ],
)
def test_other_limits_are_no_share_in_time(text: str, op: str, value: float) -> None:
    found = line(text).target
    assert found is not None
    assert (found.op, found.value, found.within) == (op, value, None)


def test_a_name_in_time_without_a_share_has_no_target() -> None:
    assert line("Calls answered within 60 seconds").target is None
