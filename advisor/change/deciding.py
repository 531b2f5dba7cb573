"""Who may decide each step: what the user said, else what law, contract, origin and pay make
likely. What is merely likely is said to be assumed."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.case import Case, Line
from advisor.change.altering import Step
from advisor.change.standing import paid, there
from advisor.change.step import Decider
from advisor.checks.reasons import BINDING
from advisor.checks.stakes import FLOOR, contract_pays
from advisor.checks.uses import bought, by_contract
from knowledge.vocabulary import Level, Use

SAID: tuple[tuple[Decider, tuple[str, ...]], ...] = (
    ("the regulator", ("regulator", "law", "authority", "legislat")),
    ("the client", ("client", "customer", "principal", "contract")),
    (
        "my boss",
        ("boss", "head office", "head-office", "headquarters", "board", "group", "director"),
    ),
    ("me", ("me", "myself", "i", "we", "us", "provider", "manager", "centre", "center")),
)
ABOVE = ("head office", "headquarters", "group", "corporate", "parent", "board", "boss", "owner")

BY_DEFAULT = "Nobody said who decides; we took it to be you."
TROUBLE = (
    "People get into trouble over it, and that is seldom one manager's to lift: we assume that "
    "your boss decides. Where there is a works council or a union, it is asked too."
)
PAY = (
    "Pay hangs on it, and pay is seldom one manager's to change: we assume that your boss decides. "
    "Where there is a works council or a union, it is asked too."
)
SHARED = (
    "It goes onto the card that the client looks at with a target: we assume that nothing comes on "
    "there without them."
)
FROM_CONTRACT = "It stands between you and the client: we assume that the contract names it."


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, why we think so, and who else must know."""

    by: Decider
    assumed: str | None = None
    tells: tuple[Decider, ...] = ()


def decision(case: Case, step: Step) -> Decision:
    """Who decides one step."""
    found = _said(case, step) or _bound(case, step) or _contracted(case, step) or _paid(case, step)
    found = found or _above(step) or _shown(case, step) or Decision("me", BY_DEFAULT)
    told = tuple(who for who in _told(case, step) if who != found.by)
    return Decision(found.by, found.assumed, told)


def _said(case: Case, step: Step) -> Decision | None:
    for line in step.lines:
        said = (line.row.may_change or "").casefold().strip()
        if not said:
            continue
        if said == case.brief.seat:
            return Decision("me")
        words = set(said.replace(",", " ").split())
        for decider, names in SAID:
            if any(name in words or (len(name) > 3 and name in said) for name in names):
                mine = decider == "the client" and case.brief.seat == "client"
                return Decision("me" if mine else decider)
    return None


def _bound(case: Case, step: Step) -> Decision | None:
    """Law and regulator decide on what is counted and on its target; never on whose card inside
    the house it stands, and nobody has to ask them before counting it."""
    if step.what == "add" or _only_inside(step):
        return None
    origin = _origin(step, BINDING)
    if origin:
        return Decision("the regulator", f"It comes from '{origin}', as you said.")
    for key in case.in_force:
        for owed in case.catalogue.contexts[key].owed:
            if owed.metric == step.metric and owed.to in ("law", "regulator"):
                name = case.catalogue.contexts[key].name
                return Decision("the regulator", f"We assume it, from '{name}': {owed.because}")
    return None


def _contracted(case: Case, step: Step) -> Decision | None:
    named = any(by_contract(line) for line in step.lines)
    owed = step.what != "add" and any(
        item.metric == step.metric and item.to == "contract"
        for key in case.in_force
        for item in case.catalogue.contexts[key].owed
    )
    if not (named or owed or any(contract_pays(case, line) for line in step.lines)):
        return None
    if case.brief.seat == "client":
        return Decision("me", "It stands in your own contract with the provider.")
    origin = _origin(step, ("contract", "client"))
    because = f"It comes from '{origin}', as you said." if origin else FROM_CONTRACT
    return Decision("the client", because)


def _paid(case: Case, step: Step) -> Decision | None:
    if step.what == "keep" or not moves_pay(step):
        return None
    if case.brief.seat == "client":
        says = "You decide what you ask for; how the provider pays its people is the provider's."
        return Decision("me", says)
    return Decision("my boss", PAY if any(map(paid, step.lines)) else TROUBLE)


def _above(step: Step) -> Decision | None:
    origin = _origin(step, ABOVE)
    return Decision("my boss", f"It comes from '{origin}', as you said.") if origin else None


def _shown(case: Case, step: Step) -> Decision | None:
    if step.what != "add" or case.brief.seat == "client" or step.item is None:
        return None
    pursued = step.item.uses.get(Level.CLIENT) is Use.PURSUE
    return Decision("the client", SHARED) if pursued else None


def moves_pay(step: Step) -> bool:
    """Whether somebody's pay hangs on a line of it, or trouble for whoever misses it."""
    return any(line.incentivised or line.row.weight for line in step.lines)


def _only_inside(step: Step) -> bool:
    """Whether all that changes is on cards of the floor, which no law looks at."""
    if step.what != "change" or step.changes("definition", "target"):
        return False
    return bool(step.leaves) and all(level in FLOOR for level in step.leaves)


def _origin(step: Step, words: tuple[str, ...]) -> str:
    for line in step.lines:
        said = (line.row.origin or "").strip()
        if any(word in said.casefold() for word in words):
            return said
    return ""


def _told(case: Case, step: Step) -> tuple[Decider, ...]:
    if step.what == "keep":
        return ()
    told: list[Decider] = []
    if moves_pay(step) and case.brief.seat != "client":
        told.append("my boss")
    seen = step.item is not None and Level.CLIENT in there(step.item)
    listed = any(_seen(line) for line in step.lines)
    if bought(case) and case.brief.seat != "client" and (seen or listed):
        told.append("the client")
    return tuple(told)


def _seen(line: Line) -> bool:
    return by_contract(line) or Level.PROGRAMME in (line.levels or ())
