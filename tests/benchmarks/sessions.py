"""Streamlit sessions without a browser: only the messages that one would exchange."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 120.0  # seconds


@contextmanager
def sessions(url: str, count: int, visits: Sequence[str]) -> Iterator[None]:
    """Holds `count` sessions open, each after a run of every page in `visits`, one by one.

    Raises RuntimeError where a page shows an exception or does not exist.
    """
    with ExitStack() as held:
        for _ in range(count):
            connection = held.enter_context(
                connect(
                    url.replace("http://", "ws://") + "/_stcore/stream",
                    origin=url,  # type: ignore[arg-type]
                    subprotocols=[Subprotocol("streamlit")],
                    max_size=None,
                )
            )
            for visit in visits:
                _run(connection, visit)
        yield


def _run(connection: ClientConnection, visit: str) -> None:
    """Asks for one page, `name` or `name?query`, and reads until its script has finished."""
    asked = BackMsg()
    asked.rerun_script.page_name, _, asked.rerun_script.query_string = visit.partition("?")
    connection.send(asked.SerializeToString())
    while True:
        answer = connection.recv(PATIENCE)
        if isinstance(answer, str):
            raise RuntimeError(f"a message in words: {answer}")
        message = ForwardMsg.FromString(answer)
        match message.WhichOneof("type"):
            case "page_not_found":
                raise RuntimeError(f"no page {visit!r}")
            case "delta" if message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{visit!r} shows: {message.delta.new_element.exception}")
            case "script_finished" if (
                message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return
