"""A lexicon from the shelf is the lexicon that was put there, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from advisor.names.lexicon import lexicon
from advisor.names.senses import Lexicon
from advisor.names.shelf import shelved
from knowledge import snapshot
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(snapshot, "user_cache_path", lambda _name: tmp_path)
    return tmp_path


class Maker:
    """Makes the lexicon of a catalogue, and counts how often."""

    def __init__(self, made: Lexicon) -> None:
        self.made, self.times = made, 0

    def __call__(self) -> Lexicon:
        self.times += 1
        return self.made


@pytest.fixture
def maker(shipped: Catalogue, folder: Path) -> Maker:
    made = lexicon(shipped)
    for file in folder.iterdir():
        file.unlink()
    return Maker(made)


def test_it_comes_back_as_it_was(shipped: Catalogue, maker: Maker) -> None:
    first = shelved(shipped.metrics, maker)
    again = shelved(shipped.metrics, maker)
    assert maker.times == 1
    assert again is not first
    assert again == first
    assert again.initials == first.initials


def renamed(metrics: Mapping[str, Metric]) -> Mapping[str, Metric]:
    key = next(iter(metrics))
    also = metrics[key].also.model_copy(update={"fr": ("un nom de plus",)})
    return {**metrics, key: metrics[key].model_copy(update={"also": also})}


def test_other_names_are_entered_anew(shipped: Catalogue, maker: Maker) -> None:
    shelved(shipped.metrics, maker)
    shelved(renamed(shipped.metrics), maker)
    assert maker.times == 2


@pytest.mark.parametrize("content", [b"", b"nonsense", b"(\x00"])
def test_what_cannot_be_read_is_made_anew(
    folder: Path, shipped: Catalogue, maker: Maker, content: bytes
) -> None:
    shelved(shipped.metrics, maker)
    for file in folder.iterdir():
        file.write_bytes(content)
    assert shelved(shipped.metrics, maker) == maker.made
    assert maker.times == 2


def test_a_folder_that_cannot_be_written_is_no_error(
    folder: Path, shipped: Catalogue, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").touch()
    monkeypatch.setattr(snapshot, "user_cache_path", lambda _name: folder / "file" / "under")
    assert shelved(shipped.metrics, maker) == maker.made
