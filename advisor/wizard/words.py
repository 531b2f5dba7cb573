"""Words and marks that the answer steps share: severities, effects, paths, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from advisor.brief import Brief, unnoted
from advisor.finding import Effect, Voice
from advisor.route import Step
from advisor.wizard.browse.addresses import Address, of_triple
from advisor.wizard.look import plain
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Finds, Grade, Severity

VOICES = 5  # of those who support a claim, in view
ICON: dict[Severity, str] = {
    Severity.ERROR: ":material/dangerous:",
    Severity.WARNING: ":material/warning:",
    Severity.ADVICE: ":material/lightbulb:",
}
HUE: dict[Severity, str] = {
    Severity.ERROR: "red",
    Severity.WARNING: "orange",
    Severity.ADVICE: "blue",
}
SIGN = {"+": "raises", "-": "lowers"}


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def effect_says(effect: Effect) -> str:
    """What a fix does to the counts: `1 wrong -> 0, 3 will hurt -> 2`; what stays is left out."""
    words = (("wrong", effect.errors), ("will hurt", effect.warnings))
    told = [f"{then[0]} {word} → {then[1]}" for word, then in words if then[0] != then[1]]
    if effect.advice[0] != effect.advice[1]:
        told.append(f"{effect.advice[0]} worth a look → {effect.advice[1]}")
    return ", ".join(told)


def step_says(step: Step, catalogue: Catalogue) -> str:
    """One relation in words, as markdown."""
    start, end = plain(catalogue.label(step.start)), plain(catalogue.label(step.end))
    word = step.kind
    if step.kind in ("moves", "drives") and step.sign in SIGN:
        word = SIGN[step.sign]
    how_soon = f", {step.delay}" if step.delay else ""
    disputed = " :material/balance: *disputed*" if step.disputed else ""
    at = of_triple(step.start, step.kind, step.end, catalogue)
    evidence = f" [evidence](/browse{at.href})" if at else ""
    return f"**{start}** {word} **{end}**{how_soon}{disputed}: {plain(step.because)}{evidence}"


def path_says(path: Sequence[Step], catalogue: Catalogue) -> str:
    """A path as a numbered list, as markdown."""
    return "\n".join(
        f"{number}. {step_says(step, catalogue)}" for number, step in enumerate(path, start=1)
    )


def strongest(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Each voice once: those who found otherwise first, then the better kinds of support."""
    order = list(Grade)
    unique = dict.fromkeys(voices)
    return tuple(
        sorted(
            unique,
            key=lambda voice: (voice.finds == Finds.SUPPORTS, order.index(Grade(voice.grade))),
        )
    )


def evidence_says(voices: Sequence[Voice], catalogue: Catalogue) -> tuple[str, ...]:
    """Who says so, a paragraph each; how many more say the same where there are many."""
    told = strongest(voices)
    against = sum(voice.finds != Finds.SUPPORTS for voice in told)
    shown = max(against, VOICES)
    said = [voice_says(voice, catalogue) for voice in told[:shown]]
    if len(told) > shown:
        more = len(told) - shown
        said.append(f":small[{more} more {'voice says' if more == 1 else 'voices say'} the same.]")
    return tuple(said)


def paragraphs(*said: str) -> None:
    """Several paragraphs as one element: what a page takes to draw grows with their number."""
    st.markdown("\n\n".join(part for part in said if part))


def voice_says(voice: Voice, catalogue: Catalogue) -> str:
    """One piece of evidence: grade, what it finds, who says so, and who gains if it is believed."""
    grade = Grade(voice.grade).label
    finds = Finds(voice.finds)
    turn = "" if finds is Finds.SUPPORTS else f" ({finds.label})"
    told = f"**{grade[:1].upper()}{grade[1:]}**{turn}: {plain(voice.says)}"
    source = catalogue.sources.get(voice.source)
    if source is None:
        return told
    gains = (
        "Nobody is known to gain from it."
        if source.interest in ("none", "none known")
        else f"Who gains: {plain(source.interest)}"
    )
    whose = [*source.authors[:2], *([str(source.year)] if source.year else [])]
    origin = f" ({plain(', '.join(whose))})" if whose else ""
    title = f"[{plain(source.title)}](/browse{Address('source', voice.source).href})"
    return f"{told}  \n:small[{title}{origin}. {gains}]"


def bare(brief: Brief) -> Brief:
    """The brief without what no choice depends on, so that writing down an owner, accepting a
    finding or saying what hurts costs no new solve."""
    rows = tuple(
        row.model_copy(update={"owner": None, "initiative": None, "review": None})
        for row in brief.today
    )
    unheard = {"voices": (), "gives": None, "should_give": None}
    stated = brief.strategy.model_copy(update=unheard)
    told = {"today": rows, "accepted": (), "hurts": (), "strategy": stated}
    return unnoted(brief).model_copy(update=told)
