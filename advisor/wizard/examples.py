"""Examples to start from: made-up centres with the lists that such centres really keep."""

from __future__ import annotations

from importlib.resources import files

from advisor.brief import Brief, from_json

EXAMPLES: dict[str, str] = {
    "telecom-bpo": "Telecom care at a BPO",
    "retail-in-house": "Online shop, in-house",
    "bank-shared-service": "Bank's shared service",
    "collections": "Collections",
}


def example(key: str) -> Brief:
    """The brief of an example. Raises KeyError for one that does not exist."""
    if key not in EXAMPLES:
        raise KeyError(key)
    name = f"{key}.json"
    return from_json((files("advisor") / "examples" / name).read_bytes(), name)
