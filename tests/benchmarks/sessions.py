"""Streamlit sessions without a browser: only the messages that one would exchange."""

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, cycle
from typing import TypeAlias

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120.0  # seconds

Crowd: TypeAlias = Sequence[tuple[ClientConnection, Sequence[str]]]
"""Sessions, each with the pages that it opens."""


@dataclass(frozen=True, slots=True)
class Toggle:
    """A button, or a list whose first line is ticked and unticked as paid."""

    page: str
    key: str


def session(url: str, visits: Sequence[str]) -> ClientConnection:
    """A session that lasts until it is closed, after a run of each page, `name` or `name?query`.

    Raises RuntimeError where a page shows an exception or does not exist.
    """
    connection = connect(
        f"{url.replace('http://', 'ws://')}/_stcore/stream",
        origin=Origin(url),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    )
    for visit in visits:
        _run(connection, _asking(visit))
    return connection


def stepped(crowd: Crowd, seconds: float) -> int:
    """How many pages the sessions are shown when all of them go round their visits at once, each
    as fast as it is answered."""
    asked = {connection: cycle(map(_asking, visits)) for connection, visits in crowd}
    return _answered(asked, seconds)


def toggled(crowd: Crowd, toggle: Toggle, seconds: float) -> int:
    """How many presses the sessions are answered when all of them press at once."""
    asked = {}
    for connection, visits in crowd:
        visit = next(visit for visit in visits if visit.partition("?")[0] == toggle.page)
        _run(connection, _asking(visit))  # to the page, which may draw it otherwise once it knows
        first = next(_presses(visit, _found(connection, visit, toggle)))
        first.rerun_script.fragment_id = ""  # all of the page: from now on there is an undo
        _run(connection, first)
        asked[connection] = _presses(visit, _found(connection, visit, toggle))
    return _answered(asked, seconds)


def _answered(asked: dict[ClientConnection, Iterator[BackMsg]], seconds: float) -> int:
    until = time.perf_counter() + seconds

    def go(connection: ClientConnection) -> int:
        for done, message in enumerate(asked[connection]):
            if time.perf_counter() > until:
                return done
            _run(connection, message)
        return 0

    with ThreadPoolExecutor(len(asked)) as pool:
        return sum(pool.map(go, asked))


def _asking(visit: str) -> BackMsg:
    asked = BackMsg()
    asked.rerun_script.page_name, _, asked.rerun_script.query_string = visit.partition("?")
    return asked


def _found(connection: ClientConnection, visit: str, toggle: Toggle) -> Delta:
    shown = _run(connection, _asking(visit))
    return next(delta for delta in shown if _id(delta).endswith(f"-{toggle.key}"))


def _presses(visit: str, at: Delta) -> Iterator[BackMsg]:
    for turn in count():
        asked = _asking(visit)
        asked.rerun_script.fragment_id = at.fragment_id
        state = asked.rerun_script.widget_states.widgets.add(id=_id(at))
        if at.new_element.WhichOneof("type") == "button":
            state.trigger_value = True
        else:
            told = json.loads(at.new_element.bidi_component.json)
            line = told["lines"][0]
            cells = {line["id"]: {"paid": line["cells"]["paid"] is bool(turn % 2)}}
            number = told["heard"] + turn + 1
            said = {"n": number, "cells": cells, "gone": [], "fresh": [], "ask": None}
            state.json_value = json.dumps({"said": said})
        yield asked


def _id(delta: Delta) -> str:
    kind = delta.new_element.WhichOneof("type")
    return getattr(delta.new_element, kind).id if kind in ("button", "bidi_component") else ""


def _run(connection: ClientConnection, asked: BackMsg) -> list[Delta]:
    """Asks for one run, and reads until its script has finished."""
    connection.send(asked.SerializeToString())
    shown = []
    while True:
        message = ForwardMsg.FromString(connection.recv(PATIENCE, decode=False))
        match message.WhichOneof("type"):
            case "page_not_found":
                raise RuntimeError(f"no page {asked.rerun_script.page_name!r}")
            case "delta" if message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"shows: {message.delta.new_element.exception}")
            case "delta":
                shown.append(message.delta)
            case "script_finished" if message.script_finished != message.FINISHED_EARLY_FOR_RERUN:
                return shown
