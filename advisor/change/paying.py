"""What happens to money and trouble that hang on a line of today's list. Suggestions of ours.

The rule behind them: a number may stop on a day, the money that hung on it may not. Nobody earns
less because a metric is exchanged, and what comes next is paid for only after it was counted for a
while without money.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.case import Case, Line
from advisor.change.altering import Step
from advisor.change.standing import cards, listed, on_card
from advisor.change.step import Pay
from advisor.checks.stakes import BY_NUMBER, FLOOR, contract_pays
from advisor.checks.uses import bought, names
from advisor.recommend import Chosen
from knowledge.vocabulary import Consequence, Dimension, Level, Use

ENOUGH = 3  # metrics to spread pay over; on fewer, too much would hang on one
REST = (
    "No one number should carry most of somebody's pay, so the rest goes into fixed pay or into a "
    "share for the whole team."
)
PERIODS = 3  # pay periods over which an average is taken: our judgement


def pay(case: Case, step: Step, chosen: Sequence[Chosen], stops: int | None) -> Pay | None:
    """What to do about money or trouble on the step's lines; None where none is known to hang."""
    lines = [line for line in step.lines if line.incentivised or line.row.weight]
    if not lines:
        return None
    hangs = "; ".join(dict.fromkeys(_hangs(line) for line in lines))
    if not _moves(step, lines):
        return Pay(hangs=hangs, meanwhile=_stays(case, step), then="")
    then, able = _then(case, step, lines, chosen)
    meanwhile = _meanwhile(case, lines, stops)
    return Pay(hangs=hangs, meanwhile=meanwhile, then=then, hangs_on=able)


def _moves(step: Step, lines: Sequence[Line]) -> bool:
    """Whether the money cannot just stay where it is."""
    anew = bool(step.leaves) or step.changes("definition", "target", "level")
    return step.what != "keep" and (step.what == "drop" or anew or _unplaced(step, lines))


def _unplaced(step: Step, lines: Iterable[Line]) -> bool:
    """Nobody said at which level, and in the set it has no target anywhere."""
    pursued = step.item is not None and Use.PURSUE in step.item.uses.values()
    return not pursued and any(line.levels is None for line in lines)


def _hangs(line: Line) -> str:
    kinds = line.consequences or frozenset()
    where = f" ({cards(line.levels)})" if line.levels else ""
    share = f"{format(line.row.weight, 'g')} % of a bonus or scorecard" if line.row.weight else ""
    told = [share] if share else []
    if Consequence.PAID in kinds and not share:
        told.append("somebody's pay; how much, nobody said")
    if Consequence.GATE in kinds:
        told.append("a gate before the bonus")
    if Consequence.PUNISHED in kinds:
        told.append("trouble for whoever misses it")
    return f"{listed(told)}{where}"


def _stays(case: Case, step: Step) -> str:
    guards = step.item.guarded_by[:2] if step.item else ()
    beside = f" Watch {names(case, guards)} beside it." if guards else ""
    return f"What hangs on it stays as it is.{beside}"


def _meanwhile(case: Case, lines: Sequence[Line], stops: int | None) -> str:
    kinds = frozenset(kind for line in lines for kind in line.consequences or ())
    money = Consequence.PAID in kinds or any(line.row.weight for line in lines)
    contract = all(contract_pays(case, line) for line in lines) and not _on_floor(lines)
    by_number = contract and case.has(Dimension.ADJUSTERS, *BY_NUMBER)
    told = []
    if (contract and money) or by_number:
        told.append(
            "What the contract pays or takes for it runs on until both sides have signed another "
            f"line: propose the average of the last {PERIODS} invoices as a fixed sum until then."
        )
    elif money:
        share = next((f"{format(x.row.weight, 'g')} %" for x in lines if x.row.weight), "money")
        what = f"The {share} that hangs on it" if share != "money" else "The money that hangs on it"
        told.append(
            f"{what} is paid at each person's own average of the last {PERIODS} pay periods until "
            "the new card stands. It does not stop with the number."
        )
    if Consequence.GATE in kinds:
        told.append("The gate counts as passed for everybody until then.")
    if Consequence.PUNISHED in kinds and not by_number:
        told.append(
            f"From week {stops or 0} on no warning rests on it, and warnings that rest on it alone "
            "are looked at again."
        )
    return " ".join(told)


def _then(
    case: Case, step: Step, lines: Sequence[Line], chosen: Sequence[Chosen]
) -> tuple[str, tuple[str, ...]]:
    """What the money can hang on afterwards, in words and as metrics."""
    levels = list(dict.fromkeys(level for line in lines for level in line.levels or ()))
    if not any(Consequence.PAID in (x.consequences or ()) or x.row.weight for x in lines):
        return "", ()
    if step.item is not None and step.item.uses.get(_level(levels), Use.NEVER) is Use.PURSUE:
        says = "It can hang on the same metric again, in its new form, once that has a baseline."
        return says, (step.metric,)
    shared = (bought(case) or all(contract_pays(case, x) for x in lines)) and not _on_floor(lines)
    card = Level.CLIENT if shared else _level(levels)
    able = tuple(item.metric for item in on_card(chosen, card))[:3]
    if able:
        whose = "the client's" if shared else f"the {card.label.lower()}"
        says = f"what has a target on {whose} card: {names(case, able)}"
        if len(able) >= ENOUGH:
            return f"After that it can hang on {says}.", able
        return f"After that a part of it can hang on {says}. {REST}", able
    if set(levels) & set(FLOOR):
        says = (
            "After that: nothing on this card can carry money fairly, so put it into fixed pay or "
            "into a share for the whole team."
        )
        return says, ()
    return "After that: agree what it hangs on when the new figures have stood for a quarter.", ()


def _on_floor(lines: Iterable[Line]) -> bool:
    return any(level in FLOOR for line in lines for level in line.levels or ())


def _level(levels: Sequence[Level]) -> Level:
    return levels[0] if levels else Level.PROGRAMME
