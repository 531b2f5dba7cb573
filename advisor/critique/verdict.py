"""The verdict in at most three sentences, and the one next move."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.case import Case
from advisor.critique.deciding import decider
from advisor.critique.paying import worth_of
from advisor.finding import Finding, Move
from knowledge.vocabulary import Severity

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z'])")
NOTHING = "There is no list to judge yet."
NOT_READ = "None of these names was understood, so nothing could be judged."


def verdict(case: Case, findings: Sequence[Finding]) -> str:
    """How much is wrong or will hurt, the gravest of it, and what was not understood."""
    if not case.brief.today:
        return NOTHING
    if not case.known:
        return NOT_READ
    counted = _counted(findings, aim(case))
    if not counted:
        partly = partly_read(len(case.known), len(case.lines))
        told = (_fine(case, findings), "" if partly else _unread(case))
        return " ".join(part for part in told if part)
    first = f"First: {SENTENCE.split(findings[0].message)[0]}"
    read, number = len(case.known), len(case.lines)
    if partly_read(read, number):
        so_far: tuple[str, ...] = (
            f"Only {read} of {number} names could be judged.",
            f"So far this set has {' and '.join(counted)}.",
            first,
        )
    else:
        so_far = (f"This set has {' and '.join(counted)}.", first, _unread(case))
    return " ".join(part for part in so_far if part)


def partly_read(read: int, names: int) -> bool:
    """Whether a third or more of the names was not understood: too many for a clean bill."""
    return (names - read) * 3 >= names > 0


def to_tick(case: Case) -> str:
    """What would show what people do, where nothing is said to be paid or punished; else empty."""
    untold = any(line.consequences is None for line in case.lines)
    if not untold or any(line.incentivised for line in case.lines):
        return ""
    return (
        "No line is ticked as paid or punished yet. Ticking those in step 3 shows what people will "
        "do for them."
    )


def aim(case: Case) -> str:
    """What a warning says will be hurt, within a sentence."""
    return "your strategy" if case.stated else f"'{case.strategy.name}', which is assumed"


def _grave(findings: Sequence[Finding]) -> bool:
    """Whether anything is wrong or will hurt."""
    return any(item.severity in (Severity.ERROR, Severity.WARNING) for item in findings)


def _counted(findings: Sequence[Finding], hurt: str) -> list[str]:
    wrong = sum(item.severity is Severity.ERROR for item in findings)
    hurting = len({item.cause for item in findings if item.severity is Severity.WARNING})
    told = (
        (wrong, "thing that is wrong", "things that are wrong", "whatever the strategy"),
        (hurting, "line or gap that will", "lines or gaps that will", f"hurt {hurt}"),
    )
    return [
        f"{number} {one if number == 1 else many} {rest}"
        for number, one, many, rest in told
        if number
    ]


def _fine(case: Case, findings: Sequence[Finding]) -> str:
    look = len({item.cause for item in findings})
    noun, verb = ("line or gap", "is") if look == 1 else ("lines or gaps", "are")
    extra = f" {look} {noun} {verb} worth a look." if look else ""
    read, number = len(case.known), len(case.lines)
    if partly_read(read, number):
        return (
            f"Only {read} of {number} names could be judged: nothing is wrong with those, and of "
            f"the rest nothing can be said.{extra}"
        )
    if case.unread:
        return f"Nothing is wrong with the {read} names that were understood.{extra}"
    return f"Nothing here is wrong, and nothing works against {aim(case)}.{extra}"


def _unread(case: Case) -> str:
    number = len(case.unread)
    if not number:
        return ""
    return f"{number} of {len(case.lines)} names {'was' if number == 1 else 'were'} not understood."


# --- the next move -------------------------------------------------------------------------------


def next_move(case: Case, findings: Sequence[Finding]) -> Move | None:
    """The fix that does most of those that this person may make; and whom to ask for a bigger.
    A set in which nothing is wrong or hurts is left alone."""
    able = [item for item in findings if item.fix and item.effect]
    if not able or not _grave(findings):
        return None
    best = min(able, key=_after)
    mine = [item for item in able if decider(case, item) is None]
    first = min(mine, key=_after) if mine else best
    who = decider(case, best)
    bigger = best if first is not best and _after(best) < _after(first) else None
    return Move(
        finding=first.id,
        says=_says(case, first),
        worth=worth_of(case, first),
        bigger=bigger.id if bigger else None,
        ask=f"A bigger one is for {who} to decide. Ask: {_plainly(bigger)}"
        if bigger and who
        else "",
    )


def _after(item: Finding) -> tuple[int, int, int]:
    effect = item.effect
    assert effect is not None
    return (effect.errors[1], effect.warnings[1], effect.advice[1])


def _says(case: Case, item: Finding) -> str:
    who = decider(case, item)
    said = _plainly(item)
    return f"Ask {who}: {said}" if who else said


def _plainly(item: Finding) -> str:
    """The fix where it stands alone: what it is about is named."""
    assert item.fix is not None
    about = f"{item.cause[:1].lower()}{item.cause[1:]}" if item.cause[1:2].islower() else item.cause
    return item.fix.says.replace("beside it", f"beside {about}")
