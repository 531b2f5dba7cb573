"""What a claim says, in words: one plain sentence, its effect, and when it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from advisor.wizard.words import listed
from knowledge.catalogue import Catalogue, Claim
from knowledge.schema import Holds, Relation, When
from knowledge.vocabulary import Consequence, Kind, Labelled, Pressure, Sign

_RISES = {Sign.UP: "rises", Sign.DOWN: "falls"}
_SIGNED: dict[tuple[Kind, Sign], str] = {
    (Kind.MOVES, Sign.UP): "{start} raises {end}",
    (Kind.MOVES, Sign.DOWN): "{start} lowers {end}",
    (Kind.MOVES, Sign.UNKNOWN): "{start} moves {end}, and which way depends",
    (Kind.MEASURES, Sign.UP): "{start} measures {end}: the higher the figure, the more of it",
    (Kind.MEASURES, Sign.DOWN): "{start} measures {end}: the higher the figure, the less of it",
    (Kind.MEASURES, Sign.UNKNOWN): "{start} measures {end}, and which way depends",
    (Kind.DRIVES, Sign.UP): "When {start} rises, {end} rises",
    (Kind.DRIVES, Sign.DOWN): "When {start} rises, {end} falls",
    (Kind.DRIVES, Sign.UNKNOWN): "{start} changes {end}, and which way depends",
    (Kind.LEADS, Sign.UP): "When {start} rises, {end} rises later",
    (Kind.LEADS, Sign.DOWN): "When {start} rises, {end} falls later",
    (Kind.LEADS, Sign.UNKNOWN): "{start} moves before {end}, and which way depends",
    (Kind.IDENTITY, Sign.UP): "By arithmetic, when {start} rises, {end} rises",
    (Kind.IDENTITY, Sign.DOWN): "By arithmetic, when {start} rises, {end} falls",
    (Kind.IDENTITY, Sign.UNKNOWN): "By arithmetic, {start} sets {end}, and which way depends",
}
_PRESSED = {
    Pressure.UP: "Pressure to raise {start} provokes {end}",
    Pressure.DOWN: "Pressure to lower {start} provokes {end}",
    Pressure.ANY: "Pressure on {start} provokes {end}",
}
_HANGS = {
    Consequence.REPORTED: "is reported",
    Consequence.ASKED_FIRST: "is asked for first",
    Consequence.DISPLAYED: "hangs on the wall",
    Consequence.RANKED: "ranks people",
    Consequence.CELEBRATED: "is celebrated",
    Consequence.PAID: "pays someone",
    Consequence.GATE: "gates a bonus",
    Consequence.PUNISHED: "gets someone into trouble",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a claim or a use: any of the values. Ids where they are contexts."""

    about: str
    values: tuple[str, ...]
    contexts: tuple[str, ...] = ()


def inline(name: str) -> str:
    """A name within a sentence: without its capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def pattern(claim: Claim, catalogue: Catalogue) -> str:
    """The sentence with `{start}`, `{end}` and `{rest}` to fill, and no other text in it."""
    relation = claim.relation
    if relation.kind is Kind.PROVOKES:
        if claim.start in catalogue.contexts:
            return "The situation '{start}' provokes {end}{rest}."
        return _PRESSED[relation.when.pressure] + "{rest}."
    if relation.kind is Kind.GUARDS:
        return "{start} guards {end}: it shows what chasing {end} costs{rest}."
    if relation.kind is Kind.OVERLAPS:
        return "{start} and {end} overlap{rest}."
    if relation.kind is Kind.PART_OF:
        return "{start} is a part of {end}{rest}."
    return _SIGNED[relation.kind, relation.sign or Sign.UNKNOWN] + "{rest}."


def _rest(relation: Relation) -> str:
    if relation.overlap:
        return f": {relation.overlap.label}"
    if relation.inflates:
        return " - the figure only: the thing itself does not follow"
    if relation.fixed:
        return f", as long as {listed(relation.fixed)} stay as they are"
    return ""


def sentence(claim: Claim, catalogue: Catalogue) -> str:
    """The claim in one sentence, as plain text."""
    said, start, end = _parts(claim, catalogue)
    return said.format(start=start, end=end, rest=_rest(claim.relation))


def marked(claim: Claim, catalogue: Catalogue, link: Callable[[str, str], Markup]) -> Markup:
    """The same with each end as `link` sets an id and its words; what is filled in is escaped."""
    said, start, end = _parts(claim, catalogue)
    ends = {"start": link(claim.start, start), "end": link(claim.end, end)}
    return Markup(said).format(**ends, rest=_rest(claim.relation))


def _parts(claim: Claim, catalogue: Catalogue) -> tuple[str, str, str]:
    """The pattern and the names of both ends as they stand in it."""
    said = pattern(claim, catalogue)
    start, end = catalogue.label(claim.start), inline(catalogue.label(claim.end))
    return said, start if said.startswith("{start}") else inline(start), end


def effect(relation: Relation) -> str:
    """The sign in words, for a table."""
    if relation.overlap:
        return relation.overlap.value.replace("-", " ")
    if relation.inflates:
        return f"{_RISES.get(relation.sign or Sign.UNKNOWN, 'moves')}, the figure only"
    if relation.sign is None:
        return ""
    return {Sign.UP: "+ both the same way", Sign.DOWN: "- the other way"}.get(
        relation.sign, "? depends"
    )


def beyond(holds: Holds) -> str:
    """From which point on an effect exists."""
    side = f"above {holds.above:g}" if holds.above is not None else f"below {holds.below:g}"
    return f"Only {side} {holds.unit}."


def conditions(when: When, catalogue: Catalogue) -> tuple[Condition, ...]:
    """All conditions; every one must hold."""
    told = []

    def add(about: str, values: tuple[Labelled, ...]) -> None:
        if values:
            told.append(Condition(about, tuple(inline(value.label) for value in values)))

    add("What hangs on it", when.consequences)
    add("On whose card", when.level)
    if when.pressure is not Pressure.ANY:
        told.append(Condition("A target pushes it", (when.pressure.label,)))
    add("Form of the target", when.form)
    if when.definition:
        names = tuple(name.replace("-", " ") for name in when.definition)
        told.append(Condition("Definition", names))
    for dimension, keys in when.contexts.items():
        names = tuple(catalogue.label(key) for key in keys)
        told.append(Condition(dimension.label, names, keys))
    return tuple(told)


def conditions_say(when: When, catalogue: Catalogue) -> str:
    """The same in one line, as it reads after a claim; empty where there are none."""
    told = []
    if when.consequences:
        told.append(f"when it {_either(_HANGS[one] for one in when.consequences)}")
    if when.level:
        told.append(f"on the card of {_either(inline(one.label) for one in when.level)}")
    if when.pressure is not Pressure.ANY:
        told.append(f"pushed {when.pressure.label}")
    if when.form:
        told.append(f"the target being {_either(one.label for one in when.form)}")
    if when.definition:
        told.append(f"defined as {_either(one.replace('-', ' ') for one in when.definition)}")
    for keys in when.contexts.values():
        told.append(f"in the situation '{_either(catalogue.label(key) for key in keys)}'")
    return ", ".join(told)


def _either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
