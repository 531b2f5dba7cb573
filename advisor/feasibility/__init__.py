"""Whether the targets can hold, one by one and together, with this load and these people."""

from advisor.feasibility.verdict import Clash, Feasibility, Fit, Judged, Ladder, Rung, Verdict
from advisor.feasibility.whole import Verdicts, feasibility, verdicts

__all__ = [
    "Clash",
    "Feasibility",
    "Fit",
    "Judged",
    "Ladder",
    "Rung",
    "Verdict",
    "Verdicts",
    "feasibility",
    "verdicts",
]
