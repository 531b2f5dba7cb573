"""The answer page of a shared link: what is asked, three views, evidence, a copy to try."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, Row, canonical, from_document
from advisor.case import Case
from advisor.recommend import recommend
from advisor.share import LinkError, from_link, glance, to_link
from advisor.wizard.answer import copying, showing, views
from advisor.wizard.answer.asking import asking
from advisor.wizard.answer.opening import head, waiting
from advisor.wizard.answer.request import WHAT, WHOM, Request, read
from advisor.wizard.answer.worked import Worked, worked
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import load
from knowledge.vocabulary import Dimension, Level, Use
from tests.reading import sound, title

HOSTILE = "<img src=x onerror=alert(1)> [x](http://evil.example) :red[y] {{ 7 * 7 }}"
TELECOM = "telecom-bpo"
FIRST = "import sys, advisor.wizard.steps.answer"


@pytest.fixture(scope="module")
def found() -> Worked:
    """The telecom example, whose client decides part of it."""
    case = Case(example(TELECOM), load())
    return worked(case, recommend(case))


@pytest.fixture(scope="module")
def bare() -> Worked:
    """A list and nothing else: no money, nobody who decides."""
    case = Case(Brief(today=(Row(written="AHT"), Row(written=HOSTILE)), title=HOSTILE), load())
    return worked(case, recommend(case))


# --- what the link asks --------------------------------------------------------------------------


@given(
    some.builds(
        Request,
        some.sampled_from((None, *WHOM)),
        some.sampled_from((None, *WHAT)),
        some.none() | some.dates(date(2000, 1, 1), date(2100, 12, 31)),
    )
)
def test_what_is_asked_comes_through_the_address(request: Request) -> None:
    assert read(request.query()) == request


@given(some.dictionaries(some.sampled_from(("for", "ask", "by")), some.text(max_size=2000)))
def test_an_address_says_a_known_word_or_nothing(params: dict[str, str]) -> None:
    request = read(params)
    assert request.query().items() <= params.items()
    assert request.whom in (None, *WHOM)
    assert request.what in (None, *WHAT)


@pytest.mark.parametrize(
    "by", ["9999-12-31", "2026-02-30", "2026-1-2", "20261201", "２０２６-12-01", "2026-12-01\n", ""]
)
def test_a_day_that_is_none_counts_as_not_said(by: str) -> None:
    assert read({"by": by}).by is None


def test_what_the_link_itself_holds_is_read_without_the_catalogue() -> None:
    catalogue = load()
    for key in EXAMPLES:
        whole = example(key)
        seen = glance(to_link(whole, catalogue))
        assert (seen.title, seen.strategy, seen.context) == (
            whole.title,
            whole.strategy,
            whole.context,
        )


@pytest.mark.parametrize(
    "token", ["", "d1_", "d1_AAAA", "d9_AAAA", "<script>", "d1_" + "A" * 30_000]
)
def test_a_damaged_link_is_refused_at_the_first_glance(token: str) -> None:
    with pytest.raises(LinkError):
        glance(token)


def test_the_first_page_needs_nothing_that_takes_time() -> None:
    heavy = "altair", "pandas", "highspy", "advisor.advice", "advisor.recommend", "jinja2"
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{FIRST}; print([name for name in {heavy!r} if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "[]"


# --- what is asked -------------------------------------------------------------------------------


def test_a_client_is_asked_for_exactly_the_lines_that_a_client_decides(found: Worked) -> None:
    asked = asking(Request("client", "approve", date(2026, 12, 1)), found)
    decided = {c.metric for c in found.changes if c.decided_by == "the client" and c.what != "keep"}
    assert decided
    assert {line.metric for line in asked.lines} == decided
    assert str(len(decided)) in asked.says
    assert asked.by == "By 1 December 2026."
    assert asked.money
    assert not asked.no_money


def test_where_nobody_said_what_is_asked_the_page_names_who_decides(found: Worked) -> None:
    asked = asking(Request(), found)
    clients = sum(c.decided_by == "the client" and c.what != "keep" for c in found.changes)
    assert f"the client decides {clients}" in asked.says
    assert not asked.lines


def test_who_only_has_to_know_is_asked_nothing(found: Worked) -> None:
    assert asking(Request("boss", "know"), found).says.startswith("You need not answer.")


def test_without_figures_no_money_is_named(bare: Worked) -> None:
    asked = asking(Request("boss", "approve"), bare)
    assert not asked.money
    assert "No money is named" in asked.no_money


def test_a_design_without_a_list_is_asked_about_as_a_whole() -> None:
    case = Case(Brief(), load())
    alone = worked(case, recommend(case))
    asked = asking(Request("client", "approve"), alone)
    assert str(len(alone.best.tier("pursue"))) in asked.says
    assert not asked.lines


# --- the views -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", views.VIEWS)
@pytest.mark.parametrize("whom", [None, *WHOM])
def test_every_reader_has_every_view(found: Worked, bare: Worked, name: str, whom: str) -> None:
    for one in (found, bare):
        request = Request(whom)  # type: ignore[arg-type]
        text = showing.view(name, request, one) + showing.asked(request, one)  # type: ignore[arg-type]
        assert "None" not in text
        assert "<h2>" in text


def test_an_agent_sees_the_own_card_and_what_is_never_held_against_one(found: Worked) -> None:
    uses = {item.metric: item.uses.get(Level.AGENT) for item in found.best.metrics}
    shown = {line.item.metric for line in views.for_agents(found)}
    assert shown
    assert all(uses[metric] in (Use.PURSUE, Use.WATCH) for metric in shown)
    label = found.case.catalogue.label
    never = {name for name, _because in views.never(found)}
    assert never
    assert not never & {label(metric) for metric in shown}
    assert label("average-handle-time") in never


@pytest.mark.parametrize(("hangs", "pay"), [("punished", False), ("paid", True)])
def test_a_boss_reads_of_pay_only_where_it_was_said(hangs: str, pay: bool) -> None:
    rows = [{"metric": "average-handle-time", "target": "550 s", "consequences": [hangs],
             "levels": ["agent"]}]  # fmt: skip
    case = Case(from_document({"v": 1, "today": rows}), load())
    told = asking(Request("boss"), worked(case, recommend(case)))
    assert told.lines
    effort = " ".join(told.effort)
    assert ("Pay hangs on" in effort) is pay
    assert ("Trouble" in effort) is not pay
    assert "nobody counts" not in effort  # a list is what is looked at, not all that is counted
    assert case.catalogue.label("average-handle-time") in told.by


def test_what_only_planners_keep_is_named_among_what_is_never_held_against_one() -> None:
    """It presses on people today, and off every card is where they want to read that it went."""
    row = Row(metric="average-handle-time", target="550 s", consequences=("punished",))
    case = Case(Brief(today=(row,)), load())
    best = recommend(case)
    assert {x.metric: x.tier for x in best.metrics}["average-handle-time"] == "plan"
    never = {name for name, _because in views.never(worked(case, best))}
    assert case.catalogue.label("average-handle-time") in never


def test_what_waits_for_the_pay_is_not_told_to_agents_in_advance(found: Worked) -> None:
    text = showing.view("Agent", Request("team"), found)
    waiting_for_pay = [item for item in found.changes if item.says and item.says_after]
    assert waiting_for_pay
    assert not any(str(item.says) in text for item in waiting_for_pay)
    assert "nobody is to lose by it" in text


def test_each_watched_number_has_limit_rhythm_and_act_for_operations(found: Worked) -> None:
    for _card, lines in views.for_operations(found):
        for line in lines:
            if line.use is Use.WATCH and line.item.limit:
                assert line.limit == line.item.limit


def test_every_metric_that_is_placed_has_its_path_with_sources(found: Worked) -> None:
    catalogue = found.case.catalogue
    placed = [item for item in found.best.tier("pursue") if item.path]
    assert placed
    for item in placed:
        line = views.line(found, item, (Level.PROGRAMME,))
        assert len(line.reasons) == len(item.path)
        assert line.reasons[0].says.casefold().find(catalogue.label(item.metric).casefold()) >= 0
        for reason in line.reasons:
            assert reason.voices
            assert all(voice.read and voice.gains for voice in reason.voices)


def test_what_people_write_is_shown_and_never_run(bare: Worked) -> None:
    request = Request("client", "approve")
    page = head(bare.case.brief.title, request) + waiting(request) + showing.asked(request, bare)
    page += showing.given_up(bare) + showing.foot(bare, "1")
    page += "".join(showing.view(name, request, bare) for name in views.VIEWS)
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert '<a href="http://evil' not in page
    assert " 49 " not in page


# --- a copy --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", EXAMPLES)
def test_every_option_gives_a_copy_that_opens_and_leaves_the_original(key: str) -> None:
    case = Case(example(key), load())
    before = canonical(case.brief)
    for item in copying.assumptions(case, case):
        assert not item.changed
        for option, _words in item.options:
            copy = copying.copied(case, case, item.key, option)
            assert from_document(from_link(to_link(copy.brief, load()), load()).model_dump()) == (
                copy.brief
            )
            again = {one.key: one for one in copying.assumptions(case, copy)}
            assert again[item.key].now == option
            assert again[item.key].changed is (option != item.now)
    assert canonical(case.brief) == before


def test_back_in_the_first_chair_the_contract_is_there_again() -> None:
    case = Case(example(TELECOM), load())
    there = copying.copied(case, case, "context.sourcing", "in-house")
    assert there.brief.context.pricing is None
    assert there.brief.context.adjusters == ()
    prices = next(x for x in copying.assumptions(case, there) if x.key == "context.pricing")
    assert "per-handle-minute" not in dict(prices.options)
    back = copying.copied(case, there, "context.sourcing", "bpo")
    assert back.brief == case.brief


def test_an_option_that_there_is_not_changes_nothing(found: Worked) -> None:
    case = found.case
    assert copying.copied(case, case, "context.sourcing", "moon") is case
    assert copying.copied(case, case, "title", "x") is case


def test_the_difference_is_that_of_two_sets(found: Worked) -> None:
    copy = copying.copied(found.case, found.case, "context.sourcing", "in-house")
    moved = copying.difference(found.case, found.best, copy)
    was = {item.metric for item in found.best.metrics if item.tier != "plan"}
    now = {item.metric for item in recommend(copy).metrics if item.tier != "plan"}
    assert {one.metric for one in moved.enters} == now - was
    assert {one.metric for one in moved.leaves} == was - now
    assert all(one.because for one in (*moved.enters, *moved.leaves, *moved.changes))
    assert copying.difference(found.case, found.best, found.case).same


def test_more_contacts_with_the_same_people_are_said_to_be_so(found: Worked) -> None:
    copy = copying.copied(found.case, found.case, "load", "half as many again")
    contacts = found.case.brief.load.contacts
    assert contacts
    assert copy.brief.load.contacts == contacts * 1.5
    staffing = copying.difference(found.case, found.best, copy).staffing
    assert staffing
    assert staffing[0] != staffing[1]


# --- the page ------------------------------------------------------------------------------------


ALONE = """
import streamlit as st
from advisor.wizard import state
from advisor.wizard.steps import answer


def start(): ...
def browse(): ...
def situation(): ...
def contract(): ...
def measure(): ...


others = (start, browse, situation, contract, measure)
pages = {one.__name__: st.Page(one, url_path=one.__name__) for one in others}
pages["answer"] = st.Page(answer.draw, title="Answer", url_path="answer", default=True)
state.pages(pages)
st.navigation(list(pages.values()), position="hidden").run()
"""


def opened(**query: str) -> AppTest:
    """The answer page under an address."""
    app = AppTest.from_string(ALONE, default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return sound(app.run())


def told(app: AppTest) -> str:
    """All that stands on the page as HTML."""
    return "".join(str(block.value) for block in app.html)


@pytest.mark.usefixtures("own_store")
def test_a_link_opens_on_what_is_asked_and_is_the_same_for_everybody() -> None:
    token = to_link(example(TELECOM), load())
    asked = opened(b=token, **Request("client", "approve", date(2026, 12, 1)).query())
    assert "Your approval is asked" in told(asked)
    assert "By 1 December 2026." in told(asked)
    assert asked.segmented_control(key="answer-view").value == "Executive"
    assert not asked.progress
    silent = opened(b=token)
    assert "<h1>The answer</h1>" in told(silent)
    mark = "Fingerprint "
    prints = [told(app).split(mark)[1][:10] for app in (asked, silent)]
    assert prints[0] == prints[1]


@pytest.mark.usefixtures("own_store")
def test_hostile_parameters_are_neither_shown_nor_believed() -> None:
    token = to_link(Brief(title=HOSTILE), load())
    app = opened(b=token, **{"for": HOSTILE, "ask": HOSTILE, "by": "0001-01-01"})
    assert "<h1>The answer</h1>" in told(app)
    assert "<img" not in told(app)
    assert "0001" not in told(app)


@pytest.mark.usefixtures("own_store")
@pytest.mark.parametrize("token", ["", "d1_", "d1_AAAA", "d9_whatever", HOSTILE])
def test_a_link_that_does_not_open_shows_a_way_on(token: str) -> None:
    app = opened(b=token)
    assert title(app) in ("This link cannot be opened.", "This link carries no design.")
    assert not app.segmented_control


@pytest.mark.usefixtures("own_store")
def test_the_view_follows_the_reader_and_can_be_switched() -> None:
    token = to_link(example(TELECOM), load())
    app = opened(b=token, **{"for": "team"})
    assert "What will never be used against you" in told(app)
    app.segmented_control(key="answer-view").set_value("Operations")
    sound(app.run())
    assert "The team leader" in told(app)
    assert "What will never be used against you" not in told(app)


@pytest.mark.usefixtures("own_store")
def test_one_assumption_changed_on_a_copy_and_taken_back() -> None:
    whole = example(TELECOM)
    app = opened(b=to_link(whole, load()))
    assert "Nothing is changed yet" in told(app)
    option = next(radio for radio in app.radio if radio.label == Dimension.SOURCING.label)
    sound(option.set_value("in-house").run())
    copy = Case(
        whole.model_copy(
            update={
                "context": whole.context.model_copy(
                    update={"sourcing": "in-house", "pricing": None, "adjusters": ()}
                )
            }
        ),
        load(),
    )
    was, now = (
        {item.metric for item in recommend(one).metrics if item.tier != "plan"}
        for one in (Case(whole, load()), copy)
    )
    assert now - was
    for metric in now - was:
        assert load().label(metric) in told(app)
    assert "Original: Provider (BPO)" in told(app)
    assert "brief" not in app.session_state
    sound(app.button(key="copy-back").click().run())
    assert "Nothing is changed yet" in told(app)


@pytest.mark.usefixtures("own_store")
def test_why_not_says_the_reason_and_what_would_bring_it_in() -> None:
    case = Case(example(TELECOM), load())
    best = recommend(case)
    missed = next(item for item in best.left_out if item.metric in case.today)
    app = opened(b=to_link(example(TELECOM), load()))
    app.selectbox(key="why-not").set_value(missed.metric)
    sound(app.run())
    assert missed.because[:40] in told(app).replace("&#39;", "'")
