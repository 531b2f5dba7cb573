"""One target beside two metrics in one name: which of them it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.targets.reading import read
from knowledge.schema import Metric

BETWEEN = re.compile(r"\s*[/|;&]\s*|\s+and\s+", re.IGNORECASE)
BARE = re.compile(r"[\d.,]+")


def shared_out(written: str, metrics: Sequence[Metric]) -> tuple[str | None, ...]:
    """What is written, for each of the metrics: `85 % / +30` is one for each, in their order. One
    target alone is for those in whose unit it can be read; where that is none, it stays with all,
    to be asked about. Two bare figures are no two targets: `80/20`, `4.2/5`."""
    parts = BETWEEN.split(written.strip())
    each = len(parts) == len(metrics) and not all(map(BARE.fullmatch, parts))
    if each and all(map(_fits, parts, metrics)):
        return tuple(parts)
    fitting = [_fits(written, metric) for metric in metrics]
    if not any(fitting):
        return tuple(written for _metric in metrics)
    return tuple(written if fits else None for fits in fitting)


def _fits(written: str, metric: Metric) -> bool:
    found = read(written, better=metric.better, unit=metric.unit).target
    shares = found is not None and found.unit == "percent" and not found.change
    return found is not None and (not shares or metric.unit == "percent")
