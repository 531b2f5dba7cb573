"""The dry run: what each name was taken for, the uncertain ones first and asked in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from advisor.brief import Row
from advisor.listing import Line
from advisor.names import Resolved
from advisor.wizard import intake, state
from advisor.wizard.chips import Question
from advisor.wizard.chips import asked as chips
from advisor.wizard.look import plain
from advisor.wizard.table import ids
from advisor.wizard.words import listed

AT_ONCE = 15  # questions in one go
NAMED = 3  # lines that were left out
NONE, OUT = "none of these", "leave it out"
_SAYS = {NONE: "None of these: keep the name", OUT: "Leave it out"}


def draw(rows: Sequence[Row]) -> None:
    """How many names are clear, and what to do about the rest."""
    meant = intake.resolved(rows)
    known = sum(row.metric is not None for row in rows)
    asked = [at for at, row in enumerate(rows) if _open(row)]
    unsure = [at for at, row in enumerate(rows) if _unsure(row, meant[at])]
    left = len(rows) - known
    said = f"{known} of {len(rows)} names understood."
    if asked:
        said += f" {len(asked)} to settle here; what stays open is kept and not judged."
    elif left:
        said += f" {left} kept as written, and not judged."
    st.text(said)
    _decisions(rows, meant, asked, unsure)
    _twice(rows)
    _aside()


def _open(row: Row) -> bool:
    """A name without a metric that nobody has answered for yet."""
    return row.metric is None and row.written not in _answered()


def _unsure(row: Row, meant: Resolved) -> bool:
    """A name that was taken for something which is worth a look."""
    if row.metric is None or row.written in _answered():
        return False
    if row.written.casefold() == state.catalogue().label(row.metric).casefold():
        return False
    if row.metric in meant.metrics:
        return True
    return row.metric == meant.metric and (meant.confidence < intake.SURE or meant.complement)


def _answered() -> frozenset[str]:
    found: frozenset[str] = st.session_state.get("answered", frozenset())
    return found


def _decisions(
    rows: Sequence[Row], meant: Sequence[Resolved], asked: Sequence[int], unsure: Sequence[int]
) -> None:
    now = [*asked, *unsure][:AT_ONCE]
    if not now:
        return
    title = (
        f"Not clear: {len(asked)}{_first(len(asked))}. Which metric is meant?"
        if asked
        else f"Worth a look: {len(unsure)}{_first(len(unsure))}. Is that what is meant?"
    )
    own = ids(rows)  # so that what is picked stays with its name while others come and go
    second = unsure[0] if asked and unsure else None
    heads = {now[0]: title, second: "And these we took for what is marked. Right?"}
    picked = chips(
        "decide",
        [_question(own[at], rows[at], meant[at], heads.get(at, "")) for at in now],
        {own[at]: (taken,) for at in now if (taken := rows[at].metric)},
    )
    later = len(asked) + len(unsure) - len(now)
    if later:
        st.caption(_later(len(asked), len(unsure), len(now)))
    if st.button("Take these", type="primary", key="take-these"):
        _take(rows, {at: next(iter(picked[own[at]]), None) for at in now})


def _first(count: int) -> str:
    return f", the first {AT_ONCE} here" if count > AT_ONCE else ""


def _later(asked: int, unsure: int, shown: int) -> str:
    """What is asked when these are answered: those that are not clear, and apart from them those
    that were understood."""
    open_after = max(0, asked - shown)
    seen_after = unsure - max(0, shown - asked)
    told = [f"{open_after} more that are not clear"] if open_after else []
    if seen_after:
        told.append(f"{seen_after} that we understood, to be looked at")
    return f"After these: {listed(told)}."


def _question(own: str, row: Row, meant: Resolved, head: str) -> Question:
    """One name, with what it may mean side by side."""
    catalogue = state.catalogue()
    likely = [candidate.metric for candidate in meant.candidates]
    if row.metric and row.metric not in likely:
        likely = [row.metric, *likely]
    question = next((c.question for c in meant.candidates if c.question), None)
    if question and question.startswith("Is ") and len(likely) > 1:
        question = None
    asks = row.written + (f": {question}" if question else "")
    if row.metric and meant.complement:
        asks += f" (what is left to 100 % of {catalogue.label(row.metric).lower()})"
    options = [(key, catalogue.label(key)) for key in likely]
    return Question(own, asks, (*options, *_SAYS.items()), head=head, wide=True)


def _take(rows: Sequence[Row], chosen: dict[int, str | None]) -> None:
    """Puts what was chosen into the list. What was left without an answer is asked again."""
    said = {at: choice for at, choice in chosen.items() if choice}
    kept = [
        row
        if at not in said
        else row.model_copy(update={"metric": None if said[at] == NONE else said[at]})
        for at, row in enumerate(rows)
        if said.get(at) != OUT
    ]
    st.session_state.answered = _answered() | {rows[at].written for at in said}
    out = len(rows) - len(kept)
    intake.change(
        kept, f"{len(said)} settled" + (f", {out} left out. Undo brings them back." if out else ".")
    )
    st.rerun()


# --- what stands there twice, and what was not taken ---------------------------------------------


def _twice(rows: Sequence[Row]) -> None:
    """Lists often name one thing several times."""
    by_metric: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.metric:
            by_metric[row.metric].append(row)
    several = {metric: found for metric, found in by_metric.items() if len(found) > 1}
    if not several:
        return
    catalogue = state.catalogue()
    with st.expander(f"Named more than once: {len(several)}"):
        for metric, found in several.items():
            written = ", ".join(row.written for row in found)
            st.text(f"{catalogue.label(metric)}: {written}")
        st.caption(
            "Keep them apart where they are counted in different ways. Else one line each is "
            "enough; what only the others say goes over to it."
        )
        if st.button("Keep one line of each", key="merge"):
            kept = merged(rows)
            intake.change(kept, f"{len(rows) - len(kept)} lines merged. Undo brings them back.")
            st.rerun()


def merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """One row a metric: the first, with what only later ones say, and the consequences of all."""
    kept: dict[str, Row] = {}
    for at, row in enumerate(rows):
        key = row.metric or f"#{at}"
        first = kept.get(key)
        if first is None:
            kept[key] = row
            continue
        said = {
            name: getattr(row, name)
            for name in type(row).model_fields
            if getattr(first, name) in (None, (), "") and getattr(row, name) not in (None, ())
        }
        said.pop("consequences", None)
        both = tuple(dict.fromkeys((*(first.consequences or ()), *(row.consequences or ()))))
        if both:
            said["consequences"] = both
        kept[key] = first.model_copy(update=said)
    return tuple(kept.values())


def _aside() -> None:
    """What was read and not taken for a metric: shown, so that nothing is lost silently."""
    lines, notes = intake.aside()
    for note in notes:
        st.info(plain(note), icon=":material/function:")
    if not lines:
        return
    with st.expander(plain(_left_out(lines))):
        for line in lines:
            st.text(f"{line.text}   ({line.why})")
        back = [at for at, line in enumerate(lines) if line.row is not None]
        picked = st.pills(
            "Is one of them a metric after all?",
            back,
            selection_mode="multi",
            format_func=lambda at: plain(_short(lines[at].row)),
            key=f"back-in-{state.epoch()}",
            wrap=True,
        )
        if picked and st.button(f"Take {len(picked)} in", key="take-in"):
            rows = tuple(row for at in picked if (row := lines[at].row) is not None)
            rest = tuple(line for at, line in enumerate(lines) if at not in picked)
            intake.add(intake.Intake(rows, rest, notes))
            st.rerun()


def _left_out(lines: Sequence[Line]) -> str:
    """Few are named, so that nobody misses one which should have been read."""
    some = [_cut(line.text, 40) for line in lines]
    told = listed(some) if len(some) <= NAMED else str(len(some))
    return f"Left out, as no metrics: {told}"


def _short(row: Row | None) -> str:
    return _cut(row.written if row else "", 60)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."
