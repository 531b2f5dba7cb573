"""Whether the targets can hold, as the critique shows it: verdicts, what would fit, the curve."""

from __future__ import annotations

import streamlit as st

from advisor.feasibility import Feasibility, Judged, Ladder, Verdict
from advisor.feasibility.table import as_rows, shown
from advisor.wizard import curve, pictures, state
from advisor.wizard.look import plain
from advisor.wizard.words import paragraphs

ICON: dict[Verdict, str] = {
    Verdict.HOLDS: ":green[:material/check_circle:]",
    Verdict.TIGHT: ":orange[:material/warning:]",
    Verdict.CANNOT: ":red[:material/dangerous:]",
    Verdict.NOT_JUDGED: ":material/help:",
}
ORDER = (Verdict.CANNOT, Verdict.TIGHT, Verdict.HOLDS, Verdict.NOT_JUDGED)
IN_VIEW = 2  # clashes; more of the same size say much the same


def draw(found: Feasibility) -> None:
    """The verdicts, the clashes, the curve with the centre on it, and what all this rests on."""
    if not found.judged and not found.clashes and found.ladder is None:
        return
    st.header("Can the targets hold, together?", anchor=False)
    st.markdown(f"{ICON[found.verdict]} **{plain(found.says)}**")
    _clashes(found)
    judged: list[str] = []
    for verdict in ORDER:
        same = [item for item in found.judged if item.verdict is verdict]
        judged += _not_judged(same) if verdict is Verdict.NOT_JUDGED else map(_judged, same)
    paragraphs(*judged, *(f":material/help: {plain(question)}" for question in found.missing))
    if found.ladder is not None:
        _ladder(found.ladder)
    _rests(found)


def _clashes(found: Feasibility) -> None:
    for clash in found.clashes[:IN_VIEW]:
        st.error(plain(clash.says), icon=":material/dangerous:")
    rest = found.clashes[IN_VIEW:]
    if rest:
        with st.expander(f"{len(rest)} more that cannot hold together"):
            paragraphs(*(plain(clash.says) for clash in rest))


def _judged(item: Judged) -> str:
    label = "Room to spare" if item.verdict is Verdict.HOLDS else "What would fit"
    fit = f"  \n**{label}:** {plain(item.fit.says)}" if item.fit else ""
    return (
        f"{ICON[item.verdict]} **{plain(item.written)}: {item.verdict.value}.** "
        f"{plain(item.says)}{fit}"
    )


def _not_judged(items: list[Judged]) -> list[str]:
    """Lines that share a reason are named together."""
    told = []
    for says in dict.fromkeys(item.says for item in items):
        names = ", ".join(plain(item.written) for item in items if item.says == says)
        verdict = Verdict.NOT_JUDGED
        told.append(f"{ICON[verdict]} **{names}: {verdict.value}.** {plain(says)}")
    return told


def _ladder(ladder: Ladder) -> None:
    st.subheader("What each step costs and brings", anchor=False)
    paragraphs("\n".join(f"- {plain(says)}" for says in ladder.says))
    curve.draw(ladder, key="curve")
    lines = " Dotted lines across are targets." if ladder.marks else ""
    st.caption(f"Everything but the number of positions stays as you stated it.{lines}")
    with st.expander("The curve as a table"):
        pictures.table(as_rows(ladder), "What so many positions give", key="curve-table")


def _rests(found: Feasibility) -> None:
    if not found.figures and not found.used:
        return
    with st.expander("What this rests on, to recompute"):
        currency = state.brief().load.currency
        st.text("\n".join([*found.used, *(shown(figure, currency) for figure in found.figures)]))
