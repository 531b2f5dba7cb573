"""What was worked out of one line, remembered as long as its case and the variants of it live."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar, cast

from advisor.case import Case, Line
from advisor.place import Place
from knowledge.catalogue import Claim

Rest = ParamSpec("Rest")
Told = TypeVar("Told")

_LINES, _ORIGIN = "lines", "origin"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a variant comes from."""

    case: Case
    gone: Mapping[int, Line]
    """Known lines of that case which the variant does not have, by their row."""
    new: tuple[Line, ...]
    """Known lines that only the variant has."""
    shifted: bool
    """Whether lines that both have stand at other places."""


def _of_lines(case: Case) -> dict[Any, Any]:
    """What is known of single lines: one memory for a case and all variants of it."""
    found: dict[Any, Any] | None = case.memory.get(_LINES)
    if found is None:
        found = case.memory[_LINES] = {}
    return found


def comes_from(variant: Case, origin: Origin) -> None:
    """Lets a variant of a case, of which only some rows differ, use what is known of the others."""
    variant.memory[_LINES] = _of_lines(origin.case)
    variant.memory[_ORIGIN] = origin


def origin_of(case: Case) -> Origin | None:
    """Where a case comes from; None where it was read as it stands."""
    found: Origin | None = case.memory.get(_ORIGIN)
    return found


def of_line(
    function: Callable[Concatenate[Case, Line, Rest], Told],
) -> Callable[Concatenate[Case, Line, Rest], Told]:
    """Remembers a function that rests on the row, the place and the strategy, and on no other
    line. The row, and what else is given, are told by identity: a changed row is another object."""

    @functools.wraps(function)
    def remembered(case: Case, line: Line, *rest: Rest.args, **more: Rest.kwargs) -> Told:
        lines = _of_lines(case)
        kept = lines.get(function)
        if kept is None:
            kept = lines[function] = {}
        key = (id(line.row), *map(id, rest))
        found = kept.get(key)
        if found is None:  # what was given is kept, so that its id stays its own
            found = kept[key] = (function(case, line, *rest, **more), line.row, rest)
        told: Told = found[0]
        return told

    return cast(Callable[Concatenate[Case, Line, Rest], Told], remembered)


def of_place(
    key: Callable[Rest, Hashable],
) -> Callable[[Callable[Concatenate[Case, Rest], Told]], Callable[Concatenate[Case, Rest], Told]]:
    """Remembers a function that rests on the place alone, for all cases there. What it is asked of
    is told by the key, and kept, so that an identity may be the key."""

    def remembering(
        function: Callable[Concatenate[Case, Rest], Told],
    ) -> Callable[Concatenate[Case, Rest], Told]:
        def memory(_place: Place) -> dict[Hashable, tuple[Told, object]]:
            return {}

        @functools.wraps(function)
        def remembered(case: Case, *rest: Rest.args, **more: Rest.kwargs) -> Told:
            known, about = case.place.once(memory), key(*rest, **more)
            if about not in known:
                known[about] = function(case, *rest, **more), rest
            return known[about][0]

        return cast(Callable[Concatenate[Case, Rest], Told], remembered)

    return remembering


def itself(claim: Claim) -> Hashable:
    """A key for claims, of which there is one object each."""
    return id(claim)


def of_every_line(function: Callable[[Case, Line], Told]) -> Callable[[Case], tuple[Told, ...]]:
    """What a function says of each known line, in order: remembered by line, so that a variant of a
    case asks only for those that are new."""

    @functools.wraps(function)
    def told(case: Case) -> tuple[Told, ...]:
        origin = origin_of(case)
        if origin is None or origin.shifted or len(case.known) < len(case.lines):
            return tuple(item(case, line) for line in case.known)
        found = [*remembered(origin.case)]
        for line in origin.new:
            found[line.index : line.index + 1] = [item(case, line)]
        return tuple(found)

    def item(case: Case, line: Line) -> Told:
        kept = _of_lines(case).setdefault(told, {})
        known = kept.get(id(line))
        if known is None:  # the line is kept, so that its id stays its own
            known = kept[id(line)] = (function(case, line), line)
        value: Told = known[0]
        return value

    remembered = of_case(told)
    return remembered


Sums: TypeAlias = tuple[int, ...]


def of_all_lines(
    function: Callable[Concatenate[Case, Line, Rest], Sums],
) -> Callable[Concatenate[Case, Rest], Sums]:
    """Adds up what a function says of each known line: of a variant, what is gone is taken off and
    what is new is added. The function rests on the line and the place alone."""

    def added(case: Case, /, *rest: Rest.args, **more: Rest.kwargs) -> Sums:
        origin = origin_of(case)
        if origin is None:
            told = [function(case, line, *rest, **more) for line in case.known]
            return tuple(map(sum, zip(*told, strict=True)))
        found: Sums = total(origin.case, *rest, **more)
        for line in origin.gone.values():
            found = tuple(map(operator.sub, found, function(case, line, *rest, **more)))
        for line in origin.new:
            new = function(case, line, *rest, **more)
            found = tuple(map(operator.add, found, new)) if found else new
        return found

    total = of_case(added)
    return total


def of_case(
    function: Callable[Concatenate[Case, Rest], Told],
) -> Callable[Concatenate[Case, Rest], Told]:
    """Remembers what a function says of one case: several rules ask for the same."""

    @functools.wraps(function)
    def remembered(case: Case, *rest: Rest.args, **more: Rest.kwargs) -> Told:
        key = (function, *rest)
        kept = case.memory
        if key not in kept:
            kept[key] = function(case, *rest, **more)
        told: Told = kept[key]
        return told

    return cast(Callable[Concatenate[Case, Rest], Told], remembered)
