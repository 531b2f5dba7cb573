"""What people will do: the behaviours that today's list, the contract and the context provoke."""

from __future__ import annotations

from advisor.brief import Part
from advisor.case import Case, Line
from advisor.finding import Voice
from advisor.paths import Path
from advisor.route import Step, steps
from knowledge.catalogue import Claim
from knowledge.vocabulary import Level, Role, Strength


class Expected(Part):
    """One behaviour, who shows it, why here, what it costs, and how one would notice."""

    behaviour: str
    name: str
    role: Role
    does: str
    notice: str
    because_of: tuple[str, ...]
    """Lines as written, or contexts by name."""
    because: str
    costs: tuple[str, ...]
    conditional: bool
    strength: str
    path: tuple[Step, ...]
    evidence: tuple[Voice, ...]


def behaviours(case: Case) -> tuple[Expected, ...]:
    """All that is provoked, strongest first, one entry per behaviour."""
    found: dict[str, list[tuple[Claim, str, bool]]] = {}
    for line in case.known:
        for level in line.levels or (Level.PROGRAMME,):
            for claim, conditional in _provoked(case, line, level):
                found.setdefault(claim.end, []).append((claim, line.written, conditional))
    for context in case.in_force:
        for claim in case.influence.provoked_by_context(context):
            name = case.catalogue.contexts[context].name
            found.setdefault(claim.end, []).append((claim, name, False))
    told = [_expected(case, behaviour, causes) for behaviour, causes in sorted(found.items())]
    order = list(Strength)
    return tuple(
        sorted(told, key=lambda x: (x.conditional, order.index(Strength(x.strength)), x.behaviour))
    )


def _provoked(case: Case, line: Line, level: Level) -> list[tuple[Claim, bool]]:
    unsaid = line.consequences is None
    setting = case.setting(line, level, assume=unsaid)
    return [
        (claim, unsaid and bool(claim.relation.when.consequences))
        for claim in case.influence.provoked(str(line.metric), setting)
    ]


def _expected(case: Case, behaviour: str, causes: list[tuple[Claim, str, bool]]) -> Expected:
    entry = case.catalogue.behaviours[behaviour]
    order = list(Strength)
    first = min(causes, key=lambda x: (x[2], order.index(x[0].relation.strength or Strength.WEAK)))
    claim = first[0]
    worst = _worst(case, claim)
    walked = worst.claims if worst else (claim, *case.influence.heads(claim)[:1])
    return Expected(
        behaviour=behaviour,
        name=entry.name,
        role=entry.who,
        does=entry.does,
        notice=entry.notice,
        because_of=tuple(dict.fromkeys(cause for _claim, cause, _unsaid in causes)),
        because=claim.relation.because,
        costs=tuple(
            case.catalogue.label(move.end)
            for move in case.influence.heads(claim)
            if case.influence.wrong_way(move)
        ),
        conditional=first[2],
        strength=claim.relation.strength or Strength.WEAK,
        path=steps(walked),
        evidence=tuple(
            Voice(source=v.source, grade=v.grade, says=v.says, finds=v.finds)
            for step in walked
            for v in step.relation.evidence
        ),
    )


def _worst(case: Case, claim: Claim) -> Path | None:
    """The path through this behaviour that costs this strategy most."""
    harming = [path for path in case.influence.through(claim) if not path.helps]
    return min(
        harming,
        key=lambda path: (-case.priorities.get(path.end, 0) * path.share, path.nodes),
        default=None,
    )
