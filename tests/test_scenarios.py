"""Scenarios that domain people can read and write: a brief, and what an expert expects of it.

name: ...
says: where it comes from, in a sentence
brief: {...}
expect:
  first: {groups: 5, of: [{about: metric-id, families: [GAM, LVL]}, ...]}   # all must be there
      # with `names: metric-id`, the finding itself points to that metric as what is missing
  quiet: error | warning      # nothing of this severity or worse
  strategy_differs: true      # the list reveals another strategy than the stated one
  includes: [metric, ...]     # in the recommended set
  excludes: [metric, ...]     # not pursued
  feasible: cannot hold       # verdict on the targets
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.brief import from_document
from advisor.case import Case
from advisor.critique import critique
from advisor.feasibility import feasibility
from advisor.finding import Finding
from advisor.recommend import recommend
from advisor.revealed import revealed
from knowledge.catalogue import load
from knowledge.reading import parse
from knowledge.vocabulary import Severity

FILES = sorted((Path(__file__).parent / "scenarios").glob("*.yaml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def scenario(request: pytest.FixtureRequest) -> dict[str, Any]:
    path: Path = request.param
    found: dict[str, Any] = parse(path.read_text(encoding="utf-8"), path.name)
    return found


def groups(findings: tuple[Finding, ...]) -> Iterator[list[Finding]]:
    """Findings grouped by cause, in the order in which each cause first appears."""
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(finding.cause, []).append(finding)
    yield from causes.values()


def pointed_to(case: Case, finding: Finding) -> set[str]:
    """Metrics that a finding offers: by the fix that it brings, or by name in its words."""
    fixed = (
        {edit.metric for edit in finding.fix.edits if edit.op == "add"} if finding.fix else set()
    )
    said = finding.message.casefold()
    named = {key for key in case.catalogue.metrics if case.catalogue.label(key).casefold() in said}
    return named | {metric for metric in fixed if metric}


def test_the_tool_says_what_the_expert_said(scenario: dict[str, Any]) -> None:
    case = Case(from_document(scenario["brief"]), load())
    expect = scenario["expect"]
    judged = critique(case)
    if "first" in expect:
        seen = [
            item
            for group in list(groups(judged.findings))[: expect["first"]["groups"]]
            for item in group
        ]
        for wanted in expect["first"]["of"]:
            about, families = wanted.get("about"), wanted["families"]
            assert any(
                item.code[:3] in families
                and (about is None or about in item.subjects)
                and ("names" not in wanted or wanted["names"] in pointed_to(case, item))
                for item in seen
            ), (wanted, [(item.code, item.subjects) for item in seen])
    if "quiet" in expect:
        worst = Severity(expect["quiet"])
        loud = [item for item in judged.findings if item.severity.rank <= worst.rank]
        assert loud == [], [(item.code, item.message) for item in loud]
    if expect.get("strategy_differs"):
        found = revealed(case)
        assert found is not None
        assert found.strategies[0].strategy != case.strategy_id
    if "feasible" in expect:
        assert feasibility(case).verdict == expect["feasible"]
    if "includes" in expect or "excludes" in expect:
        best = recommend(case)
        assert set(expect.get("includes", ())) <= best.ids
        pursued = {item.metric for item in best.tier("pursue")}
        assert not pursued & set(expect.get("excludes", ()))


def test_there_are_ten_scenarios_or_more() -> None:
    assert len(FILES) >= 10
