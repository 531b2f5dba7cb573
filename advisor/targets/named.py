"""What the limit in a line's name says of its target: `answered within 60 seconds`, 95 %."""

from __future__ import annotations

import re

from advisor.brief import Target
from advisor.targets.figures import SCALED
from advisor.targets.reading import read
from knowledge.schema import Metric
from knowledge.vocabulary import Better

_UPPER = re.compile(r"^(?:under|below|less than|no more than|up to|<|≤)")


def with_limit(target: Target | None, limit: str, metric: Metric, in_time: bool) -> Target | None:
    """The target of a line whose name gives a limit, `within 60 seconds`, with that limit in it.

    A share beside a metric that is a share within a time (`in_time`), or beside a time, is the
    share to reach within the limit. Where nothing stands beside a time, what it is to stay under
    is its target. Anything else is left as it is: `repeat calls within 7 days` counts so."""
    is_time = metric.unit in SCALED or metric.unit == "seconds"
    if target is None:
        upper = is_time and metric.better is Better.DOWN and _UPPER.match(limit)
        found = read(limit, better=metric.better, unit=metric.unit).target if upper else None
        return found if found is not None and found.unit == "seconds" else None
    share = target.unit == "percent" and target.op in (">=", "=") and not target.change
    timed = (is_time and metric.better is Better.DOWN) or (in_time and metric.better is Better.UP)
    if not (share and timed and target.within is None):
        return target
    figure = re.sub(r"^\D+", "", limit)
    return read(f"{target.value:g} % within {figure}").target or target
