"""What somebody settled by accepting a finding with a reason: it is not asked for again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.case import Case
from advisor.checks.hit import Hit
from advisor.critique.variant import PRESSING
from advisor.finding import Finding


@dataclass(frozen=True, slots=True)
class Settled:
    """Lines that stay as they are, and what is not put beside them, because somebody said so."""

    lines: frozenset[str]
    """Metrics of which a change was declined."""
    beside: frozenset[tuple[str, str]]
    """(metric, what was not wanted beside it)."""

    @classmethod
    def of(cls, case: Case, accepted: Iterable[Hit]) -> Settled:
        """From the findings that were accepted: by what their first cures would have changed. One
        without a cure settles what it is about."""
        lines, beside = set(), set()
        for hit in accepted:
            about = {str(case.lines[index].metric) for index in hit.lines}
            first = next(iter(hit.cures()), None)
            for edit in first.edits if first else ():
                if edit.metric in about and _presses(edit.op, edit.field):
                    lines.add(str(edit.metric))
                elif edit.op == "add" and hit.subjects:
                    beside.add((hit.subjects[0], str(edit.metric)))
            if first is None:
                lines |= about.intersection(hit.subjects[:1])
        return cls(frozenset(lines), frozenset(beside))

    def holds(self, finding: Finding) -> bool:
        """Whether a finding comes back to what was settled: its fix changes a line that stays, or
        it has none and is about one."""
        first = finding.subjects[:1]
        if finding.fix is None:
            return bool(finding.written) and bool(self.lines.intersection(first))
        return any(
            (edit.metric in self.lines and _presses(edit.op, edit.field))
            or (edit.op == "add" and bool(first) and (first[0], edit.metric) in self.beside)
            for edit in finding.fix.edits
        )


def _presses(op: str, field: str | None) -> bool:
    """Whether an edit changes how a line presses, and not only how it is counted or noted."""
    return op == "drop" or (op == "set" and field in PRESSING)
