"""The command line: `python -m advisor COMMAND`. See `--help` and the README."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from pydantic import BaseModel

from advisor import names, share, targets
from advisor.advice import METHOD_VERSION, Advice, advise, fingerprint
from advisor.brief import Brief, BriefError, document, from_json
from advisor.case import Case
from advisor.change import FAMILIES, change_plan
from advisor.choice import build
from advisor.critique import Critique, critique, fixed
from advisor.explore import (
    Alternative,
    Stop,
    WhyNot,
    alternatives,
    chairs,
    dial,
    impasse,
    matrix,
    switches,
    why_not,
)
from advisor.recommend import Recommendation, recommend
from advisor.reports import REPORTS, report
from advisor.revealed import revealed
from advisor.scorecard import Scorecard
from advisor.solver import to_mps
from knowledge.catalogue import FOLDERS, Catalogue, load
from knowledge.reading import CatalogueError
from knowledge.vocabulary import Dimension, Lens

ANSWERED, FAILED_ON, INPUT, INTERNAL = 0, 1, 2, 3
SCHEMAS: dict[str, type[BaseModel]] = {
    "brief": Brief,
    "advice": Advice,
    "recommendation": Recommendation,
    "critique": Critique,
    "scorecard": Scorecard,
    **{model.__name__.lower(): model for model in FOLDERS.values()},
}
Command: TypeAlias = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 answered, 1 by --fail-on, 2 input, 3 internal."""
    given = _parser().parse_args(arguments)
    try:
        command: Command = given.run
        return command(given)
    except (BriefError, CatalogueError, share.LinkError) as error:
        return _refused(given, error)
    except BrokenPipeError:
        return ANSWERED
    except Exception as error:
        if getattr(given, "json", False):
            _print_error({"error": {"expected": "", "file": "", "got": str(error), "path": ""}})
        else:
            traceback.print_exc()
        return INTERNAL


def _refused(given: argparse.Namespace, error: Exception) -> int:
    said = {
        "file": getattr(error, "file", ""),
        "path": getattr(error, "path", getattr(error, "field", "")),
        "got": getattr(error, "got", ""),
        "expected": getattr(error, "expected", str(error)),
    }
    if getattr(given, "json", False):
        _print_error({"error": said})
    else:
        print(f"error: {error}", file=sys.stderr)
    return INPUT


def _print_error(what: dict[str, Any]) -> None:
    print(json.dumps(what, ensure_ascii=False, sort_keys=True), file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """Wrong arguments are wrong input: exit code 2, one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(INPUT, f"error: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="advisor", description="Recommend and critique a metric set.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Command, says: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help="one JSON document, and nothing else")
        return made

    def with_brief(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("brief", help="a brief as JSON; - for standard input")
        return made

    made = with_brief(command("advise", _advise, "everything about a brief"))
    says = "solve again under N readings of priorities, of evidence and of both"
    made.add_argument("--stability", type=_count, default=0, metavar="N", help=says)
    _failing(made)
    made = with_brief(command("recommend", _recommend, "the recommended set"))
    made.add_argument("--dump", metavar="FILE", help="the model, for anybody to prove again")
    made = with_brief(command("critique", _critique, "what is wrong with today's list"))
    made.add_argument("--select", default="", help="codes or families, with commas")
    made.add_argument("--ignore", default="", help="codes or families, with commas")
    _failing(made)
    made = with_brief(command("apply", _apply, "the brief with a finding's fix applied"))
    made.add_argument("finding")
    made = with_brief(command("why-not", _why_not, "why a metric is not in the set"))
    made.add_argument("metric")
    made = with_brief(command("dial", _dial, "the set between two lenses, in five stops"))
    for end, lens in (("--left", Lens.EFFICIENCY), ("--right", Lens.CUSTOMER)):
        made.add_argument(end, choices=[item.value for item in Lens], default=lens.value)
    made = with_brief(command("switch", _switch, "the same strategy in other chairs"))
    made.add_argument("sourcing", nargs="?", help="a sourcing; every chair where none is given")
    made.add_argument("pricing", nargs="?", help="what the money follows there")
    with_brief(command("matrix", _matrix, "what every strategy would choose in every chair"))
    command("resolve", _resolve, "names on standard input -> metrics, a line each")
    command("targets", _targets, "target texts on standard input -> targets, a line each")
    made = command("link", _link, "a brief -> a link that holds it, and back")
    made.add_argument("what", metavar="BRIEF|LINK")
    made = with_brief(command("report", _report, "a report to hand over"))
    made.add_argument("--to", choices=sorted(REPORTS), required=True)
    made.add_argument("-o", dest="out", metavar="FILE")
    command("ids", _ids, "every id with its label")
    made = command("schema", _schema, "the JSON Schema of a model")
    made.add_argument("name", choices=sorted(SCHEMAS))
    command("version", _version, "versions of knowledge and method")
    made = command("serve", _serve, "the wizard, in the browser")
    made.add_argument("--port", type=int, default=8501)
    return parser


def _failing(made: argparse.ArgumentParser) -> None:
    made.add_argument("--fail-on", choices=("error", "warning"), help="exit code 1 if there is one")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > 10_000:
        raise argparse.ArgumentTypeError(f"expected 0 to 10000, got {text}")
    return int(text)


# --- reading and writing -------------------------------------------------------------------------


def _brief(path: str) -> Brief:
    if path == "-":
        return from_json(sys.stdin.buffer.read(), "standard input")
    try:
        return from_json(Path(path).read_bytes(), path)
    except OSError as error:
        raise BriefError(
            "", error.strerror or str(error), "a file that can be read", path
        ) from None


def _case(given: argparse.Namespace) -> Case:
    try:
        return Case(_brief(given.brief), load())
    except BriefError as error:
        file = "standard input" if given.brief == "-" else given.brief
        raise BriefError(error.path, error.got, error.expected, error.file or file) from None


def rounded(value: Any) -> Any:
    """The document with at most six significant digits in its numbers."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value


def to_json(value: Any) -> str:
    """One JSON text: sorted keys, two spaces, no escapes."""
    return json.dumps(rounded(value), indent=2, sort_keys=True, ensure_ascii=False)


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        got = error.strerror or str(error)
        raise BriefError("", got, "a file that can be written", path) from None


def _say(given: argparse.Namespace, value: Any, text: str) -> None:
    print(to_json(value) if given.json else text)


def _stamped(case: Case, part: dict[str, Any]) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint(case.brief, case.shipped),
        "knowledge_version": case.shipped.version,
        "method_version": METHOD_VERSION,
        **part,
    }


def _lines() -> list[str]:
    text = sys.stdin.buffer.read()
    try:
        return text.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        got = "bytes that are not UTF-8"
        raise BriefError("", got, "UTF-8 text", "standard input") from None


# --- commands ------------------------------------------------------------------------------------


def _advise(given: argparse.Namespace) -> int:
    case = _case(given)
    told = _progress(given.stability) if given.stability and sys.stderr.isatty() else None
    advice = advise(case.brief, case.shipped, readings=given.stability, told=told)
    _say(given, advice.model_dump(mode="json"), report(advice, load(), "md"))
    return _fails(given, advice.critique)


def _progress(readings: int) -> Callable[[int], None]:
    """Says on the terminal, in one line, how many readings are done."""

    def told(done: int) -> None:
        end = "\r" if done < readings else "\n"
        print(f"reading {done} of {readings}", end=end, file=sys.stderr, flush=True)

    return told


def _fails(given: argparse.Namespace, judged: Critique) -> int:
    errors, warnings, _advice = judged.counts()
    if given.fail_on and (errors or (warnings and given.fail_on == "warning")):
        return FAILED_ON
    return ANSWERED


def _recommend(given: argparse.Namespace) -> int:
    case = _case(given)
    if given.dump:
        _write(given.dump, to_mps(build(case).model))
    best = recommend(case)
    others = alternatives(case, best)
    changes = change_plan(case, best, critique(case, select=FAMILIES).findings)
    part = {
        "recommendation": best.model_dump(mode="json"),
        "alternatives": [item.model_dump(mode="json") for item in others],
        "relax": [item.model_dump(mode="json") for item in impasse(case)],
        "diff": [item.model_dump(mode="json") for item in changes],
        "revealed": found.model_dump(mode="json") if (found := revealed(case)) else None,
    }
    _say(given, _stamped(case, part), _set_in_words(best, others, case.catalogue))
    return ANSWERED


def _set_in_words(best: Recommendation, others: Sequence[Alternative], catalogue: Catalogue) -> str:
    if best.clash:
        return "No set satisfies all of this:\n" + "\n".join(f"- {row}" for row in best.clash)
    lines = []
    for item in best.metrics:
        uses = ", ".join(f"{level.value} {use.value}" for level, use in item.uses.items())
        lines.append(f"{item.tier:7} {catalogue.label(item.metric)} ({uses})")
    lines += [f"or ({other.percent} % of it): {other.says}" for other in others]
    return "\n".join(lines)


def _critique(given: argparse.Namespace) -> int:
    case = _case(given)
    judged = critique(case, select=_codes(given.select), ignore=_codes(given.ignore))
    text = [judged.verdict, ""]
    for item in judged.findings:
        text += [f"{item.severity.value:8} {item.code} {item.message}", f"         {item.id}"]
    _say(given, _stamped(case, {"critique": judged.model_dump(mode="json")}), "\n".join(text))
    return _fails(given, judged)


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    known = {*load().rules, *(code[:3] for code in load().rules)}
    for code in codes:
        if code not in known:
            raise BriefError("--select/--ignore", code, "a rule's code or a family's three letters")
    return codes


def _apply(given: argparse.Namespace) -> int:
    case = _case(given)
    findings = {item.id: item for item in critique(case).findings}
    finding = findings.get(given.finding)
    if finding is None or finding.fix is None:
        known = (
            ", ".join(key for key, item in findings.items() if item.fix) or "none: nothing to fix"
        )
        raise BriefError("FINDING_ID", given.finding, f"a finding with a fix: {known}")
    after = fixed(case, tuple(item.edit() for item in finding.fix.edits))
    print(to_json(document(after.brief)))
    return ANSWERED


def _why_not(given: argparse.Namespace) -> int:
    case = _case(given)
    try:
        metric = case.catalogue.resolve(given.metric)
    except KeyError:
        metric = ""
    if metric not in case.catalogue.metrics:
        raise BriefError("METRIC", given.metric, "a metric's id (see `ids`)")
    found = why_not(case, metric)
    text = _why_not_in_words(found, case.catalogue)
    _say(given, _stamped(case, {"why_not": found.model_dump(mode="json")}), text)
    return ANSWERED


def _why_not_in_words(found: WhyNot, catalogue: Catalogue) -> str:
    lines = [found.because]
    if found.costs:
        lines.append(f"To insist on it costs {found.costs}.")
    if found.costs_as_target:
        lines.append(f"A target on it costs {found.costs_as_target}.")
    if found.displaces:
        lines.append(f"It would push out: {', '.join(map(catalogue.label, found.displaces))}.")
    lines += [*found.opens, *(f"It cannot stand with: {row}" for row in found.against)]
    lines += [f"What would bring it in: {way['says']}" for way in found.brings_in or ()]
    if found.brings_in == ():
        lines.append("No single change brings it in.")
    return "\n".join(lines)


def _dial(given: argparse.Namespace) -> int:
    case = _case(given)
    if given.left == given.right:
        raise BriefError("--left/--right", given.left, "two different lenses")
    stops = dial(case, Lens(given.left), Lens(given.right))
    text = []
    for stop in stops:
        names = ", ".join(map(case.catalogue.label, stop.metrics))
        text += [f"{stop.name}: {names}", *(f"  {says}" for says in _stop_says(stop))]
    part = {"dial": [stop.model_dump(mode="json") for stop in stops]}
    _say(given, _stamped(case, part), "\n".join(text))
    return ANSWERED


def _stop_says(stop: Stop) -> Sequence[str]:
    return stop.clash or stop.tips or ((stop.still,) if stop.still else ())


def _switch(given: argparse.Namespace) -> int:
    case = _case(given)
    for field, dimension in (("sourcing", Dimension.SOURCING), ("pricing", Dimension.PRICING)):
        value, known = getattr(given, field), case.catalogue.of_dimension(dimension)
        if value is not None and value not in known:
            raise BriefError(field.upper(), value, f"one of {', '.join(known)}")
    of = [(given.sourcing, given.pricing)] if given.sourcing else chairs(case.catalogue)
    found = switches(case, recommend(case), of)
    label, text = case.catalogue.label, []
    for item in found:
        text.append(", ".join(label(key) for key in (item.sourcing, item.pricing) if key))
        text += [f"  cannot hold: {row}" for row in item.clash or ()]
        text += [
            f"  {label(moved.metric)}: {moved.here} -> {moved.there}. {moved.because}"
            for moved in item.moved
        ]
    part = {"switches": [item.model_dump(mode="json") for item in found]}
    _say(given, _stamped(case, part), "\n".join(text))
    return ANSWERED


def _matrix(given: argparse.Namespace) -> int:
    case = _case(given)
    found = matrix(case.shipped, case.brief)
    label = case.catalogue.label
    core = ", ".join(f"{label(item.metric)} ({item.stands} %)" for item in found.core)
    text = [f"Common core: {core or 'none'}"]
    for cell in found.cells:
        first = "no set" if cell.clash else ", ".join(map(label, cell.first))
        text.append(f"{cell.strategy}\t{cell.sourcing}\t{first}")
    _say(given, _stamped(case, {"matrix": found.model_dump(mode="json")}), "\n".join(text))
    return ANSWERED


def _resolve(given: argparse.Namespace) -> int:
    asked = []
    for line in _lines():
        parts = [part.strip() or None for part in line.split("\t")]
        parts += [None] * (4 - len(parts))
        asked.append(names.Name(parts[0] or "", parts[1], parts[2], parts[3]))
    found = names.resolve(asked, load())
    told = [
        {
            "written": item.written,
            "metric": item.metric,
            "kind": item.kind,
            "confidence": item.confidence,
            "candidates": [
                {"metric": c.metric, "confidence": c.confidence, "question": c.question}
                for c in item.candidates
            ],
            **({"metrics": list(item.metrics)} if item.metrics else {}),
        }
        for item in found
    ]
    text = "\n".join(f"{item.written}\t{item.metric or '?'}\t{item.kind}" for item in found)
    _say(given, {"names": told}, text)
    return ANSWERED


def _targets(given: argparse.Namespace) -> int:
    found = [targets.read(line.split("\t")[0]) for line in _lines()]
    told = [
        {
            "written": item.written,
            "target": item.target.model_dump(mode="json", exclude_none=True)
            if item.target
            else None,
            "question": item.question,
        }
        for item in found
    ]
    text = "\n".join(f"{item.written}\t{item.target or item.question}" for item in found)
    _say(given, {"targets": told}, text)
    return ANSWERED


def _link(given: argparse.Namespace) -> int:
    if given.what == "-" or not share.is_link(given.what):
        packed = share.to_link(_brief(given.what), load())
        _say(given, {"link": packed}, packed)
    else:
        print(to_json(document(share.from_link(given.what, load()))))
    return ANSWERED


def _report(given: argparse.Namespace) -> int:
    case = _case(given)
    text = report(advise(case.brief, case.shipped), load(), given.to)
    if given.out:
        _write(given.out, text)
    else:
        print(text)
    return ANSWERED


def _ids(given: argparse.Namespace) -> int:
    catalogue = load()
    told: dict[str, dict[str, str]] = {
        "metrics": {key: item.name for key, item in catalogue.metrics.items()},
        "behaviours": {key: item.name for key, item in catalogue.behaviours.items()},
        "outcomes": {key: item.name for key, item in catalogue.outcomes.items()},
        "strategies": {key: item.name for key, item in catalogue.strategies.items()},
        "contexts": {key: item.name for key, item in catalogue.contexts.items()},
        "rules": {key: item.title for key, item in catalogue.rules.items()},
        "sources": {key: item.title for key, item in catalogue.sources.items()},
    }
    text = "\n".join(
        f"{folder}\t{key}\t{label}" for folder, ids in told.items() for key, label in ids.items()
    )
    _say(given, told, text)
    return ANSWERED


def _schema(given: argparse.Namespace) -> int:
    print(to_json(SCHEMAS[given.name].model_json_schema(by_alias=True)))
    return ANSWERED


def _version(given: argparse.Namespace) -> int:
    told = {"knowledge_version": load().version, "method_version": METHOD_VERSION}
    _say(given, told, f"knowledge {told['knowledge_version']}, method {METHOD_VERSION}")
    return ANSWERED


def _serve(given: argparse.Namespace) -> int:
    from advisor.serving import serve  # late: the other commands need no screen

    return serve(given.port)


if __name__ == "__main__":
    sys.exit(main())
