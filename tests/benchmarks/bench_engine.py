"""How long the advice takes without any screen: every strategy x sourcing x pricing."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import product

from figures import heading, p50, p95

from advisor.advice import Advice, advise
from advisor.brief import Brief
from advisor.case import Case
from advisor.recommend import Recommendation, recommend
from advisor.stability import stability
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Dimension

STARTS = 5
READINGS = 200
LOADING = """
import time
from knowledge.catalogue import load
begin = time.perf_counter()
load()
print(time.perf_counter() - begin)
"""


def briefs(catalogue: Catalogue) -> Iterator[Brief]:
    for strategy, sourcing, pricing in product(
        sorted(catalogue.strategies),
        values(catalogue, Dimension.SOURCING),
        values(catalogue, Dimension.PRICING),
    ):
        yield Brief.model_validate(
            {
                "v": 1,
                "context": {"sourcing": sourcing, "pricing": pricing},
                "strategy": {"preset": strategy},
            }
        )


def values(catalogue: Catalogue, dimension: Dimension) -> list[str]:
    return sorted(i for i, context in catalogue.contexts.items() if context.dimension is dimension)


def recommended(brief: Brief, catalogue: Catalogue) -> Recommendation:
    return recommend(Case(brief, catalogue))


def advised(brief: Brief, catalogue: Catalogue) -> Advice:
    return advise(brief, catalogue)


def loading() -> float:
    """Milliseconds of the first load in a fresh interpreter, its imports apart."""
    asked = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True)
    return float(asked.stdout) * 1000


def timed(answer: Callable[[Brief, Catalogue], object], catalogue: Catalogue) -> list[float]:
    """Milliseconds for each brief."""
    lasted = []
    for brief in briefs(catalogue):
        begin = time.perf_counter()
        answer(brief, catalogue)
        lasted.append((time.perf_counter() - begin) * 1000)
    return lasted


def firmness(name: str, catalogue: Catalogue) -> float:
    """Seconds for the stability of one example: each reading is three re-solves."""
    case = Case(example(name), catalogue)
    best = recommend(case)
    begin = time.perf_counter()
    stability(case, best, READINGS)
    return time.perf_counter() - begin


def main() -> None:
    print(heading("The advice alone"))
    print(f"  {'catalogue, first load':<44}{p50([loading() for _ in range(STARTS)]):>9.0f} ms")
    catalogue = load()
    for name, answer in (("recommend", recommended), ("advise", advised)):
        lasted = timed(answer, catalogue)
        print(f"  {f'{name}, p50 of {len(lasted)} briefs':<44}{p50(lasted):>9.0f} ms")
        print(f"  {f'{name}, p95':<44}{p95(lasted):>9.0f} ms")
    for example_name in ("telecom-bpo", "retail-in-house"):
        lasted_for = firmness(example_name, catalogue)
        each = lasted_for * 1000 / (3 * READINGS)
        what = f"stability, {READINGS} readings, {example_name}"
        print(f"  {what:<44}{lasted_for:>9.1f} s   {each:.0f} ms a re-solve")


if __name__ == "__main__":
    main()
