"""Today's list on its page: the dry run, the ticks, what is asked of the ticked, undo."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from advisor.brief import Brief, Observed, Row
from advisor.progress import Course, progress
from advisor.wizard.steps.deciding import merged
from knowledge.catalogue import load
from knowledge.vocabulary import Consequence, Level
from tests.chips import elements, pick, questions
from tests.reading import sound
from tests.turning import press
from tests.writing import line, sent, shown, table, write

MAIL = (
    "Hello Ana,\n\nhere is our list:\n"
    "- AHT <= 300 s\n- FCR 75 %\n- TMA\n- adherence\n- first call resolution\n\nRegards\nBo"
)

pytestmark = pytest.mark.usefixtures("own_store")


def start() -> AppTest:
    path = str(files("advisor.wizard") / "main.py")
    return sound(AppTest.from_file(path, default_timeout=60).run())


def rows_of(app: AppTest) -> tuple[Row, ...]:
    brief: Brief = app.session_state["brief"]
    return brief.today


def row_of(app: AppTest, written: str) -> Row:
    return next(row for row in rows_of(app) if row.written == written)


def epoch(app: AppTest) -> int:
    return int(app.session_state["epoch"]) if "epoch" in app.session_state else 0


def words(app: AppTest) -> str:
    kinds: list[Any] = [app.markdown, app.text, app.caption, app.info, app.warning, app.error]
    heads = [each["head"] for each in questions(app)]
    return "\n".join([*(item.value for kind in kinds for item in kind), *heads]).replace("\\", "")


def empty() -> AppTest:
    """The page of a design without a list."""
    app = press(start(), "describe")
    return press(press(app, "next"), "next")


@pytest.fixture
def mailed() -> AppTest:
    app = start()
    app.text_area(key="start-list").set_value(MAIL)
    return press(app, "check")


def test_a_mail_comes_in_without_its_greeting_which_can_be_had_back(mailed: AppTest) -> None:
    assert [row.written for row in rows_of(mailed)] == [
        "AHT",
        "FCR",
        "TMA",
        "adherence",
        "first call resolution",
    ]
    assert "Hello Ana," in words(mailed)
    back = mailed.pills(key=f"back-in-{epoch(mailed)}")
    sound(back.set_value([back.options.index("Bo")]).run())
    press(mailed, "take-in")
    assert rows_of(mailed)[-1].written == "Bo"
    assert "Hello Ana," in words(mailed)
    press(mailed, "undo")
    assert rows_of(mailed)[-1].written == "first call resolution"


def asked_of(app: AppTest, name: str) -> Mapping[str, Any]:
    """What is asked of a name in the dry run."""
    (found,) = [each for each in questions(app) if each["asks"].partition(":")[0] == name]
    return found


def answer(app: AppTest, name: str, *picked: str) -> None:
    pick(app, asked_of(app, name)["id"], *picked)


def test_what_was_picked_stays_with_its_name_when_a_line_above_goes(mailed: AppTest) -> None:
    answer(mailed, "TMA", "average-handle-time")
    write(mailed, gone=["AHT"])
    assert "AHT" not in [row.written for row in rows_of(mailed)]
    assert asked_of(mailed, "TMA")["picked"] == ["average-handle-time"]
    assert asked_of(mailed, "adherence")["picked"] == ["schedule-adherence"]


def test_the_unclear_ones_are_settled_in_one_go(mailed: AppTest) -> None:
    assert row_of(mailed, "TMA").metric is None
    assert asked_of(mailed, "TMA")["picked"] == []  # nothing is guessed
    assert asked_of(mailed, "adherence")["picked"] == ["schedule-adherence"]
    answer(mailed, "TMA", "average-handle-time")
    answer(mailed, "adherence", "script-adherence")
    press(mailed, "take-these")
    assert row_of(mailed, "TMA").metric == "average-handle-time"
    assert row_of(mailed, "adherence").metric == "script-adherence"
    assert "5 of 5 names understood" in words(mailed)
    assert not [button for button in mailed.button if button.key == "take-these"]  # asked once
    press(mailed, "undo")
    assert row_of(mailed, "TMA").metric is None


def test_a_name_may_be_kept_as_it_is_or_left_out(mailed: AppTest) -> None:
    answer(mailed, "TMA", "none of these")
    answer(mailed, "adherence", "leave it out")
    press(mailed, "take-these")
    assert [row.written for row in rows_of(mailed)] == [
        "AHT",
        "FCR",
        "TMA",
        "first call resolution",
    ]
    assert row_of(mailed, "TMA").metric is None
    assert "1 kept as written" in words(mailed)


def test_one_thing_under_two_names_becomes_one_line_that_says_all(mailed: AppTest) -> None:
    press(mailed, "merge")
    assert [row.written for row in rows_of(mailed)] == ["AHT", "FCR", "TMA", "adherence"]
    first = Row(written="AHT", metric="average-handle-time", consequences=(Consequence.PAID,))
    other = Row(
        written="handle time",
        metric="average-handle-time",
        target="300 s",
        consequences=(Consequence.RANKED,),
    )
    unknown = Row(written="x")
    (both, *rest) = merged((first, unknown, other, unknown))
    assert (both.written, both.target) == ("AHT", "300 s")
    assert both.consequences == (Consequence.PAID, Consequence.RANKED)
    assert rest == [unknown, unknown]  # what is not known is not known to be the same


def test_the_list_shows_what_each_name_was_taken_for_and_what_is_worth_a_look(
    mailed: AppTest,
) -> None:
    handled, twin = line(mailed, "AHT"), line(mailed, "FCR")
    assert handled["says"]["metric"] == load().label("average-handle-time")
    assert handled["cells"]["target"] == "<= 300 s"
    assert "first call resolution" in twin["marks"]["metric"]  # named twice
    assert line(mailed, "TMA")["says"]["metric"] == "not clear"
    assert "metric" not in handled["marks"]


def test_the_table_ticks_corrects_adds_and_takes_out(mailed: AppTest) -> None:
    write(mailed, {"AHT": {"paid": True, "target": "280 s"}, "TMA": {"metric": "occupancy"}})
    assert row_of(mailed, "AHT").consequences == (Consequence.PAID,)
    assert row_of(mailed, "AHT").target == "280 s"
    assert row_of(mailed, "TMA").metric == "occupancy"
    write(mailed, {"TMA": {"written": "TMO"}}, gone=["FCR"], fresh=["Krankenquote <= 5 %"])
    assert [row.written for row in rows_of(mailed)] == [
        "AHT",
        "TMO",
        "adherence",
        "first call resolution",
        "Krankenquote",
    ]
    assert rows_of(mailed)[-1].metric == "absence-rate"
    assert rows_of(mailed)[-1].target == "<= 5 %"
    write(mailed, {"Krankenquote": {"punished": True, "target": ""}, "AHT": {"paid": False}})
    assert rows_of(mailed)[-1].consequences == (Consequence.PUNISHED,)
    assert rows_of(mailed)[-1].target is None
    assert row_of(mailed, "AHT").consequences is None
    press(mailed, "undo")
    assert row_of(mailed, "AHT").consequences == (Consequence.PAID,)
    press(mailed, "undo")
    assert "FCR" in [row.written for row in rows_of(mailed)]


def test_a_block_from_a_sheet_is_read_like_a_list_that_is_pasted(mailed: AppTest) -> None:
    block = "KPI\tTarget\tWeight\nNPS\t40\t60 %\nAHT\t200 s\t40 %\nTotal\t\t100 %"
    write(mailed, fresh=[block])
    scored = row_of(mailed, "NPS")
    assert (scored.metric, scored.target, scored.weight) == ("net-promoter-score", "40", 60)
    assert len(rows_of(mailed)) == 6  # AHT stood there already, a total is no metric
    assert row_of(mailed, "AHT").target == "<= 300 s"
    write(mailed, fresh=["our own thing of the house"])  # nothing is guessed
    assert rows_of(mailed)[-1] == Row(written="our own thing of the house")


def test_what_is_unclear_is_settled_in_the_table_and_not_asked_above_any_more(
    mailed: AppTest,
) -> None:
    assert "1 to settle here" in words(mailed)
    write(mailed, {"TMA": {"metric": "average-handle-time"}})
    assert "5 of 5 names understood" in words(mailed)
    write(mailed, {"TMA": {"metric": ""}})
    assert row_of(mailed, "TMA").metric is None


@pytest.mark.parametrize(
    ("typed", "metric"),
    [("krankenqu", "absence-rate"), ("欠勤率", "absence-rate"), ("", "average-handle-time")],
)
def test_what_is_meant_is_found_by_any_name_and_without_one_by_what_is_likely(
    mailed: AppTest, typed: str, metric: str
) -> None:
    sent(mailed, {"ask": {"line": line(mailed, "TMA")["id"], "text": typed}})
    _line, answered, offers = table(mailed)["found"]
    assert metric in [offer[0] for offer in offers]
    assert answered == typed
    assert row_of(mailed, "TMA").metric is None  # asking changes nothing


def test_a_late_word_about_a_line_that_is_gone_ticks_no_other(mailed: AppTest) -> None:
    gone = line(mailed, "FCR")["id"]
    write(mailed, gone=["FCR"])
    before = rows_of(mailed)
    sent(mailed, {"n": table(mailed)["heard"] + 1, "cells": {gone: {"paid": True}}, "gone": [gone]})
    assert rows_of(mailed) == before


def test_what_was_heard_once_is_not_done_again(mailed: AppTest) -> None:
    """The browser's word stays in the session until the next: a run of the page is no edit."""
    write(mailed, {"AHT": {"paid": True}}, fresh=["NPS"])
    brief: Brief = mailed.session_state["brief"]
    mailed.session_state["brief"] = brief.model_copy(update={"today": brief.today[:2]})
    sound(mailed.run())
    assert [row.written for row in rows_of(mailed)] == ["AHT", "FCR"]


def test_after_a_restart_of_the_server_the_word_of_a_page_that_stood_open_counts(
    mailed: AppTest,
) -> None:
    said = {"n": 7, "cells": {line(mailed, "AHT")["id"]: {"paid": True}}, "gone": [], "fresh": []}
    for held in ("line-ids", f"heard-list-{epoch(mailed)}"):
        if held in mailed.session_state:
            del mailed.session_state[held]
    sent(mailed, said)
    assert row_of(mailed, "AHT").consequences == (Consequence.PAID,)


@pytest.mark.parametrize(
    "said",
    [
        None,
        "list",
        ["n", 1],
        {"n": "1", "gone": "all"},
        {"n": True, "cells": []},
        {"n": 1e300, "fresh": ["NPS"]},
        {"n": -1, "fresh": ["NPS"]},
        {"n": 10**400, "fresh": ["NPS"]},
        {"n": 1, "fresh": [["NPS"], {"a": 1}, 3, None, "", " "], "gone": [1, None, ["x"]]},
        {"n": 1, "cells": {"unknown": {"paid": True}}, "gone": ["unknown"]},
        {"n": 1, "cells": {"AHT": "paid"}},
        {"n": 1, "cells": {"AHT": {"paid": "yes", "punished": 1, "displayed": None}}},
        {"n": 1, "cells": {"AHT": {"metric": "no-such-metric"}}},
        {"n": 1, "cells": {"AHT": {"metric": ["occupancy"], "target": 5, "written": {"a": 1}}}},
        {"n": 1, "cells": {"AHT": {"written": "  ", "levels": ["agent"], "weight": "5"}}},
        {"ask": {"line": ["x"], "text": "NPS"}},
        {"ask": {"line": "unknown", "text": ""}},
        {"ask": "NPS"},
    ],
)
def test_what_a_browser_sends_is_not_trusted(mailed: AppTest, said: object) -> None:
    before = rows_of(mailed)
    if isinstance(said, dict) and "AHT" in (said.get("cells") or {}):
        said = {**said, "cells": {line(mailed, "AHT")["id"]: said["cells"]["AHT"]}}
    sent(mailed, said)
    assert rows_of(mailed) == before


def test_what_is_too_long_is_cut_and_shown_as_it_was_taken(mailed: AppTest) -> None:
    write(mailed, {"AHT": {"target": "x" * 10_000}}, fresh=["y" * 10_000])
    target = row_of(mailed, "AHT").target
    assert isinstance(target, str)
    assert 100 < len(target) <= 1000
    assert line(mailed, "AHT")["cells"]["target"] == target
    assert all(len(row.written) <= 1000 for row in rows_of(mailed))


def test_details_are_asked_of_the_ticked_only(mailed: AppTest) -> None:
    mailed.session_state["say-more"] = True
    sound(mailed.run())
    assert len(elements(mailed, "ledger")) == 1
    write(mailed, {"AHT": {"paid": True}, "FCR": {"displayed": True}})
    assert [each["name"] for each in shown(mailed, "details")] == ["AHT", "FCR"]
    told = {"origin": "contract", "levels": ["agent"], "weight": "12,5 %"}
    write(mailed, {"AHT": {**told, "definition": "without-wrap"}}, name="details")
    write(mailed, {"FCR": {"since": "2019"}}, name="details")
    handled, resolved = row_of(mailed, "AHT"), row_of(mailed, "FCR")
    assert (handled.origin, handled.levels) == ("contract", (Level.AGENT,))
    assert (handled.definition, handled.weight) == ("without-wrap", 12.5)
    assert resolved.since == "2019"
    write(
        mailed,
        {
            "AHT": {
                "weight": "101",
                "definition": "as the moon",
                "levels": ["the moon", 1, "team"],
            },
            "FCR": {"weight": "nan", "since": ""},
        },
        name="details",
    )
    handled = row_of(mailed, "AHT")
    assert (handled.definition, handled.weight) == ("without-wrap", 12.5)
    assert handled.levels == (Level.TEAM,)
    assert (row_of(mailed, "FCR").weight, row_of(mailed, "FCR").since) == (None, None)
    write(mailed, {"FCR": {"displayed": False}})
    assert [each["name"] for each in shown(mailed, "details")] == ["AHT"]


WITHOUT_PANDAS = """
import sys
from importlib.resources import files
from streamlit.testing.v1 import AppTest
from tests.reading import title
from tests.turning import opened
app = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
app.button(key="describe").click().run()
described = title(app), "pandas" in sys.modules
app = AppTest.from_file(str(files("advisor.wizard") / "main.py"), default_timeout=60).run()
app.text_area(key="start-list").set_value("AHT <= 300 s").run()
app.button(key="check").click().run()
print(described, (title(app), "pandas" in sys.modules), sep="\\n")
for page in ("critique", "recommendation", "scorecard", "share"):
    opened(app, page)
print("pandas" in sys.modules)
"""


def test_the_steps_before_a_file_is_read_need_no_pandas() -> None:
    """It takes as long to load as all else that these pages need."""
    seen = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANDAS], capture_output=True, text=True, check=True
    )
    described, listed, later = seen.stdout.splitlines()
    assert described == "('Where do you stand?', False)"
    assert listed == "('What do you measure today?', False)"
    assert later == "False"


def book() -> bytes:
    sheets, data = Workbook(), io.BytesIO()
    sheets.active.title = "Cover"
    sheets.active.append(["Scorecard"])
    sheet = sheets.create_sheet("Numbers")
    sheet.append(["Ours"])
    sheet.append(["KPI", "Target", "Weight", "2025-01", "2025-02"])
    sheet.append(["AHT", "300 s", 0.6, 350, 320])
    sheet.append(["FCR", "75 %", 0.4, "70 %", "66 %"])
    sheet.append(["Total", None, 1])
    sheets.save(data)
    return data.getvalue()


def test_a_file_is_shown_before_it_is_taken_and_its_weights_are_one_click() -> None:
    app = empty()
    sound(app.file_uploader[0].upload("ours.xlsx", book(), "application/x").run())
    assert "Headings in row 2" in words(app)
    assert rows_of(app) == ()  # nothing is taken yet
    press(app, "read-file")
    handled, _resolved = rows_of(app)
    assert (handled.target, handled.actual, handled.weight) == ("300 s", "320", 60)
    press(app, "paid-by-weight")
    assert all(row.consequences == (Consequence.PAID,) for row in rows_of(app))
    app.session_state["say-more"] = True
    sound(app.run())
    assert "on the way" in words(app)
    assert "moving away" in words(app)


def test_a_figure_in_the_unit_of_another_metric_is_asked_about_below_it(mailed: AppTest) -> None:
    mailed.session_state["say-more"] = True
    write(mailed, {"AHT": {"paid": True}, "FCR": {"paid": True}})
    write(mailed, {"AHT": {"actual": "341 s"}, "FCR": {"actual": "341 s"}}, name="details")
    fits, misfits = line(mailed, "AHT", "details"), line(mailed, "FCR", "details")
    assert not fits["marks"]
    assert "percent" in misfits["marks"]["actual"]
    write(mailed, {"AHT": {"actual": "5 min"}, "FCR": {"actual": "72 %"}}, name="details")
    assert not any(each["marks"] for each in shown(mailed, "details"))


@pytest.mark.parametrize("unclear", [3, 17])
def test_what_is_not_shown_at_once_is_counted_by_its_kind(unclear: int) -> None:
    """What is shown and what is said to come after it make up what was said to be open."""
    app = start()
    names = [f"Zorbel figure {letter}{letter}" for letter in "abcdefghijklmnopq"[:unclear]]
    looks = ["Abandon %", "Satisfaction"]
    app.text_area(key="start-list").set_value("\n".join(f"- {each}" for each in (*names, *looks)))
    press(app, "check")
    told = words(app)
    settled = int(re.search(r"(\d+) to settle here", told)[1])  # type: ignore[index]
    assert f"Not clear: {settled}" in told
    put = len(questions(app))
    after = re.search(r"After these: (.*)", told)
    later = sum(map(int, re.findall(r"\d+", after[1]))) if after else 0
    open_later = re.search(r"(\d+) more that are not clear", told)
    assert min(put, settled) + (int(open_later[1]) if open_later else 0) == settled
    assert put + later >= settled
    assert ("the first 15 here" in told) is (settled > 15)


def test_a_file_that_cannot_be_read_is_named_with_what_was_expected() -> None:
    app = empty()
    sound(app.file_uploader[0].upload("ours.xlsx", b"no workbook", "application/x").run())
    assert "ours.xlsx" in words(app)
    assert "Excel workbook" in words(app)
    assert rows_of(app) == ()


def test_ticking_by_question_and_typing_in_another_language() -> None:
    app = empty()
    access = next(pills for pills in app.pills if str(pills.key).startswith("tick-access"))
    assert "Service level" in access.options
    access.set_value(["service-level"])
    press(app, "add-ticked")
    assert [row.metric for row in rows_of(app)] == ["service-level"]
    app.session_state["more-lines"] = True
    sound(app.run())
    sound(app.text_input(key="type-one").set_value("Krankenqu").run())
    offers = next(pills for pills in app.pills if str(pills.key).startswith("one-of-"))
    assert any("Krankenquote" in option for option in offers.options)
    sound(offers.set_value("absence-rate").run())
    assert [row.metric for row in rows_of(app)] == ["service-level", "absence-rate"]
    assert app.text_input(key="type-one").value == ""


@pytest.mark.parametrize(
    ("metric", "target", "values", "course"),
    [
        ("average-handle-time", "<= 300 s", ("350", "320"), "nearer"),
        ("average-handle-time", "<= 300 s", ("350 s", "290 s"), "kept"),
        ("average-handle-time", "<= 300 s", ("290", "5,5 min"), "missed"),
        ("first-contact-resolution", ">= 75 %", ("70 %", "66 %"), "further"),
        ("first-contact-resolution", None, ("66 %", "70 %"), "nearer"),
        ("service-level", "80/20", ("70 %", "82 %"), "kept"),
        ("average-handle-time", None, ("300", "350"), "up"),
        ("occupancy", "80-85 %", ("90 %", "90 %"), "same"),
    ],
)
def test_progress_is_towards_the_target(
    metric: str, target: str | None, values: tuple[str, ...], course: Course
) -> None:
    months = ("2025-01", "2025-02")
    history = tuple(Observed(when=m, value=v) for m, v in zip(months, values, strict=True))
    row = Row(written="it", metric=metric, target=target, history=history)
    found = progress(row, load().metrics[metric])
    assert found is not None
    assert found.course == course


def test_one_value_is_no_progress() -> None:
    row = Row(written="it", history=(Observed(when="2025-01", value="3"),))
    assert progress(row, None) is None
