"""Every rule against its own examples, on the shipped catalogue: what it shows people is true."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

import advisor.checks  # noqa: F401 - registers the checks
from advisor.brief import from_document
from advisor.case import Case
from advisor.checks.hit import CHECKS
from advisor.critique import Finding, critique, fixed, rules
from knowledge.catalogue import load
from knowledge.schema import Rule

RULES = dict(rules(load()))


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(code, brief, id=f"{code}-{kind}-{number}")
        for code, rule in RULES.items()
        for number, brief in enumerate(getattr(rule, kind), start=1)
    ]


def found(code: str, brief: dict[str, Any]) -> tuple[Case, tuple[Finding, ...]]:
    case = Case(from_document(brief), load())
    return case, critique(case, select=[code]).findings


@pytest.mark.parametrize(("code", "brief"), examples("bad"))
def test_a_bad_example_is_found(code: str, brief: dict[str, Any]) -> None:
    _case, findings = found(code, brief)
    assert {finding.code for finding in findings} == {code}


@pytest.mark.parametrize(("code", "brief"), examples("good"))
def test_a_good_example_is_left_alone(code: str, brief: dict[str, Any]) -> None:
    _case, findings = found(code, brief)
    assert [finding.message for finding in findings] == []


@pytest.mark.parametrize(("code", "brief"), examples("bad"))
def test_a_message_is_filled_and_a_sentence(code: str, brief: dict[str, Any]) -> None:
    for finding in found(code, brief)[1]:
        assert not re.search(r"\{\w*\}", finding.message)
        assert not finding.message[0].islower()
        assert finding.message.endswith((".", "?", "!"))
        assert "  " not in finding.message
        assert ".." not in finding.message


@pytest.mark.parametrize(("code", "brief"), examples("bad"))
def test_a_fix_silences_its_finding(code: str, brief: dict[str, Any]) -> None:
    case, findings = found(code, brief)
    for finding in findings:
        if finding.fix is None:
            continue
        after = fixed(case, tuple(edit.edit() for edit in finding.fix.edits))
        left = critique(after, select=[code]).findings
        assert finding.id not in {item.id for item in left}
        assert len(left) < len(findings)


@pytest.mark.parametrize(("code", "rule"), RULES.items(), ids=RULES)
def test_a_check_exists_and_takes_the_parameters(code: str, rule: Rule) -> None:
    assert rule.check in CHECKS, code
    check = CHECKS[rule.check]
    given = (None, None) if check.by_line else (None,)
    inspect.signature(check.function).bind(*given, **rule.params)


@pytest.mark.parametrize(("code", "rule"), RULES.items(), ids=RULES)
def test_parameters_name_what_exists(code: str, rule: Rule) -> None:
    catalogue = load()
    folders = {
        "metrics": catalogue.metrics,
        "beside": catalogue.metrics,
        "best": catalogue.metrics,
        "outcomes": catalogue.outcomes,
        "behaviours": catalogue.behaviours,
        "work": catalogue.contexts,
    }
    for name, folder in folders.items():
        unknown = [item for item in rule.params.get(name, ()) if item not in folder]
        assert unknown == [], f"{code}.{name}"


def test_every_check_serves_a_rule() -> None:
    assert set(CHECKS) == {rule.check for rule in RULES.values()}


def test_names_are_smells_of_their_own() -> None:
    names = [rule.name for rule in RULES.values()]
    assert len(names) == len(set(names))
