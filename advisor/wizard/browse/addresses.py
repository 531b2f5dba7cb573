"""Addresses within Browse: `?metric=average-handle-time`, `?claim=start.kind.end`, `?theme=access`.

The key of a claim is what it says: where it starts, its kind and where it ends. Where several
claims say the same under different conditions, four hex digits over the conditions tell them apart;
without the digits, or once the conditions have changed, the key leads to all of them.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from rapidfuzz import fuzz, process

from knowledge.catalogue import Catalogue, Claim
from knowledge.vocabulary import Kind, Theme

LISTS: Mapping[str, str] = {
    "metric": "metrics",
    "behaviour": "behaviours",
    "outcome": "outcomes",
    "strategy": "strategies",
    "context": "contexts",
    "rule": "rules",
    "source": "sources",
}
"""Kinds of entry, with the folder that each stands in."""
KINDS = (*LISTS, "claim", "theme", "list")
NEAREST = 4
_WORTH = 55  # of 100: below this a name is no help

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Address:
    """One page: a kind of KINDS, and an id of that kind."""

    kind: str
    id: str

    @property
    def href(self) -> str:
        return f"?{self.kind}={quote(self.id, safe='.')}"


class Unknown(Exception):
    """Nothing stands under an address; `near` is what may have been meant."""

    def __init__(self, asked: Address, near: tuple[Address, ...]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


def asked(params: Mapping[str, Any]) -> Address | None:
    """What the query parameters ask for; the first kind counts."""
    return next((Address(kind, str(params[kind])) for kind in KINDS if params.get(kind)), None)


def entries(catalogue: Catalogue, kind: str) -> Mapping[str, Any]:
    """The folder of a kind of entry."""
    found: Mapping[str, Any] = getattr(catalogue, LISTS[kind])
    return found


def named(catalogue: Catalogue, address: Address) -> str:
    """What a person reads for an entry, a theme or a list."""
    if address.kind == "theme":
        return Theme(address.id).label
    if address.kind == "list":
        return address.id.capitalize()
    entry = entries(catalogue, address.kind)[address.id]
    return str(entry.title if address.kind in ("rule", "source") else entry.name)


def of_entry(catalogue: Catalogue, key: str) -> Address:
    """The address of the end of a claim. Raises KeyError."""
    for kind in ("metric", "behaviour", "outcome", "context", "strategy"):
        if key in entries(catalogue, kind):
            return Address(kind, key)
    raise KeyError(key)


def found(address: Address, catalogue: Catalogue) -> Address:
    """The present address for one that was asked for, also after a rename. Raises Unknown."""
    if address.kind == "claim":
        first, *more = claims_at(address.id, catalogue)
        return Address("claim", ".".join(_triple(first))) if more else of_claim(first, catalogue)
    if address.kind == "theme" and address.id in {theme.value for theme in Theme}:
        return address
    if address.kind == "list" and address.id in LISTS.values():
        return address
    if address.kind in LISTS:
        key = _present(address.id, catalogue)
        if key in entries(catalogue, address.kind):
            return Address(address.kind, key)
    raise Unknown(address, _near(address, catalogue))


def _present(key: str, catalogue: Catalogue) -> str:
    try:
        return catalogue.resolve(key)
    except KeyError:
        return key


def _near(address: Address, catalogue: Catalogue) -> tuple[Address, ...]:
    """What stands elsewhere under this very id, else what reads most like it."""
    same = [Address(kind, address.id) for kind in LISTS if address.id in entries(catalogue, kind)]
    if same:
        return tuple(same)
    if address.kind == "theme":
        pool = [Address("theme", theme.value) for theme in Theme]
    elif address.kind in LISTS:
        pool = [Address(address.kind, key) for key in entries(catalogue, address.kind)]
    else:
        return ()
    words = address.id.replace("-", " ").casefold()[:100]
    texts = [f"{one.id.replace('-', ' ')} {named(catalogue, one).casefold()}" for one in pool]
    best = process.extract(
        words, texts, scorer=fuzz.partial_token_sort_ratio, limit=NEAREST, score_cutoff=_WORTH
    )
    return tuple(pool[index] for _text, _score, index in best)


# --- claims --------------------------------------------------------------------------------------


def of_claim(claim: Claim, catalogue: Catalogue) -> Address:
    """The address of one claim."""
    triple = _triple(claim)
    key = ".".join(triple)
    several = len(_by_triple(catalogue)[triple]) > 1
    return Address("claim", f"{key}.{_digits(claim)}" if several else key)


def of_triple(start: str, word: str, end: str, catalogue: Catalogue) -> Address | None:
    """The address of all claims that read `start word end`, where there are any."""
    kinds = [kind for kind in Kind if kind.label == word]
    said = [kind for kind in kinds if (start, kind.value, end) in _by_triple(catalogue)]
    return Address("claim", f"{start}.{said[0].value}.{end}") if said else None


def claims_at(key: str, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The claims under a key, one or more. Raises Unknown."""
    start, kind, end, digits = (*key.split("."), "", "", "")[:4] if key else ("",) * 4
    start, end = _present(start, catalogue), _present(end, catalogue)
    said = _by_triple(catalogue).get((start, kind, end), ())
    if not said:
        near = [
            Address(kind, part)
            for part in (start, end)
            for kind in LISTS
            if part in entries(catalogue, kind)
        ]
        raise Unknown(Address("claim", key), tuple(near))
    return tuple(claim for claim in said if _digits(claim) == digits) or said


def _triple(claim: Claim) -> Triple:
    return claim.start, claim.relation.kind.value, claim.end


def _digits(claim: Claim) -> str:
    when = claim.relation.when.model_dump_json(exclude_defaults=True)
    return hashlib.sha256(when.encode()).hexdigest()[:4]


@functools.lru_cache(maxsize=4)
def _by_triple(catalogue: Catalogue) -> Mapping[Triple, tuple[Claim, ...]]:
    groups: dict[Triple, list[Claim]] = defaultdict(list)
    for claim in catalogue.claims:
        groups[_triple(claim)].append(claim)
    return {triple: tuple(claims) for triple, claims in groups.items()}
