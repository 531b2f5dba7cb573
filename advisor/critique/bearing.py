"""What each line bears on: the rules that must be asked again when it changes, and no others."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from advisor.case import Case, Line
from advisor.checks.hit import ANY, Reads
from advisor.checks.stakes import stake
from advisor.critique.judging import Heard, Judged, about
from advisor.critique.variant import Variant

NO_ROWS: frozenset[int] = frozenset()
Places = Mapping[str, Mapping[int, frozenset[int]]]


class Bearing:
    """For one judged case, which rules an edit touches. Rules are told by their place in
    `judged.heard`, rows by identity."""

    def __init__(self, judged: Judged) -> None:
        self._case, self._heard = judged.case, judged.heard
        self._lines = [at for at, each in enumerate(self._heard) if each.ready.check.by_line]
        by_line = [(at, self._heard[at].ready) for at in self._lines]
        self._hanging_rules = [pair for pair in by_line if pair[1].check.hangs_on is not None]
        self._other_rules = [pair for pair in by_line if pair[1].check.hangs_on is None]
        self._lists = [at for at, each in enumerate(self._heard) if not each.ready.check.by_line]
        self._about: dict[tuple[str, bool, bool], list[int]] = {}
        self._plays: dict[int, tuple[Line, frozenset[int]]] = {}
        self._reading: dict[frozenset[Reads], tuple[frozenset[int], frozenset[int]]] = {}

    def of_list(self, variant: Variant) -> Iterator[int]:
        """Rules of the whole list that may say something else."""
        always, played = self._reads(variant.touched)
        yield from always
        if played:
            lines = [(self._case, line) for line in variant.gone]
            lines += [(variant.case, line) for line in variant.new]
            yield from played.intersection(
                at for case, line in lines for at in self._playing(case, line)
            )

    def _reads(self, touched: frozenset[Reads]) -> tuple[frozenset[int], frozenset[int]]:
        """Rules that read any of it: of every line, and of those that play a part in them."""
        if touched not in self._reading:
            reading = [
                at
                for at in self._lists
                if not self._heard[at].ready.check.reads.isdisjoint(touched)
            ]
            always = frozenset(at for at in reading if self._heard[at].ready.check.plays is None)
            self._reading[touched] = always, frozenset(reading) - always
        return self._reading[touched]

    def _playing(self, case: Case, line: Line) -> frozenset[int]:
        """Rules of the whole list in which a line plays a part."""
        known = self._plays.get(id(line.row))
        if known is None:  # the line is kept, so that the id of its row stays its own
            known = self._plays[id(line.row)] = line, frozenset(self._parts(case, line))
        return known[1]

    def _parts(self, case: Case, line: Line) -> Iterator[int]:
        for at in self._lists:
            ready = self._heard[at].ready
            plays = ready.check.plays
            if plays is not None and plays(case, line, ready.params):
                yield at

    def of_lines(self, variant: Variant) -> Mapping[int, frozenset[int]]:
        """Rules of single lines that may say something else, each with the rows of unchanged lines
        that must be looked at again. Those that look at no other line are here for what went; what
        they find in a new line is for whoever asks them."""
        found: dict[int, frozenset[int]] = {}
        for row in variant.rows:
            found |= dict.fromkeys(self._struck.get(row, ()), NO_ROWS)
        for line in variant.new:
            found |= dict.fromkeys(self.speaking(line, hanging=True), NO_ROWS)
        turned = variant.came | variant.went
        for metric in (*turned, ANY) if turned else ():
            for at, rows in self._hanging.get(metric, {}).items():
                found[at] = found.get(at, NO_ROWS) | (rows - variant.rows)
        return found

    def speaking(self, line: Line, *, hanging: bool) -> list[int]:
        """Rules that may have anything to say of a line: those that look at other lines too, or
        those that do not."""
        key = str(line.metric), stake(line) is False, hanging
        if key not in self._about:
            codes = about(self._case.catalogue, str(line.metric))
            rules = self._hanging_rules if hanging else self._other_rules
            idle = stake(line) is False
            self._about[key] = [
                at
                for at, ready in rules
                if ready.code in codes and not (idle and ready.pressed_only)
            ]
        return self._about[key]

    @functools.cached_property
    def _struck(self) -> Mapping[int, list[int]]:
        """By row, the rules that find something in it."""
        found: dict[int, list[int]] = {}
        for at in self._lines:
            for row in self._heard[at].by_row:
                found.setdefault(row, []).append(at)
        return found

    @functools.cached_property
    def _hanging(self) -> Places:
        """By metric that comes or goes: by rule, the rows of which it then may say something
        else."""
        found: dict[str, dict[int, set[int]]] = {}
        for at in self._lines:
            for line, metric in self._hangs(self._heard[at]):
                found.setdefault(metric, {}).setdefault(at, set()).add(id(line.row))
        return {
            metric: {at: frozenset(rows) for at, rows in by_rule.items()}
            for metric, by_rule in found.items()
        }

    def _hangs(self, heard: Heard) -> Iterator[tuple[Line, str]]:
        ready = heard.ready
        if ready.check.hangs_on is not None:
            for line in ready.lines(self._case):
                for metric in ready.check.hangs_on(self._case, line, ready.params):
                    yield line, metric
