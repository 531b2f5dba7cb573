"""Lists as people have them: every name comes through as written, what stands beside it is seen,
and what is no metric is set aside with its reason."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from advisor.brief import Brief, BriefError, Row, canonical, from_json
from advisor.listing import (
    LARGEST,
    LONGEST_NAME,
    MOST_ROWS,
    Listing,
    best,
    from_text,
    guessed,
    open_file,
    read,
    says,
)
from knowledge.catalogue import load
from knowledge.vocabulary import Consequence, Level


def pairs(text: str) -> list[tuple[str, object]]:
    return [(row.written, row.target) for row in from_text(text).rows]


def of_file(name: str, data: bytes) -> Listing:
    sheets = open_file(name, data)
    return read(sheets[best(sheets)])


def book_of(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("line", "name", "target"),
    [
        ("AHT", "AHT", None),
        ("AHT <= 300 s", "AHT", "<= 300 s"),
        ("AHT ≤300s", "AHT", "≤300s"),
        ("Calls answered within 60 seconds 95%", "Calls answered within 60 seconds", "95%"),
        ("95% of calls answered in 60 s", "calls answered in 60 s", "95%"),
        ("At least 90 % of the emails on time", "emails on time", "At least 90 %"),
        ("Backlog: zero by Friday", "Backlog", "zero by Friday"),
        ("Backlog zero", "Backlog", "zero"),
        ("Throughput per agent 12/h", "Throughput per agent", "12/h"),
        ("Calls handled 25 a day (bonus)", "Calls handled", "25 a day (bonus)"),
        ("Handle time below 300 s", "Handle time", "below 300 s"),
        ("Press zero rate", "Press zero rate", None),
        ("Callers who press zero", "Callers who press zero", None),
        ("Zero defects", "Zero defects", None),
        ("AHT 300 s", "AHT", "300 s"),
        ("AHT: 300 s", "AHT", "300 s"),
        ("AHT – 300 s", "AHT", "300 s"),
        ("AHT\t300 s", "AHT", "300 s"),
        ("AHT | 300 s", "AHT", "300 s"),
        ("- AHT (< 300 s)", "AHT", "< 300 s"),
        ("3. AHT: 300 s", "AHT", "300 s"),
        ("Service level 80/20", "Service level", "80/20"),
        ("Service Level - 80% in 20s", "Service Level", "80% in 20s"),
        ("Service Level (e.g., 80/20)", "Service Level (e.g., 80/20)", None),
        ("CSAT 4.2/5", "CSAT", "4.2/5"),
        ("NPS +30", "NPS", "+30"),
        ("Adherence at least 95%", "Adherence", "at least 95%"),
        ("Wartezeit max. 20 s", "Wartezeit", "max. 20 s"),
        ("Tempo médio 4,5 min", "Tempo médio", "4,5 min"),
        ("Quality score (target 85%)", "Quality score", "85%"),
        ("応答率 90%", "応答率", "90%"),
        ("平均処理時間", "平均処理時間", None),
        # a figure that belongs to the name
        ("calls answered within 20 seconds", "calls answered within 20 seconds", None),
        ("abandoned after more than 30 seconds", "abandoned after more than 30 seconds", None),
        ("Cost per 911 call", "Cost per 911 call", None),
        ("calls to 111", "calls to 111", None),
        ("Tier 2", "Tier 2", None),
        ("Repeat: within the week", "Repeat: within the week", None),
    ],
)
def test_a_line_is_a_name_and_perhaps_a_target(line: str, name: str, target: str | None) -> None:
    assert pairs(line) == [(name, target)]


@pytest.mark.parametrize(
    "bullet",
    ["-", "–", "—", "*", "•", "◦", "✓", "->", "→", "[ ]", "[x]", "- [ ]", ">", "> -", "1.", "2)",
     "(3)", "a)", "(b)", "5.1", "5.1.2", "o "],
)  # fmt: skip
def test_bullets_and_numbers_are_no_part_of_the_name(bullet: str) -> None:
    assert pairs(f"  {bullet} Transfer rate < 8 %") == [("Transfer rate", "< 8 %")]


def test_every_name_of_the_catalogue_comes_through_whole() -> None:
    names = [
        name
        for metric in load().metrics.values()
        for name in (metric.name, *metric.also.exact, *metric.also.abbreviations)
    ]
    told = [
        line.row.written
        for start in range(0, len(names), MOST_ROWS)
        for line in from_text("\n".join(names[start : start + MOST_ROWS])).lines
        if line.row is not None
    ]
    assert told == names


def test_a_mail_is_a_list_with_words_around_it() -> None:
    found = from_text(
        "Hi Maria,\n\nas discussed, these are the numbers that we report:\n\nOperations\n"
        " 1. AHT: 6:30 min\n • FCR – 75%\n > backlog age\n * Adherence\n"
        "Please note that one more is reported every quarter.\n\nKind regards\nJohn\nOps manager"
    )
    assert [(row.written, row.target) for row in found.rows] == [
        ("AHT", "6:30 min"),
        ("FCR", "75%"),
        ("backlog age", None),
        ("Adherence", None),
    ]
    assert [line.text for line in found.aside] == [
        "Hi Maria,",
        "as discussed, these are the numbers that we report:",
        "Operations",
        "Please note that one more is reported every quarter.",
        "Kind regards",
        "John",
        "Ops manager",
    ]
    assert all(line.why and line.row for line in found.aside)  # each can be had back


def test_a_title_has_rows_below_it_and_a_name_without_a_figure_may_have_none() -> None:
    found = from_text(
        "Customer\nCSAT\t80 %\nNPS\t40\nPeople\nAttrition\t20 %\nAbsence\t5 %\nMoney saved"
    )
    assert [row.written for row in found.rows] == [
        "CSAT",
        "NPS",
        "Attrition",
        "Absence",
        "Money saved",
    ]
    assert [(line.text, line.why) for line in found.aside] == [
        ("Customer", "stands alone in its row"),
        ("People", "stands alone in its row"),
    ]


def test_one_line_with_commas_is_a_list() -> None:
    assert [row.written for row in from_text("AHT, FCR, CSAT, NPS").rows] == [
        "AHT",
        "FCR",
        "CSAT",
        "NPS",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| KPI | Target |\n|-----|:---:|\n| AHT | 300 s |\n| FCR | 75% |",
        "KPI\tTarget\nAHT\t300 s\nFCR\t75%",
        "KPI;Target\nAHT;300 s\nFCR;75%",
        "KPI,Target\nAHT,300 s\nFCR,75%",
        "KPI                 Target\nAHT                 300 s\nFCR                 75%",
        "Our numbers\t\n\t\nTarget\tKPI\n300 s\tAHT\n75%\tFCR\n\tTotal",
        "1\tAHT\t300 s\n2\tFCR\t75%",
    ],
    ids=["markdown", "tabs", "semicolons", "commas", "wide gaps", "title above", "no headings"],
)
def test_a_pasted_table_has_columns(text: str) -> None:
    assert pairs(text) == [("AHT", "300 s"), ("FCR", "75%")]


@pytest.mark.parametrize(
    ("headings", "weight"),
    [
        ("Gewicht;Kennzahl;Zielwert;Ist;Ebene", 20),
        ("Weight (%);KPI name;Target FY25;Actual YTD;Measured at", 20),
        ("Peso;Indicador;Meta;Resultado;Nivel", 20),
        ("Poids;Indicateur;Cible;Réalisé;Niveau", 20),
        ("重み;指標;目標;実績;レベル", 20),
        ("Rank;Metric;Goal;Current;Who", None),
    ],
)
def test_headings_are_known_in_several_languages(headings: str, weight: float | None) -> None:
    (row,) = of_file("list.csv", f"{headings}\n20 %;AHT;<= 300 s;341 s;Agent".encode()).rows
    assert (row.written, row.target, row.actual) == ("AHT", "<= 300 s", "341 s")
    assert (row.weight, row.levels) == (weight, (Level.AGENT,))


def test_a_german_file_with_a_title_and_decimal_commas() -> None:
    found = of_file(
        "kennzahlen.csv",
        "Auswertung 2025;;;;\n;;;;\nKennzahl;Zielwert;Istwert;Gewichtung;Einheit\n"
        "Wartezeit;0,5;0,7;15,5;Minuten\nErreichbarkeit;80,5 %;78,2 %;10;\nSumme;;;25,5;\n".encode(
            "cp1252"
        ),
    )
    wait, reach = found.rows
    assert (wait.target, wait.actual, wait.weight) == ("0,5 Minuten", "0,7 Minuten", 15.5)
    assert (reach.target, reach.actual) == ("80,5 %", "78,2 %")
    assert [line.why for line in found.aside] == ["stands above the headings", "is a sum"]


@pytest.mark.parametrize(
    ("name", "target", "read_as"),
    [
        ("Wait (min)", "0.5", "0.5 min"),
        ("AHT (sec)", "300", "300 sec"),
        ("AHT (sec)", "5 min", "5 min"),
        ("CSAT (1-5)", "4.2", "4.2"),
    ],
)
def test_a_unit_in_the_name_is_the_unit_of_a_bare_figure(
    name: str, target: str, read_as: str
) -> None:
    (row,) = from_text(f"KPI\tTarget\n{name}\t{target}").rows
    assert row.target == read_as


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_in_any_usual_encoding(encoding: str) -> None:
    data = "Métrica;Meta\r\nTempo médio;5 min\r\n".encode(encoding)
    (row,) = of_file("list.csv", data).rows
    assert (row.written, row.target) == ("Tempo médio", "5 min")


def scorecard() -> Workbook:
    """As such sheets are: a cover, a title above the headings, merged cells, months, a sum."""
    book = Workbook()
    book.active.append(["Contact centre scorecard"])
    sheet = book.create_sheet("Scorecard")
    for row in (
        ["Customer care - FY25"],
        [],
        ["Category", "KPI name", "Target FY25", "Weight (%)", "Measured at", "Actuals"],
        [None, None, None, None, None, *(datetime.date(2025, m, 1) for m in (1, 2, 3))],
        ["Speed", "Service level", 0.8, 0.15, "Site", 0.78, 0.81, 0.74],
        [None, "AHT", "=5*60", 0.2, "Agent", 341, 338, 345],
        ["Quality", "Wait", datetime.time(0, 0, 20), 0.1, "Team, agent", 25, "#N/A", 31],
        [None, "Total", None, 0.45],
        ["* without wrap-up"],
    ):
        sheet.append(row)
    for row in sheet.iter_rows(min_row=5, max_row=5, min_col=3):
        for cell in row:
            cell.number_format = "0.0%"
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("F3:H3")
    return book


def test_a_workbook_as_they_are() -> None:
    sheets = open_file("score.xlsx", book_of(scorecard()))
    assert [sheet.name for sheet in sheets] == ["Sheet", "Scorecard"]
    sheet = sheets[best(sheets)]
    layout = guessed(sheet)
    assert sheet.rows[layout.head or 0][0] == 3  # the row in the file
    assert dict(says(sheet, layout))["Measured at"] == "Level"
    found = read(sheet)
    level, handle, wait = found.rows
    assert (level.target, level.actual, level.weight) == ("80 %", "74 %", 15)
    assert [(p.when, p.value) for p in level.history] == [
        ("2025-01", "78 %"),
        ("2025-02", "81 %"),
        ("2025-03", "74 %"),
    ]
    assert (handle.target, handle.actual) == (None, "345")  # the formula has no saved value
    assert (wait.target, wait.levels) == ("20 s", (Level.TEAM, Level.AGENT))
    assert [p.value for p in wait.history] == ["25", "31"]
    formula, broken = found.notes
    assert "'Scorecard'" in formula
    assert "C6" in formula
    assert "G7" in broken
    assert [line.why for line in found.aside] == [
        "stands above the headings",
        "is a sum",
        "has no name",
    ]


def test_columns_can_be_put_right() -> None:
    (sheet,) = open_file("list.csv", b"KPI;Target 2025;Target 2024\nAHT;300;400\n")
    layout = guessed(sheet)
    assert read(sheet).rows[0].target == "300"
    other = replace(layout, columns={"written": 0, "target": 2})
    assert read(sheet, other).rows[0].target == "400"


def test_values_over_time_are_kept_in_the_brief() -> None:
    (row,) = from_text("KPI\tJan 25\tDec 24\tTarget\nAHT\t341\t350\t300").rows
    assert [(point.when, point.value) for point in row.history] == [
        ("2024-12", "350"),
        ("2025-01", "341"),
    ]
    assert row.actual == "341"
    brief = Brief(today=(row,))
    assert from_json(canonical(brief)) == brief
    assert canonical(Brief(today=(Row(written="AHT"),))).count("history") == 0


def archive_of(size: int, name: str = "xl/workbook.xml") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * size)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no workbook",
        b"PK\x03\x04 broken",
        archive_of(100),
        archive_of(110_000_000),
        archive_of(5_000_000, "xl/worksheets/sheet1.xml"),
        b"\xd0\xcf\x11\xe0 old",
    ],
    ids=["empty", "text", "broken", "not a workbook", "bomb", "dense", "old"],
)
def test_what_is_no_workbook_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BriefError) as refused:
        open_file("ours.xlsx", data)
    assert refused.value.file == "ours.xlsx"
    assert refused.value.expected


@pytest.mark.parametrize(
    "data",
    [b"a\0b", b"x" * (LARGEST + 1), b"AHT\n" * (MOST_ROWS + 1)],
    ids=["binary", "big", "long"],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(BriefError):
        of_file("list.csv", data)


@given(st.text())
def test_any_text_gives_rows_with_names_or_a_refusal(text: str) -> None:
    try:
        found = from_text(text)
    except BriefError:
        return
    assert all(0 < len(row.written) <= LONGEST_NAME for row in found.rows)


@given(
    st.lists(
        st.text(st.characters(categories=["L", "Nd"], include_characters=" -.:()")),
        min_size=1,
        max_size=12,
        unique=True,
    )
)
def test_no_line_is_lost(lines: list[str]) -> None:
    """Each is a row, or stands aside with a reason."""
    found = from_text("\n".join(f"{line} word" for line in lines))
    assert len(found.lines) == len(lines)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_refusal(data: bytes) -> None:
    for name in ("list.csv", "list.xlsx"):
        try:
            of_file(name, data)
        except BriefError:
            continue


@pytest.mark.parametrize(
    ("line", "hangs"),
    [
        ("Calls handled 25 a day (bonus)", (Consequence.PAID,)),
        ("AHT (bonus): 300 s", (Consequence.PAID,)),
        ("CSAT | 85 % bonus", (Consequence.PAID,)),
        ("Service level 80/20 (penalty)", (Consequence.PUNISHED,)),
        ("Service level | 80/20 bonus/penalty", (Consequence.PAID, Consequence.PUNISHED)),
        ("AHT (no bonus) | 300 s", None),
        ("Bonus errors | 2 %", None),
        ("AHT | 300 s", None),
    ],
)
def test_what_a_line_says_of_pay_is_ticked(
    line: str, hangs: tuple[Consequence, ...] | None
) -> None:
    (row,) = from_text(line).rows
    assert row.consequences == hangs
