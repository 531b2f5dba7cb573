"""The words in which the first two steps ask: questions for dimensions, plain names for answers,
and what an answer changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.wizard.words import listed
from knowledge.catalogue import Catalogue
from knowledge.schema import Context
from knowledge.vocabulary import Dimension, Level

PEOPLE = frozenset({Level.AGENT, Level.TEAM})
SHOWN = 3  # names of metrics in a line; the rest is counted

# Why it is asked: this stands below until there is an answer. The question is the dimension's own.
WHY: Mapping[Dimension, str] = {
    Dimension.SOURCING: "The numbers are the same everywhere. Who may change what is not.",
    Dimension.CHANNELS: (
        "A wait on the phone and a pile of letters are counted apart. Unsaid means the phone."
    ),
    Dimension.WORK: "A good sale is not a good repair. Unsaid means ordinary service.",
    Dimension.SECTOR: "Some trades have rules about what must be counted.",
    Dimension.SCALE: "Small groups cannot be quick and busy at the same time.",
    Dimension.VOLATILITY: "What nobody can foresee, nobody can be blamed for missing.",
    Dimension.STAKES: "The more is at stake, the less a fast average says.",
    Dimension.EXIT: "Where nobody can leave, nobody leaving proves nothing.",
    Dimension.PRICING: "People do more of what is paid for, and less of what is not.",
    Dimension.ADJUSTERS: "Whatever is written there gets looked at first, and the rest last.",
    Dimension.MONITORING: "It decides what may stand on anybody's own card.",
    Dimension.STAGE: "Targets of a settled centre punish one that is just starting.",
}

# What a chip says where the catalogue's name is a term of the trade.
CHIPS: Mapping[str, str] = {
    "in-house": "Our own, for our own customers",
    "bpo": "A client's: we are the provider (BPO)",
    "client": "Ours: a provider does the work",
    "mixed": "Ours: we and a provider do the work",
    "shared-service": "Our group's: its companies use us",
    "budget": "A yearly budget",
    "per-contact": "Each contact",
    "per-fte": "Each head",
    "per-handle-minute": "Each minute on contacts",
    "per-productive-hour": "Each hour logged in",
    "per-resolution": "Each matter solved",
    "per-result": "Each result, such as a sale",
    "per-user": "A flat fee per customer",
    "recharge": "Other departments pay us",
    "bonus": "A bonus for reaching numbers",
    "service-credits": "Money off for missing numbers",
    "minimum-bill": "A minimum is paid each month",
    "volume-band": "Other rules outside an agreed volume",
    "client-forecasts": "The client says how much will come",
    "provider-forecasts": "The provider says how much will come",
    "easy": "Yes, tomorrow",
    "hard": "Yes, with some trouble",
    "no-exit": "No",
    "steady-demand": "Yes, week after week",
    "seasonal-demand": "There is a known season",
    "spiky-demand": "No, it jumps",
    "surge-demand": "Once in a while it floods us",
    "under-ten-seats": "Fewer than ten",
    "ten-to-thirty-seats": "Ten to thirty",
    "thirty-to-hundred-seats": "Thirty to a hundred",
    "over-hundred-seats": "More than a hundred",
    "individuals-allowed": "Yes",
    "individuals-restricted": "No, or only within limits",
}

SEATS: Mapping[str, tuple[str, str]] = {
    "manager": ("I run the centre", "First comes what you may change yourself, then what to ask."),
    "provider": ("I provide the service", "What only your client can change is told apart."),
    "client": ("I buy the service", "What stands in your contract, you may change."),
    "consultant": ("I advise", "Each change names the one who has to decide it."),
}
WHY_SEAT = "So that the next move is one that you may make."


def chip(key: str, catalogue: Catalogue) -> str:
    """What stands on the chip of a context."""
    return CHIPS.get(key) or catalogue.label(key)


def changes(picked: Sequence[str], catalogue: Catalogue) -> str:
    """What the answers to one question change, as a line of plain text: what counts for more or
    less, what is always looked at, what gets no target. Where that is nothing, who decides."""
    contexts = [catalogue.contexts[key] for key in picked]
    told = [
        sentence
        for sentence in (
            _decides(contexts),
            _weights(contexts, catalogue),
            _asked(contexts, catalogue),
            _untargeted(contexts, catalogue),
        )
        if sentence
    ]
    return " ".join(told) or _first_sentence(contexts[0].brief)


def _decides(contexts: Sequence[Context]) -> str:
    said = [
        _first_sentence(each.controls)
        for each in contexts
        if each.controls and each.dimension is Dimension.SOURCING
    ]
    return " ".join(said)


def _weights(contexts: Sequence[Context], catalogue: Catalogue) -> str:
    shifts = [shift for each in contexts for shift in each.shifts]
    told = []
    for word, ids in (
        ("Counts for more", [shift.outcome for shift in shifts if shift.by > 0]),
        ("Counts for less", [shift.outcome for shift in shifts if shift.by < 0]),
    ):
        if ids:
            told.append(f"{word}: {listed(map(catalogue.plainly, dict.fromkeys(ids)))}.")
    return " ".join(told)


def _asked(contexts: Sequence[Context], catalogue: Catalogue) -> str:
    owed = [item.metric for each in contexts for item in each.owed]
    asked = owed + [item.metric for each in contexts for item in each.demands]
    return f"Always looked at: {_some(asked, catalogue)}." if asked else ""


def _untargeted(contexts: Sequence[Context], catalogue: Catalogue) -> str:
    bars = [bar for each in contexts for bar in each.bars]
    own = {bar.metric for bar in bars if bar.level and PEOPLE.issuperset(bar.level)}
    others = [bar.metric for bar in bars if bar.metric not in own]
    told = [f"No target for us on: {_some(others, catalogue)}."] if others else []
    if own:
        named = _some(own, catalogue) if len(own) <= SHOWN else f"{len(own)} numbers"
        told.append(f"Kept off people's own cards: {named}.")
    return " ".join(told)


def _some(metrics: Iterable[str], catalogue: Catalogue) -> str:
    unique = list(dict.fromkeys(metrics))
    names = [_lower(catalogue.label(key)) for key in unique[:SHOWN]]
    more = len(unique) - len(names)
    return listed([*names, f"{more} more"] if more else names)


def _first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence."""
    return text.partition(". ")[0].rstrip(".") + "."


def _lower(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
