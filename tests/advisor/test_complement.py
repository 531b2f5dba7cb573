"""A name of what is left to 100 % is taken for its metric, and its figures the other way round."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.brief import Target
from advisor.case import Case
from advisor.names import Name, resolve
from advisor.targets import rest, turned
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Better


def test_every_complement_is_taken_for_its_metric_and_marked(shipped: Catalogue) -> None:
    for key, metric in shipped.metrics.items():
        unclear = {name.casefold() for name in metric.also.ambiguous}
        for name in metric.also.complement:
            if name.casefold() not in unclear:
                (found,) = resolve([Name(name)], shipped)
                assert (found.metric, found.complement) == (key, True), name
                assert found.kind != "exact"


def test_the_metric_itself_is_no_complement(shipped: Catalogue) -> None:
    for metric in shipped.metrics.values():
        assert not resolve([Name(metric.name)], shipped)[0].complement


@pytest.mark.parametrize(
    ("written", "target", "op", "value"),
    [
        ("Agent retention rate", ">= 85 %", "<=", 15),
        ("Agent retention rate", "85%", "<=", 15),
        ("Attrition", "15 %", "<=", 15),
        ("SLA breach rate", "at most 5 %", ">=", 95),
        ("SLA compliance", "at least 95 %", ">=", 95),
    ],
)
def test_a_target_of_the_rest_is_read_the_other_way_round(
    case: Callable[..., Case], written: str, target: str, op: str, value: float
) -> None:
    metric = "on-time-completion" if written.startswith("SLA") else "attrition-rate"
    (line,) = case(today=[{"written": written, "metric": metric, "target": target}]).lines
    assert line.target is not None
    assert (line.target.op, line.target.value) == (op, value)


def test_figures_of_another_metric_stay(case: Callable[..., Case]) -> None:
    """Somebody settled that the name means another metric: then it is no complement of it."""
    row = {"written": "Agent retention rate", "metric": "renewal-rate", "target": ">= 85 %"}
    (line,) = case(today=[row]).lines
    assert line.target is not None
    assert (line.complement, line.target.op, line.target.value) == (False, ">=", 85)


@given(st.sampled_from(["<=", ">=", "="]), st.integers(0, 100))
def test_the_rest_of_the_rest_is_the_target(op: str, value: int) -> None:
    target = Target.model_validate({"op": op, "value": value, "unit": "percent"})
    assert rest(rest(target)) == target
    assert rest(target).value == 100 - value


def test_a_band_turns_with_its_ends() -> None:
    band = Target(op="band", value=80, high=90, unit="percent")
    assert (rest(band).value, rest(band).high) == (10, 20)


def test_what_is_no_share_stays() -> None:
    for target in (Target(op="<=", value=30, unit="seconds"), Target(op=">=", value=120)):
        assert rest(target) == target


def test_a_fall_of_the_rest_is_a_rise() -> None:
    fall = Target(op="<=", value=-10, unit="percent", change=True)
    assert (rest(fall).op, rest(fall).value) == (">=", 10)


def test_better_turns() -> None:
    assert turned(Better.UP) is Better.DOWN
    assert turned(Better.DOWN) is Better.UP
    assert turned(Better.BAND) is Better.BAND
    assert turned(None) is None
