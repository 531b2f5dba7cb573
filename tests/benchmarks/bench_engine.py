"""How long the advice takes without any screen, each figure beside what is asked of it.

Processor time of one thread, proof included. "Asked" is a dash where nothing is: what the app
streams behind an answer, or works out at a press.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import product

from figures import heading, p50, p95
from grown import grown

from advisor import explore
from advisor.advice import advise
from advisor.brief import Brief
from advisor.case import Case
from advisor.explore.asking import stated
from advisor.recommend import recommend
from advisor.stability import stability
from advisor.tipping import cards
from advisor.wizard.examples import example
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Dimension, Lens

STARTS = 3
RE_SOLVES = 200
READINGS = 200
TIMES = 10
HARD, USUAL = "telecom-bpo", "retail-in-house"  # the proof for the first takes longest by far
LOADING = """
import time
from knowledge.catalogue import load
begin = time.process_time()
load()
print(time.process_time() - begin)
"""


def briefs(catalogue: Catalogue) -> Iterator[Brief]:
    """Every strategy x sourcing x pricing."""
    for strategy, sourcing, pricing in product(
        sorted(catalogue.strategies),
        catalogue.of_dimension(Dimension.SOURCING),
        catalogue.of_dimension(Dimension.PRICING),
    ):
        yield Brief.model_validate(
            {
                "v": 1,
                "context": {"sourcing": sourcing, "pricing": pricing},
                "strategy": {"preset": strategy},
            }
        )


def timed(ask: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begin = time.process_time()
    ask()
    return time.process_time() - begin


def loading() -> float:
    """Seconds of the first load in a fresh interpreter, its imports apart."""
    asked = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True)
    return float(asked.stdout)


def moved(case: Case) -> None:
    """One place solved again and again, with every priority a step down, the same or up."""
    chance = random.Random(0)
    near = stated(case)
    for _ in range(RE_SOLVES):
        priorities = {
            key: max(0, min(5, priority + chance.choice((-1, 0, 1)))) if priority else 0
            for key, priority in case.priorities.items()
        }
        cards(case.read_as(case.place, priorities), near.solution.chosen if near else ())


def whole_place(catalogue: Catalogue) -> None:
    """All strategies in one place that is asked for the first time."""
    for strategy in sorted(catalogue.strategies):
        brief = {"context": {"sourcing": "in-house"}, "strategy": {"preset": strategy}}
        recommend(Case(Brief.model_validate({"v": 1, **brief}), catalogue))


def line(what: str, seconds: float, asked: float | None = None) -> None:
    unit, scale = ("ms", 1000) if max(seconds, asked or 0) < 1 else ("s ", 1)
    digits = 0 if scale > 1 else 1
    told = f"{asked * scale:>9.{digits}f} {unit}" if asked else f"{'-':>9}"
    print(f"  {what:<56}{seconds * scale:>9.{digits}f} {unit}{told}", flush=True)


def main() -> None:
    print(heading("The advice alone"))
    print(f"  {'':<56}{'takes':>9}   {'asked':>9}")
    line("catalogue, first load", p50([loading() for _ in range(STARTS)]))
    catalogue = load()
    every = list(briefs(catalogue))
    lasted = [timed(lambda: recommend(Case(brief, catalogue))) for brief in every]  # noqa: B023
    line(f"recommend, p50 of {len(lasted)} briefs", p50(lasted))
    line("recommend, p95", p95(lasted), 0.05)
    lasted = [timed(lambda: advise(brief, catalogue)) for brief in every[::9]]  # noqa: B023
    line(f"advise, p50 of {len(lasted)} briefs", p50(lasted))
    line("advise, p95", p95(lasted))
    cases = {name: Case(example(name), catalogue) for name in (USUAL, HARD)}
    sets = {name: recommend(case) for name, case in cases.items()}
    for name, case in cases.items():
        took = timed(lambda: moved(case))  # noqa: B023
        line(f"{RE_SOLVES} re-solves of one place, priorities moved, {name}", took, 3.0)
    usual, best = cases[USUAL], sets[USUAL]
    took = timed(lambda: stability(usual, best, READINGS))
    line(f"3 x {READINGS} readings with what tips each metric, {USUAL}", took)
    one = timed(lambda: whole_place(grown(catalogue, 1)))
    ten = timed(lambda: whole_place(grown(catalogue, TIMES)))
    line(f"a new place, {len(catalogue.strategies)} strategies", one)
    line(f"the same with {TIMES} times the catalogue ({ten / one:.1f} x)", ten, TIMES * one)
    lasted = [
        timed(lambda: explore.why_not(case, left.metric))  # noqa: B023
        for name, case in cases.items()
        for left in sets[name].left_out[5::30]
    ]
    line(f"why not, with its ways in, p50 of {len(lasted)}", p50(lasted))
    line("why not, longest", max(lasted))
    count = len(explore.chairs(catalogue))
    line(f"all {count} chairs, {USUAL}", timed(lambda: explore.switches(usual, best)))
    count = len(catalogue.strategies) * len(catalogue.of_dimension(Dimension.SOURCING))
    line(f"matrix, {count} cells", timed(lambda: explore.matrix(catalogue, usual.brief)))
    took = timed(lambda: explore.dial(cases[HARD], Lens.CUSTOMER, Lens.EFFICIENCY))
    line(f"dial, five stops, {HARD}", took)


if __name__ == "__main__":
    main()
