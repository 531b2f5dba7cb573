"""What people write -> metrics, with candidates and the question that decides."""

from advisor.names.core import is_within_a_time
from advisor.names.resolving import Candidate, Name, NameKind, Resolved, resolve
from advisor.names.wording import limit_in

__all__ = [
    "Candidate",
    "Name",
    "NameKind",
    "Resolved",
    "is_within_a_time",
    "limit_in",
    "resolve",
]
