"""What matters is seen: a wish of ours, which gives way at a price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from advisor.choice.asking import Asked
from advisor.place import Place, share
from knowledge.vocabulary import Dimension, Kind

MATTERS = 2  # priority from which some number of the set must show an outcome, or move it
LEADS = 3  # priority from which it must be shown, and on each channel
CLOSE = 500  # thousandths: at least one medium step away

# What it costs, per step of the outcome's priority: a rare and costly number is not worth watching
# for an outcome of middling priority.
UNSEEN = -150


def seen(asked: Asked) -> None:
    """What matters is at least watched: a number that shows an outcome with priority or comes
    close to moving it; and what leads is shown on each channel. Letters answered in time say
    nothing of those who wait on the telephone."""
    case, variables = asked.case, asked.variables
    close, shown = case.place.once(_close), case.place.once(_Shown)
    for outcome, priority in case.priorities.items():
        name = case.catalogue.plainly(outcome)
        price = priority * UNSEEN
        if priority >= MATTERS and (terms := variables.any_of(close.get(outcome, ()))):
            says = "Something in the set shows or moves: {}."
            asked.wish(f"cover:{outcome}", terms, 1, price, says, name)
        if priority >= LEADS:
            for channel in sorted(case.contexts[Dimension.CHANNELS]):
                if terms := variables.any_of(shown.on(channel, outcome)):
                    where = case.catalogue.label(channel).lower()
                    says = "Something in the set shows: {} ({})."
                    asked.wish(f"cover:{outcome}:{channel}", terms, 1, price, says, name, where)


def _close(place: Place) -> Mapping[str, Sequence[str]]:
    """By outcome, the metrics that come close to showing or moving it."""
    leads = place.influence.leads
    found: dict[str, list[str]] = {outcome: [] for outcome in leads.outcomes}
    for row, column in np.argwhere(leads.help >= CLOSE).tolist():
        if leads.metrics[row] in place.universe_set:
            found[leads.outcomes[column]].append(leads.metrics[row])
    return found


class _Shown:
    """Metrics that show an outcome faithfully enough, on a channel."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._known: dict[tuple[str, str], Sequence[str]] = {}

    def on(self, channel: str, outcome: str) -> Sequence[str]:
        key = (channel, outcome)
        if key not in self._known:
            catalogue, here = self._place.catalogue, self._place.universe_set
            self._known[key] = sorted(
                claim.start
                for claim in catalogue.related(outcome, Kind.MEASURES, reverse=True)
                if share(claim.relation) >= CLOSE
                and claim.start in here
                and channel in (catalogue.metrics[claim.start].channels or (channel,))
            )
        return self._known[key]
