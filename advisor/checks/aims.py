"""Checks of the target itself: whether it can be missed, which way it points, how far it is."""

from __future__ import annotations

from functools import partial

from advisor import targets
from advisor.brief import Target
from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Hit, Missing, Said, line_check
from advisor.checks.uses import UNPLACED
from advisor.checks.where import Where, about_where, match
from knowledge.vocabulary import Better


@line_check(pressed_only=True)
def no_figure(case: Case, line: Line) -> Said:
    """A target holds no figure, so nobody can tell whether it was met."""
    written = line.row.target
    if line.question is None or not isinstance(written, str):
        return
    if targets.holds_figure(written):
        yield Missing("target", line.question)
    else:
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts=lambda: {"written": written.strip()},
            cures=partial(cures.of_line, case, line, (line.levels or UNPLACED)[0], ["no-target"]),
        )


@line_check(about=about_where, pressed_only=True)
def backwards(case: Case, line: Line, *, where: Where) -> Said:
    """A target caps what is better high, or asks for at least so much of what is better low."""
    better, target = case.entry(line).better, line.target
    if target is None or better is None or match(case, line, where) is None:
        return
    if {"<=": Better.UP, ">=": Better.DOWN}.get(target.op) is not better:
        return
    yield Hit(
        subjects=(str(line.metric),),
        lines=(line.index,),
        facts=lambda: {"better": better.label},
        cures=lambda: (cures.turned(line, target), cures.without_target(case, line)),
    )


@line_check(about=about_where)
def against_actual(
    case: Case,
    line: Line,
    *,
    where: Where,
    least: float | None = None,
    most: float | None = None,
) -> Said:
    """How far today's figure lies on the wrong side of the target: at least `least` of its unit,
    or at most `most`; 0 or less where the target is met."""
    if line.target is None or line.row.actual is None or match(case, line, where) is None:
        return
    actual = cures.actual_of(case, line)
    if actual is None:
        return
    gap = _gap(line.target, actual)
    if (least is None or gap >= least) and (most is None or gap <= most):
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts=lambda: {"actual": _shown(line)},
        )


def _shown(line: Line) -> str:
    """Today's figure as given; where it is of what is left to 100 %, that is said."""
    return f"{line.row.actual} of the rest to 100 %" if line.complement else str(line.row.actual)


def _gap(target: Target, actual: float) -> float:
    """How far today's figure is on the wrong side of the target; 0 or less where it is met."""
    return actual - target.value if target.op == "<=" else target.value - actual
