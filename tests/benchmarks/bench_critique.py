"""How long a critique of 64 lines takes, all rules and the effect of every fix included."""

import time
from random import Random

from figures import heading, p50, p95

from advisor.brief import Brief, from_document
from advisor.case import Case
from advisor.critique import critique
from advisor.critique.judging import judge
from knowledge.catalogue import Catalogue, load

LINES = 64
LISTS = 20
LEVELS = ("agent", "team", "programme", "programme", "planning", "organisation")
HANGS = ([], [], [], ["asked-first"], ["displayed"], ["paid"], ["ranked"], None)


def listed(seed: int, catalogue: Catalogue) -> Brief:
    """A list as long as lists get: most of it merely reported, some of it chased."""
    chance = Random(seed)
    rows = []
    for metric in chance.sample(sorted(catalogue.metrics), LINES):
        hangs = chance.choice(HANGS)
        row = {"metric": metric, "levels": [chance.choice(LEVELS)]}
        if hangs is not None:
            row["consequences"] = hangs
        if hangs and chance.random() < 0.5:
            percent = catalogue.metrics[metric].unit == "percent"
            row["target"] = ">= 90 %" if percent else "<= 300 s"
        rows.append(row)
    context = {"sourcing": "bpo", "pricing": "per-contact", "channels": ["voice", "chat"]}
    strategy = {"preset": chance.choice(sorted(catalogue.strategies))}
    return from_document({"context": context, "strategy": strategy, "today": rows})


def main() -> None:
    catalogue = load()
    critique(Case(listed(0, catalogue), catalogue))  # what is worked out once is not counted
    rules, whole, cpu, found = [], [], [], []
    for seed in range(1, LISTS + 1):
        case = Case(listed(seed, catalogue), catalogue)
        begin = time.perf_counter()
        judge(case)
        rules.append((time.perf_counter() - begin) * 1000)
        case = Case(listed(seed, catalogue), catalogue)
        begin, busy = time.perf_counter(), time.process_time()
        told = critique(case)
        whole.append((time.perf_counter() - begin) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
        found.append(float(len(told.findings)))
    print(heading(f"The critique of {LINES} lines, {LISTS} lists"))
    for name, lasted in (
        ("all rules once", rules),
        ("with the effect of every fix", whole),
        ("the same, processor time", cpu),
    ):
        print(f"  {name:<44}p50 {p50(lasted):>6.0f} ms   p95 {p95(lasted):>6.0f} ms")
    print(f"  {'findings':<44}p50 {p50(found):>6.0f}      p95 {p95(found):>6.0f}")


if __name__ == "__main__":
    main()
