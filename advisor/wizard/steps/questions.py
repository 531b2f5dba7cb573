"""The questions around a recommendation, each worked out only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from advisor.advice import Advice
from advisor.brief import Brief, BriefError, canonical, from_json
from advisor.case import Case
from advisor.explore import Alternative, Stop, Switch, dial, switch, why_not
from advisor.recommend import LeftOut, recommend
from advisor.stability import Firm, decided, stability
from advisor.wizard import state
from advisor.wizard.browse.addresses import Address
from advisor.wizard.look import plain
from advisor.wizard.words import bare, listed
from knowledge.vocabulary import Dimension, Lens

READINGS = 40
STOPS = (
    "All the way to efficiency",
    "Towards efficiency",
    "As you stated it",
    "Towards customer",
    "All the way to customer",
)
FIRM_SAYS = {
    "core": "stays in under nearly every reading",
    "situational": "stays in under most readings",
    "coin-flip": "might as well have been another one",
}
FIRM_ICON = {
    "core": ":material/anchor:",
    "situational": ":material/tune:",
    "coin-flip": ":material/casino:",
}
TIER_SAYS = {"pursue": "pursued", "watch": "watched", "plan": "for planning", "out": "out"}


def draw(advice: Advice) -> None:
    """One tab a question."""
    st.header("Ask it", anchor=False)
    asked: dict[str, Callable[[Advice], None]] = {
        "Why not ...?": _why_not,
        "Turn the dial": _dial,
        "Other good sets": _alternatives,
        "How firm is it?": _firm,
        "BPO or in-house": _switch,
    }
    for tab, ask in zip(st.tabs(list(asked)), asked.values(), strict=True):
        with tab:
            ask(advice)


# The version of the knowledge is part of each key, although no answer uses it by name.
@st.cache_resource(max_entries=256, show_spinner=False)
def _why_not_of(text: str, metric: str, version: str) -> LeftOut:  # noqa: ARG001
    return why_not(_case(text), metric)


@st.cache_resource(max_entries=64, show_spinner=False)
def _dial_of(text: str, version: str) -> tuple[Stop, ...]:  # noqa: ARG001
    return dial(_case(text), Lens.EFFICIENCY, Lens.CUSTOMER)


@st.cache_resource(max_entries=64, show_spinner=False)
def _switch_of(
    text: str,
    sourcing: str,
    pricing: str | None,
    version: str,  # noqa: ARG001
) -> Switch:
    case = _case(text)
    return switch(case, recommend(case), sourcing, pricing)


def _case(text: str) -> Case:
    return Case(from_json(text), state.catalogue())


def _now() -> tuple[str, str]:
    """The brief as text, and the version of the knowledge: what an answer depends on."""
    return canonical(bare(state.brief())), state.catalogue().version


# --- why not -------------------------------------------------------------------------------------


@st.fragment
def _why_not(advice: Advice) -> None:
    catalogue = state.catalogue()
    inside = advice.recommendation.ids
    options = sorted(set(catalogue.metrics) - inside, key=catalogue.label)
    metric = st.selectbox(
        "Which metric do you miss?",
        options,
        index=None,
        format_func=catalogue.label,
        placeholder="Type a name",
        key="why-not-metric",
    )
    if not metric:
        st.caption("Every metric that is left out has a reason, a price, and a way in.")
        return
    text, version = _now()
    with st.spinner("Solving again with it inside ..."):
        found = _why_not_of(text, metric, version)
    st.markdown(f"**{plain(catalogue.label(metric))}.** {plain(found.because)}")
    if found.price is not None:
        total = advice.recommendation.proof.points if advice.recommendation.proof else 0
        st.markdown(f"**Its price:** {found.price} of {total} points.")
    if found.displaces:
        names = listed(catalogue.label(key) for key in found.displaces)
        st.markdown(f"**It would push out:** {plain(names)}.")
    if found.brings_in:
        st.markdown("**What would bring it in:**")
        for way in found.brings_in:
            st.markdown(f"- {plain(way['says'])}")
    elif found.brings_in is not None:
        st.markdown("No single change of priorities, channels or systems brings it in.")


# --- the dial ------------------------------------------------------------------------------------


@st.fragment
def _dial(_advice: Advice) -> None:
    st.markdown(
        "The same place, the same duties; only the weight moves between what customers get and "
        "what it costs."
    )
    if not _asked("dial", "Work out the five stops"):
        return
    text, version = _now()
    with st.spinner("Solving five times ..."):
        stops = _dial_of(text, version)
    name = st.select_slider("Dial", STOPS, value=STOPS[2], key="dial", label_visibility="collapsed")
    at = STOPS.index(name)
    stop, stated = stops[at], stops[2]
    if stop.clash:
        st.error("At this stop the demands cannot hold together:")
        for row in stop.clash:
            st.markdown(f"- {plain(row)}")
        return
    label = state.catalogue().label
    fresh = [key for key in stop.metrics if key not in stated.metrics]
    gone = [key for key in stated.metrics if key not in stop.metrics]
    new = " :green-badge[:material/add: new here]"
    st.markdown(
        "\n".join(f"1. {plain(label(key))}{new if key in fresh else ''}" for key in stop.metrics)
    )
    if gone:
        st.markdown(f"**Gone against what you stated:** {plain(listed(map(label, gone)))}.")
    if at == STOPS.index("As you stated it"):
        st.markdown(_tips(stops))
    elif not fresh and not gone:
        st.markdown("The same metrics as you have now: the choice does not hang on this.")


def _tips(stops: Sequence[Stop]) -> str:
    """Where the set changes along the dial."""
    label = state.catalogue().label
    told = []
    for number, stop in enumerate(stops):
        if number and (stop.enters or stop.leaves):
            parts = [
                f"{word} {plain(listed(map(label, metrics)))}"
                for word, metrics in (("in comes", stop.enters), ("out goes", stop.leaves))
                if metrics
            ]
            between = f"Between '{STOPS[number - 1].lower()}' and '{STOPS[number].lower()}'"
            told.append(f"- {between}: {'; '.join(parts)}.")
    return "**Where it tips**\n" + "\n".join(told) if told else "It tips nowhere along the dial."


# --- other sets, how firm, the other chair -------------------------------------------------------


def _alternatives(advice: Advice) -> None:
    if not advice.alternatives:
        st.markdown("No other set that really differs comes near this one.")
        return
    label = state.catalogue().label
    best = [item.metric for item in advice.recommendation.tier("pursue")]
    places = st.columns(1 + len(advice.alternatives))
    with places[0], st.container(border=True):
        st.markdown("**Recommended** :small[100 % of its points]")
        st.markdown("\n".join(f"1. {plain(label(key))}" for key in best))
    for number, (place, other) in enumerate(zip(places[1:], advice.alternatives, strict=True)):
        with place, st.container(border=True):
            _other(other, number)


def _other(other: Alternative, number: int) -> None:
    label = state.catalogue().label
    name = ("A second one", "A third one")[number] if number < 2 else "Another one"
    st.markdown(f"**{name}** :small[{other.percent} % of the points]")
    lines = [
        f"1. **{plain(label(key))}** :green[:material/add:]"
        if key in other.gains
        else f"1. {plain(label(key))}"
        for key in other.metrics
    ]
    st.markdown("\n".join(lines))
    st.markdown(f"**It gives up:** {plain(listed(label(key) for key in other.gives_up))}.")


@st.fragment
def _firm(advice: Advice) -> None:
    st.markdown(
        f"{READINGS} readings: your priorities each up or down by one step, what the evidence "
        "rests on judged a little stronger or weaker, and both at once. What stays in the set, "
        "and what was a close call?"
    )
    text, version = _now()
    found: tuple[Firm, ...] | None = None
    place = st.empty()
    if st.session_state.get("firm-of") == (text, version):
        found = st.session_state["firm"]
    elif place.button("Try them", key="try-firm", icon=":material/replay:"):
        place.empty()
        found = _readings(advice, text)
        st.session_state["firm-of"], st.session_state["firm"] = (text, version), found
    if not found:
        return
    st.markdown(f"**{plain(decided(found))}**")
    for firmness, says in FIRM_SAYS.items():
        own = sorted((item for item in found if item.firmness == firmness), key=lambda x: -x.stays)
        if own:
            st.markdown(f"{FIRM_ICON[firmness]} **{firmness.capitalize()}**: {says}")
            st.markdown("\n".join(f"- {_how_firm(item)}" for item in own))


def _how_firm(item: Firm) -> str:
    """How often one metric stays, and what tips it."""
    told = f"{plain(state.catalogue().label(item.metric))}: {item.says}"
    if item.tips is None:
        return told
    told += f". {plain(item.tips.says)}"
    if claim := item.tips.claim:
        href = Address("claim", f"{claim.start}.{claim.kind}.{claim.end}").href
        told += f" [evidence](/browse{href})"
    return told


def _readings(advice: Advice, text: str) -> tuple[Firm, ...]:
    bar = st.progress(0.0, text="Reading the priorities and the evidence otherwise ...")

    def told(done: int) -> None:
        bar.progress(done / READINGS, text=f"{done} of {READINGS} readings")

    found = stability(_case(text), advice.recommendation, READINGS, told=told)
    bar.empty()
    return found


@st.fragment
def _switch(_advice: Advice) -> None:
    catalogue = state.catalogue()
    here = state.brief().context
    st.markdown(
        "There is one pool of metrics for both. The chair moves what is selected, how it is used "
        "and who owns it, never what a metric is."
    )
    sourcing = [key for key in catalogue.of_dimension(Dimension.SOURCING) if key != here.sourcing]
    left, right = st.columns(2)
    other = left.selectbox(
        "Look at it from this chair",
        sourcing,
        index=_first(sourcing, "in-house" if here.sourcing == "bpo" else "bpo"),
        format_func=catalogue.label,
        key="switch-sourcing",
    )
    pricing = right.selectbox(
        "The money follows",
        list(catalogue.of_dimension(Dimension.PRICING)),
        index=None,
        format_func=catalogue.label,
        placeholder="Leave open",
        key="switch-pricing",
    )
    if not other or not _asked("switch", "Put them side by side"):
        return
    alone = _without_extras(state.brief())
    with st.spinner("Solving for the other chair ..."):
        try:
            found = _switch_of(canonical(alone), other, pricing, catalogue.version)
        except BriefError as error:
            st.error(f"These two do not go together: {plain(error.expected)}.")
            return
    if here.adjusters:
        names = listed(catalogue.label(key) for key in here.adjusters)
        st.caption(f"Both sides without {plain(names)}, so that only the chair differs.")
    if found.clash:
        st.error("In that chair the demands cannot hold together:")
        for row in found.clash:
            st.markdown(f"- {plain(row)}")
        return
    _side_by_side(found, catalogue.label(here.sourcing) if here.sourcing else "Here")


def _side_by_side(found: Switch, here: str) -> None:
    label = state.catalogue().label
    there = label(found.sourcing)
    st.markdown(
        f"**{len(found.stays)} stay as they are:** {plain(listed(map(label, found.stays)))}."
        if found.stays
        else "Nothing stays as it is."
    )
    cards = [item for item in found.moved if "plan" not in (item.here, item.there)]
    for item in cards:
        st.markdown(
            f"**{plain(label(item.metric))}:** {plain(here)} {TIER_SAYS[item.here]}, "
            f"{plain(there)} {TIER_SAYS[item.there]}. {plain(item.because)}"
        )
    rest = [item for item in found.moved if item not in cards]
    if rest:
        names = listed(label(item.metric) for item in rest)
        st.caption(f"Planners' figures that come or go with them: {plain(names)}.")


def _without_extras(brief: Brief) -> Brief:
    """Without what only a contract has, which would make the other chair impossible."""
    context = brief.context.model_copy(update={"adjusters": ()})
    return bare(brief).model_copy(update={"context": context})


def _first(options: Sequence[str], wanted: str) -> int | None:
    return options.index(wanted) if wanted in options else (0 if options else None)


def _asked(name: str, label: str) -> bool:
    """Whether the button of a question was pressed for the brief as it stands."""
    key = f"asked-{name}"
    if st.session_state.get(key) == _now():
        return True
    st.button(
        label,
        key=f"ask-{name}",
        icon=":material/calculate:",
        on_click=_ask,
        args=(key, _now()),
    )
    return False


def _ask(key: str, now: tuple[str, str]) -> None:
    st.session_state[key] = now
