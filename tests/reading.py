"""What a page says in pieces of HTML, as it is read."""

import gzip
import json
import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Html

from advisor.wizard.folding import found

Place = AppTest | Block


def sound(app: AppTest) -> AppTest:
    """The app itself, once it is certain that it drew the page without a fault."""
    assert not app.exception, app.exception[0].stack_trace
    return app


FOLDED = re.compile(r'(<details[^>]* data-folded="(\d+)"[^>]*><summary>.*?</summary>)', re.DOTALL)


def pieces(app: Place) -> list[str]:
    """The pieces of HTML, styles left out; what a page holds back until it is opened is in it."""
    found = [item.value for item in app.get("html") if isinstance(item, Html)]
    told = [json.loads(item.proto.json or "{}") for item in app.get("bidi_component")]
    found += [_whole(page["html"], _folded(page)) for page in told if "html" in page]
    return [text for text in found if "<style" not in text]


def _folded(page: Mapping[str, str]) -> list[str]:
    """What the browser would fetch."""
    folds = found(page.get("folds", "").removeprefix("folds/"))
    return list(json.loads(gzip.decompress(folds.packed))) if folds else []


def _whole(html: str, folded: list[str]) -> str:
    return FOLDED.sub(lambda fold: fold[1] + _whole(folded[int(fold[2])], folded), html)


def read(app: Place) -> str:
    """Their text, with a line for each paragraph, row or heading."""
    broken = re.sub(r"</(p|li|tr|h\d|summary)>", "\n", "\n".join(pieces(app)))
    return unescape(re.sub(r"<[^>]*>", "", broken))


def title(app: AppTest) -> str:
    """The heading of the page: an element of Streamlit's, or the first of the pieces."""
    if app.title:
        return str(app.title[0].value)
    found = re.search(r"<h1[^>]*>(.*?)</h1>", "\n".join(pieces(app)), re.DOTALL)
    assert found, "the page has no heading"
    return unescape(re.sub(r"<[^>]*>", "", found[1])).strip()


def folds(app: Place) -> dict[str, str]:
    """What is folded away, by the line that opens it; a fold within a fold stands in both."""
    reader = _Folds()
    for piece in pieces(app):
        reader.feed(piece)
    return {fold[0].strip(): fold[1].strip() for fold in reader.found}


class _Folds(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self._open: list[list[str]] = []
        self._part = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "details":
            self._open.append(["", ""])
        elif tag == "summary":
            self._part = 0

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.found.append(self._open.pop())
        elif tag == "summary":
            self._part = 1
        else:
            self.handle_data("\n" if tag in ("p", "li", "tr") else " ")

    def handle_data(self, data: str) -> None:
        for fold in self._open[:-1]:
            fold[1] += data
        if self._open:
            self._open[-1][self._part] += data


def panels(app: Place) -> dict[str, str]:
    """What stands under each tab within the pieces, by what the tab says."""
    text = "".join(pieces(app))
    tabs = re.findall(r'role="tab" id="([^"]+)"[^>]*>(.*?)</button>', text)
    parts = {
        name: unescape(re.sub(r"<[^>]*>", "", body))
        for name, body in re.findall(
            r'role="tabpanel"[^>]*aria-labelledby="([^"]+)"(.*?)(?=<div role="tabpanel"|$)',
            text,
            re.DOTALL,
        )
    }
    return {unescape(says): parts[name] for name, says in tabs}


def tables(app: Place) -> list[list[list[str]]]:
    """Tables as rows of cells."""
    return [
        [
            [
                unescape(re.sub(r"<[^>]*>", "", cell))
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        ]
        for piece in pieces(app)
        for table in re.findall(r"<table>(.*?)</table>", piece, re.DOTALL)
    ]
