"""What the way to the contract page is called, which hangs on whether there are two sides."""

from __future__ import annotations

from advisor.wizard.telling import Way

BOUGHT = ("bpo", "client", "mixed")
TITLE = "The contract, from both chairs"
SIDE_BY_SIDE = "In-house and BPO side by side"


def way(sourcing: str | None) -> Way:
    """The way to it from a chair."""
    if sourcing in BOUGHT:
        return Way("contract", TITLE, "handshake")
    return Way("contract", SIDE_BY_SIDE, "compare_arrows")


def reached(sourcing: str | None) -> tuple[str, str]:
    """The name of the way from a chair, and its sign."""
    found = way(sourcing)
    return found.says, f":material/{found.icon}:"
