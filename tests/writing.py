"""Tables that one writes in, as a test reads them and writes in them. A browser sends what the
server has not answered yet, by the ids of the lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.chips import elements
from tests.reading import sound


def table(app: AppTest, name: str = "list") -> dict[str, Any]:
    """What a table was told: `list` for today's, `details` for what is said of the ticked."""
    found: dict[str, Any]
    (found,) = (
        data for key, data in elements(app, "ledger").items() if key.rpartition("-")[0] == name
    )
    return found


def shown(app: AppTest, name: str = "list") -> list[dict[str, Any]]:
    """The lines that stand in it."""
    lines: list[dict[str, Any]] = table(app, name)["lines"]
    return lines


def line(app: AppTest, written: str, name: str = "list") -> dict[str, Any]:
    """The first line of that name."""
    return next(each for each in shown(app, name) if each["name"] == written)


def sent(app: AppTest, said: object, name: str = "list") -> AppTest:
    """The page after a browser sent this, whatever it may be."""
    (key,) = (key for key in elements(app, "ledger") if key.rpartition("-")[0] == name)
    app.session_state[key] = {"said": said}
    return sound(app.run())


def write(
    app: AppTest,
    cells: Mapping[str, Mapping[str, object]] | None = None,
    *,
    gone: Sequence[str] = (),
    fresh: Sequence[str] = (),
    name: str = "list",
) -> AppTest:
    """The page after cells were written, lines taken out, by their names, and texts brought."""
    return sent(
        app,
        {
            "n": table(app, name)["heard"] + 1,
            "cells": {line(app, at, name)["id"]: of for at, of in (cells or {}).items()},
            "gone": [line(app, at, name)["id"] for at in gone],
            "fresh": list(fresh),
            "ask": None,
        },
        name,
    )
