"""What people write as a target -> a Target, or a question."""

from advisor.targets.complement import rest, turned
from advisor.targets.named import with_limit
from advisor.targets.reading import Reading, holds_figure, read
from advisor.targets.saying import form, pressure, text
from advisor.targets.sharing import shared_out

__all__ = [
    "Reading",
    "form",
    "holds_figure",
    "pressure",
    "read",
    "rest",
    "shared_out",
    "text",
    "turned",
    "with_limit",
]
