"""The catalogue: search, a card per metric that a newcomer understands, its trade-offs."""

from __future__ import annotations

import streamlit as st

from advisor.wizard import state
from knowledge.catalogue import Claim
from knowledge.schema import Metric
from knowledge.vocabulary import Kind, Theme, Use

MOST = 30


def draw() -> None:
    """Everything has an address: `?metric=` opens a card."""
    st.title("The metrics, and what they do to each other")
    catalogue = state.catalogue()
    wanted = st.query_params.get("metric")
    text = st.text_input(
        "Search by name, abbreviation or in another language",
        key="search",
        placeholder="AHT, Erreichbarkeit, first call resolution ...",
    )
    theme = st.pills(
        "Or by question", list(Theme), format_func=lambda t: t.label, key="theme", wrap=True
    )
    if wanted in catalogue.metrics and not text and not theme:
        _card(str(wanted), catalogue.metrics[str(wanted)], opened=True)
        return
    found = [
        key
        for key, metric in sorted(catalogue.metrics.items(), key=lambda item: item[1].name)
        if (theme is None or metric.theme is theme) and _matches(metric, text)
    ]
    st.caption(f"{len(found)} of {len(catalogue.metrics)} metrics")
    if not found:
        st.info("Nothing by that name. Try an abbreviation, or pick a question above.")
    with st.container(gap="xsmall"):
        for key in found[:MOST]:
            _card(key, catalogue.metrics[key], opened=len(found) == 1)
    if len(found) > MOST:
        st.caption(f"The first {MOST} are shown. Narrow the search to see the rest.")


def _matches(metric: Metric, text: str) -> bool:
    names = (
        metric.name,
        metric.brief,
        *metric.also.exact,
        *metric.also.abbreviations,
        *metric.also.languages(),
        *metric.also.ambiguous,
    )
    return not text or any(text.casefold() in name.casefold() for name in names)


def _card(key: str, metric: Metric, *, opened: bool) -> None:
    with st.expander(
        f"**{metric.name}** - {metric.brief}", expanded=opened, on_change="rerun", key=f"card-{key}"
    ) as card:
        if not card.open:  # a closed card is not worked out: thirty of them would be slow
            return
        if metric.answers:
            st.markdown(f"**It answers:** {metric.answers}")
        if metric.formula:
            st.markdown("**Formula:**")
            st.text(metric.formula)
        if metric.lies:
            st.markdown(f"**When it lies:** {metric.lies}")
        for level, use in metric.use.items():
            word = {Use.PURSUE: "fair as a target", Use.WATCH: "watch only"}.get(
                use.use, "for planning only" if use.use is Use.PLAN else "never"
            )
            st.markdown(f"- **{level.label}: {word}.** {use.because}")
        for name, variant in metric.variants.items():
            st.caption(f"Variant {name.replace('-', ' ')}: {variant.differs} {variant.misleads}")
        for quoted in metric.quoted:
            st.markdown(
                f"**Quoted: {quoted.target}** ({quoted.standing.label}). {quoted.validity} "
                f"Origin: {quoted.origin} Reach: {quoted.reach}."
            )
        _relations(key)
        others = (*metric.also.exact, *metric.also.abbreviations, *metric.also.languages())
        if others:
            st.caption(f"Also called: {', '.join(others)}")
        st.page_link(state.page("browse"), label="Link to this card", query_params={"metric": key})


def _relations(key: str) -> None:
    catalogue = state.catalogue()
    claims = (*catalogue.leaving(key), *catalogue.arriving(key))
    if not claims:
        return
    st.dataframe(
        [_told(claim, key) for claim in claims],
        hide_index=True,
        width="stretch",
        alt=f"Relations of {catalogue.label(key)}",
    )


def _told(claim: Claim, key: str) -> dict[str, str]:
    catalogue, relation = state.catalogue(), claim.relation
    out = claim.start == key
    word = relation.kind.label if out else relation.kind.reverse
    if relation.kind is Kind.OVERLAPS and relation.overlap:
        word = f"{word} ({relation.overlap.value.replace('-', ' ')})"
    return {
        "relation": f"{word} {catalogue.label(claim.end if out else claim.start)}",
        "sign": relation.sign or "",
        "strength": relation.strength or "",
        "because": relation.because,
        "evidence": "; ".join(f"{v.grade}: {v.says}" for v in relation.evidence),
        "disputed": "yes" if relation.disputed else "",
    }
