"""The dial between what customers get and what it costs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor.advice import Advice
from advisor.explore import Stop, dial
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.steps.asked import asked, case_of, named, now
from advisor.wizard.words import paragraphs
from knowledge.vocabulary import Lens

STATED = 2  # index of the stop in the middle


@st.cache_resource(max_entries=64, show_spinner=False)
def _dial_of(text: str, left: Lens, right: Lens, version: str) -> tuple[Stop, ...]:  # noqa: ARG001
    return dial(case_of(text), left, right)


@st.fragment
def draw(_advice: Advice) -> None:
    """Five stops on a slider; in the middle, where the set tips."""
    st.markdown(
        "The same place and the same duties; only the weight moves. What is owed, asked for or a "
        "floor of safety stays where it is."
    )
    one, two = st.columns(2)
    left = _lens(one, "From", Lens.EFFICIENCY, "dial-left")
    right = _lens(two, "To", Lens.CUSTOMER, "dial-right")
    if left is right:
        st.caption("Choose two different ends.")
        return
    if not asked("dial", "Work out the five stops"):
        return
    text, version = now()
    with st.spinner("Choosing again at each stop ..."):
        stops = _dial_of(text, left, right, version)
    names = [stop.name for stop in stops]
    name = st.select_slider(
        "Dial",
        names,
        value=names[STATED],
        format_func=str.capitalize,
        key=f"dial-{left}-{right}",
        label_visibility="collapsed",
    )
    at = names.index(name)
    if stops[at].clash is not None:
        st.error("At this stop the demands cannot hold together:")
        paragraphs("\n".join(f"- {plain(row)}" for row in stops[at].clash or ()))
        return
    _stop(stops, at)


def _lens(place: st.delta_generator.DeltaGenerator, label: str, first: Lens, key: str) -> Lens:
    lenses = list(Lens)
    found: Lens = place.selectbox(
        label, lenses, index=lenses.index(first), format_func=lambda lens: lens.label, key=key
    )
    return found


def _stop(stops: Sequence[Stop], at: int) -> None:
    stop, stated = stops[at], stops[STATED]
    label = state.catalogue().label
    fresh = [key for key in stop.metrics if key not in stated.metrics]
    gone = [key for key in stated.metrics if key not in stop.metrics]
    new = " :green-badge[:material/add: new here]"
    told = [
        "\n".join(f"1. {plain(label(key))}{new if key in fresh else ''}" for key in stop.metrics)
    ]
    if gone:
        told.append(f"**Gone against what you stated:** {named(gone)}.")
    if at == STATED:
        told.append(tips(stops))
    elif stop.tips:
        told.append(_tip(stop))
    elif stop.still:
        told.append(_still(stops, at))
    paragraphs(*told)


def _still(stops: Sequence[Stop], at: int) -> str:
    """That this stop is the one before it once more, and why."""
    nearer = stops[at + 1 if at < STATED else at - 1]
    as_there = "you have now" if nearer is stops[STATED] else f"'{plain(nearer.name)}' gives"
    return f"**The same targets as {as_there}.** {plain(stops[at].still or '')}"


def tips(stops: Sequence[Stop]) -> str:
    """Where the set tips, in both directions from what was stated."""
    found = [_tip(stops[at]) for at in (1, 0, 3, 4) if stops[at].tips]
    if not found:
        stills = list(dict.fromkeys(stop.still for stop in stops if stop.still))
        return f"**It tips nowhere along the dial.** {' '.join(map(plain, stills[:1]))}".rstrip()
    return "**Where it tips**\n\n" + "\n\n".join(found)


def _tip(stop: Stop) -> str:
    told = "\n".join(f"- {plain(says)}" for says in stop.tips)
    return f"From '{plain(stop.name)}' on:\n\n{told}"
