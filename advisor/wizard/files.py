"""Files to take away, any number of them in one element. Each is made when somebody asks for it,
handed to the browser once, and kept nowhere."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from advisor.wizard.element import asset, nothing

_LOG = logging.getLogger(__name__)
_UNHEARD = 0
_FAILED = "It could not be made. Nothing else is lost: try again, or take another file."
_UNKNOWN = "There is no such file here."

_files = st.components.v2.component(
    "files",
    html='<div class="files">\n</div>',
    js=asset("make.js") + asset("files.js"),
    isolate_styles=False,  # what has the focus is the page's to know
)


@dataclass(frozen=True, slots=True)
class File:
    """One file to take along, under the name that it is saved by."""

    label: str
    name: str
    mime: str
    icon: str
    """A name of Material Symbols."""
    made: Callable[[], bytes | str]


def draw(html: str, offered: Sequence[File], *, key: str) -> bool:
    """Sets the page: HTML with a button `data-file` for each file. Returns whether what its button
    `data-unfolds` stands for is unfolded.

    `heard` is the number of the last press that came through. Where it came, and no file with it,
    the run that made the file was cut short by a press elsewhere, and the browser asks again.
    """
    found = st.session_state.get(key) or {}
    wanted = _wanted(found.get("wanted"))
    heard = f"{key}-heard"
    made = None
    if wanted:
        name, st.session_state[heard] = wanted
        made = _made(name, offered)
    unfolded = found.get("unfolded") is True
    _files(
        key=key,
        data={
            "html": html,
            "unfolded": unfolded,
            "heard": st.session_state.get(heard, _UNHEARD),
            "made": made,
        },
        on_wanted_change=nothing,
        default={"unfolded": unfolded},
        on_unfolded_change=nothing,
    )
    return unfolded


def _wanted(given: object) -> tuple[str, int] | None:
    """The name that was asked for and the number of the press, where a browser sent both."""
    if not isinstance(given, dict):
        return None
    name, number = given.get("name"), given.get("number")
    if not isinstance(name, str) or type(number) is not int or not 0 < number < 2**53:
        return None
    return name, number


def _made(name: str, offered: Sequence[File]) -> tuple[str, str, str]:
    """What is wrong, or nothing and the file as a browser takes it: its kind, and its bytes."""
    file = next((each for each in offered if each.name == name), None)
    if file is None:
        return _UNKNOWN, "", ""
    try:
        content = file.made()
    except Exception:
        _LOG.exception("%s could not be made", file.name)
        return _FAILED, "", ""
    data = content.encode() if isinstance(content, str) else content
    return "", file.mime, b64encode(data).decode("ascii")
