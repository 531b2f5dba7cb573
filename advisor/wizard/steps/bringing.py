"""Getting a list in: pasted, uploaded, ticked by question, or typed with suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from advisor import listing
from advisor.brief import BriefError, Row
from advisor.listing import FIELDS, Field, Layout, Sheet
from advisor.wizard import intake, state
from advisor.wizard.browse.search import search
from advisor.wizard.intake import Intake
from advisor.wizard.look import plain
from knowledge.schema import Metric
from knowledge.vocabulary import Spread, Theme

Take = Callable[[Intake], None]
_NOTHING, _OVER_TIME = "-", "Actual over time"
_SHOWN = 8  # rows of a file that are shown before it is taken
_OFFERED = 8  # suggestions while one types
_LONGEST = 80  # letters that are searched for
_TYPED = "type-one"


def draw() -> None:
    """Four ways, for the page of the list."""
    paste, upload, tick, one = st.tabs(["Paste", "Upload a file", "Tick", "Type"])
    with paste:
        pasted(_add, key=state.seeded("pasted", ""), button="read", says="Read the list")
    with upload:
        uploaded(_add)
    with tick:
        _ticked()
    with one:
        typed()


def _add(taken: Intake) -> None:
    intake.add(taken)
    st.rerun()


# --- paste ---------------------------------------------------------------------------------------


def pasted(take: Take, *, key: str, button: str, says: str) -> None:
    """Lines from Excel, a PDF or a mail."""
    text = st.text_area(
        "One metric a line; a target may stand beside it",
        placeholder=intake.EXAMPLE,
        height=200,
        key=key,
    )
    st.caption(
        "Straight from Excel, a PDF or an email: bullets, greetings and headings may stay, columns "
        "for target, actual, weight and level are recognised."
    )
    if st.button(says, type="primary", key=button, icon=":material/checklist:"):
        found = intake.read(lambda: listing.from_text(text))
        if found:
            take(found)


# --- upload --------------------------------------------------------------------------------------


def uploaded(take: Take) -> None:
    """A file: which sheet, which column is what, and what comes of it, before it is taken."""
    file = st.file_uploader(
        "CSV or Excel (.xlsx), up to 5 MB",
        type=["csv", "xlsx", "txt", "tsv", "xls", "xlsm"],
        key=f"file-{state.epoch()}",
        help="Formulas are not run: the values that were saved are read. The file is not kept.",
    )
    if file is None:
        return
    try:
        sheets = _sheets(file.name, file.getvalue())
    except BriefError as error:
        intake.told(error)
        return
    if not sheets:
        st.warning(f"{plain(file.name)} holds no cells with text.", icon=":material/info:")
        return
    at = listing.best(sheets)
    if len(sheets) > 1:
        at = st.selectbox(
            "Sheet",
            range(len(sheets)),
            index=at,
            format_func=lambda index: sheets[index].name,
            key=f"sheet-{file.file_id}",
        )
    sheet = sheets[at]
    layout = _layout(sheet, f"{file.file_id}-{at}")
    taken = intake.read(lambda: listing.read(sheet, layout))
    if taken is None:
        return
    _preview(taken)
    many = len(taken.rows)
    if st.button(f"Take these {many}" if many > 1 else "Take it", type="primary", key="read-file"):
        take(taken)


@st.cache_resource(max_entries=8, show_spinner="Reading the file ...", ttl=600)
def _sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    return listing.open_file(name, data)


def _layout(sheet: Sheet, key: str) -> Layout:
    """What each column is, as it was recognised, to be put right where it was not."""
    guess = listing.guessed(sheet)
    titles = guess.titles(sheet)
    taken: dict[int, str] = {at: field for field, at in guess.columns.items()}
    taken |= dict.fromkeys(guess.history, _OVER_TIME)
    if guess.head is None:
        st.text("No headings found; the columns are guessed by what they hold.")
    else:
        st.text(f"Headings in row {sheet.rows[guess.head][0]}: {_recognised(sheet, guess)}.")
    chosen: dict[int, str] = {}
    shown = [
        at
        for at in range(sheet.width)
        if at in taken
        or any(at < len(cells) and cells[at] for _n, cells in sheet.rows[guess.body :])
    ]
    with (
        st.expander("Put the columns right", expanded=guess.head is None),
        st.container(horizontal=True),
    ):
        for at in shown:
            choices = [_NOTHING, *FIELDS, *([_OVER_TIME] if at in guess.history else [])]
            chosen[at] = st.selectbox(
                plain(titles[at]),
                choices,
                index=choices.index(taken.get(at, _NOTHING)),
                format_func=_said,
                key=f"column-{key}-{at}",
                width=200,
            )
    return _chosen(guess, chosen)


def _recognised(sheet: Sheet, guess: Layout) -> str:
    """Each heading with what it was taken for; periods only by their number."""
    said = [
        f"{title} = {taken.lower()}" if title.casefold() != taken.casefold() else title
        for title, taken in listing.says(sheet, guess)
    ]
    if guess.history:
        said.append(f"actual values of {len(guess.history)} periods")
    return ", ".join(said)


def _said(choice: str) -> str:
    if choice == _NOTHING:
        return "Leave out"
    return next((label for field, label in FIELDS.items() if field == choice), choice)


def _chosen(guess: Layout, chosen: dict[int, str]) -> Layout:
    columns: dict[Field, int] = {}
    for field in FIELDS:
        found = [at for at, said in chosen.items() if said == field]
        if found:
            columns[field] = found[0]
    history = {at: when for at, when in guess.history.items() if chosen.get(at) != _NOTHING}
    return replace(guess, columns=columns, history=history)


def _preview(taken: Intake) -> None:
    """What comes of the file."""
    for note in taken.notes:
        st.warning(plain(note), icon=":material/function:")
    rows = taken.rows[:_SHOWN]
    columns = {
        "Metric": [row.written for row in rows],
        "Taken for": [
            state.catalogue().label(row.metric) if row.metric else "to be asked" for row in rows
        ],
        "Target": [str(row.target or "") for row in rows],
        "Actual": [row.actual or "" for row in rows],
        "Weight": ["" if row.weight is None else f"{row.weight:g} %" for row in rows],
        "Level": [", ".join(level.label for level in row.levels or ()) for row in rows],
    }
    st.dataframe(
        {name: cells for name, cells in columns.items() if any(cells)},
        hide_index=True,
        alt="The first lines of the file as they were read",
    )
    said = [f"And {len(taken.rows) - _SHOWN} more."] if len(taken.rows) > _SHOWN else []
    periods = max((len(row.history) for row in taken.rows), default=0)
    if periods:
        said.append(f"Actual values of {periods} periods are kept; the last one counts as today's.")
    if taken.aside:
        said.append(f"Left out as titles, sums or notes: {len(taken.aside)}. They can be had back.")
    if said:
        st.text(" ".join(said))


# --- tick ----------------------------------------------------------------------------------------


def _ticked() -> None:
    """Every question of a newcomer, with the numbers that most centres have under it."""
    brief = state.brief()
    here = {row.metric for row in brief.today}
    wide = st.toggle("Show the less usual ones too", key="tick-all")
    most = Spread.RARE.rank if wide else Spread.WIDESPREAD.rank
    with st.form("tick", border=False, clear_on_submit=True, enter_to_submit=False):
        picked: list[str] = []
        for theme in Theme:
            keys = [key for key in _usual(theme) if key not in here]
            shown = [key for key in keys if _metric(key).spread.rank <= most] or keys[:3]
            if shown:
                picked += st.pills(
                    theme.label,
                    shown,
                    selection_mode="multi",
                    format_func=state.catalogue().label,
                    key=f"tick-{theme}-{wide}-{state.epoch()}",
                    wrap=True,
                )
        if st.form_submit_button("Add what is ticked", type="primary", key="add-ticked"):
            rows = tuple(Row(written=state.catalogue().label(key), metric=key) for key in picked)
            if rows:
                _add(Intake(rows))
            st.info("Nothing is ticked yet.")


def _metric(key: str) -> Metric:
    return state.catalogue().metrics[key]


def _usual(theme: Theme) -> list[str]:
    """The metrics of a question, the most usual first."""
    found = [
        (metric.spread.rank, metric.name, key)
        for key, metric in state.catalogue().metrics.items()
        if metric.theme is theme and metric.sort.selectable
    ]
    return [key for _rank, _name, key in sorted(found)]


# --- type ----------------------------------------------------------------------------------------


@st.fragment
def typed() -> None:
    """A name with suggestions in every language; one that nobody knows is taken as written."""
    text = st.text_input(
        "A name, an abbreviation, or a word of it, in any language",
        key=_TYPED,
        placeholder="transf, Erreichbarkeit, taux de décroché ...",
        max_chars=_LONGEST,
        live=True,
    ).strip()
    if text:
        _suggested(text)
    if st.session_state.pop("typed-one", False):
        st.rerun()


def _suggested(text: str) -> None:
    hits = [hit for hit in search(text, state.catalogue()) if hit.at.kind == "metric"][:_OFFERED]
    notes = {hit.at.id: hit.note for hit in hits}
    key = f"one-of-{text}-{state.epoch()}"
    st.pills(
        "Which one?" if hits else "No metric has this name",
        [hit.at.id for hit in hits],
        format_func=lambda found: _offer(found, notes[found]),
        key=key,
        on_change=_take_one,
        args=(key,),
        wrap=True,
    )
    st.button(
        f"Add '{plain(text)}' as it is written",
        key="add",
        icon=":material/add:",
        on_click=_take_as_written,
    )


def _take_one(key: str) -> None:
    metric = st.session_state[key]
    if metric:
        _put((Row(written=state.catalogue().label(metric), metric=metric),))


def _take_as_written() -> None:
    text = st.session_state[_TYPED].strip()
    _put(intake.settled(listing.from_text(text)).rows or (Row(written=text),))


def _put(rows: tuple[Row, ...]) -> None:
    """Adds them and empties the field for the next one."""
    intake.add(Intake(rows))
    st.session_state[_TYPED] = ""
    st.session_state["typed-one"] = True


def _offer(key: str, note: str) -> str:
    label = plain(state.catalogue().label(key))
    return f"{label} ({plain(note)})" if note else label
