"""What hangs on each metric of today: the list as a table that one writes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import streamlit as st

from advisor import listing
from advisor.brief import BriefError, Row
from advisor.wizard import intake, ledger, state
from advisor.wizard.browse.search import search
from advisor.wizard.ledger import Cells, Column, Line, Offer
from advisor.wizard.look import plain
from knowledge.vocabulary import Consequence

TICKS = {
    Consequence.PAID: ("Pays", "Which pay someone?"),
    Consequence.PUNISHED: ("Punishes", "Which get someone into trouble?"),
    Consequence.DISPLAYED: ("On the wall", "Which hang on the wall or on a screen?"),
    Consequence.ASKED_FIRST: ("Asked first", "Which does the boss ask for first?"),
}
WRITTEN, TAKEN, TARGET = "written", "metric", "target"
COLUMNS = (
    Column(WRITTEN, "As written", "The name of"),
    Column(TAKEN, "Taken for", "What is meant by", "meant"),
    *(Column(item, says, asks, "tick") for item, (says, asks) in TICKS.items()),
    Column(TARGET, "Target", "The target of"),
)
_NOT_CLEAR = "not clear"
_OFFERED = 8  # metrics offered while one types
_IDS = "line-ids"
_PRESSED = "gone-through-pressed"


def name(row: Row) -> str:
    """What a person calls the row."""
    return row.written or (state.catalogue().label(row.metric) if row.metric else "?")


def ids(rows: Sequence[Row]) -> tuple[str, ...]:
    """An id for each row that stays its own while others come and go. After a restart of the
    server the same list has the same ids, and any other list others."""
    found: tuple[int, tuple[str, ...]] = st.session_state.get(_IDS, (-1, ()))
    if found[0] == state.epoch() and len(found[1]) == len(rows):
        return found[1]
    stamp = sha256("\n".join(name(row) for row in rows).encode()).hexdigest()[:12]
    return _kept(f"{stamp}-{at}" for at in range(len(rows)))


def _kept(fresh: Iterable[str]) -> tuple[str, ...]:
    made = tuple(fresh)
    st.session_state[_IDS] = (state.epoch(), made)
    return made


def draw(rows: Sequence[Row]) -> None:
    """The list, with the four ticks across it."""
    _paid_by_weight(rows)
    place = dict(zip(ids(rows), range(len(rows)), strict=True))
    ledger.draw(
        _key(),
        COLUMNS,
        _lines(rows),
        caption="Today's metrics: what each was taken for, what hangs on it, and its target",
        offers=lambda line, text: _offers(rows, place.get(line), text),
        add="Add a number",
    )
    key = state.seeded("gone-through", all(row.consequences is not None for row in rows))
    through = st.checkbox(
        "I have gone through the list: what is not ticked is merely reported",
        key=key,
        on_change=_pressed,
    )
    if st.session_state.pop(_PRESSED, False):
        _go_through(rows, through)


def _key() -> str:
    return f"list-{state.epoch()}"


def _pressed() -> None:
    """Unticked is not the same as never ticked: then something was said before."""
    st.session_state[_PRESSED] = True


def _go_through(rows: Sequence[Row], through: bool) -> None:
    """What is not ticked was said to be merely reported, or was not said after all."""
    unsaid = () if through else None
    said = [
        row if row.consequences else row.model_copy(update={"consequences": unsaid}) for row in rows
    ]
    state.commit_part(state.brief().model_copy(update={"today": tuple(said)}))


def _paid_by_weight(rows: Sequence[Row]) -> None:
    """A weight is usually one in a bonus: offered as one tick, not assumed."""
    weighed = [
        at
        for at, row in enumerate(rows)
        if row.weight and Consequence.PAID not in (row.consequences or ())
    ]
    if not weighed:
        return
    says = f"{len(weighed)} have a weight: these pay someone"
    if st.button(says, key="paid-by-weight", icon=":material/done_all:"):
        paid = [
            _ticked(row, (*(row.consequences or ()), Consequence.PAID)) if at in weighed else row
            for at, row in enumerate(rows)
        ]
        intake.change(paid, f"{len(weighed)} ticked.")
        st.rerun()


# --- what stands there ---------------------------------------------------------------------------


def _lines(rows: Sequence[Row]) -> list[Line]:
    label = state.catalogue().label
    senses = intake.resolved(rows)
    several: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        several[row.metric or ""].append(name(row))
    lines = []
    for own, row, sense in zip(ids(rows), rows, senses, strict=True):
        taken, mark = _NOT_CLEAR, "not judged"
        if row.metric:
            turned = sense.complement and sense.metric == row.metric
            taken = f"the rest to 100 % of {label(row.metric)}" if turned else label(row.metric)
            twins = list(several[row.metric])
            twins.remove(name(row))
            mark = f"so is {', '.join(twins)}" if twins else ""
        ticks: dict[str, ledger.Value] = {item: item in (row.consequences or ()) for item in TICKS}
        free = isinstance(row.target, str | None)
        cells: dict[str, ledger.Value] = {
            WRITTEN: name(row),
            TAKEN: row.metric or "",
            **ticks,
            TARGET: row.target if isinstance(row.target, str) else "",
        }
        marks = {TAKEN: mark} if mark else {}
        fixed = () if free else (TARGET,)
        lines.append(Line(own, name(row), cells, {TAKEN: taken}, marks, fixed=fixed))
    return lines


def _offers(rows: Sequence[Row], at: int | None, text: str) -> list[Offer]:
    """What a name may mean, or what is found by what is typed instead."""
    catalogue = state.catalogue()
    if text:
        hits = [hit for hit in search(text, catalogue) if hit.at.kind == "metric"]
        return [(hit.at.id, hit.name, hit.note) for hit in hits[:_OFFERED]]
    if at is None:
        return []
    sense = intake.resolved(rows)[at]
    return [
        (each.metric, catalogue.label(each.metric), each.question or "")
        for each in sense.candidates[:_OFFERED]
    ]


# --- what was written ----------------------------------------------------------------------------


def hear() -> bool:
    """Takes in what was written in the table since the last run. Whether there are other lines or
    other names now, so that all that is said of them is said anew."""
    said = ledger.said(_key(), COLUMNS)
    if said is None:
        return False
    brief = state.brief()
    rows, owned = brief.today, ids(brief.today)
    kept = {
        own: _settled(row, said.cells.get(own, {}))
        for own, row in zip(owned, rows, strict=True)
        if own not in said.gone
    }
    told = []
    if out := len(rows) - len(kept):
        told.append(f"{out} removed. Undo brings {'it' if out == 1 else 'them'} back.")
    found, words = _brought(said.fresh)
    whole = intake.added(tuple(kept.values()), found)
    if more := len(whole) - len(kept):
        told.append(f"{more} added.")
    if twice := len(found) - more:
        told.append(f"{twice} stood there already.")
    told += words
    _kept((*kept, *(f"new-{said.number}-{at}" for at in range(more))))
    if st.session_state.get(f"gone-through-{state.epoch()}"):
        whole = tuple(_merely_reported(row) for row in whole)
    if told:
        intake.say(" ".join(told))
    changed = [(row.written, row.metric) for row in rows] != [
        (row.written, row.metric) for row in whole
    ]
    state.commit_part(brief.model_copy(update={"today": whole}))
    return changed or bool(told)


def _brought(texts: Sequence[str]) -> tuple[list[Row], list[str]]:
    """New lines, read as those of a list that is pasted, and what must be said about them."""
    rows: list[Row] = []
    said: list[str] = []
    for text in texts:
        try:
            taken = intake.settled(listing.from_text(text))
        except BriefError as error:
            said.append(f"Not read: expected {plain(error.expected)}, got {plain(str(error.got))}.")
            continue
        if taken.rows:
            rows += taken.rows
            if taken.aside or taken.notes:
                intake.put_aside(taken)
                said.append(f"Left out, as no metrics: {len(taken.aside)}.")
        elif "\n" in text:
            said.append("There is no name of a metric in what was pasted.")
        else:
            rows.append(Row(written=text[: ledger.LONGEST]))
    return rows, said


def _settled(row: Row, said: Cells) -> Row:
    """The row with what was changed in the table."""
    changed: dict[str, Any] = {}
    written = said.get(WRITTEN)
    if written and written != name(row):
        row = row.model_copy(update={"written": written})
        if row.metric is None:
            row = intake.with_metric(row)
    meant = said.get(TAKEN)
    if meant in state.catalogue().metrics:
        changed["metric"] = meant
    elif meant == "":
        changed["metric"] = None
    if TARGET in said and isinstance(row.target, str | None):
        changed["target"] = said[TARGET] or None
    ticked = [item for item in TICKS if said.get(item, item in (row.consequences or ()))]
    return _ticked(row.model_copy(update=changed), ticked)


def _merely_reported(row: Row) -> Row:
    """Nothing ticked means that, once somebody has gone through the list."""
    return row.model_copy(update={"consequences": ()}) if row.consequences is None else row


def _ticked(row: Row, ticked: Sequence[Consequence]) -> Row:
    """The row with these ticks. Other consequences stay, and all keep the order they had, so that
    an unchanged row is the same row."""
    before = tuple(c for c in row.consequences or () if c in ticked or c not in TICKS)
    found = (*before, *(item for item in ticked if item not in before))
    unsaid = () if row.consequences == () else None
    return row.model_copy(update={"consequences": found or unsaid})
