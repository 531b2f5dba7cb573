"""Of numbers that would do, those first that the recommended set holds: nobody is to begin watching
today what the next page takes off again."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Sequence

from advisor.case import Case

_SET = "recommended set"


def choose_within(case: Case, recommended: Callable[[], Collection[str]]) -> None:
    """What the set holds is asked only where partners are weighed, and once."""
    case.memory[_SET] = functools.cache(recommended)


def kept(case: Case) -> Collection[str]:
    """Metrics of the recommended set; empty where nobody chose one."""
    recommended: Callable[[], Collection[str]] | None = case.memory.get(_SET)
    return recommended() if recommended else ()


def kept_first(case: Case, metrics: Sequence[str]) -> list[str]:
    """In the order given, but what the set holds before what it does not."""
    if len(metrics) < 2:
        return list(metrics)
    held = kept(case)
    return sorted(metrics, key=lambda metric: metric not in held)
