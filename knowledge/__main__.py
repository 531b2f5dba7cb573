"""`python -m knowledge [--json] [--today DATE]`: validate the catalogue, count it, say what its
claims rest on, and name gaps and stale entries."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from importlib.resources import files

from knowledge.catalogue import read_folders
from knowledge.gaps import counts, gaps, shares, stale

SHOWN = 12


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if the catalogue is sound, 2 if not."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        help="the day by which entries are judged stale, as 2026-11-22",
    )
    given = parser.parse_args(arguments)
    catalogue, problems = read_folders(files("knowledge"))
    old = stale(catalogue, given.today)
    missing = gaps(catalogue)
    if given.json:
        document = {
            "version": catalogue.version,
            "problems": [str(problem) for problem in problems],
            "counts": counts(catalogue),
            "shares": shares(catalogue),
            "gaps": missing,
            "stale": old,
        }
        print(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False))
    else:
        print(f"catalogue {catalogue.version}")
        for name, told in {**counts(catalogue), **shares(catalogue)}.items():
            print(f"  {name:40} {told}")
        for name, found in missing.items():
            print(f"  gap: {name} ({len(found)}): {_some(found)}")
        print(f"  stale, not checked for a year ({len(old)}): {_some(old) or 'none'}")
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
    return 2 if problems else 0


def _some(found: list[str]) -> str:
    more = f" and {len(found) - SHOWN} more (--json lists all)" if len(found) > SHOWN else ""
    return ", ".join(found[:SHOWN]) + more


if __name__ == "__main__":
    sys.exit(main())
