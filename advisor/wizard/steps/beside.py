"""Ways to pages beside the steps; what the one to the contract is called hangs on whether there are
two sides."""

from __future__ import annotations

from advisor.wizard.telling import Way

BOUGHT = ("bpo", "client", "mixed")
TITLE = "The contract, from both chairs"
SIDE_BY_SIDE = "In-house and BPO side by side"
MEASURE = Way("measure", "What you can measure", "checklist")


def way(sourcing: str | None) -> Way:
    """The way to it from a chair."""
    if sourcing in BOUGHT:
        return Way("contract", TITLE, "handshake")
    return Way("contract", SIDE_BY_SIDE, "compare_arrows")
