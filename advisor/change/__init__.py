"""From today's list to the recommended set: what changes, who decides, when, and in which words."""

from advisor.change.plan import FAMILIES, change_plan, whole_plan
from advisor.change.step import (
    Alteration,
    Asked,
    Change,
    Decider,
    Need,
    Page,
    Pay,
    Phase,
    PhaseLine,
    Plan,
    What,
)

__all__ = [
    "FAMILIES",
    "Alteration",
    "Asked",
    "Change",
    "Decider",
    "Need",
    "Page",
    "Pay",
    "Phase",
    "PhaseLine",
    "Plan",
    "What",
    "change_plan",
    "whole_plan",
]
