"""Step 5: the recommended set by use, with every reason, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.advice import Advice
from advisor.change import Decider, What
from advisor.recommend import Chosen
from advisor.spoken import on_channels
from advisor.wizard import state
from advisor.wizard.packing import Packed
from advisor.wizard.remembered import of_design
from advisor.wizard.steps import beside, channels, impasse, questions, worth
from advisor.wizard.telling import about, headed, links, piece, together, ways
from advisor.wizard.words import bare, listed
from knowledge.vocabulary import Level, Use

TITLE = "What to pursue, what to watch, what to leave alone"
FIRST = 3
CRITERIA = {
    "contribution": "What it does for its objective",
    "second objective": "Other objectives",
    "fairness": "Fair where it stands",
    "control": "Whether you can move it",
    "speed": "How soon it answers",
    "cost": "What it costs to collect",
    "gaming": "How easily it is gamed",
    "trade-off": "What it costs elsewhere",
}
PROVEN = "Proven: no other set serves your strategy better by what is known here."
UNPROVEN = "The best set found so far; a better one may exist."
SIGN: Mapping[What, str] = {"drop": "−", "change": "~", "add": "+", "keep": "="}
WHOSE: Mapping[Decider, str] = {
    "me": "You can do this yourself",
    "my boss": "Your boss decides",
    "the client": "The client decides",
    "the regulator": "Law or regulator decide",
}


def draw() -> None:
    """The set first; then its levels, the questions around it, and the way from today."""
    advice = state.advice_on(bare(state.brief()))
    if advice.recommendation.clash:
        together(headed(TITLE), channels.unsaid())
        impasse.draw()
        return
    opening, closing = _told().texts
    together(opening)
    questions.draw(advice)
    together(closing)


@of_design
def _told() -> Packed:
    """What stands above the questions, and below them."""
    advice = state.advice_on(bare(state.brief()))
    contract = beside.way(state.brief().context.sourcing)
    return Packed.of(
        "".join((headed(TITLE), channels.unsaid(), _set(advice))),
        "".join((_changes(advice), worth.told(), ways(contract), _foot(advice))),
    )


# --- the set -------------------------------------------------------------------------------------


def _set(advice: Advice) -> str:
    catalogue, best = state.catalogue(), advice.recommendation
    objectives = {box.id: box.says for box in advice.scorecard.map}
    pursued, watched, planned = (best.tier(tier) for tier in ("pursue", "watch", "plan"))
    carded = [item for item in best.metrics if item.tier != "plan"]
    return piece(
        "set",
        first=[item.metric for item in pursued[:FIRST]],
        strategy=catalogue.strategies[advice.strategy].name,
        universe=len(advice.universe),
        proof=best.proof,
        assumed=[says for says in advice.assumed if not on_channels(says)],  # said above
        pursued=[_line(item, _serves(item, objectives)) for item in pursued],
        watched=[_line(item, _beside(item)) for item in watched],
        planned=sorted(catalogue.label(item.metric) for item in planned),
        unseen=best.unseen,
        carded=carded,
        levels=[level for level in Level if any(level in item.uses for item in carded)],
        never=Use.NEVER,
        criteria=CRITERIA,
    )


def _serves(item: Chosen, objectives: Mapping[str, str]) -> str:
    objective = objectives.get(item.objective or "")
    if objective is None:
        return "kept, whatever the strategy"
    return f"{'shows whether' if item.slot == 'result' else 'moves'}: {objective}"


def _beside(item: Chosen) -> str:
    names = [state.catalogue().label(key).lower() for key in item.guards]
    told = [item.limit.rhythm] if item.limit else []
    return ", ".join([*told, *([f"beside {listed(names)}"] if names else [])])


def _line(item: Chosen, serves: str) -> Mapping[str, Any]:
    """One metric of the set, as the page sets it."""
    catalogue = state.catalogue()
    company = (
        ("It keeps honest", item.guards),
        ("It is kept honest by", item.guarded_by),
        ("It took the seat of", item.displaces),
    )
    return {
        "metric": item.metric,
        "brief": catalogue.metrics[item.metric].brief,
        "serves": serves,
        "rank": f"Priority {item.priority}" if (item.priority or FIRST + 1) <= FIRST else "",
        "owed": item.owed,
        "demanded": item.demanded,
        "target": item.target,
        "limit": item.limit,
        "company": [(words, [catalogue.label(key) for key in keys]) for words, keys in company],
        "points": item.points,
        "path": links(item.path, catalogue),
        "href": None if item.metric in catalogue.custom else about(item.metric),
    }


# --- from today ----------------------------------------------------------------------------------


def _changes(advice: Advice) -> str:
    if not state.brief().today:
        return ""
    groups = []
    for decider, words in WHOSE.items():
        steps = [step for step in advice.diff if step.decided_by == decider]
        counts = [(sum(step.what == what for step in steps), what) for what in SIGN]
        groups.append(
            {
                "words": words,
                "counted": ", ".join(f"{count} {what}" for count, what in counts if count),
                "open": decider == "me",
                "steps": sorted(steps, key=lambda step: step.what == "keep"),
            }
        )
    return piece("changes", groups=[group for group in groups if group["steps"]], sign=SIGN)


def _foot(advice: Advice) -> str:
    """How to check the answer."""
    proof = advice.recommendation.proof
    if proof is None:
        return ""
    return piece(
        "proof",
        says=PROVEN if proof.optimal else UNPROVEN,
        knowledge=advice.knowledge_version,
        method=advice.method_version,
    )
