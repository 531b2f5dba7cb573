"""Checks of what a number does to people: the behaviour it provokes, and who watches for it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.case import Case, Line
from advisor.checks.fixes import fair_level, moved_to, watching, without_consequence
from advisor.checks.hit import Hit, Said, check
from knowledge.catalogue import Claim
from knowledge.vocabulary import Level, Sort, Theme, Use


@check
def unguarded(case: Case, *, theme: Sequence[Theme] = (), least: int = 1) -> Said:
    """A line provokes harm at the head of its path, and too few valid guards stand in the set."""
    for line in case.lines_of(theme=theme):
        metric, told = str(line.metric), set[str]()
        for level in line.levels or (Level.PROGRAMME,):
            setting = case.setting(line, level, assume=line.consequences is None)
            for provoking, move in case.duties(metric, setting):
                guards = case.guards_against(metric, (provoking, move))
                if not guards or len(set(guards) & case.today) >= least or provoking.end in told:
                    continue
                told.add(provoking.end)
                behaviour = case.catalogue.behaviours[provoking.end]
                fastest = min(guards, key=lambda guard: (case.slowness(guard), guard))
                yield Hit(
                    subjects=(metric,),
                    lines=(line.index,),
                    level=level,
                    facts={
                        "behaviour": behaviour.name.lower(),
                        "does": behaviour.does,
                        "harms": case.catalogue.label(move.end).lower(),
                        "guard": case.catalogue.metrics[fastest].name.lower(),
                    },
                    path=(provoking, move),
                    fix=watching(case, fastest),
                    conditional=line.consequences is None,
                )


@check
def harmful_at_level(case: Case, *, levels: Sequence[Level], sorts: Sequence[Sort] = ()) -> Said:
    """A line presses on people at a level where its dossier says never."""
    for line in case.known:
        metric, entry = str(line.metric), case.entry(line)
        if sorts and entry.sort not in sorts:
            continue
        for level in line.levels or ():
            here = case.use_at(metric, level)
            silent = line.pressed is False and not line.has_target
            if level not in levels or level not in entry.use or here.use is not Use.NEVER or silent:
                continue
            fair = fair_level(case, metric)
            yield Hit(
                subjects=(metric,),
                lines=(line.index,),
                level=level,
                facts={"because": here.because, "fair": fair.label.lower() if fair else "no card"},
                path=_worst(case, line, level),
                fix=moved_to(case, line, fair) if fair else without_consequence(case, line),
                conditional=line.pressed is None,
            )


def _worst(case: Case, line: Line, level: Level) -> tuple[Claim, ...]:
    setting = case.setting(line, level, assume=line.consequences is None)
    reach = case.influence.by_pressure(str(line.metric), setting)
    ranked = sorted(
        reach.harming.values(),
        key=lambda path: (-case.priorities.get(path.end, 0) * path.share, path.end),
    )
    return ranked[0].claims if ranked else ()
