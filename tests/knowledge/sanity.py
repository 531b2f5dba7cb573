"""The sanity sheet: for the commonest metrics, the strongest helping and harming path to each
outcome. Read by people until nothing in it is laughable, then kept as a snapshot.

`python -m tests.knowledge.sanity` writes it anew; read the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File

from advisor.influence import pressure_of
from advisor.paths import Path, Reach
from advisor.place import EXPECTED, Place, place_of
from advisor.setting import Setting
from knowledge.catalogue import Catalogue, load
from knowledge.vocabulary import Dimension, Kind, Level

SHEET = File(__file__).with_name("sanity.txt")

# The sixty that stand most often on scorecards, commonest first.
COMMON = (
    *("average-handle-time", "abandonment-rate", "average-speed-of-answer"),
    *("first-contact-resolution", "customer-satisfaction", "service-level", "quality-score"),
    *("time-to-resolution", "after-call-work", "first-response-time", "schedule-adherence"),
    *("net-promoter-score", "occupancy", "cost-per-contact", "conversion-rate"),
    *("contacts-per-hour", "customer-effort-score", "containment-rate", "answer-rate"),
    *("hold-time", "on-time-completion", "attrition-rate", "sentiment-score", "reopen-rate"),
    *("blocked-contact-rate", "repeat-contact-rate", "backlog-volume", "transfer-rate"),
    *("self-service-resolution", "customer-critical-errors", "self-service-share"),
    *("right-party-contact-rate", "liquidation-rate", "escalation-rate", "wait-tail"),
    *("quality-coverage", "callback-kept-rate", "coaching-delivered", "promise-kept-rate"),
    *("promise-to-pay-rate", "handoff-with-context", "script-adherence", "backlog-age"),
    *("cost-per-resolution", "revenue-per-contact", "churn-rate", "dials-per-hour"),
    *("complaint-rate", "cost-against-budget", "shrinkage", "utilisation", "absence-rate"),
    *("forecast-accuracy", "avoidable-contact-share", "agent-engagement", "save-rate"),
    *("cross-sell-rate", "chat-concurrency", "contact-rate", "speed-to-competency"),
)

# A centre in which most relations may hold: every channel and kind of work, nothing peculiar.
OPEN = (Dimension.CHANNELS, Dimension.WORK)


def sheet(catalogue: Catalogue) -> str:
    """The whole sheet as text."""
    contexts = {
        dimension: frozenset(catalogue.of_dimension(dimension) if dimension in OPEN else ())
        for dimension in Dimension
    }
    place = place_of(catalogue, contexts)
    return "\n".join(line for metric in COMMON for line in _metric(place, metric)) + "\n"


def _metric(place: Place, metric: str) -> Iterator[str]:
    entry = place.catalogue.metrics[metric]
    yield f"# {entry.name} ({entry.better} is better)"
    yield from _reach("when it gets better", place.influence.by_value(metric))
    for level in (Level.AGENT, Level.PROGRAMME):
        setting = Setting(place.contexts, level, EXPECTED, pressure_of(entry))
        yield from _reach(
            f"when the {level} is paid for it", place.influence.by_pressure(metric, setting)
        )
    yield ""


def _reach(says: str, reach: Reach) -> Iterator[str]:
    for word, found in (("helps", reach.helping), ("harms", reach.harming)):
        for outcome, path in sorted(found.items(), key=lambda item: (-item[1].share, item[0])):
            yield f"  {says}, it {word} {outcome} ({path.share}): {_walk(path)}"


def _walk(path: Path) -> str:
    steps = []
    for claim in path.claims:
        sign = claim.relation.sign.value if claim.relation.sign else ""
        word = "~" if claim.relation.kind is Kind.MEASURES else ""
        steps.append(f"{word}{sign}{claim.end}" if sign else claim.end)
    return " > ".join(steps)


if __name__ == "__main__":
    SHEET.write_text(sheet(load()), encoding="utf-8")
