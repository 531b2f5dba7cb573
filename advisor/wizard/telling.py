"""Long pages as a few pieces of HTML: what a browser takes to draw a page grows with the number of
its elements, hardly with their length. What is folded away in them opens without the server.

Templates escape whatever they set, so that what people wrote is shown as it is.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from jinja2 import Environment

from advisor.finding import Voice, strongest
from advisor.route import Step
from advisor.wizard import framing, state
from advisor.wizard.browse.addresses import Address, of_triple
from advisor.wizard.element import asset, templates
from advisor.wizard.words import listed
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Finds, Grade

# Not `st.html`: that reads through all of it for scripts, and what templates set holds none.
_piece = st.components.v2.component(
    "told",
    html='<div class="stHtml">\n</div>',
    js=asset("paper.js") + asset("told.js"),
    isolate_styles=False,
)

UNSELFISH = ("none", "none known")
NOBODY_GAINS = "Nobody is known to gain from it."


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of a path."""

    start: str
    word: str
    end: str
    delay: str | None
    disputed: bool
    because: str
    href: str | None
    """Its page in the catalogue; None for a relation of the user's own."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another page of this session."""

    path: str
    says: str
    icon: str
    """Name of a Material Symbol."""


def tell(part: str, **given: Any) -> None:
    """Sets one piece of a page, `templates/<part>.html.j2`."""
    together(piece(part, **given))


def title(text: str) -> None:
    """The heading of a page, where the page begins with no piece that could hold it."""
    together(headed(text))


def together(*pieces: str) -> None:
    """Sets several pieces as one element. As a dictionary: for anything else Streamlit loads
    pandas, to see whether it is a table."""
    _piece(data={"html": "".join(pieces)})


def piece(part: str, **given: Any) -> str:
    """One piece of a page on the screen."""
    return told(part, state.catalogue(), held=True, **given)


def headed(text: str) -> str:
    """The heading of a page as a piece."""
    return f'<div class="told"><h1>{escape(text)}</h1></div>'


def ways(*found: Way) -> str:
    """Links to other pages as a piece."""
    return piece("ways", ways=found)


def address(path: str) -> str:
    """Where a page of this session is, so that a reload finds the design."""
    return framing.address(path, state.query())


def told(part: str, catalogue: Catalogue, held: bool = False, **given: Any) -> str:
    """One piece of a page as HTML; `held` where what is folded away is set when it is opened."""
    template = _environment().get_template(f"{part}.html.j2")
    text = template.render(name=catalogue.label, held=held, **given)
    return f'<div class="told">{_narrow(text)}</div>'


def _narrow(html: str) -> str:
    """The same in ASCII: one letter beyond Latin 1 doubles what a text takes in memory."""
    return html.encode("ascii", "xmlcharrefreplace").decode("ascii")


def links(path: Sequence[Step], catalogue: Catalogue) -> tuple[Link, ...]:
    """A path in words."""
    return tuple(_link(step, catalogue) for step in path)


def _link(step: Step, catalogue: Catalogue) -> Link:
    at = of_triple(step.start, step.kind, step.end, catalogue)
    return Link(
        start=catalogue.label(step.start),
        word=step.verb,
        end=catalogue.label(step.end),
        delay=step.delay,
        disputed=step.disputed,
        because=step.because,
        href=f"/browse{at.href}" if at else None,
    )


@dataclass(frozen=True, slots=True)
class Voiced:
    """One piece of evidence in words: what kind it is, what it says, whose it is, who gains."""

    grade: str
    turn: str
    """What it finds where it does not simply agree; else empty."""
    says: str
    title: str
    origin: str
    gains: str
    href: str


def voiced(voices: Sequence[Voice], catalogue: Catalogue) -> tuple[Voiced, ...]:
    """Each voice once: those who found otherwise first, then the better kinds of support."""
    return tuple(_voiced(voice, catalogue) for voice in strongest(voices))


def _voiced(voice: Voice, catalogue: Catalogue) -> Voiced:
    grade, finds = Grade(voice.grade).label, Finds(voice.finds)
    source = catalogue.sources.get(voice.source)
    known = source is not None and source.interest not in UNSELFISH
    whose = (*source.authors[:2], *([str(source.year)] if source.year else [])) if source else ()
    return Voiced(
        grade=f"{grade[:1].upper()}{grade[1:]}",
        turn="" if finds is Finds.SUPPORTS else finds.label,
        says=voice.says,
        title=source.title if source else voice.source,
        origin=", ".join(whose),
        gains=f"Who gains: {source.interest}" if source and known else NOBODY_GAINS,
        href=f"/browse{Address('source', voice.source).href}" if source else "",
    )


def about(metric: str) -> str:
    """Where everything about a metric stands."""
    return f"/browse?{urlencode({**state.query(), 'metric': metric})}"


@functools.cache
def _environment() -> Environment:
    environment = templates()
    environment.globals.update(listed=listed, about=about, address=address)
    return environment
