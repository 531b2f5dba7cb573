"""Lists as people have them: every name comes through as written, targets beside them are seen."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from advisor.brief import BriefError
from advisor.listing import LARGEST, LONGEST_NAME, MOST_ROWS, from_csv, from_text, from_xlsx
from knowledge.catalogue import load
from knowledge.vocabulary import Level


def pairs(text: str) -> list[tuple[str, object]]:
    return [(row.written, row.target) for row in from_text(text)]


@pytest.mark.parametrize(
    ("line", "name", "target"),
    [
        ("AHT", "AHT", None),
        ("AHT <= 300 s", "AHT", "<= 300 s"),
        ("AHT ≤300s", "AHT", "≤300s"),
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


def test_every_name_of_the_catalogue_comes_through_whole() -> None:
    names = [
        name
        for metric in load().metrics.values()
        for name in (metric.name, *metric.also.exact, *metric.also.abbreviations)
    ]
    told = [
        row.written
        for start in range(0, len(names), MOST_ROWS)
        for row in from_text("\n".join(names[start : start + MOST_ROWS]))
    ]
    assert told == names


def test_one_line_with_commas_is_a_list() -> None:
    assert [row.written for row in from_text("AHT, FCR, CSAT, NPS")] == [
        "AHT",
        "FCR",
        "CSAT",
        "NPS",
    ]


def test_a_table_of_markdown_loses_its_ruling() -> None:
    assert pairs("| KPI | Target |\n|-----|:---:|\n| AHT | 300 s |\n| FCR | 75% |") == [
        ("AHT", "300 s"),
        ("FCR", "75%"),
    ]


def test_headings_are_known_in_several_languages() -> None:
    (row,) = from_csv(b"Gewicht;Kennzahl;Zielwert;Ist;Ebene\n20 %;AHT;<= 300 s;341 s;Agent")
    assert (row.written, row.target, row.actual) == ("AHT", "<= 300 s", "341 s")
    assert (row.weight, row.levels) == (20, (Level.AGENT,))


def test_files_of_windows_and_of_excel_are_read() -> None:
    (row,) = from_csv("Métrica;Meta\nTempo médio;5 min\n".encode("cp1252"))
    assert (row.written, row.target) == ("Tempo médio", "5 min")
    book = Workbook()
    book.create_sheet("List").append(["KPI", "Target"])
    book["List"].append(["AHT", 300])
    data = io.BytesIO()
    book.save(data)
    (row,) = from_xlsx(data.getvalue())
    assert (row.written, row.target) == ("AHT", "300")


def archive_of(size: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * size)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"no workbook", b"PK\x03\x04 broken", archive_of(100), archive_of(21 * LARGEST)],
    ids=["empty", "text", "broken", "not a workbook", "bomb"],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(BriefError):
        from_xlsx(data)


@pytest.mark.parametrize(
    "data",
    [b"a\0b", b"x" * (LARGEST + 1), b"AHT\n" * (MOST_ROWS + 1)],
    ids=["binary", "big", "long"],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(BriefError):
        from_csv(data)


@given(st.text())
def test_any_text_gives_rows_with_names_or_a_refusal(text: str) -> None:
    try:
        rows = from_text(text)
    except BriefError:
        return
    assert all(0 < len(row.written) <= LONGEST_NAME for row in rows)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_refusal(data: bytes) -> None:
    try:
        from_csv(data)
    except BriefError:
        return
