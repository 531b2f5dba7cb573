"""The Brief: all that the user said, frozen. Everything but the version may be absent.

Absent is unknown, and unknown is not false: `consequences` absent means that nobody said,
`[]` means merely reported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from advisor.concerns import Concern, Pain
from knowledge.schema import Id
from knowledge.vocabulary import Consequence, Lens, Level, Perspective, System

VERSION: Literal[1] = 1
MOST_ROWS = 500
MOST_TEXT = 2_000
MOST_VOICES = 20
MOST_OBSERVED = 60
MOST_DECISIONS = 100
MOST_LOGO = 270_000  # characters: 200 kB as a data address


class BriefError(ValueError):
    """A brief, or what should hold one, is wrong: where, what was found, what was expected."""

    def __init__(self, path: str, got: object, expected: str, file: str = "") -> None:
        self.path, self.expected, self.file = path, expected, file
        self.got = _short(got)
        place = ": ".join(part for part in (file, path) if part)
        super().__init__(f"{place or 'brief'}: expected {expected}, got {self.got!r}")


def _short(value: object) -> str | int | float | bool | None:
    if isinstance(value, int | float | bool | None):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:77] + "..."


def _as_text(value: Any) -> Any:
    """Numbers in fields of text are taken as written; booleans are not numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(value, "g") if isinstance(value, float) else str(value)
    return value


Short = Annotated[str, Field(max_length=MOST_TEXT)]
Written = Annotated[str, BeforeValidator(_as_text), Field(max_length=MOST_TEXT)]


class Part(BaseModel):
    """Frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def model_post_init(self, _context: object, /) -> None:
        """One set of names for all parts that were given the same fields: a set of its own is half
        of what a part takes, and an advice has a thousand."""
        given = frozenset(self.__pydantic_fields_set__)
        shared = _GIVEN.setdefault(given, self.__pydantic_fields_set__)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


_GIVEN: dict[frozenset[str], set[str]] = {}


class Target(Part):
    """A target that is understood. `share` of contacts `within` seconds is a service level."""

    op: Literal["<=", ">=", "=", "band", "within"]
    value: float
    high: float | None = None
    """Upper end of a band."""
    unit: str | None = None
    """percent, seconds, points, count, money or ratio."""
    share: float | None = None
    """Percent of contacts, 0 to 100."""
    within: float | None = None
    """Seconds."""
    percentile: float | None = None
    """0 to 100."""
    scale_max: float | None = None
    """`4.2/5` has 5."""
    change: bool | None = None
    """The value is a change against today, not a level."""


class Situation(Part):
    """Where the centre stands: ids of contexts by dimension."""

    sourcing: Id | None = None
    pricing: Id | None = None
    adjusters: tuple[Id, ...] = ()
    sector: Id | None = None
    channels: tuple[Id, ...] = ()
    work: tuple[Id, ...] = ()
    stage: Id | None = None
    exit: Id | None = None
    stakes: Id | None = None
    volatility: Id | None = None
    scale: Id | None = None
    monitoring: Id | None = None


Positive = Annotated[float, Field(gt=0)]


class Load(Part):
    """How busy one queue is, in one interval."""

    contacts: Annotated[float, Field(ge=0, le=1e7)] | None = None
    """Contacts offered in the interval."""
    minutes: Annotated[float, Field(gt=0, le=1440)] | None = None
    """Length of the interval."""
    which: Literal["busiest", "usual", "quiet"] | None = None
    handle_seconds: Annotated[float, Field(gt=0, le=1e6)] | None = None
    positions: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """People on contacts in that interval."""
    paid_heads: Annotated[float, Field(ge=0, le=1e6)] | None = None
    """People paid, before shrinkage."""
    shrinkage: Annotated[float, Field(ge=0, lt=1)] | None = None
    """Share of paid time that is not on contacts, 0 to below 1."""
    patience_seconds: Annotated[float, Field(gt=0, le=1e6)] | None = None
    cost_per_hour: Annotated[float, Field(ge=0, le=1e5)] | None = None
    """Loaded cost of one paid hour."""
    hours_per_year: Annotated[float, Field(gt=0, le=8784)] | None = None
    """Hours that one person is paid for in a year, leave and training included."""
    currency: Annotated[str, Field(max_length=8)] | None = None


class StatedObjective(Part):
    """An objective in the user's words; with an outcome it takes part in the choice."""

    says: Short
    outcome: Id | None = None
    perspective: Perspective | None = None
    result: tuple[Id, ...] = ()
    weight: Annotated[int, Field(ge=1, le=5)] = 3


def _as_objective(value: Any) -> Any:
    return {"says": value} if isinstance(value, str) else value


class Voice(Part):
    """One person's answers to the trade-off questions: by question, from 2, the first of the two
    weeks is worse by far, to -2."""

    name: Annotated[str, Field(max_length=60)] = ""
    answers: dict[Id, Annotated[int, Field(ge=-2, le=2)]] = {}


class StatedStrategy(Part):
    """A preset, priorities over outcomes, objectives, or a lean."""

    preset: Id | None = None
    priorities: dict[Id, Annotated[int, Field(ge=0, le=5)]] = {}
    objectives: tuple[Annotated[StatedObjective, BeforeValidator(_as_objective)], ...] = ()
    lean: Lens | Literal["balanced"] | None = None
    hold: Annotated[tuple[Id, ...], Field(max_length=2)] = ()
    """Outcomes that must not get worse: each is an aim, whatever else is said."""
    gives: Concern | None = None
    """What gives today when forty are waiting."""
    should_give: Concern | None = None
    """What should give then."""
    voices: Annotated[tuple[Voice, ...], Field(max_length=MOST_VOICES)] = ()
    """Who was asked what matters more. Kept side by side; only `priorities` are in force."""
    summary: Short | None = None
    """Kept, never interpreted."""


class Observed(Part):
    """One actual value of a metric, and of when it is: `2025-03` where a month is known."""

    when: Annotated[Written, Field(max_length=40)]
    value: Annotated[Written, Field(max_length=80)]


class Terms(Part):
    """What a contract says of one line, in its own words. No choice of metrics depends on it."""

    minimum: Short | None = None
    """Below what it counts as a breach, and over how long."""
    credit: Short | None = None
    """What is paid back, or earned, and how it can be earned back."""
    exclusions: Short | None = None
    """What does not count, and who decides that."""
    band: Short | None = None
    """How far volume may leave the forecast before the target is suspended."""


class Row(Part):
    """One line of today's list."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True
    )

    written: Written = ""
    metric: Id | None = None
    levels: tuple[Level, ...] | None = None
    consequences: tuple[Consequence, ...] | None = None
    target: Annotated[Target | Written | None, BeforeValidator(_as_text)] = None
    actual: Written | None = None
    history: Annotated[tuple[Observed, ...], Field(max_length=MOST_OBSERVED)] = ()
    """Actual values over time, oldest first."""
    weight: Annotated[float, Field(ge=0, le=100)] | None = None
    """Percent of a bonus or a scorecard."""
    definition: Short | None = None
    why: Short | None = None
    since: Written | None = None
    origin: Short | None = Field(default=None, alias="from")
    owner: Short | None = None
    may_change: Short | None = None
    review: Written | None = None
    initiative: Short | None = None
    contract: Terms | None = None


class Custom(Part):
    """Whole metrics and relations of the user, in the catalogue's own shape, with `id`, `from`."""

    metrics: tuple[dict[str, Any], ...] = ()
    relations: tuple[dict[str, Any], ...] = ()


class Accepted(Part):
    """A finding that somebody decided to live with."""

    finding: Short
    reason: Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]
    by: Short = ""
    on: Short = ""


class Brand(Part):
    """Whose design it is, for screens and exports. No advice depends on it."""

    name: Annotated[str, Field(max_length=60)] = ""
    colour: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] | None = None
    logo: Annotated[str, Field(max_length=MOST_LOGO)] | None = None
    """In a file the picture itself, as a data address; in a store the name that it is kept under;
    in a link nothing."""


class Decision(Part):
    """What was changed in the room, against which advice, and why. No advice depends on it."""

    what: Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]
    about: Short = ""
    """The place of the brief that changed, so that a second change of it joins the first."""
    was: Short = ""
    """What stood there before, in words."""
    stance: Literal["follows", "departs"] | None = None
    """None where there was no advice on it."""
    advice: Short = ""
    """The finding or the recommendation in question, in words."""
    why: Short = ""
    by: Annotated[str, Field(max_length=120)] = ""
    on: Short = ""


class Brief(Part):
    """One queue or programme, as the user described it."""

    v: Literal[1] = VERSION
    title: Short = ""
    seat: Literal["consultant", "manager", "client", "provider"] | None = None
    context: Situation = Situation()
    systems: tuple[System, ...] | None = None
    hurts: tuple[Pain, ...] = ()
    """What hurts now: it orders the strategies that are offered, and decides nothing."""
    load: Load = Load()
    strategy: StatedStrategy = StatedStrategy()
    today: Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)] = ()
    must: tuple[Id, ...] = ()
    never: tuple[Id, ...] = ()
    custom: Custom = Custom()
    accepted: tuple[Accepted, ...] = ()
    brand: Brand | None = None
    decisions: Annotated[tuple[Decision, ...], Field(max_length=MOST_DECISIONS)] = ()


def unnoted(brief: Brief) -> Brief:
    """The brief without what no advice depends on: whose it is, and what was noted in the room."""
    if brief.brand is None and not brief.decisions:
        return brief
    return brief.model_copy(update={"brand": None, "decisions": ()})


def from_document(document: object, file: str = "") -> Brief:
    """The brief in a parsed JSON document. Raises BriefError for the first thing that is wrong."""
    if not isinstance(document, Mapping):
        raise BriefError("", document, "a JSON object", file)
    version = document.get("v", VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BriefError("v", version, f"the version number, {VERSION}", file)
    if version > VERSION:
        expected = f"version {VERSION} or older: this brief comes from a newer release"
        raise BriefError("v", version, expected, file)
    try:
        return Brief.model_validate(document)
    except ValidationError as error:
        raise _first(error, file) from None


def from_json(text: str | bytes, file: str = "") -> Brief:
    """The brief in a JSON text. Raises BriefError with line and column where it is not JSON."""
    try:
        document = json.loads(text)
    except UnicodeDecodeError:
        raise BriefError("", "bytes that are not UTF-8", "UTF-8 text", file) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BriefError(where, error.msg, "JSON", file) from None
    except RecursionError:
        raise BriefError("", "a document nested too deeply", "a brief", file) from None
    return from_document(document, file)


def _first(error: ValidationError, file: str) -> BriefError:
    found = error.errors(include_url=False)[0]
    path = ".".join(str(part) for part in found["loc"] if not _is_tag(part))
    if found["type"] == "extra_forbidden":
        known = sorted(_fields_at(found["loc"][:-1]))
        return BriefError(path, found["input"], f"one of the fields {', '.join(known)}", file)
    expected = found["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    if found["type"] == "missing":
        expected = "this field, which is missing"
    for said, meant in _PLAINLY:
        expected = expected.replace(said, meant)
    return BriefError(path, found["input"], expected, file)


# What the validator says, and what a person would say.
_PLAINLY = (
    ("a valid tuple", "a list"),
    ("a valid list", "a list"),
    ("a valid dictionary or instance of", "an object, a"),
    ("a valid dictionary", "an object"),
    ("a valid ", "a "),
)


def _is_tag(part: int | str) -> bool:
    """Whether a step of a path is the validator's own word for one of several shapes."""
    return isinstance(part, str) and (part == "Target" or "[" in part)


def _fields_at(loc: tuple[int | str, ...]) -> list[str]:
    """Names of the fields at a place of the brief, as JSON spells them."""
    places: dict[str, type[BaseModel]] = {
        "context": Situation,
        "load": Load,
        "strategy": StatedStrategy,
        "today": Row,
        "custom": Custom,
        "accepted": Accepted,
        "brand": Brand,
        "decisions": Decision,
    }
    model: type[BaseModel] = places.get(str(loc[0]), Brief) if loc else Brief
    if "target" in loc:
        model = Target
    if "history" in loc:
        model = Observed
    if "contract" in loc:
        model = Terms
    if "objectives" in loc:
        model = StatedObjective
    if "voices" in loc:
        model = Voice
    return [field.alias or name for name, field in model.model_fields.items()]


def document(brief: Brief) -> dict[str, Any]:
    """The brief as JSON would hold it: what is unset is left out, in the order of the contract."""
    return brief.model_dump(
        mode="json", by_alias=True, exclude_unset=False, exclude_defaults=True
    ) | {"v": brief.v}


def canonical(brief: Brief) -> str:
    """One text per meaning: sorted keys, no spaces, nothing that is merely the default."""
    return json.dumps(document(brief), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


# --- edits ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a brief, so that a button can make it.

    `add` appends a row for the metric (value: its other fields), `drop` removes its rows, `set`
    puts `field` of its rows to `value`; with no metric, `set` names a place of the brief with
    dots, such as `context.pricing` or `strategy.priorities.ease`.
    """

    op: Literal["add", "drop", "set"]
    metric: str | None = None
    field: str | None = None
    value: Any = None


def apply(brief: Brief, edits: tuple[Edit, ...]) -> Brief:
    """The brief after the edits, in order. Raises BriefError where an edit does not fit."""
    changed = document(brief)
    for edit in edits:
        rows: list[dict[str, Any]] = changed.setdefault("today", [])
        if edit.op == "add":
            rows.append({"metric": edit.metric, **(edit.value or {})})
        elif edit.op == "drop":
            changed["today"] = [row for row in rows if row.get("metric") != edit.metric]
        elif edit.metric is not None:
            for row in rows:
                if row.get("metric") == edit.metric:
                    row[str(edit.field)] = edit.value
        else:
            _put(changed, str(edit.field).split("."), edit.value)
    return from_document(changed)


def _put(place: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        place = place.setdefault(part, {})
    if value is None:
        place.pop(path[-1], None)
    else:
        place[path[-1]] = value
