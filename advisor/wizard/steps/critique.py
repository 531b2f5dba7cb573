"""Step 4: what today's list does, what is wrong with it, and what to do first."""

from __future__ import annotations

import datetime

import streamlit as st

from advisor.advice import Advice
from advisor.behaviour import Expected
from advisor.brief import Accepted, apply
from advisor.case import Case
from advisor.critique import Critique, Finding, resolved_brief
from advisor.reports.people import by_role
from advisor.reports.standing_out import Cause, counted, effect_says, moved, standing_out
from advisor.wizard import pictures, state
from advisor.wizard.browse.addresses import Address
from advisor.wizard.look import plain
from advisor.wizard.steps import feasibility
from advisor.wizard.telling import links, tell, voiced
from advisor.wizard.words import HUE, ICON, paragraphs
from knowledge.vocabulary import Severity

FOREMOST = 4  # roles of which one thing is said; all of it has a page of its own


def draw() -> None:
    """The sentence, the verdict, the next move; then the findings and what people will do."""
    st.title("What your list does")
    if not state.brief().today:
        _nothing_yet()
        return
    with st.spinner("Reading your list ..."):
        advice = state.advice()
    _first_words(advice)
    _findings(advice.critique)
    _accepted(advice.critique)
    _people(advice.behaviours)
    _lean(advice)
    feasibility.draw(advice.feasibility)
    _passed(advice.critique)


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


# --- what to say first ---------------------------------------------------------------------------


def _first_words(advice: Advice) -> None:
    if advice.revealed:
        st.header(plain(advice.revealed.sentence), anchor=False)
        _who_says(advice)
    elif advice.unrevealed:
        st.markdown(
            f"Which strategy this list was made for it does not tell: {plain(advice.unrevealed)}"
        )
    found = advice.critique
    errors, warnings, _advice = found.counts()
    words = plain(found.verdict)
    if errors:
        st.error(words, icon=ICON[Severity.ERROR])
    elif warnings:
        st.warning(words, icon=ICON[Severity.WARNING])
    elif found.findings or found.passed:
        st.success(words, icon=":material/check_circle:")
    else:
        st.info(words, icon=":material/info:")
    _next_move(found)


def _who_says(advice: Advice) -> None:
    """The lines for and against each strategy that explains the list."""
    revealed = advice.revealed
    if revealed is None:
        return
    tell("revealed", strategies=revealed.strategies)


def _next_move(found: Critique) -> None:
    move, item = found.move, moved(found)
    if move is None or item is None or item.effect is None:
        return
    with st.container(border=True, key="next-move"):
        st.markdown("Your next move")
        paragraphs(f"**{plain(move.says)}**", plain(move.worth), plain(move.ask))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Do it",
                type="primary",
                key="do-next-move",
                icon=":material/build:",
                on_click=_fix,
                args=(item,),
            )
            st.markdown(plain(effect_says(item.effect)))


def _fix(finding: Finding) -> None:
    """Applies a fix; Undo takes it back."""
    if finding.fix is None:
        return
    case = Case(state.brief(), state.catalogue())
    edits = tuple(item.edit() for item in finding.fix.edits)
    state.replace(apply(resolved_brief(case), edits))
    st.toast("Done. Undo, at the top, takes it back.", icon=":material/check:")


# --- findings ------------------------------------------------------------------------------------


def _findings(found: Critique) -> None:
    """The gravest causes, of each the gravest finding; what else there is about it on demand."""
    if not found.findings:
        return
    st.header("What stands out", anchor=False)
    st.caption(
        f"{ICON[Severity.ERROR]} Wrong: whatever the strategy. {ICON[Severity.WARNING]} Will "
        f"hurt: this strategy, in this place. {ICON[Severity.ADVICE]} Worth a look."
    )
    standing = standing_out(found)
    everything = bool(standing.rest) and st.toggle(
        f"Show all {len(found.findings)}", key="show-all-findings"
    )
    for cause in (*standing.view, *standing.rest) if everything else standing.view:
        _cause(cause, everything=everything)
    if standing.rest and not everything:
        tell("causes", causes=standing.rest)


def _cause(cause: Cause, *, everything: bool) -> None:
    lines = f" :small[{plain(', '.join(cause.lines))}]" if cause.lines else ""
    st.subheader(f"{cause.number}\\. {plain(cause.says)}{lines}", anchor=False)
    first, *more = cause.items
    _finding(first.finding, first.mark)
    if not more:
        return
    label = f"More about it: {counted([item.finding for item in more])}"
    if everything or st.toggle(label, key=f"more-about-{more[0].finding.id}"):
        for item in more:
            _finding(item.finding, item.mark)


def _finding(finding: Finding, mark: str) -> None:
    name = mark.replace(".", "-")
    with st.container(border=True, key=f"finding-{name}"):
        catalogue = state.catalogue()
        tell(
            "finding",
            finding=finding,
            mark=mark,
            hue=HUE[finding.severity],
            icon=ICON[finding.severity].strip(":").removeprefix("material/"),
            effect=effect_says(finding.effect) if finding.fix and finding.effect else "",
            path=links(finding.path, catalogue),
            voices=voiced(finding.evidence, catalogue),
            rule=f"/browse{Address('rule', finding.code).href}",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if finding.fix and finding.effect:
                st.button(
                    "Apply the fix",
                    key=f"fix-{name}",
                    icon=":material/build:",
                    on_click=_fix,
                    args=(finding,),
                )
            accept = st.popover("Accept with a reason", key=f"accepting-{name}", on_change="rerun")
            if accept.open:
                with accept:
                    _accept_form(finding, name)


def _accept_form(finding: Finding, name: str) -> None:
    key = f"reason-{name}-{state.epoch()}"
    st.text_area(
        "Why do you live with it? The reason goes into every report.",
        key=key,
        max_chars=500,
    )
    st.button("Accept it", key=f"accept-{name}", on_click=_accept, args=(finding, key))


def _accept(finding: Finding, key: str) -> None:
    reason = str(st.session_state.get(key, "")).strip()
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


def _accepted(found: Critique) -> None:
    if not found.accepted:
        return
    with st.expander(f"Accepted, with a reason ({len(found.accepted)})"):
        for number, item in enumerate(found.accepted):
            with st.container(border=True):
                st.markdown(f"**{plain(item.finding.message)}**")
                st.text(f"Because: {item.reason}")
                if item.on:
                    st.caption(plain(item.on))
                st.button(
                    "Take back",
                    key=f"take-back-{number}",
                    on_click=_take_back,
                    args=(item.finding.id,),
                )


def _take_back(finding: str) -> None:
    brief = state.brief()
    kept = tuple(item for item in brief.accepted if item.finding != finding)
    state.replace(brief.model_copy(update={"accepted": kept}))


# --- what people will do -------------------------------------------------------------------------


def _people(found: tuple[Expected, ...]) -> None:
    """The foremost, and the way to all of it."""
    if not found:
        return
    st.header("What your people will do", anchor=False)
    acting = by_role(found)
    tell("foremost", first=[role.first[0].item for role in acting[:FOREMOST]], number=len(found))
    with st.container(key="to-people", width="content"):
        st.page_link(
            state.page("people"),
            label="Role by role: what they will do, how you would notice, who pays",
            icon=":material/groups:",
            query_params=state.query(),
        )


# --- the lean, the pool, the rest ----------------------------------------------------------------


def _lean(advice: Advice) -> None:
    st.header("Where it points people's attention", anchor=False)
    st.markdown(
        "A lean is a choice and no fault. It is worth a talk where what is rewarded points "
        "elsewhere than what you say you want."
    )
    pictures.lean(advice.lean, key="lean")
    with st.expander("The same as a table, and which metrics point there"):
        pictures.table(pictures.lean_table(advice.lean), "Where attention points", key="lean-table")
        st.text(
            "\n".join(
                f"{name}, {lens.label.lower()}: {', '.join(map(state.catalogue().label, metrics))}"
                for name, found in (
                    ("Today", advice.lean.today),
                    ("Recommended", advice.lean.recommended),
                )
                for lens, metrics in (found.because.items() if found else ())
            )
        )


def _passed(found: Critique) -> None:
    if not found.passed and not found.skipped:
        return
    with st.expander(
        f"What holds ({len(found.passed)}) and what could not be judged ({len(found.skipped)})"
    ):
        if found.skipped:
            paragraphs(
                "**Not judged. One answer each would settle it:**",
                *(
                    f":material/help: {plain(item.title)}: {plain(item.question)}"
                    for item in found.skipped
                ),
            )
        if found.passed:
            paragraphs(
                "**Judged, and fine:**",
                *(f":material/check: {plain(item.says)}" for item in found.passed),
            )
