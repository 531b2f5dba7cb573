"""Checks of the list against the strategy: what it serves, and what it works against."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from advisor import lean
from advisor.case import Case, Line
from advisor.checks import cures
from advisor.checks.hit import Fix, Hit, Reads, Said, check, line_check
from advisor.checks.remembered import of_all_lines, of_every_line, of_line
from advisor.checks.uses import NOTICED, Pressing, names, pressed, unsaid_hangs_on, watchers
from advisor.paths import Path
from knowledge.catalogue import Claim
from knowledge.vocabulary import Better, Lens, Level, Role, Use

FAR = 5
MATTERS = 4
"""A priority that the strategy is about."""


@line_check(hangs_on=unsaid_hangs_on, pressed_only=True)
def against_strategy(case: Case, line: Line, *, levels: Collection[Level] = ()) -> Said:
    """A line harms, through what people do for it, an outcome that the strategy is about, and
    more than it helps any."""
    for use in pressed(line, levels):
        if case.use_at(use.metric, use.level).use is Use.PURSUE:
            continue  # what it does wrong is a matter for guards, not for the strategy
        worst = _harm(case, line, use.level)
        if worst is None or _weigh(case, worst) <= _help(case, line):
            continue
        shown = watchers(case, line, use.level).get(worst.claims[0].end, frozenset())
        if use.conditional and not shown.isdisjoint(case.present):
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            conditional=line.consequences is None,
            mark=(worst.claims[0].end,),
            facts=partial(_harm_told, case, worst),
            path=partial(_claims, worst),
            cures=partial(_off_strategy, case, use),
        )


def _claims(path: Path) -> tuple[Claim, ...]:
    return path.claims


def _harm_told(case: Case, worst: Path) -> dict[str, str]:
    return {
        "harmed": names(case, [worst.end]),
        "behaviour": names(case, [worst.claims[0].end]),
        "strategy": case.strategy.name,
    }


def _off_strategy(case: Case, use: Pressing) -> Iterator[Fix]:
    yield cures.without_consequence(case, use.line)
    yield cures.dropping(case, use.line)


@of_line
def _harm(case: Case, line: Line, level: Level) -> Path | None:
    setting = case.setting(line, level, assume=line.consequences is None)
    reach = case.influence.by_pressure(str(line.metric), setting)
    top = min(MATTERS, max(case.priorities.values(), default=0))
    paths = [
        path
        for path in reach.harming.values()
        if case.priorities[path.end] >= top
        and path.share >= NOTICED
        and case.catalogue.behaviours[path.claims[0].end].who is not Role.CUSTOMER
    ]
    return max(paths, key=lambda path: (_weigh(case, path), path.end), default=None)


@of_line
def _help(case: Case, line: Line) -> int:
    if not case.entry(line).sort.selectable:
        return 0
    reach = case.influence.by_value(str(line.metric))
    return max((_weigh(case, path) for path in reach.helping.values()), default=0)


def _weigh(case: Case, path: Path) -> int:
    return case.priorities.get(path.end, 0) * path.share


def _pulls(case: Case, line: Line, _params: dict[str, Any]) -> bool:
    return bool(_pull(case, line))


@check(Reads.PRESSURE, plays=_pulls)
def attention_elsewhere(case: Case, *, most: int, fewest: int) -> Said:
    """Of what is chased, less than `most` percent points where the strategy leans, and less than
    a fifth of what the strategy itself gives that side. Needs a strategy that leans, and `fewest`
    lines that point anywhere."""
    wanted = case.strategy.lens
    if wanted is None:
        return
    pointing, *drawn = _drawn(case) or (0,)
    if pointing < fewest:
        return
    weights = dict(zip(Lens, drawn, strict=True))
    first = max(sorted(weights), key=lambda lens: weights[lens])
    enough = min(most, _stated(case, wanted) // FAR)
    if first is wanted or weights[wanted] * 100 >= enough * sum(weights.values()):
        return
    lines = _pointing(case, first)
    yield Hit(
        subjects=tuple(str(line.metric) for line in lines),
        lines=tuple(line.index for line in lines),
        conditional=all(line.consequences is None for line in lines),
        facts=lambda: {
            "counted": names(case, [str(line.metric) for line in lines][:3]),
            "goes": first.label.lower(),
            "wanted": wanted.label.lower(),
            "strategy": case.strategy.name,
        },
        cures=partial(_towards, case, lines),
    )


def _stated(case: Case, wanted: Lens) -> int:
    """Percent of the strategy's weight on one side; what comes first pulls more than in
    proportion, as in the lean that is drawn."""
    weights = dict.fromkeys(Lens, 0)
    for outcome, priority in case.priorities.items():
        weights[case.catalogue.outcomes[outcome].lens] += priority * priority
    return 100 * weights[wanted] // max(1, sum(weights.values()))


@of_all_lines
def _drawn(case: Case, line: Line) -> tuple[int, ...]:
    """Whether a line is chased and points anywhere; how much attention it draws to each side."""
    drawn = _pull(case, line)
    return (int(bool(drawn)), *(drawn.get(lens, 0) for lens in Lens))


@of_line
def _pull(case: Case, line: Line) -> Mapping[Lens, int]:
    """How much attention a line that is chased draws to each side."""
    shares = attention(case, line) if pressed(line) else {}
    return {lens: lean.pull(line) * share for lens, share in shares.items()}


@of_line
def attention(case: Case, line: Line) -> Mapping[Lens, int]:
    """Where a line points: remembered, since it is asked of every variant of a list."""
    return lean.attention(case, line)


@of_every_line
def _pulling(case: Case, line: Line) -> tuple[Line, Mapping[Lens, int]]:
    return line, _pull(case, line)


def _pointing(case: Case, lens: Lens) -> list[Line]:
    """The lines that point most at a lens, one for each metric."""
    ranked = sorted(
        (-drawn[lens], line.index, line) for line, drawn in _pulling(case) if drawn.get(lens)
    )
    found: dict[str, Line] = {}
    for _drawn, _index, line in ranked:
        found.setdefault(str(line.metric), line)
    return list(found.values())


def _towards(case: Case, lines: list[Line]) -> Iterator[Fix]:
    """Take the sting off what draws attention elsewhere, one after the other."""
    for number in range(1, len(lines) + 1):
        yield cures.without_consequence(case, *lines[:number])


@line_check(pressed_only=True)
def given_up(case: Case, line: Line, *, least: int) -> Said:
    """A line pays or punishes for what the strategy gives up: it helps no outcome whose priority
    is at least `least`."""
    entry = case.entry(line)
    if not line.incentivised or not entry.sort.selectable or entry.better is Better.BAND:
        return
    helping = case.influence.by_value(str(line.metric)).helping.values()
    strongest = max((path.share for path in helping), default=0)
    near = [path for path in helping if path.share * 2 >= strongest]
    if not near or any(case.priorities.get(path.end, 0) >= least for path in near):
        return
    served = max(near, key=lambda path: (path.share, path.end))
    for use in pressed(line):
        yield Hit(
            subjects=(use.metric,),
            lines=(line.index,),
            level=use.level,
            facts=lambda: {"served": names(case, [served.end]), "strategy": case.strategy.name},
            path=lambda: served.claims,
            cures=partial(cures.of_line, case, line, use.level, ["lower", "report", "drop"]),
        )
