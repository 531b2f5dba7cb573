"""Checks of definition: what a number counts, whom it leaves out, and who has agreed to that."""

from __future__ import annotations

from collections.abc import Collection

from advisor import targets
from advisor.case import Case
from advisor.checks.fixes import watching
from advisor.checks.hit import Hit, Missing, Said, check
from advisor.checks.stakes import chased, definition, of_themes, stake, steers
from advisor.checks.uses import names
from knowledge.vocabulary import Theme


@check
def survivors_only(case: Case, *, metrics: Collection[str], beside: Collection[str]) -> Said:
    """All numbers for access count those who stayed, and none those who gave up or never got in."""
    lines = [line for line, _unsure in chased(case, metrics) if steers(line)]
    wanted = [key for key in beside if case.fits(key)]
    if not lines or not wanted or case.present & set(beside):
        return
    subjects = tuple(dict.fromkeys(str(line.metric) for line in lines))
    yield Hit(
        subjects=(*subjects, *wanted),
        lines=tuple(line.index for line in lines),
        facts={"counted": names(case, subjects), "beside": names(case, wanted[:1])},
        fix=watching(case, wanted[0]),
        conditional=all(stake(line) is None for line in lines),
    )


@check
def undefined_pay(case: Case, *, variants: int) -> Said:
    """Money or trouble hangs on numbers that have at least so many definitions, and none of them
    was named."""
    lines = [
        line
        for line in case.known
        if line.incentivised and not definition(line) and len(case.entry(line).variants) >= variants
    ]
    if lines:
        subjects = tuple(dict.fromkeys(str(line.metric) for line in lines))
        yield Hit(subjects=subjects, facts={"counted": names(case, subjects[:4])})
    elif case.known and all(line.consequences is None for line in case.known):
        yield Missing("consequences", "Which of these numbers pay someone or get them in trouble?")


@check
def flattering(case: Case, *, apart: Collection[str] = ()) -> Said:
    """A number that is chased is counted in a way of which we know how it misleads."""
    for line, unsure in chased(case):
        variant = definition(line) or ""
        known = case.entry(line).variants.get(variant)
        if known is not None and variant not in apart and not unsure:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"misleads": known.misleads, "differs": known.differs},
            )


@check
def share_without_limit(case: Case, *, metrics: Collection[str]) -> Said:
    """A share in time has a target, and nobody wrote in which time."""
    for line in case.known:
        target = line.target
        if line.metric not in metrics or target is None or target.unit != "percent":
            continue
        said = f"{line.row.written} {line.row.definition or ''}"
        if target.op in ("<=", ">=", "=") and not targets.holds_figure(said) and not target.change:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"target": targets.text(target)},
            )


@check
def form_without_result(
    case: Case,
    *,
    metrics: Collection[str],
    themes: Collection[Theme],
    variants_apart: Collection[str],
    beside: Collection[str],
) -> Said:
    """The work is judged by a form, and no line of these themes tells what came of it."""
    wanted = [key for key in beside if case.fits(key)]
    if of_themes(case, themes) or not wanted:
        return
    for line, unsure in chased(case, metrics):
        if definition(line) not in variants_apart:
            yield Hit(
                subjects=(str(line.metric), *wanted[:2]),
                lines=(line.index,),
                facts={"beside": names(case, wanted[:1])},
                fix=watching(case, wanted[0]),
                conditional=unsure,
            )
