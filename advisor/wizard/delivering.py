"""What a run of the whole page drew reaches the browser, whatever runs next: Streamlit 1.67 drops
some of it.

Where a fragment is to run right after the whole page, Streamlit forgets what the page drew of that
fragment and did not send yet, since it is drawn again at once. But it still tells the browser that
the whole page was drawn, so the browser clears the fragment away, and with it what had the focus
and what was being typed. On a busy server ticks were lost that way.
"""

from __future__ import annotations

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_clear = ForwardMsgQueue.clear


def deliver_whole_pages() -> None:
    """Has every queue of this process keep what is drawn until it is sent, before a fragment."""
    ForwardMsgQueue.clear = _kept  # type: ignore[assignment,method-assign]


def _kept(
    queue: ForwardMsgQueue,
    retain_lifecycle_msgs: bool = False,
    fragment_ids_this_run: list[str] | None = None,
) -> None:
    """As Streamlit clears its queue, except before a fragment: then all stays, and what comes does
    not take the place of what is there, which belongs to the run before."""
    if fragment_ids_this_run and retain_lifecycle_msgs:
        queue._delta_index_map = {}
    else:
        _clear(queue, retain_lifecycle_msgs, fragment_ids_this_run)
