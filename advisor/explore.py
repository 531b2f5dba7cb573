"""Questions around a recommendation: why not X, other good sets, the dial, the other chair."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.brief import Edit, Part, apply
from advisor.case import Case
from advisor.choice import Choice, build
from advisor.recommend import LeftOut, Recommendation, recommend, said
from advisor.solver import Row, solve
from knowledge.vocabulary import Lens, Level, Use

LEAST_DIFFERENT = 3  # pursued metrics in which another set must differ
WAYS = 2  # single changes that are shown
WORTH_SHOWING = 80  # percent of the best points below which another set is not offered
STOPS: tuple[tuple[str, int], ...] = (
    ("all the way left", -2),
    ("towards the left", -1),
    ("as stated", 0),
    ("towards the right", 1),
    ("all the way right", 2),
)


class Alternative(Part):
    """Another good set, and what it gives up."""

    metrics: tuple[str, ...]
    """Pursued, first priority first."""
    watched: tuple[str, ...]
    gains: tuple[str, ...]
    gives_up: tuple[str, ...]
    percent: int
    """Its points in percent of the best set's."""
    says: str


class Stop(Part):
    """One stop of the dial."""

    name: str
    priorities: dict[str, int]
    metrics: tuple[str, ...]
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    clash: tuple[str, ...] | None


class Moved(Part):
    """What another sourcing or pricing does to one metric."""

    metric: str
    here: str
    there: str
    because: str


class Switch(Part):
    """The same strategy in another chair."""

    sourcing: str
    pricing: str | None
    stays: tuple[str, ...]
    moved: tuple[Moved, ...]
    clash: tuple[str, ...] | None


def why_not(case: Case, metric: str) -> LeftOut:
    """Why a metric is not in the set, what forcing it in costs, and what would bring it in.

    Found by re-solving one-step changes. Raises KeyError for an id that is not a metric.
    """
    case.catalogue.metrics[metric]
    best = recommend(case)
    known = {item.metric: item for item in best.left_out}
    if metric in best.ids:
        return LeftOut(metric=metric, because="It is in the set.", price=0)
    found = known.get(metric) or LeftOut(metric=metric, because=_outside(case, metric))
    choice = build(case)
    pursuing = {
        name: 1
        for name, item in choice.variables.items()
        if item.metric == metric and item.role in ("pursue", "watch")
    }
    if not pursuing or best.proof is None:
        return found.model_copy(update={"brings_in": _brings_in(case, metric)})
    solution = solve(choice.with_rows(Row("forced", pursuing, 1, None)).model)
    if solution is None:
        return found.model_copy(update={"brings_in": _brings_in(case, metric)})
    inside = frozenset(choice.variables[name].metric for name in solution.chosen)
    return found.model_copy(
        update={
            "price": best.proof.points - solution.points,
            "displaces": tuple(sorted(_cards(best) - inside)),
            "brings_in": _brings_in(case, metric),
        }
    )


def _cards(recommendation: Recommendation) -> frozenset[str]:
    return frozenset(item.metric for item in recommendation.metrics if item.tier != "plan")


def _outside(case: Case, metric: str) -> str:
    entry = case.catalogue.metrics[metric]
    if not entry.sort.selectable:
        return f"It is a count or a state that feeds other metrics. {entry.brief}"
    return "It does not apply to these channels or this kind of work."


def _brings_in(case: Case, metric: str) -> tuple[dict[str, str], ...]:
    """Single changes after which the metric is in: priorities one or two steps up, a channel, a
    system. Empty means that no single change brings it in."""
    found: dict[str | None, dict[str, str]] = {}
    for edit, says in _single_changes(case, metric):
        if edit.field in found:
            continue  # the smallest step on it is known
        after = recommend(Case(apply(case.brief, (edit,)), case.shipped))
        if metric in _cards(after):
            found[edit.field] = {"edit": f"{edit.field} = {edit.value}", "says": says}
        if len(found) == WAYS:
            break
    return tuple(found.values())


def _single_changes(case: Case, metric: str) -> Iterable[tuple[Edit, str]]:
    entry = case.catalogue.metrics[metric]
    if not entry.sort.selectable:
        return
    if metric in case.brief.never:
        kept = [item for item in case.brief.never if item != metric]
        yield Edit("set", None, "never", kept), "Take it off the list of what you never want."
    reach = case.influence.by_value(metric)
    helped = sorted(reach.helping, key=lambda key: (-reach.help(key), key))[:4]
    for outcome in helped:
        now = case.priorities[outcome]
        for value in range(now + 1, min(5, now + 2) + 1):
            name = case.catalogue.outcomes[outcome].name
            yield (
                Edit("set", None, f"strategy.priorities.{outcome}", value),
                f"Raise the priority of '{name}' from {now} to {value}.",
            )
    for dimension, given in (("channels", entry.channels), ("work", entry.work)):
        if given and not set(given) & set(case.in_force):
            names = sorted({*getattr(case.brief.context, dimension), given[0]})
            label = case.catalogue.contexts[given[0]].name
            yield Edit("set", None, f"context.{dimension}", names), f"Add '{label}' to {dimension}."
    if missing := case.missing_systems(metric):
        systems = [item.value for item in (*(case.brief.systems or ()), *entry.systems)]
        says = f"Get what it is measured with: {', '.join(missing)}."
        yield Edit("set", None, "systems", sorted(set(systems))), says


def alternatives(case: Case, best: Recommendation, *, count: int = 2) -> tuple[Alternative, ...]:
    """Other sets that differ in at least three pursued metrics and lose little."""
    if best.proof is None:
        return ()
    found: list[Alternative] = []
    seen = [frozenset(item.metric for item in best.tier("pursue"))]
    choice = build(case)
    while len(found) < count:
        solution = solve(choice.with_rows(*_different(choice, seen)).model)
        if solution is None or solution.points * 100 < best.proof.points * WORTH_SHOWING:
            break
        other = said(case, choice, solution)
        pursued = frozenset(item.metric for item in other.tier("pursue"))
        seen.append(pursued)
        found.append(_alternative(case, best, other, solution.points))
    return tuple(found)


def _different(choice: Choice, seen: list[frozenset[str]]) -> list[Row]:
    rows = []
    for number, known in enumerate(seen):
        terms = {
            name: 1
            for name, item in choice.variables.items()
            if item.role == "pursue" and item.metric in known
        }
        rows.append(Row(f"different:{number}", terms, None, len(known) - LEAST_DIFFERENT))
    return rows


def _alternative(
    case: Case, best: Recommendation, other: Recommendation, points: int
) -> Alternative:
    before = {item.metric for item in best.tier("pursue")}
    after = [item.metric for item in other.tier("pursue")]
    gains = tuple(metric for metric in after if metric not in before)
    gives = tuple(sorted(before - set(after)))
    names = case.catalogue.label
    proof = best.proof
    percent = 100 * points // proof.points if proof and proof.points > 0 else 0
    says = (
        f"Pursues {', '.join(names(item) for item in gains)} "
        f"instead of {', '.join(names(item) for item in gives)}."
    )
    return Alternative(
        metrics=tuple(after),
        watched=tuple(item.metric for item in other.tier("watch")),
        gains=gains,
        gives_up=gives,
        percent=percent,
        says=says,
    )


def dial(case: Case, left: Lens, right: Lens) -> tuple[Stop, ...]:
    """The set at five stops between two lenses. What is owed and the floors do not move."""
    found: list[Stop] = []
    before: frozenset[str] | None = None
    for name, step in STOPS:
        priorities = _leaned(case, left, right, step)
        edits = tuple(
            Edit("set", None, f"strategy.priorities.{outcome}", value)
            for outcome, value in priorities.items()
        )
        at = recommend(Case(apply(case.brief, edits), case.shipped))
        inside = frozenset(item.metric for item in at.tier("pursue"))
        found.append(
            Stop(
                name=name,
                priorities=priorities,
                metrics=tuple(item.metric for item in at.tier("pursue")),
                enters=tuple(sorted(inside - before)) if before is not None else (),
                leaves=tuple(sorted(before - inside)) if before is not None else (),
                clash=at.clash,
            )
        )
        before = inside
    return tuple(found)


def _leaned(case: Case, left: Lens, right: Lens, step: int) -> dict[str, int]:
    """Priorities of the two lenses' outcomes, moved towards the right by `step`."""
    moved = {}
    for outcome, priority in case.priorities.items():
        lens = case.catalogue.outcomes[outcome].lens
        if lens in (left, right):
            by = step if lens is right else -step
            moved[outcome] = max(0, min(5, priority + by))
    return moved


def switch(case: Case, best: Recommendation, sourcing: str, pricing: str | None = None) -> Switch:
    """The same strategy under another sourcing or pricing: what stays and what moves."""
    edits = [
        Edit("set", None, "context.sourcing", sourcing),
        Edit("set", None, "context.pricing", pricing),
        Edit("set", None, "context.adjusters", []),  # they belong to the contract one leaves
    ]
    other = Case(apply(case.brief, tuple(edits)), case.shipped)
    there = recommend(other)
    here_tiers = {item.metric: item for item in best.metrics}
    there_tiers = {item.metric: item for item in there.metrics}
    moved = []
    for metric in sorted({*here_tiers, *there_tiers}):
        one, two = here_tiers.get(metric), there_tiers.get(metric)
        before, after = (one.tier if one else "out"), (two.tier if two else "out")
        if before != after:
            because = _why_moved(case, other, metric)
            moved.append(Moved(metric=metric, here=before, there=after, because=because))
    kept = set(here_tiers) & set(there_tiers) - {item.metric for item in moved}
    return Switch(
        sourcing=sourcing,
        pricing=pricing,
        stays=tuple(sorted(kept)),
        moved=tuple(moved),
        clash=there.clash,
    )


def _why_moved(here: Case, there: Case, metric: str) -> str:
    """The operational reason that the catalogue gives for a move, if it is a direct one."""
    for case in (there, here):
        if metric in case.owed:
            return f"Owed under {_in_force(case)}: {case.owed[metric]}"
        if metric in case.demanded:
            return case.demanded[metric]
    for level in (Level.PROGRAMME, Level.CLIENT, Level.ORGANISATION):
        one, two = here.use_at(metric, level), there.use_at(metric, level)
        if one.use is not two.use:
            return two.because if two.use is not Use.NEVER else one.because
    shifted = [
        f"{there.catalogue.label(context)}: {because}"
        for context, outcome, _by, because in there.shifts
        if there.influence.by_value(metric).help(outcome)
        and (context, outcome) not in {(c, o) for c, o, _b, _w in here.shifts}
    ]
    return shifted[0] if shifted else "Other metrics moved, and this one makes room or follows."


def _in_force(case: Case) -> str:
    return ", ".join(case.catalogue.contexts[key].name for key in case.in_force)
