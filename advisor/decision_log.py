"""What the room decided: each change of a brief after a first advice, with the advice on it.

A change of a place that was changed before joins its entry; a place that is as it was leaves the
log. So undoing, and trying a thing and taking it back, leave nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from advisor.advice import Advice
from advisor.brief import MOST_DECISIONS, MOST_TEXT, Brief, BriefError, Decision, unnoted
from advisor.case import Case
from advisor.differing import OFF, ON, Difference, differences, said
from advisor.explore import apart
from advisor.explore.asking import listed
from advisor.finding import Finding
from advisor.recommend import recommend
from knowledge.catalogue import Catalogue

FEW = 4  # names in what was advised; the rest is counted

Stance = Literal["follows", "departs"]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the advice says of a change."""

    stance: Stance | None = None
    advice: str = ""


def noted(
    before: Brief, after: Brief, advice: Advice | None, catalogue: Catalogue, on: str = ""
) -> Brief:
    """The changed brief with its log, told against the advice that the room had seen.

    `on` is the day, as it should stand in the log. Where nothing changed, the brief is as given.
    """
    if unnoted(before) == unnoted(after):
        return after
    log = {item.about or f"#{at}": item for at, item in enumerate(after.decisions)}
    for item in differences(before, after, catalogue):
        known = log.get(item.about)
        was = known.was if known else item.was
        if was == item.now:
            log.pop(item.about, None)
            continue
        judged = _judged(item, advice, after, catalogue)
        fresh = Decision(
            what=said(item.name, was, item.now)[:MOST_TEXT],
            about=item.about[:MOST_TEXT],
            was=was[:MOST_TEXT],
            stance=judged.stance,
            advice=judged.advice[:MOST_TEXT],
            why=known.why if known else "",
            by=known.by if known else "",
            on=on,
        )
        log[item.about] = fresh
    for taken in _accepted(before, after, advice, on):
        log[taken.about] = taken
    gone = {item.finding for item in before.accepted} - {item.finding for item in after.accepted}
    for finding in gone:
        log.pop(f"accepted.{finding}", None)
    return after.model_copy(update={"decisions": tuple(log.values())[-MOST_DECISIONS:]})


def replayed(
    history: Sequence[Brief], advice: Advice | None, catalogue: Catalogue, on: str = ""
) -> tuple[Brief, ...]:
    """The same history, each brief with the log of all that changed since the first."""
    told = [history[0]]
    for before, after in pairwise(history):
        carried = after.model_copy(update={"decisions": told[-1].decisions})
        told.append(noted(before, carried, advice, catalogue, on))
    return tuple(told)


# --- what the advice says of it ------------------------------------------------------------------


def _judged(item: Difference, advice: Advice | None, after: Brief, catalogue: Catalogue) -> _Judged:
    if advice is not None and item.about.startswith("strategy.priorities."):
        return _weighed(advice, after, catalogue)
    metric = item.metric or _read(item.written, advice)
    if advice is None or metric is None:
        return _Judged()
    if item.field in ("must", "never"):
        return _wished(item, metric, advice)
    if item.field is None:
        return _moved(item, metric, advice)
    return _changed(item, metric, advice)


def _weighed(advice: Advice, after: Brief, catalogue: Catalogue) -> _Judged:
    """A priority that was moved: against the advice where the set that was advised is no longer the
    best one."""
    was = advice.recommendation
    try:
        now = recommend(Case(after, catalogue))
    except BriefError:
        return _Judged()  # said on the page
    if was.clash is not None or now.clash is not None:
        return _Judged()
    found = apart(was, now)
    if found.same:
        return _Judged(None, "The set stays as it is.")
    comes, goes = found.on_cards
    if not comes and not goes:
        return _Judged("departs", "Advised were the same metrics, used or ranked otherwise.")
    told = (("with", goes), ("without", comes))
    parts = [f"{word} {_few(names, catalogue)}" for word, names in told if names]
    return _Judged("departs", f"Advised was a set {', and '.join(parts)}.")


def _few(metrics: Sequence[str], catalogue: Catalogue) -> str:
    names = [catalogue.label(metric) for metric in metrics[:FEW]]
    more = len(metrics) - len(names)
    return listed([*names, f"{more} more"] if more else names)


def _read(written: str, advice: Advice | None) -> str | None:
    """What a line was taken for."""
    if advice is None or not written:
        return None
    return next((item.metric for item in advice.resolved if item.written == written), None)


def _wished(item: Difference, metric: str, advice: Advice) -> _Judged:
    inside = metric in advice.recommendation.ids
    if not item.value:
        return _Judged()
    if (item.field == "must") == inside:
        return _Judged("follows", "It is recommended." if inside else _left(metric, advice))
    return _Judged("departs", "It is recommended." if inside else _left(metric, advice))


def _left(metric: str, advice: Advice) -> str:
    because = (item.because for item in advice.recommendation.left_out if item.metric == metric)
    return f"It is left out of the set. {next(because, '')}".strip()


def _moved(item: Difference, metric: str, advice: Advice) -> _Judged:
    """A line that came or went."""
    op = "add" if item.now == ON else "drop"
    for finding in advice.critique.findings:
        if finding.fix and any(e.op == op and e.metric == metric for e in finding.fix.edits):
            return _Judged("follows", finding.message)
    if item.now == OFF:
        step = next((step for step in advice.diff if step.metric == metric), None)
        if step is None:
            return _Judged()
        if step.what == "drop":
            return _Judged("follows", step.because)
        return _Judged("departs", f"It was to stay: {step.then[:1].lower()}{step.then[1:]}.")
    if metric in advice.recommendation.ids:
        return _Judged("follows", "It is recommended.")
    left = any(out.metric == metric for out in advice.recommendation.left_out)
    return _Judged("departs", _left(metric, advice)) if left else _Judged()


def _changed(item: Difference, metric: str, advice: Advice) -> _Judged:
    """A line that stays and is otherwise: as a fix would have it, or against one."""
    against: Finding | None = None
    for finding in advice.critique.findings:
        for edit in finding.fix.edits if finding.fix else ():
            if (edit.op, edit.metric, edit.field) == ("set", metric, item.field):
                if edit.value == item.value:
                    return _Judged("follows", finding.message)
                against = against or finding
    if against is not None and against.fix is not None:
        return _Judged("departs", f"{against.message} The fix: {against.fix.says}")
    step = next((step for step in advice.diff if step.metric == metric), None)
    weighty = item.field in ("target", "consequences", "levels", "weight")
    if step is None or not weighty:
        return _Judged()
    return _Judged(None, f"Of {item.written or metric}: {step.because}")


def _accepted(before: Brief, after: Brief, advice: Advice | None, on: str) -> list[Decision]:
    """Findings that the room decided to live with."""
    known = {item.finding for item in before.accepted}
    messages = {item.id: item.message for item in advice.critique.findings} if advice else {}
    return [
        Decision(
            what=f"Accepted: {messages.get(item.finding, item.finding)}"[:MOST_TEXT],
            about=f"accepted.{item.finding}"[:MOST_TEXT],
            stance="departs",
            advice=messages.get(item.finding, ""),
            why=item.reason,
            by=item.by[:120],
            on=item.on or on,
        )
        for item in after.accepted
        if item.finding not in known
    ]
