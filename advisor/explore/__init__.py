"""Questions around a recommendation: why not X, other good sets, the dial, one priority moved, the
other chair, what a clash would take, the matrix of strategies. All are answered by solving anew."""

from advisor.explore.chairs import Moved, Switch, chairs, switch, switches
from advisor.explore.grid import Cell, Common, Matrix, matrix
from advisor.explore.impasse import Relaxed, impasse
from advisor.explore.leaning import Stop, dial
from advisor.explore.missing import WhyNot, why_not
from advisor.explore.moving import Apart, Reach, apart, offered, reach, soonest
from advisor.explore.others import Alternative, alternatives

__all__ = [
    "Alternative",
    "Apart",
    "Cell",
    "Common",
    "Matrix",
    "Moved",
    "Reach",
    "Relaxed",
    "Stop",
    "Switch",
    "WhyNot",
    "alternatives",
    "apart",
    "chairs",
    "dial",
    "impasse",
    "matrix",
    "offered",
    "reach",
    "soonest",
    "switch",
    "switches",
    "why_not",
]
