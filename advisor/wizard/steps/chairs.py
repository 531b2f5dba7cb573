"""The same strategy in another chair: one beside this one, and all of them in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from advisor.advice import Advice
from advisor.brief import Brief, canonical
from advisor.explore import Switch, chairs, switch, switches
from advisor.recommend import recommend
from advisor.wizard import pictures, state
from advisor.wizard.look import plain
from advisor.wizard.steps.asked import asked, case_of, named
from advisor.wizard.words import bare, listed, paragraphs
from knowledge.vocabulary import Dimension

TIER_SAYS = {"pursue": "pursued", "watch": "watched", "plan": "for planning", "out": "out"}
EVERY_CHAIR = "Every chair, the money left open"


@st.cache_resource(max_entries=64, show_spinner=False)
def _switch_of(
    text: str,
    sourcing: str,
    pricing: str | None,
    version: str,  # noqa: ARG001 - part of the key
) -> Switch:
    case = case_of(text)
    return switch(case, recommend(case), sourcing, pricing)


@st.fragment
def draw(_advice: Advice) -> None:
    """One chair beside this one, with the reasons; then the table of all."""
    catalogue = state.catalogue()
    here = state.brief().context
    st.markdown(
        "There is one pool of metrics for all of them. The chair moves what is selected, how it is "
        "used and who owns it, never what a metric is."
    )
    sourcing = list(catalogue.of_dimension(Dimension.SOURCING))
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
        [price for chair, price in chairs(catalogue) if chair == other and price],
        index=None,
        format_func=catalogue.label,
        placeholder="Leave open",
        key="switch-pricing",
    )
    if other and asked("switch", "Put them side by side"):
        text, version = canonical(_without_extras(state.brief())), catalogue.version
        with st.spinner("Choosing again in the other chair ..."):
            found = _switch_of(text, other, pricing, version)
        _told(found)
    _overview()


def _told(found: Switch) -> None:
    catalogue = state.catalogue()
    here = state.brief().context
    if here.adjusters:
        names = listed(catalogue.label(key) for key in here.adjusters)
        st.caption(f"Both sides without {plain(names)}, so that only the chair differs.")
    if found.clash:
        st.error("In that chair the demands cannot hold together:")
        paragraphs("\n".join(f"- {plain(row)}" for row in found.clash))
        return
    _side_by_side(found, catalogue.label(here.sourcing) if here.sourcing else "Here")


def _side_by_side(found: Switch, here: str) -> None:
    label = state.catalogue().label
    there = label(found.sourcing)
    told = ["Nothing stays as it is."]
    if found.stays:
        told = [f"**{len(found.stays)} stay as they are:** {named(found.stays)}."]
    told.append(f"**First there:** {named(found.first)}.")
    cards = [item for item in found.moved if "plan" not in (item.here, item.there)]
    for item in cards:
        if item.here == item.there:
            moved = f"{TIER_SAYS[item.here]} in both, but not used alike."
        else:
            moved = (
                f"{plain(here)}: {TIER_SAYS[item.here]}. {plain(there)}: {TIER_SAYS[item.there]}."
            )
        told.append(f"**{plain(label(item.metric))}.** {moved} {plain(item.because)}")
    rest = [item.metric for item in found.moved if item not in cards]
    if rest:
        told.append(f":small[Planners' figures that come or go with them: {named(rest)}.]")
    paragraphs(*told)


# --- all of them ---------------------------------------------------------------------------------


def _overview() -> None:
    catalogue = state.catalogue()
    views = [EVERY_CHAIR, *dict.fromkeys(chair for chair, price in chairs(catalogue) if price)]
    view = st.selectbox(
        "All at once",
        views,
        format_func=lambda key: (
            key if key == EVERY_CHAIR else f"{catalogue.label(key)}: every price"
        ),
        key="chairs-view",
    )
    if not asked("chairs", "Draw the table"):
        return
    of = [
        (chair, price)
        for chair, price in chairs(catalogue)
        if (price is None if view == EVERY_CHAIR else chair == view)
    ]
    text = canonical(_without_extras(state.brief()))
    key = (text, view, catalogue.version)
    if st.session_state.get("chairs-of") != key:
        st.session_state["chairs-found"] = _worked_out(text, of)
        st.session_state["chairs-of"] = key
    _table(st.session_state["chairs-found"], by_price=view != EVERY_CHAIR)


def _worked_out(text: str, of: Sequence[tuple[str, str | None]]) -> tuple[Switch, ...]:
    bar = st.progress(0.0, text="Choosing again in each chair ...")

    def told(done: int) -> None:
        bar.progress(done / len(of), text=f"{done} of {len(of)}")

    case = case_of(text)
    found = switches(case, recommend(case), of, told=told)
    bar.empty()
    return found


def _table(found: Sequence[Switch], *, by_price: bool) -> None:
    label = state.catalogue().label
    metrics = sorted(
        {key for item in found for key, tier in item.tiers.items() if tier != "plan"},
        key=lambda key: (-sum(_weight(item, key) for item in found), label(key)),
    )
    everywhere = [key for key in metrics if all(_weight(item, key) for item in found)]
    if everywhere:
        st.markdown(f"**In every one of them:** {named(everywhere)}.")
    st.markdown("● pursued, with its rank where it is one of the first three; ○ watched.")
    heads = [
        (label(item.pricing) if item.pricing else "Money left open")
        if by_price
        else label(item.sourcing)
        for item in found
    ]
    pictures.tiers(
        [(label(key), [mark(item.tiers, item.first, key) for item in found]) for key in metrics],
        heads,
        "Tier of each metric in each chair",
        key="chairs-table",
    )
    for head, item in zip(heads, found, strict=True):
        if item.clash:
            st.caption(f"{plain(head)}: the demands cannot hold together there.")


def _weight(item: Switch, metric: str) -> int:
    return {"pursue": 2, "watch": 1}.get(item.tiers.get(metric, ""), 0)


def mark(tiers: Mapping[str, str], first: Sequence[str], metric: str) -> tuple[str, str]:
    """A cell of a table of tiers: the mark that is seen, and the word for it."""
    if metric in first:
        rank = first.index(metric) + 1
        return "●", f"pursue {rank}"
    found = {"pursue": ("●", "pursue"), "watch": ("○", "watch")}
    return found.get(tiers.get(metric, ""), ("·", ""))


def _without_extras(brief: Brief) -> Brief:
    """Without what only a contract has, which would make the other chair impossible."""
    context = brief.context.model_copy(update={"adjusters": ()})
    return bare(brief).model_copy(update={"context": context})


def _first(options: Sequence[str], wanted: str) -> int | None:
    return options.index(wanted) if wanted in options else (0 if options else None)
