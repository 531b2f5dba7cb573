"""A page for each who has to decide: what is asked, the lines, the reason of each, what goes on if
nothing changes, what it is worth, and what is needed from them by when. Each stands by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.behaviour import Expected
from advisor.case import Case
from advisor.change.phases import pay_week
from advisor.change.standing import full, sentence
from advisor.change.step import DECIDERS, Asked, Change, Decider, Need, Page
from advisor.checks.uses import names
from advisor.recommend import Recommendation
from advisor.worth import MADE_BY, Lever, Worth, money_says, people_say
from knowledge.vocabulary import Role

TITLES: Mapping[Decider, str] = {
    "me": "What you can decide yourself",
    "my boss": "For your boss",
    "the client": "For the client",
    "the regulator": "For whoever answers to the regulator",
}
MONTH = 4  # weeks
SOMEBODY: Mapping[Role, str] = {
    Role.AGENT: "an agent",
    Role.TEAM_LEADER: "a team leader",
    Role.PLANNER: "a planner",
    Role.MANAGER: "a manager",
    Role.PROVIDER: "the provider",
    Role.CLIENT: "the client",
    Role.CUSTOMER: "a customer",
}


def pages(
    case: Case,
    best: Recommendation,
    changes: Sequence[Change],
    provoked: Sequence[Expected],
    levers: Sequence[Worth],
) -> tuple[Page, ...]:
    """One page for each decider who has something to decide or to know."""
    by_lever = {item.lever: item for item in levers}
    found = []
    for decider in DECIDERS:
        mine = [x for x in changes if x.decided_by == decider and x.what != "keep"]
        told = [x for x in changes if decider in x.tells]
        if mine or told:
            asked = [
                [_asked(case, best, item, provoked, by_lever) for item in group]
                for group in (mine, told)
            ]
            found.append(_page(case, decider, mine, asked[0], asked[1], pay_week(changes)))
    return tuple(found)


def _page(
    case: Case,
    decider: Decider,
    mine: Sequence[Change],
    decide: list[Asked],
    know: list[Asked],
    paid_from: int | None,
) -> Page:
    return Page(
        decider=decider,
        title=TITLES[decider],
        opens=_opens(case, decider, len(decide), len(know)),
        decide=tuple(decide),
        know=tuple(know),
        pay=tuple(
            f"{case.catalogue.label(item.metric)}: {item.pay.meanwhile} {item.pay.then}".strip()
            for item in mine
            if item.pay is not None
        ),
        needs=tuple(
            sorted(_needs(case, decider, mine, paid_from), key=lambda need: (need.week, need.says))
        ),
        assumed=_assumed(case, mine),
    )


def _opens(case: Case, decider: Decider, decide: int, know: int) -> str:
    title = case.brief.title.strip()
    where = f"{title}: we" if title else "We"
    told = [f"{where} want to steer by other numbers than today."]
    if case.stated:
        told.append(f"In a year one sentence should be true of us: {full(case.strategy.sentence)}")
    if decider == "me":
        told.append(f"{_lines(decide)} below are in your own hands.")
    elif decide:
        told.append(f"{_lines(decide)} below cannot be changed without you.")
    if know and decide:
        told.append(f"{_lines(know)} more you should know of.")
    elif know:
        told.append(f"You need not decide anything. {_lines(know)} below you should know of.")
    return " ".join(told)


def _assumed(case: Case, mine: Sequence[Change]) -> tuple[str, ...]:
    """Each assumption once, with the metrics that rest on it."""
    found: dict[str, list[str]] = {}
    for item in mine:
        if item.assumed is not None:
            found.setdefault(item.assumed, []).append(item.metric)
    return tuple(f"{sentence(names(case, keys))}: {_small(says)}" for says, keys in found.items())


def _lines(number: int) -> str:
    return "One line" if number == 1 else f"{number} lines"


# --- a line --------------------------------------------------------------------------------------


def _asked(
    case: Case,
    best: Recommendation,
    item: Change,
    provoked: Sequence[Expected],
    levers: Mapping[Lever, Worth],
) -> Asked:
    return Asked(
        metric=item.metric,
        what=item.what,
        today=item.today,
        then=item.then,
        alters=item.alters,
        because=item.because,
        otherwise=_otherwise(case, best, item, provoked),
        worth=_at_stake(best, item, levers),
        week=0 if item.at_once or not item.stops else max(item.stops - MONTH, 0),
    )


def _otherwise(case: Case, best: Recommendation, item: Change, provoked: Sequence[Expected]) -> str:
    """What goes on, or is not seen, if nothing changes. Only what was said is counted on."""
    if item.what == "add":
        return _unseen(case, best, item.metric)
    found = next(
        (x for x in provoked if not x.conditional and set(item.written) & set(x.because_of)), None
    )
    return full(f"{SOMEBODY[found.role]} {_small(found.does)}") if found else ""


def _small(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _unseen(case: Case, best: Recommendation, metric: str) -> str:
    """What nobody would see without a new metric: its objective, or what it guards against."""
    chosen = next(x for x in best.metrics if x.metric == metric)
    goal = next((goal for goal in case.goals if goal.id == chosen.objective), None)
    if goal is not None and chosen.slot == "result":
        return f"Nobody can tell whether this comes true: {full(goal.says)}"
    for other in chosen.guards:
        for duty in case.expected_duties(other):
            if metric in duty.guards:
                entry = case.catalogue.behaviours[duty.provoking.end]
                return (
                    f"{sentence(names(case, [other]))} can be met by other means, and nobody would "
                    f"notice: {full(f'{SOMEBODY[entry.who]} {_small(entry.does)}')}"
                )
    return ""


def _at_stake(best: Recommendation, item: Change, levers: Mapping[Lever, Worth]) -> str:
    """Where it has a target in the set: what loses its target, or goes, brings nothing about."""
    lever = MADE_BY.get(item.metric)
    pursued = any(x.metric == item.metric and x.tier == "pursue" for x in best.metrics)
    return _worth(levers.get(lever)) if lever and pursued else ""


def _worth(lever: Worth | None) -> str:
    """What is at stake in a step of it, whichever way it goes."""
    if lever is None:
        return ""
    told = [part for part in (people_say(lever), money_says(lever)) if part]
    return full(f"{lever.change}: {', '.join(told)}") if told else ""


# --- what is needed ------------------------------------------------------------------------------


def _needs(
    case: Case, decider: Decider, mine: Sequence[Change], paid_from: int | None
) -> list[Need]:
    found = []
    moves_pay = any(item.pay is not None and item.pay.then for item in mine)
    harmful = [item.metric for item in mine if item.at_once]
    if harmful and decider != "me":
        says = f"A yes that nothing hangs on {names(case, harmful)} from this week on."
        found.append(Need(week=0, says=says))
    if moves_pay and paid_from is not None:
        found.append(Need(week=0, says=_pay_need(decider)))
        says = "What the money hangs on from the next pay period, in writing."
        found.append(Need(week=paid_from, says=says))
    defined = [item.metric for item in mine if any(x.what == "definition" for x in item.alters)]
    if defined:
        says = f"One definition in writing, frozen for the year: {names(case, defined)}."
        found.append(Need(week=0, says=says))
    found += _own(case, mine) if decider == "me" else _signing(decider, mine)
    return found


def _pay_need(decider: Decider) -> str:
    if decider == "the client":
        return "A yes that bonus and penalty run at their own average until the new line is signed."
    if decider == "me":
        return "Clear with whoever runs the pay that nobody is paid less while numbers change."
    return "A yes that nobody is paid less while numbers change; payroll has to know."


def _own(case: Case, mine: Sequence[Change]) -> list[Need]:
    found = [Need(week=0, says="Half an hour with every team, with the words below.")]
    new = [item.metric for item in mine if item.what == "add"]
    if new:
        rest = f" and {len(new) - 2} more" if new[3:] else ""
        shown = ", ".join(names(case, [key]) for key in new[:2]) if rest else names(case, new)
        found.append(Need(week=0, says=f"Somebody who counts {shown}{rest}."))
    return found


def _signing(decider: Decider, mine: Sequence[Change]) -> list[Need]:
    if not mine:
        return []
    week = max(min((item.stops for item in mine if item.stops), default=MONTH) - MONTH, 0)
    found = [Need(week=week, says="A yes or a no to each line above.")]
    if decider == "the client":
        found.append(Need(week=0, says="A name: who may sign for a change of the measures."))
    if decider == "the regulator":
        found.append(Need(week=0, says="The wording that binds you, and who reads it for you."))
    return found
