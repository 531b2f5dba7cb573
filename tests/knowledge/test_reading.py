"""Strict reading: what is wrong is said with file, line, field and the expectation."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue import read_folders
from knowledge.reading import CatalogueError, parse, read
from knowledge.schema import Outcome

OUTCOME = """\
name: Ease
plainly: making it easy for customers
brief: Customers get what they came for.
lens: customer
perspective: customer
better: up
checked: 2026-11-22
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12:30", "12:30"),
        ("2026-11-22", "2026-11-22"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("80", 80),
        ("-3", -3),
        ("0.5", 0.5),
        ("007", "007"),
        ("1e3", "1e3"),
        ("80/20", "80/20"),
        (".inf", ".inf"),
    ],
)
def test_text_stays_text(text: str, value: object) -> None:
    found = parse(f"given: {text}", "x.yaml")["given"]
    assert found == value
    assert type(found) is type(value)


def test_a_key_that_stands_twice_is_an_error_with_its_line() -> None:
    with pytest.raises(CatalogueError, match=r"x\.yaml:3.*twice"):
        parse("a: 1\nb: 2\na: 3\n", "x.yaml")


def test_broken_yaml_names_the_line() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse("a: [1, 2\nb: 3\n", "x.yaml")
    assert caught.value.line == 2


def test_an_unknown_field_names_line_and_field() -> None:
    with pytest.raises(CatalogueError) as caught:
        read(Outcome, OUTCOME + "colour: red\n", "outcomes/ease.yaml")
    assert (caught.value.line, caught.value.field) == (8, "colour")


def test_a_wrong_word_names_what_was_expected() -> None:
    with pytest.raises(CatalogueError, match=r"customer.*efficiency.*got 'kustomer'"):
        read(Outcome, OUTCOME.replace("lens: customer", "lens: kustomer"), "outcomes/ease.yaml")


def test_a_list_is_not_an_entry() -> None:
    with pytest.raises(CatalogueError, match="mapping"):
        read(Outcome, "- a\n- b\n", "outcomes/ease.yaml")


def test_python_objects_are_never_built() -> None:
    with pytest.raises(CatalogueError):
        parse("a: !!python/object/apply:os.getcwd []", "x.yaml")


def relation(kind: str, to: str, **fields: str) -> str:
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    return (
        f"relations:\n  - {{kind: {kind}, to: {to}, because: So it is{more}, "
        "evidence: [{source: book, grade: practice, says: It says so}]}\n"
    )


SOURCE = """\
title: A book
authors: [Somebody]
kind: textbook
interest: none
read: second-hand
checked: 2026-11-22
"""


def written(root: Path, **files: str) -> list[str]:
    for name, text in files.items():
        folder, stem = name.split("__")
        (root / folder).mkdir(exist_ok=True)
        (root / folder / f"{stem.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_folders(root)[1]]


def test_a_relation_to_nothing_is_found(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        outcomes__ease=OUTCOME + relation("drives", "nowhere", sign='"+"', strength="weak"),
        sources__book=SOURCE,
    )
    assert found == [
        "outcomes/ease.yaml: relations(nowhere): expected an id that exists: 'nowhere'"
    ]


def test_a_kind_may_only_join_what_it_may_join(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        outcomes__ease=OUTCOME + relation("guards", "loyalty"),
        outcomes__loyalty=OUTCOME,
        sources__book=SOURCE,
    )
    assert len(found) == 1
    assert "guards goes from a metric to a metric" in found[0]


def test_study_needs_a_source_that_was_read(tmp_path: Path) -> None:
    drives = relation("drives", "loyalty", sign='"+"', strength="weak")
    found = written(
        tmp_path,
        outcomes__ease=OUTCOME + drives.replace("grade: practice", "grade: study"),
        outcomes__loyalty=OUTCOME,
        sources__book=SOURCE,
    )
    assert len(found) == 1
    assert "second-hand" in found[0]


def test_a_source_must_exist(tmp_path: Path) -> None:
    drives = relation("drives", "loyalty", sign='"+"', strength="weak")
    found = written(tmp_path, outcomes__ease=OUTCOME + drives, outcomes__loyalty=OUTCOME)
    assert len(found) == 1
    assert "got 'book'" in found[0]


def test_one_mistake_does_not_hide_the_next(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        outcomes__ease=OUTCOME.replace("better: up", "better: sideways"),
        outcomes__loyalty=OUTCOME.replace("lens: customer", "lens: none"),
    )
    assert len(found) == 2


def test_a_drive_needs_sign_and_strength(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        outcomes__ease=OUTCOME + relation("drives", "loyalty"),
        outcomes__loyalty=OUTCOME,
        sources__book=SOURCE,
    )
    assert "needs sign and strength" in found[0]
