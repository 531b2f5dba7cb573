"""The parts of the page as HTML: a template for each, over plain values.

Templates escape whatever they set, so that what people wrote is shown as it is.
"""

from __future__ import annotations

import functools
from typing import Any

from jinja2 import Environment

from advisor.explore import WhyNot
from advisor.recommend import FIRST, Recommendation
from advisor.reports import at_week
from advisor.wizard.answer import views
from advisor.wizard.answer.asking import asking
from advisor.wizard.answer.copying import Assumption, Difference
from advisor.wizard.answer.opening import sent
from advisor.wizard.answer.request import Request
from advisor.wizard.answer.views import View
from advisor.wizard.answer.worked import Worked
from advisor.wizard.element import templates
from advisor.wizard.words import listed
from advisor.worth import first_asks, money_says, people_say
from knowledge.catalogue import Catalogue
from knowledge.schema import Strategy
from knowledge.vocabulary import Severity, Use

MOST_WRONG = 3
MARK = {Use.PURSUE: "●", Use.WATCH: "○", Use.PLAN: "◇", Use.NEVER: "×"}
USES = {
    Use.PURSUE: "has a target",
    Use.WATCH: "watched",
    Use.PLAN: "for planning",
    Use.NEVER: "never",
}
STATES = {"pursue": "has a target", "watch": "watched", "plan": "for planning", "out": "not in it"}
INSISTING = {"pursue": "with a target", "watch": "watched, with a limit and no target"}


def asked(request: Request, worked: Worked) -> str:
    """The box at the head: what is asked, what it costs or frees, by when."""
    return _page(
        "asked",
        worked.case.catalogue,
        sent=sent(request),
        asking=asking(request, worked),
        approve=request.what == "approve",
    )


def strategy(entry: Strategy, assumed: bool, catalogue: Catalogue) -> str:
    """What the set is for."""
    return _page("strategy", catalogue, entry=entry, assumed=assumed)


def first(best: Recommendation, catalogue: Catalogue) -> str:
    """The set at a glance, as soon as it is chosen."""
    return _page("first", catalogue, best=best, pursued=best.tier("pursue")[:FIRST])


def view(name: View, request: Request, worked: Worked) -> str:
    """What one kind of reader is shown."""
    if name == "Executive":
        return _executive(request, worked)
    return _operations(worked) if name == "Operations" else _agent(worked)


def _executive(request: Request, worked: Worked) -> str:
    levers = [item for item in worked.levers if item.people is not None]
    findings = worked.critique.findings if worked.case.brief.today else ()
    first = views.first(worked)
    told = {line.item.metric for line in first}
    own = views.for_executives(worked, request.whom)
    return _page(
        "executive",
        worked.case.catalogue,
        first=first,
        lines=[line for line in own if line.item.metric not in told],
        use=Use,
        everything=views.ordered(worked),
        levers=[(item.change, people_say(item), money_says(item)) for item in levers],
        asks=first_asks(worked.levers),
        verdict=worked.critique.verdict if findings else "",
        wrong=[one for one in findings if one.severity is Severity.ERROR][:MOST_WRONG],
        staffing=worked.staffing.says if worked.case.brief.load.contacts else "",
    )


def _operations(worked: Worked) -> str:
    return _page(
        "operations",
        worked.case.catalogue,
        cards=views.for_operations(worked),
        phases=worked.plan.phases,
        staffing=worked.staffing.says if worked.case.brief.load.contacts else "",
    )


def _agent(worked: Worked) -> str:
    return _page(
        "agent",
        worked.case.catalogue,
        lines=views.for_agents(worked),
        never=views.never(worked),
        spoken=views.spoken(worked),
        settling=views.settling(worked),
    )


def given_up(worked: Worked) -> str:
    """The biggest trade-off that is accepted, and what was left out."""
    return _page(
        "given_up",
        worked.case.catalogue,
        price=views.price(worked),
        gives_up=worked.case.strategy.gives_up,
        strategy=worked.case.strategy.name,
        left=tuple(views.left_out(worked)),
        count=len(worked.best.left_out),
        unseen=worked.best.unseen,
    )


def why_not(found: WhyNot, catalogue: Catalogue, *, searching: bool) -> str:
    """Why one metric is not in the set; `searching` where the ways in are still being tried."""
    ways = [way["says"] for way in found.brings_in or () if not way["edit"].startswith("must = ")]
    return _page(
        "why_not",
        catalogue,
        found=found,
        how=INSISTING.get(found.tier or "", found.tier),
        ways=ways,
        searching=searching,
    )


def difference(found: Difference, items: tuple[Assumption, ...], catalogue: Catalogue) -> str:
    """The copy beside the original."""
    changed = [item for item in items if item.changed]
    return _page("difference", catalogue, found=found, changed=changed)


def foot(worked: Worked, method: str) -> str:
    """What was assumed, and how to check the answer."""
    return _page(
        "foot",
        worked.case.catalogue,
        assumed=worked.case.assumed,
        fingerprint=worked.fingerprint,
        knowledge=worked.case.shipped.version,
        method=method,
    )


def clash(best: Recommendation, catalogue: Catalogue) -> str:
    """What cannot hold together."""
    return _page("clash", catalogue, rows=best.clash or ())


def _page(part: str, catalogue: Catalogue, **given: Any) -> str:
    text = _environment().get_template(f"{part}.html.j2").render(name=catalogue.label, **given)
    return f'<div class="answer {part}">{text}</div>'


@functools.cache
def _environment() -> Environment:
    environment = templates("advisor.wizard.answer")
    environment.globals.update(mark=MARK, uses=USES, states=STATES, listed=listed, week=at_week)
    environment.filters["map_names"] = lambda keys, name: [name(key) for key in keys]
    return environment
