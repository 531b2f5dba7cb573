"""Streamlit sessions without a browser: only the messages that one would exchange."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120.0  # seconds


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
        _run(connection, visit)
    return connection


def stepped(crowd: Sequence[tuple[ClientConnection, Sequence[str]]], seconds: float) -> list[int]:
    """How many pages each session was shown when all of them go round their visits at once, each
    as fast as it is answered."""
    until = time.perf_counter() + seconds

    def go(connection: ClientConnection, visits: Sequence[str]) -> int:
        for count, visit in enumerate(cycle(visits)):
            if time.perf_counter() > until:
                return count
            _run(connection, visit)
        return 0

    with ThreadPoolExecutor(len(crowd)) as pool:
        return list(pool.map(lambda one: go(*one), crowd))


def _run(connection: ClientConnection, visit: str) -> None:
    """Asks for one page, and reads until its script has finished."""
    asked = BackMsg()
    asked.rerun_script.page_name, _, asked.rerun_script.query_string = visit.partition("?")
    connection.send(asked.SerializeToString())
    while True:
        answer = connection.recv(PATIENCE, decode=False)
        message = ForwardMsg.FromString(answer)
        match message.WhichOneof("type"):
            case "page_not_found":
                raise RuntimeError(f"no page {visit!r}")
            case "delta" if message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{visit!r} shows: {message.delta.new_element.exception}")
            case "script_finished" if message.script_finished != message.FINISHED_EARLY_FOR_RERUN:
                return
