"""The contract from both chairs: who moves each number, who holds it, what is agreed, where the
two interests part, and what stays outside."""

from advisor.contract.drawing_up import Contract, Line, Place, Proposed, drawn_up, has_two_sides
from advisor.contract.parting import Parting
from advisor.contract.sides import Chair, Held
from advisor.contract.terms import Term

__all__ = [
    "Chair",
    "Contract",
    "Held",
    "Line",
    "Parting",
    "Place",
    "Proposed",
    "Term",
    "drawn_up",
    "has_two_sides",
]
