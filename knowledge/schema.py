"""The shape of every entry of the catalogue. The docstrings are the contributor's manual.

An entry is one YAML file; its file name without `.yaml` is its id. Unknown fields are errors.
"""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.vocabulary import (
    Better,
    Consequence,
    Delay,
    Dimension,
    Effort,
    EntryStatus,
    Finds,
    Form,
    Grade,
    Kind,
    Lens,
    Level,
    Mover,
    Overlap,
    Perspective,
    Pressure,
    Read,
    Reporter,
    Rhythm,
    Role,
    RuleFamily,
    RuleStatus,
    Severity,
    Sign,
    Sort,
    SourceKind,
    Spread,
    Standing,
    Strength,
    System,
    Theme,
    Use,
    Whose,
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Entry(BaseModel):
    """Frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dated(Entry):
    """An entry with a file of its own."""

    checked: Day
    """When a person last verified this file."""


class Evidence(Entry):
    """One voice on a claim."""

    source: Id
    """A file in `sources/`."""
    grade: Grade
    """`study` needs a source that was read in full or as an abstract."""
    says: Text
    """What the source says of this claim, in our own words, with setting and limits."""
    finds: Finds = Finds.SUPPORTS
    """A voice that finds `none` or the `opposite` makes the claim disputed."""


class When(Entry):
    """Narrows a claim or a use. All fields given must hold; within a field, any value does."""

    consequences: tuple[Consequence, ...] = ()
    level: tuple[Level, ...] = ()
    pressure: Pressure = Pressure.ANY
    """Which way a target pushes the value."""
    form: tuple[Form, ...] = ()
    """The form of the target."""
    definition: tuple[Id, ...] = ()
    """Variants of the metric's definition."""
    sourcing: tuple[Id, ...] = ()
    pricing: tuple[Id, ...] = ()
    adjusters: tuple[Id, ...] = ()
    sector: tuple[Id, ...] = ()
    channels: tuple[Id, ...] = ()
    work: tuple[Id, ...] = ()
    stage: tuple[Id, ...] = ()
    exit: tuple[Id, ...] = ()
    stakes: tuple[Id, ...] = ()
    volatility: tuple[Id, ...] = ()
    scale: tuple[Id, ...] = ()
    monitoring: tuple[Id, ...] = ()

    @functools.cached_property
    def contexts(self) -> dict[Dimension, tuple[str, ...]]:
        """The context fields that are given."""
        named = {dimension: getattr(self, dimension.value) for dimension in Dimension}
        return {dimension: values for dimension, values in named.items() if values}


ALWAYS = When()


class Holds(Entry):
    """An effect that only exists beyond a point."""

    above: float | None = None
    below: float | None = None
    unit: Text

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if (self.above is None) == (self.below is None):
            raise ValueError("give exactly one of above, below")
        return self


class Relation(Entry):
    """One claim. It stands in the file of the entry it starts from."""

    kind: Kind
    to: Id
    sign: Sign | None = None
    """Of values: the end rises (+) or falls (-) when the start rises, or the behaviour grows."""
    strength: Strength | None = None
    delay: Delay | None = None
    because: Text
    """The mechanism, as one would say it on the floor."""
    when: When = ALWAYS
    holds: Holds | None = None
    fixed: tuple[Text, ...] = ()
    """Definitional kinds only: what is held fixed. Name `staffing` if people do not follow load."""
    overlap: Overlap | None = None
    """For `overlaps` only."""
    inflates: bool = False
    """For `moves` only: the number moves and the thing itself does not. Never walked further.
    May be narrowed by `when: {definition: [...]}` where only one form of the number is fooled."""
    catches: tuple[Id, ...] = ()
    """For `guards` only: behaviours that this guard shows although no relation says that they move
    what it measures. Without it a guard catches what moves it, or what it measures."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    @property
    def disputed(self) -> bool:
        return any(voice.finds.against for voice in self.evidence)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        signed = self.kind in (Kind.DRIVES, Kind.LEADS, Kind.MOVES, Kind.IDENTITY, Kind.MEASURES)
        if signed and (self.sign is None or self.strength is None):
            raise ValueError(f"a relation of kind {self.kind} needs sign and strength")
        if self.kind is Kind.PROVOKES and self.strength is None:
            raise ValueError("a relation of kind provokes needs strength")
        if not signed and self.sign is not None:
            raise ValueError(f"a relation of kind {self.kind} has no sign")
        if (self.kind is Kind.OVERLAPS) != (self.overlap is not None):
            raise ValueError("overlap is for, and needed by, relations of kind overlaps")
        if self.catches and self.kind is not Kind.GUARDS:
            raise ValueError("catches is for relations of kind guards")
        if self.inflates and self.kind is not Kind.MOVES:
            raise ValueError("inflates is for relations of kind moves")
        if self.fixed and self.kind not in (Kind.IDENTITY, Kind.PART_OF):
            raise ValueError("fixed is for definitional relations")
        return self


class Also(Entry):
    """What else people write for it."""

    exact: tuple[Text, ...] = ()
    """Other full names and spellings of the very same thing."""
    abbreviations: tuple[Text, ...] = ()
    related: tuple[Text, ...] = ()
    """A part, a cousin or a broader thing: offered as a candidate, never taken as this."""
    complement: tuple[Text, ...] = ()
    """Names of what is left to 100 %: `retention rate` for attrition. Taken as this metric, with
    the target read the other way round."""
    ambiguous: dict[Text, Text] = {}
    """A name that also means something else, with the question that decides."""
    es: tuple[Text, ...] = ()
    pt: tuple[Text, ...] = ()
    fr: tuple[Text, ...] = ()
    de: tuple[Text, ...] = ()
    ja: tuple[Text, ...] = ()

    def languages(self) -> tuple[str, ...]:
        """Names in other languages than English."""
        return (*self.es, *self.pt, *self.fr, *self.de, *self.ja)


class Variant(Entry):
    """A definition that people fight over."""

    differs: Text
    """What it counts that the standard form does not, or leaves out."""
    misleads: Text
    """When this form lies."""
    worked: Text | None = None
    """The figure that this form gives for the metric's worked example, and how one gets there."""
    names: tuple[Text, ...] = ()
    """What people write when they mean this form: `annualised attrition`, `talk time per call`."""
    reported_by: Reporter | None = None
    """Where this form's number comes from, if not from where the standard form's does."""


class UseAt(Entry):
    """The highest defensible use at a level. In YAML: `{pursue: reason}` or `{never: reason}`."""

    use: Use
    because: Text
    when: When = ALWAYS
    """The use holds only then."""
    otherwise: Use = Use.WATCH
    """The use where `when` does not hold."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        if isinstance(given, dict) and "use" not in given:
            uses = [key for key in given if key in {use.value for use in Use}]
            if len(uses) != 1:
                raise ValueError("give exactly one of pursue, watch, plan, never, with its reason")
            rest = {key: value for key, value in given.items() if key != uses[0]}
            return {"use": uses[0], "because": given[uses[0]], **rest}
        return given


class Moves(Entry):
    """Who can move the metric, and how soon it answers."""

    who: Annotated[tuple[Mover, ...], Field(min_length=1)]
    answers_in: Delay


class Watching(Entry):
    """What turns looking into watching. Without all three it is no guard."""

    limit: Text
    """How to find the limit in one's own data; never a number from elsewhere."""
    rhythm: Rhythm
    act: Text
    """What is done when the limit is crossed."""


class Quoted(Entry):
    """A target that people quote for it."""

    target: Text
    origin: Text
    validity: Text
    reach: Text
    """Region, industry, channel, size, date."""
    legal: bool = False
    standing: Standing
    source: Id


class Metric(Dated):
    """A dossier. Workload and raw entries may stop after `feeds`."""

    name: Text
    code: Annotated[int, Field(ge=1, le=9999)]
    """For links. Never changes, is never reused."""
    also: Also = Also()
    brief: Text
    """One sentence: what it is."""
    theme: Theme
    sort: Sort
    unit: Text
    """percent, seconds, minutes, hours, days, count, money, score, ratio, points."""
    feeds: tuple[Id, ...] = ()
    """For workload and raw entries: the metrics that are made of it."""
    answers: Text | None = None
    """The management question it answers."""
    formula: Text | None = None
    worked: Text | None = None
    """A small made-up example with all its figures, and what the formula above gives for it."""
    variants: dict[Id, Variant] = {}
    better: Better | None = None
    perspective: Perspective | None = None
    channels: tuple[Id, ...] = ()
    """Contexts of dimension channels; empty means all."""
    work: tuple[Id, ...] = ()
    """Contexts of dimension work; empty means all."""
    use: dict[Level, UseAt] = {}
    moves: Moves | None = None
    reported_by: Reporter | None = None
    systems: tuple[System, ...] = ()
    """Systems that it needs, all of them."""
    effort: Effort | None = None
    spread: Spread = Spread.KNOWN
    """How many centres have it already."""
    least_observations: Annotated[int, Field(ge=1)] | None = None
    """How many observations before the figure means something."""
    observation: Text | None = None
    """What one observation is: an answered survey, a shift, a half-hour, a person."""
    lies: Text | None = None
    """When the number lies."""
    aim: Text | None = None
    """How to find a target for it in one's own situation; never a number from elsewhere."""
    watching: Watching | None = None
    harmless: Text | None = None
    """Where no behaviour is known that pursuing it would provoke: say why."""
    quoted: tuple[Quoted, ...] = ()
    relations: tuple[Relation, ...] = ()
    formerly: tuple[Id, ...] = ()
    replaced_by: Id | None = None
    consider: tuple[Id, ...] = ()
    status: EntryStatus = EntryStatus.DRAFT

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.sort.selectable:
            return self
        needed = (
            "answers formula better perspective moves reported_by effort least_observations "
            "lies aim watching use systems"
        ).split()
        missing = [name for name in needed if not getattr(self, name)]
        if missing:
            raise ValueError(f"a {self.sort} metric also needs {', '.join(missing)}")
        levels = (Level.AGENT, Level.TEAM, Level.PROGRAMME)
        unsaid = [level.value for level in levels if level not in self.use]
        if unsaid:
            raise ValueError(f"use must say something for {', '.join(unsaid)}")
        return self


class Behaviour(Dated):
    """What people do when a metric carries a consequence."""

    name: Text
    who: Role
    """Who does it first."""
    joined_by: tuple[Role, ...] = ()
    """Who else takes part."""
    does: Text
    notice: Text
    """How one would notice it in the data."""
    relations: tuple[Relation, ...]
    formerly: tuple[Id, ...] = ()


class Outcome(Dated):
    """What a strategy is about."""

    name: Text
    """What goes up and down, as paths name it: `Avoidable demand`."""
    plainly: Text
    """What is wanted of it, within a sentence and without terms of the trade, as priorities name
    it: `fewer needless contacts`."""
    brief: Text
    lens: Lens
    perspective: Perspective
    better: Literal[Better.UP, Better.DOWN]
    whose: Whose | None = None
    """For outcomes of money."""
    relations: tuple[Relation, ...] = ()
    formerly: tuple[Id, ...] = ()


class Objective(Entry):
    """One line of a strategy: a result wanted, placed in a perspective."""

    says: Text
    perspective: Perspective
    outcome: Id
    """The outcome it serves."""
    result: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Metrics that show whether it is reached, best first."""
    weight: Annotated[int, Field(ge=1, le=5)]
    leads_to: tuple[Id, ...] = ()
    """Objectives of the same strategy."""


class Fit(Entry):
    """Contexts by dimension, with a reason."""

    because: Text
    sector: tuple[Id, ...] = ()
    channels: tuple[Id, ...] = ()
    work: tuple[Id, ...] = ()
    stage: tuple[Id, ...] = ()
    exit: tuple[Id, ...] = ()
    stakes: tuple[Id, ...] = ()
    volatility: tuple[Id, ...] = ()
    scale: tuple[Id, ...] = ()

    @functools.cached_property
    def contexts(self) -> dict[Dimension, tuple[str, ...]]:
        """The context fields that are given."""
        fields = set(Fit.model_fields) - {"because"}
        named = {Dimension(field): getattr(self, field) for field in sorted(fields)}
        return {dimension: values for dimension, values in named.items() if values}


class MustHave(Entry):
    """A metric that this strategy or context cannot do without."""

    metric: Id
    because: Text


class Strategy(Dated):
    """A named strategy, never tied to a sourcing."""

    name: Text
    sentence: Text
    """What the board reads in a year."""
    portrait: Text
    """A paragraph about a centre that lives it."""
    monday: Text
    """Monday, ten o'clock, forty waiting: what gives here, and what does not."""
    gives_up: Text
    lens: Lens | None = None
    """The lens that it leans to; none where it is balanced."""
    stands_for_lens: bool = False
    """Of the strategies with this lens, the one meant by somebody who only states the lean."""
    outcomes: dict[Id, Annotated[int, Field(ge=0, le=5)]]
    """Priorities, 0 to 5, shown to the user."""
    objectives: Annotated[dict[Id, Objective], Field(min_length=3)]
    must_have: tuple[MustHave, ...] = ()
    suits: tuple[Fit, ...] = ()
    unsuits: tuple[Fit, ...] = ()
    formerly: tuple[Id, ...] = ()


class Shift(Entry):
    """What a context does to the priority of an outcome."""

    outcome: Id
    by: Annotated[int, Field(ge=-3, le=3)]
    because: Text


class Owed(Entry):
    """What is owed to law, a regulator or a contract."""

    metric: Id
    to: Literal["law", "regulator", "contract"]
    because: Text


class Demand(Entry):
    """A guard that must stand in the set."""

    metric: Id
    use: Literal[Use.PURSUE, Use.WATCH] = Use.WATCH
    """The least use that will do."""
    because: Text


class Bar(Entry):
    """A metric that is not pursued, or not even watched, in this context."""

    metric: Id
    use: Literal[Use.WATCH, Use.PLAN, Use.NEVER]
    """The highest use that is left."""
    level: tuple[Level, ...] = ()
    """Where; empty means at every level."""
    because: Text


class Peculiar(Entry):
    """What somebody new to a sector has to know before judging a number from it."""

    regulation: Text
    """Who sets rules, and for what. What exactly they ask stands in `asks`."""
    peaks: Text
    """When the load comes, and how far ahead one knows."""
    stakes: Text
    """What a bad contact costs the customer here."""


class Asks(Entry):
    """What a law or regulator really asks. Always shown with "check the current text"."""

    who: Text
    """The law or the body."""
    asks: Text
    """The duty, in our own words and no wider than what was read."""
    reach: Text
    """Sector, size, place and date."""
    metric: Id | None = None
    """The metric that shows whether it is met."""
    source: Id


class Context(Dated):
    """One value of one dimension of the situation."""

    name: Text
    dimension: Dimension
    question: Text
    """The chip's explanation in plain words: when is this me?"""
    brief: Text
    """What it changes in how such a centre is run."""
    shifts: tuple[Shift, ...] = ()
    owed: tuple[Owed, ...] = ()
    demands: tuple[Demand, ...] = ()
    bars: tuple[Bar, ...] = ()
    controls: Text | None = None
    """Who decides what here."""
    data: Text | None = None
    """Who holds the data."""
    peculiar: Peculiar | None = None
    """For sectors, and needed there."""
    asks: tuple[Asks, ...] = ()
    relations: tuple[Relation, ...] = ()
    formerly: tuple[Id, ...] = ()


class Cure(Entry):
    """What to do about a finding."""

    text: Text
    effort: Effort


class Rule(Dated):
    """One critique rule. The file name is its code: family and three digits."""

    name: Id
    """The smell, readable as 'allow {name}'; never the cure."""
    severity: Severity
    title: Text
    passes: Text
    """What one may say where it does not fire."""
    why: Text
    check: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
    """A function in `advisor/checks/`."""
    params: dict[str, Any] = {}
    needs: tuple[str, ...] = ()
    """Facts without which it speaks conditionally or is skipped; it never passes without them."""
    message: Text
    """With `{placeholders}` that the check's facts fill."""
    cure: Cure
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    bad: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]
    """Literal briefs that it must find: shown to people, and run as tests."""
    good: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]
    status: RuleStatus = RuleStatus.STABLE


def family_of(code: str) -> RuleFamily:
    """`GRD001` -> GRD. Raises ValueError for an unknown family."""
    return RuleFamily(code[:3])


class Source(Dated):
    """One publication."""

    title: Text
    authors: tuple[Text, ...]
    year: int | None = None
    kind: SourceKind
    where: Text | None = None
    link: Text | None = None
    interest: Text
    """Who gains if it is believed; `none` if nobody."""
    read: Read
    note: Text | None = None
    """Limits of what was read."""
    formerly: tuple[Id, ...] = ()
    """Ids under which the same publication stood before it was merged into this one."""
