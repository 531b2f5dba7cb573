"""A page for every address, as HTML: a template for each kind, over the catalogue.

Templates escape whatever they set. A page is pure: the same address and catalogue, the same text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from advisor.wizard.browse import listing, saying
from advisor.wizard.browse.addresses import (
    LISTS,
    Address,
    Unknown,
    claims_at,
    entries,
    named,
    of_claim,
    of_entry,
)
from advisor.wizard.browse.citing import citations, mentions
from advisor.wizard.browse.examples import NEEDS, examples
from advisor.wizard.browse.neighbours import neighbourhood
from advisor.wizard.browse.search import Hit
from advisor.wizard.element import templates
from advisor.wizard.words import listed
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Evidence, Metric, family_of
from knowledge.vocabulary import Finds, Grade, Kind, RuleStatus, Severity, Strength, Theme

_PICTURED = ("metric", "behaviour", "outcome")
_CUT, _SEARCH = "<!-- picture -->", "<!-- search -->"
_LIFE: Mapping[RuleStatus, str] = {
    RuleStatus.PREVIEW: "It speaks, and is on trial: it may still change, or go.",
    RuleStatus.STABLE: "It speaks, and its code will always mean this.",
    RuleStatus.DEPRECATED: "It speaks no more. Its page is kept for reports that name it.",
    RuleStatus.REMOVED: "It is gone. Its code is never given to another rule.",
}
_MEANS: Mapping[Severity, str] = {
    Severity.ERROR: "wrong in operation, whatever the strategy.",
    Severity.WARNING: "it hurts this strategy, in this place.",
    Severity.ADVICE: "it may be right, and somebody should ask.",
}
_GAP = re.compile(r"\{(\w+)\}")  # what a check fills into a message


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows, in one piece or two: the picture of a neighbourhood stands between, and on
    the way in the search."""

    title: str
    before: str
    after: str = ""
    pictured: str | None = None
    """The id whose neighbourhood is drawn."""


@functools.lru_cache(maxsize=512)
def page(at: Address, catalogue: Catalogue) -> Page:
    """The page of an address as `addresses.found` gives it."""
    view, title = _VIEWS[at.kind](at, catalogue)
    text = _template(at.kind).render(
        at=at, title=title, catalogue=catalogue, **_words(catalogue), **view
    )
    before, _cut, after = text.partition(_CUT)
    return Page(title, before, after, at.id if after else None)


def entrance(catalogue: Catalogue) -> Page:
    """The way in: questions in plain words, and all there is."""
    title = "The metrics, and what they do to each other"
    text = _template("entrance").render(
        at=Address("list", ""),
        title=title,
        catalogue=catalogue,
        themes=listing.themes(catalogue),
        folders=[(Address("list", name), len(entries(catalogue, k))) for k, name in LISTS.items()],
        claims=len(catalogue.claims),
        **_words(catalogue),
    )
    before, _cut, after = text.partition(_SEARCH)
    return Page(title, before, after)


def unknown(error: Unknown, catalogue: Catalogue) -> Page:
    """Nothing stands there; what may have been meant."""
    title = "Nothing stands under this address"
    text = _template("unknown").render(
        at=error.asked, title=title, near=error.near, catalogue=catalogue, **_words(catalogue)
    )
    return Page(title, text)


def results(text: str, hits: tuple[Hit, ...], catalogue: Catalogue) -> str:
    """What a search found."""
    return _template("results").render(text=text, hits=hits, **_words(catalogue))


# --- what each kind of page needs besides its entry ----------------------------------------------

View = tuple[Mapping[str, Any], str]


def _entry(at: Address, catalogue: Catalogue) -> View:
    return {"entry": entries(catalogue, at.kind)[at.id]}, named(catalogue, at)


def _metric(at: Address, catalogue: Catalogue) -> View:
    metric: Metric = catalogue.metrics[at.id]
    leaving = catalogue.leaving(at.id)
    return {
        "entry": metric,
        "provoked": _grouped([c for c in leaving if c.relation.kind is Kind.PROVOKES]),
        "beside": [
            *catalogue.related(at.id, Kind.GUARDS, reverse=True),
            *catalogue.related(at.id, Kind.OVERLAPS),
            *catalogue.related(at.id, Kind.GUARDS),
        ],
        "made_into": [key for key, one in catalogue.metrics.items() if at.id in one.feeds],
        "mentions": mentions(catalogue, at.id),
        **_claims(at, catalogue),
    }, metric.name


def _near(at: Address, catalogue: Catalogue) -> View:
    view, title = _entry(at, catalogue)
    return {**view, **_claims(at, catalogue)}, title


def _claims(at: Address, catalogue: Catalogue) -> Mapping[str, Any]:
    return {
        "claims": (*catalogue.arriving(at.id), *catalogue.leaving(at.id)),
        "provokers": catalogue.related(at.id, Kind.PROVOKES, reverse=True),
        "left_out": neighbourhood(at.id, catalogue).left_out if at.kind in _PICTURED else 0,
    }


def _claim(at: Address, catalogue: Catalogue) -> View:
    claims = claims_at(at.id, catalogue)
    first = claims[0]
    verb = first.relation.kind.label
    title = f"{catalogue.label(first.start)} {verb} {saying.inline(catalogue.label(first.end))}"
    told = [(claim, _split(claim)) for claim in claims]
    start = of_entry(catalogue, first.start)
    return {"told": told, "first": first, "start_at": start}, title


def _split(claim: Claim) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Voices for, weaker and against."""
    groups = (
        ("For it", (Finds.SUPPORTS,)),
        ("For it, but weaker", (Finds.WEAKER,)),
        ("Against it", (Finds.NONE, Finds.OPPOSITE)),
    )
    order = list(Grade)
    voices = sorted(claim.relation.evidence, key=lambda voice: order.index(voice.grade))
    return [
        (words, tuple(voice for voice in voices if voice.finds in finds)) for words, finds in groups
    ]


def _grouped(claims: list[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims by where they end, the strongest first."""
    order = list(Strength)
    groups: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: order.index(c.relation.strength or Strength.WEAK)):
        groups.setdefault(claim.end, []).append(claim)
    return list(groups.items())


def _rule(at: Address, catalogue: Catalogue) -> View:
    view, title = _entry(at, catalogue)
    rule = catalogue.rules[at.id]
    bad, good = examples(at.id, rule, catalogue)
    return {
        **view,
        "family": family_of(at.id),
        "message": _GAP.sub(lambda gap: f"‹{gap[1].replace('_', ' ')}›", rule.message),
        "severity": _MEANS[rule.severity],
        "needs": [NEEDS.get(fact, fact) for fact in rule.needs],
        "life": _LIFE[rule.status],
        "in_force": rule.status in (RuleStatus.PREVIEW, RuleStatus.STABLE),
        "bad": bad,
        "good": good,
    }, title


def _source(at: Address, catalogue: Catalogue) -> View:
    view, title = _entry(at, catalogue)
    return {**view, "cited": citations(catalogue, at.id)}, title


def _theme(at: Address, catalogue: Catalogue) -> View:
    theme = Theme(at.id)
    return {"metrics": listing.of_theme(theme, catalogue), "theme": theme}, theme.label


def _list(at: Address, catalogue: Catalogue) -> View:
    return {"groups": listing.groups(at.id, catalogue)}, f"All {at.id}"


_VIEWS: Mapping[str, Callable[[Address, Catalogue], View]] = {
    "metric": _metric,
    "behaviour": _near,
    "outcome": _near,
    "strategy": _entry,
    "context": _near,
    "rule": _rule,
    "source": _source,
    "claim": _claim,
    "theme": _theme,
    "list": _list,
}


# --- words for the templates ---------------------------------------------------------------------


def _words(catalogue: Catalogue) -> Mapping[str, Any]:
    def link(key: str, words: str | None = None) -> Markup:
        at = of_entry(catalogue, key)
        return Markup('<a href="{}">{}</a>').format(at.href, words or catalogue.label(key))

    return {
        "link": link,
        "to": lambda at: Markup('<a href="{}">{}</a>').format(at.href, named(catalogue, at)),
        "said": lambda claim: saying.marked(claim, catalogue, link),
        "sentence": lambda claim: saying.sentence(claim, catalogue),
        "name": catalogue.label,
        "claim_href": lambda claim: of_claim(claim, catalogue).href,
        "conditions": lambda when: saying.conditions(when, catalogue),
        "conditions_say": lambda when: saying.conditions_say(when, catalogue),
        "is_entry": lambda key: _is_entry(catalogue, key),
        "effect": saying.effect,
        "beyond": saying.beyond,
        "small": saying.inline,
        "listed": listed,
        "source": catalogue.sources.__getitem__,
        "Address": Address,
        "nobody": ("none", "none known"),
    }


def _is_entry(catalogue: Catalogue, key: object) -> bool:
    try:
        of_entry(catalogue, str(key))
    except KeyError:
        return False
    return True


@functools.cache
def _environment() -> Environment:
    return templates("advisor.wizard.browse")


def _template(kind: str) -> Template:
    return _environment().get_template(f"{kind}.html.j2")
