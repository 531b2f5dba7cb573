"""What a room is shown, slide by slide: an Advice goes in, slides with beats come out.

A beat is what one key press reveals: one link of a path, one line against, one choice. Slides hold
words only; how they look is for whoever draws them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.advice import Advice
from advisor.change import Asked, Change
from advisor.critique import groups
from advisor.explore import Alternative
from advisor.finding import Finding, Group
from advisor.recommend import FIRST, Chosen
from advisor.revealed import RevealedStrategies
from advisor.route import Step
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Severity

FINDINGS = 5  # causes that a room is shown; the rest is on the page
NAMES = 6  # names in a line; the rest is counted
LINES = 3  # lines of one kind for the floor, and on an ask
HARMS = ("trade-off", "gaming")  # criteria that say what is paid elsewhere
SIGN = {"+": "raises", "-": "lowers"}
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z'\"])")

Tone = Literal["plain", "wrong", "hurts", "look"]


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that is revealed at once."""

    says: str
    head: str = ""
    """What it is, in a word or three; empty where it goes without."""
    word: str = ""
    """On the arrow that leads here; only a link of a path has one."""
    node: str = ""
    """Where the arrow ends."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing to say, and the beats that bear it out."""

    id: str
    about: str
    """Small, above the title."""
    title: str
    lead: str = ""
    start: str = ""
    """Where a path begins, if the slide shows one."""
    beats: tuple[Beat, ...] = ()
    tone: Tone = "plain"


TONES: dict[Severity, Tone] = {
    Severity.ERROR: "wrong",
    Severity.WARNING: "hurts",
    Severity.ADVICE: "look",
}


COUNTED = Slide(
    "counted",
    "What if this counted more?",
    "Move one priority, and see what comes and what goes.",
    "Nothing changes in the design unless somebody takes it over.",
)
"""Where a room tries another priority. It says nothing by itself: whoever shows it asks again for
every level, and paper that cannot be asked goes without."""


def in_the_room(advice: Advice, catalogue: Catalogue) -> tuple[Slide, ...]:
    """The slides, with the one on which the room tries another priority: after what is
    recommended, before what it asks of people."""
    found = slides(advice, catalogue)
    if advice.recommendation.clash:
        return found
    last = max(at for at, slide in enumerate(found) if slide.id not in ("floor", "asks"))
    return (*found[: last + 1], COUNTED, *found[last + 1 :])


def slides(advice: Advice, catalogue: Catalogue) -> tuple[Slide, ...]:
    """All slides, in the order in which a room should hear them. Pure.

    What today's list says about itself, the verdict, findings by cause; then what is recommended,
    what each choice costs, other good sets, what the floor will hear, and what is asked of whom.
    """
    return tuple(_all(advice, catalogue))


def _all(advice: Advice, catalogue: Catalogue) -> Iterator[Slide]:
    if advice.brief.get("today"):
        if advice.revealed:
            yield _revealed(advice.revealed, advice.strategy)
        yield _verdict(advice)
        yield from _findings(advice, catalogue)
    if advice.recommendation.clash:
        yield _clash(advice.recommendation.clash)
        return
    yield _first(advice, catalogue)
    yield from _choices(advice, catalogue)
    if advice.alternatives:
        yield _others(advice.alternatives, catalogue)
    if floor := _floor(advice.diff, catalogue):
        yield floor
    if asks := _asks(advice, catalogue):
        yield asks


# --- today's list --------------------------------------------------------------------------------


def _revealed(found: RevealedStrategies, stated_as: str) -> Slide:
    title, rest = _split(found.sentence)
    stated = next((item for item in found.strategies if item.strategy == stated_as), None)
    first = found.strategies[0]
    told = [Beat(rest)] if rest else []
    told += _lines(f"Lines for '{first.name}'", first.agrees)
    if stated is not None and stated is not first:
        told += _lines(f"Lines for '{stated.name}'", stated.agrees)
        told += _lines(f"Lines against '{stated.name}'", stated.against)
    else:
        told += _lines(f"Lines against '{first.name}'", first.against)
    return Slide("revealed", "What your list says about you", title, beats=tuple(told))


def _lines(head: str, written: Sequence[str]) -> list[Beat]:
    return [Beat(_some(written), head)] if written else []


def _verdict(advice: Advice) -> Slide:
    found = advice.critique
    title, rest = _split(found.verdict)
    beats: list[Beat] = []
    named: set[str] = set()
    for severity, head in (
        (Severity.ERROR, "Wrong, whatever the strategy"),
        (Severity.WARNING, f"Will hurt {found.aim}"),
        (Severity.ADVICE, "Worth a look"),
    ):
        causes = dict.fromkeys(item.cause for item in found.findings if item.severity is severity)
        if severity is Severity.ADVICE:
            causes = {cause: None for cause in causes if cause not in named}
        named.update(causes)
        beats += _lines(head, tuple(causes))
    errors, warnings, _advice = found.counts()
    tone: Tone = "wrong" if errors else "hurts" if warnings else "plain"
    return Slide(
        "verdict", "The verdict", title, "" if beats else rest, beats=tuple(beats), tone=tone
    )


def _findings(advice: Advice, catalogue: Catalogue) -> Iterator[Slide]:
    found = groups(advice.critique.findings)[:FINDINGS]
    for number, group in enumerate(found, start=1):
        item = _leading(group)
        of = f"Finding {number} of {len(found)}: {item.severity.label.lower()}"
        title, rest = _split(item.message)
        if item.path:
            yield Slide(
                f"finding-{number}",
                of,
                title,
                start=catalogue.label(item.path[0].start),
                beats=(*_path(item.path, catalogue), *_cure(item)),
                tone=TONES[item.severity],
            )
        else:
            why = Beat(item.why, "Why it matters")
            yield Slide(
                f"finding-{number}",
                of,
                title,
                rest,
                beats=(why, *_cure(item)),
                tone=TONES[item.severity],
            )


def _leading(group: Group) -> Finding:
    """The gravest of a cause; of equals, one whose path can be shown."""
    gravest = group.findings[0].severity
    equals = [item for item in group.findings if item.severity is gravest]
    return next((item for item in equals if item.path), equals[0])


def _path(path: Sequence[Step], catalogue: Catalogue) -> tuple[Beat, ...]:
    return tuple(
        Beat(
            step.because + (" This link is disputed." if step.disputed else ""),
            word=SIGN[step.sign] if step.kind in ("moves", "drives") and step.sign in SIGN
            else step.kind,
            node=catalogue.label(step.end),
        )
        for step in path
    )  # fmt: skip


def _cure(item: Finding) -> tuple[Beat, ...]:
    cure = Beat(item.cure, "What to do")
    return (cure, Beat(item.fix.says, "The first step")) if item.fix else (cure,)


# --- what is recommended -------------------------------------------------------------------------


def _clash(rows: Sequence[str]) -> Slide:
    beats = tuple(Beat(row) for row in rows)
    return Slide(
        "clash",
        "What is asked for",
        "No set of metrics can do all of this at once.",
        "One of these has to give:",
        beats=beats,
        tone="wrong",
    )


def _first(advice: Advice, catalogue: Catalogue) -> Slide:
    best = advice.recommendation
    pursued, watched = best.tier("pursue"), best.tier("watch")
    label = catalogue.label
    first = _firsts(pursued)
    says = {box.id: box.says for box in advice.scorecard.map}
    beats = [
        Beat(says.get(item.objective or "", ""), f"{number}. {label(item.metric)}")
        for number, item in enumerate(first, start=1)
    ]
    rest = [label(item.metric) for item in pursued if item not in first]
    beats += _lines("Then, with a target", rest)
    beats += _lines("Watch, with a limit", [label(item.metric) for item in watched])
    strategy = catalogue.strategies[advice.strategy].name
    return Slide(
        "first",
        f"The set that serves '{strategy}'",
        f"Pursue first: {_and([label(item.metric).lower() for item in first])}."
        if first
        else "Nothing here is worth a target.",
        beats=tuple(beats),
    )


def _firsts(pursued: Sequence[Chosen]) -> list[Chosen]:
    return [item for item in pursued if item.priority and item.priority <= FIRST]


def _choices(advice: Advice, catalogue: Catalogue) -> Iterator[Slide]:
    says = {box.id: box.says for box in advice.scorecard.map}
    first = _firsts(advice.recommendation.tier("pursue"))
    for number, item in enumerate(first, start=1):
        beats = [*_path(item.path, catalogue), _trade_off(item)]
        if item.guarded_by:
            names = [catalogue.label(key) for key in item.guarded_by]
            beats.append(Beat(_some(names), "What keeps it honest"))
        if item.target:
            beats.append(Beat(item.target.because, "What to aim at"))
        yield Slide(
            f"choice-{number}",
            f"Choice {number} of {len(first)}",
            catalogue.label(item.metric),
            says.get(item.objective or "", ""),
            start=catalogue.label(item.metric) if item.path else "",
            beats=tuple(beats),
        )


def _trade_off(item: Chosen) -> Beat:
    head = "The biggest trade-off"
    paid = [point for point in item.points if point.criterion in HARMS and point.points < 0]
    if not paid:
        return Beat("No harm is known that comes from pursuing it here.", head)
    return Beat(min(paid, key=lambda point: point.points).says, head)


def _others(found: Sequence[Alternative], catalogue: Catalogue) -> Slide:
    beats = []
    for number, item in enumerate(found, start=1):
        comes = _and([catalogue.label(key) for key in item.gains])
        goes = _and([catalogue.label(key) for key in item.gives_up])
        says = f"Comes in: {comes}. Goes: {goes}." if goes else f"Comes in: {comes}."
        head = f"Set {number + 1}: does {item.percent} % of what the first does"
        if item.kind == "another first objective":
            says += f" It puts first: {item.first}"
        beats.append(Beat(says, head))
    title = "Three sets would do." if len(found) > 1 else "Another set comes close."
    return Slide(
        "sets", "Other good sets", title, "The first is ours. What else?", beats=tuple(beats)
    )


def _floor(diff: Sequence[Change], catalogue: Catalogue) -> Slide | None:
    """What a team leader will say, the urgent first, and what goes before what comes."""
    told = sorted((item for item in diff if item.says), key=lambda item: not item.at_once)
    goes = [item for item in told if item.what != "add"][:LINES]
    comes = [item for item in told if item.what == "add"][: LINES - 1]
    if not told:
        return None
    beats = tuple(
        Beat(_split(item.says or "")[0], catalogue.label(item.metric)) for item in (*goes, *comes)
    )
    return Slide(
        "floor",
        "For the floor",
        "What changes for those who do the work",
        "In the words of a team leader:",
        beats=beats,
    )


def _asks(advice: Advice, catalogue: Catalogue) -> Slide | None:
    """The next move, and what each who decides is asked for."""
    move = advice.critique.move
    beats = [Beat(f"{move.says} {move.worth}".strip(), "Do it first")] if move else []
    for page in advice.plan.pages:
        lines = [_asked(line, catalogue) for line in page.decide if line.what != "keep"]
        if lines:
            more = len(lines) - LINES
            rest = f" And {more} more." if more > 0 else ""
            beats.append(Beat(" ".join(lines[:LINES]) + rest, page.title))
    return Slide("asks", "The ask", "What we ask of whom", beats=tuple(beats)) if beats else None


def _asked(line: Asked, catalogue: Catalogue) -> str:
    name = catalogue.label(line.metric)
    if line.what == "drop":
        return f"Take {name.lower()} off every card."
    if line.alters:
        return f"{name}: {line.alters[0].asks[:1].lower()}{line.alters[0].asks[1:]}"
    return f"Bring in {name.lower()}."


# --- words ---------------------------------------------------------------------------------------


def _split(text: str) -> tuple[str, str]:
    """The first sentence, and the rest."""
    first, *rest = _SENTENCE.split(text, maxsplit=1)
    return first, rest[0] if rest else ""


def _and(names: Iterable[str]) -> str:
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _some(names: Sequence[str]) -> str:
    shown = list(names[:NAMES])
    more = len(names) - len(shown)
    return _and([*shown, f"{more} more"] if more else shown)
