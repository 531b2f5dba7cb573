"""Which lines of today's list still earn their place, and what to do with the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from advisor.brief import Brief, Part
from advisor.case import Case, Line
from advisor.checks.uses import bought
from advisor.progress import held, progress
from advisor.recommend import Recommendation
from advisor.reopening.earlier import Recommended
from knowledge.schema import Metric
from knowledge.vocabulary import Sort

Cause = Literal["gone", "held", "idle"]
Act = Literal["off", "limit"]

ENOUGH = 3  # readings in a row before a target is held, or a number stands still
_DAY = re.compile(r"\b((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?\b")


class Review(Part):
    """One line of today's list that no longer earns its place."""

    index: int
    """Its place in today's list."""
    written: str
    metric: str
    causes: tuple[Cause, ...]
    because: tuple[str, ...]
    do: str
    act: Act | None
    """What a button can do: take it off, or look at it with a limit and no target. None where
    somebody is owed it."""
    hangs: str
    """What hangs on it for people; empty where nothing does, or nobody said."""


def reviews(
    case: Case, best: Recommendation, then: Mapping[str, Recommended], on: date
) -> tuple[Review, ...]:
    """Every line that has lost its reason, that has reached its target and held it, or on which
    nobody acted. What people are paid or punished by comes first."""
    found = []
    for line in case.known:
        causes = {
            "gone": _gone(case, best, then, line),
            "held": _held(case, line),
            "idle": _idle(case, line, on),
        }
        because = {cause: says for cause, says in causes.items() if says}
        if because:
            found.append(_review(case, best, line, because))
    return tuple(sorted(found, key=lambda item: (not item.hangs, -len(item.causes), item.index)))


def unowned(case: Case) -> tuple[Line, ...]:
    """Lines on which people are pressed and nobody answers: no owner, nothing started, no review.
    Said only where some line has one: a field that nobody ever used proves nothing."""
    if not any(_acted(line) for line in case.known):
        return ()
    return tuple(line for line in case.known if not _acted(line) and line.pressed is not False)


def changed(brief: Brief, index: int, act: Act) -> Brief:
    """The brief with a line taken off, or without target and with nothing hanging on it."""
    rows = list(brief.today)
    if act == "off":
        del rows[index]
    else:
        eased = {"target": None, "consequences": (), "weight": None}
        rows[index] = rows[index].model_copy(update=eased)
    return brief.model_copy(update={"today": tuple(rows)})


def _review(case: Case, best: Recommendation, line: Line, because: dict[str, str]) -> Review:
    metric = str(line.metric)
    entry = case.entry(line)
    hangs = ", ".join(
        item.label[:1].lower() + item.label[1:]
        for item in sorted(line.consequences or (), key=lambda item: item.rank)
        if item.incentivised
    )
    act = _act(case, best, metric, entry, because)
    return Review(
        index=line.index,
        written=line.written,
        metric=metric,
        causes=tuple(cause for cause in ("gone", "held", "idle") if cause in because),
        because=tuple(because.values()),
        do=_do(entry, act, because, hangs),
        act=act,
        hangs=hangs,
    )


def _act(
    case: Case, best: Recommendation, metric: str, entry: Metric, because: dict[str, str]
) -> Act | None:
    if metric in case.owed or entry.sort is Sort.FLOOR:
        return None
    if "gone" in because:
        return "limit" if metric in best.ids else "off"
    return "limit" if "held" in because else None


def _do(entry: Metric, act: Act | None, because: dict[str, str], hangs: str) -> str:
    first = f"Something hangs on it ({hangs}): say first what takes its place. " if hangs else ""
    if act == "off":
        return f"{first}Take it off the list and off every card."
    if act == "limit" and "gone" in because:
        return f"{first}Leave it with the planners, without a target and on nobody's card."
    if act == "limit" and entry.watching:
        watch = entry.watching
        return (
            f"{first}Take the target off and give its seat to what is not reached yet. Keep a "
            f"limit: {watch.limit[:1].lower()}{watch.limit[1:]} When it is crossed: "
            f"{watch.act[:1].lower()}{watch.act[1:]}"
        )
    if "idle" in because:
        return (
            "Ask who did something because of it in the last quarter. If nobody did, leave it off "
            "the report for one month and see who asks; else write down who, what and until when."
        )
    return "It is owed, or a matter of safety: keep it, report it, and spend no meeting on it."


# --- its reason has gone -------------------------------------------------------------------------


def _gone(case: Case, best: Recommendation, then: Mapping[str, Recommended], line: Line) -> str:
    metric = str(line.metric)
    planned = any(item.metric == metric for item in best.tier("plan"))
    if planned and metric not in case.owed and (line.has_target or line.incentivised):
        return "It is a figure for planners: no card carries it, and no target belongs on it."
    if metric in best.ids or metric in case.owed:
        return ""
    if not case.entry(line).sort.selectable:
        return "It is a count that planning needs, and no goal for anybody."
    source = (line.row.origin or "").casefold()
    if "contract" in source and not bought(case):
        return "It came from a contract, and there is no contract any more."
    known = then.get(metric)
    if known is None:
        return f"It was not recommended then, and it is not now. {_left(best, metric)}".strip()
    kept = best.ids | case.today
    if known.guards and not kept.intersection(known.guards):
        names = " and ".join(case.catalogue.label(key).lower() for key in known.guards)
        return f"It was there to keep {names} honest, and that is gone."
    return f"It was recommended then, and is not any more. {_left(best, metric)}".strip()


def _left(best: Recommendation, metric: str) -> str:
    return next((out.because for out in best.left_out if out.metric == metric), "")


# --- reached and held ----------------------------------------------------------------------------


def _held(case: Case, line: Line) -> str:
    found = held(line.row, case.entry(line))
    if found is None or found.times < ENOUGH:
        return ""
    return (
        f"Its target is reached and held: {found.times} readings in a row, since {found.since}. A "
        "target that is always met steers nobody."
    )


# --- nobody acted --------------------------------------------------------------------------------


def _acted(line: Line) -> bool:
    """Whether anybody wrote down who answers for it, what was started, or when one looks again."""
    return bool(line.row.owner or line.row.initiative or line.row.review)


def _idle(case: Case, line: Line, on: date) -> str:
    if _passed(line.row.review, on):
        return f"Its review, {line.row.review}, has passed."
    moved = progress(line.row, case.entry(line))
    still = moved is not None and moved.course == "same" and len(line.row.history) >= ENOUGH
    if moved is None or not still or line.row.initiative:
        return ""
    return f"It has not moved from {moved.since} to {moved.until}, and nothing was started."


def _passed(review: str | None, on: date) -> bool:
    """Whether the day of a review is over: the end of the month, or the year, where only that is
    known."""
    found = _DAY.search(review or "")
    if found is None:
        return False
    year, month, day = (int(part) if part else None for part in found.groups())
    told = (year or 0, month or 12, day or 31)
    return told < (on.year, on.month, on.day)
