"""Chips as a test reads and picks them. A browser tells the server all picks of a block at once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.reading import sound


def elements(app: AppTest, name: str) -> dict[str, Any]:
    """What elements of our own were told, by their key."""
    found = [one.proto for one in app.get("bidi_component") if one.proto.component_name == name]
    return {proto.id.split("-", 2)[2]: json.loads(proto.json) for proto in found}


def questions(app: AppTest) -> list[Mapping[str, Any]]:
    """All questions on the page."""
    return [each for block in elements(app, "chips").values() for each in block["questions"]]


def below(app: AppTest) -> str:
    """What stands below the questions."""
    return " ".join(each["says"] for each in questions(app))


def pick(app: AppTest, question: str, *picked: str) -> AppTest:
    """Answers a question with these chips and no others."""
    key, block = next(
        (key, block["questions"])
        for key, block in elements(app, "chips").items()
        if any(each["id"] == question for each in block["questions"])
    )
    standing: dict[str, Sequence[str]] = {each["id"]: each["picked"] for each in block}
    app.session_state[key] = {"picked": {**standing, question: list(picked)}}
    return sound(app.run())


def found(app: AppTest, key: str, option: str | None) -> AppTest:
    """The page after an option was picked in a field that finds by typing, or none."""
    offered = [each for each, _says in elements(app, "picking")[key]["options"]]
    assert option is None or option in offered
    app.session_state[key] = {"picked": option}
    return sound(app.run())
