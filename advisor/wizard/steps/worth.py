"""What a point is worth, in the user's own people and money, with the arithmetic on show."""

from __future__ import annotations

import streamlit as st

from advisor.brief import canonical, from_json
from advisor.case import Case
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.words import bare
from advisor.worth import (
    Ask,
    Lever,
    Worth,
    first_asks,
    in_common,
    money_says,
    people_say,
    worth,
)

PLACES = {
    "situation": ("Enter the figures under Situation", ":material/speed:"),
    "today": ("Enter today's figures with the metrics", ":material/table:"),
}


@st.cache_resource(max_entries=256, show_spinner=False)
def _worth_of(text: str, version: str) -> tuple[Worth, ...]:  # noqa: ARG001 - part of the key
    return worth(Case(from_json(text), state.catalogue()))


def draw() -> None:
    """A line a lever, and behind it the sums; what to enter where nothing can be said."""
    found = _worth_of(canonical(bare(state.brief())), state.catalogue().version)
    st.header("What it is worth", anchor=False)
    if all(item.people is None for item in found):
        _empty(found)
        return
    st.markdown("One small step at a time, from your own figures and no benchmark.")
    st.table([_line(item) for item in found])
    with st.expander("The arithmetic, and what is held fixed"):
        common = in_common(found)
        for item in found:
            _sums(item, common)
        if common:
            st.markdown("**Held fixed everywhere.** " + plain(" ".join(common)))
    st.caption(
        "These are marginal steps around where you stand: ten of them are not ten times one. "
        "A part of a person is hours, and hours become money only when the roster follows."
    )
    _asked(first_asks([item for item in found if item.lever is not Lever.ATTRITION]))


def _empty(found: tuple[Worth, ...]) -> None:
    st.markdown(
        "With a few figures of your own, this says what a point of service level, of repeats, of "
        "handle time, of occupancy and of attrition frees or takes in people and money."
    )
    for item in found:
        if item.why_not:
            st.caption(f"{plain(item.change)}: {plain(item.why_not)}")
    _asked(first_asks(found))


def _asked(asks: tuple[Ask, ...]) -> None:
    if not asks:
        return
    st.markdown("**To say more:**\n\n" + "\n".join(f"- {plain(ask.says)}" for ask in asks))
    with st.container(horizontal=True, key="worth-asks"):
        for place, (label, icon) in PLACES.items():
            if any(ask.where == place for ask in asks):
                st.page_link(state.page(place), label=label, icon=icon, query_params=state.query())


def _line(item: Worth) -> dict[str, str]:
    ask = next(iter(item.missing), None)
    nothing = "not judged here" if item.why_not else ask.says if ask else "-"
    of_money = next(iter(item.missing_for_money), None)
    no_money = of_money.says if of_money and item.people is not None else "-"
    return {
        "If": plain(item.change),
        "People": plain(people_say(item) or nothing),
        "Money": plain(money_says(item) or no_money),
    }


def _sums(item: Worth, common: tuple[str, ...]) -> None:
    lines = [f"**{plain(item.change)}**"]
    if item.why_not:
        lines.append(f"Not judged. {plain(item.why_not)}")
    lines += [f"{plain(ask.says)}" for ask in item.missing]
    lines.append(
        "\n".join(
            f"{number}. {plain(step.says)}" + (f" **{plain(step.sum)}**" if step.sum else "")
            for number, step in enumerate(item.steps, start=1)
        )
    )
    held = [text for text in item.held if text not in common]
    if held:
        lines.append(f"*Held fixed.* {plain(' '.join(held))}")
    st.markdown("\n\n".join(line for line in lines if line))
