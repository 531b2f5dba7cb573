"""Checks of balance: what all the numbers together look at, and what none of them does."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from advisor.brief import Edit
from advisor.case import Case, Line
from advisor.checks.fixes import watching, without_consequence
from advisor.checks.hit import Fix, Hit, Said, check
from advisor.checks.uses import NOTICED, names, placed, pressing, provoked, share_of
from knowledge.catalogue import Claim
from knowledge.vocabulary import Kind, Level, Overlap, Sort, Strength, Theme, Use


@check
def nothing_shows(
    case: Case,
    *,
    heavy: Collection[Theme],
    outcomes: Collection[str],
    best: Collection[str],
    levels: Collection[Level] = (),
    though_elsewhere: bool = False,
) -> Said:
    """Lines of some themes press, and no line at these levels measures any of these outcomes.
    With `though_elsewhere`, only where a line at another level does."""
    uses = [use for use in pressing(case, levels) if case.entry(use.line).theme in heavy]
    here = any(_shows(case, line, outcomes) for line in placed(case, levels))
    anywhere = any(_shows(case, line, outcomes) for line in case.known)
    if not uses or here or anywhere is not though_elsewhere:
        return
    lines = tuple(dict.fromkeys(use.line.index for use in uses))
    subjects = tuple(dict.fromkeys(use.metric for use in uses))
    wanted = [key for key in best if case.fits(key) and key not in case.today]
    yield Hit(
        subjects=subjects,
        lines=lines,
        level=uses[0].level if levels else None,
        facts={"counted": names(case, subjects[:3]), "best": names(case, (wanted or [*best])[:1])},
        fix=_added(case, wanted, levels),
        conditional=all(use.conditional for use in uses),
    )


def _shows(case: Case, line: Line, outcomes: Collection[str]) -> bool:
    """Whether a line measures one of the outcomes, or is a check of safety or the law."""
    claims = case.catalogue.related(str(line.metric), Kind.MEASURES)
    return case.entry(line).sort is Sort.FLOOR or any(
        claim.end in outcomes and claim.relation.strength is not Strength.WEAK for claim in claims
    )


def _added(case: Case, wanted: list[str], levels: Collection[Level]) -> Fix | None:
    if not wanted:
        return None
    if not levels:
        return watching(case, wanted[0])
    allowed = (Use.PURSUE, Use.WATCH)
    for level in map(Level, levels):
        for key in wanted:
            if case.use_at(key, level).use in allowed:
                name = case.catalogue.metrics[key].name
                row = {"written": name, "levels": [str(level)], "consequences": []}
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
def harm_unseen(
    case: Case,
    *,
    heavy: Collection[Theme],
    outcomes: Collection[str],
    theme: Collection[Theme],
    best: Collection[str],
) -> Said:
    """Lines of heavy themes harm these outcomes, and no line of `theme` would show it."""
    if any(case.entry(line).theme in theme for line in case.known):
        return
    found = sorted(_leaning(case, heavy, outcomes), key=lambda item: (-item[0], item[1]))
    if not found:
        return
    lines = tuple(dict.fromkeys(index for _share, index, _claims, _unsure in found))
    subjects = tuple(dict.fromkeys(str(case.lines[index].metric) for index in lines))
    _share, _index, claims, _unsure = found[0]
    wanted = [key for key in best if case.fits(key)]
    yield Hit(
        subjects=subjects,
        lines=lines,
        facts={
            "counted": names(case, subjects[:3]),
            "best": names(case, wanted[:1] or [*best][:1]),
        },
        path=claims,
        fix=watching(case, wanted[0]) if wanted else None,
        conditional=all(unsure for *_rest, unsure in found),
    )


def _leaning(
    case: Case, heavy: Collection[Theme], outcomes: Collection[str]
) -> Iterator[tuple[int, int, tuple[Claim, ...], bool]]:
    """(share, line, path, unsure) for every line that harms one of the outcomes noticeably."""
    for use in pressing(case):
        if case.entry(use.line).theme not in heavy:
            continue
        setting = case.setting(use.line, use.level, assume=use.line.consequences is None)
        reach = case.influence.by_pressure(use.metric, setting)
        for outcome in outcomes:
            path = reach.harming.get(outcome)
            if path and path.share >= NOTICED:
                yield path.share, use.line.index, path.claims, use.line.consequences is None


@check
def alone(
    case: Case, *, metrics: Collection[str], beside: Collection[str], priced: Collection[str] = ()
) -> Said:
    """Some metrics press without any of those beside which alone they can be read. In the
    contexts of `priced` money hangs on them whatever was said."""
    sure = any(key in priced for key in case.in_force)
    wanted = [key for key in beside if case.fits(key)]
    if case.today & set(beside) or not wanted:
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
