"""Checks of the target itself: what it asks for, and what it leaves free."""

from __future__ import annotations

from collections.abc import Collection

from advisor import targets
from advisor.brief import Edit, Target
from advisor.case import Case, Line
from advisor.checks.fixes import watching
from advisor.checks.hit import Fix, Hit, Missing, Said, check
from advisor.checks.stakes import chased, steers
from advisor.checks.uses import names
from knowledge.vocabulary import Better, Sort, Theme

FULL = 100.0


@check
def absolute(
    case: Case,
    *,
    sorts_apart: Collection[Sort],
    themes_apart: Collection[Theme],
    apart: Collection[str] = (),
) -> Said:
    """A target asks for all or for none of something that chance has a hand in."""
    for line in case.known:
        entry, target = case.entry(line), line.target
        meant = entry.sort in sorts_apart or entry.theme in themes_apart or line.metric in apart
        if target is None or target.change or meant:
            continue
        none = target.value == 0 and target.op != ">=" and entry.better is not Better.UP
        full = target.unit == "percent" and target.value >= FULL and target.op != "<="
        if none or (full and entry.better is not Better.DOWN):
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"asks": "none at all" if none else "every single one"},
                fix=_without_target(case, line),
            )


def _without_target(case: Case, line: Line) -> Fix:
    says = (
        f"Take the figure off {names(case, [str(line.metric)])} until your own worst weeks "
        "have shown what can be kept."
    )
    return Fix(says, (Edit("set", line.metric, "target", None),))


@check
def rest_left_out(case: Case, *, metrics: Collection[str], beside: Collection[str]) -> Said:
    """A share in time is chased, and nothing limits what happens to the rest. A second point of
    the same curve is a limit."""
    wanted = [key for key in beside if case.fits(key)]
    if case.present & set(beside) or not wanted:
        return
    for line, unsure in chased(case, metrics):
        points = [other for other in case.known if other.metric == line.metric and other.target]
        tail = any(other.target and other.target.percentile for other in points)
        within = line.target is not None and line.target.op == "within"
        share = within or case.entry(line).unit == "percent"
        if len(points) > 1 or tail or not share or not steers(line):
            continue
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts={"beside": names(case, wanted[:1])},
            fix=watching(case, wanted[0]),
            conditional=unsure or line.consequences is None,
        )


@check
def no_figure(case: Case) -> Said:
    """A target holds no figure, so nobody can tell whether it was met."""
    for line in case.known:
        written = line.row.target
        if line.question is None or not isinstance(written, str):
            continue
        if targets.holds_figure(written):
            yield Missing("target", line.question)
        else:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"written": written.strip()},
            )


@check
def backwards(case: Case, *, apart: Collection[str] = ()) -> Said:
    """A target caps what is better high, or asks for at least so much of what is better low."""
    turned = {"<=": Better.UP, ">=": Better.DOWN}
    for line in case.known:
        better, target = case.entry(line).better, line.target
        if target is None or line.metric in apart or better is None:
            continue
        if turned.get(target.op) is not better:
            continue
        op = ">=" if target.op == "<=" else "<="
        other = target.model_copy(update={"op": op})
        if target.change:
            other = other.model_copy(update={"value": -target.value})
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts={"target": targets.text(target), "better": better.label},
            fix=Fix(
                f"Turn the target round: {targets.text(other)}.",
                (Edit("set", line.metric, "target", other.model_dump(exclude_none=True)),),
            ),
        )


@check
def one_sided(case: Case) -> Said:
    """A number that is bad at both ends has a limit at one end only."""
    for line, _unsure in chased(case):
        target = line.target
        if target is None or target.op not in ("<=", ">=") or target.value == 0:
            continue
        if case.entry(line).better is not Better.BAND or line.pressed is False:
            continue
        yield Hit(
            subjects=(str(line.metric),),
            lines=(line.index,),
            facts={
                "target": targets.text(target),
                "open": "too little" if target.op == "<=" else "too much",
            },
            conditional=line.pressed is None,
        )


@check
def met_already(case: Case) -> Said:
    """Today's figure is on the right side of the target already."""
    for line in case.known:
        actual = _actual(case, line)
        if line.target is None or actual is None or line.pressed is False:
            continue
        if _gap(line.target, actual) <= 0:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"target": targets.text(line.target), "actual": _shown(line)},
            )


@check
def out_of_sight(case: Case, *, points: float) -> Said:
    """Today's figure lies more than so many points of a percentage from the target."""
    for line in case.known:
        actual, target = _actual(case, line), line.target
        if actual is None or target is None or target.unit != "percent":
            continue
        if _gap(target, actual) >= points:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                facts={"target": targets.text(target), "actual": _shown(line)},
            )


def _actual(case: Case, line: Line) -> float | None:
    """Today's figure, where it stands in the target's unit and can be compared."""
    target, written = line.target, line.row.actual
    comparable = target is not None and not target.change and target.op in ("<=", ">=", "within")
    if not comparable or written is None or target is None:
        return None
    entry = case.entry(line)
    found = targets.read(written, better=entry.better, unit=entry.unit).target
    if found is None or found.change or found.unit != target.unit or found.op == "band":
        return None
    return targets.rest(found).value if line.complement else found.value


def _shown(line: Line) -> str:
    """Today's figure as given; where it is of what is left to 100 %, that is said."""
    return f"{line.row.actual} of the rest to 100 %" if line.complement else str(line.row.actual)


def _gap(target: Target, actual: float) -> float:
    """How far today's figure is on the wrong side of the target; 0 or less where it is met."""
    return actual - target.value if target.op == "<=" else target.value - actual
