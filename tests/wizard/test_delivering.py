"""What the whole page drew is sent, though a part of it is to run at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from advisor.wizard import delivering

PART = "part"


@pytest.fixture
def mended() -> Iterator[None]:
    was = ForwardMsgQueue.clear
    delivering.deliver_whole_pages()
    yield
    ForwardMsgQueue.clear = was  # type: ignore[method-assign]


def text(body: str, at: int, fragment: str = "") -> ForwardMsg:
    found = ForwardMsg()
    found.metadata.delta_path[:] = [0, at]
    found.delta.fragment_id = fragment
    found.delta.new_element.text.body = body
    return found


def whole_page() -> ForwardMsgQueue:
    """Drawn and finished, and nothing of it sent."""
    queue = ForwardMsgQueue()
    queue.enqueue(text("heading", 0))
    queue.enqueue(text("table", 1, PART))
    finished = ForwardMsg()
    finished.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    queue.enqueue(finished)
    return queue


def sent(queue: ForwardMsgQueue) -> list[str]:
    return [
        each.delta.new_element.text.body if each.HasField("delta") else "finished"
        for each in queue.flush()
    ]


@pytest.mark.usefixtures("mended")
def test_a_part_that_runs_at_once_takes_nothing_from_the_page_before_it() -> None:
    queue = whole_page()
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[PART])
    queue.enqueue(text("table, once more", 1, PART))
    assert sent(queue) == ["heading", "table", "finished", "table, once more"]


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize(
    ("clear", "left"),
    [
        (lambda queue: queue.clear(), []),
        (lambda queue: queue.clear(retain_lifecycle_msgs=True), ["finished"]),
    ],
)
def test_all_else_is_cleared_as_before(
    clear: Callable[[ForwardMsgQueue], None], left: list[str]
) -> None:
    queue = whole_page()
    clear(queue)
    assert sent(queue) == left


def test_streamlit_still_needs_it() -> None:
    """Where this fails the fault is gone there, and `delivering` may go too."""
    queue = whole_page()
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[PART])
    assert sent(queue) == ["heading", "finished"]
