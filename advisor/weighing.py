"""What matters more, from eight choices between two bad weeks.

The method is the pairwise comparison with missing pairs, solved by logarithmic least squares:
S. Bozóki, J. Fülöp and L. Rónyai, "On optimal completion of incomplete pairwise comparison
matrices", Mathematical and Computer Modelling 52 (2010), 318-333. The weights are unique if and
only if the graph of compared pairs is connected. Two things are taken from elsewhere: that each
concern is shown as a change, here from a usual week to the same bad one each time (swing weighting:
D. von Winterfeldt and W. Edwards, Decision Analysis and Behavioral Research, 1986), and that all
others are held against two anchors (as in the best-worst method: J. Rezaei, Omega 53 (2015),
49-57). Here the anchors are fixed, what becomes of customers' matters and what it costs, so that
the weeks can be told in words. Why, and what was rejected: docs/decisions/014.

Nobody's answers are averaged with anybody else's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.concerns import Concern

HIGHEST = 5
AIM = 3  # the priority from which an outcome counts as an aim

# By how many of the five steps of a priority an answer moves two concerns apart. A clear answer
# takes what comes first below what still counts as an aim.
STEPS: Mapping[int, int] = {-2: -3, -1: -1, 0: 0, 1: 1, 2: 3}

WEEK: Mapping[Concern, str] = {
    Concern.MATTER: "One customer in four had to come back, because it was not settled.",
    Concern.ACCESS: "One caller in five gave up before anybody answered.",
    Concern.SAFETY: "A check was left out, and three customers came to harm by it.",
    Concern.PEOPLE: "Breaks and coaching were cancelled, and two good people gave notice.",
    Concern.COST: "The week cost a fifth more than planned.",
    Concern.EARNINGS: "A third of what could have been sold was not offered.",
}
"""What went wrong in the bad week of each concern; all else went as usual."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which of two weeks would be worse? An answer is from 2, the first by far, to -2."""

    first: Concern
    second: Concern

    @property
    def id(self) -> str:
        """What an answer is kept under."""
        return f"{self.first}-{self.second}"


QUESTIONS = (
    Question(Concern.MATTER, Concern.COST),
    Question(Concern.ACCESS, Concern.MATTER),
    Question(Concern.COST, Concern.PEOPLE),
    Question(Concern.SAFETY, Concern.MATTER),
    Question(Concern.ACCESS, Concern.COST),
    Question(Concern.PEOPLE, Concern.MATTER),
    Question(Concern.COST, Concern.SAFETY),
    Question(Concern.EARNINGS, Concern.MATTER),
)
BY_ID: Mapping[str, Question] = {question.id: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What follows from one person's answers."""

    levels: Mapping[Concern, int]
    """0 to 5; only concerns that the answers tie together. Where nothing comes before anything, all
    are aims and stand at 3; with two steps or more between them the first stands at 5."""
    misfits: tuple[Question, ...]
    """Answers that all answers together turn round or make even, in the order of asking."""


def weighed(answers: Mapping[str, int]) -> Weighed:
    """The levels that lie closest to all answers, in least squares. Ids that are not among the
    questions are left out; answers are from -2 to 2, and no answer is no opinion."""
    steps = {BY_ID[key]: STEPS[answer] for key, answer in answers.items() if key in BY_ID}
    tied = _tied(list(steps))
    if not tied:
        return Weighed({}, ())
    known = {question: step for question, step in steps.items() if question.first in tied}
    places = _closest(known, tied)
    first, last = max(places.values()), min(places.values())
    top = min(Fraction(HIGHEST), AIM + first - last)
    levels = {
        concern: max(0, _rounded(top - first + places[concern]))
        for concern in Concern
        if concern in places
    }
    misfits = tuple(
        question
        for question in QUESTIONS
        if known.get(question) and known[question] * _apart(question, places) <= 0
    )
    return Weighed(levels, misfits)


def _apart(question: Question, places: Mapping[Concern, Fraction]) -> Fraction:
    return places[question.first] - places[question.second]


def _rounded(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


def _tied(asked: Sequence[Question]) -> list[Concern]:
    """The largest group of concerns that the questions tie together; of equal ones the first."""
    groups: list[set[Concern]] = []
    for question in asked:
        pair = {question.first, question.second}
        touched = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touched))
    largest = max(groups, key=lambda group: (len(group), -min(c.rank for c in group)), default=())
    return sorted(largest, key=lambda concern: concern.rank)


def _closest(steps: Mapping[Question, int], tied: Sequence[Concern]) -> dict[Concern, Fraction]:
    """Solves the normal equations, whose matrix is the Laplacian of the graph of compared pairs;
    the place of the first concern is 0. Exact, so that no machine rounds otherwise."""
    free = list(tied[1:])
    at = {concern: index for index, concern in enumerate(free)}
    size = len(free)
    rows = [[Fraction(0)] * (size + 1) for _ in free]
    for question, step in steps.items():
        one, other = at.get(question.first), at.get(question.second)
        for here, there, sign in ((one, other, 1), (other, one, -1)):
            if here is None:
                continue
            rows[here][here] += 1
            rows[here][size] += sign * step
            if there is not None:
                rows[here][there] -= 1
    for pivot in range(size):  # positive definite, so no pivot is 0
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for index in range(size):
            if index != pivot and rows[index][pivot]:
                factor = rows[index][pivot]
                rows[index] = [
                    value - factor * base
                    for value, base in zip(rows[index], rows[pivot], strict=True)
                ]
    return {tied[0]: Fraction(0), **{concern: rows[at[concern]][size] for concern in free}}


def priorities(levels: Mapping[Concern, int], usual: Mapping[str, int]) -> dict[str, int]:
    """Priorities 0 to 5 of the outcomes that the concerns stand for. The concern's first outcome
    gets its level; the others keep their distance from it, as in `usual`. What counts for nothing
    in `usual` goes on counting for nothing, unless its whole concern does."""
    found: dict[str, int] = {}
    for concern, level in levels.items():
        known = {key: usual[key] for key in concern.outcomes if key in usual}
        top = max(known.values(), default=0)
        for key, value in known.items():
            found[key] = max(0, value + level - top) if value or not top else 0
    return found


# --- several people ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question on which people stand on opposite sides."""

    question: Question
    sides: Mapping[str, int]
    """Everybody's answer, by name; in the order of the names given."""


def disputes(voices: Mapping[str, Mapping[str, int]]) -> tuple[Dispute, ...]:
    """The questions on which somebody holds the first week for worse and somebody the second, the
    widest apart first."""
    found = []
    for question in QUESTIONS:
        sides = {
            name: answers[question.id] for name, answers in voices.items() if question.id in answers
        }
        if sides and min(sides.values()) < 0 < max(sides.values()):
            found.append(Dispute(question, sides))
    return tuple(
        sorted(found, key=lambda each: min(each.sides.values()) - max(each.sides.values()))
    )


def agreed(voices: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """What all who answered say. Where they are on one side and differ in how far, the mildest
    word; a question on which they are on opposite sides is left out."""
    found = {}
    for question in QUESTIONS:
        said = [answers[question.id] for answers in voices.values() if question.id in answers]
        if said and not min(said) < 0 < max(said):
            found[question.id] = min(said, key=abs)
    return found
