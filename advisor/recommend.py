"""The recommendation: the exact choice, said in uses per level, with every reason on show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from advisor.brief import Part, Row
from advisor.case import Case
from advisor.choice import Choice, Variable, build, depends_on
from advisor.contribution import Slot
from advisor.criteria import Point
from advisor.goals import Goal
from advisor.route import Step, steps
from advisor.solver import Solution, clash, solve
from knowledge.vocabulary import Better, Kind, Level, Sort, Use

Tier = Literal["pursue", "watch", "plan"]
FIRST = 3  # how many priorities are named


class Limit(Part):
    """What turns looking into watching."""

    limit: str
    rhythm: str
    act: str


class TargetAdvice(Part):
    """What to do about a target. Never an invented number."""

    kind: Literal["keep", "ask", "band"]
    because: str


class Chosen(Part):
    """One metric of the recommended set."""

    metric: str
    tier: Tier
    priority: int | None = None
    """1 for the first; the first three are named. A gate has none: it is kept, not ranked."""
    uses: dict[Level, Use]
    why_uses: dict[Level, str]
    owed: str | None = None
    demanded: str | None = None
    objective: str | None = None
    """None for what is watched, and for a gate: pursued because it is owed or demanded."""
    slot: Slot | None = None
    points: tuple[Point, ...] = ()
    path: tuple[Step, ...] = ()
    """How it reaches its objective's outcome."""
    guards: tuple[str, ...] = ()
    """Metrics of the set that it guards."""
    guarded_by: tuple[str, ...] = ()
    displaces: tuple[str, ...] = ()
    """Metrics whose seat it took."""
    limit: Limit | None = None
    target: TargetAdvice | None = None
    stability: str | None = None
    """In how many of ten readings it stays; None where nobody asked."""
    missing_systems: tuple[str, ...] = ()
    """What it would have to be measured with, and is not there."""
    custom: bool = False


class LeftOut(Part):
    """Why a metric is not in the set."""

    metric: str
    because: str
    price: int | None = None
    """Points that forcing it in costs; None where it was not worked out."""
    displaces: tuple[str, ...] = ()
    brings_in: tuple[dict[str, str], ...] | None = None


class Proof(Part):
    """What was proven of the choice."""

    optimal: bool
    points: int
    bound: int
    nodes: int


class Recommendation(Part):
    """The chosen set, or the smallest group of demands that cannot hold together."""

    metrics: tuple[Chosen, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    proof: Proof | None = None
    clash: tuple[str, ...] | None = None
    unseen: tuple[str, ...] = ()
    """What we wish of a set and this one leaves open: no number was worth its place."""

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(item.metric for item in self.metrics)

    @property
    def pulls(self) -> tuple[tuple[str, int], ...]:
        """(metric, pull on attention): a target pulls like being asked for, a limit as a report."""
        cards = (item for item in self.metrics if item.tier != "plan")
        return tuple((item.metric, 3 if item.tier == "pursue" else 1) for item in cards)

    def tier(self, tier: Tier) -> tuple[Chosen, ...]:
        return tuple(item for item in self.metrics if item.tier == tier)

    def with_stability(self, says: Mapping[str, str]) -> Recommendation:
        """The same set, with what was found of how firm each metric is."""
        metrics = tuple(
            item.model_copy(update={"stability": says.get(item.metric)}) for item in self.metrics
        )
        return self.model_copy(update={"metrics": metrics})


def recommend(case: Case) -> Recommendation:
    """The proven best set for a case, or the clash that forbids one."""
    outside = [
        f"You want {case.catalogue.metrics[metric].name} in the set, but it does not apply to "
        "these channels and this kind of work, or is only a count."
        for metric in case.brief.must
        if case.highest(metric).rank > Use.WATCH.rank or metric not in case.universe_set
    ]
    if outside:
        return Recommendation(clash=tuple(outside))
    choice = build(case)
    solution = solve(choice.model)
    if solution is None:
        names = clash(choice.model)
        return Recommendation(clash=tuple(choice.words[name] for name in names))
    return said(case, choice, solution)


def said(case: Case, choice: Choice, solution: Solution) -> Recommendation:
    """A solution of the model in the words of the trade."""
    chosen = [choice.variables[name] for name in sorted(solution.chosen)]
    fronts = frozenset((v.metric, v.role) for v in chosen if v.role in ("agent", "team"))
    placed = sorted(
        (variable for variable in chosen if variable.role == "pursue"),
        key=lambda v: (v.goal is None, -choice.merit(v), v.metric),
    )
    watched = sorted(v.metric for v in chosen if v.role == "watch")
    inside = frozenset({*(v.metric for v in placed), *watched})
    metrics = [
        _pursued(case, choice, variable, rank, fronts, inside)
        for rank, variable in enumerate(placed, start=1)
    ]
    metrics += [_watched(case, metric, inside) for metric in watched]
    planned = depends_on(case, inside)
    metrics += [_planned(case, metric) for metric in planned]
    left = [
        _left_out(case, choice, metric, placed, inside)
        for metric in case.universe
        if metric not in inside and metric not in planned
    ]
    return Recommendation(
        metrics=tuple(metrics),
        left_out=tuple(left),
        unseen=tuple(choice.words[v.metric] for v in chosen if v.role == "gap"),
        proof=Proof(
            optimal=solution.optimal,
            points=solution.points,
            bound=solution.bound,
            nodes=solution.nodes,
        ),
    )


def _pursued(
    case: Case,
    choice: Choice,
    variable: Variable,
    rank: int,
    fronts: frozenset[tuple[str, str]],
    inside: frozenset[str],
) -> Chosen:
    metric = variable.metric
    uses = {level: case.use_at(metric, level).use for level in case.cards}
    for level in (Level.AGENT, Level.TEAM):
        if uses.get(level) is Use.PURSUE and (metric, level.value) not in fronts:
            uses[level] = Use.WATCH
    goal = next((goal for goal in case.goals if goal.id == variable.goal), None)
    return Chosen(
        metric=metric,
        tier="pursue",
        priority=rank if goal else None,
        uses=uses,
        why_uses=_why_uses(case, metric),
        owed=case.owed.get(metric),
        demanded=case.demanded.get(metric),
        objective=variable.goal,
        slot=variable.slot,
        points=tuple(reason.point for reason in choice.reasons(variable)),
        path=_path(case, metric, goal) if goal else (),
        guards=_guarding(case, metric, inside),
        guarded_by=_guarded_by(case, metric, inside),
        displaces=tuple(sorted(case.place.rivals.get(metric, frozenset()) - inside)),
        limit=_limit(case, metric),
        target=_target(case, metric),
        missing_systems=case.missing_systems(metric),
        custom=metric in case.catalogue.custom,
    )


def _watched(case: Case, metric: str, inside: frozenset[str]) -> Chosen:
    uses = {
        level: Use.WATCH if use is Use.PURSUE else use
        for level, use in ((level, case.use_at(metric, level).use) for level in case.cards)
    }
    return Chosen(
        metric=metric,
        tier="watch",
        uses=uses,
        why_uses=_why_uses(case, metric),
        owed=case.owed.get(metric),
        demanded=case.demanded.get(metric),
        guards=_guarding(case, metric, inside),
        limit=_limit(case, metric),
        missing_systems=case.missing_systems(metric),
        custom=metric in case.catalogue.custom,
    )


def _planned(case: Case, metric: str) -> Chosen:
    planned = {level: Use.PLAN if level is Level.PLANNING else Use.NEVER for level in case.cards}
    return Chosen(
        metric=metric,
        tier="plan",
        uses=planned,
        why_uses={Level.PLANNING: case.use_at(metric, Level.PLANNING).because},
        missing_systems=case.missing_systems(metric),
        custom=metric in case.catalogue.custom,
    )


def _why_uses(case: Case, metric: str) -> dict[Level, str]:
    return {
        level: case.use_at(metric, level).because
        for level in case.cards
        if level in case.catalogue.metrics[metric].use
    }


def _path(case: Case, metric: str, goal: Goal) -> tuple[Step, ...]:
    path = case.influence.by_value(metric).helping.get(goal.outcome)
    return steps(path.claims) if path else ()


def _guarded_by(case: Case, metric: str, inside: frozenset[str]) -> tuple[str, ...]:
    named = set(case.guards_of(metric))
    for duty in case.expected_duties(metric):
        named.update(duty.guards)
    return tuple(sorted((named & inside) - {metric}))


def _guarding(case: Case, metric: str, inside: frozenset[str]) -> tuple[str, ...]:
    stated = {claim.end for claim in case.catalogue.related(metric, Kind.GUARDS)}
    needed = {
        other
        for other in inside
        if any(metric in duty.guards for duty in case.expected_duties(other))
    }
    return tuple(sorted(((stated & inside) | needed) - {metric}))


def _limit(case: Case, metric: str) -> Limit | None:
    watching = case.catalogue.metrics[metric].watching
    if watching is None:
        return None
    return Limit(limit=watching.limit, rhythm=watching.rhythm.label, act=watching.act)


def _target(case: Case, metric: str) -> TargetAdvice:
    entry = case.catalogue.metrics[metric]
    because = entry.aim or "Find it in your own figures first."
    rows = [line for line in case.known if line.metric == metric and line.target is not None]
    if entry.better is Better.BAND:
        return TargetAdvice(kind="band", because=because)
    if rows and all(_own(row.row) for row in rows):
        says = "It has a target of your own today; keep it until it has been reviewed."
        return TargetAdvice(kind="keep", because=says)
    return TargetAdvice(kind="ask", because=because)


def _own(row: Row) -> bool:
    return bool(row.why) and (row.origin or "").casefold() in ("own", "contract", "law")


def _left_out(
    case: Case,
    choice: Choice,
    metric: str,
    placed: list[Variable],
    inside: frozenset[str],
) -> LeftOut:
    return LeftOut(metric=metric, because=_because(case, choice, metric, placed, inside))


def _because(
    case: Case, choice: Choice, metric: str, placed: list[Variable], inside: frozenset[str]
) -> str:
    names = case.catalogue.metrics
    if metric in case.brief.never:
        return "You said never."
    if seat := sorted(case.place.rivals.get(metric, frozenset()) & inside):
        return f"{names[seat[0]].name} has the seat: it shows the same thing."
    highest = case.highest(metric)
    if highest.rank > Use.WATCH.rank:
        return f"It belongs on no card: {case.use_at(metric, Level.PROGRAMME).because}"
    if highest is Use.WATCH:
        because = case.use_at(metric, Level.PROGRAMME).because
        return f"It may only be watched, and nothing in the set needs it as a guard: {because}"
    own = choice.pursued.get(metric)
    if not own:
        if names[metric].sort is Sort.FLOOR:
            return "It is a floor: it comes in where law, work or contract ask for it."
        return "It does not move what this strategy is about, or only by a long way round."
    best = max(own, key=lambda name: (choice.model.points[name], name))
    if choice.model.points[best] <= 0:
        worst = min(choice.reasons(choice.variables[best]), key=lambda reason: reason.points)
        return f"What it costs outweighs what it brings here. {worst.says}"
    goal = _nearest(case, metric)
    if goal is None:
        about = case.catalogue.plainly(_about(case, metric))
        return (
            f"It shows most of '{about}', which no objective here is about; a card has only so "
            "many seats."
        )
    rivals = [names[item.metric].name for item in placed if item.goal == goal.id]
    done = " and ".join(rivals) if rivals else "other metrics"
    verb = "does" if len(rivals) == 1 else "do"
    return f"For '{goal.says}' {done} {verb} more, and a card has only so many seats."


def _about(case: Case, metric: str) -> str:
    """The outcome that it helps most by getting better."""
    helping = case.influence.by_value(metric).helping
    return min(helping, key=lambda key: (-helping[key].share, len(helping[key].claims), key))


def _nearest(case: Case, metric: str) -> Goal | None:
    """The objective that is nearest to what a metric shows: that names it as its result, else whose
    outcome it helps most. None where it helps something more that no objective is about."""
    helping = case.influence.by_value(metric).helping
    most = max(path.share for path in helping.values()) if helping else 0

    def near(goal: Goal) -> tuple[bool, int, int]:
        path = helping.get(goal.outcome)
        return (metric in goal.result, path.share if path else 0, goal.weight)

    found = max(case.goals, key=near)
    named, share, _weight = near(found)
    return found if named or share == most else None


def tiers(recommendation: Recommendation) -> Mapping[str, Tier]:
    """Tier by metric."""
    return {item.metric: item.tier for item in recommendation.metrics}
