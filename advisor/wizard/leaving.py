"""What can be left behind: files of the design and of the advice on it. Each is made, and what
makes it is loaded, when somebody asks for it - outside of the session: the design is handed in."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from advisor.advice import Advice
from advisor.brief import Brief, document
from advisor.wizard import state, whose
from advisor.wizard.files import File

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def to_edit(advice: Advice, brief: Brief) -> tuple[File, ...]:
    """Deck, workbook and pictures."""
    return (
        File(
            "Slides (PPTX)",
            "slides.pptx",
            PPTX,
            "slideshow",
            lambda: _deck(advice, brief),
        ),
        File(
            "Workbook (XLSX)",
            "metrics.xlsx",
            XLSX,
            "table",
            lambda: _book(advice, brief),
        ),
        *(
            File(
                f"{label} ({kind.upper()})",
                f"{name}.{kind}",
                "image/svg+xml" if kind == "svg" else "image/png",
                "image",
                functools.partial(_picture, advice, brief, name, kind),
            )
            for label, name in (("Strategy map", "strategy-map"), ("The lean", "lean"))
            for kind in ("png", "svg")
        ),
    )


def to_read(advice: Advice) -> tuple[File, ...]:
    """The reports."""
    return (
        File(
            "Report (HTML)",
            "advice.html",
            "text/html",
            "print",
            lambda: _report(advice, "html"),
        ),
        File(
            "Report (Markdown)",
            "advice.md",
            "text/markdown",
            "notes",
            lambda: _report(advice, "md"),
        ),
    )


def to_keep(advice: Advice, brief: Brief) -> tuple[File, ...]:
    """The design, and the design with its result."""
    icon = "download"
    return (
        File(
            "Result (JSON)", "result.json", "application/json", icon, lambda: _result(advice, brief)
        ),
        File("Design (JSON)", "design.json", "application/json", icon, lambda: _design(brief)),
    )


def _design(brief: Brief) -> str:
    return _as_json(document(whose.packed(brief)))


def _result(advice: Advice, brief: Brief) -> str:
    from advisor.reopening import saved

    return _as_json(saved(advice, whose.packed(brief), datetime.now(UTC).date().isoformat()))


def _report(advice: Advice, kind: str) -> str:
    from advisor.reports import report

    return report(advice, state.catalogue(), kind)


def _deck(advice: Advice, brief: Brief) -> bytes:
    from advisor.exports.deck import deck

    return deck(advice, state.catalogue(), whose.packed(brief))


def _book(advice: Advice, brief: Brief) -> bytes:
    from advisor.exports.workbook import workbook

    return workbook(advice, state.catalogue(), whose.packed(brief))


def _picture(advice: Advice, brief: Brief, name: str, kind: str) -> bytes:
    """A picture of the screen as a file, with its alternative text in it."""
    from advisor.exports.drawing import png, svg

    shapes, alt, title = _map(advice) if name == "strategy-map" else _lean(advice)
    brand = brief.brand
    draw = svg if kind == "svg" else png
    return draw(shapes, alt, title=title, name=brand.name if brand else "")


def _map(advice: Advice) -> tuple[Mapping[str, Any], str, str]:
    from advisor.reports.picture import strategy_map
    from advisor.wizard import pictures

    label = state.catalogue().label
    boxes = advice.scorecard.map
    names = {
        metric: label(metric) for box in boxes for metric in (box.result, *box.drivers) if metric
    }
    picture = strategy_map(advice.scorecard, names)
    return pictures.map_shapes(picture), picture.alt, "How one thing leads to the next"


def _lean(advice: Advice) -> tuple[Mapping[str, Any], str, str]:
    from advisor.wizard import pictures

    alt = pictures.lean_alt(advice.lean)
    return pictures.lean_shapes(advice.lean), alt, "Where attention points"


def _as_json(given: object) -> str:
    return json.dumps(given, indent=2, ensure_ascii=False)
