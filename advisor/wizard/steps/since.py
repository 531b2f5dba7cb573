"""Last year's result, opened again: what no longer earns its place, and what has changed."""

from __future__ import annotations

import functools
from datetime import UTC, datetime

import streamlit as st

from advisor.brief import Brief, canonical, unnoted
from advisor.reopening import Earlier, Review, Since, changed, since
from advisor.reopening.earning import Act, Cause
from advisor.wizard import last_year, printing, state, whose
from advisor.wizard.telling import tell, title, told
from advisor.wizard.words import bare

TITLE = "A year later"
CAUSES: dict[Cause, str] = {
    "gone": "its reason has gone",
    "held": "reached and held",
    "idle": "nobody acted",
}
DOES: dict[Act, tuple[str, str]] = {
    "off": ("Take it off", ":material/remove_circle:"),
    "limit": ("Take the target off", ":material/visibility:"),
}


def draw() -> None:
    """What to do first; then what became of the advice, and what has changed since."""
    st.html(printing.style())
    title(TITLE)
    earlier = last_year.found()
    if earlier is None:
        last_year.ask()
        return
    with st.spinner("Reading last year's result with what is known today ..."):
        found = _since(earlier)
    if isinstance(found, str):
        st.error(found, icon=":material/dangerous:")
        return
    _opening(earlier, found)
    _reviews(found)
    tell("since", since=found, printed=False)
    with st.expander("Open another one"):
        last_year.ask()
    state.autosave()


def _since(earlier: Earlier) -> Since | str:
    """The comparison; or in words why there is none."""
    now = state.advice_on(bare(state.brief())).recommendation
    again = state.advice_on(bare(earlier.brief)).recommendation
    if now.clash or again.clash:
        return (
            "There is no set to compare with: some demands cannot hold together. Step 5 says which."
        )
    version = state.catalogue().version
    case = state.case_of(canonical(unnoted(state.brief())), version)
    return since(earlier, again, case, now, datetime.now(UTC).date())


def _opening(earlier: Earlier, found: Since) -> None:
    when = f", of {found.made}" if found.made else ""
    st.text(f"{earlier.brief.title or 'A design without a name'}{when}.")
    if found.same_list:
        st.info(
            "What stands below is still last year's list. Bring this year's - with the values of "
            "the months between, if you have them - and come back: the page is under "
            "'Last year' at the top.",
            icon=":material/info:",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            state.page("today"),
            label="Bring this year's list",
            icon=":material/edit_note:",
            query_params=state.query(),
        )
        st.download_button(
            "To print",
            data=functools.partial(_sheet, found, state.brief()),
            file_name="a-year-later.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/print:",
            key="print-since",
        )


def _reviews(found: Since) -> None:
    st.header("What no longer earns its place", anchor=False)
    count = len(found.reviews) + len(found.unowned)
    total = count + len(found.earning)
    if not total:
        st.markdown("There is no list yet: bring this year's, and see what earns its place.")
        return
    st.markdown(
        f"{count} of {total} lines." if count else f"All {total} lines still earn their place."
    )
    for item in found.reviews:
        with st.container(border=True, key=f"review-{item.index}"):
            tell("review", item=item, causes=CAUSES)
            if item.act:
                label, icon = DOES[item.act]
                st.button(
                    f"{label}: {item.written}",
                    key=f"do-{item.index}-{item.act}",
                    icon=icon,
                    on_click=_do,
                    args=(item,),
                )
    if found.unowned:
        with st.container(border=True, key="unowned"):
            tell("unowned", lines=found.unowned)
    for line in _unsaid(found):
        st.caption(line)


def _unsaid(found: Since) -> list[str]:
    """What nothing can be said of, and why."""
    told = []
    if found.unmeasured:
        told.append(
            "No line has values over time, so nothing is said of targets that were reached and "
            "held. Step 3 takes them: a column a month, or 'actual' with its history."
        )
    if found.unheard:
        told.append(
            "Nobody wrote down an owner, an initiative or a review, so nothing is said of numbers "
            "on which nobody acts. Step 6 takes them."
        )
    return told


def _do(item: Review) -> None:
    if item.act:
        state.replace(changed(state.brief(), item.index, item.act))


def _sheet(found: Since, brief: Brief) -> str:
    catalogue = state.catalogue()
    lines = "".join(
        f'<div class="framed">{told("review", catalogue, item=item, causes=CAUSES)}</div>'
        for item in found.reviews
    )
    if found.unowned:
        lines += f'<div class="framed">{told("unowned", catalogue, lines=found.unowned)}</div>'
    body = f'<div class="told"><h2>What no longer earns its place</h2></div>{lines}'
    return printing.sheet(
        TITLE,
        body + told("since", catalogue, since=found, printed=True),
        brand=whose.shown(brief.brand),
        subtitle=brief.title,
        foot=f"Knowledge {catalogue.version}.",
    )
