"""A table that one writes in: any number of lines is one element, on a desk, on a phone, on paper.

The browser shows what is written at once and sends what the server has not answered yet, by the
line's id and not by its place: a late word about a line that is gone does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import streamlit as st

from advisor.wizard.element import asset, nothing

_ledger = st.components.v2.component(
    "ledger",
    html=asset("ledger.html"),
    js=asset("make.js") + asset("ledger_cells.js") + asset("ledger.js"),
    isolate_styles=False,  # what has the focus is the page's to know
)
LONGEST = 500  # letters of a cell
LONGEST_PASTE = 50_000
_COUNTED = 2**53  # numbers of messages that a browser can tell apart

Kind = Literal["text", "tick", "meant", "one", "many"]
"""Written; ticked; found by any name, where what is sent is an id; chosen from a few; several of a
few."""
Value = str | bool | tuple[str, ...]
Cells = Mapping[str, Value]
"""What stands in a line, by the column's id."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column asks, in a word and as a question."""

    id: str
    says: str
    asks: str
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    """For one or many: each what it stands for and what it says."""
    figures: bool = False
    """Whether a phone should offer figures."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its id, what it is called, what stands in it."""

    id: str
    name: str
    cells: Cells
    says: Mapping[str, str] = field(default_factory=dict)
    """What a cell shows where that is not what it stands for."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What is worth a look about a cell, in a few words below it."""
    options: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Options of this line alone, by column; a column with none for it is empty there."""
    fixed: tuple[str, ...] = ()
    """Columns that cannot be written in here."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was written since the last time: cells by line, lines taken out, texts of new ones."""

    number: int
    cells: Mapping[str, Cells]
    gone: frozenset[str]
    fresh: tuple[str, ...]


Offer = tuple[str, str, str]
"""What may be meant: id, name, by which other name it was found."""


def said(key: str, columns: Sequence[Column]) -> Said | None:
    """What the browser has to say since it was last heard; None where that is nothing. Of what it
    sends only that is taken which a line could hold."""
    given = _sent(key)
    number = given.get("n")
    if type(number) is not int or not _heard(key) < number < _COUNTED:
        return None
    st.session_state[_heard_key(key)] = number
    known = {column.id: column for column in columns}
    cells = {line: dict(_sound(of, known)) for line, of in _mapping(given.get("cells")).items()}
    gone = frozenset(line for line in _sequence(given.get("gone")) if isinstance(line, str))
    fresh = tuple(
        text.strip()[:LONGEST_PASTE]
        for text in _sequence(given.get("fresh"))
        if isinstance(text, str) and text.strip()
    )
    return Said(number, cells, gone, fresh)


def draw(
    key: str,
    columns: Sequence[Column],
    lines: Sequence[Line],
    *,
    caption: str,
    offers: Callable[[str, str], Sequence[Offer]] = lambda _line, _text: (),
    add: str = "",
    wide: bool = False,
) -> None:
    """Sets the table. `offers` is asked what a line may mean, given its id and what is typed;
    `add` is the label of the line in which new ones are typed, empty where there is none. A wide
    table scrolls in itself."""
    asked = _mapping(_sent(key).get("ask"))
    line, text = asked.get("line"), asked.get("text")
    found: tuple[str, str, tuple[Offer, ...]] | None = None
    if isinstance(line, str) and isinstance(text, str):
        found = line, text, tuple(offers(line, text[:LONGEST]))
    _ledger(
        key=key,
        data={
            # Tuples: of a list Streamlit asks pandas whether it is a table, and loads it for that.
            "columns": tuple(asdict(column) for column in columns),
            "lines": tuple(asdict(each) for each in lines),
            "caption": caption,
            "add": add,
            "wide": wide,
            "longest": LONGEST,
            "heard": _heard(key),
            "found": found,
        },
        default={"said": {}},
        on_said_change=nothing,
    )


def _heard(key: str) -> int:
    """The number of the last message that was taken in. It outlives the element: what is drawn anew
    under its key goes on counting from there."""
    return int(st.session_state.get(_heard_key(key), 0))


def _heard_key(key: str) -> str:
    return f"heard-{key}"


def _sent(key: str) -> Mapping[str, Any]:
    return _mapping(_mapping(st.session_state.get(key)).get("said"))


def _sound(given: object, known: Mapping[str, Column]) -> Iterator[tuple[str, Value]]:
    for name, value in _mapping(given).items():
        column = known.get(name)
        if column is None:
            continue
        if column.kind == "tick":
            if isinstance(value, bool):
                yield name, value
        elif column.kind == "many":
            offered = [option for option, _says in column.options]
            if isinstance(value, list):
                yield name, tuple(each for each in offered if each in value)
        elif isinstance(value, str):
            yield name, " ".join(value.split())[:LONGEST]


def _mapping(given: object) -> Mapping[str, Any]:
    """What should be a mapping; empty where it is none."""
    return given if isinstance(given, Mapping) else {}


def _sequence(given: object) -> Sequence[Any]:
    return given if isinstance(given, list) else ()
