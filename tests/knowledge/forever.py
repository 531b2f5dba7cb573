"""Ids and codes that were ever released: links and saved designs hold them.

`python -m tests.knowledge.forever` adds what is new, as part of a release; nothing is ever taken
away. A contributor who adds a metric does not touch the list."""

from __future__ import annotations

from pathlib import Path

from knowledge.catalogue import Catalogue, load

RELEASED = Path(__file__).parents[1] / "golden" / "released.txt"


def present(catalogue: Catalogue) -> list[str]:
    """`metric ID CODE`, or the folder and the id of any other entry."""
    others = {
        "behaviour": catalogue.behaviours,
        "outcome": catalogue.outcomes,
        "strategy": catalogue.strategies,
        "context": catalogue.contexts,
        "rule": catalogue.rules,
        "source": catalogue.sources,
    }
    return [f"metric {key} {metric.code}" for key, metric in catalogue.metrics.items()] + [
        f"{kind} {key}" for kind, entries in others.items() for key in entries
    ]


def released() -> list[str]:
    """The lines of the list."""
    return RELEASED.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    known = released() if RELEASED.exists() else []
    RELEASED.write_text("\n".join(sorted({*known, *present(load())})) + "\n", encoding="utf-8")
