"""Eight choices between bad weeks, against a general least-squares solver and plain properties."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from advisor.case import Case
from advisor.concerns import Concern, Pain
from advisor.weighing import (
    BY_ID,
    QUESTIONS,
    STEPS,
    WEEK,
    agreed,
    disputes,
    priorities,
    weighed,
)
from knowledge.catalogue import Catalogue

answer = some.integers(-2, 2)
full = some.fixed_dictionaries({question.id: answer for question in QUESTIONS})
partial = some.dictionaries(some.sampled_from(sorted(BY_ID)), answer)


def solved(answers: Mapping[str, int]) -> dict[Concern, float]:
    """Places by numpy's general solver, from the questions as equations."""
    concerns = list(Concern)
    rows, steps = [], []
    for key, given_answer in answers.items():
        row = [0.0] * len(concerns)
        row[concerns.index(BY_ID[key].first)] = 1
        row[concerns.index(BY_ID[key].second)] = -1
        rows.append(row)
        steps.append(STEPS[given_answer])
    found = np.linalg.lstsq(np.array(rows), np.array(steps), rcond=None)[0]
    return dict(zip(concerns, found, strict=True))


def test_eight_questions_at_most_tie_every_concern_to_both_anchors() -> None:
    assert len(QUESTIONS) <= 8
    assert len(BY_ID) == len(QUESTIONS)
    assert set(WEEK) == set(Concern)
    assert set(weighed({question.id: 0 for question in QUESTIONS}).levels) == set(Concern)
    for concern in (Concern.ACCESS, Concern.SAFETY, Concern.PEOPLE):
        against = {
            other
            for question in QUESTIONS
            for other in (question.first, question.second)
            if concern in (question.first, question.second) and other is not concern
        }
        assert against == {Concern.MATTER, Concern.COST}


@given(full)
def test_levels_lie_where_a_general_solver_puts_them(answers: dict[str, int]) -> None:
    places = solved(answers)
    first, spread = max(places.values()), max(places.values()) - min(places.values())
    top = min(5.0, 3 + spread)
    for concern, level in weighed(answers).levels.items():
        exact = top - first + places[concern]
        assert level == pytest.approx(max(0, exact), abs=0.5 + 1e-9)


@given(full)
def test_misfits_are_what_the_whole_turns_round(answers: dict[str, int]) -> None:
    places = solved(answers)
    expected = {
        key
        for key, said in answers.items()
        if said and said * (places[BY_ID[key].first] - places[BY_ID[key].second]) <= 1e-9
    }
    assert {question.id for question in weighed(answers).misfits} == expected


@given(some.lists(some.integers(0, 5), min_size=6, max_size=6))
def test_whoever_answers_alike_from_one_order_is_not_turned_round(places: list[int]) -> None:
    """Answers that follow from one scale contradict each other nowhere."""
    at = dict(zip(Concern, places, strict=True))
    by_step = {step: said for said, step in STEPS.items()}
    apart = {q.id: at[q.first] - at[q.second] for q in QUESTIONS}
    fitting = {key: by_step[step] for key, step in apart.items() if step in by_step}
    assert weighed(fitting).misfits == ()


@given(full)
def test_the_opposite_answers_turn_the_order_round(answers: dict[str, int]) -> None:
    there = weighed(answers).levels
    back = weighed({key: -said for key, said in answers.items()}).levels
    for one in Concern:
        for other in Concern:
            if there[one] > there[other]:
                assert back[one] <= back[other]


def test_nothing_before_anything_makes_all_of_them_aims() -> None:
    assert set(weighed({q.id: 0 for q in QUESTIONS}).levels.values()) == {3}


def test_one_clear_answer_takes_the_other_below_an_aim() -> None:
    found = weighed({"matter-cost": 2}).levels
    assert found == {Concern.MATTER: 5, Concern.COST: 2}


def test_a_circle_is_told() -> None:
    circle = {"matter-cost": 1, "cost-people": 1, "people-matter": 1}
    assert [q.id for q in weighed(circle).misfits] == list(circle)


@given(partial)
@settings(max_examples=50)
def test_only_what_the_answers_tie_together_is_weighed(answers: dict[str, int]) -> None:
    found = weighed(answers).levels
    asked = {c for key in answers for c in (BY_ID[key].first, BY_ID[key].second)}
    assert set(found) <= asked
    assert bool(found) == bool(answers)
    assert all(0 <= level <= 5 for level in found.values())


def test_answers_to_questions_of_another_release_are_left_out() -> None:
    assert weighed({"no-such-question": 2}).levels == {}


# --- priorities ----------------------------------------------------------------------------------


@given(
    levels=some.dictionaries(some.sampled_from(list(Concern)), some.integers(0, 5)),
    data=some.data(),
)
def test_a_concerns_highest_outcome_gets_its_level(
    levels: dict[Concern, int], data: some.DataObject
) -> None:
    usual = {key: data.draw(some.integers(0, 5)) for c in Concern for key in c.outcomes}
    found = priorities(levels, usual)
    assert set(found) == {key for concern in levels for key in concern.outcomes}
    for concern, level in levels.items():
        assert max(found[key] for key in concern.outcomes) == level
        ranked = sorted(concern.outcomes, key=lambda key: usual[key])
        assert sorted(found[key] for key in ranked) == [found[key] for key in ranked]


def test_concerns_and_pains_name_outcomes_of_the_catalogue_once(shipped: Catalogue) -> None:
    named = [key for concern in Concern for key in concern.outcomes]
    assert len(named) == len(set(named))
    assert {*named, *(key for pain in Pain for key in pain.outcomes)} <= set(shipped.outcomes)
    # What the provider keeps is between two houses, and no week of a floor.
    assert set(shipped.outcomes) - set(named) == {"provider-margin"}


def test_what_must_not_get_worse_is_an_aim_whatever_else_is_said(
    case: Callable[..., Case],
) -> None:
    stated = {"preset": "lowest-cost-per-solved-issue", "priorities": {"wellbeing": 0, "ease": 5}}
    free = case(strategy=stated)
    held = case(strategy={**stated, "hold": ["wellbeing", "ease"]})
    assert free.priorities["wellbeing"] == 0
    assert held.priorities["wellbeing"] == 3
    assert held.priorities["ease"] == 5
    rest = set(free.priorities) - {"wellbeing"}
    assert all(free.priorities[key] == held.priorities[key] for key in rest)


# --- several people ------------------------------------------------------------------------------

voices = some.dictionaries(some.sampled_from(["Ana", "Ben", "Cem", "Dee"]), partial)


@given(voices)
def test_each_question_is_either_shared_or_in_dispute(room: dict[str, dict[str, int]]) -> None:
    shared, split = agreed(room), {each.question.id for each in disputes(room)}
    answered = {key for answers in room.values() for key in answers}
    assert set(shared) | split == answered
    assert not set(shared) & split


@given(voices)
def test_nothing_is_averaged(room: dict[str, dict[str, int]]) -> None:
    for key, taken in agreed(room).items():
        said = [answers[key] for answers in room.values() if key in answers]
        assert taken in said
        assert abs(taken) == min(map(abs, said))
    for each in disputes(room):
        assert each.sides == {
            name: answers[each.question.id]
            for name, answers in room.items()
            if each.question.id in answers
        }
        assert math.copysign(1, min(each.sides.values())) < 0 < max(each.sides.values())
