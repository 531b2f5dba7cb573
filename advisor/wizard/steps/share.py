"""Step 7: hand it on - a link that holds everything, a file, a report."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from advisor import share
from advisor.wizard import files, handing, leaving, opening, state
from advisor.wizard.files import File
from advisor.wizard.steps import beside
from advisor.wizard.telling import Way, told

KEY = "files"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files that serve the same end, and pages that do."""

    heading: str
    says: str
    files: tuple[File, ...]
    ways: tuple[Way, ...] = ()
    """Pages that are made to be handed on as well."""


def draw() -> None:
    """Nothing is uploaded anywhere: the link carries the design itself."""
    request = handing.request()
    token = share.to_link(state.brief(), state.catalogue())
    handing.draw(request, f"{_origin()}/answer?{urlencode({'b': token, **request.query()})}")
    if _files():
        opening.draw()


def _files() -> bool:
    """The files; whether another design is to be opened."""
    advice = state.advice()
    clash = bool(advice.recommendation.clash)
    brief = state.brief()
    shelves = (
        Shelf("Files to show and to edit", _whose(), leaving.to_edit(advice, brief)),
        Shelf("Files to read and to print", "", leaving.to_read(advice), _ways()),
        Shelf(
            "Files to open here again",
            "The result holds what was recommended, and the versions: open it in a year from the "
            "start page, and see what no longer earns its place.",
            leaving.to_keep(advice, brief),
        ),
    )[clash:]  # without a set there is nothing to show
    html = told(
        "files",
        state.catalogue(),
        shelves=shelves,
        clash=clash,
        fingerprint=advice.fingerprint,
    )
    return files.draw(html, [file for shelf in shelves for file in shelf.files], key=KEY)


def _ways() -> tuple[Way, ...]:
    return beside.way(state.brief().context.sourcing), beside.MEASURE


def _whose() -> str:
    brand = state.brief().brand
    if brand and (brand.name or brand.logo or brand.colour):
        return f"With the look of {brand.name or 'the client'} on them."
    return "Give the client's name, logo and colour under Meeting, and they stand on them."


def _origin() -> str:
    """Where this page was opened from, without the path."""
    url = st.context.url or ""
    return "/".join(url.split("/")[:3])
