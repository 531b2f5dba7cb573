"""Edits that checks offer as cures. Each is plain, and each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from advisor import targets
from advisor.brief import Edit, Target
from advisor.case import Case, Line
from advisor.checks.hit import Fix
from advisor.checks.uses import names
from knowledge.vocabulary import Consequence, Level, Use

WATCHED_AT = (Level.PROGRAMME, Level.ORGANISATION, Level.TEAM, Level.PLANNING)


def watching(case: Case, metric: str) -> Fix:
    """Put a metric beside the others as a watch: no target, no consequence."""
    return watching_all(case, (metric,))


def watching_all(case: Case, metrics: Sequence[str]) -> Fix:
    """Put some metrics beside the others as watches, each with a limit, a rhythm and an act."""
    what = "a limit and what you do when it is crossed"
    says = f"Watch {names(case, metrics)} beside it, with {what}."
    return Fix(says, tuple(_watch(case, metric) for metric in metrics))


def adding(case: Case, metric: str) -> Fix:
    """Put a metric on the list, to be watched first."""
    says = f"Put {names(case, [metric])} on the list, to be watched first."
    return Fix(says, (_watch(case, metric),))


def on_the_card(case: Case, metric: str, level: Level) -> Fix:
    """Put a metric on somebody's card, with nothing hanging on it."""
    says = f"Put {names(case, [metric])} beside it, for coaching and not for pay."
    return Fix(says, (Edit("add", metric, None, _row(case, metric, [level])),))


def _watch(case: Case, metric: str) -> Edit:
    here = [
        level for level in WATCHED_AT if case.use_at(metric, level).use in (Use.PURSUE, Use.WATCH)
    ]
    return Edit("add", metric, None, _row(case, metric, here[:1] or [Level.PROGRAMME]))


def _row(case: Case, metric: str, levels: Sequence[Level]) -> dict[str, object]:
    row: dict[str, object] = {
        "written": case.catalogue.metrics[metric].name,
        "levels": [level.value for level in levels],
        "consequences": [],
    }
    act = limit_says(case, metric)
    return {**row, "initiative": act} if act else row


def limit_says(case: Case, metric: str) -> str:
    """`Limit: ... Every week. When it is crossed: ...`, as the dossier has it; empty where none."""
    watch = case.catalogue.metrics[metric].watching
    if watch is None:
        return ""
    rhythm = watch.rhythm.label.capitalize()
    return f"Limit: {watch.limit} {rhythm}. When it is crossed: {watch.act}"


def with_act(case: Case, line: Line) -> Fix | None:
    """Add a limit with rhythm and act to a line that is watched."""
    said = limit_says(case, str(line.metric))
    if not said:
        return None
    says = f"Give {names(case, [str(line.metric)])} a limit, a day for looking and an act."
    return Fix(says, (Edit("set", line.metric, "initiative", said),))


def dropping(case: Case, line: Line) -> Fix:
    """Take a metric off the list."""
    says = f"Take {names(case, [str(line.metric)])} off the list."
    return Fix(says, (Edit("drop", line.metric),))


def without_consequence(case: Case, *lines: Line) -> Fix:
    """Keep the numbers and take away what hangs on them."""
    edits = tuple(edit for line in lines for edit in _silent(line))
    told = names(case, list(dict.fromkeys(str(line.metric) for line in lines)))
    return Fix(f"Keep {told} as a report: no pay, no target, no ranking.", edits)


def _silent(line: Line) -> tuple[Edit, Edit]:
    return (
        Edit("set", line.metric, "consequences", [Consequence.REPORTED.value]),
        Edit("set", line.metric, "target", None),
    )


def lowered(case: Case, line: Line) -> Fix | None:
    """Lower the consequence: keep the target, and take pay, trouble and ranking off it."""
    hanging = line.consequences
    sharp = {Consequence.PAID, Consequence.GATE, Consequence.PUNISHED, Consequence.RANKED}
    if hanging is None or sharp.isdisjoint(hanging):
        return None
    kept = sorted(item.value for item in hanging - sharp) or [Consequence.ASKED_FIRST.value]
    says = f"Keep {names(case, [str(line.metric)])} and its target; take pay, trouble and ranking "
    return Fix(f"{says}off it.", (Edit("set", line.metric, "consequences", kept),))


def as_gate(case: Case, line: Line) -> Fix:
    """Make it a gate before any bonus, in place of points that can be won back."""
    kept = sorted({*(line.consequences or ()), Consequence.GATE} - {Consequence.PAID})
    edit = Edit("set", line.metric, "consequences", [item.value for item in kept])
    return Fix(f"Make {names(case, [str(line.metric)])} a gate before any bonus.", (edit,))


def as_share(case: Case, line: Line) -> Fix:
    """Let it pay by degrees in place of all or nothing."""
    kept = sorted({*(line.consequences or ()), Consequence.PAID} - {Consequence.GATE})
    edit = Edit("set", line.metric, "consequences", [item.value for item in kept])
    says = f"Let {names(case, [str(line.metric)])} pay by degrees in place of all or nothing."
    return Fix(says, (edit,))


def without_target(case: Case, line: Line) -> Fix:
    """Nobody is served by a figure that chance decides: off until one's own weeks are known."""
    says = (
        f"Take the figure off {names(case, [str(line.metric)])} until your own worst weeks "
        "have shown what can be kept."
    )
    return Fix(says, (Edit("set", line.metric, "target", None),))


def turned(line: Line, target: Target) -> Fix:
    """Turn a target round."""
    op = ">=" if target.op == "<=" else "<="
    other = target.model_copy(update={"op": op})
    if target.change:
        other = other.model_copy(update={"value": -target.value})
    says = f"Turn the target round: {targets.text(other)}."
    return Fix(says, (_new_target(line, other),))


def _new_target(line: Line, target: Target) -> Edit:
    return Edit("set", line.metric, "target", target.model_dump(exclude_none=True))


def as_band(case: Case, line: Line) -> Fix | None:
    """Widen a limit at one end to a band between the target and today's figure, where today's
    figure is known and on the other side of it."""
    target, actual = line.target, actual_of(case, line)
    if target is None or actual is None or target.op not in ("<=", ">=") or target.change:
        return None
    low, high = sorted((target.value, actual))
    if low == high or (target.op == "<=") is (actual > target.value):
        return None
    band = target.model_copy(update={"op": "band", "value": low, "high": high})
    says = f"Widen it to a band: {targets.text(band)}."
    return Fix(says, (_new_target(line, band),))


def defined(case: Case, line: Line) -> Fix | None:
    """Change the definition to the dossier's own."""
    formula = case.entry(line).formula
    if not formula:
        return None
    says = f"Count {names(case, [str(line.metric)])} as: {formula}."
    return Fix(says, (Edit("set", line.metric, "definition", formula),))


def moved_to(case: Case, line: Line, level: Level) -> Fix:
    """Move a metric to the level where it is fair; it is pursued there only if that is right."""
    metric = str(line.metric)
    here = case.use_at(metric, level)
    edits = [Edit("set", metric, "levels", [level.value])]
    if here.use is not Use.PURSUE:
        edits += _silent(line)
    says = f"Move {names(case, [metric])} to the {level.label.lower()} card: {here.because}"
    return Fix(says, tuple(edits))


def off_cards(case: Case, line: Line, levels: Collection[Level]) -> Fix | None:
    """Take it off some cards and leave it on the others."""
    kept = [level.value for level in line.levels or () if level not in levels]
    if not kept:
        return None
    told = " and ".join(level.label.lower() for level in line.levels or () if level in levels)
    says = f"Take {names(case, [str(line.metric)])} off the {told} card."
    return Fix(says, (Edit("set", line.metric, "levels", kept),))


def exchanged(case: Case, line: Line, metric: str, level: Level) -> Fix:
    """Take another metric in a line's place; what hung on it stays only if that is right."""
    name = case.catalogue.metrics[metric].name
    row: dict[str, object] = {"written": name, "levels": [level.value]}
    if case.use_at(metric, level).use is not Use.PURSUE:
        row["consequences"] = []
    elif line.consequences is not None:
        row["consequences"] = sorted(item.value for item in line.consequences)
    says = f"Take {names(case, [metric])} in place of {names(case, [str(line.metric)])}."
    return Fix(says, (Edit("drop", line.metric), Edit("add", metric, None, row)))


def fair_level(case: Case, metric: str) -> Level | None:
    """The level nearest to the front at which the metric may be pursued, else watched."""
    order = (Level.TEAM, Level.PROGRAMME, Level.PLANNING, Level.ORGANISATION, Level.CLIENT)
    for use in (Use.PURSUE, Use.WATCH, Use.PLAN):
        for level in order:
            if level in case.cards and case.use_at(metric, level).use is use:
                return level
    return None


def eased(case: Case, line: Line, level: Level) -> Iterator[Fix]:
    """Move it to where it may be pursued if that is somewhere else; else take the sting off it, and
    at the last keep it as a report."""
    fair = fair_level(case, str(line.metric))
    pursued = fair and case.use_at(str(line.metric), fair).use is Use.PURSUE
    if fair and pursued and fair is not level:
        yield moved_to(case, line, fair)
    yield without_consequence(case, line)
    yield dropping(case, line)


def actual_of(case: Case, line: Line) -> float | None:
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


def unweighted(case: Case, line: Line) -> Fix:
    """Take the weight off, to be shared out anew."""
    says = f"Take the weight off {names(case, [str(line.metric)])} and share it out anew."
    return Fix(says, (Edit("set", line.metric, "weight", None),))


Cure = Callable[[Case, Line, Level], Fix | None]

CURES: dict[str, Cure] = {
    "report": lambda case, line, _level: without_consequence(case, line),
    "lower": lambda case, line, _level: lowered(case, line),
    "drop": lambda case, line, _level: dropping(case, line),
    "no-target": lambda case, line, _level: without_target(case, line),
    "unweight": lambda case, line, _level: unweighted(case, line),
    "gate": lambda case, line, _level: as_gate(case, line),
    "share": lambda case, line, _level: as_share(case, line),
    "band": lambda case, line, _level: as_band(case, line),
    "define": lambda case, line, _level: defined(case, line),
    "act": lambda case, line, _level: with_act(case, line),
    "move": lambda case, line, level: _moved(case, line, level),
    "off-card": lambda case, line, level: off_cards(case, line, (level,)),
}
"""Cures of one line that a rule may name, in its order, by the word that it uses."""


def _moved(case: Case, line: Line, level: Level) -> Fix | None:
    fair = fair_level(case, str(line.metric))
    return moved_to(case, line, fair) if fair and fair is not level else None


def of_line(case: Case, line: Line, level: Level, wanted: Collection[str]) -> Iterator[Fix]:
    """The cures of these names that a line admits, in this order."""
    for name in wanted:
        fix = CURES[name](case, line, level)
        if fix is not None:
            yield fix
