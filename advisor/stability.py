"""How firm the choice is: solved again under plausible priorities and readings of the evidence.

The idea is stochastic multicriteria acceptability analysis (Lahdelma, Hokkanen and Salminen,
European Journal of Operational Research 106, 1998): where weights and measurements are uncertain,
draw them from stated distributions and tell in which share of the draws an alternative is the
best. Taken from it: the share of draws as the measure of acceptability, for every metric; drawing
both kinds of input, preferences and measurements. Not taken: ranks (the choice is of a set, and a
metric is in or out), a weight space without any stated preference (here the stated priorities are
the centre of the draws), central weight vectors and confidence factors. Drawing the two kinds
apart and together, on the same draws, is a plain factorial design: it shows which of them decides.

Priorities move by at most one step, each with equal chance of down, same and up; what has no
priority keeps none. How evidence is read stands in `advisor.evidence`; the duties to guard follow,
because they are read from the same claims. Seeded, so that the same brief gives the same answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from advisor.brief import Part
from advisor.case import Case
from advisor.choice import build
from advisor.evidence import Evidence
from advisor.recommend import Recommendation
from advisor.solver import solve
from advisor.tipping import Reading, Tip, by_claim, by_priority, cards

SEED = 20261122
CORE, COIN = 90, 50  # percent of readings
AHEAD = 10  # percentage points by which one of the two must push out more often to decide

Firmness = Literal["core", "situational", "coin-flip"]
Run = Literal["priorities", "evidence", "both"]
Decides = Literal["priorities", "evidence", "neither"]
_ALONE: tuple[Run, Run] = ("priorities", "evidence")
_Runs: TypeAlias = Mapping[Run, Sequence[Reading]]


class Stays(Part):
    """In how many readings of one kind a metric stays on a card."""

    readings: int
    stays: int

    @property
    def leaves(self) -> int:
        """In how many of a hundred it leaves."""
        return 100 * (self.readings - self.stays) // self.readings if self.readings else 0


class Firm(Part):
    """How often a metric stays on a card over the readings of priorities and evidence together,
    which of the two moves it, and what tips it."""

    metric: str
    readings: int
    stays: int
    firmness: Firmness
    says: str
    under: dict[Run, Stays]
    """The same where only one of them is read otherwise, and where both are."""
    decides: Decides
    """Which of them alone pushes it out more often; neither where both hardly do, or alike."""
    tips: Tip | None


def stability(
    case: Case,
    best: Recommendation,
    readings: int,
    *,
    told: Callable[[int], None] | None = None,
) -> tuple[Firm, ...]:
    """How firm each metric of the set is over `readings` readings of the priorities, as many of
    the evidence, and as many of both. `told` hears how many of each are done. Readings in which no
    set satisfies all demands are left out of the count."""
    if best.clash is not None or not readings:
        return ()
    evidence = Evidence(case.catalogue)
    solution = solve(build(case).model)
    near = solution.chosen if solution else frozenset()
    weighing, judging = (random.Random(f"{SEED}:{name}") for name in ("priorities", "evidence"))
    solved: dict[Run, list[Reading]] = {"priorities": [], "evidence": [], "both": []}
    for number in range(readings):
        weighed = {key: _near(priority, weighing) for key, priority in case.priorities.items()}
        turns = evidence.draw(judging)
        judged = case.place.read_as(evidence.read(turns))
        weighs = {
            key: 1 if value > case.priorities[key] else -1
            for key, value in weighed.items()
            if value != case.priorities[key]
        }
        runs: tuple[tuple[Run, Case, Mapping[str, int], bytes | None], ...] = (
            ("priorities", case.read_as(case.place, weighed), weighs, None),
            ("evidence", case.read_as(judged, case.priorities), {}, turns),
            ("both", case.read_as(judged, weighed), weighs, turns),
        )
        for run, other, moved, read in runs:
            inside = cards(other, near)
            if inside is not None:
                solved[run].append(Reading(inside, moved, read))
        if told is not None:
            told(number + 1)
    stated = frozenset(item.metric for item in best.metrics if item.tier != "plan")
    return tuple(_firm(case, metric, stated, evidence, solved, near) for metric in sorted(stated))


def _near(priority: int, generator: random.Random) -> int:
    return max(0, min(5, priority + generator.choice((-1, 0, 1)))) if priority else 0


def _firm(
    case: Case,
    metric: str,
    stated: frozenset[str],
    evidence: Evidence,
    runs: _Runs,
    near: frozenset[str],
) -> Firm:
    under: dict[Run, Stays] = {
        run: Stays(readings=len(read), stays=sum(metric in reading.inside for reading in read))
        for run, read in runs.items()
    }
    both = under["both"]
    percent = 100 * both.stays // both.readings if both.readings else 0
    firmness: Firmness = "coin-flip"
    if percent >= CORE:
        firmness = "core"
    elif percent > COIN:
        firmness = "situational"
    decides = _decides(under["priorities"], under["evidence"])
    return Firm(
        metric=metric,
        readings=both.readings,
        stays=both.stays,
        firmness=firmness,
        says=_in_ten(both),
        under=under,
        decides=decides,
        tips=_tips(case, metric, stated, evidence, runs, decides, near),
    )


def _decides(priorities: Stays, evidence: Stays) -> Decides:
    ahead = priorities.leaves - evidence.leaves
    if abs(ahead) < AHEAD:
        return "neither"
    return "priorities" if ahead > 0 else "evidence"


def _in_ten(found: Stays) -> str:
    """`9 readings in 10`; ten only where it always stays, none only where it never does."""
    if not found.stays:
        return "0 readings in 10"
    tenths = round(10 * found.stays / found.readings)
    if found.stays < found.readings:
        tenths = min(9, max(1, tenths))
    return f"{tenths} reading{'s' if tenths > 1 else ''} in 10"


def _tips(
    case: Case,
    metric: str,
    stated: frozenset[str],
    evidence: Evidence,
    runs: _Runs,
    decides: Decides,
    near: frozenset[str],
) -> Tip | None:
    """What tips it, from that which decides; where neither does, what stands out more."""
    if all(metric in reading.inside for read in runs.values() for reading in read):
        return None
    found = []
    if decides != "evidence":
        found.append(by_priority(case, metric, runs["priorities"], near))
    if decides != "priorities":
        found.append(by_claim(case, metric, stated, evidence, runs["evidence"], near))
    tips = [tip for tip in found if tip is not None]
    return max(tips, key=lambda tip: (tip.alone, tip.leaving - tip.staying), default=None)


def decided(firms: Sequence[Firm]) -> str:
    """One sentence over the whole set: what decides more here, priorities or evidence."""
    weighed, judged = (sum(item.under[run].leaves > 100 - CORE for item in firms) for run in _ALONE)
    count = len(firms)
    if not weighed and not judged:
        return (
            f"Neither decides here: all {count} stay in at least 9 readings in 10 when only your "
            "priorities, or only the evidence, is read otherwise."
        )
    told = (
        f"your priorities alone push {weighed} of {count} out in more than one reading in 10, the "
        f"evidence alone {judged}."
    )
    if weighed == judged:
        return f"Your priorities and the evidence decide alike here: {told}"
    first, second = "your priorities decide", "the evidence"
    if judged > weighed:
        first, second = "the evidence decides", "your priorities"
    return f"Here {first} more than {second}: {told}"
