"""In the room: whose meeting it is, and what it decided, against which advice, and why."""

from __future__ import annotations

import streamlit as st

from advisor.brief import MOST_DECISIONS, BriefError, Decision
from advisor.wizard import presenting, state, whose
from advisor.wizard.look import plain
from advisor.wizard.telling import title

STANCES = {
    "follows": ":green-badge[:material/check: As advised]",
    "departs": ":orange-badge[:material/call_split: Against the advice]",
}


def draw() -> None:
    """The way to the slides, the client's look, the log."""
    title("Meeting")
    presenting.link("log")
    try:
        with st.spinner("Reading what was changed ..."):
            state.advice()  # what the room is taken to have seen
        state.enter_room()
    except BriefError:
        pass  # the log can be read where no advice can be had
    st.header("Whose meeting it is", anchor=False)
    st.markdown("Shown on the slides. The logo goes into the file of the design and into no link.")
    whose.draw()
    _log()
    state.autosave()


def _log() -> None:
    st.header("What the room decided", anchor=False)
    decided = state.brief().decisions
    if decided:
        st.markdown("Kept from the first advice on. It goes into the reports, and into no link.")
    else:
        st.info(
            "Nothing yet. Change anything after the first advice - a target, a line, the strategy, "
            "a finding that you accept - and it stands here with the advice that was given on it.",
            icon=":material/edit_note:",
        )
    told = [_entry(number, item) for number, item in enumerate(decided)]
    if tuple(told) != decided:
        _put(tuple(told))
    _by_hand()
    if decided:
        st.button("Clear the log", key="clear-log", on_click=_replace, args=((),))


def _entry(number: int, item: Decision) -> Decision:
    with st.container(border=True, key=f"decision-{number}"):
        stance = STANCES.get(item.stance or "", "")
        st.markdown(f"**{plain(item.what)}** {stance}")
        if item.advice:
            st.caption(f"The advice: {plain(item.advice)}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            why = st.text_input("Why?", key=state.seeded(f"why-{number}", item.why), max_chars=300)
            by = st.text_input("Who?", key=state.seeded(f"by-{number}", item.by), max_chars=80)
            st.button(
                "Leave it out",
                key=f"leave-out-{number}",
                icon=":material/delete:",
                type="tertiary",
                on_click=_leave_out,
                args=(number,),
            )
    return item.model_copy(update={"why": why, "by": by})


def _by_hand() -> None:
    """What was decided without a change of the design."""
    if len(state.brief().decisions) >= MOST_DECISIONS:
        st.caption(f"The log is full: {MOST_DECISIONS} entries.")
        return
    key = state.seeded("decided", "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Something else that was decided", key=key, max_chars=300)
        st.button("Write it down", key="write-down", on_click=_write, args=(key,))


def _write(key: str) -> None:
    what = str(st.session_state.get(key, "")).strip()
    if what:
        _replace((*state.brief().decisions, Decision(what=what)))


def _leave_out(number: int) -> None:
    kept = [item for at, item in enumerate(state.brief().decisions) if at != number]
    _replace(tuple(kept))


def _put(decisions: tuple[Decision, ...]) -> None:
    state.commit(state.brief().model_copy(update={"decisions": decisions}))


def _replace(decisions: tuple[Decision, ...]) -> None:
    _put(decisions)
    state.renew()
