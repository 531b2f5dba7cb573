"""What becomes of each metric: keep, add, change or drop, and which sides of a line change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.case import Case, Line
from advisor.change.standing import cards, full, sentence, target_text, then
from advisor.change.step import Alteration, What
from advisor.checks.stakes import FLOOR, aimed, definition, stake
from advisor.checks.uses import UNPLACED, by_contract, names, provoked, watchers
from advisor.finding import Finding
from advisor.recommend import Chosen, Recommendation
from advisor.scorecard import why_in
from knowledge.schema import Metric
from knowledge.vocabulary import Consequence, Level, Use

COUNT = "A count that planning lives on. It stays in the reports, with no target and on no card."
ELSEWHERE = "It does not apply to these channels or this kind of work."
HARMLESS = (
    "Nothing hangs on it today, so it does no harm: leave it in the reports, and off the page "
    "that people talk about."
)
DONE_WATCHING = (
    "It shows what {} brings about. Look at it for as long as that has its target or anything "
    "hangs on it: when that goes, this has done its work and leaves the page."
)

OR_YOURS = (
    "If yours is well counted and people trust it, keep it in that one's place: one target for the "
    "same thing, never both."
)
MAY_STAY = (
    "It is fair where it stands and may stay, as long as the card keeps few enough numbers to be "
    "held in mind."
)


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one metric."""

    metric: str
    what: What
    because: str
    lines: tuple[Line, ...]
    item: Chosen | None
    alters: tuple[Alteration, ...] = ()

    def changes(self, *sides: str) -> bool:
        return any(item.what in sides for item in self.alters)

    @property
    def leaves(self) -> tuple[Level, ...]:
        """Cards that it stands on today and leaves, or on which it loses its target."""
        use = self.item.uses if self.item is not None and self.item.tier != "plan" else {}
        return tuple(
            level
            for line in self.lines
            for level in line.levels or ()
            if use.get(level, Use.NEVER) is not Use.PURSUE
        )


def steps(
    case: Case, recommendation: Recommendation, findings: Sequence[Finding]
) -> tuple[Step, ...]:
    """One step per metric of today's list and of the set."""
    chosen = {item.metric: item for item in recommendation.metrics}
    left = {item.metric: item.because for item in recommendation.left_out}
    found = []
    for metric in sorted(case.today):
        lines = tuple(line for line in case.known if line.metric == metric)
        item = chosen.get(metric)
        if item is not None and item.tier != "plan":
            found.append(_stays(case, item, lines, findings))
        else:
            taken = bool(case.place.rivals.get(metric, frozenset()) & recommendation.ids)
            because = left.get(metric, ELSEWHERE)
            step = _goes(case, metric, lines, item, because, taken=taken)
            if step.what == "drop" and (guarded := _watches(case, metric, recommendation)):
                step = replace(step, because=DONE_WATCHING.format(names(case, guarded)))
            found.append(step)
    found += [
        Step(item.metric, "add", why_in(case, item), (), item)
        for item in recommendation.metrics
        if item.metric not in case.today and item.tier != "plan"
    ]
    return tuple(found)


# --- what is not in the set ----------------------------------------------------------------------


def _goes(
    case: Case,
    metric: str,
    lines: tuple[Line, ...],
    item: Chosen | None,
    left: str,
    *,
    taken: bool,
) -> Step:
    entry = case.catalogue.metrics[metric]
    chased = [line for line in lines if stake(line)]
    counted = item is not None or not entry.sort.selectable
    if counted and not chased:
        because = COUNT if item is None else "Planners work with it; it needs no target."
        return Step(metric, "keep", because, lines, item)
    if counted:
        because = case.use_at(metric, Level.PLANNING).because
        use = Alteration(
            what="use",
            asks="Leave it to planning: no target, and on no card.",
            before=_pressure(chased),
            after="Counted for planning: no target, and nothing hangs on it",
            because=because,
        )
        return Step(metric, "change", _because(use), lines, item, (use,))
    if all(stake(line) is False for line in lines):
        return Step(metric, "drop", f"{full(left)} {HARMLESS}", lines, item)
    instead = _instead(case, metric, lines, taken=taken)
    return Step(metric, "drop", " ".join((full(left), *instead)), lines, item)


def _watches(case: Case, metric: str, best: Recommendation) -> tuple[str, ...]:
    """Where it is a mere report: lines that press on people today and in the set do not, and whose
    harm it shows until then."""
    if any(stake(line) is not False for line in case.known if line.metric == metric):
        return ()
    pursued = {item.metric for item in best.tier("pursue")}
    found = [
        str(line.metric)
        for line in case.known
        if line.metric not in {metric, *pursued}
        and stake(line)
        and any(
            metric in guards
            for level in line.levels or UNPLACED
            for guards in watchers(case, line, level).values()
        )
    ]
    return tuple(dict.fromkeys(found))


def _instead(case: Case, metric: str, lines: tuple[Line, ...], *, taken: bool) -> Iterator[str]:
    """What one may do instead of dropping it: keep it for its twin, or leave it where it does no
    harm."""
    placed = [level for line in lines for level in line.levels or ()]
    fair = placed and all(case.use_at(metric, level).use is Use.PURSUE for level in placed)
    if taken and case.highest(metric) is Use.PURSUE:
        yield OR_YOURS
    elif fair:
        yield MAY_STAY


# --- what stays ----------------------------------------------------------------------------------


def _stays(case: Case, item: Chosen, lines: tuple[Line, ...], findings: Sequence[Finding]) -> Step:
    alters = [*_level(item, lines), *_use(case, item, lines), *_definition(case, item, lines)]
    if item.tier == "pursue" or not any(side.what == "use" for side in alters):
        alters += _target(item, lines, findings)
    if not alters:
        return Step(item.metric, "keep", why_in(case, item), lines, item)
    return Step(item.metric, "change", _because(*alters), lines, item, tuple(alters))


def _because(*sides: Alteration) -> str:
    return " ".join(f"{side.asks} {full(side.because)}" for side in sides)


def _level(item: Chosen, lines: tuple[Line, ...]) -> Iterator[Alteration]:
    placed = dict.fromkeys(level for line in lines for level in line.levels or ())
    wrong = [
        level
        for level in placed
        if item.uses.get(level, Use.NEVER) is Use.NEVER
        or (item.uses.get(level) is Use.PLAN and level is not Level.PLANNING)
    ]
    if wrong:
        because = item.why_uses.get(wrong[0], "It is not for this card.")
        where = cards(wrong)
        yield Alteration(
            what="level",
            asks=f"Take it off the {where} card.",
            before=sentence(where),
            after=then(item),
            because=because,
        )


def _use(case: Case, item: Chosen, lines: tuple[Line, ...]) -> Iterator[Alteration]:
    for line in lines:
        loose = [level for level in line.levels or () if item.uses.get(level) is Use.WATCH]
        nowhere = line.levels is None and item.tier == "watch"
        if stake(line) and (loose or nowhere):
            yield _loosened(case, item, line, loose)
            return
    reported = lines and all(stake(line) is False for line in lines)
    if reported and item.tier == "pursue":
        aim = f": {item.target.because}" if item.target else ""
        level = next((level for level, use in item.uses.items() if use is Use.PURSUE), None)
        because = item.why_uses.get(level, "") if level else ""
        yield Alteration(
            what="use",
            asks="Give it a target.",
            before="Merely reported",
            after=f"Pursued, with a target{aim}",
            because=because or "It is what this strategy is about.",
        )


def _loosened(case: Case, item: Chosen, line: Line, levels: Sequence[Level]) -> Alteration:
    limit = f": {item.limit.limit}" if item.limit else ""
    where = f" on the {cards(levels)} card" if levels and item.tier == "pursue" else ""
    level = levels[0] if levels else _first_watch(item)
    if case.use_at(item.metric, level).use is Use.PURSUE:
        because = f"A card has only so many targets. {why_in(case, item)}"
    else:
        because = item.why_uses.get(level) or "It is there to be looked at."
    return Alteration(
        what="use",
        asks=f"Watch it{where}: no target, no pay.",
        before=_pressure([line]),
        after=f"Watched{limit}",
        because=because,
    )


def _first_watch(item: Chosen) -> Level:
    order = (Level.PROGRAMME, Level.ORGANISATION, Level.TEAM, Level.CLIENT, Level.AGENT)
    return next((level for level in order if item.uses.get(level) is Use.WATCH), Level.PROGRAMME)


def _pressure(lines: Sequence[Line]) -> str:
    told = []
    if any(aimed(line) for line in lines):
        given = next(target_text(line) for line in lines if aimed(line))
        told.append(f"a target of {given}")
    if any(line.incentivised for line in lines):
        told.append("money or trouble on it")
    elif any(line.pressed for line in lines):
        told.append("attention on it")
    return sentence(" and ".join(told)) or "Chased"


def _definition(case: Case, item: Chosen, lines: tuple[Line, ...]) -> Iterator[Alteration]:
    """A form that is known to mislead; or no form at all where money or a contract hangs on it.
    What will merely be looked at needs none in writing."""
    entry = case.catalogue.metrics[item.metric]
    kept = item.tier == "pursue" or item.owed
    if not kept or not entry.variants or not entry.formula:
        return
    says = "Write down how it is counted."
    after = f"In writing, and for the whole year: {entry.formula}"
    for line in lines:
        known = entry.variants.get(definition(line) or "")
        if known is not None and stake(line):
            yield Alteration(
                what="definition",
                asks=says,
                before=known.differs,
                after=after,
                because=known.misleads,
            )
            return
    if any(_needs_one(line) for line in lines):
        yield Alteration(
            what="definition",
            asks=says,
            before="Nobody said how it is counted",
            after=after,
            because=_differs(entry),
        )


def _needs_one(line: Line) -> bool:
    unsaid = definition(line) is None
    return unsaid and bool(line.incentivised or (by_contract(line) and aimed(line)))


def _differs(entry: Metric) -> str:
    first = next(iter(entry.variants.values()))
    number = len(entry.variants) + 1
    return (
        f"It has {number} usual forms, and whoever runs the report picks the result. One of them: "
        f"{full(first.differs)} {full(first.misleads)}"
    )


def _target(
    item: Chosen, lines: tuple[Line, ...], findings: Sequence[Finding]
) -> Iterator[Alteration]:
    """What the critique says of the target itself: all or nothing, borrowed, copied, one-sided."""
    aims = [line for line in lines if aimed(line)]
    if not aims:
        return
    says = "Look at its target again."
    written = {line.written for line in aims}
    before = sentence(" and ".join(dict.fromkeys(target_text(line) for line in aims)))
    found = next(
        (
            finding
            for finding in findings
            if finding.code[:3] in ("TGT", "WHY")
            and not finding.conditional
            and finding.subjects[:1] == (item.metric,)
            and written & set(finding.written)
        ),
        None,
    )
    if found is not None:
        banded = item.target is not None and item.target.kind == "band"
        after = item.target.because if item.target and banded else found.cure
        yield Alteration(
            what="target", asks=says, before=before, after=after, because=found.message
        )
    elif any(line.row.why is not None and not line.row.why.strip() for line in aims):
        yield Alteration(
            what="target",
            asks=says,
            before=before,
            after="The same figure with a reason in writing, or none at all",
            because="Nobody could say which decision this figure serves.",
        )


def harmful(case: Case, line: Line) -> bool:
    """Whether money, trouble or a ranking hangs on it on a card of the floor where it is not to be
    pursued, and there provokes what spoils something: that is no case for waiting."""
    if not line.incentivised and Consequence.RANKED not in (line.consequences or ()):
        return False
    metric = str(line.metric)
    return any(
        case.use_at(metric, level).use is not Use.PURSUE
        and any(
            case.influence.wrong_way(move)
            for claim in provoked(case, line, level)
            for move in case.influence.heads(claim)
        )
        for level in line.levels or ()
        if level in FLOOR
    )
