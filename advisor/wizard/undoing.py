"""What can be taken back of a design after its page was loaded again: kept by the process, for the
designs that were changed last. After a restart there is nothing to take back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from advisor.brief import Brief

DESIGNS = 100
STEPS = 10
_held: OrderedDict[str, tuple[Brief, tuple[Brief, ...]]] = OrderedDict()
_lock = Lock()


def keep(design: str, present: Brief, past: Sequence[Brief]) -> None:
    """What stood before a design that was saved, the oldest first."""
    with _lock:
        _held[design] = present, tuple(past[-STEPS:])
        _held.move_to_end(design)
        if len(_held) > DESIGNS:
            _held.popitem(last=False)


def past(design: str, present: Brief) -> list[Brief]:
    """What stood before; nothing where the design was changed elsewhere meanwhile."""
    with _lock:
        known, before = _held.get(design, (None, ()))
    return list(before) if known == present else []
