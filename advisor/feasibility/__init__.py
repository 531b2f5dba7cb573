"""Whether the targets can hold, one by one and together, with this load and these people."""

from advisor.feasibility.judging import Clash, Feasibility, Judged, Verdict, feasibility

__all__ = ["Clash", "Feasibility", "Judged", "Verdict", "feasibility"]
