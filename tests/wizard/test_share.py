"""Handing it on: the link and what it asks, files that are made on demand and kept nowhere."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from advisor.advice import Advice
from advisor.brief import Brief, Row, from_document
from advisor.share import COMFORTABLE, from_link, to_link
from advisor.wizard import leaving
from advisor.wizard.examples import example
from advisor.wizard.files import File
from knowledge.catalogue import Catalogue, load
from tests.chips import elements
from tests.pressing import pressed
from tests.reading import read, sound
from tests.turning import opened

Open = Callable[[Brief], AppTest]
WHEN = "docProps/core.xml"  # an Office file says in it when it was made


def shared(at: AppTest) -> AppTest:
    return sound(opened(at, "share"))


@pytest.fixture
def page(recommended_for: Open) -> AppTest:
    """The page on the telecom example."""
    return shared(recommended_for(example("telecom-bpo")))


def link(at: AppTest) -> dict[str, Any]:
    """What the element of the link was told."""
    found: dict[str, Any] = elements(at, "handing")["handing"]
    return found


def say(at: AppTest, said: object) -> AppTest:
    """The page after a browser sent this about the link."""
    at.session_state["handing"] = {"asked": said}
    return sound(at.run())


def shelf(at: AppTest) -> dict[str, Any]:
    """What the element of the files was told."""
    found: dict[str, Any] = elements(at, "files")["files"]
    return found


def asked(at: AppTest, name: object, number: object = 7) -> AppTest:
    """The page after a browser asked for a file."""
    return sound(pressed(at, "files", "wanted", {"name": name, "number": number}))


def bytes_of(file: File) -> bytes:
    """What a file holds when it is made here."""
    made = file.made()
    return made.encode("utf-8") if isinstance(made, str) else made


def parts(data: bytes) -> dict[str, bytes]:
    """What an Office file holds, but when it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist() if name != WHEN}


# --- the link ------------------------------------------------------------------------------------


def test_the_link_holds_the_design(page: AppTest) -> None:
    (token,) = parse_qs(urlsplit(link(page)["address"]).query)["b"]
    assert from_link(token, load()) == example("telecom-bpo")
    assert link(page)["says"] == f"{len(link(page)['address']):,} characters."
    assert not link(page)["long"]


def test_the_maker_of_a_link_says_whom_it_is_for_and_the_design_stays_the_same(
    page: AppTest,
) -> None:
    plainly = link(page)["address"]
    assert "&" not in plainly
    say(page, {"for": "boss", "ask": "decide", "by": "2027-01-31"})
    assert link(page)["address"] == f"{plainly}&for=boss&ask=decide&by=2027-01-31"
    say(page, {"ask": "decide", "by": "2027-01-31"})
    assert link(page)["address"] == f"{plainly}&ask=decide&by=2027-01-31"


def test_what_was_said_of_the_link_is_there_on_coming_back(page: AppTest) -> None:
    say(page, {"for": "team", "by": "2027-01-31"})
    stood = link(page)["address"]
    shared(opened(page, "scorecard"))
    assert link(page)["address"] == stood
    assert link(page)["by"] == "2027-01-31"
    assert [each["picked"] for each in link(page)["questions"]] == [["team"], []]


@pytest.mark.parametrize(
    "said",
    [
        {"for": "<script>", "ask": ["approve"], "by": "2027-02-30"},
        {"for": None, "by": "1999-12-31"},
        {"by": "2101-01-01"},
        {"by": 20270131},
    ],
)
def test_what_cannot_be_said_of_a_link_is_not_in_it(page: AppTest, said: object) -> None:
    plainly = link(page)["address"]
    say(page, said)
    assert link(page)["address"] == plainly


def test_a_link_that_mail_programs_cut_says_so(recommended_for: Open) -> None:
    written = (sha256(bytes([each])).hexdigest()[:40] for each in range(90))
    rows = tuple(Row(written=each) for each in written)
    page = shared(recommended_for(Brief(today=rows)))
    assert len(link(page)["address"]) > COMFORTABLE
    assert link(page)["long"]
    assert "Send the file below instead" in link(page)["says"]


# --- files ---------------------------------------------------------------------------------------


def test_every_file_is_handed_over_as_it_is_made(page: AppTest, telecom: Advice) -> None:
    brief = example("telecom-bpo")
    files = (
        *leaving.to_edit(telecom, brief),
        *leaving.to_read(telecom),
        *leaving.to_keep(telecom, brief),
    )
    assert len(files) == 10
    for number, file in enumerate(files, start=1):
        assert f'data-file="{file.name}"' in shelf(page)["html"]
        asked(page, file.name, number)
        assert shelf(page)["heard"] == number
        wrong, mime, base64 = shelf(page)["made"]
        assert (wrong, mime) == ("", file.mime)
        got = b64decode(base64)
        if file.name.endswith(".pptx"):
            assert parts(got)["ppt/presentation.xml"]
        elif file.name.endswith(".xlsx"):
            assert parts(got) == parts(bytes_of(file))
        elif file.name.endswith(".png"):
            assert Image.open(io.BytesIO(got)).size > (400, 200)
        else:
            assert got == bytes_of(file)


def test_a_file_that_was_handed_over_is_kept_nowhere(page: AppTest) -> None:
    asked(page, "design.json")
    _wrong, _mime, made = shelf(page)["made"]
    text = b64decode(made).decode()
    assert json.loads(text)["today"]
    for _ in range(2):
        kept = repr(page.session_state)
        assert "handed-on" in kept
        assert made not in kept
        assert repr(text)[1:-1] not in kept
        sound(page.run())
        assert shelf(page)["made"] is None
        assert shelf(page)["heard"] == 7


@pytest.mark.parametrize("name", ["../design.json", "design", "", "_design"])
def test_a_file_that_is_not_offered_is_refused(page: AppTest, name: str) -> None:
    asked(page, name)
    assert shelf(page)["made"] == ["There is no such file here.", "", ""]


@pytest.mark.parametrize(
    ("name", "number"),
    [(None, 7), (["design.json"], 7), ({}, 7), ("design.json", True), ("design.json", "7"),
     ("design.json", -1), ("design.json", 2**60), ("design.json", 1.5), ("design.json", None)],
)  # fmt: skip
def test_what_no_press_sends_is_not_heard(page: AppTest, name: object, number: object) -> None:
    asked(page, name, number)
    assert shelf(page)["made"] is None
    assert shelf(page)["heard"] == 0


def test_a_file_that_cannot_be_made_is_told_and_nothing_else_is_lost(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> bytes:
        raise OSError("/secret/place is full")

    say(page, {"for": "boss"})
    stood, html = link(page), shelf(page)["html"]
    with monkeypatch.context() as patched:
        patched.setattr(leaving, "_deck", broken)
        asked(page, "slides.pptx")
    assert "could not be made" in shelf(page)["made"][0]
    assert "secret" not in json.dumps(shelf(page))
    assert "slides.pptx" in caplog.text
    assert (link(page), shelf(page)["html"]) == (stood, html)
    asked(page, "design.json", 8)
    assert shelf(page)["made"][2]


def test_without_a_set_there_are_files_to_read_and_to_keep(recommended_for: Open) -> None:
    clashing = from_document({"context": {"channels": ["voice"]}, "must": ["chat-concurrency"]})
    page = shared(recommended_for(clashing))
    assert "some demands cannot hold together" in read(page)
    assert "slides.pptx" not in shelf(page)["html"]
    assert "Files to show" not in read(page)
    for name in ("advice.html", "advice.md", "result.json", "design.json"):
        asked(page, name)
        assert b64decode(shelf(page)["made"][2])
    asked(page, "slides.pptx")
    assert shelf(page)["made"][0] == "There is no such file here."


@pytest.mark.parametrize(
    ("brand", "says"),
    [
        (None, "Give the client's name, logo and colour under Meeting"),
        ({"name": "Nord & <b>South</b>"}, "With the look of Nord & <b>South</b> on them."),
        ({"colour": "#AA3322"}, "With the look of the client on them."),
    ],
)
def test_the_page_says_whose_look_the_files_have(
    recommended_for: Open, brand: object, says: str, shipped: Catalogue
) -> None:
    document = {"context": {"channels": ["voice"]}, **({"brand": brand} if brand else {})}
    page = shared(recommended_for(from_document(document)))
    assert says in read(page)
    assert "<b>South" not in shelf(page)["html"]
    assert "Hand it on" in read(page)
    assert to_link(from_document(document), shipped) in link(page)["address"]


# --- another design ------------------------------------------------------------------------------


def test_another_design_is_opened_where_somebody_asks_for_it(page: AppTest) -> None:
    assert "Open a design" in read(page)
    assert not page.text_input
    page.session_state["files"] = {"unfolded": True}
    sound(page.run())
    other = example("retail-in-house")
    page.text_input(key="open-link").set_value(to_link(other, load())).run()
    page.button(key="open").click().run()
    assert page.session_state["brief"] == other
