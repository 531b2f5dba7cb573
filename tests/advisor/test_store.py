"""Drafts outlive connections, a second writer is noticed, and nothing fails without a word."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from advisor.brief import Brief, BriefError
from advisor.store import ADDRESS, Conflict, Store, Unavailable, default_url
from advisor.wizard.examples import example


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "designs.db"


@pytest.fixture
def store(path: Path) -> Store:
    return Store(f"sqlite:///{path}")


def test_a_draft_is_there_after_a_restart(store: Store, path: Path) -> None:
    draft = store.create(example("telecom-bpo"))
    saved = store.save(draft, example("collections"))
    again = Store(f"sqlite:///{path}").load(draft.id)
    assert again == saved
    assert again is not None
    assert again.brief == example("collections")


def test_an_id_that_nobody_saved_is_none(store: Store) -> None:
    assert store.load("nowhere") is None


def test_a_wanted_id_is_given_once(store: Store) -> None:
    first = store.create(Brief(title="one"), "wanted-id")
    second = store.create(Brief(title="two"), "wanted-id")
    assert first.id == "wanted-id"
    assert second.id != "wanted-id"
    assert store.load("wanted-id") == first


def test_ids_cannot_be_guessed(store: Store) -> None:
    ids = {store.create(Brief()).id for _ in range(50)}
    assert len(ids) == 50
    assert all(len(draft_id) >= 12 for draft_id in ids)


def test_the_second_of_two_writers_is_told(store: Store) -> None:
    draft = store.create(Brief(title="as opened by both"))
    first = store.save(draft, Brief(title="first"))
    with pytest.raises(Conflict):
        store.save(draft, Brief(title="second"))
    assert store.load(draft.id) == first


def test_of_many_writers_at_once_one_wins_each_round(store: Store) -> None:
    draft = store.create(Brief())

    def write(number: int) -> bool:
        try:
            store.save(draft, Brief(title=str(number)))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = sum(pool.map(write, range(24)))
    assert won == 1
    found = store.load(draft.id)
    assert found is not None
    assert found.revision == 2


def test_a_draft_of_a_newer_release_is_refused_and_left_alone(store: Store, path: Path) -> None:
    draft = store.create(Brief())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE draft SET document = '{\"v\": 99}'")
    with pytest.raises(BriefError, match="newer release"):
        store.load(draft.id)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT document FROM draft").fetchone() == ('{"v": 99}',)


def test_a_store_that_cannot_be_written_says_what_is_needed(tmp_path: Path) -> None:
    unreachable = Store(f"sqlite:///{tmp_path / 'no-such-folder' / 'designs.db'}")
    with pytest.raises(Unavailable) as refused:
        unreachable.create(Brief())
    assert "written" in refused.value.expected
    no_database = tmp_path / "notes.txt"
    no_database.write_text("these are notes, and no database at all " * 50)
    with pytest.raises(Unavailable):
        Store(f"sqlite:///{no_database}").load("anything")


def test_the_address_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ADDRESS, str(tmp_path / "deep" / "mine.db"))
    Store(default_url()).create(Brief())
    assert (tmp_path / "deep" / "mine.db").exists()
    monkeypatch.setenv(ADDRESS, "postgresql+psycopg://host/base")
    assert default_url() == "postgresql+psycopg://host/base"
