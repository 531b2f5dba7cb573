"""What people will do: the behaviours that today's list, the contract and the context provoke."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.brief import Part
from advisor.case import Case, Line
from advisor.finding import Voice, voices
from advisor.paths import Path
from advisor.route import Step, steps
from knowledge.catalogue import Claim
from knowledge.schema import Behaviour
from knowledge.vocabulary import Consequence, Dimension, Lens, Level, Role, Strength

PAYS = {
    Lens.CUSTOMER: "Customers",
    Lens.EFFICIENCY: "Whoever pays for the centre",
    Lens.REVENUE: "The organisation's income",
    Lens.RISK: "Customers who come to harm, and whoever answers for it",
    Lens.PEOPLE: "Your people",
}
MOST_SPOILT = 3
PARTIES = frozenset({Role.CLIENT, Role.PROVIDER})
"""Roles that there are only where somebody buys the work of somebody else."""


class Expected(Part):
    """One behaviour, who shows it, why here, what it costs, and how one would notice."""

    behaviour: str
    name: str
    role: Role
    does: str
    notice: str
    because_of: tuple[str, ...]
    """Lines as written, or contexts by name."""
    hangs: tuple[str, ...]
    """What hangs on each of these lines, as somebody said it; empty where nobody did."""
    because: str
    costs: tuple[str, ...]
    """What it spoils first."""
    whom: tuple[str, ...]
    """Who pays for it in the end, and with what: `Customers: need settled, ease`."""
    conditional: bool
    strength: str
    path: tuple[Step, ...]
    evidence: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class _Cause:
    """One reason for a behaviour: a line or a context, and what hangs on it."""

    claim: Claim
    name: str
    hanging: str
    conditional: bool


def behaviours(case: Case) -> tuple[Expected, ...]:
    """All that is provoked, strongest first, one entry per behaviour."""
    found: dict[str, list[_Cause]] = {}
    for line in case.known:
        for level in line.levels or (Level.PROGRAMME,):
            for claim, conditional in _provoked(case, line, level):
                cause = _Cause(claim, line.written, _hanging(line), conditional)
                found.setdefault(claim.end, []).append(cause)
    for context in case.in_force:
        for claim in case.influence.provoked_by_context(context):
            name = _setting_name(case, context)
            found.setdefault(claim.end, []).append(_Cause(claim, name, "", conditional=False))
    told = [_expected(case, behaviour, causes) for behaviour, causes in sorted(found.items())]
    order = list(Strength)
    return tuple(
        sorted(told, key=lambda x: (x.conditional, order.index(Strength(x.strength)), x.behaviour))
    )


def _hanging(line: Line) -> str:
    """`AHT: pays someone, the boss asks for it first`; empty where nobody said."""
    told = [item.label for item in Consequence if item in (line.consequences or ())]
    if not told:
        return ""
    said = ", ".join(word[:1].lower() + word[1:] for word in told)
    return f"{line.written}: {said}"


def _provoked(case: Case, line: Line, level: Level) -> list[tuple[Claim, bool]]:
    unsaid = line.consequences is None
    setting = case.setting(line, level, assume=unsaid)
    return [
        (claim, unsaid and bool(claim.relation.when.consequences))
        for claim in case.influence.provoked(str(line.metric), setting)
    ]


def _expected(case: Case, behaviour: str, causes: list[_Cause]) -> Expected:
    entry = case.catalogue.behaviours[behaviour]
    order = list(Strength)
    first = min(
        causes,
        key=lambda x: (x.conditional, order.index(x.claim.relation.strength or Strength.WEAK)),
    )
    claim = first.claim
    worst = _worst(case, claim)
    walked = worst.claims if worst else (claim, *case.influence.heads(claim)[:1])
    return Expected(
        behaviour=behaviour,
        name=entry.name,
        role=_role(case, entry),
        does=entry.does,
        notice=entry.notice,
        because_of=tuple(dict.fromkeys(cause.name for cause in causes)),
        hangs=tuple(dict.fromkeys(cause.hanging for cause in causes if cause.hanging)),
        because=claim.relation.because,
        costs=tuple(
            case.catalogue.label(move.end)
            for move in case.influence.heads(claim)
            if case.influence.wrong_way(move)
        ),
        whom=_whom(case, claim),
        conditional=first.conditional,
        strength=claim.relation.strength or Strength.WEAK,
        path=steps(walked),
        evidence=tuple(voice for step in walked for voice in voices(step.relation.evidence)),
    )


def _role(case: Case, entry: Behaviour) -> Role:
    """Who would do it here: where nobody buys and nobody sells, those in the house who join in."""
    if entry.who not in PARTIES or not case.has(Dimension.SOURCING, "in-house"):
        return entry.who
    return next((role for role in entry.joined_by if role not in PARTIES), Role.MANAGER)


def _setting_name(case: Case, context: str) -> str:
    """What to call a situation as a cause. Whose centre it is, is nobody's fault."""
    entry = case.catalogue.contexts[context]
    if entry.dimension is Dimension.SOURCING:
        return f"whose centre it is ({entry.name})"
    return entry.name


def _whom(case: Case, claim: Claim) -> tuple[str, ...]:
    """Who pays in the end, by the side that each spoilt outcome is on, whoever pays most first,
    by how much of it there is and how much that matters here. Only what comes close to the worst
    of it counts: a far echo is nobody's bill."""
    spoilt: dict[str, int] = {}
    for path in case.influence.through(claim):
        if not path.helps:
            spoilt[path.end] = max(path.share, spoilt.get(path.end, 0))
    most = max(spoilt.values(), default=0)
    near = [end for end, share in spoilt.items() if share * 2 >= most]
    near.sort(key=lambda end: (-spoilt[end] * max(1, case.priorities.get(end, 0)), end))
    sides: dict[Lens, list[str]] = {}
    for end in near:
        name = case.catalogue.label(end)
        sides.setdefault(case.catalogue.outcomes[end].lens, []).append(
            name if name[:2].isupper() else name[:1].lower() + name[1:]
        )
    return tuple(f"{PAYS[lens]}: {', '.join(told[:MOST_SPOILT])}" for lens, told in sides.items())


def _worst(case: Case, claim: Claim) -> Path | None:
    """The path through this behaviour that costs this strategy most."""
    harming = [path for path in case.influence.through(claim) if not path.helps]
    return min(
        harming,
        key=lambda path: (-case.priorities.get(path.end, 0) * path.share, path.nodes),
        default=None,
    )
