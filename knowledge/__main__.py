"""`python -m knowledge [--json]`: validate the catalogue, count it, and name its gaps."""

from __future__ import annotations

import argparse
import json
import sys
from importlib.resources import files

from knowledge.catalogue import read_folders
from knowledge.gaps import counts, gaps


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if the catalogue is sound, 2 if not."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    given = parser.parse_args(arguments)
    catalogue, problems = read_folders(files("knowledge"))
    numbers, missing = counts(catalogue), gaps(catalogue)
    if given.json:
        document = {
            "version": catalogue.version,
            "problems": [str(problem) for problem in problems],
            "counts": numbers,
            "gaps": missing,
        }
        print(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False))
    else:
        print(f"catalogue {catalogue.version}")
        for name, number in numbers.items():
            print(f"  {name:32} {number}")
        for name, found in missing.items():
            print(f"  gap: {name} ({len(found)}): {', '.join(found[:12])}")
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
    return 2 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
