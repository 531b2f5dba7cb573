"""What was worked out of one line, remembered as long as its case and the variants of it live."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from advisor.brief import Row
from advisor.case import Case, Line

Rest = ParamSpec("Rest")
Told = TypeVar("Told")

_KEPT: WeakKeyDictionary[Case, dict[tuple[Any, ...], tuple[Row, Any]]] = WeakKeyDictionary()


def share_memory(variant: Case, case: Case) -> None:
    """Lets a variant of a case, of which only some rows differ, use what is known of the others."""
    _KEPT[variant] = _KEPT.setdefault(case, {})
    _LINES[variant] = _LINES.setdefault(case, {})


def of_line(
    function: Callable[Concatenate[Case, Line, Rest], Told],
) -> Callable[Concatenate[Case, Line, Rest], Told]:
    """Remembers a function that rests on the row, the place and the strategy, and on no other
    line. The row is told by identity: a changed row is another object."""

    @functools.wraps(function)
    def remembered(case: Case, line: Line, *rest: Rest.args, **more: Rest.kwargs) -> Told:
        kept = _KEPT.get(case)
        if kept is None:
            kept = _KEPT[case] = {}
        key = (function, id(line.row), *rest)
        found = kept.get(key)
        if found is None:  # the row is kept, so that its id stays its own
            found = kept[key] = (line.row, function(case, line, *rest, **more))
        told: Told = found[1]
        return told

    return cast(Callable[Concatenate[Case, Line, Rest], Told], remembered)


_LINES: WeakKeyDictionary[Case, dict[Any, dict[int, tuple[Line, Any]]]] = WeakKeyDictionary()


def of_every_line(function: Callable[[Case, Line], Told]) -> Callable[[Case], tuple[Told, ...]]:
    """What a function says of each known line, in order: remembered by line, so that a variant of a
    case asks only for those that are new."""

    @functools.wraps(function)
    def told(case: Case) -> tuple[Told, ...]:
        kept = _LINES.setdefault(case, {}).setdefault(function, {})
        found = []
        for line in case.known:
            item = kept.get(id(line))
            if item is None:  # the line is kept, so that its id stays its own
                item = kept[id(line)] = (line, function(case, line))
            found.append(item[1])
        return tuple(found)

    return of_case(told)


_OF_CASE: WeakKeyDictionary[Case, dict[Any, Any]] = WeakKeyDictionary()


def of_case(function: Callable[[Case], Told]) -> Callable[[Case], Told]:
    """Remembers what a function says of one case: several rules ask for the same."""

    @functools.wraps(function)
    def remembered(case: Case) -> Told:
        kept = _OF_CASE.setdefault(case, {})
        if function not in kept:
            kept[function] = function(case)
        told: Told = kept[function]
        return told

    return remembered
