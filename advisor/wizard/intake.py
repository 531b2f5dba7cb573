"""How a list gets in: what was read becomes rows, and what a name surely means is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from advisor import listing, names
from advisor.brief import MOST_ROWS, BriefError, Row
from advisor.wizard import state
from advisor.wizard.look import plain

UNDERSTOOD = 75  # confidence from which a name is taken without a question
EXAMPLE = (
    "AHT <= 300 s\nService level 80/20\nAbandon rate < 5 %\nFCR\nCSAT 4.2/5\nQuality score 90 %"
)
Read = Callable[[], Sequence[Row]]


def read(reader: Read) -> tuple[Row, ...] | None:
    """The rows that a reader finds, settled; None, with a word on the page, where it finds none."""
    try:
        rows = reader()
    except BriefError as error:
        st.error(
            f"This list cannot be read: expected {plain(error.expected)}, got "
            f"{plain(str(error.got))}. Nothing has changed.",
            icon=":material/error:",
        )
        return None
    if not rows:
        st.warning("There is no name in it. One metric a line is enough.", icon=":material/info:")
        return None
    return settled(rows)


def settled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows with a metric where the name leaves no doubt; two metrics in one name become two rows.

    What is ambiguous or unknown keeps no metric: it is asked about.
    """
    asked = [
        names.Name(row.written, row.target if isinstance(row.target, str) else None) for row in rows
    ]
    taken: list[Row] = []
    for row, found in zip(rows, names.resolve(asked, state.catalogue()), strict=True):
        if row.metric:
            taken.append(row)
        elif found.metric and found.confidence >= UNDERSTOOD:
            taken.append(row.model_copy(update={"metric": found.metric}))
        elif len(found.metrics) > 1 and found.confidence >= UNDERSTOOD:
            taken += [row.model_copy(update={"metric": metric}) for metric in found.metrics]
        else:
            taken.append(row)
    return tuple(taken)


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


def add(fresh: Sequence[Row]) -> None:
    """Adds rows to the list of this session, and says how many were new."""
    brief = state.brief()
    merged = added(brief.today, fresh)
    more = len(merged) - len(brief.today)
    state.replace(brief.model_copy(update={"today": merged}))
    st.session_state.said = f"{more} added" + (
        "" if more == len(fresh) else f", {len(fresh) - more} stood there already"
    )


def from_file(name: str, data: bytes) -> Sequence[Row]:
    """Rows of an uploaded file. Raises BriefError."""
    return listing.from_xlsx(data) if name.lower().endswith(".xlsx") else listing.from_csv(data)
