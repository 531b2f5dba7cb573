"""The answer page of a shared link: the answer first, on a phone, with no wizard."""

from __future__ import annotations

import secrets

import streamlit as st

from advisor import share
from advisor.advice import Advice
from advisor.brief import Brief, BriefError
from advisor.case import Case
from advisor.explore import why_not
from advisor.recommend import Chosen
from advisor.wizard import state
from advisor.wizard.look import NARROW
from knowledge.vocabulary import Level, Use

FIRST = 3
VIEWS: dict[str, tuple[Level, ...]] = {
    "Everybody": tuple(Level),
    "Executive": (Level.ORGANISATION, Level.CLIENT, Level.PROGRAMME),
    "Operations": (Level.PROGRAMME, Level.PLANNING, Level.TEAM),
    "Agent": (Level.AGENT,),
}


def draw() -> None:
    """Read-only; the original is never changed from here."""
    st.html(NARROW)
    token = st.query_params.get("b")
    if not token:
        _way_on("This link carries no design.", "Ask for the whole link, or start a design.")
        return
    try:
        brief = share.from_link(token, state.catalogue())
        advice = state.advice_on(brief)
    except (share.LinkError, BriefError) as error:
        _way_on("This link cannot be opened.", error.expected)
        return
    _answer(brief, advice, token)


def _way_on(what: str, why: str) -> None:
    st.title(what)
    st.text(f"{why[:1].upper()}{why[1:]}.".replace("..", "."))
    st.page_link(state.page("start"), label="Start a design", icon=":material/arrow_forward:")
    st.page_link(state.page("browse"), label="Browse the metrics", icon=":material/search:")


def _answer(brief: Brief, advice: Advice, token: str) -> None:
    catalogue = state.catalogue()
    best = advice.recommendation
    st.text(brief.title or "A metric set")
    st.title("The answer")
    if best.clash:
        st.error("No set satisfies all that was asked for. These cannot hold together:")
        for row in best.clash:
            st.text(f"- {row}")
    else:
        with st.container(border=True, key="first"):
            st.markdown("Pursue first")
            for number, item in enumerate(best.tier("pursue")[:FIRST], start=1):
                st.markdown(f"**{number}. {catalogue.label(item.metric)}**")
    if advice.critique.findings or brief.today:
        st.text(advice.critique.verdict)
    strategy = catalogue.strategies[advice.strategy]
    st.caption(f"For the strategy '{strategy.name}': {strategy.sentence}")
    view = st.segmented_control(
        "Show the set for", list(VIEWS), default="Everybody", key="answer-view"
    )
    _set(best.tier("pursue"), "Pursued, with a target", VIEWS[view or "Everybody"])
    _set(best.tier("watch"), "Watched, with a limit", VIEWS[view or "Everybody"])
    _trade_off(advice)
    _changes(advice)
    _left_out(brief, advice)
    with st.expander("What was assumed, and how to check this answer"):
        for line in advice.assumed or ("Nothing had to be assumed.",):
            st.text(line)
        st.text(
            f"Fingerprint {advice.fingerprint}, knowledge {advice.knowledge_version}, "
            f"method {advice.method_version}. The same design gives the same answer."
        )
    _copy(token)


def _copy(token: str) -> None:
    """A link that begins a design of its own; this one is not touched."""
    with st.container(key="copy"):
        st.page_link(
            state.page("situation"),
            label="Change one assumption in a copy",
            icon=":material/edit:",
            query_params={"s": secrets.token_urlsafe(9), "b": token},
        )


def _set(items: tuple[Chosen, ...], title: str, levels: tuple[Level, ...]) -> None:
    shown = [
        item
        for item in items
        if any(item.uses.get(level) in (Use.PURSUE, Use.WATCH) for level in levels)
    ]
    if not shown:
        return
    st.header(title, anchor=False)
    with st.container(gap="xsmall"):
        for item in shown:
            _metric(item, levels)


def _metric(item: Chosen, levels: tuple[Level, ...]) -> None:
    catalogue = state.catalogue()
    label = catalogue.label(item.metric)
    where = ", ".join(
        level.label.lower()
        for level, use in item.uses.items()
        if level in levels and use in (Use.PURSUE, Use.WATCH)
    )
    with st.expander(f"**{label}** - {where}"):
        if item.metric in catalogue.metrics:
            st.text(catalogue.metrics[item.metric].brief)
        for level, use in item.uses.items():
            if level in levels and level in item.why_uses:
                st.markdown(f"**{level.label}: {use.value}.** {item.why_uses[level]}")
        if item.target and item.tier == "pursue":
            st.markdown(f"**Target.** {item.target.because}")
        if item.limit and item.tier == "watch":
            st.markdown(
                f"**Limit.** {item.limit.limit} Look {item.limit.rhythm}. "
                f"When it is crossed: {item.limit.act}"
            )
        for point in item.points[:1]:
            st.caption(point.says)
        for step in item.path:
            st.caption(
                f"{catalogue.label(step.start)} {step.kind} {catalogue.label(step.end)}: "
                f"{step.because}"
            )


def _trade_off(advice: Advice) -> None:
    """The biggest trade-off that is knowingly accepted."""
    costs = [
        (point.points, item.metric, point.says)
        for item in advice.recommendation.tier("pursue")
        for point in item.points
        if point.criterion in ("trade-off", "gaming")
    ]
    if costs:
        _points, metric, says = min(costs)
        st.header("The biggest trade-off that you accept", anchor=False)
        st.markdown(f"**{state.catalogue().label(metric)}.** {says}")


def _changes(advice: Advice) -> None:
    steps = [step for step in advice.diff if step.what != "keep"]
    if not steps or not advice.brief.get("today"):
        return
    with st.expander(f"What changes against today ({len(steps)})"):
        for step in steps:
            name = state.catalogue().label(step.metric)
            st.markdown(f"**{step.what.capitalize()} {name}** ({step.decided_by}). {step.because}")


def _left_out(brief: Brief, advice: Advice) -> None:
    catalogue = state.catalogue()
    st.header("Why not ...?", anchor=False)
    options = [item.metric for item in advice.recommendation.left_out]
    metric = st.selectbox(
        "Search a metric that is not in the set",
        options,
        index=None,
        format_func=catalogue.label,
        placeholder="Type a name",
        key="why-not",
    )
    if not metric:
        return
    with st.spinner("Working it out ..."):
        found = why_not(Case(brief, catalogue), metric)
    st.text(found.because)
    if found.costs:
        st.text(f"To insist on it costs {found.costs}.")
    if found.displaces:
        names = ", ".join(catalogue.label(item) for item in found.displaces)
        st.text(f"Taking it in would push out: {names}.")
    if found.brings_in:
        for way in found.brings_in:
            st.text(f"What would bring it in: {way['says']}")
    elif found.brings_in is not None:
        st.text("No single change brings it in.")
