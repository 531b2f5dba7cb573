"""The revealed strategy speaks only of what the user said."""

from __future__ import annotations

from collections.abc import Callable

from advisor.case import Case
from advisor.lean import revealed

LIST = [{"metric": key} for key in ("cost-per-contact", "occupancy", "average-speed-of-answer")]


def test_a_strategy_that_nobody_stated_is_not_put_in_the_users_mouth(
    case: Callable[..., Case],
) -> None:
    silent, said = (
        revealed(case(today=LIST)),
        revealed(case(today=LIST, strategy={"preset": "relationship-and-trust"})),
    )
    assert silent is not None
    assert said is not None
    assert "You say you want" not in silent.sentence
    assert "You say you want 'Relationship and trust'" in said.sentence


def test_two_lines_are_too_short_to_tell(case: Callable[..., Case]) -> None:
    assert revealed(case(today=LIST[:2])) is None
