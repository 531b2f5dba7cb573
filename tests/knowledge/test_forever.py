"""Every id that was ever released resolves, and every code still means what it meant."""

from __future__ import annotations

from knowledge.catalogue import load
from tests.knowledge.forever import released


def test_every_released_id_resolves_and_keeps_its_code() -> None:
    catalogue = load()
    broken = []
    for line in released():
        kind, key, *code = line.split()
        try:
            now = catalogue.resolve(key)
        except KeyError:
            broken.append(line)
            continue
        if kind == "metric" and catalogue.metrics[now].code != int(code[0]):
            broken.append(line)
    assert broken == []


def test_something_was_released() -> None:
    assert {line.split()[0] for line in released()} == {
        *("metric", "behaviour", "outcome", "strategy", "context", "rule", "source")
    }
