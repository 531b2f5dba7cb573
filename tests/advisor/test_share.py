"""A link gives back the very brief that went in, stays short, and never does harm."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.brief import Brief, document, from_document, from_json
from advisor.share import (
    LONGEST_LINK,
    LONGEST_TEXT,
    PREFIX,
    LinkError,
    from_link,
    to_link,
)
from advisor.wizard.examples import EXAMPLES, example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Consequence, Dimension, Level, System

GOLDEN = Path(__file__).parent.parent / "golden"
CATALOGUE = load()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
FIGURE = st.floats(0, 100, allow_nan=False)


def some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3)


ROWS = st.fixed_dictionaries(
    {"written": TEXT},
    optional={
        "metric": st.sampled_from(sorted(CATALOGUE.metrics)),
        "levels": some(list(Level)),
        "consequences": some(list(Consequence)),
        "target": TEXT | st.fixed_dictionaries({"op": st.just("<="), "value": FIGURE}),
        "actual": TEXT,
        "weight": FIGURE,
        "why": TEXT,
        "from": TEXT,
    },
)
CONTEXT = st.fixed_dictionaries(
    {},
    optional={
        dimension.value: some(list(CATALOGUE.of_dimension(dimension)))
        if dimension.many
        else st.sampled_from(CATALOGUE.of_dimension(dimension))
        for dimension in Dimension
    },
)
BRIEFS = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXT,
        "context": CONTEXT,
        "systems": some(list(System)),
        "strategy": st.fixed_dictionaries(
            {}, optional={"preset": st.sampled_from(sorted(CATALOGUE.strategies)), "summary": TEXT}
        ),
        "today": st.lists(ROWS, max_size=6),
        "must": some(sorted(CATALOGUE.metrics)),
        "never": some(sorted(CATALOGUE.metrics)),
    },
)


def packed(text: bytes, prefix: str = PREFIX) -> str:
    """A well-formed link around any bytes, as somebody hostile would make it."""
    words = (Path(__file__).parents[2] / "advisor" / "share_words_1.txt").read_bytes()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=words)
    body = zlib.crc32(text).to_bytes(4, "big") + packer.compress(text) + packer.flush()
    return prefix + base64.urlsafe_b64encode(body).rstrip(b"=").decode()


@given(BRIEFS)
def test_a_brief_comes_back_as_it_went(fields: dict[str, object]) -> None:
    brief = from_document(fields)
    assert from_link(to_link(brief, CATALOGUE), CATALOGUE) == brief


@given(BRIEFS)
def test_a_link_needs_no_quoting_in_an_address(fields: dict[str, object]) -> None:
    token = to_link(from_document(fields), CATALOGUE)
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def usual(catalogue: Catalogue) -> Brief:
    """Twenty-five metrics with what people say about them, in the telecom example's situation."""
    targets = ("80/20", ">= 90 %", "<= 5 %", "<= 300 s", "4.2/5")
    names = [key for key, metric in sorted(catalogue.metrics.items()) if metric.sort.selectable]
    rows = [
        {
            "written": catalogue.metrics[key].name,
            "metric": key,
            "levels": [list(Level)[index % 3]],
            "consequences": [list(Consequence)[index % 5]] if index % 2 else [],
            "target": targets[index % 5],
            "may_change": ("me", "boss", "client")[index % 3],
            **(
                {"actual": f"{70 + index} %", "since": "2019", "from": "contract"}
                if index < 9
                else {}
            ),
            **({"why": "agreed with the client after the outage"} if index in (3, 11) else {}),
        }
        for index, key in enumerate(names[::3][:25])
    ]
    assert len(rows) == 25
    return from_document({**document(example("telecom-bpo")), "today": rows})


def test_a_usual_brief_fits_any_mail_program(shipped: Catalogue) -> None:
    assert len(to_link(usual(shipped), shipped)) <= 1000


@pytest.mark.parametrize("key", EXAMPLES)
def test_examples_travel(key: str, shipped: Catalogue) -> None:
    assert from_link(f"https://host/answer?b={to_link(example(key), shipped)}", shipped) == example(
        key
    )


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("link-*.txt")), ids=lambda path: path.stem)
def test_links_of_every_release_still_open(golden: Path, shipped: Catalogue) -> None:
    """The link and the brief that it was made from, as they were released."""
    kept = from_json(golden.with_suffix(".json").read_bytes())
    assert from_link(golden.read_text().strip(), shipped) == kept


@given(st.data())
def test_a_damaged_link_is_refused_and_never_opens_as_something_else(data: st.DataObject) -> None:
    token = to_link(usual(CATALOGUE), CATALOGUE)
    at = data.draw(st.integers(len(PREFIX), len(token) - 1))
    letter = data.draw(st.sampled_from("AZaz09_-"))
    damaged = token[:at] + letter + token[at + 1 :]
    try:
        opened = from_link(damaged, CATALOGUE)
    except LinkError:
        return
    assert opened == usual(CATALOGUE)  # the last letter carries spare bits


@given(st.integers(0, 400))
def test_a_link_that_was_cut_off_is_refused(length: int) -> None:
    token = to_link(usual(CATALOGUE), CATALOGUE)
    with pytest.raises(LinkError):
        from_link(token[:length], CATALOGUE)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: PREFIX + raw.hex()))
def test_any_text_is_answered_with_a_word_of_advice(text: str) -> None:
    with pytest.raises(LinkError) as refused:
        from_link(text, CATALOGUE)
    assert refused.value.expected


def test_a_bomb_is_refused_without_being_unpacked(shipped: Catalogue) -> None:
    with pytest.raises(LinkError, match="unpacks to more"):
        from_link(packed(b" " * (LONGEST_TEXT * 50)), shipped)
    with pytest.raises(LinkError, match="characters"):
        from_link(PREFIX + "A" * LONGEST_LINK, shipped)


def test_a_link_of_a_newer_release_says_so(shipped: Catalogue) -> None:
    token = to_link(example("collections"), shipped)
    with pytest.raises(LinkError, match="newer release"):
        from_link("d2_" + token.removeprefix(PREFIX), shipped)
    with pytest.raises(LinkError, match="newer release"):
        from_link(packed(b'{"v": 2}'), shipped)
    with pytest.raises(LinkError, match="newer release"):
        from_link(packed(b'{"v": 1, "must": [987654]}'), shipped)


@pytest.mark.parametrize(
    "text",
    [
        b"[1, 2]",
        b'"text"',
        b"null",
        b'{"v": true}',
        b'{"today": 3}',
        b'{"today": ["AHT"]}',
        b'{"today": [{"metric": [1]}]}',
        b'{"must": {"a": 1}}',
        b'{"unheard": 1}',
        b"[" * 20_000,
        b"\xff\xfe{}",
        b"cposix\nsystem\n",
    ],
)
def test_what_is_no_design_is_refused(text: bytes, shipped: Catalogue) -> None:
    with pytest.raises(LinkError):
        from_link(packed(text), shipped)


def test_the_text_in_a_link_is_json_with_codes_for_metrics(shipped: Catalogue) -> None:
    """The documented form, so that another program can read it."""
    token = to_link(from_document({"must": ["average-handle-time"]}), shipped)
    raw = base64.urlsafe_b64decode(token.removeprefix(PREFIX) + "==")
    words = (Path(__file__).parents[2] / "advisor" / "share_words_1.txt").read_bytes()
    text = zlib.decompressobj(-15, zdict=words).decompress(raw[4:])
    code = shipped.metrics["average-handle-time"].code
    assert json.loads(text) == {"must": [code], "v": 1}
