"""A rule's page tells all of it, and its examples say what the rule really says of them."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from advisor.brief import from_document
from advisor.case import Case
from advisor.critique import critique, rules
from advisor.wizard.browse.addresses import Address
from advisor.wizard.browse.examples import NEEDS
from advisor.wizard.browse.pages import page
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import RuleStatus


def test_every_rule_has_a_whole_page(shipped: Catalogue) -> None:
    for code, rule in shipped.rules.items():
        text = unescape(page(Address("rule", code), shipped).before)
        for says in (rule.title, rule.why, rule.passes, rule.cure.text, rule.severity.label):
            assert says in text
        assert f"{rule.status.value.capitalize()}. " in text
        assert "If you decide to live with it" in text
        assert f"--ignore {code}" in text
        assert text.count('class="card"') == len(rule.bad) + len(rule.good)
        assert text.count("<strong>Says:</strong>") >= len(rule.bad)
        for voice in rule.evidence:
            assert f'href="?source={voice.source}"' in text


def test_an_example_says_what_the_critique_says_of_it(shipped: Catalogue) -> None:
    rule = shipped.rules["GRD001"]
    text = unescape(page(Address("rule", "GRD001"), shipped).before)
    for brief in rule.bad:
        found = critique(Case(from_document(brief), shipped), select=["GRD001"])
        assert found.findings
        assert all(item.message in text for item in found.findings)
    silent = text.split("It is silent here")[1].split("If you decide")[0]
    assert "<strong>Says:</strong>" not in silent
    assert "merely reported" in silent


def test_what_a_rule_needs_to_know_is_said_in_words(shipped: Catalogue) -> None:
    asked = {fact for rule in shipped.rules.values() for fact in rule.needs}
    assert asked <= NEEDS.keys()


def test_the_life_of_a_rule_is_told_as_it_is_lived(shipped: Catalogue) -> None:
    """A page says that a rule speaks exactly where the critique lets it."""
    for status in RuleStatus:
        changed = shipped.rules["GRD001"].model_copy(update={"status": status})
        other = replace(shipped, rules={**shipped.rules, "GRD001": changed})
        text = page(Address("rule", "GRD001"), other).before
        speaks = "GRD001" in {code for code, _rule in rules(other)}
        assert ("No longer in force." in text) == (not speaks)
