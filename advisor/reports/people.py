"""What people will do, role by role, with what follows from it in the order in which it follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.behaviour import Expected
from advisor.route import Step
from knowledge.vocabulary import Role

FIRST = 3  # behaviours of a role that are told whole in a report
TURNS = {1: "goes up", -1: "goes down", 0: "moves"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What a behaviour moves, directly or by way of what stands before it."""

    node: str
    word: str
    """`goes up`, `goes down`, or `moves` where the way is not known."""
    because: str
    delay: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Doing:
    """One behaviour, what brings it about, and what follows."""

    item: Expected
    causes: tuple[str, ...]
    """Lines as written, each with what hangs on it: `AHT (pays someone)`; or contexts."""
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Acting:
    """One role: what is sure under this list, and what would come if something hangs on it."""

    role: Role
    sure: tuple[Doing, ...]
    perhaps: tuple[Doing, ...]

    @property
    def first(self) -> tuple[Doing, ...]:
        """The few that are told whole where there is little room: sure ones if there are any."""
        return (self.sure or self.perhaps)[:FIRST]


def by_role(found: Iterable[Expected]) -> tuple[Acting, ...]:
    """Roles from the floor upwards; of each the strongest first."""
    told = [Doing(item, _causes(item), _turns(item.path)) for item in found]
    return tuple(
        Acting(
            role,
            tuple(one for one in own if not one.item.conditional),
            tuple(one for one in own if one.item.conditional),
        )
        for role in Role
        if (own := [one for one in told if one.item.role is role])
    )


def _causes(item: Expected) -> tuple[str, ...]:
    told = []
    for name in item.because_of:
        begin = f"{name}: "
        hangs = next((says for says in item.hangs if says.startswith(begin)), "")
        told.append(f"{name} ({hangs.removeprefix(begin)})" if hangs else name)
    return tuple(told)


def _turns(path: Sequence[Step]) -> tuple[Turn, ...]:
    """After the first relation, which leads to the behaviour: it grows, and its ends turn."""
    found, way = [], 1
    for step in path[1:]:
        way *= {"+": 1, "-": -1}.get(step.sign or "", 0)
        turn = Turn(step.end, TURNS[way], step.because, step.delay or "", step.disputed)
        found.append(turn)
    return tuple(found)
