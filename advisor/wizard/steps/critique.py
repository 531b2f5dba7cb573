"""Step 4: what today's list does, what is wrong with it, and what to do first.

The page is one element (see `pressed`): what it tells is HTML, and a press comes back from it.
"""

from __future__ import annotations

import datetime

import streamlit as st

from advisor.advice import Advice
from advisor.brief import Accepted, apply
from advisor.case import Case
from advisor.critique import Finding, resolved_brief
from advisor.feasibility import Ladder
from advisor.wizard import critique_told, pressed, state
from advisor.wizard.folding import Folds
from advisor.wizard.packing import Packed
from advisor.wizard.steps import channels
from advisor.wizard.telling import address, title

PAGE = "critique-page"


def draw() -> None:
    """The sentence, the verdict, the next move; then the findings and what people will do."""
    title("What your list does")
    if not state.brief().today:
        _nothing_yet()
        return
    channels.draw()
    advice = state.advice()
    ways = address("people"), address("today")
    told, folds = _told(advice.fingerprint, ways, state.brief().load.currency, advice)
    (html,) = told.texts
    pressed.draw(pressed.Page(html, folds), key=PAGE, on_press=_pressed)
    if advice.feasibility.ladder is not None:
        _curve(advice.feasibility.ladder)


@st.cache_resource(max_entries=64, show_spinner=False)
def _told(
    fingerprint: str,  # noqa: ARG001 - names the advice
    ways: tuple[str, str],
    currency: str | None,
    _advice: Advice,
) -> tuple[Packed, Folds | None]:
    """The page of an advice: it is the same until the design is not."""
    people, today = ways
    page = critique_told.page(
        _advice, state.catalogue(), people=people, today=today, currency=currency
    )
    return Packed.of(page.html), page.folds


def _nothing_yet() -> None:
    st.info(
        "There is no list to read yet. Bring in what you measure today and come back: ten lines "
        "are enough, and a pasted list takes a minute.",
        icon=":material/checklist:",
    )
    with st.container(horizontal=True):
        st.page_link(
            state.page("today"),
            label="Bring in today's list",
            icon=":material/arrow_back:",
            query_params=state.query(),
        )
        st.page_link(
            state.page("recommendation"),
            label="Go on without one",
            icon=":material/arrow_forward:",
            query_params=state.query(),
        )


def _curve(ladder: Ladder) -> None:
    """The picture of the steps that the page tells; what draws it takes long to load."""
    if not st.toggle("Draw the curve: what each number of positions gives", key="show-curve"):
        return
    from advisor.wizard import curve

    curve.draw(ladder, key="curve")
    lines = " Dotted lines across are targets." if ladder.marks else ""
    st.caption(f"Everything but the number of positions stays as you stated it.{lines}")


# --- presses -------------------------------------------------------------------------------------


def _pressed() -> None:
    """Does what was pressed, before the page is drawn again."""
    press = pressed.press(PAGE)
    if press is None:
        return
    if press.what == "take-back":
        _take_back(press.about)
        return
    found = state.advice().critique.findings
    finding = next((item for item in found if item.id == press.about), None)
    if finding is None:
        st.toast("This does not stand any more: the list has changed.", icon=":material/info:")
    elif press.what == "accept":
        _accept(finding, press.reason)
    elif press.what in ("fix", "move"):
        _fix(finding)


def _fix(finding: Finding) -> None:
    """Applies a fix; Undo takes it back."""
    if finding.fix is None:
        return
    case = Case(state.brief(), state.catalogue())
    edits = tuple(item.edit() for item in finding.fix.edits)
    state.replace(apply(resolved_brief(case), edits))
    st.toast("Done. Undo, at the top, takes it back.", icon=":material/check:")


def _accept(finding: Finding, reason: str) -> None:
    if not reason:
        st.toast("Write down why first: one sentence is enough.", icon=":material/edit:")
        return
    brief = state.brief()
    taken = Accepted(
        finding=finding.id,
        reason=reason,
        by=brief.seat or "",
        on=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    )
    state.replace(brief.model_copy(update={"accepted": (*brief.accepted, taken)}))
    st.toast("Accepted. It stands with its reason below the findings.", icon=":material/check:")


def _take_back(finding: str) -> None:
    brief = state.brief()
    kept = tuple(item for item in brief.accepted if item.finding != finding)
    state.replace(brief.model_copy(update={"accepted": kept}))
