"""The contract from both chairs; and the same strategy in-house and bought, side by side."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import streamlit as st

from advisor import explore
from advisor.advice import Advice
from advisor.brief import Brief, Terms, canonical, unnoted
from advisor.brief import Row as Written
from advisor.contract import Contract, Line, drawn_up
from advisor.contract.sides import WORDS
from advisor.contract.terms import LABELS, Name
from advisor.wizard import printing, state, whose
from advisor.wizard.steps import chairs
from advisor.wizard.steps.beside import BOUGHT, SIDE_BY_SIDE, TITLE
from advisor.wizard.telling import tell, title, told
from advisor.wizard.words import bare

FIELDS: tuple[Name, ...] = ("minimum", "credit", "exclusions", "band")
AS_IF = "contract-as-if"


def draw() -> None:
    """The contract where there are two sides; else what stays and what moves if there were."""
    st.html(printing.style())
    two = state.brief().context.sourcing in BOUGHT
    title(TITLE if two else SIDE_BY_SIDE)
    printing.way_back("scorecard", "Back to the scorecard")
    if two:
        _contract(state.brief())
        st.header(SIDE_BY_SIDE, anchor=False)
        _chairs()
    else:
        _chairs()
        st.header("If somebody else ran it: what a contract would have to say", anchor=False)
        _as_if()
    state.autosave()


def _chairs() -> None:
    with st.spinner("Choosing the set ..."):
        advice = state.advice_on(bare(state.brief()))
        clash = advice.recommendation.clash
    if clash:
        _clash(clash)
    else:
        chairs.draw(advice)


def _as_if() -> None:
    """Who runs the work in the house sees what buying it would ask for; on demand, since the set
    is chosen anew."""
    catalogue = state.catalogue()
    prices = [price for chair, price in explore.chairs(catalogue) if chair == "bpo" and price]
    price = st.selectbox(
        "What would the money follow?",
        prices,
        index=None,
        format_func=catalogue.label,
        placeholder="Leave open",
        key="contract-price",
    )
    given = state.brief()
    context = given.context.model_copy(
        update={"sourcing": "bpo", "pricing": price, "adjusters": ()}
    )
    bought = given.model_copy(update={"context": context})
    at = canonical(unnoted(bare(bought)))
    st.button(
        "Draw up the contract",
        key="draw-up",
        icon=":material/handshake:",
        on_click=_ask,
        args=(at,),
    )
    if st.session_state.get(AS_IF) == at:
        _contract(bought, as_if=True)


def _ask(at: str) -> None:
    st.session_state[AS_IF] = at


# --- the contract --------------------------------------------------------------------------------


def _contract(brief: Brief, *, as_if: bool = False) -> None:
    with st.spinner("Drawing up the contract ..."):
        advice = state.advice_on(bare(brief))
        if advice.recommendation.clash:
            _clash(advice.recommendation.clash)
            return
        found = _drawn_up(brief, advice)
    if not as_if:
        _print(found, advice)
    tell("contract", **_given(found, brief, printed=False, as_if=as_if))
    if not as_if:
        _write_down(found)


def _drawn_up(brief: Brief, advice: Advice) -> Contract:
    version = state.catalogue().version
    case = state.case_of(canonical(unnoted(bare(brief))), version)
    return drawn_up(case, advice.recommendation, advice.scorecard, brief.today)


def _given(found: Contract, brief: Brief, *, printed: bool, as_if: bool = False) -> dict[str, Any]:
    """What the template sets."""
    return {
        "contract": found,
        "words": WORDS,
        "opening": _opening(brief, as_if=as_if),
        "unsettled": sum(len(line.open) for line in found.lines) + len(found.once),
        "cards": (
            (
                "The programme's card",
                found.programme,
                "Client and provider look at it together, in the same room, at the same figures.",
            ),
            (
                found.own_title,
                found.own,
                "For its own house alone. What it shows is nobody's target on the floor.",
            ),
        ),
        "printed": printed,
    }


def _opening(brief: Brief, *, as_if: bool) -> str:
    """Whose chairs these are, and what the money follows."""
    catalogue, context = state.catalogue(), brief.context
    money = [catalogue.label(key) for key in (context.pricing, *context.adjusters) if key]
    follows = f"Between them: {', '.join(money)}."
    if not money:
        where = "choose it above" if as_if else "say it in step 1"
        follows = f"What the money follows was left open: {where}, and this page says more."
    return (
        f"{follows} Each number below is seen from both chairs: who can move it, who holds what it "
        "is counted from, what has to be agreed, and where what is good for one is not for the "
        "other."
    )


def _clash(rows: tuple[str, ...]) -> None:
    st.error(
        "There is no set to draw up: some demands cannot hold together.",
        icon=":material/dangerous:",
    )
    for row in rows:
        st.text(row)


# --- to print ------------------------------------------------------------------------------------


def _print(found: Contract, advice: Advice) -> None:
    st.download_button(
        "To print",
        data=functools.partial(_sheet, found, advice, state.brief()),
        file_name="contract.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/print:",
        key="print-contract",
    )


def _sheet(found: Contract, advice: Advice, brief: Brief) -> str:
    """Made outside of the session, so the design is handed in."""
    catalogue = state.catalogue()
    return printing.sheet(
        TITLE,
        told("contract", catalogue, **_given(found, brief, printed=True)),
        brand=whose.shown(brief.brand),
        subtitle=brief.title,
        foot=f"Knowledge {advice.knowledge_version}, method {advice.method_version}. "
        "Questions are for both sides to settle; this is no legal advice.",
    )


# --- writing down what is agreed -----------------------------------------------------------------


def _write_down(found: Contract) -> None:
    """What is agreed on a number, kept with its line of today's list."""
    lines = [line for line in found.at("contract") if line.written]
    with st.expander("Write down what is agreed", icon=":material/edit_note:", key="terms"):
        if not lines:
            st.markdown(
                "Only lines of today's list can hold what is agreed. Take the set over on the "
                "scorecard first, or bring your list in step 3."
            )
            return
        names = {line.metric: line.name for line in lines}
        metric = st.selectbox(
            "Which number?", list(names), format_func=names.__getitem__, key="terms-of"
        )
        if metric:
            _fields(next(line for line in lines if line.metric == metric))


def _fields(line: Line) -> None:
    index = _row_of(line)
    if index is None:
        return
    row = state.brief().today[index]
    before = row.contract or Terms()
    with st.form(f"terms-{index}-{state.epoch()}", border=False):
        said = {
            name: st.text_area(
                f"{LABELS[term.name]}: {line.name}",
                value=getattr(before, name) or "",
                placeholder=(term.asks or term.needless)[:200],
                max_chars=500,
                height=80,
            )
            for name in FIELDS
            for term in line.terms
            if term.name == name
        }
        if st.form_submit_button("Keep it", type="primary"):
            _keep(index, row, said)


def _row_of(line: Line) -> int | None:
    """The line of today's list that it is, by the name that it is written by."""
    rows = state.brief().today
    return next((at for at, row in enumerate(rows) if row.written == line.written), None)


def _keep(index: int, row: Written, said: Mapping[Name, str]) -> None:
    terms = Terms.model_validate({name: text.strip() or None for name, text in said.items()})
    rows = list(state.brief().today)
    rows[index] = row.model_copy(update={"contract": None if terms == Terms() else terms})
    state.commit(state.brief().model_copy(update={"today": tuple(rows)}))
    state.autosave()
    st.rerun()
