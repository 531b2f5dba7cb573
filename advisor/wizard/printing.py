"""A piece of a page as a document of its own, to print or to send: the client's name, logo and
colour on it, and nothing that has to be fetched."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from advisor.wizard import state
from advisor.wizard.element import asset

_RULES = """
:root { --line: 1px solid #C8CDD2; color-scheme: light; }
@page { size: A4; margin: 16mm 15mm; }
body { font: 11pt/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif;
  color: #1B2228; background: #FFFFFF; max-width: 50rem; margin: 1.5rem auto; padding: 0 1rem; }
header { display: flex; align-items: center; justify-content: space-between; gap: 1rem;
  border-bottom: 3px solid var(--accent); padding-bottom: 0.5rem; margin-bottom: 1rem; }
header h1 { font-size: 1.5rem; margin: 0; }
header img { max-height: 3.2rem; max-width: 12rem; }
header p { margin: 0; font-weight: 600; }
footer { border-top: var(--line); margin-top: 2rem; padding-top: 0.5rem; font-size: 0.8rem; }
summary { list-style: none; }
.told summary::before { display: none; }
.told details { border: var(--line); }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""
ACCENT = "#1D5C87"


def sheet(
    title: str, body: str, *, brand: Mapping[str, str | None], foot: str, subtitle: str = ""
) -> str:
    """The document. `body` is HTML whose texts are escaped already; the rest is text. `brand` is
    what is shown of whose it is: name, logo as a data address, colour on light."""
    css = "".join(asset(name) for name in ("told.css", "sheets.css"))
    accent = brand.get("light") or ACCENT
    logo, name = brand.get("logo"), brand.get("name")
    whose = f'<img src="{escape(logo)}" alt="">' if logo else ""
    whose += f"<p>{escape(name)}</p>" if name else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>:root {{ --accent: {escape(accent)}; }}"
        f"{css}{_RULES}</style></head><body><header><div><h1>{escape(title)}</h1>"
        f"{f'<span>{escape(subtitle)}</span>' if subtitle else ''}</div>{whose}</header>"
        f"<main>{body}</main><footer>{escape(foot)}</footer></body></html>"
    )


def way_back(page: str, label: str) -> None:
    """The link to the step that a page beside the way belongs to."""
    st.page_link(
        state.page(page), label=label, icon=":material/arrow_back:", query_params=state.query()
    )


def style() -> str:
    """The rules of these pages, for the screen."""
    css = asset("sheets.css")
    return f"<style>{css}</style>"
