"""What the slides tell of a moved priority is what the recommendation of that brief would be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from advisor.brief import Brief, apply, from_document
from advisor.case import Case
from advisor.explore import offered, reach, soonest
from advisor.recommend import Recommendation, recommend
from advisor.wizard import counting
from advisor.wizard.counting import Counted, last_moved, moved, told
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Lens


@cache
def shipped() -> Catalogue:
    return load()


def briefs() -> Iterator[tuple[str, Brief]]:
    yield "nothing said", Brief()
    yield (
        "held",
        from_document(
            {"strategy": {"preset": "lowest-cost-per-solved-issue", "hold": ["wellbeing"]}}
        ),
    )
    for name in sorted(EXAMPLES)[:2]:
        yield name, example(name)


BRIEFS = dict(briefs())


@pytest.fixture(scope="module", params=sorted(BRIEFS))
def case(request: pytest.FixtureRequest) -> Case:
    return Case(BRIEFS[request.param], shipped())


@pytest.fixture(scope="module")
def counted(case: Case) -> Counted:
    """One priority of the brief: what must not get worse, else the last that is offered."""
    return told(
        reach(case, (case.brief.strategy.hold or offered(case, counting.OFFERED))[-1]),
        case.catalogue,
    )


def names(found: Recommendation, tier: str) -> set[str]:
    return {shipped().label(one.metric) for one in found.metrics if one.tier == tier}


def everything(found: Recommendation) -> set[str]:
    return {shipped().label(one.metric) for one in found.metrics}


def cards(found: Recommendation) -> object:
    """Which metrics have which use on which card, and which come first."""
    uses = {one.metric: (one.tier, one.uses) for one in found.metrics}
    first = {one.metric: one.priority for one in found.metrics if (one.priority or 9) <= 3}
    return uses, first


def listed_in(says: str, known: set[str]) -> set[str]:
    """Names that stand in a text, the longest first, so that none is found within another."""
    found = set()
    for name in sorted(known, key=len, reverse=True):
        if name in says:
            found.add(name)
            says = says.replace(name, "")
    return found


def test_each_level_names_what_recommend_says_of_the_changed_brief(
    case: Case, counted: Counted
) -> None:
    """An independent truth: the whole recommendation of each brief with that priority."""
    every = {entry.name for entry in shipped().metrics.values()}
    was = recommend(case)
    for level in range(6):
        if level == counted.stated:
            continue
        new = moved(case, case.brief, counted.outcome, level)
        assert new is not None
        now = recommend(Case(new, shipped()))
        if level < counted.least:
            assert now.ids == was.ids  # what must not get worse cannot count for less
            continue
        said = {line["head"]: line["says"] for line in counted.at[str(level)]}
        comes = listed_in(said.get("Comes in", ""), every)
        goes = listed_in(said.get("Goes", ""), every)
        assert comes == everything(now) - everything(was)
        assert goes == everything(was) - everything(now)
        more = listed_in(said.get("More is made of", ""), every)
        less = listed_in(said.get("Less is made of", ""), every)
        assert more >= (names(now, "pursue") & names(was, "watch"))
        assert less >= (names(now, "watch") & names(was, "pursue"))
        stays = any(word in said.get("", "") for word in ("stays as it is", "again the same"))
        assert stays == (cards(now) == cards(was))


def test_how_far_it_stays_as_it_is_holds_for_every_level_up_to_there(
    case: Case, counted: Counted
) -> None:
    was = recommend(case)
    for level, lines in counted.at.items():
        for line in lines:
            for way, ways in ((1, " up to "), (-1, " down to ")):
                if "stays as it is" not in line["says"] or ways not in line["says"]:
                    continue
                end = int(line["says"].rstrip(".").rpartition(" ")[2])
                for step in range(int(level), end + way, way):
                    if step == counted.stated:
                        continue
                    new = moved(case, case.brief, counted.outcome, step)
                    assert new is not None
                    assert recommend(Case(new, shipped())).ids == was.ids


def test_aims_come_first_and_what_must_not_get_worse_is_offered() -> None:
    case = Case(BRIEFS["held"], shipped())
    offered = [item["outcome"] for item in counting.begun(case)]
    assert set(offered) >= {goal.outcome for goal in case.goals}
    assert "wellbeing" in offered
    assert len(offered) == len(set(offered)) <= counting.OFFERED


def test_what_was_moved_stays_on_the_slide_with_both_ends_of_the_axis() -> None:
    brief = example("telecom-bpo")
    moved_by_hand = brief.strategy.model_copy(update={"priorities": {"compliance": 0}})
    case = Case(brief.model_copy(update={"strategy": moved_by_hand}), shipped())
    found = [str(item["outcome"]) for item in counting.begun(case)]
    assert "compliance" in found
    lenses = {shipped().outcomes[key].lens for key in found}
    assert {Lens.CUSTOMER, Lens.EFFICIENCY} <= lenses
    assert len(found) <= counting.OFFERED


def test_what_tips_the_set_by_the_smallest_rise_is_offered_first() -> None:
    case = Case(Brief(), shipped())
    others = list(case.priorities)[:4]
    rises = {}
    for key in others:
        found = reach(case, key).tips(1)
        rises[key] = found - case.priorities[key] if found else None
    tipping = {key: by for key, by in rises.items() if by is not None}
    assert set(soonest(case, others, 4)) == set(tipping)
    offered = soonest(case, others, 2)
    assert len(offered) == min(2, len(tipping))
    assert [tipping[key] for key in offered] == sorted(tipping.values())[: len(offered)]


def test_only_what_can_be_asked_for_is_taken_over() -> None:
    case = Case(example("telecom-bpo"), shipped())
    assert moved(case, case.brief, "ease", 2) == apply(
        case.brief, moved_edits := counting.priority(case, "ease", 2)
    )
    assert len(moved_edits) == 1
    for outcome, level in (("nothing", 2), ("ease", 6), ("ease", -1), ("ease", "2"), (None, None)):
        assert moved(case, case.brief, outcome, level) is None


def test_a_moved_priority_can_be_taken_back_until_something_else_changes() -> None:
    before = example("telecom-bpo")
    case = Case(before, shipped())
    after = moved(case, before, "ease", 2)
    assert after is not None
    found = last_moved(before, after, shipped())
    assert found is not None
    assert counting.outcome_of(found) == "ease"
    assert "making it easy for customers" in found.says
    other = after.model_copy(update={"must": ("first-contact-resolution",)})
    assert last_moved(before, other, shipped()) is None
    assert last_moved(after, other, shipped()) is None
    assert last_moved(before, before, shipped()) is None


def test_where_no_strategy_was_stated_the_assumed_one_is_taken_over_with_it() -> None:
    case = Case(Brief(), shipped())
    after = moved(case, Brief(), "ease", 5)
    assert after is not None
    assert after.strategy.preset == case.strategy_id
    assert last_moved(Brief(), after, shipped()) is not None
