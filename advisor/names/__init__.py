"""What people write -> metrics, with candidates and the question that decides."""

from advisor.names.resolving import Candidate, Name, NameKind, Resolved, resolve

__all__ = ["Candidate", "Name", "NameKind", "Resolved", "resolve"]
