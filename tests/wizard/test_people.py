"""What people will do, as a page: everybody who is moved, why, how one notices, and who pays."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice
from advisor.brief import Brief, from_document
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue
from tests.reading import folds, pieces, read, tables, title
from tests.turning import opened

Open = Callable[[Brief], AppTest]


@pytest.fixture
def people_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The page for a brief, reached from the critique."""
    monkeypatch.setenv("METRIC_TRADEOFFS_DB", str(tmp_path / "designs.db"))

    def open_one(brief: Brief) -> AppTest:
        at = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
        at.button("example-telecom-bpo").click().run()
        at.session_state["brief"] = brief
        return opened(at, "people")

    return open_one


def test_every_role_is_there_with_all_that_is_to_be_expected_of_it(
    people_of: Open, telecom: Advice
) -> None:
    at = people_of(example("telecom-bpo"))
    assert not at.exception
    assert title(at) == "What your people will do"
    told = read(at)
    assert f"{len(telecom.behaviours)} things to expect:" in told
    for item in telecom.behaviours:
        assert item.role.label in told
        for says in (item.name, item.does, item.because, item.notice, *item.because_of):
            assert says in told
        for whom in item.whom:
            assert all(part.lower() in told.lower() for part in whom.split(": ", 1))


def test_each_role_can_be_jumped_to(people_of: Open, telecom: Advice) -> None:
    text = "".join(pieces(people_of(example("telecom-bpo"))))
    for role in {item.role for item in telecom.behaviours}:
        assert f'href="#role-{role.value}"' in text
        assert f'id="role-{role.value}"' in text


def test_the_table_says_the_same(people_of: Open, telecom: Advice) -> None:
    at = people_of(example("telecom-bpo"))
    heads, *rows = tables(at)[-1]
    assert heads[:2] == ["What they will do", "Who"]
    assert sorted(row[0] for row in rows) == sorted(item.name for item in telecom.behaviours)
    notices = {item.name: item.notice for item in telecom.behaviours}
    assert all(row[heads.index("You would notice")] == notices[row[0]] for row in rows)


def test_the_way_there_and_who_says_so_are_on_tap(
    people_of: Open, shipped: Catalogue, telecom: Advice
) -> None:
    at = people_of(example("telecom-bpo"))
    everything = read(at)
    for item in telecom.behaviours:
        assert all(step.because in everything for step in item.path)
        for voice in item.evidence:
            assert voice.says in everything
            assert shipped.sources[voice.source].title in everything
    assert "How it comes about, and who says so" in folds(at)


def test_what_nobody_said_is_told_apart_from_what_is_sure(people_of: Open) -> None:
    line = {"metric": "average-handle-time", "levels": ["agent"]}
    sure = read(people_of(from_document({"today": [{**line, "consequences": ["paid"]}]})))
    assert "only if something hangs on it" not in sure
    unsaid = read(people_of(from_document({"today": [line]})))
    assert "only if something hangs on it" in unsaid
    assert "All of this only if something hangs on the number" in unsaid


def test_one_line_can_be_asked_about(people_of: Open, telecom: Advice) -> None:
    at = people_of(example("telecom-bpo"))
    at.selectbox("people-because-of").set_value("Occupancy").run()
    assert not at.exception
    told = read(at)
    for item in telecom.behaviours:
        assert (item.does in told) == ("Occupancy" in item.because_of)


def test_with_nothing_to_expect_it_says_what_to_do(people_of: Open) -> None:
    empty = people_of(Brief())
    assert not empty.exception
    assert "no list to read yet" in empty.info[0].value
    calm = people_of(
        from_document({"today": [{"metric": "repeat-contact-rate", "consequences": []}]})
    )
    assert not calm.exception
    assert "Nothing in this list" in calm.success[0].value


def test_what_somebody_typed_is_shown_and_never_acted_upon(people_of: Open) -> None:
    name = "<b onclick=x>AHT</b> ![x](http://evil.example/a.png)"
    row = {"written": name, "metric": "average-handle-time", "consequences": ["paid"]}
    at = people_of(from_document({"today": [row]}))
    assert name in read(at)
    assert "<b onclick" not in "".join(pieces(at))
