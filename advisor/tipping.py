"""What tips a metric out of the set: the priority or the claim that most often goes with it.

Over many readings, each thing that was read otherwise is compared between the readings in which a
metric leaves and those in which it stays. Only what could matter to the metric is looked at: the
priorities, and the claims that speak of it, of what it guards, or of the metric that most often
takes its place. Going together is no proof, so the suspects that stand furthest apart are tried by
themselves, with all else as stated: one that pushes the metric out alone is what tips it. Where
none does, the one furthest apart is said to go with it if that can hardly be chance: Pearson's test
of the two-by-two table must reach `BEYOND_CHANCE`, high because some hundred things are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from advisor.brief import Part
from advisor.case import Case
from advisor.choice import build
from advisor.evidence import Evidence, Turn
from advisor.solver import solve
from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Kind, Sign, Use

SUSPECT = 4  # chi-squared with one degree of freedom: one in twenty
BEYOND_CHANCE = 12  # the same: one in two thousand
TRIED = 4  # how many suspects are tried by themselves
APART = 20  # percentage points between leaving and staying below which nothing is said

T = TypeVar("T")
WORDS: Mapping[Turn, Literal["weaker", "stronger", "gone"]] = {
    Turn.WEAKER: "weaker",
    Turn.STRONGER: "stronger",
    Turn.GONE: "gone",
}
_READ = {
    "weaker": "is taken to be weaker than it is stated",
    "stronger": "is taken to be stronger than it is stated",
    "gone": "is taken not to hold",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One solved reading: what stood on the cards, and what was read otherwise."""

    inside: frozenset[str]
    weighs: Mapping[str, int]
    """+1 or -1 for each outcome that weighed more or less than stated."""
    turns: bytes | None
    """The turn of each of the evidence's claims; None where they stood as stated."""


def cards(case: Case, near: Collection[str] = ()) -> frozenset[str] | None:
    """What the best set pursues or watches; None where no set satisfies all demands. `near` are
    the variables of a set that may be nearly as good: they only make the proof shorter."""
    choice = build.__wrapped__(case)  # asked once: no use to remember it
    solution = solve(choice.model, near=choice.as_here(near) if near else ())
    if solution is None:
        return None
    return choice.metrics(solution.chosen)


class ClaimId(Part):
    """What a claim says: where it starts, its kind, where it ends."""

    start: str
    kind: Kind
    end: str


class Tip(Part):
    """What most often goes with a metric's leaving: a priority that moved, or a claim that was
    read otherwise."""

    outcome: str | None = None
    claim: ClaimId | None = None
    moved: Literal["less", "more", "weaker", "stronger", "gone"]
    leaving: int
    """In how many of a hundred readings in which the metric leaves this was so."""
    staying: int
    """In how many of a hundred readings in which it stays."""
    alone: bool
    """Whether it pushes the metric out by itself, where all else is as stated."""
    says: str


@dataclass(frozen=True, slots=True)
class _Split:
    """In how many of the readings in which a metric leaves, or stays, something was so."""

    leaving: int
    leaves: int
    staying: int
    stays: int

    @property
    def apart(self) -> int:
        """Percentage points by which it is more frequent where the metric leaves."""
        if not self.leaves or not self.stays:
            return 0
        ahead = self.leaving * self.stays - self.staying * self.leaves
        return 100 * ahead // (self.leaves * self.stays)

    def beyond(self, chance: int) -> bool:
        """Whether that is much, and more than a chi-squared of so much says chance would do."""
        ahead = self.leaving * self.stays - self.staying * self.leaves
        every, so = self.leaves + self.stays, self.leaving + self.staying
        spread = self.leaves * self.stays * so * (every - so)
        return self.apart >= APART and ahead * ahead * every >= chance * spread


def split(readings: Sequence[Reading], metric: str, so: Callable[[Reading], bool]) -> _Split:
    """How often something was so where a metric leaves and where it stays."""
    stayed = [so(reading) for reading in readings if metric in reading.inside]
    left = [so(reading) for reading in readings if metric not in reading.inside]
    return _Split(sum(left), len(left), sum(stayed), len(stayed))


def by_priority(
    case: Case, metric: str, readings: Sequence[Reading], near: Collection[str] = ()
) -> Tip | None:
    """The priority whose move goes with a metric's leaving, in readings that perturb nothing but
    the priorities; None where none stands out."""
    ways: tuple[tuple[int, Literal["less", "more"]], ...] = ((-1, "less"), (1, "more"))
    seen = [
        (split(readings, metric, lambda r: r.weighs.get(outcome) == way), outcome, way, word)  # noqa: B023
        for outcome in case.priorities
        for way, word in ways
    ]
    tips = []
    for found, outcome, way, word in _suspects(seen, lambda item: item[0]):
        moved = {**case.priorities, outcome: case.priorities[outcome] + way}
        alone = metric not in (cards(case.read_as(case.place, moved), near) or ())
        when = f"'{case.catalogue.plainly(outcome)}' weighs {word} than you said"
        tip = _tip(found, when, alone=alone, moved=word, outcome=outcome)
        if alone:
            return tip
        tips += [tip] if found.beyond(BEYOND_CHANCE) else []
    return tips[0] if tips else None


def by_claim(
    case: Case,
    metric: str,
    inside: frozenset[str],
    evidence: Evidence,
    readings: Sequence[Reading],
    near: Collection[str] = (),
) -> Tip | None:
    """The claim whose other reading goes with a metric's leaving, in readings that perturb nothing
    but the evidence; None where none stands out."""
    places = {id(claim): place for place, claim in enumerate(evidence.claims)}
    close = [*_concerning(case, metric, inside)]
    if rival := _rival(metric, inside, readings):
        close += _concerning(case, rival, inside)
    seen = [
        (split(readings, metric, lambda r: _turned(r, place, turn)), place, turn)  # noqa: B023
        for place in sorted({places[id(claim)] for claim in close if id(claim) in places})
        for turn in WORDS
    ]
    tips = []
    for found, place, turn in _suspects(seen, lambda item: item[0]):
        turns = bytes(turn if at == place else 0 for at in range(len(evidence.claims)))
        judged = case.place.read_as(evidence.read(turns))
        alone = metric not in (cards(case.read_as(judged, case.priorities), near) or ())
        claim = evidence.claims[place]
        named = ClaimId(start=claim.start, kind=claim.relation.kind, end=claim.end)
        when = f"'{said(claim, case.catalogue)}' {_READ[WORDS[turn]]}"
        tip = _tip(found, when, alone=alone, moved=WORDS[turn], claim=named)
        if alone:
            return tip
        tips += [tip] if found.beyond(BEYOND_CHANCE) else []
    return tips[0] if tips else None


def _suspects(seen: Iterable[T], found: Callable[[T], _Split]) -> list[T]:
    """The few that stand furthest apart, furthest first."""
    suspects = [item for item in seen if found(item).beyond(SUSPECT)]
    return sorted(suspects, key=lambda item: -found(item).apart)[:TRIED]


def said(claim: Claim, catalogue: Catalogue) -> str:
    """A claim in one breath: start, what it does, end."""
    relation = claim.relation
    word = relation.kind.label
    if relation.kind in (Kind.MOVES, Kind.DRIVES):
        word = {Sign.UP: "raises", Sign.DOWN: "lowers"}.get(relation.sign or Sign.UNKNOWN, word)
    end = catalogue.label(claim.end)
    end = end if end[1:2].isupper() else end[:1].lower() + end[1:]
    return f"{catalogue.label(claim.start)} {word} {end}"


def _tip(found: _Split, when: str, *, alone: bool, **fields: object) -> Tip:
    says = f"It leaves as soon as {when}."
    if not alone:
        says = f"It leaves most often when {when}, though not by that alone."
    return Tip.model_validate(
        {
            **fields,
            "alone": alone,
            "leaving": 100 * found.leaving // found.leaves,
            "staying": 100 * found.staying // found.stays,
            "says": says,
        }
    )


def _turned(reading: Reading, place: int, turn: Turn) -> bool:
    return reading.turns is not None and reading.turns[place] == turn


def _rival(metric: str, inside: frozenset[str], readings: Sequence[Reading]) -> str | None:
    """The metric from outside the set that most often comes in where one leaves."""
    fresh = sorted(set().union(*(reading.inside for reading in readings)) - inside)
    apart = [(split(readings, metric, lambda r: key in r.inside).apart, key) for key in fresh]  # noqa: B023
    best = max(apart, key=lambda found: found[0], default=(0, ""))
    return best[1] if best[0] >= APART else None


def _concerning(case: Case, metric: str, inside: frozenset[str]) -> Iterable[Claim]:
    """Claims on which the place of a metric rests: those that touch it, those on its strongest
    paths, and those that oblige one to guard, of its own or of what it guards."""
    yield from case.catalogue.leaving(metric)
    yield from case.catalogue.arriving(metric)
    reaches = [case.influence.by_value(metric)]
    reaches += [
        case.influence.by_pressure(metric, case.expected(metric, level))
        for level in case.cards
        if case.use_at(metric, level).use is Use.PURSUE
    ]
    for reach in reaches:
        for path in (*reach.helping.values(), *reach.harming.values()):
            yield from path.claims
    for pursued in sorted(inside | {metric}):
        for duty in case.expected_duties(pursued):
            if metric in (pursued, *duty.guards):
                yield from (duty.provoking, duty.move)
