"""Reports to hand over: an Advice goes in, a text comes out. A template is a report.

`answer.md.j2` is the report `md`; listing the folder is the registry.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from itertools import chain

from jinja2 import Environment, PackageLoader, StrictUndefined

from advisor.advice import Advice
from advisor.brief import from_document
from advisor.case import Case
from advisor.change import Page
from advisor.feasibility.table import as_rows, shown
from advisor.reports.changing import deciding, stages
from advisor.reports.citing import heard, references
from advisor.reports.people import by_role
from advisor.reports.standing_out import effect_says, moved, standing_out
from advisor.stability import decided
from advisor.worth import first_asks, in_common, money_says, people_say, worth
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Lens

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def _found() -> Mapping[str, str]:
    names = [item.name for item in (files("advisor") / "reports").iterdir()]
    return {name.split(".")[-2]: name for name in sorted(names) if name.endswith(".j2")}


REPORTS: Mapping[str, str] = _found()


def plain(text: object) -> str:
    """Text of a user, so that Markdown shows it literally, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def small(name: str) -> str:
    """A name within a sentence: without its capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("advisor", "reports"),
        autoescape=lambda name: name is not None and ".html." in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        plain=plain,
        small=small,
        as_rows=as_rows,
        shown=shown,
        people_say=people_say,
        money_says=money_says,
        effect_says=effect_says,
    )
    return environment


def report(advice: Advice, catalogue: Catalogue, kind: str) -> str:
    """The report of one kind. Raises KeyError for a kind that does not exist."""
    template = _environment().get_template(REPORTS[kind])
    case = Case(from_document(advice.brief), catalogue)
    levers = worth(case)
    standing = standing_out(advice.critique)
    acting = by_role(advice.behaviours)
    cited = [
        *(item.evidence for item in standing.shown),
        *(one.item.evidence for role in acting for one in role.first),
    ]
    return template.render(
        advice=advice,
        title=advice.brief.get("title") or "A metric set",
        name=case.catalogue.label,
        lenses=list(Lens),
        when=at_week,
        pursued=advice.recommendation.tier("pursue"),
        watched=advice.recommendation.tier("watch"),
        planned=advice.recommendation.tier("plan"),
        standing=standing,
        moved=moved(advice.critique),
        acting=acting,
        references=references(chain.from_iterable(map(heard, cited)), catalogue),
        parts=deciding(advice.diff, advice.plan),
        stages=stages(advice.plan),
        kept=[step for step in advice.diff if step.what == "keep"],
        levers=levers,
        common=in_common(levers),
        asks=first_asks(levers),
        firmness=decided(advice.stability),
    )


def at_week(week: int, start: date | None = None) -> str:
    """`Week 0, the day you start`, `Week 8`; from a day on, `12 January 2026 (week 8)`."""
    if start is not None:
        day = start + timedelta(weeks=week)
        return f"{day.day} {day:%B %Y} (week {week})"
    return "Week 0, the day you start" if week == 0 else f"Week {week}"


def page_text(page: Page, catalogue: Catalogue, start: date | None = None) -> str:
    """A decider's page as Markdown, to paste into a mail. Its title first."""
    return f"# {plain(page.title)}\n\n{_page('parts/page.md.j2', page, catalogue, start)}\n"


def page_html(page: Page, catalogue: Catalogue, start: date | None = None) -> str:
    """A decider's page as a document of its own, to print."""
    return _page("parts/sheet.html.j2", page, catalogue, start)


def _page(name: str, page: Page, catalogue: Catalogue, start: date | None) -> str:
    when = functools.partial(at_week, start=start)
    template = _environment().get_template(name)
    return template.render(page=page, name=catalogue.label, when=when).strip()
