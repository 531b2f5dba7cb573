"""What is asked of the reader, what it costs or frees, and by when.

The maker of the link may have said whom it is for, what is asked and by when; the rest comes from
the change plan: which lines are that reader's to decide, and what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.change import Asked, Decider, Need, Page
from advisor.change.standing import paid
from advisor.wizard.answer.opening import by_when
from advisor.wizard.answer.request import Request, What, Whom
from advisor.wizard.answer.worked import Worked
from advisor.wizard.words import listed
from knowledge.vocabulary import Consequence

WHO: Mapping[Decider, str] = {
    "me": "whoever sent this link",
    "my boss": "their boss",
    "the client": "the client",
    "the regulator": "whoever answers to the regulator",
}
PAGE: Mapping[Whom, Decider] = {"boss": "my boss", "client": "the client", "colleague": "me"}
MOST_MONEY = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """The box at the head of the page."""

    says: str
    by: str
    money: tuple[str, ...]
    """What a step of it is worth, by the centre's own figures."""
    effort: tuple[str, ...]
    """What it takes besides money."""
    no_money: str
    """Why no money is named; empty where it is."""
    lines: tuple[Asked, ...]
    """What is the reader's to decide."""
    told: tuple[Asked, ...]
    """What the reader should know of."""
    needs: tuple[Need, ...]


def asking(request: Request, worked: Worked) -> Asking:
    """What is asked, from what the maker said and from the plan."""
    page = _page(request, worked)
    shown = [page] if page else list(worked.plan.pages)
    money = tuple(_money(shown))[:MOST_MONEY]
    return Asking(
        says=_says(request, worked, page),
        by=_by(request, worked, page),
        money=money,
        effort=tuple(_effort(worked, page)),
        no_money="" if money else _no_money(worked),
        lines=page.decide if page else (),
        told=page.know if page else (),
        needs=page.needs if page else (),
    )


def _page(request: Request, worked: Worked) -> Page | None:
    decider = PAGE.get(request.whom) if request.whom else None
    return next((page for page in worked.plan.pages if page.decider == decider), None)


# --- what ----------------------------------------------------------------------------------------


def _says(request: Request, worked: Worked, page: Page | None) -> str:
    if worked.best.clash:
        return "No set satisfies all that was asked for: say below which demand gives way."
    if request.what == "know":
        return f"You need not answer. {_concerns(worked, page)}"
    if request.what is None:
        return _inferred(worked, page)
    if page is not None and page.decide:
        count = len(page.decide)
        if request.what == "approve":
            return f"{_changes(count)} for your yes. Without you {_it(count)} cannot be made."
        return f"{_changes(count)} for you to decide, each with a yes or a no."
    return f"{_whole(request.what)} {_size(worked)}"


def _whole(what: What) -> str:
    if what == "approve":
        return "Say yes to the set as a whole:"
    return "Take this set as it is, or say what has to be different:"


def _inferred(worked: Worked, page: Page | None) -> str:
    """Nobody said what is asked: who decides what, by the plan."""
    if page is not None and page.decide:
        count = len(page.decide)
        return f"{_changes(count)} cannot be made without you."
    counts = {one.decider: len(one.decide) for one in worked.plan.pages if one.decide}
    parts = [f"{WHO[decider]} decides {_number(count)}" for decider, count in counts.items()]
    if not parts:
        return f"The link does not say what is asked of you. This is the set: {_size(worked)}"
    return (
        "The link does not say what is asked of you. Of the changes that it leads to, "
        f"{listed(parts)}."
    )


def _concerns(worked: Worked, page: Page | None) -> str:
    if page is not None and page.know:
        count = len(page.know)
        return f"{_changes(count)} of which you should know."
    return f"This is the set: {_size(worked)}"


def _size(worked: Worked) -> str:
    pursued, watched = (len(worked.best.tier(tier)) for tier in ("pursue", "watch"))
    today = len(worked.case.brief.today)
    told = f"{pursued} metrics with a target and {watched} that are watched"
    return f"{told}, in place of the {today} of today." if today else f"{told}."


def _changes(count: int) -> str:
    return "One change" if count == 1 else f"{count} changes"


def _it(count: int) -> str:
    return "it" if count == 1 else "they"


def _number(count: int) -> str:
    return "one" if count == 1 else str(count)


# --- by when -------------------------------------------------------------------------------------


def _by(request: Request, worked: Worked, page: Page | None) -> str:
    if request.by or page is None or not page.decide:
        return by_when(request)
    first = min(page.decide, key=lambda item: item.week)
    week = first.week
    if week == 0:
        name = worked.case.catalogue.label(first.metric)
        return f"No day was named. The plan begins with {name} and waits for that answer."
    return f"No day was named. By the plan the first answer is needed {week} weeks after the start."


# --- what it costs or frees ----------------------------------------------------------------------


def _money(pages: Sequence[Page]) -> Iterator[str]:
    said = [item.worth for page in pages for item in (*page.decide, *page.know) if item.worth]
    yield from dict.fromkeys(said)


def _effort(worked: Worked, page: Page | None) -> Iterator[str]:
    added = [item for item in worked.changes if item.what == "add"]
    if added and worked.plan.phases:
        weeks = max((item.shadow_weeks or 0) for item in added)
        count = len(added)
        numbers = "One number has" if count == 1 else f"{count} numbers have"
        slowest = (
            f"; for up to {weeks} weeks nothing hangs on "
            f"{'it' if count == 1 else 'them, so that you learn what is usual'}"
            if weeks
            else ""
        )
        yield f"{numbers} to be counted that today's list does not have{slowest}."
    yield from _hanging(worked, page)


def _hanging(worked: Worked, page: Page | None) -> Iterator[str]:
    """Pay and trouble are two things: each is named for the lines of which it was said."""
    decided = [item for item in worked.changes if item.pay is not None]
    if page is not None:
        decided = [x for x in decided if x.decided_by == page.decider and x.what != "keep"]
    metrics = {item.metric for item in decided}
    lines = [line for line in worked.case.known if line.metric in metrics]
    money = {line.metric for line in lines if paid(line)}
    trouble = {
        line.metric for line in lines if Consequence.PUNISHED in (line.consequences or ())
    } - money
    if money:
        week = worked.plan.pay_week
        then = f" until at least week {week}, then on other numbers" if week is not None else ""
        yield (
            f"Pay hangs on {_of_lines(len(money))}: nobody is to be paid less while numbers "
            f"change{then}."
        )
    if trouble:
        yield (
            f"Trouble for whoever misses it hangs on {_of_lines(len(trouble))}: say from which day "
            "on nobody is blamed for it."
        )


def _of_lines(count: int) -> str:
    return "one of the lines" if count == 1 else f"{count} of the lines"


def _no_money(worked: Worked) -> str:
    if any(item.money is not None or item.people is not None for item in worked.levers):
        return "What these changes cost or free cannot be told from the centre's figures."
    return (
        "No money is named: the centre has not entered how busy it is and what an hour costs, and "
        "nothing is guessed from what others pay."
    )
