"""Which strategy today's list was made for: of all strategies, the one that would have chosen it.

Each strategy is read as a way of choosing (see `tastes`). A line speaks for a strategy as far as
that strategy would rather choose it than the others would: the logarithm of its weight there over
its usual weight, times the pull of what hangs on the line. What every strategy wants says nothing;
what only one wants says a lot. This is a classifier of the kind called naive Bayes (Manning,
Raghavan and Schuetze, Introduction to Information Retrieval, 2008, chapter 13).

It speaks only where it would say the same without any one line: of all lists that miss one line,
each has to put the same strategy first, or the answer is 'between A and B', or there is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.brief import Part
from advisor.case import Case, Line
from advisor.lean import attention, points_to, pull
from advisor.tastes import Taste, tastes
from knowledge.schema import Fit, Strategy
from knowledge.vocabulary import Dimension, Level

FEWEST = 3  # telling lines; below this a list is too short to tell
TELLING = 0.4  # of the logarithm: half as much again as usual
LOUDEST = 2.5  # of the logarithm: twelve times as usual is as much as one line can say
DOUBT = 6.0  # against a strategy for a situation that nobody said is theirs: two lines or so
AGREED = 2  # lines that a strategy must have for it to be named
USUAL = {Dimension.STAGE: "steady", Dimension.VOLATILITY: "steady-demand"}  # where nobody said
SHOWN = 5  # lines named for and against
TORN = 3  # strategies named where the lines point to different ones


class Revealed(Part):
    """A strategy that would have chosen today's list, with the lines for and against."""

    strategy: str
    name: str
    agrees: tuple[str, ...]
    against: tuple[str, ...]


class RevealedStrategies(Part):
    """Strategies in order of how well they explain today's list."""

    strategies: tuple[Revealed, ...]
    sentence: str
    between: bool = False
    """One line more or less decides between the first two."""


class Unrevealed(Part):
    """The list does not tell, why, and where it points all the same."""

    because: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What each telling line says for each strategy, and what speaks against a strategy here."""

    lines: tuple[Line, ...]
    says: Mapping[Line, Mapping[str, float]]
    doubts: Mapping[str, float]

    def ranked(self, without: Line | None = None) -> tuple[str, ...]:
        """Strategies, the likeliest first. Rounded, so that all machines agree."""
        totals = {
            key: round(
                sum(self.says[line][key] for line in self.lines if line is not without)
                - self.doubts[key],
                6,
            )
            for key in self.doubts
        }
        return tuple(sorted(totals, key=lambda key: (-totals[key], key)))


def revealed(case: Case) -> RevealedStrategies | None:
    """Which strategies would have chosen today's list; None where it does not tell."""
    found = reveal(case)
    return found if isinstance(found, RevealedStrategies) else None


def reveal(case: Case) -> RevealedStrategies | Unrevealed:
    """Which strategies would have chosen today's list, or why it does not tell.

    It tells where at least `FEWEST` lines are chosen by some strategies rather than others, and the
    first strategy stays first whichever line is left out. Where only the second ever takes its
    place, the answer is between the two.
    """
    found = _reveal(case)
    if isinstance(found, RevealedStrategies):
        return found
    return Unrevealed(because=f"{found.because} {points_to(case)}".rstrip())


def _reveal(case: Case) -> RevealedStrategies | Unrevealed:
    reading = read(case)
    telling = [line for line in reading.lines if _tells(reading, line)]
    if len(telling) < FEWEST:
        return Unrevealed(because=_too_few(case, len(telling)))
    ranked = reading.ranked()
    firsts = {reading.ranked(without=line)[0] for line in telling}
    if firsts - set(ranked[:2]):
        return Unrevealed(because=_torn(case, [key for key in ranked if key in firsts]))
    told = {key: _told(case, reading, key) for key in (*ranked[:3], case.strategy_id)}
    between = bool(firsts - {ranked[0]})
    named = ranked[: 2 if between else 1]
    if any(len(told[key].agrees) < AGREED for key in named):
        return Unrevealed(
            because="Each strategy that comes to mind rests on a single line of this list."
        )
    return RevealedStrategies(
        strategies=tuple(told[key] for key in ranked[:3]),
        sentence=_sentence(case, reading, told, ranked, between=between),
        between=between,
    )


def read(case: Case) -> Reading:
    """What the lines of today's list say for each strategy that is not out of place here."""
    weights = tastes(case.place)
    able = [key for key in weights if not _out_of_place(case, case.catalogue.strategies[key])]
    says: dict[str, tuple[Line, dict[str, float]]] = {}
    for line in case.known:
        metric = str(line.metric)
        if metric not in case.universe_set or not attention(case, line):
            continue
        known = says.get(metric)
        if known is None or pull(line) > pull(known[0]):  # a metric named twice is one choice
            says[metric] = (line, _line(case, line, weights, able))
    doubts = {
        key: 0.0 if _in_place(case, case.catalogue.strategies[key]) else DOUBT for key in able
    }
    return Reading(
        lines=tuple(line for line, _said in says.values()), says=dict(says.values()), doubts=doubts
    )


def _line(
    case: Case, line: Line, weights: Mapping[str, Taste], able: Sequence[str]
) -> dict[str, float]:
    metric, pressure = str(line.metric), case.setting(line, None).pressure
    logs = {key: math.log(weights[key].of(metric, pressure)) for key in able}
    usual = sum(logs.values()) / len(logs)
    return {
        key: pull(line) * max(-LOUDEST, min(LOUDEST, found - usual)) for key, found in logs.items()
    }


def _tells(reading: Reading, line: Line) -> bool:
    return max(reading.says[line].values()) >= TELLING * pull(line)


# --- the situation -----------------------------------------------------------------------------


def _out_of_place(case: Case, strategy: Strategy) -> bool:
    """Whether what the user said rules it out, as nothing is recovered where nothing is owed."""
    return any(_meets(case, fit, unsaid=False) for fit in strategy.unsuits)


def _in_place(case: Case, strategy: Strategy) -> bool:
    return not strategy.suits or any(_meets(case, fit, unsaid=True) for fit in strategy.suits)


def _meets(case: Case, fit: Fit, *, unsaid: bool) -> bool:
    """Whether the situation is as a fit says. `unsaid`: what nobody said may be so, but for what is
    out of the ordinary."""
    return all(
        bool(case.contexts[dimension] & set(values))
        if case.contexts[dimension]
        else unsaid and USUAL.get(dimension, values[0]) in values
        for dimension, values in fit.contexts.items()
    )


# --- in words ------------------------------------------------------------------------------------


def _too_few(case: Case, telling: int) -> str:
    if not case.known:
        return "No line of this list was understood."
    if len(case.known) < FEWEST:
        return f"{FEWEST} lines or more are needed to tell which strategy a list was made for."
    counted = {0: "No line", 1: "Only one line", 2: "Only two lines"}[telling]
    verb = "says" if telling < 2 else "say"
    return (
        f"{counted} of this list {verb} which strategy it was made for: the others stand on nearly "
        f"every list. {FEWEST} are needed to tell."
    )


def _torn(case: Case, firsts: Sequence[str]) -> str:
    """`firsts` are the strategies that come first when one line or another is left out."""
    *others, last = [f"'{case.catalogue.strategies[key].name}'" for key in firsts[:TORN]]
    named = f"{', '.join(others)} or {last}" if others else last
    return (
        f"Its lines point to different strategies: leave one out, and it is {named} that comes "
        "first."
    )


def _told(case: Case, reading: Reading, key: str) -> Revealed:
    """The lines that say so and the lines that contradict it: those that another strategy would
    have chosen, and those that do it harm, by themselves or through what they provoke."""
    said = {line: found.get(key, 0.0) for line, found in reading.says.items()}
    harm = {line: _harm(case, key, line) for line in reading.lines}
    agrees = [line for line in reading.lines if said[line] >= TELLING * pull(line)]
    against = [
        line
        for line in reading.lines
        if line not in agrees and (harm[line] > 0 or said[line] <= -TELLING * pull(line))
    ]
    agrees.sort(key=lambda line: (-round(said[line], 6), line.index))
    against.sort(key=lambda line: (-harm[line], round(said[line], 6), line.index))
    return Revealed(
        strategy=key,
        name=case.catalogue.strategies[key].name,
        agrees=_written(agrees)[:SHOWN],
        against=_written(against)[:SHOWN],
    )


def _harm(case: Case, key: str, line: Line) -> int:
    """What a line does against a strategy's outcomes, beyond what it does for them, with the harm
    that the pressure on it provokes; 0 where it helps more."""
    metric = str(line.metric)
    reach = case.influence.by_value(metric, case.setting(line, None).pressure)
    pressed = [
        case.influence.by_pressure(metric, case.setting(line, level))
        for level in line.levels or (Level.PROGRAMME,)
    ]
    total = sum(
        weight
        * (reach.help(outcome) - max(reach.harm(outcome), *(x.harm(outcome) for x in pressed)))
        for outcome, weight in case.catalogue.strategies[key].outcomes.items()
    )
    return max(0, -total) * pull(line)


def _written(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.written for line in lines))


def _sentence(
    case: Case,
    reading: Reading,
    told: Mapping[str, Revealed],
    ranked: Sequence[str],
    *,
    between: bool,
) -> str:
    """What they may not have heard before."""
    first, second, stated = told[ranked[0]], told[ranked[1]], case.strategy_id
    names = f"'{first.name}'"
    if between:
        names += f" or for '{second.name}', and one line more or less would decide"
    says = f"Judged by what it counts, this list was made for {names}"
    because = _because(reading, ranked[0], stated if case.stated else ranked[0], told)
    lines = f" ({', '.join(because[:3])})" if because else ""
    if not case.stated:
        return f"{says}{lines}. You have not said yet what you want it to do."
    wanted = case.strategy.name
    if stated == ranked[0] and not between:
        return f"{says}{lines}, which is also what you say you want."
    if between and stated in ranked[:2]:
        place = "first" if stated == ranked[0] else "second"
        return f"{says}{lines}. You say that you want the {place} of the two."
    contrary = _written(
        sorted(
            (line for line in reading.lines if _harm(case, stated, line)),
            key=lambda line: (-_harm(case, stated, line), line.index),
        )
    )[:3]
    says = f"{says}{lines}. You say you want '{wanted}'"
    if contrary:
        verb = "works" if len(contrary) == 1 else "work"
        says += f", and {', '.join(contrary)} {verb} against it"
    return f"{says}."


def _because(
    reading: Reading, first: str, stated: str, told: Mapping[str, Revealed]
) -> tuple[str, ...]:
    """The lines that speak for the first more than for what is stated."""
    if first == stated or stated not in reading.doubts:
        return told[first].agrees
    more = [
        line
        for line in reading.lines
        if line.written in told[first].agrees
        and reading.says[line][first] > reading.says[line][stated]
    ]
    more.sort(
        key=lambda line: (
            round(reading.says[line][stated] - reading.says[line][first], 6),
            line.index,
        )
    )
    return _written(more)
