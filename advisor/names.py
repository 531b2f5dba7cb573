"""What people write -> metrics, with candidates and confidence. Never a silent guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.catalogue import Catalogue

NameKind = Literal["exact", "variant", "typo", "compound", "ambiguous", "workload", "unknown"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, with what stood beside it."""

    written: str
    target: str | None = None
    unit: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A metric that a name may mean."""

    metric: str
    confidence: int
    """0 to 100."""
    question: str | None = None
    """What to ask to decide."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name was taken for. `metric` is None where it is ambiguous or unknown."""

    written: str
    metric: str | None
    kind: NameKind
    confidence: int
    candidates: tuple[Candidate, ...] = ()
    metrics: tuple[str, ...] = ()
    """Two metrics in one name."""
    variant: str | None = None
    """The definition that the name points to, such as `without-wrap`."""


def resolve(names: Sequence[Name], catalogue: Catalogue) -> tuple[Resolved, ...]:
    """One answer per name, in the same order."""
    known = {
        name.casefold(): key
        for key, metric in sorted(catalogue.metrics.items())
        for name in (
            key,
            key.replace("-", " "),
            metric.name,
            *metric.also.exact,
            *metric.also.abbreviations,
            *metric.also.languages(),
        )
    }
    found = []
    for name in names:
        metric = known.get(name.written.strip().casefold())
        if metric is None:
            found.append(Resolved(name.written, None, "unknown", 0))
        else:
            workload = not catalogue.metrics[metric].sort.selectable
            kind: NameKind = "workload" if workload else "exact"
            found.append(Resolved(name.written, metric, kind, 100, (Candidate(metric, 100),)))
    return tuple(found)
