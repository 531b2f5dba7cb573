"""What has changed since an earlier result: the versions, the question, the answer, the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from advisor.advice import METHOD_VERSION
from advisor.brief import Brief, Decision, Part
from advisor.case import Case
from advisor.differing import differences
from advisor.recommend import Recommendation
from advisor.reopening.earlier import Earlier, Recommended, recommended
from advisor.reopening.earning import Review, reviews, unowned
from knowledge.vocabulary import Level, Use

Standing = Literal["pursue", "watch", "out"]
Taken = Literal["done", "otherwise", "not", "stayed"]


class Version(Part):
    """One version, then and now; `was` is empty where the file does not say."""

    name: str
    was: str
    now: str

    @property
    def moved(self) -> bool:
        """Whether it is another one, as far as is known."""
        return bool(self.was) and self.was != self.now


class Moved(Part):
    """What is said otherwise of one metric."""

    metric: str
    was: Standing
    now: Standing
    because: str


class Uptake(Part):
    """What became of one piece of the advice."""

    metric: str
    was: Standing
    taken: Taken
    says: str


class Since(Part):
    """An earlier result beside this year."""

    made: str
    versions: tuple[Version, ...]
    same: bool
    """Knowledge and method are the same: the same design has the same answer."""
    guessed: bool
    """What was recommended was not kept; it was worked out with today's knowledge."""
    same_list: bool
    """Today's list is still the earlier one."""
    asked: tuple[str, ...]
    """What was said otherwise about the centre, in words; today's list left out."""
    by_knowledge: tuple[Moved, ...]
    """The earlier design, answered today."""
    by_you: tuple[Moved, ...]
    """Today's design against the earlier one, both answered today."""
    uptake: tuple[Uptake, ...]
    reviews: tuple[Review, ...]
    unowned: tuple[str, ...]
    """Lines against which nothing is said but that nobody answers for them, as written."""
    earning: tuple[str, ...]
    """Lines of today's list that still earn their place, as written."""
    unheard: bool
    """Nobody wrote down who acts on what, so nothing is said of it."""
    unmeasured: bool
    """No line has values over time, so nothing can be said of targets held."""
    against: tuple[Decision, ...]
    """What was decided then against the advice."""


def since(
    earlier: Earlier, again: Recommendation, case: Case, best: Recommendation, on: date
) -> Since:
    """An earlier result beside a case and its set. `again` is the earlier design's set as it is
    chosen today; `on` is the day on which one looks."""
    then = earlier.set if earlier.set is not None else recommended(again)
    found = reviews(case, best, then, on)
    gone = {item.index for item in found}
    idle = [line for line in unowned(case) if line.index not in gone]
    gone |= {line.index for line in idle}
    rows = [line.row for line in case.known]
    kept = tuple(line.written for line in case.known if line.index not in gone)
    was, now = _bare(earlier.brief), _bare(case.brief)
    return Since(
        made=earlier.made,
        versions=(
            Version(name="Knowledge", was=earlier.knowledge_version, now=case.shipped.version),
            Version(name="Method", was=earlier.method_version, now=METHOD_VERSION),
        ),
        same=(earlier.knowledge_version, earlier.method_version)
        == (case.shipped.version, METHOD_VERSION),
        guessed=earlier.set is None,
        same_list=earlier.brief.today == case.brief.today,
        asked=tuple(item.says for item in differences(was, now, case.catalogue)),
        by_knowledge=_moved(_standing(then), _standing(recommended(again)), again, case),
        by_you=_moved(_standing(recommended(again)), _standing(recommended(best)), best, case),
        uptake=_uptake(earlier, then, case),
        reviews=found,
        unowned=tuple(line.written for line in idle),
        earning=kept,
        unheard=not any(row.owner or row.initiative or row.review for row in rows),
        unmeasured=not any(row.history for row in rows),
        against=tuple(item for item in earlier.brief.decisions if item.stance == "departs"),
    )


def _bare(brief: Brief) -> Brief:
    return brief.model_copy(update={"today": ()})


def _standing(chosen: Mapping[str, Recommended]) -> dict[str, Standing]:
    """What stands on a card; what is for planners alone does not."""
    return {key: item.tier for key, item in chosen.items() if item.tier != "plan"}


def _moved(
    was: Mapping[str, Standing], now: Mapping[str, Standing], best: Recommendation, case: Case
) -> tuple[Moved, ...]:
    left = {item.metric: item.because for item in best.left_out}
    goals = {goal.id: goal.says for goal in case.goals}
    chosen = {item.metric: item for item in best.metrics}

    def because(metric: str) -> str:
        if metric not in now:
            return left.get(metric, "")
        item = chosen[metric]
        if item.tier == "pursue":
            return item.demanded or item.owed or goals.get(item.objective or "", "")
        names = [case.catalogue.label(key).lower() for key in item.guards]
        return f"It stands beside {' and '.join(names)}." if names else ""

    return tuple(
        Moved(metric=key, was=was.get(key, "out"), now=now.get(key, "out"), because=because(key))
        for key in sorted({*was, *now})
        if was.get(key, "out") != now.get(key, "out")
    )


# --- what became of the advice -------------------------------------------------------------------


def _uptake(earlier: Earlier, then: Mapping[str, Recommended], case: Case) -> tuple[Uptake, ...]:
    found = []
    for metric, item in then.items():
        if item.tier == "plan":
            continue
        told, says = _taken(case, metric, item)
        found.append(Uptake(metric=metric, was=item.tier, taken=told, says=says))
    had = {row.written for row in earlier.brief.today}
    for line in case.known:
        metric = str(line.metric)
        known = then.get(metric)
        if line.row.written in had and (known is None or known.tier == "plan"):
            says = f"'{line.written}' was to come off, and still stands."
            found.append(Uptake(metric=metric, was="out", taken="stayed", says=says))
    order = {"not": 0, "otherwise": 1, "stayed": 2, "done": 3}
    return tuple(sorted(found, key=lambda item: (order[item.taken], item.metric)))


def _taken(case: Case, metric: str, item: Recommended) -> tuple[Taken, str]:
    """Whether a metric stands as it was meant to."""
    lines = [line for line in case.known if line.metric == metric]
    if not lines:
        return "not", "It is not on today's list."
    for line in lines:
        if item.tier == "watch" and line.incentivised:
            return "otherwise", "It was to be watched, and pay or trouble hangs on it."
        wrong = [
            level
            for level in line.levels or ()
            if item.uses.get(level, Use.NEVER) is Use.NEVER and item.uses
        ]
        if wrong:
            return (
                "otherwise",
                f"It stands on the card of the {_cards(wrong)}, where it has no use.",
            )
        chased = [
            level
            for level in line.levels or ()
            if line.incentivised and item.uses.get(level) is Use.WATCH
        ]
        if chased:
            return "otherwise", f"It is chased on the card of the {_cards(chased)}."
    return "done", "It stands as it was meant to."


def _cards(levels: list[Level]) -> str:
    return " and ".join(level.label.lower() for level in levels)
