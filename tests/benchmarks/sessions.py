"""Streamlit sessions without a browser: only the messages that one would exchange."""

from collections.abc import Sequence

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
