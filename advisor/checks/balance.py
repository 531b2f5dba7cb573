"""Checks of balance: what all the numbers together look at, and what none of them does."""

from __future__ import annotations

from collections.abc import Collection

from advisor.brief import Edit
from advisor.case import LIKELY, Case, Line
from advisor.checks.fixes import watching, without_consequence
from advisor.checks.hit import Fix, Hit, Said, check
from advisor.checks.uses import CONSEQUENCES, names, placed, pressing, provoked, share_of
from knowledge.catalogue import Claim
from knowledge.vocabulary import Kind, Level, Overlap, Sort, Strength, Theme, Use


@check
def nothing_shows(
    case: Case,
    *,
    heavy: Collection[Theme],
    outcomes: Collection[str],
    best: Collection[str],
    levels: Collection[Level],
) -> Said:
    """On the cards of these levels lines of some themes press, and none there measures any of
    these outcomes."""
    uses = [use for use in pressing(case, levels) if case.entry(use.line).theme in heavy]
    if not uses or any(_shows(case, line, outcomes) for line in placed(case, levels)):
        return
    unclear = (line for line in case.unread if set(line.levels or levels) & set(levels))
    if any(_may_show(case, line, outcomes) for line in unclear):
        return  # what was not understood may be the very thing
    subjects = tuple(dict.fromkeys(use.metric for use in uses))
    wanted = [key for key in best if case.fits(key)]
    yield Hit(
        subjects=subjects,
        lines=tuple(dict.fromkeys(use.line.index for use in uses)),
        level=uses[0].level,
        facts={"counted": names(case, subjects[:3]), "best": names(case, (wanted or [*best])[:1])},
        fix=_on_the_card(case, wanted, uses[0].level),
        conditional=all(use.conditional for use in uses),
    )


@check
def only_haste_pays(case: Case, *, heavy: Collection[Theme], outcomes: Collection[str]) -> Said:
    """Pay or punishment hangs on lines of some themes alone, though others, which measure what
    customers get, stand on the same list."""
    paid = [line for line in case.known if line.incentivised]
    results = [line for line in case.known if _shows(case, line, outcomes)]
    haste = [line for line in paid if case.entry(line).theme in heavy]
    if any(line in results for line in paid) or not haste or not results:
        return
    if any(line.consequences is None for line in results):
        yield CONSEQUENCES
        return
    yield Hit(
        subjects=tuple(dict.fromkeys(str(line.metric) for line in haste)),
        lines=tuple(line.index for line in haste),
        facts={
            "counted": names(case, list(dict.fromkeys(str(line.metric) for line in haste))[:3]),
            "results": names(case, list(dict.fromkeys(str(line.metric) for line in results))[:3]),
        },
        fix=without_consequence(case, *haste),
    )


def _shows(case: Case, line: Line, outcomes: Collection[str]) -> bool:
    """Whether a line measures one of the outcomes, or is a check of safety or the law."""
    return _measures(case, str(line.metric), outcomes)


def _may_show(case: Case, line: Line, outcomes: Collection[str]) -> bool:
    """Whether an unclear name could stand for something that does."""
    likely = (c.metric for c in line.resolved.candidates if c.confidence >= LIKELY)
    return any(_measures(case, metric, outcomes) for metric in likely)


def _measures(case: Case, metric: str, outcomes: Collection[str]) -> bool:
    claims = case.catalogue.related(metric, Kind.MEASURES)
    return case.catalogue.metrics[metric].sort is Sort.FLOOR or any(
        claim.end in outcomes and claim.relation.strength is not Strength.WEAK for claim in claims
    )


def _on_the_card(case: Case, wanted: list[str], level: Level) -> Fix | None:
    """The first of the wanted metrics that may be pursued or watched on this card, as a watch."""
    for key in wanted:
        if case.use_at(key, level).use.rank <= Use.WATCH.rank:
            name = case.catalogue.metrics[key].name
            row = {"written": name, "levels": [level.value], "consequences": []}
            says = f"Put {names(case, [key])} beside it, for coaching and not for pay."
            return Fix(says, (Edit("add", key, None, row),))
    return None


@check
def same_push(case: Case, *, behaviours: Collection[str], levels: Collection[Level]) -> Said:
    """Two or more lines on one card push people the same way."""
    for level in map(Level, levels):
        found: dict[str, list[tuple[Line, Claim]]] = {}
        for use in pressing(case, [level]):
            for claim in provoked(case, use.line, use.level):
                if claim.end in behaviours:
                    found.setdefault(claim.end, []).append((use.line, claim))
        most = max(
            sorted(found),
            key=lambda key: (
                len(_distinct(case, found[key])),
                sum(share_of(claim) for _line, claim in found[key]),
            ),
            default=None,
        )
        if most is None:
            continue
        lines = _distinct(case, found[most])
        if len(lines) < 2:
            continue
        sure = [line for line in lines if line.consequences is not None]
        yield Hit(
            subjects=tuple(str(line.metric) for line in lines),
            lines=tuple(line.index for line in lines),
            level=level,
            facts={
                "names": names(case, [str(line.metric) for line in lines]),
                "behaviour": names(case, [most]),
            },
            path=(found[most][0][1],),
            fix=without_consequence(case, *lines[1:]),
            conditional=len(sure) < 2,
        )


def _distinct(case: Case, pairs: list[tuple[Line, Claim]]) -> list[Line]:
    """Lines of different metrics that are not the same number in other words."""
    kept: list[Line] = []
    for line, _claim in pairs:
        metrics = [str(other.metric) for other in kept]
        same = any(case.overlap(m, str(line.metric)) is Overlap.SAME_NUMBER for m in metrics)
        if line.metric not in metrics and not same:
            kept.append(line)
    return kept


@check
def alone(
    case: Case, *, metrics: Collection[str], beside: Collection[str], priced: Collection[str] = ()
) -> Said:
    """Some metrics press without any of those beside which alone they can be read. In the
    contexts of `priced` money hangs on them whatever was said."""
    sure = any(key in priced for key in case.in_force)
    wanted = [key for key in beside if case.fits(key)]
    if case.present & set(beside) or not wanted:
        return
    for use in pressing(case):
        if use.metric in metrics:
            yield Hit(
                subjects=(use.metric,),
                lines=(use.line.index,),
                level=use.level,
                facts={"beside": names(case, wanted[:3])},
                fix=watching(case, wanted[0]),
                conditional=use.conditional and not sure,
            )
