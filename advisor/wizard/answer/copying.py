"""A copy of the design with assumptions changed: which ones matter most, and what a change does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.brief import Edit
from advisor.case import Case
from advisor.explore.asking import edited, priority
from advisor.explore.chairs import chairs
from advisor.feasibility import feasibility
from advisor.recommend import FIRST, Recommendation, recommend
from advisor.scorecard import why_in
from knowledge.vocabulary import Dimension

HIGHEST = 2  # priorities that may be changed here
NOT_SAID = "Not said"
PRIORITIES = ("0 - not at all", "1 - a little", "2", "3 - it counts", "4", "5 - above all")
LOADS: Mapping[str, float] = {
    "a fifth fewer contacts": 0.8,
    "as it is": 1.0,
    "a fifth more contacts": 1.2,
    "half as many again": 1.5,
}
AS_IT_IS = "as it is"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that the answer rests on, with what it could be instead."""

    key: str
    label: str
    was: str
    """What the original says, in words."""
    now: str
    """The option in force in the copy."""
    options: tuple[tuple[str, str], ...]
    """(option, words), the one in force among them."""

    def words(self, option: str) -> str:
        return dict(self.options)[option]

    @property
    def changed(self) -> bool:
        return self.words(self.now) != self.was


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change does to one metric."""

    metric: str
    before: str
    after: str
    because: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The copy beside the original."""

    enters: tuple[Moved, ...]
    leaves: tuple[Moved, ...]
    changes: tuple[Moved, ...]
    first: tuple[tuple[str, str], ...]
    """The first priorities: (original, copy); empty text where there is none."""
    staffing: tuple[str, str] | None
    """What is said of the people there are; None where it stays the same."""
    clash: tuple[str, ...]

    @property
    def same(self) -> bool:
        moved = self.enters or self.leaves or self.changes or self.moves_first
        return not (moved or self.staffing or self.clash)

    @property
    def moves_first(self) -> bool:
        """Whether the first priorities are others, or stand in another order."""
        return any(was != now for was, now in self.first)


# --- what may be changed -------------------------------------------------------------------------


def assumptions(case: Case, copy: Case) -> tuple[Assumption, ...]:
    """What matters most for this brief: whose centre, the money, the customer's stakes and way
    out, the two highest priorities, and how busy it is. `case` is the original."""
    dimensions = [Dimension.SOURCING, Dimension.STAKES, Dimension.EXIT]
    if copy.brief.context.sourcing:
        dimensions.insert(1, Dimension.PRICING)
    found = [_context(case, copy, dimension) for dimension in dimensions]
    busy = _load(case, copy) if case.brief.load.contacts else _context(case, copy, Dimension.SCALE)
    return (*found, *_priorities(case, copy), busy)


def _context(case: Case, copy: Case, dimension: Dimension) -> Assumption:
    catalogue = case.catalogue
    was, now = (getattr(one.brief.context, dimension.value) for one in (case, copy))
    keys = catalogue.of_dimension(dimension)
    if dimension is Dimension.PRICING:
        here = copy.brief.context.sourcing
        keys = tuple(price for chair, price in chairs(catalogue) if chair == here and price)
    options = {key: catalogue.label(key) for key in sorted(keys, key=catalogue.label)}
    if now is None or now not in options:
        options = {now or "": catalogue.label(now) if now else NOT_SAID, **options}
    return Assumption(
        key=f"context.{dimension.value}",
        label=dimension.label,
        was=catalogue.label(was) if was else NOT_SAID,
        now=now or "",
        options=tuple(options.items()),
    )


def _priorities(case: Case, copy: Case) -> Iterator[Assumption]:
    ranked = sorted(case.priorities.items(), key=lambda pair: (-pair[1], pair[0]))
    for outcome, value in ranked[:HIGHEST]:
        yield Assumption(
            key=f"priority.{outcome}",
            label=f"How much '{case.catalogue.plainly(outcome)}' counts",
            was=PRIORITIES[value],
            now=str(copy.priorities[outcome]),
            options=tuple((str(step), words) for step, words in enumerate(PRIORITIES)),
        )


def _load(case: Case, copy: Case) -> Assumption:
    """How busy it is, as a step from the original's own figure."""
    load = case.brief.load
    contacts, then = load.contacts or 0, copy.brief.load.contacts or 0
    length = f" in {load.minutes:g} minutes" if load.minutes else ""
    options = tuple(
        (key, f"{key}: {contacts * by:g} contacts{length}") for key, by in LOADS.items()
    )
    now = min(LOADS, key=lambda key: abs(contacts * LOADS[key] - then))
    return Assumption("load", "How busy it is", dict(options)[AS_IT_IS], now, options)


# --- the copy ------------------------------------------------------------------------------------


def copied(case: Case, copy: Case, key: str, option: str) -> Case:
    """The copy with another option for one assumption; as it was for an option that there is not.
    Neither of the two is changed."""
    here = next((item for item in assumptions(case, copy) if item.key == key), None)
    if here is None or option == here.now or option not in dict(here.options):
        return copy
    return edited(copy, *_edits(case, copy, key, option))


def _edits(case: Case, copy: Case, key: str, option: str) -> Iterator[Edit]:
    kind, _, name = key.partition(".")
    if kind == "priority":
        yield from priority(copy, name, int(option))
    elif kind == "load":
        contacts = round((case.brief.load.contacts or 0) * LOADS[option], 2)
        yield Edit("set", None, "load.contacts", contacts)
    elif name != Dimension.SOURCING:
        yield Edit("set", None, key, option or None)
    else:
        back = option == case.brief.context.sourcing
        context = case.brief.context if back else None  # terms belong to the contract one leaves
        yield Edit("set", None, key, option or None)
        yield Edit("set", None, "context.pricing", context and context.pricing)
        yield Edit("set", None, "context.adjusters", list(context.adjusters) if context else [])


def difference(case: Case, best: Recommendation, copy: Case) -> Difference:
    """What the copy leads to beside the original, whose set is `best`."""
    other = recommend(copy)
    if other.clash:
        return Difference((), (), (), (), None, other.clash)
    was = {item.metric: item for item in best.metrics if item.tier != "plan"}
    now = {item.metric: item for item in other.metrics if item.tier != "plan"}
    left = {item.metric: item.because for item in other.left_out}
    enters = tuple(
        Moved(key, "out", item.tier, why_in(copy, item))
        for key, item in now.items()
        if key not in was
    )
    leaves = tuple(
        Moved(key, item.tier, "out", left.get(key, "It is for planning only there."))
        for key, item in was.items()
        if key not in now
    )
    changes = tuple(
        Moved(key, was[key].tier, item.tier, why_in(copy, item))
        for key, item in now.items()
        if key in was and was[key].tier != item.tier
    )
    told = feasibility(case).says, feasibility(copy).says
    return Difference(
        enters=enters,
        leaves=leaves,
        changes=changes,
        first=_first(best, other),
        staffing=told if told[0] != told[1] else None,
        clash=(),
    )


def _first(best: Recommendation, other: Recommendation) -> tuple[tuple[str, str], ...]:
    one, two = ([item.metric for item in x.tier("pursue")[:FIRST]] for x in (best, other))
    rows = max(len(one), len(two))
    return tuple(
        (one[at] if at < len(one) else "", two[at] if at < len(two) else "") for at in range(rows)
    )
