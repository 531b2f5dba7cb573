"""The figures of one half-hour, and what they say by themselves."""

from __future__ import annotations

from typing import Any

import streamlit as st

from advisor.brief import Load
from advisor.wizard import state
from advisor.wizard.look import plain

INTERVALS = {"busiest": "The busiest", "usual": "A usual one", "quiet": "A quiet one"}


def load_of(load: Load) -> Load:
    """Asks for the figures; below stands how much work that is."""
    values: dict[str, Any] = {
        "which": st.pills(
            "Which half-hour, or hour?",
            list(INTERVALS),
            format_func=INTERVALS.__getitem__,
            key=state.seeded("load-which", load.which),
        )
    }
    first, second, third = st.columns(3)

    def number(place: Any, name: str, label: str, **limits: Any) -> None:
        values[name] = place.number_input(
            label, key=state.seeded(f"load-{name}", getattr(load, name)), value=None, **limits
        )

    number(first, "contacts", "Contacts that came in", min_value=0.0, max_value=1e7, step=1.0)
    number(first, "minutes", "In how many minutes", min_value=1.0, max_value=1440.0, step=15.0)
    number(
        first,
        "handle_seconds",
        "Seconds that one takes, notes included",
        min_value=1.0,
        max_value=1e6,
        step=10.0,
    )
    number(second, "positions", "People taking them then", min_value=0, max_value=100_000, step=1)
    number(second, "paid_heads", "People paid, absent ones too", min_value=0.0, max_value=1e6)
    percent = second.number_input(
        "Paid time lost to breaks, leave, training: percent",
        min_value=0.0,
        max_value=99.0,
        step=1.0,
        value=None,
        key=state.seeded("load-shrinkage", _percent(load.shrinkage)),
    )
    number(
        third,
        "patience_seconds",
        "Seconds until callers give up, about",
        min_value=1.0,
        max_value=1e6,
    )
    number(third, "cost_per_hour", "What one paid hour costs", min_value=0.0, max_value=1e5)
    number(
        third,
        "hours_per_year",
        "Hours that one person is paid for in a year",
        min_value=1.0,
        max_value=8784.0,
        step=10.0,
    )
    currency = third.text_input(
        "Currency", max_chars=8, key=state.seeded("load-currency", load.currency or "")
    )
    values["shrinkage"] = None if percent is None else round(percent / 100, 4)
    found = Load(**values, currency=currency or None)
    st.caption(plain(work(found)))
    return found


def work(load: Load) -> str:
    """Work offered, in people without a pause (contacts times seconds over the seconds of the
    interval), against the people who are on."""
    if load.contacts is None or load.minutes is None or load.handle_seconds is None:
        return "With the first three figures you see how much work that is."
    people = load.contacts * load.handle_seconds / (load.minutes * 60)
    told = f"That is work for {people:.1f} people without a second's pause."
    if not load.positions:
        return told
    if people >= load.positions:
        return f"{told} Only {load.positions} are on: more comes in than they can take."
    return f"{told} {load.positions} are on, so each is busy {people / load.positions:.0%} of it."


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)
