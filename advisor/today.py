"""Today's list, understood: which metric each line means, and what its target says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from advisor import names, targets
from advisor.brief import Brief, Row, Target
from knowledge.catalogue import Catalogue
from knowledge.schema import Metric
from knowledge.vocabulary import Consequence, Level

# Remarks beside a name by which people say that nothing hangs on it.
_MERELY = re.compile(
    r"\b(no (\w+ )?(goal|target)s?|not targeted|for information|information only|"
    r"(just|only|merely) (tracked|monitored|reported)|(tracked|monitored|reported) only)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of today's list, understood."""

    index: int
    row: Row
    resolved: names.Resolved
    metric: str | None
    target: Target | None
    question: str | None
    """What to ask where the target was not understood."""
    consequences: frozenset[Consequence] | None = field(init=False)
    """None where nobody said."""
    pressed: bool | None = field(init=False)
    """Whether something hangs on it beyond a report; None where nobody said."""
    incentivised: bool | None = field(init=False)
    """Paid, a gate, or punished; None where nobody said."""

    def __post_init__(self) -> None:
        """What is asked of every line by nearly every rule is worked out once."""
        said = self.row.consequences
        hanging = None if said is None else frozenset(said)
        pressed = None if hanging is None else bool(hanging - {Consequence.REPORTED})
        paid = None if hanging is None else any(item.incentivised for item in hanging)
        object.__setattr__(self, "consequences", hanging)
        object.__setattr__(self, "pressed", pressed)
        object.__setattr__(self, "incentivised", paid)

    @property
    def complement(self) -> bool:
        """Whether its name, and so the figures beside it, are of what is left to 100 %."""
        return self.resolved.complement and self.metric == self.resolved.metric

    @property
    def levels(self) -> tuple[Level, ...] | None:
        return self.row.levels

    @property
    def written(self) -> str:
        return self.row.written or (self.metric or "")

    @property
    def has_target(self) -> bool:
        """Whether it has a target, understood or not; `n/a` is none."""
        return self.target is not None or self.question is not None


def understood(brief: Brief, catalogue: Catalogue) -> tuple[Line, ...]:
    """The lines of a brief's list, in its order."""
    asked = [
        names.Name(
            row.written,
            row.target if isinstance(row.target, str) else None,
            None,
            next(iter(sorted(brief.context.channels)), None),  # said, not assumed
        )
        for row in brief.today
    ]
    found = names.resolve(asked, catalogue)
    return tuple(
        _line(index, row, resolved, catalogue)
        for index, (row, resolved) in enumerate(zip(brief.today, found, strict=True))
    )


def merely_reported(row: Row) -> bool:
    """Whether a line of which nobody said what hangs on it says itself that nothing does."""
    return row.consequences is None and _MERELY.search(row.written) is not None


def _line(index: int, row: Row, resolved: names.Resolved, catalogue: Catalogue) -> Line:
    if merely_reported(row):
        row = row.model_copy(update={"consequences": ()})
    metric = row.metric or resolved.metric
    entry = catalogue.metrics.get(metric) if metric else None
    if row.target is None or isinstance(row.target, Target):
        return Line(index, row, resolved, metric, _limited(row, entry, row.target), None)
    better, unit = (entry.better, entry.unit) if entry else (None, None)
    other_way = resolved.complement and metric == resolved.metric
    reading = targets.read(
        row.target, better=targets.turned(better) if other_way else better, unit=unit
    )
    target = reading.target
    if other_way and target is not None:
        return Line(index, row, resolved, metric, targets.rest(target), reading.question)
    question = reading.question
    if question is not None:  # a share beside a time is its target where the name has the limit
        within = _limited(row, entry, targets.read(row.target).target)
        if within is not None and within.op == "within":
            target, question = within, None
    elif target is not None:
        target = _limited(row, entry, target)
    return Line(index, row, resolved, metric, target, question)


def _limited(row: Row, entry: Metric | None, target: Target | None) -> Target | None:
    """The target with the limit that the name gives, where it gives one."""
    limit = names.limit_in(row.written) if entry else None
    if entry is None or limit is None:
        return target
    return targets.with_limit(target, limit, entry, names.is_within_a_time(entry))
