"""How a list gets in: what was read becomes rows, and what a name surely means is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from advisor import names, targets
from advisor.brief import MOST_ROWS, BriefError, Row
from advisor.listing import Line, Listing
from advisor.wizard import state
from advisor.wizard.look import plain

UNDERSTOOD = 75  # confidence from which a name is taken without a question
SURE = 92  # confidence from which nobody needs to look at what it was taken for
_NAMED = 60  # confidence of a name that the catalogue knows for several metrics
_ALONE = "stands alone in its row"
_PERHAPS = ("is a sentence", "stands under a greeting", _ALONE)
EXAMPLE = (
    "AHT <= 300 s\nService level 80/20\nAbandon rate < 5 %\nFCR\nCSAT 4.2/5\nQuality score 90 %"
)
Read = Callable[[], Listing]


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: rows with their metrics, and beside them what is likely none."""

    rows: tuple[Row, ...]
    aside: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def read(reader: Read) -> Intake | None:
    """What a reader finds, settled; None, with a word on the page, where it finds no name."""
    try:
        found = reader()
    except BriefError as error:
        told(error)
        return None
    taken = settled(found)
    if not taken.rows:
        st.warning(
            "There is no name of a metric in it. One metric a line is enough."
            + (" What it holds looks like text around a list." if taken.aside else ""),
            icon=":material/info:",
        )
        return None
    return taken


def told(error: BriefError) -> None:
    """Says what cannot be read: which file, where in it, what was expected."""
    place = ", ".join(part for part in (error.file, error.path) if part) or "This list"
    st.error(
        f"{plain(place)} cannot be read: expected {plain(error.expected)}, got "
        f"{plain(str(error.got))}. Nothing has changed.",
        icon=":material/error:",
    )


def settled(found: Listing) -> Intake:
    """Rows with a metric where the name leaves no doubt; two metrics in one name become two rows.

    What is ambiguous or unknown keeps no metric: it is asked about. A line that looks like none
    comes in all the same where its name is known for sure.
    """
    lines = [line for line in found.lines if line.row is not None]
    meant = resolved([line.row for line in lines if line.row is not None])
    taken: list[Row] = []
    let_in: set[int] = set()
    for line, sense in zip(lines, meant, strict=True):
        if line.row is None or (line.why and not _is_one(line, sense)):
            continue
        let_in.add(id(line))
        taken += _with_metric(line.row, sense)
    aside = tuple(line for line in found.lines if line.why and id(line) not in let_in)
    return Intake(tuple(taken), aside, found.notes)


def _is_one(line: Line, sense: names.Resolved) -> bool:
    """Whether a line that looks like none is a metric after all."""
    if line.why not in _PERHAPS:
        return False
    sure = bool(sense.metric or sense.metrics) and sense.confidence >= UNDERSTOOD
    return sure or (line.why == _ALONE and sense.confidence >= _NAMED)


def _with_metric(row: Row, sense: names.Resolved) -> list[Row]:
    if row.metric or sense.confidence < UNDERSTOOD:
        return [row]
    if sense.metric:
        return [row.model_copy(update={"metric": sense.metric})]
    if len(sense.metrics) > 1:
        return _each(row, sense.metrics)
    return [row]


def _each(row: Row, metrics: Sequence[str]) -> list[Row]:
    """One row for each metric that a name holds, with the target that is its own."""
    aims: Sequence[object] = [row.target] * len(metrics)
    if isinstance(row.target, str):
        entries = state.catalogue().metrics
        aims = targets.shared_out(row.target, [entries[metric] for metric in metrics])
    return [
        row.model_copy(update={"metric": metric, "target": aim})
        for metric, aim in zip(metrics, aims, strict=True)
    ]


def with_metric(row: Row) -> Row:
    """A row that was typed, with its metric where the name leaves no doubt."""
    (sense,) = resolved([row])
    return _with_metric(row, sense)[0]


def resolved(rows: Sequence[Row]) -> tuple[names.Resolved, ...]:
    """What each row's name means; worked out once for a list."""
    asked = tuple(
        (row.written, row.target if isinstance(row.target, str) else None) for row in rows
    )
    return _resolved(asked, state.catalogue().version)


@st.cache_resource(max_entries=200, show_spinner=False)
def _resolved(
    asked: tuple[tuple[str, str | None], ...],
    version: str,  # noqa: ARG001 - part of the key
) -> tuple[names.Resolved, ...]:
    return names.resolve([names.Name(*each) for each in asked], state.catalogue())


def added(present: Sequence[Row], fresh: Sequence[Row]) -> tuple[Row, ...]:
    """The list with new rows at its end; a name that already stands there stays once."""
    here = {_same(row) for row in present}
    merged = list(present)
    for row in fresh:
        if _same(row) not in here:
            here.add(_same(row))
            merged.append(row)
    return tuple(merged[:MOST_ROWS])


def _same(row: Row) -> tuple[str, str | None]:
    return row.written.casefold(), row.metric


def add(taken: Intake) -> None:
    """Adds rows to the list of this session, and says how many were new."""
    brief = state.brief()
    merged = added(brief.today, taken.rows)
    more = len(merged) - len(brief.today)
    state.replace(brief.model_copy(update={"today": merged}))
    put_aside(taken)
    twice = len(taken.rows) - more
    say(f"{more} added" + (f", {twice} stood there already" if twice else ""))


def change(rows: Sequence[Row], said: str) -> None:
    """Puts another list in the place of this one, and says what was done; undo takes it back."""
    state.replace(state.brief().model_copy(update={"today": tuple(rows)}))
    say(said)


def say(text: str) -> None:
    """Shown on the next run, so that a change is not silent."""
    st.session_state.said = text


def put_aside(taken: Intake) -> None:
    """Remembers what was not taken, so that it can be had back."""
    st.session_state.aside = (taken.aside, taken.notes)


def aside() -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """What the last list held beside metrics, and what could not be read in it."""
    found: tuple[tuple[Line, ...], tuple[str, ...]] = st.session_state.get("aside", ((), ()))
    return found
