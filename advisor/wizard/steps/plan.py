"""The way from today's list to the set: what changes, when, who decides, and the words for it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date

import streamlit as st

from advisor.advice import Advice
from advisor.change import Change, Decider, Page, Plan, What
from advisor.reports import at_week, page_html, page_text
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.words import listed

SIGN: dict[What, str] = {
    "drop": ":material/remove_circle:",
    "change": ":material/change_circle:",
    "add": ":material/add_circle:",
    "keep": ":material/check_circle:",
}
HEADING: dict[What, str] = {
    "drop": "Take off",
    "change": "Change",
    "add": "Put on",
    "keep": "Leave as it is",
}


def draw(advice: Advice) -> None:
    """Nothing where there is no list to start from."""
    if not advice.plan.phases:
        return
    st.header("The way there", anchor=False)
    st.caption(
        "From today's list to these cards: what changes, when, who decides it, and what you say to "
        "the people it is about. Weeks, and what becomes of pay, are our judgement."
    )
    _parts(advice)


@st.fragment
def _parts(advice: Advice) -> None:
    plan = advice.plan
    changes, when, pages, words = st.tabs(
        ["What changes", "When", "Pages to take", "Words for the floor"], key="plan-tabs"
    )
    with when:
        start = _start()
        _when(plan, start)
    with changes:
        _changes(advice.diff)
        if plan.unread:
            st.caption(
                f"Not understood, and left as they are: {plain(listed(plan.unread))}. Say in step "
                "3 what they count."
            )
    with pages:
        for page in plan.pages:
            _page(page, start)
    with words:
        _words(advice.diff)


# --- what changes --------------------------------------------------------------------------------


def _changes(diff: Sequence[Change]) -> None:
    for what, heading in HEADING.items():
        steps = [step for step in diff if step.what == what]
        if steps:
            with st.expander(f"{SIGN[what]} **{heading}** ({len(steps)})", key=f"plan-{what}"):
                st.markdown("\n\n---\n\n".join(_change(step) for step in steps))


def _change(step: Change) -> str:
    """One step as Markdown; the old state stands beside the new one."""
    name = plain(state.catalogue().label(step.metric))
    at_once = " :red-badge[at once]" if step.at_once else ""
    told = [f"**{name}** :small[{_who(step)}]{at_once}"]
    if step.alters:
        told.append(
            "\n".join(
                ["| | Today | Then |", "|---|---|---|"]
                + [_row("Where it stands", step.today, step.then)]
                + [
                    _row(side.what.capitalize(), side.before, side.after)
                    for side in step.alters
                    if side.what != "level"
                ]
            )
        )
        told += [f"**{plain(side.asks)}** {plain(side.because)}" for side in step.alters]
    else:
        told.append(plain(step.because))
        stands = f"{plain(step.today)} :material/arrow_forward: {plain(step.then)}"
        told.append(f":small[{stands}]" if step.what != "keep" else f":small[{plain(step.then)}]")
    if step.pay:
        then = f" {plain(step.pay.then)}" if step.pay.then else ""
        told.append(
            f":material/payments: **{plain(step.pay.hangs)}.** {plain(step.pay.meanwhile)}{then}"
        )
    return "\n\n".join(told)


def _row(*cells: str) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def _who(step: Change) -> str:
    own: dict[Decider, str] = {"me": "you decide", "my boss": "your boss decides"}
    who = own.get(step.decided_by, f"{step.decided_by} decides")
    return f"{who}, we assume" if step.assumed else who


# --- when ----------------------------------------------------------------------------------------


def _when(plan: Plan, start: date | None) -> None:
    day = functools.partial(at_week, start=start)
    label = state.catalogue().label
    for phase in plan.phases:
        with st.container(border=True):
            st.markdown(f"**{plain(day(phase.week))}: {plain(phase.title)}**")
            st.markdown(plain(phase.says))
            if phase.lines:
                st.markdown(
                    "\n".join(
                        f"- **{plain(label(line.metric))}.** {plain(line.says)}"
                        for line in phase.lines
                    )
                )


def _start() -> date | None:
    """The day of week 0, where somebody has set it."""
    found: date | None = st.date_input(
        "If you start on", value=None, key="plan-start", format="YYYY-MM-DD", width=220
    )
    return found


# --- the pages -----------------------------------------------------------------------------------


def _page(page: Page, start: date | None) -> None:
    catalogue = state.catalogue()
    counted = [
        f"{len(asked)} to {word}"
        for word, asked in (("decide", page.decide), ("know", page.know))
        if asked
    ]
    text = page_text(page, catalogue, start)
    slug = page.decider.replace(" ", "-")
    with st.expander(
        f"**{plain(page.title)}** :small[{', '.join(counted)}]",
        expanded=page.decider == "me",
        key=f"page-{slug}",
    ):
        with st.container(horizontal=True):
            st.download_button(
                "To print",
                data=functools.partial(page_html, page, catalogue, start),
                file_name=f"{slug}.html",
                mime="text/html",
                on_click="ignore",
                icon=":material/print:",
                key=f"print-{slug}",
            )
            with st.popover("As text, to copy", icon=":material/content_copy:"):
                st.code(text, language=None, wrap_lines=True, height=400)
        st.markdown(text.split("\n", 1)[1].replace("$", "\\$"))


# --- the words -----------------------------------------------------------------------------------


def _words(diff: Sequence[Change]) -> None:
    spoken = [step for step in diff if step.says]
    if not spoken:
        st.markdown("Nobody on the floor will notice: nothing changes on their cards.")
        return
    st.markdown("For a team leader to say, in this order. Change them into your own.")
    waits = dict.fromkeys(step.says_after for step in spoken if step.says_after)
    for says in waits:
        st.caption(f":material/front_hand: {plain(says)}")
    for step in spoken:
        name = plain(state.catalogue().label(step.metric))
        hold = " :material/front_hand:" if step.says_after else ""
        st.markdown(f"{SIGN[step.what]} **{name}**{hold}\n\n“{plain(step.says or '')}”")
