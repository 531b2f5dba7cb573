"""What people write as a target. The expected readings were written by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import targets
from advisor.brief import Target
from knowledge.catalogue import load
from knowledge.vocabulary import Better, Form, Pressure

UP, DOWN, BAND = Better.UP, Better.DOWN, Better.BAND


def within(share: float, seconds: float) -> dict[str, Any]:
    return {
        "op": "within",
        "value": share,
        "unit": "percent",
        "share": share,
        "within": seconds,
    }


def one(op: str, value: float, unit: str | None = None, **more: Any) -> dict[str, Any]:
    return {"op": op, "value": value, "unit": unit, **more}


def band(low: float, high: float, unit: str | None = None) -> dict[str, Any]:
    return {"op": "band", "value": low, "high": high, "unit": unit}


ANYWHERE = [
    ("80/20", within(80, 20)),
    ("80 / 20 s", within(80, 20)),
    ("80%/2 min", within(80, 120)),
    ("80 in 20", within(80, 20)),
    ("80% in 20 sec", within(80, 20)),
    ("90% in 10s", within(90, 10)),
    ("80 percent in 20 seconds", within(80, 20)),
    ("95% within 60 seconds", within(95, 60)),
    ("80% of calls in under 20 s", within(80, 20)),
    ("80% or more within 20 secs", within(80, 20)),
    ("within 20 s 80 %", within(80, 20)),
    ("80 % en menos de 20 segundos", within(80, 20)),
    ("80% sous 20 s", within(80, 20)),
    ("80 % innerhalb von 20 Sekunden", within(80, 20)),
    ("８０％／２０", within(80, 20)),
    ("75% in 30 seconds, yearly", within(75, 30)),
    ("90% (35% in August 2016)", one("=", 90, "percent")),
    ("80 % en 20 s mensual", within(80, 20)),
    ("80 % in 20 s pro Monat", within(80, 20)),
    ("30-60 s first chat reply", band(30, 60, "seconds")),
    ("90-110% of forecast", band(90, 110, "percent")),
    ("8-12 agents per supervisor", band(8, 12)),
    ("16 minutes or less", one("<=", 960, "seconds")),
    ("at least 80 percent", one(">=", 80, "percent")),
    ("<300s", one("<=", 300, "seconds")),
    ("<= 300 s", one("<=", 300, "seconds")),
    ("≤ 5 min", one("<=", 300, "seconds")),
    ("within 1 hour", one("<=", 3600, "seconds")),
    ("> 85%", one(">=", 85, "percent")),
    ("85%+", one(">=", 85, "percent")),
    ("min. 85 %", one(">=", 85, "percent")),
    ("min 5 min", one(">=", 300, "seconds")),
    ("max 3%", one("<=", 3, "percent")),
    ("not to exceed 3 %", one("<=", 3, "percent")),
    ("90% for all queues", one("=", 90, "percent")),
    ("CSAT 85%", one("=", 85, "percent")),
    ("5 min", one("=", 300, "seconds")),
    ("2 days", one("=", 172_800, "seconds")),
    ("6 min 10 s", one("=", 370, "seconds")),
    ("1h30", one("=", 5400, "seconds")),
    ("00:05:00", one("=", 300, "seconds")),
    ("4:30", one("=", 270, "seconds")),
    ("6:30 min", one("=", 390, "seconds")),
    ("max 6:30 minutes", one("<=", 390, "seconds")),
    ("4:30 h", one("=", 16_200, "seconds")),
    ("95 %", one("=", 95, "percent")),
    ("100 %", one("=", 100, "percent")),
    ("٨٠٪", one("=", 80, "percent")),
    ("zero", one("=", 0)),
    ("4,2", one("=", 4.2)),
    ("1.200,50", one("=", 1200.5)),
    ("1,234,567", one("=", 1_234_567)),
    ("1,608", one("=", 1608)),
    ("1 200", one("=", 1200)),
    ("£7", one("=", 7, "money")),
    ("EUR 4.50", one("=", 4.5, "money")),
    ("$690,000", one("=", 690_000, "money")),
    ("under $690k", one("<=", 690_000, "money")),
    ("4.2/5", one(">=", 4.2, "points", scale_max=5)),
    ("4,2/5", one(">=", 4.2, "points", scale_max=5)),
    ("8 out of 10", one(">=", 8, "points", scale_max=10)),
    ("8 von 10", one(">=", 8, "points", scale_max=10)),
    ("50-point average or higher", one(">=", 50, "points")),
    ("P95 < 60 s", one("<=", 60, "seconds", percentile=95)),
    ("P90 of 2 min", one("<=", 120, "seconds", percentile=90)),
    ("95th percentile under 60 s", one("<=", 60, "seconds", percentile=95)),
    ("+30", one(">=", 30, "points")),
    ("-10%", one("<=", -10, "percent", change=True)),
    ("−10 %", one("<=", -10, "percent", change=True)),
    ("reduce by 10 %", one("<=", -10, "percent", change=True)),
    ("increase by 5 %", one(">=", 5, "percent", change=True)),
    ("reduce to 5 %", one("<=", 5, "percent")),
    ("80-90%", band(80, 90, "percent")),
    ("80–90 %", band(80, 90, "percent")),
    ("80 a 90 %", band(80, 90, "percent")),
    ("3 to 5 min", band(180, 300, "seconds")),
    ("between 250 and 350 s", band(250, 350, "seconds")),
    ("zwischen 250 und 350 s", band(250, 350, "seconds")),
    ("300 s ± 10 %", band(270, 330, "seconds")),
    ("300 s +/- 30", band(270, 330, "seconds")),
    ("85 % ± 5 points", band(80, 90, "percent")),
    ("mindestens 80 %", one(">=", 80, "percent")),
    ("menos de 5 min", one("<=", 300, "seconds")),
    ("au moins 90 %", one(">=", 90, "percent")),
    ("máximo 3 %", one("<=", 3, "percent")),
    ("pelo menos 85 %", one(">=", 85, "percent")),
]


@pytest.mark.parametrize(("written", "expected"), ANYWHERE, ids=[case[0] for case in ANYWHERE])
def test_reads_without_knowing_the_metric(written: str, expected: dict[str, Any]) -> None:
    assert targets.read(written) == targets.Reading(written, Target(**expected))


ON_A_METRIC = [
    ("95%", UP, "percent", one(">=", 95, "percent")),
    ("3", DOWN, "percent", one("<=", 3, "percent")),
    ("zero", DOWN, "count", one("<=", 0, "count")),
    ("zero by Friday", DOWN, "count", one("<=", 0, "count")),
    ("300 s by Q3", DOWN, "seconds", one("<=", 300, "seconds")),
    ("75 % by 31 March 2027", UP, "percent", one(">=", 75, "percent")),
    ("75 % before the end of the year", UP, "percent", one(">=", 75, "percent")),
    ("12/h", UP, "count", one(">=", 12, "count")),
    ("12 / hr", UP, "count", one(">=", 12, "count")),
    ("12 an hour", UP, "count", one(">=", 12, "count")),
    ("25/day", UP, "count", one(">=", 25, "count")),
    ("4 €/call", DOWN, "money", one("<=", 4, "money")),
    ("550 seconds", BAND, "seconds", one("=", 550, "seconds")),
    ("300", BAND, "seconds", one("=", 300, "seconds")),
    ("300", DOWN, "seconds", one("<=", 300, "seconds")),
    ("4", DOWN, "hours", one("<=", 14_400, "seconds")),
    ("4:30", DOWN, "hours", one("<=", 16_200, "seconds")),
    ("90% in 4", UP, "hours", within(90, 14_400)),
    ("80:20", UP, "percent", within(80, 20)),
    ("80/100", UP, "percent", within(80, 100)),
    ("9/10", UP, "percent", one(">=", 9, "points", scale_max=10)),
    ("+30", UP, "points", one(">=", 30, "points")),
    ("-5", UP, "points", one(">=", -5, "points")),
    ("improve by 5 %", DOWN, "percent", one("<=", -5, "percent", change=True)),
    ("80-90", BAND, "percent", band(80, 90, "percent")),
    ("P90 10", DOWN, "minutes", one("<=", 600, "seconds", percentile=90)),
]


@pytest.mark.parametrize(
    ("written", "better", "unit", "expected"),
    ON_A_METRIC,
    ids=[f"{case[0]} {case[1]} {case[2]}" for case in ON_A_METRIC],
)
def test_the_metric_decides_direction_and_unit(
    written: str, better: Better, unit: str, expected: dict[str, Any]
) -> None:
    found = targets.read(written, better=better, unit=unit)
    assert found == targets.Reading(written, Target(**expected))


@pytest.mark.parametrize(
    ("written", "unit", "asked"),
    [
        ("three rings", None, "How many seconds"),
        ("15 working days", "days", "clock hours"),
        ("abc", None, "holds no figure"),
        ("as low as possible", None, "holds no figure"),
        ("tbd", None, "holds no figure"),
        ("world class", None, "holds no figure"),
        ("target missed", None, "holds no figure"),
        ("(80 %)", None, "which one figure"),
        ("£7 simple, £10 referred to a nurse", "money", "simple"),
        ("90% in 15 s and 95% in 20 s", "percent", "4 figures"),
        ("+30", "seconds", "change"),
        ("-10", None, "change"),
        ("improve by 5 %", None, "up or down"),
        ("1.200", None, "thousands"),
        ("24/7", None, "scale"),
        ("120/20", "percent", "share"),
        ("20 s", "percent", "which share"),
        ("80 %", "seconds", "in seconds"),
        ("£5", "percent", "in percent"),
        ("90-80 %", None, "lower one first"),
        ("10² %", None, "?"),
        ("≮ 5", None, "?"),
        ("never below 80 %", "percent", "never"),
        ("9" * 100, None, "thousands"),
        ("80 %" + " " * 300 + "80 %", None, "which one figure"),
    ],
)
def test_what_is_not_understood_is_asked(written: str, unit: str | None, asked: str) -> None:
    found = targets.read(written, unit=unit)
    assert found.target is None
    assert asked in (found.question or "")


@pytest.mark.parametrize("written", ["", " ", "-", "–", "n/a", "N/A", "None", "kein Ziel"])
def test_no_target_is_no_question(written: str) -> None:
    assert targets.read(written) == targets.Reading(written, None, None)


UNITS = ("percent", "seconds", "minutes", "hours", "days", "points", "score", "count", "money",
         "ratio", None)  # fmt: skip
SNIPPETS = ("80", "%", "20 s", "/", "in", "-", "±", "P95", "<", "min", "5,3", "1.200", "£", ":30",
            "to", "between", "and", "(", ")", "²", "٣", "፩", "k", "of", "+", "a",
            "\u0338")  # fmt: skip


@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(SNIPPETS), max_size=8).map(" ".join)),
    st.sampled_from([*Better, None]),
    st.sampled_from(UNITS),
)
def test_never_raises(written: str, better: Better | None, unit: str | None) -> None:
    found = targets.read(written, better=better, unit=unit)
    assert found.target is None or found.question is None
    assert found.target is None or math.isfinite(found.target.value)


VALUES = st.integers(1, 999_999).map(lambda value: value / 1000)
SHARES = st.integers(1, 1000).map(lambda value: value / 10)


@st.composite
def some_target(draw: st.DrawFn) -> Target:
    kind = draw(st.sampled_from(["single", "within", "band", "percentile", "scale", "change"]))
    unit = draw(st.sampled_from(["percent", "seconds", "points", "money", "count", "ratio"]))
    op, value = draw(st.sampled_from(["<=", ">=", "="])), draw(VALUES)
    if kind == "within":
        return Target(**within(draw(SHARES), value))
    if kind == "band":
        return Target(op="band", value=value, high=value + draw(st.integers(1, 500)), unit=unit)
    if kind == "percentile":
        rank = draw(st.integers(1, 99))
        sign = draw(st.sampled_from(["<=", ">="]))
        return Target(op=sign, value=value, unit="seconds", percentile=rank)
    if kind == "scale":
        return Target(op=op, value=value, unit="points", scale_max=1000)
    if kind == "change":
        signed = value if op == ">=" else -value
        sign = ">=" if op == ">=" else "<="
        return Target(op=sign, value=signed, unit=unit, change=True)
    return Target(op=op, value=value, unit=unit)


@given(some_target())
def test_a_target_in_words_reads_back_the_same(target: Target) -> None:
    found = targets.read(targets.text(target), unit=target.unit)
    assert found.question is None
    assert found.target is not None
    same = found.target.model_dump() | {"high": None}
    assert same == target.model_dump() | {"high": None}
    assert (found.target.high or 0) == pytest.approx(target.high or 0, abs=1e-6)


@pytest.mark.parametrize(
    ("written", "better", "form", "push"),
    [
        ("80/20", UP, Form.THRESHOLD, Pressure.UP),
        ("<= 300 s", BAND, Form.MAXIMUM, Pressure.DOWN),
        (">= 80 %", UP, Form.MINIMUM, Pressure.UP),
        ("250-350 s", BAND, Form.BAND, None),
        ("300 s", BAND, None, Pressure.ANY),
        ("300 s", DOWN, Form.MAXIMUM, Pressure.DOWN),
        ("reduce by 10 %", BAND, Form.MAXIMUM, Pressure.DOWN),
    ],
)
def test_form_and_pressure(
    written: str, better: Better, form: Form | None, push: Pressure | None
) -> None:
    target = targets.read(written, better=better).target
    assert target is not None
    assert targets.form(target, better) is form
    assert targets.pressure(target, better) is push


@pytest.mark.parametrize(
    ("written", "shares"),
    [
        ("85 % / +30", ("85 %", "+30")),
        ("85 %", ("85 %", None)),
        ("+30", (None, "+30")),
        ("85 % and 30", ("85 %", "30")),
        ("gut", ("gut", "gut")),
    ],
)
def test_of_two_metrics_in_one_name_each_has_its_own_target(
    written: str, shares: tuple[str | None, ...]
) -> None:
    metrics = [load().metrics[key] for key in ("customer-satisfaction", "net-promoter-score")]
    assert targets.shared_out(written, metrics) == shares
