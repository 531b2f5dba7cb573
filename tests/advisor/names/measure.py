"""How well names of real lists are read: `python tests/advisor/names/measure.py FOLDER [-v]`.

The folder holds JSON files with `items: [{written, merged_as,
is_contact_centre_performance_metric}]`. What is right by category stands in `categories.yaml`.
With `--unseen`, every name that one list alone has is first taken out of the catalogue, which shows
how names are read that the catalogue does not hold."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from advisor.names import Name, Resolved, resolve
from advisor.names.wording import flat
from knowledge.catalogue import Catalogue, read_folders

HERE = Path(__file__).parent


def verdict(found: Resolved, right: list[str]) -> str:
    """Right, among three, offered others, unknown or wrong."""
    offered = {each.metric for each in found.candidates}
    if found.metric in right or set(found.metrics) & set(right):
        return "right"
    if found.metric or found.metrics:
        return "confidently wrong"
    if offered & set(right):
        return "right among three"
    return "offered others" if offered else "unknown"


def without(catalogue: Catalogue, names: set[str]) -> Catalogue:
    """The catalogue as if nobody had entered these names (given as letters and digits)."""
    metrics = {}
    for key, metric in catalogue.metrics.items():
        kept: dict[str, Any] = {
            field: tuple(name for name in getattr(metric.also, field) if flat(name) not in names)
            for field in ("exact", "abbreviations", "related", "es", "pt", "fr", "de", "ja")
        }
        kept["ambiguous"] = {
            name: question
            for name, question in metric.also.ambiguous.items()
            if flat(name) not in names
        }
        metrics[key] = metric.model_copy(update={"also": metric.also.model_copy(update=kept)})
    return replace(catalogue, metrics=metrics, version=f"{catalogue.version}-without")


def main() -> None:
    """Prints counts and shares; with -v what is not right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    given = parser.parse_args()
    catalogue, _ = read_folders(files("knowledge"))
    right_ones = yaml.safe_load((HERE / "categories.yaml").read_text(encoding="utf-8"))
    lists = [json.loads(path.read_text("utf-8"))["items"] for path in given.folder.glob("*.json")]
    times = Counter(name for items in lists for name in {flat(item["written"]) for item in items})
    once = {name for name, count in times.items() if count == 1}
    if given.unseen:
        catalogue = without(catalogue, once)
    counts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for items in lists:
        found = resolve([Name(item["written"]) for item in items], catalogue)
        for item, each in zip(items, found, strict=True):
            if given.unseen and flat(item["written"]) not in once:
                continue
            right = right_ones.get(item["merged_as"])
            if not item["is_contact_centre_performance_metric"]:
                taken = each.metric is not None and each.metric not in (right or ())
                fields["taken for a metric" if taken else "left alone or named rightly"] += 1
            elif right:
                said = verdict(each, right)
                counts[said] += 1
                if given.v and said != "right":
                    offered = f"{each.metric or each.metrics or None} " + ", ".join(
                        one.metric for one in each.candidates
                    )
                    print(f"{said}: {item['written']} ({item['merged_as']}): {offered}")
    total = counts.total()
    print(f"{total} names of metrics")
    for said, count in counts.most_common():
        print(f"  {said:20}{count:6}{count / total:8.1%}")
    print(f"{fields.total()} fields that are no metric: {dict(fields)}")


if __name__ == "__main__":
    main()
