"""Checks of the list against the strategy: what it serves, and what it works against."""

from __future__ import annotations

from collections.abc import Collection

from advisor import lean
from advisor.case import Case, Line
from advisor.checks.fixes import dropping, without_consequence
from advisor.checks.hit import Hit, Said, check
from advisor.checks.uses import NOTICED, Pressing, names, pressing, watchers
from advisor.paths import Path
from knowledge.vocabulary import Better, Lens, Level, Role, Use

MATTERS = 4
"""A priority that the strategy is about."""


@check
def against_strategy(case: Case, *, levels: Collection[Level] = ()) -> Said:
    """A line harms, through what people do for it, an outcome that the strategy is about, and
    more than it helps any."""
    for use in pressing(case, levels):
        if case.use_at(use.metric, use.level).use is Use.PURSUE:
            continue  # what it does wrong is a matter for guards, not for the strategy
        worst = _harm(case, use)
        if worst is None or _weigh(case, worst) <= _help(case, use.metric):
            continue
        shown = watchers(case, use.line, use.level).get(worst.claims[0].end, frozenset())
        if use.conditional and shown & case.present:
            continue
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={
                "harmed": names(case, [worst.end]),
                "behaviour": names(case, [worst.claims[0].end]),
                "strategy": case.strategy.name,
            },
            path=worst.claims,
            fix=without_consequence(case, use.line),
            conditional=use.line.consequences is None,
        )


def _harm(case: Case, use: Pressing) -> Path | None:
    setting = case.setting(use.line, use.level, assume=use.line.consequences is None)
    reach = case.influence.by_pressure(use.metric, setting)
    top = min(MATTERS, max(case.priorities.values(), default=0))
    paths = [
        path
        for path in reach.harming.values()
        if case.priorities[path.end] >= top
        and path.share >= NOTICED
        and case.catalogue.behaviours[path.claims[0].end].who is not Role.CUSTOMER
    ]
    return max(paths, key=lambda path: (_weigh(case, path), path.end), default=None)


def _help(case: Case, metric: str) -> int:
    if not case.catalogue.metrics[metric].sort.selectable:
        return 0
    reach = case.influence.by_value(metric)
    return max((_weigh(case, path) for path in reach.helping.values()), default=0)


def _weigh(case: Case, path: Path) -> int:
    return case.priorities.get(path.end, 0) * path.share


@check
def attention_elsewhere(case: Case, *, most: int, fewest: int) -> Said:
    """Of what is chased, less than `most` percent points where the strategy leans. Needs a strategy
    that leans, and `fewest` lines that point anywhere."""
    wanted = case.strategy.lens
    chased = {use.line.index for use in pressing(case)}
    pointing = [line for line in case.known if line.index in chased and lean.attention(case, line)]
    if wanted is None or len(pointing) < fewest:
        return
    weights = dict.fromkeys(Lens, 0)
    for line in pointing:
        for lens, share in lean.attention(case, line).items():
            weights[lens] += lean.pull(line) * share
    first = max(sorted(weights), key=lambda lens: weights[lens])
    if first is wanted or weights[wanted] * 100 >= most * sum(weights.values()):
        return
    lines = _pointing(case, pointing, first)
    yield Hit(
        subjects=tuple(str(line.metric) for line in lines),
        lines=tuple(line.index for line in lines),
        facts={
            "counted": names(case, [str(line.metric) for line in lines][:3]),
            "goes": first.label.lower(),
            "wanted": wanted.label.lower(),
            "strategy": case.strategy.name,
        },
        conditional=all(line.consequences is None for line in lines),
    )


def _pointing(case: Case, lines: list[Line], lens: Lens) -> list[Line]:
    """The lines that point most at a lens, one for each metric."""
    shares = {line: lean.attention(case, line).get(lens, 0) for line in lines}
    ranked = sorted(shares, key=lambda line: (-shares[line] * lean.pull(line), line.index))
    found = {str(line.metric): line for line in reversed(ranked) if shares[line]}
    return sorted(found.values(), key=lambda line: ranked.index(line))


@check
def given_up(case: Case, *, least: int) -> Said:
    """A line pays or punishes for what the strategy gives up: it helps no outcome whose priority
    is at least `least`."""
    for use in pressing(case):
        entry = case.entry(use.line)
        if not use.line.incentivised or not entry.sort.selectable or entry.better is Better.BAND:
            continue
        helping = case.influence.by_value(use.metric).helping.values()
        strongest = max((path.share for path in helping), default=0)
        near = [path for path in helping if path.share * 2 >= strongest]
        if not near or any(case.priorities.get(path.end, 0) >= least for path in near):
            continue
        served = max(near, key=lambda path: (path.share, path.end))
        yield Hit(
            subjects=(use.metric,),
            lines=(use.line.index,),
            level=use.level,
            facts={"served": names(case, [served.end]), "strategy": case.strategy.name},
            path=served.claims,
            fix=without_consequence(case, use.line),
        )


@check
def ruled_out(case: Case) -> Said:
    """A line that the same brief says must never be used."""
    for line in case.known:
        if line.metric in case.brief.never:
            yield Hit(
                subjects=(str(line.metric),),
                lines=(line.index,),
                fix=dropping(case, line),
            )
