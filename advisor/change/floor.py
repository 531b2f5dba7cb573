"""What a team leader can say to the team about a step, in the dossiers' own words.

Said to people, not about them: where a dossier speaks of 'the agent's' work, this says 'your'.
A step that nobody on the floor notices has no words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.case import Case, Line
from advisor.change.altering import Step
from advisor.change.standing import full, on_card, sentence, target_text
from advisor.change.timing import Timing
from advisor.checks.stakes import FLOOR, aimed, stake
from advisor.checks.uses import names, provoked
from advisor.recommend import Chosen
from knowledge.vocabulary import Consequence, Level, Role, Use

FIRST = 3  # priorities that the whole floor should know of
WHEN = {0: "From today on", 4: "From next month on", 8: "In eight weeks", 13: "In three months"}
PAY_FIRST = "Settle the pay first: until that is signed, say only that nobody will lose by it."

# Who is spoken of becomes who is spoken to.
_TO_YOU = (
    (r"\bthe agent's own\b", "your own"),
    (r"\b[Tt]heir own returns\b", "your own returns"),
    (r"\b[Oo]ne's own\b", "your own"),
    (r"\bthe agent's\b", "your"),
    (r"\bThe agent's\b", "Your"),
    (r"\bAn agent can\b", "You can"),
    (r"\ban agent can\b", "you can"),
    (r"\bleft to the agent\b", "left to you"),
)
_TO_ME = (
    (r"\b[Tt]he team leader's own\b", "my own"),
    (r"\b(?:[Aa]|[Tt]he) team leader (can|may|must|should)\b", r"I \1"),
)


def words(case: Case, step: Step, time: Timing, chosen: Sequence[Chosen]) -> str | None:
    """A few sentences to the team; None where the floor notices nothing of it."""
    if step.what == "add":
        return _new(case, step, time)
    if step.what == "keep":
        return None
    if _presses(case, step):
        return _gone(case, step, time, chosen)
    if _in_front(step) and step.changes("target"):
        return _other_target(case, step, time)
    if _in_front(step) and step.changes("definition"):
        return _counted_anew(case, step, time)
    return None


def _in_front(step: Step) -> bool:
    return any(level in FLOOR for line in step.lines for level in line.levels or ())


def _presses(case: Case, step: Step) -> bool:
    """Whether people on the floor feel it today and will not any more: on their card, or through
    what a target further up makes them do."""
    off = set(step.leaves)
    unplaced = any(line.levels is None and stake(line) for line in step.lines)
    lost = step.item is None or step.item.tier != "pursue"
    if not (off & set(FLOOR) or (unplaced and lost) or (off and lost and _felt(case, step))):
        return False
    return any(stake(line) is not False for line in step.lines)


def _felt(case: Case, step: Step) -> bool:
    return _spoils(case, step, roles=(Role.AGENT, Role.TEAM_LEADER)) is not None


def _spoils(case: Case, step: Step, roles: tuple[Role, ...] = ()) -> str | None:
    """What the number has made people do, as one would say it on the floor: the strongest."""
    found = []
    for line in step.lines:
        if stake(line) is None:
            continue
        for level in line.levels or (Level.PROGRAMME,):
            for claim in provoked(case, line, level):
                who = case.catalogue.behaviours[claim.end].who
                strong = claim.relation.strength.share if claim.relation.strength else 0
                if not roles or who in roles:
                    found.append((-strong, claim.end, claim.relation.because))
    return min(found)[2] if found else None


# --- what goes -----------------------------------------------------------------------------------


def _gone(case: Case, step: Step, time: Timing, chosen: Sequence[Chosen]) -> str:
    front = next((level for level in FLOOR if level in step.leaves), Level.AGENT)
    parts = (
        _opening(case, step, time),
        _why(case, step, front),
        _instead(case, step, time, front, chosen),
    )
    return " ".join(part for part in parts if part)


def _why(case: Case, step: Step, front: Level) -> str:
    """Why it was wrong there: where a dossier bans it, the ban; else what it has made people do.
    How a team leader is to look at it is no reason for the team."""
    here = case.use_at(step.metric, front)
    named = front in case.catalogue.metrics[step.metric].use
    if named and (here.use is Use.NEVER or (here.use is Use.WATCH and front is Level.AGENT)):
        return full(to_you(here.because))
    above = case.use_at(step.metric, Level.PROGRAMME)
    reason = _spoils(case, step) or (above.because if above.use is not Use.PURSUE else "")
    return full(to_you(reason))


def _opening(case: Case, step: Step, time: Timing) -> str:
    name = names(case, [step.metric])
    kinds = frozenset(kind for line in step.lines for kind in line.consequences or ())
    when = WHEN.get(time.stops or 0, WHEN[0])
    gone = []
    if Consequence.PUNISHED in kinds:
        gone.append(f"nobody gets into trouble over {name}")
    if Consequence.RANKED in kinds:
        gone.append(f"nobody is ranked by {name}")
    if Consequence.DISPLAYED in kinds:
        gone.append(f"{name} comes down from the wall")
    if any(_pays_here(line) for line in step.lines):
        gone.append(f"your pay no longer hangs on {name}, and you do not lose by that")
    if not gone:
        aims = any(aimed(line) for line in step.lines)
        gone.append(f"{name} is no target any more" if aims else f"nobody is held to {name}")
    first, *rest = gone
    rest = [part.replace(name, "it") for part in rest]
    return full(f"{when} {'; '.join([first, *rest])}")


def _pays_here(line: Line) -> bool:
    """Whether it pays the people who are spoken to, and not the house by contract."""
    money = {Consequence.PAID, Consequence.GATE} & set(line.consequences or ())
    return bool(money or line.row.weight) and bool(set(line.levels or FLOOR) & set(FLOOR))


def _instead(case: Case, step: Step, time: Timing, front: Level, chosen: Sequence[Chosen]) -> str:
    item = step.item
    if item is not None and front is Level.AGENT and item.uses.get(Level.TEAM) is Use.WATCH:
        because = full(to_you(item.why_uses.get(Level.TEAM, "")))
        return f"I still see it. {because}".strip()
    new = set(time.waits_for)
    able = [other.metric for other in on_card(chosen, front) if other.metric in new]
    if able and front in step.leaves:
        whose = "your" if front is Level.AGENT else "my"
        return f"In its place on {whose} card comes {names(case, able)}."
    return _above(case, time, chosen)


def _above(case: Case, time: Timing, chosen: Sequence[Chosen]) -> str:
    """What comes in its place further up: nobody on the floor answers for that alone."""
    if not time.waits_for:
        return ""
    told = names(case, time.waits_for)
    ours = {item.metric for level in FLOOR for item in on_card(chosen, level)}
    if ours.issuperset(time.waits_for):
        return f"In its place comes {told}."
    return f"In its place the centre as a whole, and nobody alone, answers for {told}."


# --- what comes, and what changes its shape ------------------------------------------------------


def _new(case: Case, step: Step, time: Timing) -> str | None:
    item = step.item
    if item is None:
        return None
    name = names(case, [step.metric])
    counts = f"What it counts: {_brief(case, step.metric)}"
    because = full(to_you(item.why_uses.get(Level.AGENT, "")))
    if item.uses.get(Level.AGENT) is Use.PURSUE:
        trial = f"For the first {time.shadow_weeks} weeks we only count it."
        return f"New on your card: {name}. {counts} {because} {trial}"
    if item.tier != "pursue":
        return None
    if item.uses.get(Level.TEAM) is Use.PURSUE:
        mine = full(to_me(item.why_uses.get(Level.TEAM, "")))
        if item.uses.get(Level.AGENT) is Use.WATCH:
            seen = f"You will see your own figure, which is no target. {because}"
            return f"New on my own card: {name}. {counts} {mine} {seen}".strip()
        return f"New on my own card, not on yours: {name}. {counts} {mine}"
    if item.uses.get(Level.AGENT) is Use.WATCH:
        return f"You will see your own figure for {name}. It is no target. {because}"
    if (item.priority or FIRST + 1) <= FIRST:
        return f"The centre as a whole, and nobody alone, now answers for {name}. {counts}"
    return None


def _brief(case: Case, metric: str) -> str:
    text = full(case.catalogue.metrics[metric].brief)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _other_target(case: Case, step: Step, time: Timing) -> str:
    side = next(side for side in step.alters if side.what == "target")
    given = next((target_text(line) for line in step.lines if aimed(line)), "")
    when = WHEN.get(time.stops or 0, WHEN[0])
    name = names(case, [step.metric])
    return f"{when} {given} is no longer the target for {name}. {full(side.because)}"


def _counted_anew(case: Case, step: Step, time: Timing) -> str:
    name = names(case, [step.metric])
    when = WHEN.get(time.stops or 0, WHEN[0])
    formula = case.catalogue.metrics[step.metric].formula or ""
    return (
        f"{when} {name} is counted in one way, and you can check it: {full(formula)} Old and new "
        "figures cannot be compared, so nobody is judged by the jump between them."
    )


def to_you(text: str) -> str:
    """What is written about agents, said to them."""
    return _turned(text, _TO_YOU)


def to_me(text: str) -> str:
    """What is written about team leaders, said by one."""
    return _turned(text, _TO_ME)


def _turned(text: str, ways: tuple[tuple[str, str], ...]) -> str:
    for pattern, to in ways:
        text = re.sub(pattern, to, text)
    return sentence(text)
