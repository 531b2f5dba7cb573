"""Questions around a recommendation: why not X, other good sets, the dial, the other chair, what a
clash would take, the matrix of strategies. All are answered by solving again."""

from advisor.explore.chairs import Moved, Switch, chairs, switch, switches
from advisor.explore.grid import Cell, Common, Matrix, matrix
from advisor.explore.impasse import Relaxed, impasse
from advisor.explore.leaning import Stop, dial
from advisor.explore.missing import WhyNot, why_not
from advisor.explore.others import Alternative, alternatives

__all__ = [
    "Alternative",
    "Cell",
    "Common",
    "Matrix",
    "Moved",
    "Relaxed",
    "Stop",
    "Switch",
    "WhyNot",
    "alternatives",
    "chairs",
    "dial",
    "impasse",
    "matrix",
    "switch",
    "switches",
    "why_not",
]
