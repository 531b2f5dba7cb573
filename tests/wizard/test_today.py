"""Today's list on its page: the dry run, the ticks, what is asked of the ticked, undo."""

from __future__ import annotations

import io
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
from tests.reading import sound

MAIL = (
    "Hello Ana,\n\nhere is our list:\n"
    "- AHT <= 300 s\n- FCR 75 %\n- TMA\n- adherence\n- first call resolution\n\nRegards\nBo"
)

pytestmark = pytest.mark.usefixtures("own_store")


def start() -> AppTest:
    path = str(files("advisor.wizard") / "main.py")
    return sound(AppTest.from_file(path, default_timeout=60).run())


def press(app: AppTest, key: str) -> AppTest:
    return sound(app.button(key=key).click().run())


def rows_of(app: AppTest) -> tuple[Row, ...]:
    brief: Brief = app.session_state["brief"]
    return brief.today


def row_of(app: AppTest, written: str) -> Row:
    return next(row for row in rows_of(app) if row.written == written)


def epoch(app: AppTest) -> int:
    return int(app.session_state["epoch"]) if "epoch" in app.session_state else 0


def words(app: AppTest) -> str:
    kinds: list[Any] = [app.markdown, app.text, app.caption, app.info, app.warning, app.error]
    return "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")


def empty() -> AppTest:
    """The page of a design without a list."""
    app = press(start(), "describe")
    return press(press(app, "next"), "next")


@pytest.fixture
def mailed() -> AppTest:
    app = start()
    app.text_area(key="start-list").set_value(MAIL)
    return press(app, "check")


def form(app: AppTest, chosen: str) -> AppTest:
    return sound(app.segmented_control(key="form").set_value(chosen).run())


def test_paper_gets_a_table_of_its_own_with_every_row_and_no_holes(mailed: AppTest) -> None:
    html = "".join(item.value for item in mailed.get("html") if "on-paper" in item.value)
    for row in rows_of(mailed):
        assert f"<td>{row.written}</td>" in html
    assert "<td>&lt;= 300 s</td>" in html
    assert html.count("<tr>") == len(rows_of(mailed)) + 1
    assert "nan" not in html
    assert "None" not in html


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


def test_the_unclear_ones_are_settled_in_one_go(mailed: AppTest) -> None:
    assert row_of(mailed, "TMA").metric is None
    at = epoch(mailed)
    unclear = mailed.pills(key=f"decide-2-TMA-{at}")
    assert unclear.value is None  # nothing is guessed
    unsure = mailed.pills(key=f"decide-3-adherence-{at}")
    assert unsure.value == "schedule-adherence"
    unclear.set_value("average-handle-time")
    unsure.set_value("script-adherence")
    press(mailed, "take-these")
    assert row_of(mailed, "TMA").metric == "average-handle-time"
    assert row_of(mailed, "adherence").metric == "script-adherence"
    assert "5 of 5 names understood" in words(mailed)
    assert not [button for button in mailed.button if button.key == "take-these"]  # asked once
    press(mailed, "undo")
    assert row_of(mailed, "TMA").metric is None


def test_a_name_may_be_kept_as_it_is_or_left_out(mailed: AppTest) -> None:
    at = epoch(mailed)
    mailed.pills(key=f"decide-2-TMA-{at}").set_value("none of these")
    mailed.pills(key=f"decide-3-adherence-{at}").set_value("leave it out")
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


def edit(app: AppTest, **said: Any) -> AppTest:
    """What the browser sends when somebody has edited the table."""
    key = f"rows-{epoch(app)}"
    app.session_state[key] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **said}
    return sound(app.run())


def test_the_table_ticks_corrects_adds_and_takes_out(mailed: AppTest) -> None:
    edit(mailed, edited_rows={0: {"Pays": True, "Target": "280 s"}, 2: {"Taken for": "Occupancy"}})
    assert row_of(mailed, "AHT").consequences == (Consequence.PAID,)
    assert row_of(mailed, "AHT").target == "280 s"
    assert row_of(mailed, "TMA").metric == "occupancy"
    edit(
        mailed,
        edited_rows={0: {"Pays": True}, 2: {"As written": "TMO"}},
        added_rows=[{"As written": "Krankenquote", "Punishes": True}, {"Pays": True}],
        deleted_rows=[1],
    )
    assert [row.written for row in rows_of(mailed)] == [
        "AHT",
        "TMO",
        "adherence",
        "first call resolution",
        "Krankenquote",
    ]
    assert rows_of(mailed)[-1].metric == "absence-rate"
    assert rows_of(mailed)[-1].consequences == (Consequence.PUNISHED,)
    press(mailed, "undo")
    assert "FCR" in [row.written for row in rows_of(mailed)]


def test_details_are_asked_of_the_ticked_only(mailed: AppTest) -> None:
    form(mailed, "Questions")
    assert not [box for box in mailed.selectbox if box.key == "detail-at"]
    sound(mailed.pills(key=f"asked-paid-{epoch(mailed)}").set_value([0, 1]).run())
    mailed.session_state["say-more"] = True
    sound(mailed.run())
    assert len(mailed.selectbox(key="detail-at").options) == 2
    sound(mailed.text_input(key=f"more-origin-0-{epoch(mailed)}").set_value("contract").run())
    sound(mailed.pills(key=f"more-levels-0-{epoch(mailed)}").set_value([Level.AGENT]).run())
    counted = mailed.selectbox(key=f"more-definition-0-{epoch(mailed)}")
    sound(counted.set_value("without-wrap").run())
    press(mailed, "detail-next")
    sound(mailed.text_input(key=f"more-since-1-{epoch(mailed)}").set_value("2019").run())
    press(mailed, "detail-before")
    assert mailed.text_input(key=f"more-origin-0-{epoch(mailed)}").value == "contract"
    handled, resolved = row_of(mailed, "AHT"), row_of(mailed, "FCR")
    assert (handled.origin, handled.levels) == ("contract", (Level.AGENT,))
    assert handled.definition == "without-wrap"
    assert resolved.since == "2019"


def test_ticks_of_one_question_stay_while_another_is_asked(mailed: AppTest) -> None:
    form(mailed, "Questions")
    sound(mailed.pills(key=f"asked-paid-{epoch(mailed)}").set_value([0]).run())
    sound(mailed.segmented_control(key="question").set_value("Punishes").run())
    sound(mailed.pills(key=f"asked-punished-{epoch(mailed)}").set_value([0, 1]).run())
    sound(mailed.segmented_control(key="question").set_value("Pays").run())
    assert mailed.pills(key=f"asked-paid-{epoch(mailed)}").value == [0]
    assert row_of(mailed, "AHT").consequences == (Consequence.PAID, Consequence.PUNISHED)
    assert row_of(mailed, "FCR").consequences == (Consequence.PUNISHED,)


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
