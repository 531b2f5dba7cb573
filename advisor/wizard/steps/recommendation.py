"""Step 5: the recommended set by use, with every reason, and what would change it."""

from __future__ import annotations

import streamlit as st

from advisor.advice import Advice
from advisor.change import Change, Decider
from advisor.recommend import Chosen, Recommendation
from advisor.wizard import pictures, state
from advisor.wizard.look import plain
from advisor.wizard.steps import impasse, questions, worth
from advisor.wizard.words import bare, listed, path_says
from knowledge.vocabulary import Level

FIRST = 3
CRITERIA = {
    "contribution": "What it does for its objective",
    "familiarity": "How many centres have it",
    "owed": "What is owed",
    "second objective": "Other objectives",
    "fairness": "Fair where it stands",
    "control": "Whether you can move it",
    "speed": "How soon it answers",
    "cost": "What it costs to collect",
    "gaming": "How easily it is gamed",
    "trade-off": "What it costs elsewhere",
}
WHAT_ICON = {
    "drop": ":material/remove_circle:",
    "change": ":material/edit:",
    "add": ":material/add_circle:",
    "keep": ":material/check_circle:",
}
WHOSE: dict[Decider, str] = {
    "me": "You can do this yourself",
    "my boss": "Your boss decides",
    "the client": "The client decides",
    "the regulator": "Law or regulator decide",
}


def draw() -> None:
    """The set first; then its levels, the questions around it, and the way from today."""
    st.title("What to pursue, what to watch, what to leave alone")
    with st.spinner("Choosing ..."):
        advice = state.advice_on(bare(state.brief()))
    best = advice.recommendation
    if best.clash:
        impasse.draw()
        return
    _headline(advice)
    _set(advice)
    _levels(best)
    questions.draw(advice)
    _changes(advice.diff)
    worth.draw()
    _left_alone(advice)


def _headline(advice: Advice) -> None:
    catalogue = state.catalogue()
    strategy = catalogue.strategies[advice.strategy]
    first = [
        f"**{plain(catalogue.label(item.metric))}**"
        for item in advice.recommendation.tier("pursue")[:FIRST]
    ]
    st.header(f"Pursue first: {listed(first)}.", anchor=False)
    st.markdown(
        f"This is the set that serves '{plain(strategy.name)}' best here, out of "
        f"{len(advice.universe)} metrics that apply to your channels and work."
    )
    proof = advice.recommendation.proof
    if proof is not None and not proof.optimal:
        st.caption(
            f"Best found so far; no set can bring more than {proof.bound - proof.points} points on "
            f"top of {proof.points}."
        )
    for line in advice.assumed:
        st.caption(f":material/info: {plain(line)}")


# --- the set -------------------------------------------------------------------------------------


def _set(advice: Advice) -> None:
    best = advice.recommendation
    says = {box.id: box.says for box in advice.scorecard.map}
    pursued, watched, planned = (best.tier(tier) for tier in ("pursue", "watch", "plan"))
    st.header(f"Pursue: {len(pursued)} with a target", anchor=False)
    for item in pursued:
        _pursued(item, says)
    if watched:
        st.header(f"Watch: {len(watched)} with a limit", anchor=False)
        st.markdown("No target and no pay: a limit, a rhythm, and what you do when it is crossed.")
        for item in watched:
            _watched(item)
    if planned:
        st.header(f"Plan: {len(planned)} for planners only", anchor=False)
        names = sorted(state.catalogue().label(item.metric) for item in planned)
        st.markdown(
            f"{plain(listed(names))}. The others are worked out from these; on a card they would "
            "do harm."
        )


def _pursued(item: Chosen, says: dict[str, str]) -> None:
    name = plain(state.catalogue().label(item.metric))
    serves = "kept whatever the strategy is"
    if item.objective:
        verb = "shows whether" if item.slot == "result" else "moves"
        serves = f"{verb}: {plain(says.get(item.objective, ''))}"
    top = (item.priority or FIRST + 1) <= FIRST
    mark = f":blue-badge[Priority {item.priority}] " if top else ""
    with st.expander(f"{mark}**{name}** :small[{serves}]"):
        _about(item)
        if item.target:
            st.markdown(f"**Target.** {plain(item.target.because)}")
        _company(item)
        if item.points:
            st.markdown("**Why it is in**")
            st.table(
                [
                    {
                        "Points": f"{point.points:+d}",
                        "For": CRITERIA.get(point.criterion, point.criterion.capitalize()),
                        "Because": plain(point.says),
                    }
                    for point in item.points
                ]
            )
        if item.path:
            st.markdown("**How it reaches its objective**")
            st.markdown(path_says(item.path, state.catalogue()))
        _card_link(item.metric)


def _watched(item: Chosen) -> None:
    name = plain(state.catalogue().label(item.metric))
    names = [state.catalogue().label(key).lower() for key in item.guards]
    told = [item.limit.rhythm] if item.limit else []
    told += [f"beside {listed(names)}"] if names else []
    beside = f" :small[{plain(', '.join(told))}]" if told else ""
    with st.expander(f"**{name}**{beside}"):
        _about(item)
        if item.limit:
            st.markdown(
                f"**Limit.** {plain(item.limit.limit)}\n\n**Look** "
                f"{plain(item.limit.rhythm)}.\n\n**When it is crossed.** "
                f"{plain(item.limit.act)}"
            )
        _company(item)
        _card_link(item.metric)


def _about(item: Chosen) -> None:
    st.markdown(plain(state.catalogue().metrics[item.metric].brief))
    if item.owed:
        st.markdown(f":material/gavel: **Owed:** {plain(item.owed)}")
    if item.demanded:
        st.markdown(f":material/priority_high: **Needed here:** {plain(item.demanded)}")


def _company(item: Chosen) -> None:
    label = state.catalogue().label
    told = (
        ("It keeps honest", item.guards),
        ("It is kept honest by", item.guarded_by),
        ("It took the seat of", item.displaces),
    )
    for words, metrics in told:
        if metrics:
            st.markdown(f"**{words}:** {plain(listed(label(key) for key in metrics))}.")


def _card_link(metric: str) -> None:
    if metric in state.catalogue().custom:
        return
    st.page_link(
        state.page("browse"),
        label="Everything about this metric",
        icon=":material/menu_book:",
        query_params={**state.query(), "metric": metric},
    )


def _levels(best: Recommendation) -> None:
    st.header("Who may do what with it", anchor=False)
    st.markdown(
        "The same number helps on one card and does harm on another. ● pursue: it has a target; "
        "○ watch: no target; ◇ plan: planners only; × never."
    )
    chosen = [item for item in best.metrics if item.tier != "plan"]
    columns = [level for level in Level if any(level in item.uses for item in chosen)]
    label = state.catalogue().label
    pictures.levels(
        [(label(item.metric), item.uses) for item in chosen],
        columns,
        "Use of each metric of the set at each level",
        key="levels",
    )
    with st.expander("Why, metric by metric"):
        picked = st.selectbox(
            "Metric",
            [item.metric for item in chosen],
            format_func=label,
            key="levels-why",
        )
        for item in chosen:
            if item.metric == picked:
                for level, because in item.why_uses.items():
                    st.markdown(f"**{level.label}: {item.uses[level].value}.** {plain(because)}")


# --- from today ----------------------------------------------------------------------------------


def _changes(diff: tuple[Change, ...]) -> None:
    if not state.brief().today:
        return
    st.header("From today to there", anchor=False)
    label = state.catalogue().label
    for decider, words in WHOSE.items():
        steps = [step for step in diff if step.decided_by == decider]
        moves = [step for step in steps if step.what != "keep"]
        if not steps:
            continue
        counted = [
            f"{sum(step.what == what for step in steps)} {what}"
            for what in ("drop", "change", "add", "keep")
            if any(step.what == what for step in steps)
        ]
        with st.expander(f"**{words}** :small[{', '.join(counted)}]", expanded=decider == "me"):
            for step in (*moves, *(step for step in steps if step.what == "keep")):
                st.markdown(
                    f"{WHAT_ICON[step.what]} **{step.what.capitalize()} "
                    f"{plain(label(step.metric))}.** {plain(step.because)}"
                )


def _left_alone(advice: Advice) -> None:
    """How to check the answer."""
    proof = advice.recommendation.proof
    if proof is None:
        return
    st.caption(
        f"{'Proven best' if proof.optimal else 'Not proven'}: {proof.points} points. Knowledge "
        f"{advice.knowledge_version}, method {advice.method_version}. The same design gives the "
        "same answer."
    )
