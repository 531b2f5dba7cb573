"""Step 6: the strategy map, one card per level, the way there, and who does what about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from advisor.advice import Advice
from advisor.brief import Row
from advisor.case import Case
from advisor.reports import picture
from advisor.reports.picture_parts import Picture
from advisor.scorecard import Box, Card, CardLine, Scorecard, taken_over
from advisor.wizard import pictures, pressed, state
from advisor.wizard.look import plain
from advisor.wizard.packing import Packed
from advisor.wizard.remembered import of_design
from advisor.wizard.steps import beside, plan
from advisor.wizard.telling import Way, headed, piece, tell, title, together, ways
from advisor.wizard.words import bare
from knowledge.vocabulary import Level, Use

TARGET_WORD = {
    "keep": "Keep its target",
    "ask": "Find its target",
    "band": "Agree a band",
}

TITLE = "The scorecard"
MAP = "How one thing leads to the next"
MAP_SAYS = (
    "Read it from below: people make the work right, right work serves customers, and served "
    "customers pay for it all. Pick an objective to see why."
)
OWNERS = "owners"
TAKE_OVER = "take-over"
WRITING = "writing-owners"
WRITTEN = (("owner", "Owner"), ("initiative", "Initiative"), ("review", "Next review"))


def draw() -> None:
    """The map, the cards, the way there, the owners."""
    advice = state.advice_on(bare(state.brief()))
    if advice.recommendation.clash:
        title(TITLE)
        st.error(
            "There is no set to draw up: some demands cannot hold together.",
            icon=":material/dangerous:",
        )
        together(ways(Way("recommendation", "See which", "arrow_back")))
        return
    together(headed(TITLE), piece("heading", heading=MAP, says=MAP_SAYS))
    _map(advice.scorecard)
    together(*_told().texts)
    if advice.plan.phases:
        plan.draw(advice)
    _owners(advice)


@of_design
def _told() -> Packed:
    """What stands between the map and the plan."""
    advice = state.advice_on(bare(state.brief()))
    return Packed.of(
        _table(advice.scorecard),
        _cards(advice),
        ways(beside.way(state.brief().context.sourcing), beside.MEASURE),
        plan.heading() if advice.plan.phases else "",
    )


# --- the map -------------------------------------------------------------------------------------


@st.fragment
def _map(scorecard: Scorecard) -> None:
    picked = pictures.strategy_map(*_drawn(), key="strategy-map")
    box = next((box for box in scorecard.map if box.id == picked), None)
    if box is not None:
        _objective(box, scorecard, _names(scorecard))


@of_design
def _drawn() -> tuple[Picture, Picture]:
    """The map where there is room, and where there is little."""
    scorecard = state.advice_on(bare(state.brief())).scorecard
    names = _names(scorecard)
    return (
        picture.strategy_map(scorecard, names),
        picture.strategy_map(scorecard, names, narrow=True),
    )


def _table(scorecard: Scorecard) -> str:
    rows = picture.table(scorecard, _names(scorecard))
    told = {"summary": "The same as a table", "caption": "Strategy map", "rows": rows, "lines": ()}
    return piece("rows", **told) if rows else ""


def _names(scorecard: Scorecard) -> dict[str, str]:
    label = state.catalogue().label
    found = {line.metric: line.name for card in scorecard.cards for line in card.lines}
    for box in scorecard.map:
        for metric in (box.result, *box.drivers):
            if metric:
                found.setdefault(metric, label(metric))
    return found


def _objective(box: Box, scorecard: Scorecard, names: Mapping[str, str]) -> None:
    says = {other.id: other.says for other in scorecard.map}
    tell(
        "objective",
        box=box,
        serves=state.catalogue().plainly(box.outcome),
        shown_by=names[box.result] if box.result else "",
        moved_by=[(names[driver], _brief_of(driver)) for driver in box.drivers],
        leads_to=[says[end] for end in box.leads_to if end in says],
        rests_on=[other.says for other in scorecard.map if box.id in other.leads_to],
    )


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


def _cards(advice: Advice) -> str:
    cards = sorted(advice.scorecard.cards, key=lambda card: card.level is Level.PLANNING)
    today = state.brief().today
    rows = {metric: today[index] for metric, index in _rows(advice).items()}
    return piece("cards", cards=[_card(card, rows) for card in cards])


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


# --- taking it over, and owners ------------------------------------------------------------------


def _owners(advice: Advice) -> None:
    chosen = [item for item in advice.recommendation.metrics if item.tier != "plan"]
    rows = _rows(advice)
    absent = sum(item.metric not in rows for item in chosen)
    present = {rows[item.metric]: item.metric for item in chosen if item.metric in rows}
    writing = bool(present and st.session_state.get(WRITING))
    owners = piece(
        "owners",
        absent=absent,
        chosen=len(chosen),
        take_over=TAKE_OVER,
        present=len(present),
        write_down=WRITING,
        writing=writing,
    )
    pressed.draw(pressed.Page(owners), key=OWNERS, on_press=_pressed)
    if writing:
        _fields(present)


def _pressed() -> None:
    """Does what was pressed, before the page is drawn again."""
    press = pressed.press(OWNERS)
    if press is None:
        return
    if press.what == TAKE_OVER:
        _take_over()
    elif press.what == WRITING:
        st.session_state[WRITING] = not st.session_state.get(WRITING, False)


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
def _fields(metrics: Mapping[int, str]) -> None:
    """Owner, initiative and review date; only these change, so no advice is worked out again."""
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
