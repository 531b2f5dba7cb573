"""Browse: a page for every address, links that lead somewhere, and a search that finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from itertools import combinations, pairwise
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from advisor.advice import advise
from advisor.wizard.browse import pages, picture
from advisor.wizard.browse.addresses import (
    LISTS,
    Address,
    Unknown,
    asked,
    claims_at,
    entries,
    found,
    of_claim,
    of_entry,
)
from advisor.wizard.browse.neighbours import neighbourhood
from advisor.wizard.browse.saying import sentence
from advisor.wizard.browse.search import search
from advisor.wizard.examples import EXAMPLES, example
from advisor.wizard.telling import links, voiced
from knowledge.catalogue import Catalogue
from knowledge.schema import Asks, Peculiar, Relation, Variant
from knowledge.vocabulary import Kind, Theme

VOID = {"br", "img", "hr", "input"}


@pytest.fixture(scope="module")
def everywhere(shipped: Catalogue) -> dict[Address, str]:
    """Every page that has an address, as one text."""
    return {at: whole(pages.page(at, shipped)) for at in addresses(shipped)}


def addresses(catalogue: Catalogue) -> Iterator[Address]:
    for kind in LISTS:
        yield from (Address(kind, key) for key in entries(catalogue, kind))
    yield from dict.fromkeys(of_claim(claim, catalogue) for claim in catalogue.claims)
    yield from (Address("theme", card.value) for card in Theme)
    yield from (Address("list", folder) for folder in LISTS.values())


def whole(page: pages.Page) -> str:
    return page.before + page.after


class Reader(HTMLParser):
    """Notes headings and links, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(str(dict(attrs)["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# --- every address -------------------------------------------------------------------------------


def test_every_entry_claim_theme_and_list_has_a_page_that_is_whole(
    everywhere: dict[Address, str],
) -> None:
    for at, text in everywhere.items():
        read = Reader(text)
        assert read.headings.count(1) == 1, at
        assert read.headings[0] == 1, at
        assert all(b - a <= 1 for a, b in pairwise(read.headings)), at


def test_no_link_within_browse_is_dead(everywhere: dict[Address, str], shipped: Catalogue) -> None:
    led = {
        link
        for text in (*everywhere.values(), whole(pages.entrance(shipped)))
        for link in Reader(text).links
        if link.startswith("?")
    } - {"?list="}
    for link in led:
        to = asked(dict(parse_qsl(link.removeprefix("?"))))
        assert to is not None, link
        found(to, shipped)
    linked = {asked(dict(parse_qsl(link.removeprefix("?")))) for link in led}
    assert linked >= set(everywhere), "every page can be reached by links"


def test_links_that_leave_the_catalogue_are_those_of_its_sources(
    everywhere: dict[Address, str], shipped: Catalogue
) -> None:
    known = {source.link for source in shipped.sources.values()}
    for at, text in everywhere.items():
        away = [link for link in Reader(text).links if not link.startswith("?")]
        assert set(away) <= known, at
        assert all(link.startswith(("https://", "http://")) for link in away), at


def test_the_way_in_leads_through_every_question(shipped: Catalogue) -> None:
    text = whole(pages.entrance(shipped))
    for theme in {metric.theme for metric in shipped.metrics.values()}:
        assert theme.label in text
        count = sum(metric.theme is theme for metric in shipped.metrics.values())
        metrics = "metric" if count == 1 else "metrics"
        assert f"{count} {metrics}:" in text
        page = whole(pages.page(Address("theme", theme.value), shipped))
        assert all(
            f'href="?metric={key}"' in page
            for key, metric in shipped.metrics.items()
            if metric.theme is theme
        )


# --- what the pages say --------------------------------------------------------------------------


def shows(text: str, *said: str) -> None:
    for one in said:
        assert escape(one).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in text, one


def test_an_evidence_card_shows_every_voice_with_its_source_and_who_gains(
    everywhere: dict[Address, str], shipped: Catalogue
) -> None:
    for claim in shipped.claims:
        text = everywhere[of_claim(claim, shipped)]
        shows(text, claim.relation.because)
        for voice in claim.relation.evidence:
            source = shipped.sources[voice.source]
            shows(text, voice.says, source.title, source.kind.label[1:], source.read.label)
            assert f'href="?source={voice.source}"' in text
            if not source.interest.startswith("none"):
                shows(text, source.interest)
        assert ("Disputed." in text) == any(
            one.relation.disputed for one in claims_at(of_claim(claim, shipped).id, shipped)
        )


def test_a_metric_card_shows_its_dossier(
    everywhere: dict[Address, str], shipped: Catalogue
) -> None:
    for key, metric in shipped.metrics.items():
        text = everywhere[Address("metric", key)]
        shows(text, metric.name, metric.brief, metric.unit, str(metric.code), metric.checked)
        told = (metric.answers, metric.formula, metric.lies, metric.aim, metric.harmless)
        shows(text, *(one for one in told[:4] if one))
        if metric.watching:
            shows(text, metric.watching.limit, metric.watching.act, metric.watching.rhythm.label)
        for use in metric.use.values():
            shows(text, use.because)
        for quoted in metric.quoted:
            shows(text, quoted.target, quoted.validity, quoted.origin, quoted.reach)
        for claim in shipped.related(key, Kind.PROVOKES):
            shows(text, shipped.behaviours[claim.end].notice)
        shows(text, *metric.also.languages())
        if not metric.sort.selectable:
            assert "Never a target" in text


def test_a_source_lists_everything_that_cites_it(
    everywhere: dict[Address, str], shipped: Catalogue
) -> None:
    for claim in shipped.claims:
        for voice in claim.relation.evidence:
            text = everywhere[Address("source", voice.source)]
            assert f'href="{of_claim(claim, shipped).href}"' in text
            shows(text, sentence(claim, shipped))
    for code, rule in shipped.rules.items():
        for voice in rule.evidence:
            assert f'href="?rule={code}"' in everywhere[Address("source", voice.source)]


def test_duties_peculiarities_and_worked_examples_are_shown(shipped: Catalogue) -> None:
    key, context = next(iter(shipped.contexts.items()))
    source = next(iter(shipped.sources))
    asks = Asks(who="The office", asks="Answer at all", reach="Here, 2020", source=source)
    special = Peculiar(regulation="An office does", peaks="On Mondays", stakes="A day off")
    grown = context.model_copy(update={"peculiar": special, "asks": (asks,)})
    metric_key = "average-handle-time"
    variant = Variant(differs="D.", misleads="M.", worked="Gives 7", names=("odd name",))
    metric = shipped.metrics[metric_key].model_copy(
        update={
            "variants": {"odd-form": variant},
            "worked": "Ten calls, 70 minutes: 7",
            "observation": "A call",
        }
    )
    changed = replace(
        shipped,
        contexts={**shipped.contexts, key: grown},
        metrics={**shipped.metrics, metric_key: metric},
    )
    text = whole(pages.page(Address("context", key), changed))
    shows(text, "An office does", "On Mondays", "A day off", "The office", "Answer at all")
    assert "Check the current text" in text
    assert f'href="?source={source}"' in text
    shows(whole(pages.page(Address("source", source), changed)), "Answer at all")
    card = whole(pages.page(Address("metric", metric_key), changed))
    shows(
        card,
        "Ten calls, 70 minutes: 7",
        "Gives 7",
        "odd name",
        "odd form",
        "one observation is a call",
    )
    assert search("odd name", changed)[0].at.id == metric_key


def test_what_entries_say_is_never_taken_for_markup(shipped: Catalogue) -> None:
    evil = '<img src=x onerror="alert(1)">{{ 7 * 7 }} {start} href="?'
    key = "average-handle-time"
    metric = shipped.metrics[key].model_copy(
        update={"name": evil, "brief": evil, "lies": evil, "aim": evil}
    )
    source, origin = next(iter(shipped.sources.items()))
    changed = replace(
        shipped,
        metrics={**shipped.metrics, key: metric},
        sources={
            **shipped.sources,
            source: origin.model_copy(
                update={"title": evil, "interest": evil, "link": "javascript:alert(1)"}
            ),
        },
    )
    hits = search("img src", changed)
    assert hits
    shown = [whole(pages.page(Address("metric", key), changed)), whole(pages.entrance(changed))]
    shown += [whole(pages.page(Address("source", source), changed))]
    shown += [whole(pages.page(of_claim(c, changed), changed)) for c in changed.leaving(key)]
    shown += [pages.results(evil, hits, changed)]
    for text in shown:
        read = Reader(text)
        assert "<img" not in text
        assert "javascript:" not in text.replace(evil, "")
        assert all(link.startswith(("?", "http")) for link in read.links)
    assert "{{ 7 * 7 }} {start}" in shown[0]


# --- addresses -----------------------------------------------------------------------------------


def test_the_address_of_a_claim_leads_to_it_and_without_digits_to_all_alike(
    shipped: Catalogue,
) -> None:
    for claim in shipped.claims:
        at = of_claim(claim, shipped)
        assert claim in claims_at(at.id, shipped)
        alike = [
            other
            for other in shipped.claims
            if (other.start, other.relation.kind, other.end)
            == (claim.start, claim.relation.kind, claim.end)
        ]
        triple = f"{claim.start}.{claim.relation.kind}.{claim.end}"
        assert list(claims_at(triple, shipped)) == alike
        assert list(claims_at(f"{triple}.0000", shipped)) == alike
        if len({one.relation.when for one in alike}) == len(alike):
            assert claims_at(at.id, shipped) == (claim,)


@pytest.mark.parametrize(
    "key", ["", ".", "...", "a.b.c", "average-handle-time", "<script>", "x" * 4000, "平均"]
)
@pytest.mark.parametrize("kind", [*LISTS, "claim", "theme", "list"])
def test_an_unknown_id_says_so_and_offers_what_exists(
    kind: str, key: str, shipped: Catalogue
) -> None:
    at = Address(kind, key)
    if (kind, key) == ("metric", "average-handle-time"):
        return
    with pytest.raises(Unknown) as raised:
        found(at, shipped)
    text = whole(pages.unknown(raised.value, shipped))
    Reader(text)
    assert "<script>" not in text
    for one in raised.value.near:
        assert found(one, shipped) == one


def test_a_slip_in_an_id_offers_the_entry_that_was_meant(shipped: Catalogue) -> None:
    for slip, meant in (
        (Address("metric", "averge-handle-tme"), Address("metric", "average-handle-time")),
        (Address("behaviour", "rush-callers"), Address("behaviour", "rushing-callers")),
        (Address("theme", "acces"), Address("theme", "access")),
        (Address("metric", "rushing-callers"), Address("behaviour", "rushing-callers")),
    ):
        with pytest.raises(Unknown) as raised:
            found(slip, shipped)
        assert meant in raised.value.near


def test_an_id_that_was_renamed_still_leads_there(shipped: Catalogue) -> None:
    renamed = replace(shipped, _renamed={"old-aht": "average-handle-time"})
    new = Address("metric", "average-handle-time")
    assert found(Address("metric", "old-aht"), renamed) == new
    (claim, *_rest) = claims_at("old-aht.provokes.cold-transferring", renamed)
    assert claim.start == new.id
    assert found(Address("claim", "old-aht.provokes.cold-transferring"), renamed) == Address(
        "claim", "average-handle-time.provokes.cold-transferring"
    )


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_a_finding_links_to_is_there(name: str, shipped: Catalogue) -> None:
    findings = advise(example(name), shipped).critique.findings
    for finding in findings:
        assert found(Address("rule", finding.code), shipped)
        said = [*links(finding.path, shipped), *voiced(finding.evidence, shipped)]
        led = [asked(dict(parse_qsl((one.href or "").partition("?")[2]))) for one in said]
        assert all(at and found(at, shipped) == at for at in led)
        kinds = [at.kind for at in led if at]
        assert kinds.count("claim") == len(finding.path)
        assert kinds.count("source") >= min(1, len(finding.evidence))


# --- search --------------------------------------------------------------------------------------


def test_whoever_types_a_whole_name_in_any_language_finds_its_metric(shipped: Catalogue) -> None:
    for place, (key, metric) in enumerate(shipped.metrics.items()):
        also = metric.also
        names = (metric.name, *also.exact, *also.abbreviations, *also.languages(), *also.ambiguous)
        for name in names[place % 5 :: 5]:
            first = [hit.at.id for hit in search(name, shipped)[:5]]
            assert key in first, (name, first)


@pytest.mark.parametrize(
    ("typed", "metric"),
    [
        ("erreichb", "answer-rate"),
        ("taux de decroc", "answer-rate"),
        ("TMA", "average-handle-time"),
        ("TMA", "average-speed-of-answer"),
        ("aht", "average-handle-time"),
        ("handle time aver", "average-handle-time"),
        ("first cal resolution", "first-contact-resolution"),
        ("kundenzufridenheit", "customer-satisfaction"),
    ],
)
def test_part_of_a_name_is_enough_and_a_slip_is_forgiven(
    typed: str, metric: str, shipped: Catalogue
) -> None:
    assert metric in [hit.at.id for hit in search(typed, shipped)[:3]]


def test_more_than_metrics_is_found_and_nothing_where_there_is_nothing(shipped: Catalogue) -> None:
    def kinds(text: str) -> set[str]:
        return {hit.at.kind for hit in search(text, shipped)}

    assert "behaviour" in kinds("rushing")
    assert "rule" in kinds("grd001")
    assert "source" in kinds("Seddon")
    assert search("", shipped) == search("  ", shipped) == ()
    assert search("qqqqzzzzxxxx", shipped) == ()
    assert "Nothing by that name" in pages.results("x", (), shipped)


# --- the picture ---------------------------------------------------------------------------------


def test_a_neighbourhood_is_a_readable_picture_of_links(shipped: Catalogue) -> None:
    for kind in ("metric", "behaviour", "outcome"):
        for key in entries(shipped, kind):
            near = neighbourhood(key, shipped)
            ids = [node.id for node in near.nodes]
            assert len(ids) == len(set(ids)) <= 40
            assert all({tie.start, tie.end} <= set(ids) for tie in near.ties)
            direct = {c.end for c in shipped.leaving(key)} | {
                c.start for c in shipped.arriving(key)
            }
            assert near.left_out == len(direct - set(ids))
            for variant in picture.variants(near, lambda to: of_entry(shipped, to).href):
                assert [group["id"] for group in variant["groups"]] != []
                assert {group["id"] for group in variant["groups"]} == set(ids)
                boxes = [group["shapes"][0] for group in variant["groups"]]
                for box in boxes:
                    assert 0 <= box["x"] <= box["x"] + box["width"] <= variant["width"] + 0.5
                    assert 0 <= box["y"] <= box["y"] + box["height"] <= variant["height"] + 0.5
                assert not any(overlap(a, b) for a, b in combinations(boxes, 2)), key
                for group in variant["groups"]:
                    assert found(asked(dict(parse_qsl(group["href"][1:]))), shipped)  # type: ignore[arg-type]


def overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    return (
        a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    )


def test_every_direct_neighbour_is_in_the_table_twin(
    everywhere: dict[Address, str], shipped: Catalogue
) -> None:
    for kind in ("metric", "behaviour", "outcome"):
        for key in entries(shipped, kind):
            twin = everywhere[Address(kind, key)].partition("<details")[2]
            for claim in (*shipped.leaving(key), *shipped.arriving(key)):
                assert f'href="{of_claim(claim, shipped).href}"' in twin


# --- sentences -----------------------------------------------------------------------------------


def test_every_claim_reads_as_one_sentence(shipped: Catalogue) -> None:
    for claim in shipped.claims:
        said = sentence(claim, shipped)
        assert said[0].isupper() or not said[0].isalpha()
        assert said.endswith(".")
        assert "{" not in said
        for end in (claim.start, claim.end):
            assert shipped.label(end)[1:] in said


def test_the_sentence_says_which_way(shipped: Catalogue) -> None:
    def one(start: str, kind: Kind, end: str) -> str:
        (claim, *_more) = claims_at(f"{start}.{kind}.{end}", shipped)
        return sentence(claim, shipped)

    assert one("average-handle-time", Kind.PROVOKES, "rushing-callers") == (
        "Pressure to lower average handle time provokes rushing customers."
    )
    assert "raises" in one("avoiding-hard-cases", Kind.MOVES, "transfer-rate")
    assert "the figure only" in one("avoiding-hard-cases", Kind.MOVES, "first-contact-resolution")
    assert one("access", Kind.DRIVES, "avoidable-demand") == (
        "When access rises, avoidable demand falls."
    )
    assert "staffing and volume stay as they are" in one(
        "average-handle-time", Kind.IDENTITY, "occupancy"
    )


def test_a_relation_without_sign_is_not_given_one(shipped: Catalogue) -> None:
    claim = next(c for c in shipped.claims if c.relation.kind is Kind.DRIVES)
    data = claim.relation.model_dump()
    unsure = replace(claim, relation=Relation.model_validate({**data, "sign": "?"}))
    assert "depends" in sentence(unsure, shipped)
    assert "rises" not in sentence(unsure, shipped)


# --- on the screen -------------------------------------------------------------------------------


def opened(**query: str) -> AppTest:
    """Browse alone, under an address."""

    def script() -> None:
        from advisor.wizard.steps.browse import draw

        draw()

    app = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(item.proto.body for item in app.get("html"))


def test_each_kind_of_page_opens_by_its_address(shipped: Catalogue) -> None:
    claim = of_claim(shipped.claims[0], shipped)
    first = [Address(kind, next(iter(entries(shipped, kind)))) for kind in LISTS]
    first[0] = Address("metric", "average-handle-time")
    for at in (*first, claim, Address("theme", "access"), Address("list", "rules")):
        app = opened(**{at.kind: at.id})
        text = html(app)
        assert whole(pages.page(at, shipped))[:200] in text
        drawings = [one for one in app.get("bidi_component") if one.proto.id.endswith(at.id)]
        assert len(drawings) == (at.kind in ("metric", "behaviour", "outcome"))


def test_the_entrance_opens_without_an_address_and_the_draft_stays_in_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = html(opened())
    assert "Start with a question" in text
    assert 'href="?theme=access"' in text
    monkeypatch.setattr("advisor.wizard.state.query", lambda: {"s": "abcdefgh"})
    text = html(opened(metric="average-handle-time"))
    assert 'href="?s=abcdefgh&metric=after-call-work"' in text
    assert 'href="?metric=' not in text


def test_an_unknown_address_is_no_exception() -> None:
    text = html(opened(metric="averge-handle-tme"))
    assert 'href="?metric=average-handle-time"' in text
    assert "Nothing stands under this address" in text


def test_typing_shows_what_is_found_above_the_page() -> None:
    app = opened(metric="average-handle-time")
    app.text_input[0].set_value("Erreichbarkeit").run()
    text = html(app)
    assert text.index('href="?metric=answer-rate"') < text.index("data-address")
