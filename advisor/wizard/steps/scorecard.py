"""Step 6: the strategy map, one card per level, the way there, and who does what about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from advisor.advice import Advice
from advisor.brief import Row
from advisor.case import Case
from advisor.reports import picture
from advisor.scorecard import Box, Card, CardLine, Scorecard, taken_over
from advisor.wizard import pictures, state
from advisor.wizard.look import plain
from advisor.wizard.steps import plan
from advisor.wizard.steps.beside import reached
from advisor.wizard.telling import tell
from advisor.wizard.words import bare
from knowledge.vocabulary import Level, Use

TARGET_WORD = {
    "keep": "Keep its target",
    "ask": "Find its target",
    "band": "Agree a band",
}

WRITING = "write-down"
WRITTEN = (("owner", "Owner"), ("initiative", "Initiative"), ("review", "Next review"))


def draw() -> None:
    """The map, the cards, the way there, the owners."""
    st.title("The scorecard")
    advice = state.advice_on(bare(state.brief()))
    if advice.recommendation.clash:
        st.error(
            "There is no set to draw up: some demands cannot hold together.",
            icon=":material/dangerous:",
        )
        st.page_link(
            state.page("recommendation"),
            label="See which",
            icon=":material/arrow_back:",
            query_params=state.query(),
        )
        return
    _map(advice.scorecard)
    _cards(advice)
    _beside()
    plan.draw(advice)
    _owners(advice)


# --- the map -------------------------------------------------------------------------------------


@st.fragment
def _map(scorecard: Scorecard) -> None:
    tell(
        "heading",
        heading="How one thing leads to the next",
        says="Read it from below: people make the work right, right work serves customers, and "
        "served customers pay for it all. Pick an objective to see why.",
    )
    names = _names(scorecard)
    picked = pictures.strategy_map(
        picture.strategy_map(scorecard, names),
        picture.strategy_map(scorecard, names, narrow=True),
        key="strategy-map",
    )
    box = next((box for box in scorecard.map if box.id == picked), None)
    if box is not None:
        _objective(box, scorecard, names)
    rows = picture.table(scorecard, names)
    if rows:
        tell("rows", summary="The same as a table", caption="Strategy map", rows=rows, lines=())


def _names(scorecard: Scorecard) -> dict[str, str]:
    label = state.catalogue().label
    found = {line.metric: line.name for card in scorecard.cards for line in card.lines}
    for box in scorecard.map:
        for metric in (box.result, *box.drivers):
            if metric:
                found.setdefault(metric, label(metric))
    return found


def _objective(box: Box, scorecard: Scorecard, names: Mapping[str, str]) -> None:
    catalogue = state.catalogue()
    says = {other.id: other.says for other in scorecard.map}
    with st.container(border=True):
        st.markdown(f"**{plain(box.says)}** :small[{box.perspective.label}]")
        st.markdown(f"It serves: {plain(catalogue.plainly(box.outcome))}.")
        if box.result:
            st.markdown(f"**Shown by** {plain(names[box.result])}.")
        for driver in box.drivers:
            st.markdown(f"**Moved by** {plain(names[driver])}: {plain(_brief_of(driver))}")
        for end in box.leads_to:
            if end in says:
                st.markdown(f"**Leads to:** {plain(says[end])}")
        for other in scorecard.map:
            if box.id in other.leads_to:
                st.markdown(f"**Rests on:** {plain(other.says)}")


def _brief_of(metric: str) -> str:
    found = state.catalogue().metrics.get(metric)
    return found.brief if found else ""


# --- the cards -----------------------------------------------------------------------------------


def _rows(advice: Advice) -> dict[str, int]:
    """Where each metric stands in today's list, by what its line was taken for."""
    found: dict[str, int] = {}
    for index, item in enumerate(advice.resolved):
        if item.metric:
            found.setdefault(item.metric, index)
    return found


def _cards(advice: Advice) -> None:
    cards = sorted(advice.scorecard.cards, key=lambda card: card.level is Level.PLANNING)
    today = state.brief().today
    rows = {metric: today[index] for metric, index in _rows(advice).items()}
    tell("cards", cards=[_card(card, rows) for card in cards])


def _card(card: Card, rows: Mapping[str, Row]) -> Mapping[str, Any]:
    """One card, as it is set."""
    of = {use: [line for line in card.lines if line.use is use] for use in Use}
    return {
        "card": card,
        "planning": card.level is Level.PLANNING,
        "pursued": [_line(line, rows.get(line.metric)) for line in of[Use.PURSUE]],
        "watched": [_line(line, rows.get(line.metric)) for line in of[Use.WATCH]],
        "planned": [line.name for line in of[Use.PLAN]],
    }


def _line(line: CardLine, row: Row | None) -> Mapping[str, Any]:
    """One line of a card, as it is set."""
    target = line.target
    own = f" ({row.target})" if row and isinstance(row.target, str) else ""
    kept = own if target and target.kind == "keep" else ""
    return {
        "name": line.name,
        "because": line.because,
        "target": f"{TARGET_WORD[target.kind]}{kept}" if target else None,
        "target_because": target.because if target else None,
        "limit": line.limit,
        "who": _who(row) if row else "",
    }


def _who(row: Row) -> str:
    return " · ".join(
        f"{word}: {value}"
        for word, value in (
            ("Owner", row.owner),
            ("Initiative", row.initiative),
            ("Next review", row.review),
        )
        if value
    )


def _beside() -> None:
    """The pages that belong to the cards."""
    label, icon = reached(state.brief().context.sourcing)
    with st.container(horizontal=True, key="beside-cards"):
        for page, says, sign in (
            ("contract", label, icon),
            ("measure", "What you can measure", ":material/checklist:"),
        ):
            with st.container(key=f"to-{page}", width="content"):
                st.page_link(state.page(page), label=says, icon=sign, query_params=state.query())


# --- taking it over, and owners ------------------------------------------------------------------


def _owners(advice: Advice) -> None:
    tell(
        "heading",
        heading="Who does what about it",
        says="Who moves it, what they will do, and when you ask whether it still earns its place.",
    )
    chosen = [item for item in advice.recommendation.metrics if item.tier != "plan"]
    rows = _rows(advice)
    absent = [item for item in chosen if item.metric not in rows]
    if absent:
        with st.container(border=True, key="take-over"):
            st.markdown(
                f"**{len(absent)} of the {len(chosen)} metrics of the set are not on today's "
                "list.** Take the set over as your list: you can then give each an owner, an "
                "initiative and a review date, and have the new list read again in step 4. "
                "Undo brings your list back."
            )
            st.button(
                "Take this set over as today's list",
                key="take-over-button",
                type="primary",
                icon=":material/move_up:",
                on_click=_take_over,
            )
    present = {rows[item.metric]: item.metric for item in chosen if item.metric in rows}
    if present:
        _write_down(present)


def _take_over() -> None:
    case = Case(state.brief(), state.catalogue())
    advice = state.advice_on(bare(state.brief()))
    new = taken_over(case, advice.recommendation)
    gone = len(case.today - {row.metric for row in new.today})
    state.replace(new)
    st.toast(
        f"{len(new.today)} metrics taken over, {gone} taken off. Undo, at the top, takes it back.",
        icon=":material/check:",
    )


@st.fragment
def _write_down(metrics: Mapping[int, str]) -> None:
    """Owner, initiative and review date; only these change, so no advice is worked out again. The
    fields are drawn once somebody asks for them."""
    written = st.expander(
        f"Write down owner, initiative and next review ({len(metrics)})",
        key=WRITING,
        on_change="rerun",
    )
    if written.open:
        with written:
            _fields(metrics)


def _fields(metrics: Mapping[int, str]) -> None:
    rows = list(state.brief().today)
    for index, metric in metrics.items():
        row, name = rows[index], state.catalogue().label(metric)
        places = st.columns([3, 2, 4, 2], vertical_alignment="center")
        places[0].markdown(f"**{plain(name)}**")
        said = {
            field: place.text_input(
                f"{label}: {name}",
                key=state.seeded(f"{field}-{index}", getattr(row, field) or ""),
                placeholder=label,
                label_visibility="collapsed",
            )
            for place, (field, label) in zip(places[1:], WRITTEN, strict=True)
        }
        rows[index] = row.model_copy(update={key: value or None for key, value in said.items()})
    state.commit(state.brief().model_copy(update={"today": tuple(rows)}))
    state.autosave()
