"""What the way to the contract page is called, which hangs on whether there are two sides."""

from __future__ import annotations

BOUGHT = ("bpo", "client", "mixed")
TITLE = "The contract, from both chairs"
SIDE_BY_SIDE = "In-house and BPO side by side"


def reached(sourcing: str | None) -> tuple[str, str]:
    """The name of the way from a chair, and its sign."""
    if sourcing in BOUGHT:
        return TITLE, ":material/handshake:"
    return SIDE_BY_SIDE, ":material/compare_arrows:"
