"""The critique as one piece of HTML: what each part of its template is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.advice import Advice
from advisor.change.standing import cards
from advisor.critique.verdict import SENTENCE, partly_read
from advisor.finding import Critique, Finding
from advisor.lean import Leans
from advisor.reports.people import by_role
from advisor.reports.standing_out import Cause, Item, counted, effect_says, moved, standing_out
from advisor.wizard import feasible_told, pictures
from advisor.wizard.browse.addresses import Address
from advisor.wizard.folding import folded
from advisor.wizard.pressed import Away, Page
from advisor.wizard.telling import Link, Voiced, links, told, voiced
from advisor.wizard.words import SIGNS, Sign
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Severity, Use

STANDS = {Use.PURSUE: "with a target", Use.WATCH: "watched, with no target,"}
FOREMOST = 4  # roles of which one thing is said; all of it has a page of its own


@dataclass(frozen=True, slots=True)
class Told:
    """One finding, with all that stands under it."""

    mark: str
    sign: Sign
    finding: Finding
    effect: str
    """What its fix does to the counts; empty where none is offered."""
    path: tuple[Link, ...]
    voices: tuple[Voiced, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class ToldCause:
    """One cause: a line, and what it opens."""

    number: int
    says: str
    counted: str
    gist: str
    lines: tuple[str, ...]
    kept: str
    """What the recommended set does with it."""
    sign: Sign
    wide: bool
    """Whether it stands open where there is room."""
    first: Told
    more: tuple[Told, ...]
    more_counted: str


def page(
    advice: Advice, catalogue: Catalogue, *, people: str, today: str, currency: str | None
) -> Page:
    """The whole critique. `people` is the address of the page about what people will do, `today`
    of the one with the list."""
    found = advice.critique
    standing = standing_out(found)
    acting = by_role(advice.behaviours)
    away = Away()
    html = told(
        "critique",
        catalogue,
        away=away,
        revealed=advice.revealed,
        unrevealed=advice.unrevealed,
        verdict=_verdict(found),
        to_tick=found.to_tick,
        today=today,
        move=_move(found),
        legend=_legend(found),
        view=[_cause(cause, advice, catalogue) for cause in standing.view],
        rest=[_cause(cause, advice, catalogue) for cause in standing.rest],
        accepted=found.accepted,
        passed=found.passed,
        skipped=found.skipped,
        expected=len(advice.behaviours),
        foremost=[role.first[0].item for role in acting[:FOREMOST]],
        people=people,
        lean=_lean(advice.lean, catalogue),
        feasibility=feasible_told.given(advice.feasibility, currency),
    )
    return Page(html, folded(away.texts))


def _legend(found: Critique) -> list[tuple[Sign, str, str, str]]:
    """What each sign on the page says, and how many findings have it on how many lines or gaps:
    the verdict counts the ones, the causes and the fixes count the others."""
    what = {Severity.ERROR: ", whatever the strategy", Severity.WARNING: f" {found.aim}"}
    told = []
    for kind in Severity:
        causes = [item.cause for item in found.findings if item.severity is kind]
        lines = len(set(causes))
        noun = "line or gap" if lines == 1 else "lines or gaps"
        if causes:
            number = f"{len(causes)} on {lines} {noun}"
            told.append((SIGNS[kind], kind.label, what.get(kind, ""), number))
    return told


def _verdict(found: Critique) -> Mapping[str, str]:
    errors, warnings, _advice = found.counts()
    if errors:
        hue, icon = "red", SIGNS[Severity.ERROR].icon
    elif warnings:
        hue, icon = "orange", SIGNS[Severity.WARNING].icon
    elif partly_read(*found.judged):
        hue, icon = "blue", "info"
    elif found.findings or found.passed:
        hue, icon = "green", "check_circle"
    else:
        hue, icon = "blue", "info"
    return {"hue": hue, "icon": icon, "says": found.verdict}


def _move(found: Critique) -> Mapping[str, str] | None:
    move, item = found.move, moved(found)
    if move is None or item is None or item.effect is None:
        return None
    return {**move.model_dump(), "effect": effect_says(item.effect)}


def _cause(cause: Cause, advice: Advice, catalogue: Catalogue) -> ToldCause:
    first, *more = cause.items
    grave = first.finding.severity
    return ToldCause(
        number=cause.number,
        says=cause.says,
        counted=cause.counted,
        gist=SENTENCE.split(first.finding.message)[0],
        lines=cause.lines,
        kept=_kept(first.finding, advice),
        sign=SIGNS[grave],
        wide=cause.number == 1 or grave is Severity.ERROR,
        first=_told(first, catalogue),
        more=tuple(_told(item, catalogue) for item in more),
        more_counted=counted([item.finding for item in more]),
    )


def _kept(finding: Finding, advice: Advice) -> str:
    """What becomes of a line that is found fault with: what is wrong on one card may be right on
    another, or with nothing hanging on it. Empty for a gap, which no line stands in."""
    metrics = {item.metric for item in advice.resolved}
    about = next((key for key in finding.subjects[:1] if key in metrics), None)
    best = advice.recommendation
    if not finding.written or about is None or best.clash:
        return ""
    if about not in best.ids:
        return "left out."
    at = {
        use: [
            c.level
            for c in advice.scorecard.cards
            for x in c.lines
            if (x.metric, x.use) == (about, use)
        ]
        for use in Use
    }
    told = [f"{how} for {cards(at[use])}" for use, how in STANDS.items() if at[use]]
    return f"{'; '.join(told) or 'for planning alone'}."


def _told(item: Item, catalogue: Catalogue) -> Told:
    finding = item.finding
    return Told(
        mark=item.mark,
        sign=SIGNS[finding.severity],
        finding=finding,
        effect=effect_says(finding.effect) if finding.fix and finding.effect else "",
        path=links(finding.path, catalogue),
        voices=voiced(finding.evidence, catalogue),
        rule=f"/browse{Address('rule', finding.code).href}",
    )


def _lean(leans: Leans, catalogue: Catalogue) -> Mapping[str, Any]:
    voices = (("Today", leans.today), ("Recommended", leans.recommended))
    return {
        "gist": f"Today: {pictures.axis_says(leans.today)}." if leans.today else "",
        "narrow": pictures.lean_shapes(leans, narrow=True),
        "wide": pictures.lean_shapes(leans),
        "alt": pictures.lean_alt(leans),
        "rows": pictures.lean_table(leans),
        "because": [
            f"{name}, {lens.label.lower()}: {', '.join(map(catalogue.label, metrics))}"
            for name, found in voices
            for lens, metrics in (found.because.items() if found else ())
        ],
    }
