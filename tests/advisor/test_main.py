"""The command line: the contract's commands, JSON and nothing else, exit codes, clear errors."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from advisor.__main__ import main

EXAMPLES = Path(__file__).parents[2] / "advisor" / "examples"
TELECOM = str(EXAMPLES / "telecom-bpo.json")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command with some standard input: (exit code, standard output, standard error)."""

    def call(*arguments: str, given: str | bytes = "") -> tuple[int, str, str]:
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data), encoding="utf-8"))
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_advise_prints_one_document_with_the_contracts_keys(run: Any) -> None:
    code, out, err = run("advise", TELECOM, "--json")
    advice = json.loads(out)
    assert (code, err) == (0, "")
    assert set(advice) >= {
        "fingerprint",
        "knowledge_version",
        "method_version",
        "brief",
        "resolved",
        "assumed",
        "lean",
        "recommendation",
        "critique",
        "behaviours",
        "feasibility",
        "scorecard",
        "universe",
    }
    assert set(advice["lean"]) == {"stated", "today", "recommended"}
    first = advice["critique"]["findings"][0]
    assert set(first) >= {
        "id", "code", "family", "severity", "conditional", "cause", "subjects", "written",
        "level", "message", "why", "path", "evidence", "fix", "effect",
    }  # fmt: skip
    chosen = advice["recommendation"]["metrics"][0]
    assert set(chosen) >= {
        "metric", "tier", "priority", "uses", "owed", "objective", "slot", "points", "guards",
        "limit", "target", "stability",
    }  # fmt: skip


def test_the_same_brief_gives_the_same_bytes(run: Any) -> None:
    assert run("advise", TELECOM, "--json") == run("advise", TELECOM, "--json")


def test_a_brief_from_standard_input_is_the_same_as_from_a_file(run: Any) -> None:
    text = Path(TELECOM).read_text(encoding="utf-8")
    assert run("critique", "-", "--json", given=text)[1] == run("critique", TELECOM, "--json")[1]


@pytest.mark.parametrize("command", ["advise", "recommend", "critique"])
def test_an_empty_brief_is_answered(run: Any, command: str) -> None:
    code, out, _err = run(command, "-", "--json", given="{}")
    assert code == 0
    assert json.loads(out)["fingerprint"]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ('{"v": 3}', "v"),
        ('{"nonsense": 1}', "nonsense"),
        ('{"today": [{"metric": "no-such-metric"}]}', "today.0.metric"),
        ('{"context": {"sourcing": "moon"}}', "context.sourcing"),
        ("{", "line 1, column 2"),
    ],
)
def test_wrong_input_is_exit_2_and_says_where(run: Any, given: str, path: str) -> None:
    code, out, err = run("advise", "-", "--json", given=given)
    error = json.loads(err)["error"]
    assert (code, out) == (2, "")
    assert error["path"] == path
    assert error["file"] == "standard input"
    assert error["expected"]


def test_a_file_that_is_not_there_is_exit_2(run: Any) -> None:
    code, out, err = run("advise", "/no/such/file.json")
    assert (code, out) == (2, "")
    assert "/no/such/file.json" in err
    assert "Traceback" not in err


def test_an_unknown_command_is_exit_2_in_one_line(run: Any) -> None:
    code, _out, err = run("sing")
    assert code == 2
    assert err.count("\n") == 1


def test_fail_on_makes_a_build_fail(run: Any) -> None:
    assert run("critique", TELECOM, "--fail-on", "error")[0] == 1
    assert run("critique", "-", "--fail-on", "warning", given="{}")[0] == 0


def test_select_and_ignore_take_codes_and_families(run: Any) -> None:
    def codes(*more: str) -> set[str]:
        out = run("critique", TELECOM, "--json", *more)[1]
        return {finding["code"] for finding in json.loads(out)["critique"]["findings"]}

    every = codes()
    family = min(every)[:3]
    assert {code[:3] for code in codes("--select", family)} == {family}
    assert family not in {code[:3] for code in codes("--ignore", family)}
    assert run("critique", TELECOM, "--select", "XYZ999")[0] == 2


def test_a_fix_that_is_applied_silences_its_finding(run: Any) -> None:
    found = json.loads(run("critique", TELECOM, "--json")[1])["critique"]["findings"]
    finding = next(item for item in found if item["fix"])
    code, out, _err = run("apply", TELECOM, finding["id"])
    after = json.loads(run("critique", "-", "--json", given=out)[1])["critique"]["findings"]
    assert code == 0
    assert finding["id"] not in {item["id"] for item in after}
    assert run("apply", TELECOM, "NOPE")[0] == 2


def test_a_link_holds_the_brief(run: Any) -> None:
    link = run("link", TELECOM)[1].strip()
    assert len(link) < 1000
    back = run("link", link)[1]
    assert run("critique", "-", "--json", given=back)[1] == run("critique", TELECOM, "--json")[1]
    code, _out, err = run("link", link[:-6])
    assert code == 2
    assert "damaged" in err


def test_why_not_names_a_reason_and_a_price(run: Any) -> None:
    code, out, _err = run("why-not", TELECOM, "net-promoter-score", "--json")
    found = json.loads(out)["why_not"]
    assert code == 0
    assert found["because"]
    assert run("why-not", TELECOM, "nonsense")[0] == 2


def test_resolve_keeps_the_order_and_never_guesses_in_silence(run: Any) -> None:
    code, out, _err = run("resolve", "--json", given="AHT\nqwertzuiop\nFCR\n")
    names = json.loads(out)["names"]
    assert code == 0
    assert [item["written"] for item in names] == ["AHT", "qwertzuiop", "FCR"]
    assert [item["metric"] for item in names] == [
        "average-handle-time",
        None,
        "first-contact-resolution",
    ]
    assert names[1]["kind"] == "unknown"


def test_targets_are_read_or_asked(run: Any) -> None:
    _code, out, _err = run("targets", "--json", given="80/20\nabc\n")
    first, second = json.loads(out)["targets"]
    assert (first["target"]["share"], first["target"]["within"]) == (80, 20)
    assert second["target"] is None
    assert second["question"]


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_report_is_written(run: Any, kind: str, tmp_path: Path) -> None:
    place = tmp_path / f"report.{kind}"
    assert run("report", TELECOM, "--to", kind, "-o", str(place))[0] == 0
    text = place.read_text(encoding="utf-8")
    assert "Telecom care" in text
    assert "None" not in text


def test_what_a_user_wrote_is_never_markup(run: Any) -> None:
    brief = '{"title": "<script>alert(1)</script> [x](http://evil)", "today": []}'
    html = run("report", "-", "--to", "html", given=brief)[1]
    assert "<script>" not in html
    markdown = run("report", "-", "--to", "md", given=brief)[1]
    assert "[x](http" not in markdown


def test_ids_schema_and_version(run: Any) -> None:
    ids = json.loads(run("ids", "--json")[1])
    assert ids["metrics"]["average-handle-time"] == "Average handle time"
    schema = json.loads(run("schema", "brief")[1])
    assert "today" in schema["properties"]
    assert json.loads(run("version", "--json")[1])["method_version"]


def test_the_dump_can_be_proven_again(run: Any, tmp_path: Path) -> None:
    place = tmp_path / "model.mps"
    code, out, _err = run("recommend", TELECOM, "--json", "--dump", str(place))
    assert code == 0
    assert place.read_text(encoding="utf-8").rstrip().endswith("ENDATA")
    assert json.loads(out)["recommendation"]["proof"]["optimal"]
