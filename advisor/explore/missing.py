"""Why a metric is not in the set: the reason, what forcing it in costs, what would bring it in."""

from __future__ import annotations

from advisor.brief import Edit
from advisor.case import Case
from advisor.explore.asking import Answer, edited, price_says, stated
from advisor.explore.ways import ways_in
from advisor.recommend import LeftOut, Tier, recommend
from advisor.solver import Row, clash
from knowledge.vocabulary import Use

FORCED = "forced"


class WhyNot(LeftOut):
    """Why a metric is left out, in a client's words."""

    tier: Tier | None = None
    """What it would be in the set that is forced to hold it."""
    costs: str | None = None
    """The price in words; None where no set can hold it."""
    demotes: tuple[str, ...] = ()
    """Metrics that would only be watched if it came in."""
    costs_as_target: str | None = None
    """What a target on it costs, where it would come in without one more cheaply."""
    opens: tuple[str, ...] = ()
    """What the set would no longer show if it came in, in words."""
    against: tuple[str, ...] = ()
    """Where no set can hold it: the demands that keep it out, in words."""


def why_not(case: Case, metric: str, *, ways: bool = True) -> WhyNot:
    """Why a metric is not in the set, what forcing it in costs, and what would bring it in.

    Everything is found by solving again. Without `ways`, what would bring it in is left out, which
    takes most of the time. Raises KeyError for an id that is not a metric.
    """
    case.catalogue.metrics[metric]
    best = recommend(case)
    if metric in best.ids:
        return _inside(metric, {item.metric: item.tier for item in best.metrics}[metric])
    known = {item.metric: item.because for item in best.left_out}
    because = known.get(metric) or _outside(case, metric)
    found = WhyNot(metric=metric, because=because)
    allowed = case
    if metric in case.brief.never:
        kept = [item for item in case.brief.never if item != metric]
        allowed = edited(case, Edit("set", None, "never", kept))
    best_set = stated(allowed)
    if best_set is None:
        return found  # nothing is in where nothing can be: the clash is the answer
    forced = _forced(best_set, metric)
    if ways:
        insisting = _insists(case, best_set, forced, metric)
        brings_in = ways_in(case, metric, best_set, forced, insisting=insisting)
        found = found.model_copy(update={"brings_in": brings_in})
    if forced is None:
        return found.model_copy(update={"against": _against(best_set, metric)})
    return found.model_copy(update=_priced(case, best_set, forced, metric))


def _inside(metric: str, tier: Tier) -> WhyNot:
    because = "It is in the set."
    if tier == "plan":
        because = (
            "It is in the set, for planners only: they work with it, and it has no seat on a card."
        )
    return WhyNot(metric=metric, because=because, price=0, tier=tier)


def _outside(case: Case, metric: str) -> str:
    entry = case.catalogue.metrics[metric]
    if not entry.sort.selectable:
        return f"It is a count or a state that feeds other metrics. {entry.brief}"
    return "It does not apply to these channels or this kind of work."


def _forced(best: Answer, metric: str, tier: Tier | None = None) -> Answer | None:
    seat = best.seat(metric, tier)
    return best.forced(Row(FORCED, seat, 1, None)) if seat else None


def _priced(case: Case, best: Answer, forced: Answer, metric: str) -> dict[str, object]:
    tier = forced.tiers[metric]
    found: dict[str, object] = {
        "price": best.solution.points - forced.solution.points,
        "tier": tier,
        "costs": price_says(best.loses(forced)),
        "displaces": _lost(best, forced),
        "opens": best.closes(forced),
        "demotes": tuple(
            sorted(
                key
                for key, was in best.tiers.items()
                if was == "pursue" and forced.tiers.get(key) == "watch"
            )
        ),
    }
    may = case.highest(metric) is Use.PURSUE
    if tier == "watch" and may and (target := _forced(best, metric, "pursue")):
        found["costs_as_target"] = price_says(best.loses(target))
    return found


def _lost(best: Answer, forced: Answer) -> tuple[str, ...]:
    return tuple(sorted(best.tiers.keys() - forced.tiers.keys()))


def _insists(case: Case, best: Answer, forced: Answer | None, metric: str) -> str | None:
    """What insisting means, in words; None where no set can hold the metric."""
    if forced is None or metric in case.brief.never:
        return None
    label = case.catalogue.label
    lost = [label(key) for key in _lost(best, forced)]
    pushed = f" It pushes out {', '.join(lost)}." if lost else ""
    return f"Insist on it. That costs {price_says(best.loses(forced))}.{pushed}"


def _against(best: Answer, metric: str) -> tuple[str, ...]:
    """The demands with which it cannot stand in one set; empty where it has no seat at all."""
    seat = best.seat(metric)
    if not seat:
        return ()
    choice = best.choice.with_rows(Row(FORCED, seat, 1, None))
    soft = {name for name in choice.words if not name.startswith("once:")}
    return tuple(choice.words[name] for name in clash(choice.model, soft=soft) if name != FORCED)
